"""Working time: which mornings are working ones, and when they are in UTC, wherever and whenever the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.member import Member
from models.working_time import (
    WorkingTime,
    holidays_of,
    knows_country,
    morning,
    next_working_day,
    next_working_morning,
    working_days_later,
    working_time,
    zone_of,
)
from models.workspace import Workspace

MON_FRI, SUN_THU, EVERY_DAY = frozenset(range(5)), frozenset({6, 0, 1, 2, 3}), frozenset(range(7))

# zone, working days, hour of the brief, day, the instant in UTC
MORNINGS = [
    ("Europe/Berlin", MON_FRI, "09:00", "2026-03-27", "2026-03-27 08:00"),  # Friday before summer time
    ("Europe/Berlin", MON_FRI, "09:00", "2026-03-30", "2026-03-30 07:00"),  # Monday after
    (
        "Europe/Berlin",
        EVERY_DAY,
        "02:30",
        "2026-03-29",
        "2026-03-29 01:30",
    ),  # half past two is skipped: half past three
    ("Europe/Berlin", EVERY_DAY, "02:30", "2026-10-25", "2026-10-25 00:30"),  # it comes twice: the first
    ("America/New_York", MON_FRI, "09:00", "2026-10-30", "2026-10-30 13:00"),  # Friday before winter time
    ("America/New_York", MON_FRI, "09:00", "2026-11-02", "2026-11-02 14:00"),
    ("Australia/Lord_Howe", MON_FRI, "09:00", "2026-04-03", "2026-04-02 22:00"),  # UTC+11, the day before in UTC
    ("Australia/Lord_Howe", MON_FRI, "09:00", "2026-04-06", "2026-04-05 22:30"),  # only half an hour back
    ("Africa/Cairo", SUN_THU, "09:00", "2026-04-23", "2026-04-23 07:00"),  # Thursday, the last day of the week there
    ("Africa/Cairo", SUN_THU, "09:00", "2026-04-26", "2026-04-26 06:00"),
    (
        "Africa/Cairo",
        EVERY_DAY,
        "00:15",
        "2026-04-24",
        "2026-04-23 22:15",
    ),  # midnight itself is skipped: a quarter past one
    ("America/Santiago", MON_FRI, "09:00", "2026-04-03", "2026-04-03 12:00"),
    ("America/Santiago", MON_FRI, "09:00", "2026-04-06", "2026-04-06 13:00"),
    ("Asia/Kolkata", MON_FRI, "09:00", "2026-11-19", "2026-11-19 03:30"),  # half-hour zone
    ("Asia/Kathmandu", MON_FRI, "09:00", "2026-11-19", "2026-11-19 03:15"),  # quarter-hour zone
    ("Pacific/Kiritimati", MON_FRI, "09:00", "2026-11-19", "2026-11-18 19:00"),  # the first to wake
]


@pytest.mark.parametrize(("zone", "weekdays", "hour", "day", "instant"), MORNINGS)
def test_the_brief_comes_at_the_persons_own_hour(zone, weekdays, hour, day, instant):
    working = WorkingTime(ZoneInfo(zone), weekdays, frozenset(), time.fromisoformat(hour))
    assert morning(date.fromisoformat(day), working) == utc(instant)


# now in Berlin (UTC+1), the day wanted, the morning that comes of it
NEXT = [
    ("2026-11-19 07:59", "2026-11-19", "2026-11-19 08:00"),  # Thursday 08:59: in a minute
    ("2026-11-19 08:00", "2026-11-19", "2026-11-19 08:00"),  # on the stroke of nine: now
    ("2026-11-19 08:01", "2026-11-19", "2026-11-20 08:00"),  # today's brief is out: tomorrow
    ("2026-11-20 12:00", "2026-11-20", "2026-11-23 08:00"),  # Friday noon: Monday
    ("2026-11-21 06:00", "2026-11-21", "2026-11-23 08:00"),  # Saturday
    ("2026-11-19 08:01", "2026-11-25", "2026-11-25 08:00"),  # a day ahead
    ("2026-11-19 08:01", "2026-11-22", "2026-11-23 08:00"),  # a Sunday ahead
    ("2026-11-19 08:01", "2025-01-01", "2026-11-20 08:00"),  # long overdue: never in the past
    ("2026-12-24 12:00", "2026-12-25", "2026-12-28 08:00"),  # Christmas: Friday and Saturday, then a Sunday
    ("2026-11-18 23:30", "2026-11-18", "2026-11-19 08:00"),  # half past midnight in Berlin is Thursday already
]


@pytest.mark.parametrize(("now", "day", "instant"), NEXT)
def test_the_next_working_morning_is_never_past_and_never_on_a_day_off(now, day, instant, berlin):
    assert next_working_morning(date.fromisoformat(day), berlin, utc(now)) == utc(instant)


# from, working days to go, to (2026: 3 April is Good Friday, 6 April Easter Monday in Germany)
LATER = [
    ("2026-11-16", 3, "2026-11-19"),  # Monday to Thursday
    ("2026-11-18", 3, "2026-11-23"),  # Wednesday, over the weekend, to Monday
    ("2026-11-21", 3, "2026-11-25"),  # a Saturday counts as none
    ("2026-04-01", 3, "2026-04-08"),  # over Easter
    ("2026-11-23", -5, "2026-11-16"),  # a week back
    ("2026-11-22", -5, "2026-11-16"),  # due on a Sunday: Monday of that week
    ("2026-04-08", -5, "2026-03-30"),  # back over Easter
    ("2026-11-21", 0, "2026-11-21"),  # no days: the day itself
]


@pytest.mark.parametrize(("day", "count", "expected"), LATER)
def test_working_days_are_counted_without_days_off(day, count, expected, berlin):
    assert working_days_later(date.fromisoformat(day), count, berlin) == date.fromisoformat(expected)


ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/St_Johns",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "UTC",
]
workings = st.builds(
    WorkingTime,
    st.sampled_from(ZONES).map(ZoneInfo),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([None, "DE", "DE-BY", "US", "AU", "EG", "CL", "JP"]).map(holidays_of),
    st.times(max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(workings, days, instants)
def test_wherever_and_whenever_the_morning_is_the_first_working_one(working, day, now):
    found = next_working_morning(day, working, now)
    local = found.astimezone(working.zone)
    assert found >= now
    assert local.date() >= day
    assert working.is_working_day(local.date())
    skipped = datetime.combine(local.date(), local.time()) - datetime.combine(local.date(), working.brief_at)
    assert timedelta(0) <= skipped <= timedelta(hours=1)
    earlier = max(day, working.today(now))
    while earlier < local.date():
        assert not working.is_working_day(earlier) or morning(earlier, working) < now
        earlier += timedelta(days=1)


@given(workings, days, st.integers(1, 10))
def test_counting_there_and_back_ends_where_it_began(working, day, count):
    begin = next_working_day(day, working)
    there = working_days_later(begin, count, working)
    assert working.is_working_day(there)
    assert working_days_later(there, -count, working) == begin


# the person's zone, the workspace's, the one that counts
WHOSE_ZONE = [
    ("Asia/Kolkata", "Europe/Berlin", "Asia/Kolkata"),
    ("", "Europe/Berlin", "Europe/Berlin"),  # Slack knows no zone of theirs
    ("Mars/Olympus", "Europe/Berlin", "Europe/Berlin"),  # a zone that this machine does not know
    ("../../etc/passwd", "Europe/Berlin", "Europe/Berlin"),
    ("", "", "UTC"),
]


@pytest.mark.parametrize(("persons", "workspaces", "expected"), WHOSE_ZONE)
def test_who_has_no_zone_of_their_own_uses_the_workspaces(persons, workspaces, expected):
    assert zone_of(persons, workspaces) == ZoneInfo(expected)
    alice = Member(team_id="T1", user_id="UALICE", zone=persons)
    assert working_time(Workspace(team_id="T1", zone=workspaces), alice).zone == ZoneInfo(expected)


# what is set, the weekdays that come of it
WEEKDAYS = [
    ("01234", MON_FRI),
    ("60123", SUN_THU),
    ("", MON_FRI),  # no working day at all would be no brief ever
    ("789", MON_FRI),  # no such days
]


@pytest.mark.parametrize(("setting", "weekdays"), WEEKDAYS)
def test_a_workspace_always_has_a_working_day(setting, weekdays):
    assert working_time(Workspace(team_id="T1", working_days=setting)).weekdays == weekdays


# country, a day, whether it is a public holiday there
HOLIDAYS = [
    (None, "2026-12-25", False),  # no country set: no holidays
    ("DE", "2026-10-03", True),  # German Unity Day
    ("DE", "2026-01-06", False),  # Epiphany is a holiday in Bavaria...
    ("DE-BY", "2026-01-06", True),
    ("US", "2027-12-31", True),  # New Year's Day 2028 is a Saturday, observed on Friday, in the year before
    ("GB", "2027-12-27", True),  # Christmas on a Saturday: a substitute day
]


@pytest.mark.parametrize(("country", "day", "free"), HOLIDAYS)
def test_public_holidays_are_those_of_the_workspaces_country(country, day, free):
    assert (date.fromisoformat(day) in holidays_of(country)) is free


@pytest.mark.parametrize(("country", "known"), [("DE", True), ("DE-BY", True), ("DE-ZZ", False), ("XX", False)])
def test_a_country_that_nobody_knows_can_be_refused(country, known):
    assert knows_country(country) is known


@pytest.fixture
def berlin():
    return WorkingTime(ZoneInfo("Europe/Berlin"), MON_FRI, holidays_of("DE"), time(9))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
