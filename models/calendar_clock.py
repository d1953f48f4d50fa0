"""How the Annual Calendar and the two clocks share a customer, so that nobody is asked about one twice."""

from collections.abc import Iterable
from datetime import date, timedelta

from models.calendar_plan import half

ALONE_BEFORE = timedelta(days=14)
"""So long before a day of the calendar nobody is asked about the customer for another reason."""


def due_after_skips(due: date, skipped: Iterable[date], cadence_days: int) -> date:
    """Return the due day, later by the plans that were skipped: each closes its own round, once that has come."""
    for day in sorted(skipped):
        if day <= due + timedelta(days=half(cadence_days)):
            due = max(due, day + timedelta(days=cadence_days))
    return due


def takes_dues_place(planned_on: date, due: date, cadence_days: int) -> bool:
    """Tell whether the calendar sees to a due touch: it has planned one no later than half a cadence after the day."""
    return planned_on <= due + timedelta(days=half(cadence_days))


def speaks_alone(planned_on: date, ask_on: date) -> bool:
    """Tell whether a day belongs to the calendar: two weeks before what it has planned, until that is answered."""
    return ask_on >= planned_on - ALONE_BEFORE
