"""Working hours: when a clock that runs only while somebody works will have run for so long."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from models.working_time import DAY, Calendar, WorkingTime, Zoned, next_working_day, working_time

HOURS_A_DAY = 8


class Office(Calendar, Protocol):
    """The settings of a workspace that working hours are made of."""

    day_starts: str
    day_ends: str


@dataclass(frozen=True)
class WorkingHours:
    """The hours of a person's working days, from `starts` until `ends` of their own wall clock."""

    working: WorkingTime
    starts: time
    ends: time

    def of(self, day: date) -> tuple[datetime, datetime]:
        """Return the instants (UTC) at which work begins and ends on a working day; it ends after it began."""
        begins, ends = (datetime.combine(day, at, self.working.zone).astimezone(UTC) for at in (self.starts, self.ends))
        return begins, ends if ends > begins else begins + timedelta(hours=HOURS_A_DAY)


def working_hours(workspace: Office, person: Zoned | None = None) -> WorkingHours:
    """Return the working hours of a person, or of the workspace itself.

    A weekday without brief is one with customers all the same: a complaint's clock does not rest on it.
    """
    weekdays = working_time(workspace).weekdays
    return WorkingHours(
        working=replace(working_time(workspace, person), weekdays=weekdays),
        starts=time.fromisoformat(workspace.day_starts),
        ends=time.fromisoformat(workspace.day_ends),
    )


def after_working_hours(start: datetime, hours: float, theirs: WorkingHours) -> datetime:
    """Return the instant (UTC) at which so many working hours have passed since `start`.

    Outside of working hours the clock stands still; an hour that the clocks skip or repeat counts as it is lived.
    """
    left = timedelta(hours=hours)
    day = next_working_day(theirs.working.today(start), theirs.working)
    while True:
        begins, ends = theirs.of(day)
        begins = max(begins, start)
        if ends - begins >= left:
            return begins + left
        left -= max(ends - begins, timedelta())
        day = next_working_day(day + DAY, theirs.working)


def hours_worked(start: datetime, end: datetime, theirs: WorkingHours) -> timedelta:
    """Return how long the clock ran between two instants: only while somebody works."""
    ran, day, last = timedelta(), theirs.working.today(start), theirs.working.today(end)
    while day <= last:
        if theirs.working.is_working_day(day):
            begins, ends = theirs.of(day)
            ran += max(min(ends, end) - max(begins, start), timedelta())
        day += DAY
    return ran
