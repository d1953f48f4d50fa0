"""ISO weeks: named as ISO 8601 names them, also where a year ends in the middle of one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.week import week_named, week_of

# a day, the name of its week, its Monday
WEEKS = [
    ("2026-11-16", "2026-W47", "2026-11-16"),  # a Monday
    ("2026-11-22", "2026-W47", "2026-11-16"),  # its Sunday
    ("2026-01-01", "2026-W01", "2025-12-29"),  # a Thursday: the week is the new year's
    ("2026-12-31", "2026-W53", "2026-12-28"),
    ("2027-01-03", "2026-W53", "2026-12-28"),  # the new year's first Sunday belongs to the old one
    ("2027-01-04", "2027-W01", "2027-01-04"),
    ("2024-12-30", "2025-W01", "2024-12-30"),  # the old year's last Monday to the new one
]


@pytest.mark.parametrize(("day", "name", "monday"), WEEKS)
def test_a_day_belongs_to_the_week_that_iso_8601_names(day, name, monday):
    week = week_of(date.fromisoformat(day))
    assert (week.name, week.monday) == (name, date.fromisoformat(monday))
    assert date.fromisoformat(day) in week


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-200, 200))
def test_weeks_follow_each_other_without_gap_and_are_found_by_name(day, weeks):
    week = week_of(day)
    assert week_named(week.name) == week
    assert week.later(weeks).later(-weeks) == week
    assert (week.later(1).monday - week.sunday).days == 1
    assert [place for place in range(7) if week.day(place) in week] == list(range(7))
    assert week.later(1).monday not in week


@pytest.mark.parametrize("name", ["2027-W53", "2026-W00", "2026", "next week", ""])
def test_a_week_that_does_not_exist_has_no_name(name):
    with pytest.raises(ValueError, match=r".*"):
        week_named(name)
