"""Taking back: it is as if it had not been, for a day, by the one who did it or a manager."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models import acts
from models.audit import Audit
from models.fact import find_fact
from models.member import Member, find_member
from models.touch import PLANNED
from models.undo import ALREADY_UNDONE, NOT_YOURS, TOO_LATE, latest_fact, undone_together, why_not
from tests.company import ALICE, BOB, MARIA, NOW, TODAY, Company, noise_around

SOON = date(2026, 12, 3)
ASKED = NOW - timedelta(minutes=59)  # a minute past nine in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# everything that can be taken back
ACTS = [
    ("touch", "2026-11-19"),
    ("touch", "2026-11-19", "email"),
    ("touch", "2026-08-24", "call"),
    ("book", "2026-11-25"),
    (acts.note_reply, ALICE, TODAY, ""),
    (acts.put_off, SOON, ALICE, ""),
    (acts.skip_round, TODAY, ALICE, ""),
    (acts.tell_last_spoke, date(2026, 9, 1), ALICE),
    (acts.tell_last_spoke, None, ALICE),
    (acts.grade, "C", ALICE),
    (acts.grade, "E", ALICE),
    (acts.mark_key, True, ALICE),
    (acts.set_cadence, 30, ALICE),
    (acts.assign, BOB, ALICE),
    (acts.assign, None, ALICE),
]


@pytest.mark.parametrize("act", ACTS)
def test_what_is_taken_back_has_not_been(company, act):
    company.nudge(1, ASKED, "due", "silent")
    before = company.state()
    company.undo(company.do(*act))
    assert company.state() == before


# what becomes of a plan that was booked three weeks ago, and can be taken back
BECOMES = [
    (acts.confirm_plan, {}),
    (acts.drop_plan, {}),
    (acts.move_plan, {"day": date(2026, 11, 27)}),
    (acts.change_touch, {"day": date(2026, 11, 27)}),
]


@pytest.mark.parametrize(("act", "change"), BECOMES)
def test_a_plan_becomes_the_plan_it_was(company, act, change):
    planned = company.book("2026-11-16", now=NOW - 21 * DAY)
    company.nudge(1, ASKED, "happened", plan=planned)
    before = company.state()
    company.act(act, planned, by=ALICE, **change)
    assert company.state() != before
    company.undo(planned)
    assert company.state() == before
    assert planned_day(company, planned) == date(2026, 11, 16)


def test_a_plan_that_was_moved_and_confirmed_is_taken_back_step_by_step(company):
    planned = company.book("2026-11-16")
    company.act(acts.move_plan, planned, date(2026, 11, 18), ALICE)
    company.act(acts.confirm_plan, planned, ALICE)
    company.undo(planned)
    assert planned_day(company, planned) == date(2026, 11, 18)
    company.undo(planned)
    assert company.speaks()["happened"] == "2026-11-20 08:00"


def test_a_booking_is_taken_back_whole(company):
    before = company.state()
    company.undo(company.book("2026-11-25"))
    assert company.state() == before


# decisions about the tier one after the other, which are taken back in which order, and the tiers after each
CHAINS = [
    (["B", "C"], [1, 0], ["B", "A"]),  # the last first
    (["B", "C"], [0, 1], ["C", "A"]),  # the first first: what was decided later stands, then nothing does
    (["B", "C", "D"], [1, 2, 0], ["D", "B", "A"]),
    (["B", "C", "D"], [0, 1, 2], ["D", "D", "A"]),
    (["B", "B"], [1, 0], ["B", "A"]),  # decided twice alike
    (["B", "A", "B"], [0, 2, 1], ["B", "A", "A"]),
]


@pytest.mark.parametrize(("tiers", "order", "expected"), CHAINS)
def test_of_decisions_that_follow_each_other_the_latest_that_stands_holds(company, tiers, order, expected):
    decided = [company.act(acts.grade, tier, MARIA, now=NOW + n * HOUR) for n, tier in enumerate(tiers)]
    seen = []
    for place in order:
        company.undo(decided[place])
        seen.append(company.customer().tier)
    assert seen == expected


def test_what_an_import_said_meanwhile_comes_back(company):
    company.act(acts.grade, "B", MARIA)
    with company.writing() as session:
        company.find(session, "acme").tier = "D"
    company.undo(company.act(acts.grade, "C", MARIA, now=NOW + HOUR))
    assert company.customer().tier == "D"


def test_a_suggested_tier_is_a_suggestion_again(company):
    company.undo(company.act(acts.grade, "B", MARIA))
    assert (company.customer().tier, company.customer().tier_suggested) == ("A", True)


def test_a_nudge_that_something_else_answers_too_stays_answered(company):
    company.nudge(1, ASKED, "due")
    lunch = company.touch("2026-11-19")
    call = company.touch("2026-11-19", "call", now=NOW + HOUR)
    company.undo(lunch, now=NOW + 2 * HOUR)
    (nudge,) = company.nudges()
    assert (nudge.outcome, nudge.fact_id) == ("done", call.id)
    company.undo(call, now=NOW + 3 * HOUR)
    assert company.nudges()[0].outcome is None


def test_a_nudge_is_not_answered_by_what_was_done_before_it(company):
    company.touch("2026-06-01", now=NOW - 2 * DAY)
    company.nudge(1, ASKED, "due")
    company.undo(company.touch("2026-11-19"))
    assert company.nudges()[0].outcome is None


def test_the_brief_is_drawn_again(company):
    company.nudge(1, ASKED, "due")
    lunch = company.touch("2026-11-19")
    company.undo(lunch, now=NOW + HOUR)
    assert company.redrawn() == [NOW + HOUR]


# who takes back what Alice has done, how much later, and why they cannot (None: they can)
WHO_CAN = [
    (ALICE, HOUR, None),
    (ALICE, DAY, None),
    (ALICE, DAY + timedelta(seconds=1), TOO_LATE),
    (BOB, HOUR, NOT_YOURS),
    (MARIA, HOUR, None),
    (MARIA, DAY + timedelta(seconds=1), TOO_LATE),
]


@pytest.mark.parametrize(("who", "later", "why"), WHO_CAN)
@pytest.mark.parametrize(
    "act", [("touch", "2026-11-19"), (acts.note_reply, ALICE, TODAY, ""), (acts.grade, "B", ALICE)]
)
def test_for_a_day_the_one_who_did_it_and_managers_can_take_it_back(company, act, who, later, why):
    assert why_not(company.do(*act), company.member(who), NOW + later) == why


def test_nothing_is_taken_back_twice(company):
    lunch = company.touch("2026-11-19")
    company.undo(lunch)
    with company.writing() as session:
        assert why_not(find_fact(session, "T1", lunch.id), company.member(ALICE), NOW) == ALREADY_UNDONE


def test_a_yes_is_of_the_one_who_said_it_and_its_day_begins_then(company):
    planned = company.book("2026-11-16", now=NOW - 21 * DAY, by=BOB)
    company.act(acts.confirm_plan, planned, ALICE)
    with company.writing() as session:
        confirmed = find_fact(session, "T1", planned.id)
        assert why_not(confirmed, company.member(ALICE), NOW + HOUR) is None
        assert why_not(confirmed, company.member(BOB), NOW + HOUR) == NOT_YOURS
        assert latest_fact(session, "T1", ALICE, NOW + HOUR) == confirmed
        assert latest_fact(session, "T1", BOB, NOW + HOUR) is None


# what somebody does after a lunch on the same day, and whether that is the last thing they did
AFTER_LUNCH = [
    (("touch", "2026-11-18", "call"), True),
    (("book", "2026-11-25"), True),
    ((acts.note_reply, ALICE, TODAY, ""), True),
    ((acts.put_off, SOON, ALICE, ""), True),
    ((acts.note_reply, BOB, TODAY, ""), False),  # somebody else did
    ((acts.grade, "B", MARIA), False),
]


@pytest.mark.parametrize(("act", "is_last"), AFTER_LUNCH)
def test_the_latest_is_what_this_person_did_last(company, act, is_last):
    lunch = company.touch("2026-11-19")
    after = company.do(*act, now=NOW + HOUR)
    with company.writing() as session:
        assert latest_fact(session, "T1", ALICE, NOW + 2 * HOUR).id == (after if is_last else lunch).id


def test_the_latest_is_neither_taken_back_nor_a_day_old_nor_imported(company):
    company.touch("2026-11-18", now=NOW - DAY - HOUR)
    company.touch("2026-07-01", external_id="42")
    company.undo(company.touch("2026-11-19"))
    with company.writing() as session:
        assert latest_fact(session, "T1", ALICE, NOW + HOUR) is None


def test_what_one_command_logged_for_several_customers_goes_together(company):
    company.add("delta")
    event = [company.book("2026-11-25", kind="event", customer_id=each) for each in ("acme", "delta")]
    company.touch("2026-07-01", external_id="42")
    company.touch("2026-11-19", now=NOW + HOUR)
    with company.writing() as session:
        together = undone_together(session, find_fact(session, "T1", event[0].id))
        assert {touch.id for touch in together} == {touch.id for touch in event}
    company.act(acts.confirm_plan, event[0], ALICE, now=NOW + 7 * DAY)
    with company.writing() as session:  # the other was not confirmed, so it is no part of what is taken back
        together = undone_together(session, find_fact(session, "T1", event[0].id))
        assert [touch.id for touch in together] == [event[0].id]


def test_the_audit_keeps_both_the_act_and_its_undoing(company):
    lunch = company.touch("2026-11-19")
    company.undo(lunch, by=MARIA, now=NOW + HOUR)
    with company.writing() as session:
        rows = session.exec(select(Audit).where(Audit.team_id == "T1").order_by(col(Audit.at))).all()
        assert [(row.actor, row.action) for row in rows] == [(ALICE, "touch.done"), (MARIA, "undo")]


numbers = itertools.count()
APART = timedelta(minutes=11)
"""Within ten minutes the same thing said again would be the same."""
doings = st.sampled_from(range(len(ACTS)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(doings, max_size=4), st.lists(doings, max_size=3), doings, st.integers(0, 3))
def test_with_anything_before_and_after_it_what_is_taken_back_has_not_been(sqlite, before, after, odd, step):
    """Two companies do the same, one of them one thing more, which it takes back in the end."""
    outcomes = []
    for with_odd in (True, False):
        company = Undoing(sqlite, team_id=f"T{next(numbers)}")
        company.add(tier_suggested=True, ask_last_spoke=True)
        if step:
            company.nudge(step, ASKED, "due", "silent")
        for turn, place in enumerate(before):
            company.do(*ACTS[place], now=NOW + turn * APART)
        fact = company.do(*ACTS[odd], now=NOW + 10 * APART) if with_odd else None
        for turn, place in enumerate(after, start=11):
            company.do(*ACTS[place], now=NOW + turn * APART)
        if fact:
            company.undo(fact, now=NOW + 20 * APART)
        company.settle(now=NOW + 21 * APART)
        outcomes.append(company.state())
    assert outcomes[0] == outcomes[1]


class Undoing(Company):
    """A company with Acme in it, of whom both clocks have struck."""

    def do(self, what, *args, now=NOW):
        """Log or book a touch, or do one of `models.acts`."""
        return getattr(self, what)(*args, now=now) if isinstance(what, str) else self.act(what, *args, now=now)

    def member(self, user_id) -> Member:
        with self.storage.reading.begin() as session:
            return find_member(session, self.team_id, user_id)

    def state(self):
        """Return all that an undo has to restore: reminders, what the customer is, and which nudges are open."""
        rows = {reason: (row.due_on, row.remind_at, row.step, row.brief) for reason, row in self.rows().items()}
        facts = self.customer().model_dump(exclude={"team_id"})
        return rows, facts, [nudge.outcome for nudge in self.nudges()]


def planned_day(company, planned):
    with company.writing() as session:
        touch = find_fact(session, "T1", planned.id)
        assert touch.state == PLANNED
        return touch.day


@pytest.fixture
def company(storage):
    with noise_around(storage):
        company = Undoing(storage)
        company.add(tier_suggested=True)
        yield company
