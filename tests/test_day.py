"""Days are read as people type them, where a day belongs, and left alone elsewhere."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.day import DayProblem, problem_of, read_day, warm_up

UNHURRIED = settings(deadline=None)  # the machine may be busy

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-18"),
        ("tonight", "2026-11-18"),
        ("2 hours ago", "2026-11-18"),
        ("yesterday", "2026-11-17"),
        ("Yesterday morning", "2026-11-17"),
        ("last night", "2026-11-17"),
        ("the day before yesterday", "2026-11-16"),
        ("tomorrow", "2026-11-19"),
        ("day after tomorrow", "2026-11-20"),
        ("yestreday", "2026-11-17"),  # typed in a hurry
        ("tommorow", "2026-11-19"),
        ("friday", "2026-11-13"),  # bare: what was done, so the latest
        ("on friday", "2026-11-13"),
        ("wednesday", "2026-11-18"),  # today is one
        ("wed", "2026-11-18"),
        ("last friday", "2026-11-13"),
        ("last wednesday", "2026-11-11"),  # not today
        ("next thursday", "2026-11-19"),
        ("next wednesday", "2026-11-25"),  # not today
        ("this friday", "2026-11-20"),  # of this week, ahead
        ("this monday", "2026-11-16"),  # of this week, gone
        ("friday last week", "2026-11-13"),
        ("monday last week", "2026-11-09"),
        ("friday next week", "2026-11-27"),
        ("next week tuesday", "2026-11-24"),
        ("tuesday morning", "2026-11-17"),
        ("thurday", "2026-11-12"),
        ("two weeks ago", "2026-11-04"),
        ("a week ago", "2026-11-11"),
        ("a couple of days ago", "2026-11-16"),
        ("3 days ago", "2026-11-15"),
        ("a month ago", "2026-10-18"),
        ("in 3 days", "2026-11-21"),
        ("in two weeks", "2026-12-02"),
        ("in 2 weeks' time", "2026-12-02"),
        ("2 weeks from now", "2026-12-02"),
        ("last week", "2026-11-11"),
        ("next month", "2026-12-18"),
    ],
)
def test_days_around_today_are_read(typed, day):
    assert str(read_day(typed, TODAY).day) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 Nov", "2026-11-12"),
        ("Nov 12", "2026-11-12"),
        ("12nov", "2026-11-12"),
        ("12th of November", "2026-11-12"),
        ("on the 12th of November", "2026-11-12"),
        ("November 12th, 2026", "2026-11-12"),
        ("12-Nov-2026", "2026-11-12"),  # as spreadsheets write it
        ("Fri 13 Nov", "2026-11-13"),
        ("12 Dec", "2026-12-12"),  # without a year: the nearest one, ahead
        ("2 Jan", "2027-01-02"),  # the nearest one is next year's
        ("12 Aug", "2026-08-12"),
        ("29 Feb 2024", "2024-02-29"),
        ("11/16/2026", "2026-11-16"),
        ("16/11/2026", "2026-11-16"),  # there is no month 16
        ("16.11.2026", "2026-11-16"),  # dots put the day first
        ("3.4.2026", "2026-04-03"),
        ("16.11.", "2026-11-16"),
        ("11/16", "2026-11-16"),
        ("11/16/26", "2026-11-16"),
        ("2026-11-16", "2026-11-16"),
        ("2026/11/16", "2026-11-16"),
    ],
)
def test_dates_are_read(typed, day):
    assert str(read_day(typed, TODAY).day) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("gestern", "2026-11-17"),  # German
        ("gestern Abend", "2026-11-17"),
        ("heute Morgen", "2026-11-18"),  # this morning, not tomorrow
        ("morgen", "2026-11-19"),
        ("übermorgen", "2026-11-20"),
        ("am Dienstag", "2026-11-17"),
        ("letzten Freitag", "2026-11-13"),
        ("nächsten Montag", "2026-11-23"),
        ("vor zwei Wochen", "2026-11-04"),
        ("in 3 Tagen", "2026-11-21"),
        ("letzte Woche", "2026-11-11"),
        ("12. November 2026", "2026-11-12"),
        ("am 12. Nov.", "2026-11-12"),
        ("hier", "2026-11-17"),  # French
        ("avant-hier", "2026-11-16"),
        ("aujourd’hui", "2026-11-18"),  # with the typographic apostrophe of a phone
        ("mardi dernier", "2026-11-17"),
        ("lundi prochain", "2026-11-23"),
        ("il y a 3 jours", "2026-11-15"),
        ("la semaine dernière", "2026-11-11"),
        ("le 1er décembre", "2026-12-01"),
        ("12 d'octobre", "2026-10-12"),
        ("ayer", "2026-11-17"),  # Spanish
        ("pasado mañana", "2026-11-20"),
        ("el martes", "2026-11-17"),
        ("hace dos semanas", "2026-11-04"),
        ("la semana pasada", "2026-11-11"),
        ("12 de noviembre de 2026", "2026-11-12"),
    ],
)
def test_days_are_read_in_german_french_and_spanish(typed, day):
    assert str(read_day(typed, TODAY).day) == day


@pytest.mark.parametrize(
    ("typed", "done", "booked"),
    [
        ("friday", "2026-11-13", "2026-11-20"),
        ("on friday", "2026-11-13", "2026-11-20"),
        ("wednesday", "2026-11-18", "2026-11-25"),  # who books for today says today
        ("last friday", "2026-11-13", "2026-11-13"),
        ("next friday", "2026-11-20", "2026-11-20"),
        ("12 Nov", "2026-11-12", "2027-11-12"),
        ("18 Nov", "2026-11-18", "2026-11-18"),
        ("tomorrow", "2026-11-19", "2026-11-19"),
    ],
)
def test_what_is_booked_lies_ahead(typed, done, booked):
    assert str(read_day(typed, TODAY).day) == done
    assert str(read_day(typed, TODAY, future=True).day) == booked


@pytest.mark.parametrize(
    ("typed", "month_first", "day_first"),
    [
        ("3/4/2026", "2026-03-04", "2026-04-03"),
        ("3-4-26", "2026-03-04", "2026-04-03"),
        ("10/9", "2026-10-09", "2026-09-10"),
    ],
)
def test_figures_are_read_in_the_reader_s_order(typed, month_first, day_first):
    assert str(read_day(typed, TODAY).day) == month_first
    assert str(read_day(typed, TODAY, month_first=False).day) == day_first


@pytest.mark.parametrize(
    ("typed", "day", "rest"),
    [
        ("yesterday with Jane", "2026-11-17", " with Jane"),
        ("3 days ago, second order", "2026-11-15", ", second order"),  # search_dates takes "second" too
        ("last friday at noon", "2026-11-13", " at noon"),  # the time of day stays in the note
        ("day after tomorrow morning", "2026-11-20", ""),  # the longest reading, not "day"
        ("12 Nov 25 guests", "2026-11-12", " 25 guests"),  # no year
        ("12 Nov 2026 25 guests", "2026-11-12", " 25 guests"),
        ("monday, 16.11.2026: wants a demo", "2026-11-16", ": wants a demo"),  # weekday and date are one
    ],
)
def test_the_longest_phrase_is_taken_and_the_rest_stays_as_typed(typed, day, rest):
    found = read_day(typed, TODAY)
    assert (str(found.day), found.rest, found.problem) == (day, rest, None)


@pytest.mark.parametrize(
    "typed",
    [
        "March contract signed",  # a month is no day
        "may",
        "may be late",
        "a week",
        "2 weeks",
        "last",
        "next",
        "second order",
        "sun was shining",  # too short a word for a Sunday
        "today's special",
        "monday.com integration",
        "24/7 support",  # figures that are no day in either order stay figures
        "50/50 split",
        "1.5 hours",
        "12:30 at their place",
        "may 12:30",
        "3 people",
        "20261116",
        "2026",
        "in time",
        "",
        "   ",
        "\u202e",
    ],
)
def test_what_is_no_day_is_left_to_the_note(typed):
    assert read_day(typed, TODAY) is None


def test_a_day_counts_only_at_the_start():
    assert read_day("wants a demo tomorrow", TODAY) is None


@pytest.mark.parametrize(
    ("typed", "day", "booked"),
    [
        ("on the 20th", "2026-11-20", "2026-11-20"),  # the nearest; today is Wednesday 18 November
        ("on the 13th", "2026-11-13", "2026-12-13"),
        ("on the 1st", "2026-12-01", "2026-12-01"),
        ("friday 13th", "2026-11-13", "2026-11-13"),  # it was a Friday, and no other is near
        ("on friday the 13th", "2026-11-13", "2026-11-13"),
        ("on the 2nd of october", "2026-10-02", "2027-10-02"),
        ("11/19", "2026-11-19", "2026-11-19"),  # there is no nineteenth month
        ("19/11", "2026-11-19", "2026-11-19"),
    ],
)
@pytest.mark.parametrize("month_first", [True, False])
def test_a_day_with_one_reading_is_read_whoever_writes_it(typed, day, booked, month_first):
    assert str(read_day(typed, TODAY, month_first=month_first).day) == day
    assert str(read_day(typed, TODAY, future=True, month_first=month_first).day) == booked


@pytest.mark.parametrize(
    ("typed", "day", "problem"),
    [
        ("18 Nov 2027", "2027-11-18", None),  # a year ahead is allowed
        ("in a year", "2027-11-18", None),
        ("20 Nov 2027", "2027-11-20", DayProblem.TOO_FAR),
        ("in 13 months", "2027-12-18", DayProblem.TOO_FAR),
        ("3 March 2029", "2029-03-03", DayProblem.TOO_FAR),
        ("12 Nov 2017", "2017-11-12", None),
        ("11/12/98", "1998-11-12", DayProblem.TOO_LONG_AGO),
        ("999 years ago", "1027-11-18", DayProblem.TOO_LONG_AGO),
        ("31 Feb", "None", DayProblem.NO_SUCH_DAY),
        ("29 Feb", "None", DayProblem.NO_SUCH_DAY),  # not last year, not this, not next
        ("30.02.2026", "None", DayProblem.NO_SUCH_DAY),
        ("2026-02-30", "None", DayProblem.NO_SUCH_DAY),
        ("32 Nov", "None", DayProblem.NO_SUCH_DAY),
        ("30 february", "None", DayProblem.NO_SUCH_DAY),
        ("31/11", "None", DayProblem.NO_SUCH_DAY),
        ("on the 32nd", "None", DayProblem.NO_SUCH_DAY),
        ("monday 13th", "None", DayProblem.NO_SUCH_DAY),  # neither in October nor in November nor in December
    ],
)
def test_a_day_that_cannot_be_is_told_and_not_guessed(typed, day, problem):
    found = read_day(typed, TODAY)
    assert (str(found.day), found.problem) == (day, problem)


def test_a_picked_day_is_held_to_the_same_limits():
    assert problem_of(TODAY + timedelta(days=365), TODAY) is None
    assert problem_of(TODAY + timedelta(days=367), TODAY) is DayProblem.TOO_FAR
    assert problem_of(TODAY - timedelta(days=4000), TODAY) is DayProblem.TOO_LONG_AGO


def test_warming_up_needs_nothing():
    warm_up()
    assert read_day("vor zwei Wochen", TODAY).day == TODAY - timedelta(weeks=2)


YEARS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "saturday", "sunday")
PIECES = """
on the last next this in ago a of 1 2 12 31 99 999 2026 2029 feb nov may monday fri week days month today morning
vor hace il y . / - , : ' 12/11/26 1.2. İ ß ﷽ 😀
"""


@UNHURRIED
@given(YEARS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_at_most_a_week_away(today, weekday):
    done, booked = read_day(weekday, today).day, read_day(weekday, today, future=True).day
    assert timedelta(0) <= today - done < timedelta(7)
    assert timedelta(0) < booked - today <= timedelta(7)
    assert done.strftime("%a").lower() == booked.strftime("%a").lower() == weekday[:3]


@UNHURRIED
@given(YEARS, st.integers(-180, 180))
def test_a_date_without_a_year_is_the_nearest(today, away):
    day = today + timedelta(days=away)
    assert read_day(f"{day:%d %B}", today).day == day or (day.day, day.month) == (29, 2)


@UNHURRIED
@given(
    st.lists(st.sampled_from(PIECES.split()), max_size=8).map(" ".join) | st.text(max_size=60),
    YEARS,
    st.booleans(),
    st.booleans(),
)
def test_no_text_on_no_day_breaks_it_and_the_rest_is_its_end(text, today, future, month_first):
    found = read_day(text, today, future=future, month_first=month_first)
    assert found is None or (text.endswith(found.rest) and (found.day or found.problem))
