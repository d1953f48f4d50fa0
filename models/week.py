"""ISO weeks: Monday to Sunday, numbered so that the first one of a year holds its first Thursday."""

from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 7


@dataclass(frozen=True, order=True)
class Week:
    """One ISO week, known by its Monday."""

    monday: date

    @property
    def sunday(self) -> date:
        return self.day(DAYS - 1)

    @property
    def name(self) -> str:
        """Return the name that ISO 8601 gives the week, such as "2026-W53"."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    def day(self, weekday: int) -> date:
        """Return a day of the week; Monday is 0."""
        return self.monday + timedelta(days=weekday)

    def later(self, weeks: int) -> "Week":
        """Return the week that is so many weeks later, a negative number earlier."""
        return Week(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday


def week_of(day: date) -> Week:
    """Return the week that holds a day."""
    return Week(day - timedelta(days=day.weekday()))


def week_named(name: str) -> Week:
    """Return the week with an ISO 8601 name such as "2026-W53". Raises ValueError where there is none."""
    year, _, number = name.partition("-W")
    return Week(date.fromisocalendar(int(year), int(number), 1))
