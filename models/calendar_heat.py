"""The year ahead day by day, as a picture shows it: how much is planned on each day, and when nothing can be."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from models.absence import absences_from
from models.blackout import Blackout, blackouts
from models.calendar_plan import A_YEAR
from models.calendar_year import month_of, months_from, planned_with
from models.member import Member, members_by_id
from models.week import week_of
from models.working_time import DAY, working_time
from models.workspace import Workspace

Group = TypeVar("Group")


@dataclass(frozen=True)
class HeatDay:
    """One day with so many planned touches; `closed` is a blackout, `off` that nobody of those shown works then."""

    day: date
    count: int
    closed: bool = False
    off: bool = False


@dataclass(frozen=True)
class Heat:
    """The weekdays from today through a year ahead on which work is done, and whatever others something is planned on.

    `blackouts` are those that begin within it, `days_off` what else is free on working weekdays: holidays, absences.
    """

    days: Sequence[HeatDay]
    blackouts: Sequence[Blackout]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.days)

    @property
    def fullest_day(self) -> HeatDay:
        return max(self.days, key=lambda one: one.count)

    @property
    def most_a_week(self) -> int:
        return max(self._by(week_of).values())

    @property
    def months(self) -> list[tuple[date, int]]:
        """Return what the months of these days hold, in their order, those of which only a part is ahead included."""
        by_month = self._by(month_of)
        return [(month, by_month[month]) for month in months_from(self.days[0].day, 13)]

    @property
    def days_off(self) -> int:
        return sum(one.off for one in self.days)

    def _by(self, group: Callable[[date], Group]) -> Counter[Group]:
        found = Counter[Group]()
        for one in self.days:
            found[group(one.day)] += one.count
        return found


def heat_of(session: Session, workspace: Workspace, today: date, champion: Member | None) -> Heat:
    """Return the year of one champion's customers, or of everybody's: then a day is off that nobody of them works."""
    team_id = workspace.team_id
    planned = planned_with(session, team_id, {champion.user_id} if champion else None, today, today + A_YEAR)
    known = members_by_id(session, team_id, {customer.champion_id for _, customer in planned})
    people = [champion] if champion else list(known.values())
    counts = Counter(touch.day for touch, _ in planned)
    weekdays = working_time(workspace).weekdays
    closed = [one for one in blackouts(session, team_id, today) if one.first_day <= today + A_YEAR]
    works = _working_days(session, workspace, people, today)
    ahead = [today + DAY * place for place in range(A_YEAR.days + 1)]
    days = [
        HeatDay(day, counts[day], is_closed, not is_closed and day not in works)
        for day in ahead
        if day.weekday() in weekdays or counts[day]
        for is_closed in [any(one.first_day <= day <= one.last_day for one in closed)]
    ]
    return Heat(days, closed)


def _working_days(session: Session, workspace: Workspace, people: Sequence[Member], today: date) -> set[date]:
    """Return the days of the year ahead on which at least one of these people works."""
    away: dict[str, list[tuple[date, date]]] = {person.user_id: [] for person in people}
    for one in absences_from(session, workspace.team_id, today):
        away.get(one.user_id, []).append((one.first_day, one.last_day))
    ahead = [today + DAY * place for place in range(A_YEAR.days + 1)]
    return {
        day
        for person, working in ((person, working_time(workspace, person)) for person in people)
        for day in ahead
        if working.is_working_day(day) and not any(first <= day <= last for first, last in away[person.user_id])
    }
