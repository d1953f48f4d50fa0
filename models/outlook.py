"""The outlook: who has not heard from us as planned and what that puts at risk, and what the coming days hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.clocks import DUE
from models.customer import Customer
from models.reminder import CUSTOMER, Reminder
from models.touch import PLANNED, Touch

MOST_OF_IT = 80
COMING_DAYS = 7


@dataclass(frozen=True)
class Overdue:
    """Customers whose due day has passed with nothing booked, and their revenue of a year in minor units.

    `few` is the smallest number of them who hold at least 80 % of the revenue, `few_minor` what those hold; `unknown`
    is the number of whom no revenue is known.
    """

    customers: int
    unknown: int
    revenue_minor: int
    few: int
    few_minor: int


@dataclass(frozen=True)
class Load:
    """What the seven days from today hold: touches that are booked, and customers who come due with nothing booked."""

    booked: int
    due: int

    @property
    def touches(self) -> int:
        return self.booked + self.due


def outlook(session: Session, team_id: str, customers: Mapping[str, Customer], today: date) -> tuple[Overdue, Load]:
    """Return which active customers wait on `today`, a day of the workspace, and what is to be done from then on."""
    last = today + timedelta(days=COMING_DAYS - 1)
    bookings = [touch for touch in _bookings(session, team_id) if touch.customer_id in customers]
    waits = customers.keys() - {touch.customer_id for touch in bookings}
    struck = {id_: day for id_, day in _due_days(session, team_id, last) if id_ in waits}
    load = Load(
        booked=sum(today <= touch.day <= last for touch in bookings),
        due=sum(day >= today for day in struck.values()),
    )
    return overdue(customers[id_].revenue_minor for id_, day in struck.items() if day < today), load


def who_waits(
    session: Session, team_id: str, customers: Mapping[str, Customer], today: date
) -> list[tuple[Customer, date]]:
    """Return those of these active customers who wait on `today` and since when, the most valuable first."""
    booked = {touch.customer_id for touch in _bookings(session, team_id)}
    days = _due_days(session, team_id, today - timedelta(days=1))
    found = [(customers[id_], day) for id_, day in days if id_ in customers and id_ not in booked]
    return sorted(found, key=lambda one: (-(one[0].revenue_minor or 0), one[1], one[0].normal))


def overdue(revenues: Iterable[int | None]) -> Overdue:
    """Sum up customers who wait by their revenue in minor units, None where it is not known."""
    known = list(revenues)
    largest = sorted((revenue for revenue in known if revenue and revenue > 0), reverse=True)
    total, few, held = sum(largest), 0, 0
    while held * 100 < total * MOST_OF_IT:
        held += largest[few]
        few += 1
    return Overdue(len(known), known.count(None), total, few, held)


def _bookings(session: Session, team_id: str) -> Iterable[Touch]:
    return session.exec(
        select(Touch).where(Touch.team_id == team_id, Touch.state == PLANNED, col(Touch.undone_at).is_(None))
    )


def _due_days(session: Session, team_id: str, last: date) -> Iterable[tuple[str, date]]:
    rows = session.exec(
        select(Reminder)
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, Reminder.reason == DUE)
        .where(col(Reminder.due_on) <= last)
    )
    return ((row.subject_id, row.due_on) for row in rows if row.due_on)
