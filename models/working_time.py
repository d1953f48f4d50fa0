"""Working time: which days and mornings are working ones for a person, and when that morning is in UTC."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = frozenset(range(5))


class Calendar(Protocol):
    """The settings of a workspace that working time is made of."""

    zone: str
    country: str | None
    working_days: str
    brief_at: str


class Zoned(Protocol):
    """Somebody with a time zone of their own, perhaps an empty one, an hour for their brief and weekdays they rest."""

    zone: str
    brief_at: str | None
    rests_on: str


@dataclass(frozen=True)
class WorkingTime:
    """A person's working days, weekdays (Monday = 0) that are no public holiday; the brief comes at `brief_at`."""

    zone: ZoneInfo
    weekdays: frozenset[int]
    holidays: Container[date]
    brief_at: time

    def today(self, now: datetime) -> date:
        """Return the person's calendar day at the instant `now`."""
        return now.astimezone(self.zone).date()

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.holidays


def working_time(workspace: Calendar, person: Zoned | None = None) -> WorkingTime:
    """Return the working time of a person, or of the workspace itself; what they have not chosen is the workspace's.

    Weekdays on which they rest are none of their working days, unless no day would be left.
    """
    weekdays = _weekdays(workspace.working_days) or MONDAY_TO_FRIDAY
    return WorkingTime(
        zone=zone_of(person.zone if person else "", workspace.zone),
        weekdays=(weekdays - _weekdays(person.rests_on) if person else weekdays) or weekdays,
        holidays=holidays_of(workspace.country),
        brief_at=time.fromisoformat((person and person.brief_at) or workspace.brief_at),
    )


def _weekdays(days: str) -> frozenset[int]:
    return frozenset(day for day in range(7) if str(day) in days)


def zone_of(name: str, otherwise: str = "UTC") -> ZoneInfo:
    """Return the zone with this IANA name; an empty or unknown one means `otherwise`, and UTC where that fails too."""
    for candidate in (name, otherwise):
        try:
            return ZoneInfo(candidate)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


@dataclass(frozen=True)
class PublicHolidays:
    """The public holidays of a country ("DE") or of a part of it ("DE-BY"), worked out year by year."""

    country: str

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _holidays_in(self.country, day.year)


def holidays_of(country: str | None) -> Container[date]:
    """Return the public holidays of a country ("DE") or a part of it ("DE-BY"); none where no country is set."""
    return PublicHolidays(country) if country else frozenset()


def knows_country(country: str) -> bool:
    """Tell whether the public holidays of this country ("DE") or part of it ("DE-BY") are known."""
    code, _, part = country.partition("-")
    parts = holidays.list_supported_countries().get(code)
    return parts is not None and (not part or part in parts)


@lru_cache(maxsize=1024)
def _holidays_in(country: str, year: int) -> frozenset[date]:
    """Work out one year as a whole: a calendar that grows while it is asked would tell other threads half of a year."""
    code, _, part = country.partition("-")
    return frozenset(holidays.country_holidays(code, subdiv=part or None, years=year, expand=False))


def next_working_day(day: date, working: WorkingTime) -> date:
    """Return the first working day at or after `day`."""
    while not working.is_working_day(day):
        day += DAY
    return day


def working_days_later(day: date, count: int, working: WorkingTime) -> date:
    """Return the day that is `count` working days after `day`; a negative count goes back."""
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not working.is_working_day(day):
            day += step
    return day


def morning(day: date, working: WorkingTime) -> datetime:
    """Return the instant (UTC) of the person's brief on `day`.

    A time that the clocks skip in spring is read as many minutes later as they skip; of one that comes twice in autumn
    the first is meant.
    """
    return datetime.combine(day, working.brief_at, working.zone).astimezone(UTC)


def next_working_morning(day: date, working: WorkingTime, now: datetime) -> datetime:
    """Return the instant (UTC) of the first working morning that is at or after `day` and not before `now`."""
    day = next_working_day(max(day, working.today(now)), working)
    if morning(day, working) < now:
        day = next_working_day(day + DAY, working)
    return morning(day, working)
