"""Movements: what a week changed about customers, told as one step from where it began to where it ended."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from models import acts
from models.customer import LEFT, Customer
from models.movements import movements
from tests.company import ALICE, MARIA, Company, make_noise

SINCE, UNTIL = datetime(2026, 11, 15, 23, tzinfo=UTC), datetime(2026, 11, 22, 23, tzinfo=UTC)  # a week in Berlin
WEDNESDAY = datetime(2026, 11, 18, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def grade(tier, at=WEDNESDAY):
    return lambda company: company.act(acts.grade, tier, MARIA, now=at)


def key(is_key, at=WEDNESDAY):
    return lambda company: company.act(acts.mark_key, is_key, MARIA, now=at)


# what was decided about Acme (A), in this order; the moves of tier, and of the key flag
DECISIONS = [
    ([], [], []),
    ([grade("B")], [("A", "B")], []),
    ([grade("B"), grade("C", WEDNESDAY + SECOND)], [("A", "C")], []),  # one step
    ([grade("B"), grade("A", WEDNESDAY + SECOND)], [], []),  # back where it was
    ([grade("A")], [], []),  # a suggested tier was confirmed
    ([key(True)], [], [(False, True)]),
    ([key(True), grade("B")], [("A", "B")], [(False, True)]),
    ([key(True), key(False, WEDNESDAY + SECOND)], [], []),
    ([grade("B", SINCE)], [("A", "B")], []),
    ([grade("B", SINCE - SECOND)], [], []),  # last week's
    ([grade("B", UNTIL - SECOND)], [("A", "B")], []),
    ([grade("B", UNTIL)], [], []),  # next week's
    ([grade("B", SINCE - SECOND), grade("C")], [("B", "C")], []),
    ([lambda company: company.undo(grade("B")(company), by=MARIA, now=WEDNESDAY)], [], []),
    ([lambda company: company.act(acts.set_cadence, 30, MARIA, now=WEDNESDAY)], [], []),
    ([lambda company: company.act(acts.assign, ALICE, MARIA, now=WEDNESDAY)], [], []),
]


@pytest.mark.parametrize(("decisions", "tiers", "keys"), DECISIONS)
def test_a_week_of_decisions_is_told_as_one_step(company, decisions, tiers, keys):
    company.add()
    for decide in decisions:
        decide(company)
    found = look(company)
    assert [(move.before, move.after) for move in found.tiers] == tiers
    assert [(move.before, move.after) for move in found.keys] == keys
    assert bool(found) == bool(tiers or keys)


@pytest.mark.parametrize(
    ("created_at", "new"),
    [(SINCE - SECOND, False), (SINCE, True), (WEDNESDAY, True), (UNTIL - SECOND, True), (UNTIL, False)],
)
def test_who_came_into_care_this_week_is_new(company, created_at, new):
    company.add(created_at=created_at)
    assert [customer.name for customer in look(company).new] == ["Acme"] * new


def test_the_tier_with_which_a_customer_comes_is_no_movement(company):
    company.add(created_at=WEDNESDAY, tier=None)
    grade("B", WEDNESDAY + SECOND)(company)
    assert [list(kind) for kind in (look(company).tiers, look(company).keys)] == [[], []]


def test_of_those_who_are_gone_nothing_is_told(company):
    company.add(created_at=WEDNESDAY)
    company.add("delta")
    company.act(acts.grade, "B", MARIA, now=WEDNESDAY, customer_id="delta")
    with company.writing() as session:
        for customer in session.exec(select(Customer).where(Customer.team_id == company.team_id)):
            customer.state = LEFT
    assert not look(company)


def test_what_another_company_decides_moves_nobody_of_ours(company):
    company.add()
    theirs = Company(company.storage, "T3")
    theirs.add()
    grade("B")(theirs)
    assert not look(company)


@pytest.fixture
def company(storage):
    make_noise(storage)
    return Company(storage)


def look(company):
    with company.writing() as session:
        active = select(Customer).where(Customer.team_id == company.team_id, Customer.state == "active")
        customers = {customer.id: customer for customer in session.exec(active)}
        return movements(session, company.team_id, customers, SINCE, UNTIL)
