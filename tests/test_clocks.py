"""The two clocks: on which day a touch is due, from which they are silent, and when we speak of it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.care_model import KEY_POLICY, POLICIES, STANDARD, Policy, policy_of
from models.clocks import (
    DUE,
    HAPPENED,
    LAST_SPOKE,
    SILENT,
    History,
    ask_due_day,
    ask_silent_day,
    due_day,
    remindings,
    silent_day,
)
from models.customer import Customer
from models.kind import Kind
from models.working_time import WorkingTime, holidays_of

A, C, E = POLICIES["A"], POLICIES["C"], POLICIES["E"]  # 91 and 120 days, 183 and 245, never
NO_CADENCE = Policy(0, None, 30, ())
ADDED = date(2026, 1, 5)
BERLIN = WorkingTime(ZoneInfo("Europe/Berlin"), frozenset(range(5)), holidays_of("DE"), time(9))


def day(text):
    return date.fromisoformat(text)


# what is known, the policy, the due day
DUE_DAYS = [
    ({}, A, "2026-04-06"),  # never touched: 91 days from the day they were added
    ({"last_touch": day("2026-06-01")}, A, "2026-08-31"),
    ({"last_touch": day("2025-12-01")}, A, "2026-03-02"),  # touched before we kept them here: that touch counts
    ({"last_touch": day("2026-06-01")}, C, "2026-12-01"),
    ({"last_touch": day("2026-06-01")}, E, None),  # tier E: never
    ({"last_spoke": day("2026-03-01")}, A, "2026-05-31"),  # as good as a touch, from memory
    ({"last_spoke": day("2026-03-01"), "last_touch": day("2026-06-01")}, A, "2026-08-31"),
    ({"last_sign": day("2026-06-01")}, A, "2026-04-06"),  # they bought something: a touch is owed as before
    ({"last_touch": day("2026-06-01"), "not_needed": day("2026-08-30")}, A, "2026-11-29"),  # the round is closed
    ({"last_touch": day("2026-09-10"), "not_needed": day("2026-08-30")}, A, "2026-12-10"),  # touched after all
    ({"not_needed": day("2026-02-01")}, A, "2026-05-03"),
]


@pytest.mark.parametrize(("known", "policy", "expected"), DUE_DAYS)
def test_a_touch_is_due_a_cadence_after_the_last_one(known, policy, expected):
    assert due_day(History(added_on=ADDED, **known), policy) == (day(expected) if expected else None)


# what is known, the policy, the day from which they are silent
SILENT_DAYS = [
    ({}, A, "2026-05-05"),  # nothing known: 120 days from the day they were added
    ({"last_two_way": day("2026-06-01")}, A, "2026-09-29"),
    ({"last_touch": day("2026-06-01")}, A, "2026-05-05"),  # we wrote, they did not
    ({"last_two_way": day("2026-03-01"), "last_sign": day("2026-06-01")}, A, "2026-09-29"),  # a reply, a purchase
    ({"last_two_way": day("2026-06-01"), "last_sign": day("2026-03-01")}, A, "2026-09-29"),  # whichever is later
    ({"last_spoke": day("2026-03-01")}, A, "2026-06-29"),
    ({"last_two_way": day("2026-06-01")}, E, None),
    ({"last_two_way": day("2026-06-01"), "not_needed": day("2026-09-29")}, A, "2026-12-29"),  # rests until the due day
    ({"last_two_way": day("2026-06-01"), "not_needed": day("2026-06-02")}, A, "2026-09-29"),  # which lies before it
    (
        {"last_two_way": day("2026-06-01"), "not_needed": day("2026-07-01")},
        NO_CADENCE,
        "2026-07-31",
    ),  # no due day to rest to
]


@pytest.mark.parametrize(("known", "policy", "expected"), SILENT_DAYS)
def test_they_are_silent_a_threshold_after_they_were_last_heard(known, policy, expected):
    assert silent_day(History(added_on=ADDED, **known), policy) == (day(expected) if expected else None)


# what is known of the customer, the due day, the day from which we may speak of it
ASK_DUE_DAYS = [
    ({}, "2026-11-23", "2026-11-23"),
    ({"key": True}, "2026-11-23", "2026-11-16"),  # key customers: five working days before
    ({"key": True}, "2026-11-22", "2026-11-16"),  # due on a Sunday
    ({"key": True}, "2026-04-08", "2026-03-30"),  # Easter in between
    ({"first_ask_on": day("2026-11-02")}, "2026-11-23", "2026-11-02"),  # imported without any touch: spread
    ({"first_ask_on": day("2026-12-02")}, "2026-11-23", "2026-11-23"),  # never later than due
    (
        {"first_ask_on": day("2026-11-02"), "key": True},
        "2026-11-23",
        "2026-11-02",
    ),  # the spread comes before the warning
    ({"first_ask_on": day("2026-11-20"), "key": True}, "2026-11-23", "2026-11-16"),
    ({"first_ask_on": day("2026-11-02"), "last_touch": day("2026-08-24")}, "2026-11-23", "2026-11-23"),  # known now
    ({"first_ask_on": day("2026-11-02"), "last_spoke": day("2026-08-24")}, "2026-11-23", "2026-11-23"),
    ({"first_ask_on": day("2026-11-02"), "not_needed": day("2026-08-24")}, "2026-11-23", "2026-11-23"),
    (
        {"first_ask_on": day("2026-11-02"), "last_sign": day("2026-08-24")},
        "2026-11-23",
        "2026-11-02",
    ),  # they bought: no touch
]


@pytest.mark.parametrize(("known", "due", "expected"), ASK_DUE_DAYS)
def test_we_speak_of_a_due_touch_on_its_day_or_before_where_that_matters(known, due, expected):
    assert ask_due_day(History(added_on=ADDED, **known), day(due), BERLIN) == day(expected)


# the last touch, the silent day, the day from which we may speak of it
ASK_SILENT_DAYS = [
    (None, "2026-11-16", "2026-11-16"),
    ("2026-06-01", "2026-11-16", "2026-11-16"),
    ("2026-11-17", "2026-11-16", "2026-11-20"),  # an e-mail on Tuesday: they have until Friday to answer
    ("2026-11-19", "2026-11-16", "2026-11-24"),  # on Thursday: until Tuesday
]


@pytest.mark.parametrize(("touched", "silent", "expected"), ASK_SILENT_DAYS)
def test_whom_we_just_wrote_to_has_three_working_days_to_answer(touched, silent, expected):
    known = History(added_on=ADDED, last_touch=day(touched) if touched else None)
    assert ask_silent_day(known, day(silent), BERLIN) == day(expected)


# the customer, the row of the care model that counts
WHICH_POLICY = [
    ({"tier": "A"}, A),
    ({"tier": "E"}, E),
    ({}, POLICIES["D"]),  # not graded yet: cared for a little
    ({"tier": "Z"}, POLICIES["D"]),
    ({"tier": "C", "key": True}, KEY_POLICY),  # key: the first row whatever the tier
    ({"tier": "E", "key": True}, KEY_POLICY),
    ({"tier": "A", "cadence_days": 30}, Policy(12, 30, 120, A.activities, 1)),  # a cadence of their own
    ({"tier": "A", "silence_days": 60}, Policy(4, 91, 60, A.activities, 1)),
    ({"tier": "E", "cadence_days": 365}, Policy(1, 365, None, ())),
    ({"tier": "A", "activities": ["training"]}, Policy(4, 91, 120, (Kind.TRAINING,), 1)),
    ({"tier": "A", "activities": []}, Policy(4, 91, 120, (), 1)),  # nothing in particular
]


@pytest.mark.parametrize(("facts", "expected"), WHICH_POLICY)
def test_key_customers_come_first_and_their_own_cadence_before_the_models(facts, expected):
    customer = Customer(team_id="T1", name="Acme", normal="acme", added_on=ADDED, created_at=at("2026-01-05"), **facts)
    assert policy_of(customer, STANDARD) == expected


NOW = "2026-11-19 10:00"  # a Thursday in Berlin, today's brief is out
OVERDUE = {"last_touch": day("2026-06-01"), "last_two_way": day("2026-10-01")}  # due since 31 August, silent in January
QUIET = {
    "last_touch": day("2026-10-01"),
    "last_two_way": day("2026-06-01"),
}  # due at the end of the year, silent since 29 September
BOTH = {"last_touch": day("2026-06-01"), "last_two_way": day("2026-06-01")}

# what is known, and of each reason the morning and the step (None: it waits)
STORIES = [
    (OVERDUE, {DUE: "2026-11-20 08:00", SILENT: "2027-01-29 08:00"}),
    (QUIET, {DUE: "2026-12-31 08:00", SILENT: "2026-11-20 08:00"}),
    (BOTH, {DUE: "2026-11-20 08:00", SILENT: "2026-11-20 08:00"}),  # one nudge with two reasons
    ({}, {DUE: "2026-11-20 08:00", SILENT: "2026-11-20 08:00"}),  # added in January and never spoken to
    # *Later* until Tuesday week: both rest until that morning
    (BOTH | {"later_until": day("2026-12-01")}, {DUE: "2026-12-01 08:00", SILENT: "2026-12-01 08:00"}),
    # until a Sunday: the Monday after
    (BOTH | {"later_until": day("2026-11-29")}, {DUE: "2026-11-30 08:00", SILENT: "2026-11-30 08:00"}),
    # *Later* until Wednesday: silence rests so long, the due day comes later anyway
    (QUIET | {"later_until": day("2026-11-25")}, {DUE: "2026-12-31 08:00", SILENT: "2026-11-25 08:00"}),
    # a lunch is booked for next Thursday: the others rest, Friday we ask how it went
    (BOTH | {"plan": day("2026-11-26")}, {DUE: None, SILENT: None, HAPPENED: "2026-11-27 08:00"}),
    # booked for a Friday: Monday
    (BOTH | {"plan": day("2026-11-27")}, {DUE: None, SILENT: None, HAPPENED: "2026-11-30 08:00"}),
    # it was yesterday: tomorrow morning, since today's is past
    (BOTH | {"plan": day("2026-11-18")}, {DUE: None, SILENT: None, HAPPENED: "2026-11-20 08:00"}),
    # *Later* is no answer to "did it happen"
    (
        BOTH | {"plan": day("2026-11-18"), "later_until": day("2026-12-31")},
        {DUE: None, SILENT: None, HAPPENED: "2026-11-20 08:00"},
    ),
    # a sign of life yesterday: the touch is owed as before, silence is far away
    (BOTH | {"last_sign": day("2026-11-18")}, {DUE: "2026-11-20 08:00", SILENT: "2027-03-18 08:00"}),
    # an e-mail yesterday: no touch is owed, and they have until Monday to answer before we speak of silence again
    (BOTH | {"last_touch": day("2026-11-18")}, {DUE: "2027-02-17 08:00", SILENT: "2026-11-23 08:00"}),
    # imported without any touch: asked when they last spoke, the first nudge on the day of the spread
    (
        {"added_on": day("2026-11-19"), "ask_last_spoke": True, "first_ask_on": day("2026-12-07")},
        {LAST_SPOKE: "2026-11-20 08:00", DUE: "2026-12-07 08:00", SILENT: "2027-03-19 08:00"},
    ),
    # what they answered is enough, so is *Not needed*; a plan comes before the question
    (
        {"added_on": day("2026-11-19"), "ask_last_spoke": True, "last_spoke": day("2026-11-04")},
        {DUE: "2027-02-03 08:00", SILENT: "2027-03-04 08:00"},
    ),
    (
        {"added_on": day("2026-11-19"), "ask_last_spoke": True, "not_needed": day("2026-11-19")},
        {DUE: "2027-02-18 08:00", SILENT: "2027-03-19 08:00"},
    ),
    (
        {"added_on": day("2026-11-19"), "ask_last_spoke": True, "plan": day("2026-11-25")},
        {DUE: None, SILENT: None, HAPPENED: "2026-11-26 08:00"},
    ),
]


@pytest.mark.parametrize(("known", "expected"), STORIES)
def test_the_clocks_say_when_to_speak(known, expected):
    said = remindings(History(**{"added_on": ADDED} | known), A, BERLIN, at(NOW))
    assert {reason: what.remind_at for reason, what in said.items()} == {
        reason: at(morning) if morning else None for reason, morning in expected.items()
    }


def test_of_a_customer_in_tier_e_nobody_is_reminded():
    assert remindings(History(added_on=ADDED), E, BERLIN, at(NOW)) == {}


def test_a_plan_with_a_customer_in_tier_e_is_asked_about():
    assert remindings(History(added_on=ADDED, plan=day("2026-11-18")), E, BERLIN, at(NOW)).keys() == {HAPPENED}


def test_the_due_day_stays_true_whatever_postpones_the_words():
    known = History(added_on=ADDED, **BOTH, later_until=day("2026-12-24"), first_ask_on=day("2026-12-01"))
    said = remindings(known, A, BERLIN, at(NOW))
    assert (said[DUE].due_on, said[SILENT].due_on) == (day("2026-08-31"), day("2026-09-29"))


days = st.dates(date(2025, 6, 1), date(2027, 6, 1))
maybe = st.none() | days
asked = st.lists(st.tuples(st.integers(1, 3), days), max_size=4).map(tuple)
histories = st.builds(
    History,
    added_on=days,
    key=st.booleans(),
    last_touch=maybe,
    last_two_way=maybe,
    last_sign=maybe,
    last_spoke=maybe,
    not_needed=maybe,
    later_until=maybe,
    plan=maybe,
    first_ask_on=maybe,
    ask_last_spoke=st.booleans(),
    asked=asked,
    asked_happened=asked,
)
policies = st.sampled_from([*POLICIES.values(), KEY_POLICY, NO_CADENCE, Policy(1, 7, 14, ())])
zones = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Kathmandu",
]
workings = st.builds(
    WorkingTime,
    st.sampled_from(zones).map(ZoneInfo),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([None, "DE", "US"]).map(holidays_of),
    st.sampled_from([time(0, 30), time(2, 30), time(9), time(23, 30)]),
)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(histories, policies, workings, instants)
def test_a_reminder_is_never_past_never_on_a_day_off_and_never_before_its_day(history, policy, working, now):
    for said in remindings(history, policy, working, now).values():
        if said.remind_at is not None:
            local = said.remind_at.astimezone(working.zone).date()
            assert said.remind_at >= now
            assert working.is_working_day(local)
            assert local >= said.ask_on


@given(histories, policies, workings, instants)
def test_two_clocks_have_one_step_and_speak_one_at_a_time(history, policy, working, now):
    said = remindings(history, policy, working, now)
    both = [said[reason] for reason in (DUE, SILENT) if reason in said]
    assert len({one.step for one in both}) <= 1
    if history.plan:
        assert [reason for reason, one in said.items() if one.remind_at] in ([], [HAPPENED])
        assert LAST_SPOKE not in said
    else:
        assert HAPPENED not in said
    struck = [one for one in both if one.step and one.remind_at and one.due_on <= working.today(now)]
    assert len({one.remind_at for one in struck if one.ask_on <= working.today(now)}) <= 1


@given(histories, policies, workings, instants)
def test_speaking_later_never_means_owing_later(history, policy, working, now):
    said = remindings(history, policy, working, now)
    assert {reason: said[reason].due_on for reason in (DUE, SILENT) if reason in said} == {
        reason: clock(history, policy)
        for reason, clock in ((DUE, due_day), (SILENT, silent_day))
        if clock(history, policy)
    }


@given(histories, policies, workings, st.lists(instants, min_size=2, max_size=6).map(sorted))
def test_as_time_goes_by_a_reminder_only_moves_on(history, policy, working, moments):
    for earlier, later in pairwise(remindings(history, policy, working, now) for now in moments):
        for reason, what in earlier.items():
            if what.remind_at:
                assert later[reason].remind_at >= what.remind_at


@given(histories, policies, workings, instants, st.integers(1, 400))
def test_a_touch_today_silences_the_due_clock_for_a_cadence(history, policy, working, now, cadence):
    today = working.today(now)
    after = History(added_on=min(history.added_on, today), last_touch=today, last_two_way=today)
    policy = Policy(1, cadence, cadence + 30, ())
    assert remindings(after, policy, working, now)[DUE].ask_on == today + timedelta(days=cadence)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
