"""Settling: from all facts that stand, when do we speak next, of what, and who hears of it when nobody can."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from models import acts
from models.customer import ACTIVE, LEFT, Customer
from models.member import find_member
from models.reminder import (
    DECIDE,
    MEMBER,
    Reminder,
    due_reminders,
    next_week,
    settle_all,
    waits_for_manager,
    wake_managers,
)
from models.touch import Touch
from models.working_time import working_time
from models.workspace import Workspace
from tests.company import ALICE, BOB, MARIA, NOW, TODAY, Company, noise_around

# what Acme (A, Alice's) is besides, and when we speak of it (UTC)
CUSTOMERS = [
    ({}, {"due": "2026-11-20 08:00", "silent": "2026-11-20 08:00"}),
    (
        {"champion_id": BOB},
        {"due": "2026-11-19 14:00", "silent": "2026-11-19 14:00"},
    ),  # nine in New York is still to come
    ({"tier": "E"}, {}),
    ({"state": LEFT}, {}),
    ({"champion_id": None}, {"due": None, "silent": None}),  # nobody to speak to
    ({"champion_id": "UGONE"}, {"due": None, "silent": None}),  # somebody we never met
    (
        {"added_on": TODAY, "ask_last_spoke": True},
        {"due": "2027-02-18 08:00", "silent": "2027-03-19 08:00", "last_spoke": "2026-11-20 08:00"},
    ),
    ({"added_on": TODAY, "first_ask_on": date(2026, 12, 7)}, {"due": "2026-12-07 08:00", "silent": "2027-03-19 08:00"}),
    (
        {"added_on": TODAY, "key": True, "tier": "C"},
        {"due": "2027-01-11 08:00", "silent": "2027-02-17 08:00"},
    ),  # 60 and 90 days
]


@pytest.mark.parametrize(("facts", "expected"), CUSTOMERS)
def test_each_customer_is_spoken_of_in_their_champions_morning(company, facts, expected):
    company.add(**facts)
    assert company.speaks() == expected


def test_of_a_customer_without_champion_the_due_day_stays_true(company):
    company.add(champion_id=None)
    assert company.rows()["due"].due_on == date(2026, 4, 6)


@pytest.mark.parametrize("facts", [{"deleted": True}, {"is_guest": True}])
def test_when_a_champion_leaves_nobody_is_spoken_to_and_managers_hear_of_it_tomorrow(company, facts):
    company.add()
    company.change_member(ALICE, **facts)
    company.settle()
    assert company.speaks() == {"due": None, "silent": None}
    assert company.managers_hear() == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_managers_hear_once_of_a_customer_without_champion_not_at_every_change(company):
    company.add(champion_id=None)
    assert company.managers_hear() == datetime(2026, 11, 20, 8, tzinfo=UTC)
    managers_were_told(company)
    company.touch("2026-11-19", by=BOB)
    company.book("2026-11-25", by=BOB)
    assert company.managers_hear() == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_managers_hear_of_a_customer_that_nobody_answers_for(company):
    company.add()
    company.nudge(1, NOW - timedelta(days=10))
    company.nudge(2, NOW - timedelta(days=5))
    assert company.managers_hear() is None
    company.nudge(3, NOW)
    assert {reason for reason, row in company.rows().items() if waits_for_manager(row)} == {"due", "silent"}
    assert company.managers_hear() == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_what_waits_for_a_manager_is_told_once(company):
    company.add()
    company.nudge(3, NOW)
    managers_were_told(company)
    company.settle(now=NOW + timedelta(minutes=1))
    assert company.managers_hear() == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_did_it_happen_ignored_three_times_waits_for_a_manager(company):
    company.add()
    planned = company.book("2026-11-05", now=NOW - timedelta(days=20))
    for step, days in ((1, 13), (2, 9), (3, 6)):
        company.nudge(step, NOW - timedelta(days=days), "happened", plan=planned)
    assert waits_for_manager(company.rows()["happened"])
    assert company.speaks() == {"due": None, "silent": None, "happened": None}


def test_a_manager_who_waits_already_is_not_put_off_by_something_new(company):
    company.add(champion_id=None)
    later = NOW + timedelta(days=30)
    with company.writing() as session:
        wake_managers(session, session.get_one(Workspace, "T1"), later)
    assert company.managers_hear() == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_one_brief_says_once_when_they_last_spoke(company):
    company.add(added_on=TODAY, ask_last_spoke=True)
    company.nudge(0, datetime(2026, 11, 20, 8, tzinfo=UTC), "last_spoke")
    assert "last_spoke" not in company.rows()


# when the champion says they last spoke, and when the next touch is due
LAST_SPOKEN = [
    (date(2026, 11, 4), "2027-02-03"),
    (date(2026, 5, 23), "2026-08-22"),  # long ago: due at once, and said so
    (None, "2027-02-18"),  # does not know: as before, and not asked again
]


@pytest.mark.parametrize(("day", "due_on"), LAST_SPOKEN)
def test_what_they_remember_moves_the_clocks_and_is_not_asked_again(company, day, due_on):
    company.add(added_on=TODAY, ask_last_spoke=True)
    company.act(acts.tell_last_spoke, day, ALICE)
    assert "last_spoke" not in company.rows()
    assert company.rows()["due"].due_on == date.fromisoformat(due_on)


# whether the row was taken up by today's brief when something happens, and what stays of that
BRIEFS = [
    (acts.note_reply, (ALICE, TODAY, ""), "brief"),  # they wrote: a touch is due all the same
    (acts.put_off, (date(2026, 11, 24), ALICE, ""), None),
    (acts.skip_round, (TODAY, ALICE, ""), None),
    (acts.assign, (None, MARIA), None),
    (acts.grade, ("B", MARIA), "brief"),  # still overdue
    (acts.grade, ("E", MARIA), "gone"),
]


@pytest.mark.parametrize(("act", "args", "left"), BRIEFS)
def test_a_promised_brief_keeps_only_what_still_wants_to_be_said_today(company, act, args, left):
    company.add()
    taken_up(company, "brief")
    company.act(act, *args)
    rows = company.rows()
    assert (rows["due"].brief if "due" in rows else "gone") == left


def test_a_sent_nudge_leaves_the_brief_and_comes_back_three_working_days_later(company):
    company.add()
    taken_up(company, "brief")
    company.nudge(1, NOW)
    assert company.rows()["due"].brief is None
    assert company.speaks() == {"due": "2026-11-24 08:00", "silent": "2026-11-24 08:00"}


def test_a_change_between_nine_and_the_tick_does_not_cost_a_customer_a_day(company):
    company.add()
    nine, tick = datetime(2026, 11, 20, 8, tzinfo=UTC), datetime(2026, 11, 20, 8, 0, 40, tzinfo=UTC)
    company.act(acts.grade, "B", MARIA, now=nine + timedelta(seconds=20))
    with company.writing() as session:
        assert {row.subject_id for row in due_reminders(session, "T1", ["due", "silent"], tick)} == {"acme"}


def test_a_touch_in_that_minute_silences_them(company):
    company.add()
    company.touch("2026-11-20", now=datetime(2026, 11, 20, 8, 0, 20, tzinfo=UTC))
    assert company.speaks() == {"due": "2027-02-19 08:00", "silent": "2027-03-22 08:00"}


def test_a_customer_who_left_and_came_back_is_reminded_of_again(company):
    company.add(state=LEFT)
    with company.writing() as session:
        session.get_one(Customer, ("T1", "acme")).state = ACTIVE
    company.settle()
    assert company.speaks() == {"due": "2026-11-20 08:00", "silent": "2026-11-20 08:00"}


def test_settling_twice_changes_nothing(company):
    company.add()
    company.book("2026-11-25")
    before = [row.model_dump() for row in company.rows().values()]
    company.settle()
    assert [row.model_dump() for row in company.rows().values()] == before


FACTS = [
    Touch(customer_id="acme", kind="lunch", day=date(2026, 9, 1), two_way=True, by=ALICE, created_at=NOW),
    Touch(customer_id="acme", kind="email", day=date(2026, 10, 1), by=ALICE, created_at=NOW - timedelta(days=40)),
    Touch(
        customer_id="acme", kind="call", day=date(2026, 8, 1), two_way=True, by=BOB, created_at=NOW - timedelta(days=2)
    ),
    Touch(customer_id="acme", kind="card", day=date(2026, 10, 9), by=ALICE, undone_at=NOW, created_at=NOW),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(FACTS)))))
def test_the_order_in_which_facts_arrive_does_not_matter(sqlite, order):
    company = Company(sqlite)
    company.add()
    with company.writing() as session:
        for place in order:
            session.add(Touch(**FACTS[place].model_dump(exclude={"team_id"}), team_id="T1"))
            session.flush()
    company.settle()
    assert company.speaks() == {"due": "2026-12-31 08:00", "silent": "2026-12-30 08:00"}


def test_due_reminders_are_those_whose_time_has_come(company):
    company.add("acme")
    company.add("delta", added_on=TODAY)
    with company.writing() as session:
        due = due_reminders(session, "T1", ["due"], NOW + timedelta(days=1))
        assert [(row.subject_id, row.reason) for row in due] == [("acme", "due")]


def test_settling_a_thousand_customers_takes_no_more_questions_than_settling_ten(sqlite):
    company = Company(sqlite)
    make_customers(company, 1_010)
    few, many = (statements(company, number) for number in (10, 500))
    assert few == many
    assert statements(company, 1_000) <= 2 * many


@pytest.fixture
def company(storage):
    with noise_around(storage):
        yield Company(storage)


def managers_were_told(company):
    """Maria has read her list in this morning's brief: it rests until Monday."""
    with company.writing() as session:
        row = session.get_one(Reminder, ("T1", MEMBER, MARIA, DECIDE))
        maria = find_member(session, "T1", MARIA)
        next_week(row, working_time(session.get_one(Workspace, "T1"), maria), NOW)


def taken_up(company, key):
    with company.writing() as session:
        for row in session.exec(select(Reminder).where(Reminder.team_id == "T1", Reminder.subject_id == "acme")):
            row.brief = key


def make_customers(company, number):
    with company.writing() as session:
        for place in range(number):
            session.add(
                Customer(
                    team_id="T1",
                    id=f"c{place:05}",
                    name=f"Customer {place}",
                    normal=f"customer {place}",
                    tier="ABCD"[place % 4],
                    champion_id=(ALICE, BOB)[place % 2],
                    added_on=TODAY,
                    created_at=NOW,
                )
            )


def statements(company, number):
    """Count the SELECTs that settling so many customers takes."""
    seen = []

    def count(_connection, _cursor, statement, *_):
        seen.append(statement)

    with company.writing() as session:
        customers = session.exec(select(Customer).where(Customer.team_id == "T1").limit(number)).all()
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", count)
        settle_all(session, "T1", customers, NOW)
        event.remove(engine, "before_cursor_execute", count)
    return len([statement for statement in seen if statement.startswith("SELECT")])
