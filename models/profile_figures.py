"""The profile of a workspace, now and at the end of each quarter, from purchases and rungs as they were then."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.customer import REMOVED, Customer
from models.profile import Level, Profile, level_of, quarters, read_ideal
from models.rung import rung_on, rungs_before
from models.sign_of_life import PURCHASE, SignOfLife
from models.workspace import Workspace


@dataclass(frozen=True)
class Drift:
    """The profile now, the ideal if one is set, and the profile at the end of each quarter, today's last."""

    now: Profile
    ideal: Profile | None
    quarters: Sequence[tuple[date, Profile]]
    unknown: int = 0

    @property
    def charted(self) -> Sequence[tuple[date, Profile]]:
        """Return the quarters since the first in which anybody had bought, or else was an advocate."""
        bought = [place for place, (_, profile) in enumerate(self.quarters) if profile.one_time or profile.repeat]
        known = [place for place, (_, profile) in enumerate(self.quarters) if profile.total]
        return self.quarters[min(bought or known, default=len(self.quarters)) :]


def drift_of(session: Session, team_id: str, today: date) -> Drift:
    """Return a workspace's profile; who had left by a day is in none of that day, who never bought is `unknown`."""
    found = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state != REMOVED)).all()
    bought, before = _first_two_purchases(session, team_id), rungs_before(session, team_id)
    levels: dict[date, Counter[Level | None]] = {}
    for day in quarters(today):
        here = [one for one in found if one.left_on is None or one.left_on > day]
        levels[day] = Counter(
            level_of(sum(on <= day for on in bought[one.id]), rung_on(day, one.rung, before.get(one.id, ())))
            for one in here
        )
    profiles = [(day, Profile(*(counts[level] for level in Level))) for day, counts in levels.items()]
    ideal = read_ideal(session.get_one(Workspace, team_id).ideal_profile)
    return Drift(profiles[-1][1], ideal, profiles, levels[today][None])


def _first_two_purchases(session: Session, team_id: str) -> dict[str, list[date]]:
    """Return by customer id the days of the first two purchases: a third changes no level."""
    days: dict[str, list[date]] = defaultdict(list)
    rows = session.exec(
        select(SignOfLife.customer_id, col(SignOfLife.day))
        .where(SignOfLife.team_id == team_id, SignOfLife.kind == PURCHASE, col(SignOfLife.undone_at).is_(None))
        .order_by(col(SignOfLife.day))
    )
    for customer_id, day in rows:
        if len(days[customer_id]) < 2:
            days[customer_id].append(day)
    return days
