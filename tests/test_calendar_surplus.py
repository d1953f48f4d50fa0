"""A slower tier or cadence leaves touches in the calendar that nobody is owed: offered to be taken out, never gone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live import Live, labels
from test_calendar import planned, put_in

from models.calendar_plan import A_YEAR, Cared, plan_year
from models.calendar_surplus import too_many
from models.kind import Kind

TODAY = date(2026, 11, 18)
QUARTERLY = (91, 182, 273, 364)
WORKS: Callable[[str, date], bool] = lambda _, day: day.weekday() < 5  # noqa: E731


@pytest.mark.parametrize(
    ("days", "due", "cadence", "surplus"),
    [
        (QUARTERLY, 91, 91, []),  # as it was put in
        ((80, 175, 260, 350), 91, 91, []),  # levelled a little nearer to each other
        (QUARTERLY, 183, 183, [0, 2]),  # twice a year from now on
        (QUARTERLY, 122, 122, [0, 2]),  # three times: the first comes too early, the others lie near their days
        (QUARTERLY, 365, 365, [0, 1, 2]),
        ((11, 102, 193, 284), 103, 183, [0, 2]),
        (QUARTERLY, 20, 60, []),  # more often: something is missing instead
    ],
)
def test_what_a_cadence_does_not_ask_for_is_surplus(days, due, cadence, surplus) -> None:
    assert too_many([(day(after), False) for after in days], day(due), cadence, TODAY) == surplus


def test_what_people_booked_or_moved_is_none_of_it_and_sees_to_its_round() -> None:
    plans = [(day(after), after == 273) for after in QUARTERLY]
    assert too_many(plans, day(183), 183, TODAY) == [0, 1, 3]


@settings(max_examples=100, deadline=None)
@given(st.integers(14, 400), st.integers(-100, 300))
def test_what_the_calendar_puts_in_is_never_surplus(cadence: int, due: int) -> None:
    assert too_many([(on, False) for on in year(cadence, due)], day(due), cadence, TODAY) == []


@settings(max_examples=100, deadline=None)
@given(st.integers(14, 200), st.integers(-100, 100), st.integers(2, 4))
def test_without_the_surplus_the_year_is_that_of_the_slower_cadence(cadence: int, due: int, slower: int) -> None:
    standing, later = year(cadence, due), due + cadence * (slower - 1)
    gone = too_many([(on, False) for on in standing], day(later), cadence * slower, TODAY)
    left = [on for place, on in enumerate(standing) if place not in gone]
    assert too_many([(on, False) for on in left], day(later), cadence * slower, TODAY) == []
    assert plan_year([cared(cadence * slower, later, left)], TODAY, WORKS) == []


def test_a_slower_tier_offers_to_take_out_what_is_too_much_and_puts_it_back(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    put_in(live)
    before = planned(live)
    assert "Take them out" not in labels_of(live)
    said = live.care("tier acme C", user="maria")
    assert "2 touches in its calendar are more than that: `/care calendar` offers to take them out." in said
    assert "2 planned touches are more than the care model asks for by now, with 1 customer" in team(live)
    live.tap("maria", "Take them out")
    assert len(planned(live)) == 2
    assert "2 touches that were more than asked for were taken out today" in live.shown("maria")["text"]
    assert "missing" not in live.shown("maria")["text"].replace("Nothing is missing", "")
    live.tap("maria", "Put back")
    assert [one.id for one in planned(live)] == [one.id for one in before]
    assert "Put back" not in labels_of(live)


def test_of_who_is_owed_nothing_any_more_all_of_it_is_but_what_somebody_changed(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    put_in(live)
    first = planned(live)[0]
    live.care("calendar acme")
    [view] = live.tap("alice", "…", option="Moved…")["views"]
    live.practice.submit("alice", view["id"], {"day": (first.day + timedelta(days=1)).isoformat()})
    live.care("tier acme E", user="maria")
    team(live)
    live.tap("maria", "Take them out")
    assert [one.id for one in planned(live)] == [first.id]


def day(after: int) -> date:
    return TODAY + timedelta(days=after)


def year(cadence: int, due: int) -> list[date]:
    """Return the days on which the calendar plans for a customer of that cadence."""
    return [one.day for one in plan_year([cared(cadence, due, [])], TODAY, WORKS)]


def cared(cadence: int, due: int, standing: list[date]) -> Cared:
    rows = tuple((on, Kind.CALL) for on in standing if on <= TODAY + A_YEAR)
    return Cared("acme", "alice", cadence, (Kind.VISIT, Kind.CALL), day(due), planned=rows)


def team(live: Live) -> str:
    return live.care("calendar", user="maria")


def labels_of(live: Live) -> list[str]:
    team(live)
    return labels(live.shown("maria")["blocks"])
