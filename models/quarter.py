"""Quarters of a calendar year."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 3


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter: a year and a number from 1 to 4."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """Return the name under which it is kept, such as "2026-Q4"."""
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        return self.later(1).first - timedelta(days=1)

    @property
    def last_month(self) -> date:
        """Return the first day of its third month."""
        return date(self.year, MONTHS * self.number, 1)

    def later(self, quarters: int) -> "Quarter":
        """Return the quarter that is so many quarters later, a negative number earlier."""
        place = self.year * 4 + self.number - 1 + quarters
        return Quarter(place // 4, place % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter that holds a day."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def quarter_named(name: str) -> Quarter:
    """Return the quarter of that name; raises ValueError where it is none."""
    year, _, number = name.strip().upper().partition("-Q")
    if not (year.isdigit() and number in ("1", "2", "3", "4")):
        raise ValueError(name)
    return Quarter(int(year), int(number))
