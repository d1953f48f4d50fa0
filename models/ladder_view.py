"""The ladder as it is shown: how many stand where, who moved lately, and who seems to have moved up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session, col, select

from models.cover import customers_read_by, rota_of
from models.customer import ACTIVE, Customer
from models.ladder import RUNGS, Suggestion
from models.ladder_facts import suggestions
from models.member import Member
from models.movements import Move, rungs_moved
from models.rung import Rung
from models.working_time import DAY
from models.workspace import working_time_of

LATELY = timedelta(days=91)
"""So far back movements are told: a quarter."""


@dataclass(frozen=True)
class Ladder:
    """The customers whom somebody sees (`everybody`: all), by rung, the highest first; of `unknown` nobody knows.

    `suggested` are customers with the rung that they seem to have reached, the highest first.
    """

    rungs: Sequence[tuple[Rung, int]]
    unknown: int
    moves: Sequence[Move]
    suggested: Sequence[tuple[Customer, Suggestion]]
    everybody: bool

    @property
    def total(self) -> int:
        return sum(count for _, count in self.rungs) + self.unknown


def ladder_of(session: Session, member: Member, now: datetime) -> Ladder:
    """Return the ladder: a manager's is of all active customers, others see those whom they read of."""
    working = working_time_of(session, member.team_id, member)
    today, theirs = working.today(now), _theirs(session, member, now)
    counts = Counter(one.rung for one in theirs)
    by_id = {one.id: one for one in theirs}
    since = datetime.combine(today - LATELY, time.min, working.zone).astimezone(UTC)
    found = suggestions(session, member.team_id, theirs, today)
    suggested = [(by_id[id_], suggestion) for id_, suggestion in found.items()]
    return Ladder(
        rungs=[(rung, counts[rung]) for rung in reversed(RUNGS)],
        unknown=counts[None],
        moves=rungs_moved(session, member.team_id, by_id, since, now + DAY),
        suggested=sorted(suggested, key=lambda one: (-RUNGS.index(one[1].rung), one[0].normal, one[0].id)),
        everybody=member.manager,
    )


def _theirs(session: Session, member: Member, now: datetime) -> Sequence[Customer]:
    if not member.manager:
        return customers_read_by(session, member.team_id, member.user_id, rota_of(session, member.team_id, now))
    return session.exec(
        select(Customer)
        .where(Customer.team_id == member.team_id, Customer.state == ACTIVE)
        .order_by(col(Customer.name))
    ).all()
