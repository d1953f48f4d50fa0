"""What Touchbase itself knows of a quarter, to stand beside what people think of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from models.answers import answers_by_customer, in_all
from models.complaint_week import ComplaintWeek, complaint_week
from models.customer import ACTIVE, Customer
from models.idea import Shares, shares
from models.quarter import Quarter
from models.saying import Saying, SayingKind, said_between
from models.touch import DONE, Touch
from models.working_time import DAY, WorkingTime
from models.workspace import working_time_of
from models.worth import best, last_year, share_of
from models.worth_figures import worths_in

IN_TOUCH = timedelta(days=60)


@dataclass(frozen=True)
class Measured:
    """Counts of one quarter, as at its last day.

    Of `keys` key customers `keys_touched` were touched in its last sixty days; `best` customers, a fifth of them,
    brought `best_share` of what all are worth in the year before; `heard` things were noted that customers and others
    said.
    """

    keys: int
    keys_touched: int
    complaints: ComplaintWeek
    best: int
    best_share: Decimal | None
    written: int
    written_answered: int
    ideas: Shares
    heard: int
    praised: int


def measured_in(session: Session, team_id: str, quarter: Quarter) -> Measured:
    """Return what was measured in a quarter."""
    found = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    keys = {customer.id for customer in found if customer.key}
    worths = worths_in(session, found, last_year(quarter.last))
    said = said_between(session, team_id, quarter.first, quarter.last)
    is_active = col(Customer.state) == ACTIVE
    answers = in_all(answers_by_customer(session, team_id, is_active, quarter.first, quarter.last).values())
    bounds = _bounds(quarter, working_time_of(session, team_id))
    top = best(worths)
    return Measured(
        keys=len(keys),
        keys_touched=len(keys & _touched(session, team_id, quarter)),
        complaints=complaint_week(session, team_id, *bounds),
        best=len(top),
        best_share=share_of(worths, top),
        written=sum(one.written for one in answers),
        written_answered=sum(one.answered for one in answers),
        ideas=shares(_ideas(session, team_id, quarter)),
        heard=len(said),
        praised=sum(one.kind == SayingKind.PRAISE for one in said),
    )


def _bounds(quarter: Quarter, working: WorkingTime) -> tuple[datetime, datetime]:
    """Return the instants (UTC) at which a quarter begins, and at which the next one does."""
    begins, ends = (datetime.combine(day, time.min, working.zone) for day in (quarter.first, quarter.last + DAY))
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _touched(session: Session, team_id: str, quarter: Quarter) -> set[str]:
    done = (Touch.team_id == team_id, Touch.state == DONE, col(Touch.undone_at).is_(None))
    lately = (col(Touch.day) > quarter.last - IN_TOUCH, col(Touch.day) <= quarter.last)
    return set(session.exec(select(Touch.customer_id).where(*done, *lately)).all())


def _ideas(session: Session, team_id: str, quarter: Quarter) -> list[Saying]:
    ideas = (Saying.team_id == team_id, Saying.kind == SayingKind.IDEA, col(Saying.undone_at).is_(None))
    within = (col(Saying.day) >= quarter.first, col(Saying.day) <= quarter.last)
    return list(session.exec(select(Saying).where(*ideas, *within)).all())
