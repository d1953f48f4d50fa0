"""The rule of the Annual Calendar: levelled over days and weeks, kinds mixed, close to the cadence, put in once."""

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendar_plan import A_YEAR, MOST_A_WEEK, Cared, Planned, half, plan_year, tolerance
from models.kind import Kind
from models.week import week_of
from models.working_time import DAY

TODAY = date(2026, 11, 18)
KINDS = st.sampled_from([Kind.LUNCH, Kind.VISIT, Kind.EVENT, Kind.CALL, Kind.EMAIL])


def cared(place: int, champion: str, cadence: int, due: int, offered: list[Kind], recent: list[Kind]) -> Cared:
    due_on = TODAY + timedelta(days=due)
    return Cared(f"c{place}", champion, cadence, tuple(offered), due_on, (False, place), tuple(recent))


ONE = st.tuples(
    st.sampled_from(["alice", "bob"]),
    st.integers(7, 365),
    st.integers(-400, 400),
    st.lists(KINDS, max_size=3, unique=True),
    st.lists(KINDS, max_size=2),
)
CUSTOMERS = st.lists(ONE, max_size=12).map(lambda rows: [cared(place, *row) for place, row in enumerate(rows)])
AWAY = st.sets(st.integers(1, 365), max_size=60).map(lambda days: {TODAY + timedelta(days=day) for day in days})


def weekdays_but(away: set[date]) -> Callable[[str, date], bool]:
    """Alice is away on these days, Bob on none; nobody works on weekends."""
    return lambda champion, day: day.weekday() < 5 and not (champion == "alice" and day in away)


def by_customer(found: list[Planned]) -> dict[str, list[Planned]]:
    rows: dict[str, list[Planned]] = {}
    for one in sorted(found, key=lambda one: one.day):
        rows.setdefault(one.customer_id, []).append(one)
    return rows


@settings(max_examples=60, deadline=None)
@given(CUSTOMERS, AWAY)
def test_every_touch_lies_on_a_free_day_of_the_next_twelve_months(customers: list[Cared], away: set[date]) -> None:
    is_free = weekdays_but(away)
    found = plan_year(customers, TODAY, is_free)
    assert all(is_free(one.champion_id, one.day) and TODAY < one.day <= TODAY + A_YEAR for one in found)


@settings(max_examples=60, deadline=None)
@given(CUSTOMERS)
def test_nobody_has_more_than_five_a_week_where_that_can_be_kept(customers: list[Cared]) -> None:
    """A dozen customers of whom each is owed a touch every four weeks at most: room enough even if all are overdue."""
    roomy = [Cared(**vars(one) | {"cadence_days": max(28, one.cadence_days)}) for one in customers]
    found = plan_year(roomy, TODAY, weekdays_but(set()))
    assert max(Counter((one.champion_id, week_of(one.day)) for one in found).values(), default=0) <= MOST_A_WEEK


@settings(max_examples=60, deadline=None)
@given(CUSTOMERS, AWAY)
def test_no_kind_comes_three_times_running(customers: list[Cared], away: set[date]) -> None:
    recent = {one.customer_id: [*reversed(one.recent)] for one in customers}
    for id_, rows in by_customer(plan_year(customers, TODAY, weekdays_but(away))).items():
        kinds = [*recent[id_], *(one.kind for one in rows)]
        runs = [three for three in zip(kinds, kinds[1:], kinds[2:], strict=False) if len(set(three)) == 1]
        assert runs == []


@settings(max_examples=60, deadline=None)
@given(CUSTOMERS, AWAY)
def test_spacing_stays_within_half_a_cadence(customers: list[Cared], away: set[date]) -> None:
    cadences = {one.customer_id: one.cadence_days for one in customers}
    for id_, rows in by_customer(plan_year(customers, TODAY, weekdays_but(away))).items():
        gaps = [(later.day - first.day).days for first, later in itertools.pairwise(rows)]
        # a round for which no day was free is left out, and the next one counts from where it would have been
        assert all(min(abs(gap - cadences[id_] * n) for n in (1, 2, 3, 4, 5)) <= half(cadences[id_]) for gap in gaps)


@given(st.integers(30, 365), st.integers(-400, 300))
def test_with_room_it_stays_within_the_tolerance(cadence: int, due: int) -> None:
    """A fifth of the cadence, from three to thirty days."""
    one = cared(0, "bob", cadence, due, [Kind.LUNCH, Kind.VISIT], [])
    days = [planned.day for planned in plan_year([one], TODAY, weekdays_but(set()))]
    wanted = max(one.due_on, TODAY + DAY)
    for day in days:
        assert abs((day - wanted).days) <= tolerance(cadence)
        wanted = day + timedelta(days=cadence)


@settings(max_examples=60, deadline=None)
@given(CUSTOMERS, AWAY)
def test_what_was_put_in_leaves_nothing_missing(customers: list[Cared], away: set[date]) -> None:
    found = by_customer(plan_year(customers, TODAY, weekdays_but(away)))
    put_in = [
        Cared(**vars(one) | {"planned": tuple((p.day, p.kind) for p in found.get(one.customer_id, ()))})
        for one in customers
    ]
    assert plan_year(put_in, TODAY, weekdays_but(away)) == []


@settings(max_examples=30, deadline=None)
@given(CUSTOMERS, st.data())
def test_what_was_skipped_is_not_planned_again(customers: list[Cared], data: st.DataObject) -> None:
    found = by_customer(plan_year(customers, TODAY, weekdays_but(set())))
    after = []
    for one in customers:
        rows = [(p.day, p.kind) for p in found.get(one.customer_id, ())]
        skipped = tuple(day for day, _ in rows if data.draw(st.booleans()))
        planned = tuple((day, kind) for day, kind in rows if day not in skipped)
        after.append(Cared(**vars(one) | {"planned": planned, "skipped": skipped}))
    assert plan_year(after, TODAY, weekdays_but(set())) == []


def test_forty_customers_of_one_champion_are_never_more_than_five_a_week() -> None:
    offered = [Kind.LUNCH, Kind.VISIT, Kind.EVENT]
    customers = [cared(place, "alice", 91, place * 7 % 91, offered, []) for place in range(40)]
    weeks = Counter(week_of(one.day) for one in plan_year(customers, TODAY, weekdays_but(set())))
    assert max(weeks.values()) <= MOST_A_WEEK
    assert sum(weeks.values()) >= 155


def test_the_most_valuable_customer_gets_the_day_that_is_theirs() -> None:
    customers = [cared(place, "alice", 91, 20, [Kind.LUNCH], []) for place in range(30)]
    first = min(one.day for one in plan_year(customers, TODAY, weekdays_but(set())) if one.customer_id == "c29")
    assert first == TODAY + timedelta(days=20)


def test_of_a_single_activity_every_third_is_another() -> None:
    one = cared(0, "alice", 30, 0, [Kind.EMAIL], [])
    kinds = [planned.kind for planned in plan_year([one], TODAY, weekdays_but(set()))]
    assert kinds[:6] == [Kind.EMAIL, Kind.EMAIL, Kind.CALL, Kind.EMAIL, Kind.EMAIL, Kind.CALL]
