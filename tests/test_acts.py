"""What people do about a customer: the fact is kept, the clocks move, open nudges are answered, the audit told."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from models import acts
from models.audit import Audit
from models.touch import DONE, DROPPED, PLANNED
from tests.company import ALICE, BOB, MARIA, NOW, TODAY, Company, noise_around

ASKED = NOW - timedelta(days=1)
TOMORROW = "2026-11-20 08:00"  # the next morning in Berlin (UTC)
SOON, FAR = date(2026, 12, 3), date(2027, 6, 1)

# what is done to a customer of whom both clocks have struck, and when we speak next (UTC): of due, of silent
ACTS = [
    ("lunch today", ("touch", "2026-11-19"), "2027-02-18 08:00", "2027-03-19 08:00"),
    (
        "an e-mail: three working days to answer",
        ("touch", "2026-11-19", "email"),
        "2027-02-18 08:00",
        "2026-11-24 08:00",
    ),
    ("a call in August, told today", ("touch", "2026-08-24", "call"), "2026-11-23 08:00", "2026-12-22 08:00"),
    ("they replied: a touch is owed", (acts.note_reply, ALICE, TODAY, ""), TOMORROW, "2027-03-19 08:00"),
    ("later, in a fortnight", (acts.put_off, SOON, ALICE, ""), "2026-12-03 08:00", "2026-12-03 08:00"),
    ("not needed this time", (acts.skip_round, TODAY, ALICE, ""), "2027-02-18 08:00", "2027-02-18 08:00"),
    ("a lunch next Wednesday", ("book", "2026-11-25"), None, None),
    ("tier B: overdue all the same", (acts.grade, "B", MARIA), TOMORROW, TOMORROW),
    ("tier E: never again", (acts.grade, "E", MARIA), "gone", "gone"),
    ("a key customer", (acts.mark_key, True, MARIA), TOMORROW, TOMORROW),
    ("once a year is enough", (acts.set_cadence, 365, ALICE), "2027-01-05 08:00", TOMORROW),
    ("Bob's now: nine in New York", (acts.assign, BOB, MARIA), "2026-11-19 14:00", "2026-11-19 14:00"),
    ("nobody's", (acts.assign, None, MARIA), None, None),
]


@pytest.mark.parametrize(("story", "act", "due", "silent"), ACTS, ids=[story for story, *_ in ACTS])
def test_what_is_done_moves_the_clocks(company, story, act, due, silent):
    company.do(*act)
    said = company.speaks()
    assert (said.get("due", "gone"), said.get("silent", "gone")) == (due, silent)


# what sets the step back, so that the next nudge is the first again
RESETS = [
    ("an e-mail", ("touch", "2026-11-19", "email")),
    ("a plan", ("book", "2026-11-25")),
    ("later", (acts.put_off, SOON, ALICE, "")),
    ("not needed", (acts.skip_round, TODAY, ALICE, "")),
    ("another tier", (acts.grade, "B", MARIA)),
    ("a key customer", (acts.mark_key, True, MARIA)),
    ("another cadence", (acts.set_cadence, 100, ALICE)),
    ("another champion", (acts.assign, BOB, MARIA)),
]


@pytest.mark.parametrize(("story", "act"), RESETS, ids=[story for story, _ in RESETS])
def test_an_act_sets_the_step_back(company, story, act):
    company.nudge(3, ASKED, "due", "silent")
    assert {row.step for row in company.rows().values()} == {3}
    company.do(*act)
    assert {row.step for row in company.rows().values()} == {0}


def test_a_reply_leaves_the_step_because_a_touch_is_owed_as_before(company):
    company.nudge(2, ASKED, "due", "silent")
    company.act(acts.note_reply, ALICE, TODAY, "")
    assert company.rows()["due"].step == 2


def test_a_corrected_note_and_an_imported_touch_leave_the_step(company):
    touch = company.touch("2026-06-01", now=NOW - timedelta(days=150))
    company.nudge(2, ASKED, "due", "silent")
    company.act(acts.change_touch, touch, ALICE, note="with Jane")
    company.touch("2026-07-01", external_id="42")
    assert company.rows()["due"].step == 2


def test_later_is_used_up_by_a_touch_recorded_after_it(company):
    company.act(acts.put_off, FAR, ALICE, "")
    company.touch("2026-11-19", now=NOW + timedelta(hours=1))
    assert company.speaks() == {"due": "2027-02-18 08:00", "silent": "2027-03-19 08:00"}


def test_later_is_used_up_by_a_plan_that_happened_after_it(company):
    planned = company.book("2026-11-25")
    company.act(acts.put_off, FAR, ALICE, "", now=NOW + timedelta(hours=1))
    company.act(acts.confirm_plan, planned, ALICE, now=NOW + timedelta(days=7))
    assert company.speaks() == {"due": "2027-02-24 08:00", "silent": "2027-03-25 08:00"}


def test_later_outlives_corrections_imports_and_a_plan_that_was_dropped(company):
    touch, planned = company.touch("2026-06-01"), company.book("2026-11-25")
    company.act(acts.put_off, FAR, ALICE, "", now=NOW + timedelta(hours=1))
    company.act(acts.change_touch, touch, ALICE, now=NOW + timedelta(hours=2), note="with Jane")
    company.touch("2026-07-01", external_id="42", now=NOW + timedelta(hours=3))
    company.act(acts.drop_plan, planned, ALICE, now=NOW + timedelta(days=7))
    assert company.speaks() == {"due": "2027-06-01 07:00", "silent": "2027-06-01 07:00"}


def test_the_latest_later_counts_even_if_it_is_sooner(company):
    company.act(acts.put_off, FAR, ALICE, "")
    company.act(acts.put_off, date(2026, 11, 24), ALICE, "", now=NOW + timedelta(hours=1))
    assert company.speaks()["due"] == "2026-11-24 08:00"


WAITING = {"due": None, "silent": None}

# what became of the lunch on Wednesday, when we speak next and of what
PLANS = [
    ("it happened", acts.confirm_plan, {}, {"due": "2027-02-24 08:00", "silent": "2027-03-25 08:00"}),
    ("it did not: the old due day counts", acts.drop_plan, {}, {"due": TOMORROW, "silent": TOMORROW}),
    ("moved to Friday", acts.move_plan, {"day": date(2026, 11, 27)}, WAITING | {"happened": "2026-11-30 08:00"}),
    ("the form moves it", acts.change_touch, {"day": date(2026, 11, 27)}, WAITING | {"happened": "2026-11-30 08:00"}),
    (
        "the form says it was yesterday",
        acts.change_touch,
        {"day": date(2026, 11, 18), "state": DONE},
        {"due": "2027-02-17 08:00", "silent": "2027-03-18 08:00"},
    ),
]


@pytest.mark.parametrize(("story", "act", "change", "expected"), PLANS, ids=[story for story, *_ in PLANS])
def test_a_plan_rests_the_clocks_until_somebody_says_what_became_of_it(company, story, act, change, expected):
    planned = company.book("2026-11-25")
    assert company.speaks() == WAITING | {"happened": "2026-11-26 08:00"}
    company.act(act, planned, by=ALICE, **change)
    assert company.speaks() == expected


def test_did_it_happen_moved_and_asked_again(company):
    planned = company.book("2026-11-16", now=NOW - timedelta(days=10))
    company.nudge(1, NOW - timedelta(days=2), "happened", plan=planned)
    assert company.speaks()["happened"] == TOMORROW
    company.act(acts.move_plan, planned, date(2026, 11, 24), ALICE)
    assert company.nudges()[0].outcome == "planned"
    assert (company.speaks()["happened"], company.rows()["happened"].step) == ("2026-11-25 08:00", 0)


def test_of_two_plans_the_earlier_is_asked_about_first(company):
    company.book("2026-12-02")
    first = company.book("2026-11-25", kind="call")
    assert company.speaks()["happened"] == "2026-11-26 08:00"
    company.act(acts.confirm_plan, first, ALICE)
    assert company.speaks()["happened"] == "2026-12-03 08:00"


def test_each_of_two_plans_is_asked_about_although_the_first_question_was_ignored(company):
    long_ago = NOW - timedelta(days=30)
    first, second = company.book("2026-11-05", now=long_ago), company.book("2026-11-12", kind="call", now=long_ago)
    for step, days in ((1, 13), (2, 9), (3, 6)):
        company.nudge(step, NOW - timedelta(days=days), "happened", plan=first)
    assert (company.speaks()["happened"], company.rows()["happened"].step) == ("2026-11-13 08:00", 0)
    company.nudge(1, NOW, "happened", plan=second)
    assert company.rows()["happened"].step == 1
    company.act(acts.confirm_plan, second, ALICE)
    outcomes = {(nudge.plan_id, nudge.outcome) for nudge in company.nudges()}
    assert outcomes == {(first.id, None), (second.id, "done")}  # a yes about one is no word about the other


# what a brief asked, what is done, and what that is to the nudge (None: it stays open)
ANSWERS = [
    (("due", "silent"), ("touch", "2026-11-19"), "done"),
    (("silent",), ("touch", "2026-11-19", "email"), "done"),  # they have not spoken, but we have done what we could
    (("due",), ("book", "2026-11-25"), "planned"),
    (("silent",), (acts.note_reply, ALICE, TODAY, ""), "replied"),
    (("due", "silent"), (acts.note_reply, ALICE, TODAY, ""), None),  # a touch is owed all the same
    (("due",), (acts.note_reply, ALICE, TODAY, ""), None),
    (("due", "silent"), (acts.put_off, SOON, ALICE, ""), "later"),
    (("due",), (acts.skip_round, TODAY, ALICE, ""), "not_needed"),
    (("due",), (acts.set_cadence, 365, ALICE), "answered"),  # "Every 12 months", as the third nudge proposed
    (("due",), (acts.grade, "B", MARIA), None),
    (("due",), (acts.assign, BOB, MARIA), None),
    (("last_spoke",), (acts.tell_last_spoke, None, ALICE), "answered"),
    (("last_spoke",), ("touch", "2026-11-19"), "done"),  # they spoke today
    (("last_spoke",), (acts.put_off, SOON, ALICE, ""), None),  # that does not say when
    (("happened",), ("touch", "2026-11-19", "call"), None),  # a call is no word about the lunch
    (("happened",), (acts.put_off, SOON, ALICE, ""), None),
]


@pytest.mark.parametrize(("reasons", "act", "outcome"), ANSWERS)
def test_a_nudge_is_answered_by_what_answers_all_it_asks(company, reasons, act, outcome):
    company.nudge(1, ASKED, *reasons)
    fact = company.do(*act)
    (nudge,) = company.nudges()
    assert (nudge.outcome, nudge.fact_id) == (outcome, fact.id if outcome else None)
    assert nudge.resolved_by == (fact.by if outcome else None)


@pytest.mark.parametrize(
    ("act", "outcome"), [(acts.confirm_plan, "done"), (acts.drop_plan, "answered")], ids=["yes", "no"]
)
def test_did_it_happen_is_answered_by_yes_and_no(company, act, outcome):
    planned = company.book("2026-11-16", now=NOW - timedelta(days=10), by=BOB)
    company.nudge(1, ASKED, "happened", plan=planned)
    company.act(act, planned, ALICE)
    (nudge,) = company.nudges()
    assert (nudge.outcome, nudge.resolved_by) == (outcome, ALICE)


def test_a_booked_nudge_tells_what_became_of_the_booking(company):
    company.nudge(1, ASKED, "due")
    planned = company.book("2026-11-19")
    company.act(acts.confirm_plan, planned, ALICE, now=NOW + timedelta(days=1))
    assert company.nudges()[0].outcome == "done"


def test_a_booking_that_came_to_nothing_leaves_its_nudge_open_again(company):
    company.nudge(1, ASKED, "due")
    planned = company.book("2026-11-25")
    company.act(acts.drop_plan, planned, ALICE, now=NOW + timedelta(days=7))
    assert company.nudges()[0].outcome is None


def test_whatever_happens_to_a_customer_their_open_nudges_are_drawn_again(company):
    company.nudge(1, ASKED, "due")
    company.add("delta")
    company.nudge(1, ASKED, "due", customer_id="delta")
    company.act(acts.assign, BOB, MARIA)
    assert sorted(company.redrawn(), key=str) == [NOW, None]


def test_a_brief_that_nobody_reads_any_more_is_drawn_again_for_an_answer_alone(company):
    company.nudge(1, NOW - timedelta(days=8), "due")
    company.nudge(2, ASKED, "due")
    company.act(acts.assign, BOB, MARIA)
    assert company.redrawn() == [None, NOW]
    company.touch("2026-11-19")
    assert company.redrawn() == [NOW, NOW]


def test_a_touch_given_to_another_customer_answers_there_and_no_longer_here(company):
    company.nudge(1, ASKED, "due")
    company.add("delta")
    company.nudge(1, ASKED + timedelta(minutes=1), "due", customer_id="delta")
    touch = company.touch("2026-11-19")
    with company.writing() as session:
        acme, delta = company.find(session, "acme"), company.find(session, "delta")
        found = session.merge(touch)
        acts.change_touch(session, delta, found, ALICE, NOW, customer_id="delta")
        acts.left_to_another(session, acme, found, NOW)
    assert [nudge.outcome for nudge in company.nudges()] == [None, "done"]
    assert company.speaks("acme")["due"] == "2026-11-23 08:00"
    assert company.speaks("delta")["due"] == "2027-02-18 08:00"


def test_a_form_sent_unchanged_changes_nothing(company):
    touch = company.touch("2026-11-19")
    before = company.audit()
    company.act(acts.change_touch, touch, ALICE, kind="lunch", state=DONE, day=TODAY, note="")
    assert company.audit() == before


def test_the_audit_tells_who_did_what_when_and_why(company):
    planned = company.book("2026-11-25")
    company.act(acts.drop_plan, planned, ALICE, now=NOW + timedelta(minutes=1))
    company.act(acts.put_off, SOON, ALICE, "they are moving house", now=NOW + timedelta(minutes=2))
    company.act(acts.grade, "B", MARIA, now=NOW + timedelta(minutes=3))
    assert company.audit() == [
        (ALICE, "touch.planned", None, {"kind": "lunch", "day": "2026-11-25", "state": "planned"}, ""),
        (ALICE, "touch.changed", {"state": PLANNED}, {"state": DROPPED}, ""),
        (ALICE, "care.later", None, {"until": "2026-12-03"}, "they are moving house"),
        (MARIA, "care.tier", {"tier": "A", "tier_suggested": True}, {"tier": "B", "tier_suggested": False}, ""),
    ]


class Acting(Company):
    """A company with Acme in it, of whom both clocks have struck."""

    def do(self, what, *args):
        """Log or book a touch, or do one of `models.acts`."""
        return getattr(self, what)(*args) if isinstance(what, str) else self.act(what, *args)

    def audit(self):
        with self.writing() as session:
            rows = session.exec(select(Audit).where(Audit.team_id == "T1").order_by(col(Audit.at)))
            return [(row.actor, row.action, row.before, row.after, row.reason) for row in rows]


@pytest.fixture
def company(storage):
    with noise_around(storage):
        company = Acting(storage)
        company.add(tier_suggested=True)
        yield company
