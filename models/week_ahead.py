"""What else the week holds for a champion, beside what this morning's brief tells."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.clocks import ORDINARY
from models.customer import Customer
from models.reminder import CUSTOMER, Reminder
from models.touch import CALENDAR, PLANNED, Touch


@dataclass(frozen=True)
class WeekAhead:
    """What else this week holds for a champion: planned touches and how many customers come due."""

    plans: Sequence[tuple[Touch, Customer]]
    due: int

    @property
    def count(self) -> int:
        """Return how many customers that is."""
        return len({customer.id for _, customer in self.plans}) + self.due


def week_ahead(
    session: Session, team_id: str, customers: Collection[Customer], told: set[str], today: date
) -> WeekAhead:
    """Return what is planned or comes due until Sunday for these customers, of those that the brief has not told of."""
    by_id = {customer.id: customer for customer in customers}
    sunday = today + timedelta(days=6 - today.weekday())
    touches = session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, Touch.state == PLANNED, col(Touch.undone_at).is_(None))
        .where(col(Touch.day).between(today, sunday))
        .order_by(col(Touch.day))
    )
    plans = [
        (touch, by_id[touch.customer_id])
        for touch in touches
        if touch.customer_id in by_id
        and not (touch.source == CALENDAR and touch.day == today and touch.customer_id in told)
    ]
    told = told | {customer.id for _, customer in plans}
    due = session.exec(
        select(Reminder.subject_id)
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, col(Reminder.reason).in_(ORDINARY))
        .where(col(Reminder.due_on).between(today, sunday), col(Reminder.remind_at).is_not(None))
        .distinct()
    )
    return WeekAhead(plans, len(set(due) & by_id.keys() - told))
