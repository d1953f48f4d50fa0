"""The outlook: who waits with nothing booked, overdue or silent, what that puts at risk, and what comes next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.clocks import DUE, HAPPENED, SILENT
from models.customer import ACTIVE, Customer
from models.reminder import CUSTOMER, Reminder
from models.touch import PLANNED, Touch

MOST_OF_IT = 80
COMING_DAYS = 7


@dataclass
class Waiting:
    """A customer who waits with nothing booked: the due day that has passed, the day from which they count as silent.

    At least one of the two days is known.
    """

    customer: Customer
    due: date | None = None
    silent: date | None = None

    @property
    def since(self) -> date:
        return min(day for day in (self.due, self.silent) if day)

    @property
    def revenue_minor(self) -> int:
        """Return the money at risk; who costs more than they bring, or of whom nothing is known, is none."""
        return max(self.customer.revenue_minor or 0, 0)


@dataclass(frozen=True)
class AtRisk:
    """Customers who wait, each counted once, and their revenue of a year in minor units.

    `due` and `silent` say how many of them are overdue and how many silent; some are both. `few` is the smallest number
    of them who hold at least 80 % of the revenue, `few_minor` what those hold; `unknown` is the number of whom no
    revenue is known.
    """

    customers: int
    unknown: int
    revenue_minor: int
    few: int
    few_minor: int
    due: int
    silent: int


@dataclass(frozen=True)
class Load:
    """What the seven days from today hold: touches that are booked, and customers who come due with nothing booked."""

    booked: int
    due: int

    @property
    def touches(self) -> int:
        return self.booked + self.due


def who_waits(session: Session, team_id: str, today: date, among: Collection[str] | None = None) -> list[Waiting]:
    """Return the active customers who are overdue or silent with nothing booked, the most valuable first, in one query.

    This is what is at risk, in the digest, its details and Home's team alike. Due on `today`, a day of the reader's, is
    not overdue yet. `among` are the ids of those to look at, None: all.
    """
    planned = select(Reminder.subject_id).where(
        Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, Reminder.reason == HAPPENED
    )
    rows = session.exec(
        select(Customer, Reminder)
        .join(Reminder, (col(Reminder.team_id) == Customer.team_id) & (col(Reminder.subject_id) == Customer.id))
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, Customer.state == ACTIVE)
        .where(col(Reminder.reason).in_((DUE, SILENT)), col(Reminder.due_on) <= today)
        .where(col(Customer.id).not_in(planned))
    )
    found: dict[str, Waiting] = {}
    for customer, reminder in rows:
        if among is not None and customer.id not in among:
            continue
        if reminder.reason == SILENT:
            found.setdefault(customer.id, Waiting(customer)).silent = reminder.due_on
        elif reminder.due_on != today:
            found.setdefault(customer.id, Waiting(customer)).due = reminder.due_on
    return sorted(found.values(), key=lambda one: (-one.revenue_minor, one.since, one.customer.normal))


def at_risk(waiting: Sequence[Waiting]) -> AtRisk:
    """Sum up who waits; the most valuable come first."""
    total = sum(one.revenue_minor for one in waiting)
    few, held = 0, 0
    while held * 100 < total * MOST_OF_IT:
        held += waiting[few].revenue_minor
        few += 1
    return AtRisk(
        customers=len(waiting),
        unknown=sum(one.customer.revenue_minor is None for one in waiting),
        revenue_minor=total,
        few=few,
        few_minor=held,
        due=sum(one.due is not None for one in waiting),
        silent=sum(one.silent is not None for one in waiting),
    )


def coming_load(session: Session, team_id: str, among: Collection[str], today: date) -> Load:
    """Return what is to be done with these active customers in the days from `today`, a day of the reader's, on."""
    last = today + timedelta(days=COMING_DAYS - 1)
    plans = session.exec(
        select(Touch).where(Touch.team_id == team_id, Touch.state == PLANNED, col(Touch.undone_at).is_(None))
    ).all()
    booked = {touch.customer_id for touch in plans}
    struck = session.exec(
        select(Reminder.subject_id)
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, Reminder.reason == DUE)
        .where(col(Reminder.due_on).between(today, last))
    )
    return Load(
        booked=sum(touch.customer_id in among and today <= touch.day <= last for touch in plans),
        due=sum(id_ in among and id_ not in booked for id_ in struck),
    )
