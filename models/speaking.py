"""Which of a customer's clocks speak, by the days on which they strike: some leave it to the Annual Calendar."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.care_model import care_model_of, policy_of
from models.clocks import CALENDAR, DUE, SILENT, leaves_it_to_calendar
from models.customer import Customer
from models.reminder import CUSTOMER, Reminder


def speaking(days: Mapping[str, date], cadence_days: int | None, today: date) -> dict[str, date]:
    """Return those of a customer's clocks, each with the day on which it strikes, that speak then or have spoken."""
    planned_on = days.get(CALENDAR)
    return {
        reason: day
        for reason, day in days.items()
        if reason == CALENDAR or not leaves_it_to_calendar(reason, day, max(day, today), planned_on, cadence_days)
    }


def struck_ids(team_id: str, until: date) -> SelectOfScalar[str]:
    """Return the query for the customers of whom some clock strikes until a day."""
    return (
        select(Reminder.subject_id)
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER)
        .where(col(Reminder.reason).in_((DUE, SILENT, CALENDAR)), col(Reminder.due_on) <= until)
    )


def struck(session: Session, team_id: str, until: date) -> Iterable[tuple[str, str, date, date | None]]:
    """Return customer id, reason and day of each clock that strikes until a day, and what the calendar has planned."""
    beside = aliased(Reminder)
    rows = session.exec(
        select(Reminder.subject_id, Reminder.reason, col(Reminder.due_on), col(beside.due_on))
        .outerjoin(
            beside,
            and_(
                col(beside.team_id) == Reminder.team_id,
                col(beside.subject_kind) == Reminder.subject_kind,
                col(beside.subject_id) == Reminder.subject_id,
                col(beside.reason) == CALENDAR,
            ),
        )
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER)
        .where(col(Reminder.reason).in_((DUE, SILENT, CALENDAR)), col(Reminder.due_on) <= until)
    )
    return ((id_, reason, day, planned_on) for id_, reason, day, planned_on in rows if day)


def struck_clocks(
    session: Session, team_id: str, customers: Mapping[str, Customer], today: date, until: date
) -> dict[str, dict[str, date]]:
    """Return for these customers, by id, which of their clocks speak and strike until a day, each with that day."""
    found: dict[str, dict[str, date]] = {}
    model = care_model_of(session, team_id)
    for id_, reason, day, planned_on in struck(session, team_id, until):
        if id_ in customers:
            days = {reason: day} | ({CALENDAR: planned_on} if planned_on else {})
            if reason in speaking(days, policy_of(customers[id_], model).cadence_days, today):
                found.setdefault(id_, {})[reason] = day
    return found
