"""The Annual Calendar's rule: a year of planned touches, levelled over each champion's days and weeks, kinds mixed.

Every function here knows only its arguments. Days are calendar days in the champion's zone.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.kind import Kind
from models.working_time import DAY

A_YEAR = timedelta(days=365)
MOST_A_WEEK = 5
"""So many touches a week are planned for one champion at most, as long as there is room nearby."""
LEAST_TOLERANCE, MOST_TOLERANCE = 3, 30
AT_MOST_IN_A_ROW = 2
IN_BETWEEN = (Kind.CALL, Kind.EMAIL, Kind.VISIT)
"""What comes between where the activities offered would be the same a third time: of three kinds one always fits."""


@dataclass(frozen=True)
class Cared:
    """One customer as the calendar knows them.

    `recent` are the kinds of the last touches, latest first; `planned` what stands already, whoever planned it;
    `skipped` the days of plans that somebody took out: those rounds are not planned again.
    """

    customer_id: str
    champion_id: str
    cadence_days: int
    activities: tuple[Kind, ...]
    due_on: date
    worth: tuple[bool, int] = (False, 0)
    recent: tuple[Kind, ...] = ()
    planned: tuple[tuple[date, Kind], ...] = ()
    skipped: tuple[date, ...] = ()


@dataclass(frozen=True)
class Planned:
    """One touch that the calendar proposes."""

    customer_id: str
    champion_id: str
    day: date
    kind: Kind


@dataclass
class _Load:
    """What one champion has on each day and in each week (by number), and on which days there can be more."""

    free: list[date]
    by_day: Counter[date] = field(default_factory=Counter)
    by_week: Counter[int] = field(default_factory=Counter)

    def add(self, day: date) -> None:
        self.by_day[day] += 1
        self.by_week[_week(day)] += 1

    def between(self, first: date, last: date) -> list[tuple[int, int, int, date]]:
        """Return the free days between two days: what is on the day, in the week, how far from the middle, the day."""
        middle = first.toordinal() + last.toordinal()
        return [
            (self.by_day[day], self.by_week[_week(day)], abs(2 * day.toordinal() - middle), day)
            for day in self.free[bisect_left(self.free, first) : bisect_right(self.free, last)]
        ]


def _week(day: date) -> int:
    """Return the number of the week that a day is in, Monday to Sunday: far cheaper than the week itself."""
    return (day.toordinal() - 1) // 7


def tolerance(cadence_days: int) -> int:
    """Return by how many days a touch may come before or after its day: a fifth of the cadence, at most 30.

    Where a champion's weeks are full it may be up to half a cadence.
    """
    return min(MOST_TOLERANCE, max(LEAST_TOLERANCE, cadence_days // 5))


def half(cadence_days: int) -> int:
    """Return half a cadence in days: so near to a plan, a touch takes its place."""
    return cadence_days // 2


def plan_year(
    customers: Sequence[Cared], today: date, is_free: Callable[[str, date], bool], days: timedelta = A_YEAR
) -> list[Planned]:
    """Return what is missing in the next twelve months, the most valuable customers placed first.

    `is_free` tells whether a champion may have something planned on a day: working days, neither away nor blacked out.
    """
    ahead = [today + DAY * place for place in range(1, days.days + 1)]
    loads = {
        champion_id: _Load([day for day in ahead if is_free(champion_id, day)])
        for champion_id in {one.champion_id for one in customers}
    }
    for one in customers:
        for day, _ in one.planned:
            loads[one.champion_id].add(day)
    order = sorted(customers, key=lambda one: (one.worth, one.customer_id), reverse=True)
    return [planned for one in order for planned in _of_customer(one, today, today + days, loads[one.champion_id])]


def _of_customer(one: Cared, today: date, last: date, load: _Load) -> Iterator[Planned]:
    cadence = timedelta(days=one.cadence_days)
    standing = sorted([*(day for day, _ in one.planned), *one.skipped])
    kinds = [(date.min, kind) for kind in reversed(one.recent)] + sorted(one.planned)
    target = max(one.due_on, today + DAY)
    while target <= last:
        if standing and standing[0] <= target + timedelta(days=half(one.cadence_days)):
            target = max(standing.pop(0) + cadence, today + DAY)
            continue
        day = _day_near(target, one.cadence_days, load)
        if day:
            place = bisect_right([known for known, _ in kinds], day)
            kind = _kind_for(one.activities, [k for _, k in kinds[:place]], [k for _, k in kinds[place:]])
            kinds.insert(place, (day, kind))
            load.add(day)
            yield Planned(one.customer_id, one.champion_id, day, kind)
        target = (day or target) + cadence


def _day_near(target: date, cadence_days: int, load: _Load) -> date | None:
    """Return the day with least on it near the target: first of weeks with room, else of the emptiest week."""
    for reach in (tolerance(cadence_days), half(cadence_days)):
        near = load.between(target - DAY * reach, target + DAY * reach)
        if room := [one for one in near if one[1] < MOST_A_WEEK]:
            return min(room)[-1]
    return min(near, key=lambda one: (one[1], one), default=(0, 0, 0, None))[-1]


def _kind_for(offered: Sequence[Kind], before: Sequence[Kind], after: Sequence[Kind]) -> Kind:
    """Return the activity that was done longest ago; never one for the third time running."""
    last = {kind: place for place, kind in enumerate(before)}
    mixed = sorted(offered, key=lambda kind: last.get(kind, -1))
    return next(kind for kind in (*mixed, *IN_BETWEEN) if not _is_third(kind, before, after))


def _is_third(kind: Kind, before: Sequence[Kind], after: Sequence[Kind]) -> bool:
    around = [*before[-AT_MOST_IN_A_ROW:], kind, *after[:AT_MOST_IN_A_ROW]]
    runs = zip(around, around[1:], around[2:], strict=False)
    return any(first == second == third == kind for first, second, third in runs)
