"""The rules of a complaint: the reply clock, where the steps have led, when to ask, which one in a row it is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.recovery_reading import kind_of
from models.care_model import STANDARD
from models.complaint import Complaint, ComplaintStep
from models.complaint_clock import remindings, reply_due
from models.complaint_state import state_of
from models.complaint_telling import matters_to_managers
from models.complaint_week import ComplaintWeek
from models.customer import Customer
from models.repeat import repeat_of
from models.working_hours import WorkingHours, after_working_hours
from models.working_time import MONDAY_TO_FRIDAY, WorkingTime, holidays_of

BERLIN, KOLKATA, NEW_YORK = "Europe/Berlin", "Asia/Kolkata", "America/New_York"

# zone, when it was opened (local), working hours to answer, when the answer is due (local)
CLOCKS = [
    (BERLIN, "2026-11-19 10:20", 1, "2026-11-19 11:20"),
    (BERLIN, "2026-11-19 16:30", 1, "2026-11-20 09:30"),  # over night
    (BERLIN, "2026-11-19 16:00", 1, "2026-11-19 17:00"),  # the last minute of the day is one of it
    (BERLIN, "2026-11-20 16:30", 4, "2026-11-23 12:30"),  # over a weekend
    (BERLIN, "2026-11-21 12:00", 1, "2026-11-23 10:00"),  # opened on a Saturday
    (BERLIN, "2026-11-19 03:00", 1, "2026-11-19 10:00"),  # before anybody works
    (BERLIN, "2026-11-19 10:20", 8, "2026-11-20 10:20"),  # a working day
    (BERLIN, "2026-11-19 10:20", 16, "2026-11-23 10:20"),
    (BERLIN, "2026-12-24 16:00", 4, "2026-12-28 12:00"),  # Christmas, then a weekend
    (BERLIN, "2026-03-27 16:30", 1, "2026-03-30 09:30"),  # the clocks go forward in between
    (BERLIN, "2026-10-23 16:30", 1, "2026-10-26 09:30"),  # and back
    (KOLKATA, "2026-11-19 10:20", 1, "2026-11-19 11:20"),  # half an hour off everybody's hours
    (NEW_YORK, "2026-11-19 16:59", 1, "2026-11-20 09:59"),
]


@pytest.mark.parametrize(("zone", "opened", "hours", "due"), CLOCKS)
def test_the_reply_clock_runs_in_working_hours(zone: str, opened: str, hours: int, due: str) -> None:
    assert after_working_hours(local(opened, zone), hours, office(zone)) == local(due, zone)


@pytest.mark.parametrize(
    ("customer", "due"),
    [
        ({"tier": "A"}, "2026-11-19 11:20"),
        ({"tier": "D", "key": True}, "2026-11-19 11:20"),
        ({"tier": "B"}, "2026-11-19 14:20"),
        ({"tier": "C"}, "2026-11-20 10:20"),
        ({"tier": "D"}, "2026-11-23 10:20"),
        ({"tier": "E"}, "2026-11-23 10:20"),
        ({"tier": None}, "2026-11-23 10:20"),
    ],
)
def test_how_soon_a_customer_is_answered_is_a_matter_of_the_tier(customer: dict, due: str) -> None:
    one = Customer(
        team_id="T1", name="Acme", normal="acme", added_on=date(2026, 1, 5), created_at=at("01-05"), **customer
    )
    assert reply_due(local("2026-11-19 10:20", BERLIN), one, STANDARD, office(BERLIN)) == local(due, BERLIN)


@pytest.mark.parametrize(
    ("customer", "hears"),
    [({"tier": tier}, tier in "AB") for tier in "ABCDE"]
    + [({"tier": "E", "key": True}, True), ({"tier": None}, False)],
)
def test_a_manager_is_told_of_key_a_and_b(customer: dict, hears: bool) -> None:
    one = Customer(
        team_id="T1", name="Acme", normal="acme", added_on=date(2026, 1, 5), created_at=at("01-05"), **customer
    )
    assert matters_to_managers(one) == hears


moments = st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: at("01-01 00:00") + timedelta(minutes=minutes))
offices = st.builds(
    lambda zone, country, days, hours: office(zone, country, days, *sorted(hours)),
    st.sampled_from([BERLIN, KOLKATA, NEW_YORK, "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"]),
    st.sampled_from([None, "DE", "IN", "US"]),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.tuples(st.integers(0, 10), st.integers(14, 23)).map(lambda hours: [time(hour, 30) for hour in hours]),
)
spans = st.sampled_from([0.5, 1, 4, 8, 16])


@settings(max_examples=30, deadline=None)
@given(moments, spans, offices)
def test_an_answer_is_due_while_somebody_works_and_after_so_many_hours_of_work(start, hours, theirs) -> None:
    due = after_working_hours(start, hours, theirs)
    assert worked(start, due, theirs) == timedelta(hours=hours)
    begins, ends = theirs.of(theirs.working.today(due))
    assert begins < due <= ends
    assert theirs.working.is_working_day(theirs.working.today(due))


@settings(max_examples=30, deadline=None)
@given(moments, st.integers(0, 5000), spans, offices)
def test_who_complains_earlier_is_never_answered_later(start, minutes, hours, theirs) -> None:
    later = start + timedelta(minutes=minutes)
    assert after_working_hours(start, hours, theirs) <= after_working_hours(later, hours, theirs)


# the steps in order, each a day after the other; then where it stands, which round it is, how many checks are answered
STORIES = [
    (["opened"], ("opened", 1, 0)),
    (["opened", "answered"], ("answered", 1, 0)),
    (["opened", "answered", "answered"], ("answered", 1, 0)),
    (["opened", "recovered"], ("recovered", 1, 0)),  # put right at once: that was the answer
    (["opened", "recovered", "answered"], ("recovered", 1, 0)),
    (["opened", "answered", "recovered", "said_happy"], ("confirmed", 1, 1)),
    (["opened", "recovered", "thought_happy"], ("recovered", 1, 1)),  # our own word is none of theirs
    (["opened", "recovered", "thought_happy", "said_happy"], ("confirmed", 1, 1)),
    (["opened", "recovered", "reopened"], ("opened", 2, 0)),
    (["opened", "recovered", "said_happy", "reopened", "recovered"], ("recovered", 2, 0)),
    (["opened", "reopened"], ("opened", 1, 0)),  # it is open anyway
    (["opened", "said_happy"], ("opened", 1, 0)),  # nothing was put right yet
]


@pytest.mark.parametrize(("steps", "expected"), STORIES, ids=[" ".join(steps) for steps, _ in STORIES])
def test_where_a_complaint_stands_follows_from_its_steps(steps: list[str], expected: tuple) -> None:
    state = state_of(story(steps))
    assert (state.state, state.round, state.checks) == expected


def test_what_nobody_opened_is_no_complaint() -> None:
    assert state_of(story(["answered", "recovered"])) is None


def test_our_own_word_counts_after_a_month() -> None:
    steps = [a_step("opened", at("11-19")), a_step("recovered", at("11-19")), a_step("thought_happy", at("12-21"))]
    state = state_of(steps)
    assert (state.state, state.checks) == ("confirmed", 2)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["answered", "recovered", "said_happy", "thought_happy", "reopened", "beyond", "cause"]),
        max_size=8,
    )
)
def test_the_instants_of_a_complaint_fit_where_it_stands(kinds: list[str]) -> None:
    state = state_of(story(["opened", *kinds]))
    assert (state.state == "opened") == (state.answered_at is None)
    assert (state.state in ("recovered", "confirmed")) == (state.recovered_at is not None)
    assert (state.state == "confirmed") == (state.confirmed_at is not None)
    assert 1 <= state.round <= 1 + kinds.count("reopened")


# the story so far, what briefs have asked already, and on which day each question comes next (None: it waits)
ASKS = [
    (["opened"], {}, {"put_right": "11-20"}),
    (["opened"], {"put_right": [(1, "11-20")]}, {"put_right": "11-23"}),  # the next working morning
    (["opened"], {"put_right": [(1, "11-20"), (2, "11-23"), (3, "11-24")]}, {"put_right": None}),
    (["opened", "answered"], {}, {"put_right": "11-25"}),
    (["opened", "answered"], {"put_right": [(1, "11-25")]}, {"put_right": "11-30"}),
    (["opened", "recovered"], {}, {"bounce_back": "11-27", "cause": "11-27"}),
    (["opened", "recovered", "cause"], {}, {"bounce_back": "11-27"}),
    (["opened", "recovered", "cause"], {"bounce_back": [(1, "11-27")]}, {"bounce_back": "12-02"}),
    (["opened", "recovered", "cause", "said_happy"], {}, {"bounce_back": "12-21"}),
    (
        ["opened", "recovered", "cause"],
        {"bounce_back": [(1, "11-27"), (2, "12-02"), (3, "12-07")]},
        {"bounce_back": "12-21"},
    ),
    (["opened", "recovered", "cause", "said_happy"], {"bounce_back": [(1, "11-27")]}, {"bounce_back": "12-21"}),
    (["opened", "recovered", "said_happy"], {"cause": [(1, "11-27")]}, {"bounce_back": "12-21", "cause": "12-04"}),
    (["opened", "recovered", "reopened"], {"bounce_back": [(1, "11-27")]}, {"put_right": "11-23"}),
]


@pytest.mark.parametrize(("steps", "asked", "expected"), ASKS)
def test_what_a_brief_asks_and_when(steps: list[str], asked: dict, expected: dict) -> None:
    on = {reason: [(step, at(day)) for step, day in some] for reason, some in asked.items()}
    said = remindings(state_of(story(steps)), on, office(BERLIN).working, at("11-19"))
    assert {reason: what.remind_at and f"{what.remind_at:%m-%d}" for reason, what in said.items()} == expected


def test_asked_three_times_whether_they_are_happy_it_waits_for_a_manager_and_is_asked_once_more() -> None:
    asked = {"bounce_back": [(step, at(day)) for step, day in ((1, "11-27"), (2, "12-02"), (3, "12-07"))]}
    recovered = state_of(story(["opened", "recovered"]))
    said = remindings(recovered, asked, office(BERLIN).working, at("12-07"))["bounce_back"]
    assert (said.step, said.waits) == (3, False)
    asked["bounce_back"].append((3, at("12-21")))
    assert remindings(recovered, asked, office(BERLIN).working, at("12-21"))["bounce_back"].waits


def test_what_the_digest_says_of_several_times_is_the_one_in_the_middle() -> None:
    hours = [timedelta(hours=number) for number in (1, 2)]
    assert ComplaintWeek(3, [0, 2, 9], replies=hours).recovered_in == 2
    assert ComplaintWeek(3, [0, 2, 9], replies=hours).answered_in == timedelta(hours=1.5)


# what they complained of before with how many days ago, what now; which one it is, and about what
REPEATS = [
    ([], "late delivery", None),
    ([("late delivery", 10)], "wrong bill", (2, None)),
    ([("late delivery", 10)], "delivery damaged", (2, "delivery")),
    (
        [("two deliveries too late", 160), ("wrong bill", 90), ("delivery missing", 20)],
        "late delivery again",
        (3, "delivery"),
    ),
    ([("late delivery", 400)], "late delivery", None),  # more than a year ago
    ([("Acme is angry about invoices", 5)], "Acme waits", (2, None)),  # their own name says nothing
    ([("late delivery", 5)], "late with the bill", (2, None)),  # that it is late says nothing
    ([("again they were late", 5)], "again nobody came", (2, None)),
]


@pytest.mark.parametrize(("before", "words", "expected"), REPEATS)
def test_which_one_in_a_row_it_is(before: list, words: str, expected: tuple | None) -> None:
    now = at("11-19")
    others = [a_complaint(said, now - timedelta(days=days)) for said, days in before]
    found = repeat_of(a_complaint(words, now), others, "Acme Corporation")
    assert (found and (found.count, found.about)) == expected


@pytest.mark.parametrize(
    ("words", "kind", "two_way"),
    [
        ("replaced the unit, called Jane", "call", True),
        ("sent an e-mail with the new bill", "email", False),
        ("wrote to them, they answered at once", "email", True),
        ("replaced the unit", "other", False),
        ("", "other", False),
    ],
)
def test_the_kind_of_a_recovery_stands_in_its_words(words: str, kind: str, two_way: bool) -> None:
    assert kind_of(words) == (kind, two_way)


def worked(start: datetime, end: datetime, theirs: WorkingHours) -> timedelta:
    """Add up the work between two instants, day by day."""
    day, total = theirs.working.today(start) - timedelta(days=1), timedelta()
    while day <= theirs.working.today(end):
        if theirs.working.is_working_day(day):
            begins, ends = theirs.of(day)
            total += max(min(ends, end) - max(begins, start), timedelta())
        day += timedelta(days=1)
    return total


def office(
    zone: str,
    country: str | None = "DE",
    days: frozenset[int] = MONDAY_TO_FRIDAY,
    starts: time = time(9),
    ends: time = time(17),
) -> WorkingHours:
    return WorkingHours(WorkingTime(ZoneInfo(zone), days, holidays_of(country), time(9)), starts, ends)


def local(moment: str, zone: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))


def at(moment: str) -> datetime:
    """Return an instant of the year 2026: "11-19" is nine o'clock UTC on that day."""
    day, _, clock = moment.partition(" ")
    return datetime.fromisoformat(f"2026-{day} {clock or '09:00'}").replace(tzinfo=UTC)


def story(kinds: list[str]) -> list[ComplaintStep]:
    """Return these steps, the first on Thursday 19 November, each a day after the one before."""
    return [a_step(kind, at("11-19") + timedelta(days=place)) for place, kind in enumerate(kinds)]


def a_step(kind: str, when: datetime) -> ComplaintStep:
    return ComplaintStep(
        team_id="T1", complaint_id="c", customer_id="a", kind=kind, note=kind, prevention=kind, by="U1", created_at=when
    )


def a_complaint(words: str, opened_at: datetime) -> Complaint:
    return Complaint(
        team_id="T1",
        customer_id="a",
        words=words,
        opened_by=None,
        opened_at=opened_at,
        round_opened_at=opened_at,
        reply_due_at=opened_at,
    )
