"""The outlook: who waits with nothing booked, overdue or silent, what that puts at risk, and what comes next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.clocks import CALENDAR, DUE, HAPPENED, SILENT
from models.customer import ACTIVE, Customer
from models.reminder import CUSTOMER, Reminder
from models.speaking import struck_clocks, struck_ids
from models.touch import IN_CALENDAR, PLANNED, Touch

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
    """Return the active customers who are overdue or silent with nothing booked, the most valuable first.

    This is what is at risk, in the digest, its details and Home's team alike. Due on `today`, a day of the reader's, is
    not overdue yet. `among` are the ids of those to look at, None: all.
    """
    planned = select(Reminder.subject_id).where(
        Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, Reminder.reason == HAPPENED
    )
    rows = session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.state == ACTIVE, col(Customer.id).not_in(planned))
        .where(col(Customer.id).in_(struck_ids(team_id, today)))
    )
    customers = {one.id: one for one in rows if among is None or one.id in among}
    clocks = struck_clocks(session, team_id, customers, today, today)
    found = [
        Waiting(customers[id_], _first(days, today - timedelta(days=1)), days.get(SILENT))
        for id_, days in clocks.items()
        if SILENT in days or _first(days, today - timedelta(days=1))
    ]
    return sorted(found, key=lambda one: (-one.revenue_minor, one.since, one.customer.normal))


def _first(days: Mapping[str, date], until: date) -> date | None:
    """Return since when a touch is due, by the clock or by what the calendar has planned."""
    return min((day for reason, day in days.items() if reason in (DUE, CALENDAR) and day <= until), default=None)


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
        select(Touch)
        .where(Touch.team_id == team_id, Touch.state == PLANNED, col(Touch.undone_at).is_(None))
        .where(~IN_CALENDAR)
    ).all()
    rows = session.exec(
        select(Customer).where(Customer.team_id == team_id, col(Customer.id).in_(struck_ids(team_id, last)))
    )
    customers = {one.id: one for one in rows if one.id in among}
    clocks = struck_clocks(session, team_id, customers, today, last)
    booked = {touch.customer_id for touch in plans}
    comes = {id_ for id_, days in clocks.items() if (day := _first(days, last)) and day >= today}
    return Load(
        booked=sum(touch.customer_id in among and today <= touch.day <= last for touch in plans),
        due=len(comes - booked),
    )
