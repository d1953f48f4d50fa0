"""What a manager was shown of a year that is not put in yet, and what became of it: kept as the message's subject."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.calendar import missing
from models.calendar_plan import A_YEAR
from models.calendar_year import Months, by_champion, months_from, planned_with
from models.member import Member
from models.message import SENT, Message
from models.working_time import working_time
from models.workspace import Workspace

DRY_RUN, PUT_IN, DROPPED, TAKEN_OUT = "dry_run", "put_in", "dropped", "taken_out"
FEATURE = "calendar"


@dataclass(frozen=True)
class Made:
    """What became of it: how many touches were put in at which instant, or taken out again and how many stayed."""

    state: str
    touches: int = 0
    at: datetime | None = None
    stay: int = 0

    @property
    def written(self) -> str:
        """Return it as a message's subject."""
        return " ".join([self.state, str(self.touches), self.at.isoformat() if self.at else "-", str(self.stay)])


@dataclass(frozen=True)
class Proposed:
    """What one champion would have: by month and week, what stands already counted in."""

    champion: Member
    months: Months

    @property
    def busiest(self) -> int:
        return max(self.months.by_month.values(), default=0)


@dataclass(frozen=True)
class LaidOut:
    """What is missing: touches, with how many customers, whose, most first; and what each month would hold."""

    touches: int
    customers: int
    loads: Sequence[Proposed]
    counts: Sequence[tuple[date, int]]


def made_of(message: Message) -> Made:
    """Return what became of what a message laid out."""
    state, *rest = message.subject.split()
    if not rest:
        return Made(state)
    touches, at, stay = rest
    return Made(state, int(touches), None if at == "-" else datetime.fromisoformat(at), int(stay))


def laid_out(session: Session, workspace: Workspace, now: datetime) -> LaidOut:
    """Return what is missing in the calendar as a manager looks at it before it is put in."""
    today = working_time(workspace).today(now)
    found = missing(session, workspace, now)
    champions = {one.champion_id for one in found.touches}
    stands = planned_with(session, workspace.team_id, None, today, today + A_YEAR)
    before = [(customer.champion_id or "", touch.day) for touch, customer in stands]
    loads = by_champion(found.touches, before)
    by_month = Counter[date]()
    for months in loads.values():
        by_month.update(months.by_month)
    return LaidOut(
        touches=len(found.touches),
        customers=len({one.customer_id for one in found.touches}),
        loads=[Proposed(found.people[id_], months) for id_, months in loads.items() if id_ in champions],
        counts=[(month, by_month[month]) for month in months_from(today, 13)],
    )


def latest_put_in(session: Session, team_id: str, since: datetime) -> tuple[Message, Made] | None:
    """Return what was last put in since an instant and not taken out again."""
    messages = session.exec(
        select(Message)
        .where(Message.team_id == team_id, Message.feature == FEATURE, Message.state == SENT)
        .where(col(Message.subject).startswith(PUT_IN))
    )
    found = [(message, made) for message in messages if (made := made_of(message)).at and made.at >= since]
    return max(found, key=lambda one: one[1].at or since, default=None)
