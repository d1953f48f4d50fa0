"""The steps of a nudge: asked, asked for less, asked a last time, then it waits for a person."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.care_model import KEY_POLICY, POLICIES
from models.clock_history import History
from models.clocks import DUE, HAPPENED, LAST_STEP, SILENT, STEP_WORKING_DAYS, remindings
from models.working_time import DAY, WorkingTime, holidays_of, morning, working_days_later


def day(text):
    return date.fromisoformat(text)


BERLIN = WorkingTime(ZoneInfo("Europe/Berlin"), frozenset(range(5)), holidays_of("DE"), time(9))
ADDED, A = date(2026, 1, 5), POLICIES["A"]
DUE_NOV_9 = {"last_touch": day("2026-08-10"), "last_two_way": day("2026-10-01")}  # silent at the end of January
SILENT_NOV_9 = {"last_touch": day("2026-09-15"), "last_two_way": day("2026-07-12")}  # due on 15 December
MON_9, THU_12, TUE_17 = (1, day("2026-11-09")), (2, day("2026-11-12")), (3, day("2026-11-17"))

# what is known, the nudges sent, now, the reason looked at, the step reached and the next morning (None: it waits)
STEPS = [
    (DUE_NOV_9, (), "2026-11-06 12:00", DUE, 0, "2026-11-09 08:00"),  # Friday: the nudge comes on Monday
    (
        DUE_NOV_9,
        (MON_9,),
        "2026-11-09 08:01",
        DUE,
        1,
        "2026-11-12 08:00",
    ),  # sent: three working days later a smaller ask
    (DUE_NOV_9, (MON_9,), "2026-11-30 12:00", DUE, 1, "2026-12-01 08:00"),  # the bot stood still: the next morning
    (DUE_NOV_9, (MON_9, THU_12), "2026-11-12 08:01", DUE, 2, "2026-11-17 08:00"),  # over the weekend
    (DUE_NOV_9, (MON_9, THU_12, TUE_17), "2026-11-17 08:01", DUE, 3, None),  # nothing until a person decides
    (DUE_NOV_9, (MON_9, THU_12, TUE_17), "2027-11-17 08:01", DUE, 3, None),  # not a year later either
    (DUE_NOV_9, (THU_12, MON_9), "2026-11-12 08:01", DUE, 2, "2026-11-17 08:00"),  # in whatever order they are told
    # silence strikes while due is being asked about: one nudge, one step, three days after the last
    (DUE_NOV_9 | {"last_two_way": day("2026-07-14")}, (MON_9,), "2026-11-11 12:00", SILENT, 1, "2026-11-12 08:00"),
    (DUE_NOV_9 | {"last_two_way": day("2026-07-14")}, (MON_9,), "2026-11-11 12:00", DUE, 1, "2026-11-12 08:00"),
    # silence strikes after the last ask about due: nothing either
    (DUE_NOV_9, (MON_9, THU_12, TUE_17), "2027-02-10 12:00", SILENT, 3, None),
    # they wrote: silence is over, and its nudges do not count against the due day in December
    (SILENT_NOV_9, (MON_9, THU_12), "2026-11-13 12:00", SILENT, 2, "2026-11-17 08:00"),
    (SILENT_NOV_9 | {"last_sign": day("2026-11-13")}, (MON_9, THU_12), "2026-11-13 12:00", DUE, 0, "2026-12-15 08:00"),
    (
        SILENT_NOV_9 | {"last_sign": day("2026-11-13")},
        (MON_9, THU_12),
        "2026-11-13 12:00",
        SILENT,
        0,
        "2027-03-15 08:00",
    ),
    # they wrote, but a touch is due all the same: its step stands
    (DUE_NOV_9 | {"last_sign": day("2026-11-10")}, (MON_9,), "2026-11-10 12:00", DUE, 1, "2026-11-12 08:00"),
    # an import knew of a call last week: the round that was asked about is over
    (
        DUE_NOV_9 | {"last_touch": day("2026-11-13")},
        (MON_9, THU_12, TUE_17),
        "2026-11-18 12:00",
        DUE,
        0,
        "2027-02-12 08:00",
    ),
    # a key customer is asked for five working days before, and that nudge counts
    ({"key": True, "last_touch": day("2026-09-17")}, (MON_9,), "2026-11-09 08:01", DUE, 1, "2026-11-12 08:00"),
    # so does the one on the day of the spread, long before the due day
    (
        {"added_on": day("2026-11-02"), "first_ask_on": day("2026-11-09")},
        (MON_9,),
        "2026-11-09 08:01",
        DUE,
        1,
        "2026-11-12 08:00",
    ),
]


@pytest.mark.parametrize(("known", "asked", "now", "reason", "step", "morning"), STEPS)
def test_a_nudge_takes_three_steps_and_then_waits(known, asked, now, reason, step, morning):
    policy = KEY_POLICY if "key" in known else A
    said = remindings(History(**{"added_on": ADDED} | known, asked=asked), policy, BERLIN, at(now))[reason]
    assert (said.step, said.remind_at) == (step, at(morning) if morning else None)


PLAN = {"plan": day("2026-11-06")}  # lunch on a Friday

# the questions sent, now, the step reached and the next morning
QUESTIONS = [
    ((), "2026-11-02 12:00", 0, "2026-11-09 08:00"),
    ((MON_9,), "2026-11-09 08:01", 1, "2026-11-12 08:00"),
    ((MON_9, THU_12, TUE_17), "2026-11-17 08:01", 3, None),  # ignored three times: a manager's
]


@pytest.mark.parametrize(("asked", "now", "step", "morning"), QUESTIONS)
def test_did_it_happen_takes_the_same_steps(asked, now, step, morning):
    said = remindings(History(added_on=ADDED, **PLAN, asked_happened=asked), A, BERLIN, at(now))[HAPPENED]
    assert (said.step, said.remind_at) == (step, at(morning) if morning else None)


def test_nudges_from_before_a_plan_are_no_answers_owed_about_it():
    history = History(added_on=ADDED, **PLAN, asked=(MON_9, THU_12, TUE_17))
    assert remindings(history, A, BERLIN, at("2026-11-02 12:00"))[HAPPENED].step == 0


def test_a_plan_that_was_moved_is_asked_about_again_from_the_first_step():
    moved = History(added_on=ADDED, plan=day("2026-11-18"), asked_happened=(MON_9, THU_12))
    said = remindings(moved, A, BERLIN, at("2026-11-12 12:00"))[HAPPENED]
    assert (said.step, said.remind_at) == (0, at("2026-11-19 08:00"))


def test_ignored_for_a_year_a_customer_is_spoken_of_three_times():
    spoken = a_year_of_mornings(History(added_on=ADDED, **DUE_NOV_9), A, BERLIN, day("2026-11-01"))
    assert spoken == [(1, day("2026-11-09")), (2, day("2026-11-12")), (3, day("2026-11-17"))]


zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Kolkata"]
workings = st.builds(
    WorkingTime,
    st.sampled_from(zones).map(ZoneInfo),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([None, "DE", "US"]).map(holidays_of),
    st.sampled_from([time(0, 30), time(2, 30), time(9), time(23, 30)]),
)
maybe = st.none() | st.dates(date(2025, 6, 1), date(2026, 5, 31))
histories = st.builds(
    History,
    added_on=st.dates(date(2025, 6, 1), date(2026, 5, 31)),
    key=st.booleans(),
    last_touch=maybe,
    last_two_way=maybe,
    last_sign=maybe,
    later_until=st.none() | st.dates(date(2026, 6, 1), date(2026, 12, 31)),
    plan=st.none() | st.dates(date(2026, 5, 1), date(2026, 12, 31)),
    first_ask_on=maybe,
)


@given(histories, st.sampled_from([*POLICIES.values(), KEY_POLICY]), workings)
def test_nobody_is_asked_more_than_three_times_nor_sooner_than_three_working_days_after(history, policy, working):
    spoken = a_year_of_mornings(history, policy, working, date(2026, 6, 1))
    assert [step for step, _ in spoken] == list(range(1, len(spoken) + 1))
    assert len(spoken) <= LAST_STEP
    assert all(working.is_working_day(on) for _, on in spoken)
    for (_, before), (_, after) in pairwise(spoken):
        assert after == working_days_later(before, STEP_WORKING_DAYS, working)


def a_year_of_mornings(history, policy, working, begin):
    """Send what is due each working morning of a year in which nobody does anything; return steps and days."""
    spoken = []
    for today in (begin + DAY * count for count in range(365)):
        now = morning(today, working)
        if not working.is_working_day(today):
            continue
        said = remindings(history, policy, working, now)
        steps = {one.step for one in said.values() if one.remind_at and one.remind_at <= now}
        assert len(steps) <= 1
        for step in steps:
            spoken.append((step + 1, today))
            which = "asked_happened" if history.plan else "asked"
            history = replace(history, **{which: (*getattr(history, which), (step + 1, today))})
            after = remindings(history, policy, working, now + timedelta(seconds=1)).values()
            assert all(one.remind_at is None or one.remind_at > now for one in after)
    return spoken


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
