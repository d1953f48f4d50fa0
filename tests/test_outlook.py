"""The outlook: how much money waits for a touch, how few customers hold most of it, and what the next days hold."""

from datetime import date

import pytest
from sqlmodel import select

from models import acts
from models.customer import LEFT, Customer
from models.outlook import Load, Waiting, at_risk, coming_load, who_waits
from tests.company import ALICE, BOB, TODAY, Company, make_noise

# revenue of each who waits; how many wait, of how many it is unknown, its sum, how few hold 80 % of it, what these hold
REVENUES = [
    ([], (0, 0, 0, 0, 0)),
    ([100], (1, 0, 100, 1, 100)),
    ([None, None], (2, 2, 0, 0, 0)),
    ([0, 0], (2, 0, 0, 0, 0)),  # known to be nothing
    ([50, 50], (2, 0, 100, 2, 100)),
    ([20, 80], (2, 0, 100, 1, 80)),  # exactly 80 % is enough
    ([21, 79], (2, 0, 100, 2, 100)),
    ([10, 10, 40, 40], (4, 0, 100, 2, 80)),
    ([25, 25, 25, 25], (4, 0, 100, 4, 100)),
    ([100, None, 1, 0, -50], (5, 1, 101, 1, 100)),  # who cost more than they bring are no money at risk
    ([10**15, 1], (2, 0, 10**15 + 1, 1, 10**15)),
]


@pytest.mark.parametrize(("revenues", "expected"), REVENUES)
def test_the_fewest_customers_are_named_who_hold_most_of_the_money(revenues, expected):
    waiting = [Waiting(Customer(revenue_minor=revenue), due=TODAY) for revenue in revenues]
    risk = at_risk(sorted(waiting, key=lambda one: -one.revenue_minor))
    assert (risk.customers, risk.unknown, risk.revenue_minor, risk.few, risk.few_minor) == expected


def nothing(company):
    """Time passes."""


# the day of Acme's last touch (cadence 91; today is 19 November), what else happened; who waits, what the week holds
STORIES = [
    ("2026-08-19", nothing, 1, Load(0, 0)),  # due yesterday
    ("2026-08-20", nothing, 0, Load(0, 1)),  # due today: there is still time
    ("2026-08-26", nothing, 0, Load(0, 1)),  # in six days
    ("2026-08-27", nothing, 0, Load(0, 0)),  # in seven: that is next week's
    ("2026-08-19", lambda company: company.touch("2026-11-19"), 0, Load(0, 0)),
    ("2026-08-19", lambda company: company.book("2026-11-25"), 0, Load(1, 0)),
    ("2026-08-20", lambda company: company.book("2026-11-19"), 0, Load(1, 0)),  # not both due and booked
    ("2026-08-19", lambda company: company.book("2026-12-24"), 0, Load(0, 0)),
    ("2026-08-19", lambda company: company.undo(company.book("2026-11-25")), 1, Load(0, 0)),
    ("2026-08-19", lambda company: company.act(acts.put_off, date(2027, 1, 5), ALICE, ""), 1, Load(0, 0)),
    ("2026-08-19", lambda company: company.act(acts.skip_round, TODAY, ALICE, ""), 0, Load(0, 0)),
    ("2026-08-19", lambda company: company.act(acts.grade, "E", ALICE), 0, Load(0, 0)),
    (
        "2026-08-19",
        lambda company: company.act(acts.assign, None, ALICE),
        1,
        Load(0, 0),
    ),  # nobody is asked, yet it waits
]


@pytest.mark.parametrize(("last", "story", "waits", "load"), STORIES)
def test_who_is_late_and_has_nothing_booked_waits(company, last, story, waits, load):
    company.add(revenue_minor=41_000_000)
    company.touch(last)
    story(company)
    waiting, coming = look(company)
    assert (waiting.customers, waiting.revenue_minor, coming) == (waits, waits * 41_000_000, load)


def test_who_has_left_waits_for_nothing(company):
    company.add(state=LEFT)
    company.add("delta", champion_id=BOB)
    waiting, coming = look(company)
    assert (waiting.customers, waiting.unknown, coming) == (1, 1, Load(0, 0))


# when and how Acme was touched, what else happened; whether it is overdue, whether silent (A: 91 days, 122 days)
CLOCKS = [
    ("2026-11-01", "lunch", nothing, False, False),
    ("2026-08-19", "lunch", nothing, True, False),
    ("2026-06-01", "lunch", lambda company: company.touch("2026-11-01", kind="email"), False, True),
    ("2026-06-01", "lunch", nothing, True, True),
    ("2026-06-01", "lunch", lambda company: company.book("2026-11-25"), False, False),
]


@pytest.mark.parametrize(("last", "kind", "story", "due", "silent"), CLOCKS)
def test_who_is_overdue_and_silent_is_one_customer_at_risk(company, last, kind, story, due, silent):
    company.add(revenue_minor=41_000_000)
    company.touch(last, kind=kind)
    story(company)
    risk, _ = look(company)
    assert (risk.due, risk.silent) == (due, silent)
    assert risk.customers == (due or silent)
    assert risk.revenue_minor == (41_000_000 if due or silent else 0)


@pytest.fixture
def company(storage):
    make_noise(storage)
    return Company(storage)


def look(company):
    with company.writing() as session:
        active = select(Customer).where(Customer.team_id == company.team_id, Customer.state == "active")
        active_ids = {customer.id for customer in session.exec(active)}
        waiting = at_risk(who_waits(session, company.team_id, TODAY))
        return waiting, coming_load(session, company.team_id, active_ids, TODAY)
