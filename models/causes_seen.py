"""What somebody is shown of causes and recoveries: managers all, others the customers of whom they read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models.causes import Cause, Noted, repeated
from models.causes_found import causes_of, without_cause
from models.causes_quarter import Quarter, quarters
from models.cover import rota_of
from models.customer import Customer
from models.member import Member
from models.workspace import Workspace, working_time_of


@dataclass(frozen=True)
class Seen:
    """Causes that came more than once, the most frequent first; `once` counts the others.

    `unwritten`: complaints of customers whom the reader may see by name that have none written down, the latest first.

    `quarters` are of the customers whom the reader may see by name: `named` holds their ids, None means all.
    """

    repeated: Sequence[Cause]
    once: int
    unwritten: Sequence[Noted]
    quarters: Sequence[Quarter]
    today: date
    named: frozenset[str] | None

    def names(self, cause: Cause) -> list[str]:
        """Return the names of the customers whom a cause has hit, as far as the reader may see them."""
        return [one.name for one in cause.customers if self.named is None or one.id in self.named]


def seen_by(session: Session, member: Member, now: datetime) -> Seen:
    """Return what this person is shown: causes are everybody's to learn from, whom they hit is the champion's."""
    team_id = member.team_id
    causes, today = causes_of(session, team_id, now), working_time_of(session, team_id, member).today(now)
    rota = rota_of(session, team_id, now)

    def sees(customer: Customer) -> bool:
        return member.manager or member.user_id == customer.champion_id or rota.reads(member.user_id, customer)

    hit = (one.customer for cause in causes for one in cause.noted)
    again = repeated(causes)
    return Seen(
        repeated=again,
        once=len(causes) - len(again),
        unwritten=[one for one in without_cause(session, team_id, now) if sees(one.customer)],
        quarters=quarters(session, session.get_one(Workspace, team_id), today, now, sees),
        today=today,
        named=None if member.manager else frozenset(customer.id for customer in hit if sees(customer)),
    )
