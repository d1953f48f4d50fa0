"""Nothing avalanches: first nudges after an import are spread, and a brief begins five new ones at most."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from models import acts
from models.customer import LEFT, Customer
from models.sign_of_life import PURCHASE, SignOfLife
from models.spread import after_import, choose, first_days, money_at_risk
from tests.company import ALICE, BOB, NOW, TODAY, Company, noise_around

YESTERDAY = TODAY - timedelta(days=1)

# customers, their cadence in days, the days (counted from today) on which they are first spoken of
SPREADS = [
    (0, 91, []),
    (1, 91, [91]),  # alone: on its due day
    (3, 60, [20, 40, 60]),
    (4, 91, [23, 46, 69, 91]),
    (10, 5, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),  # more customers than days
]


@pytest.mark.parametrize(("count", "cadence", "expected"), SPREADS)
def test_first_nudges_are_spread_evenly_over_a_cadence(count, cadence, expected):
    assert [(day - TODAY).days for day in first_days(count, cadence, TODAY)] == expected


@given(st.integers(1, 500), st.integers(7, 730), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_spread_begins_after_today_ends_on_the_due_day_and_has_no_heap(count, cadence, today):
    days = first_days(count, cadence, today)
    assert len(days) == count
    assert days == sorted(days)
    assert today < days[0] <= days[-1] == today + timedelta(days=cadence)
    assert max(days.count(day) for day in days) <= -(-count // cadence)
    gaps = [(after - before).days for before, after in pairwise(days)]
    assert not gaps or max(gaps) - min(gaps) <= 1


# step reached and value of each candidate, and the places chosen, in order
CHOICES = [
    ([], []),
    ([(0, 10), (0, 30), (0, 20)], [1, 2, 0]),  # most valuable first
    ([(0, value) for value in (1, 2, 3, 4, 5, 6, 7)], [6, 5, 4, 3, 2]),  # five new ones at most
    ([(1, 1), (2, 0), *[(0, value) for value in (9, 8, 7, 6, 5, 4)]], [2, 3, 4, 5, 6, 0, 1]),  # those begun go on
    ([(0, 5), (0, 5), (0, 5)], [0, 1, 2]),  # equal ones in the order they came
]


@pytest.mark.parametrize(("candidates", "expected"), CHOICES)
def test_a_brief_begins_five_nudges_at_most_the_most_valuable_first(candidates, expected):
    assert choose(candidates) == expected


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 100)), max_size=40))
def test_no_nudge_that_was_begun_is_ever_dropped_and_none_worth_more_is_left_behind(candidates):
    chosen = choose(candidates)
    new = [place for place in chosen if candidates[place][0] == 0]
    left = set(range(len(candidates))) - set(chosen)
    assert len(new) == min(5, sum(step == 0 for step, _ in candidates))
    assert all(candidates[place][0] == 0 for place in left)
    assert all(candidates[place][1] <= min(candidates[each][1] for each in new) for place in left)


# a year's revenue, the due day, what is at risk
RISKS = [
    (1_000, TODAY, 1_000),
    (1_000, TODAY - timedelta(days=10), 10_000),
    (1_000, TODAY + timedelta(days=5), 1_000),  # a key customer, asked for before the due day
    (None, TODAY - timedelta(days=10), 10),  # unknown revenue: at least the later comes before the less late
    (0, TODAY - timedelta(days=2), 2),
]


@pytest.mark.parametrize(("revenue", "due_on", "expected"), RISKS)
def test_what_matters_most_is_money_times_days(revenue, due_on, expected):
    acme = Customer(team_id="T1", name="Acme", normal="acme", revenue_minor=revenue, added_on=TODAY, created_at=NOW)
    assert money_at_risk(acme, due_on, TODAY) == expected


def test_after_an_import_the_most_valuable_are_spoken_of_first(company):
    for name, revenue in (("small", 10), ("big", 1_000), ("unknown", None)):
        company.add(name, added_on=TODAY, revenue_minor=revenue)
    company.add("flag", added_on=TODAY, revenue_minor=1, key=True)
    assert spread(company) == {"big": 31, "small": 61, "unknown": 91, "flag": 60}


def test_each_champion_and_each_cadence_has_a_spread_of_its_own(company):
    company.add("acme", added_on=TODAY)
    company.add("beta", added_on=TODAY, champion_id=BOB)
    company.add("gamma", added_on=TODAY, tier="B")
    company.add("delta", added_on=TODAY, champion_id=None)
    assert spread(company) == {"acme": 91, "beta": 91, "gamma": 122, "delta": 91}


def test_whoever_was_touched_was_here_before_or_is_not_to_be_touched_is_left_as_they_are(company):
    company.add("touched", added_on=TODAY)
    company.touch("2026-07-01", customer_id="touched", external_id="1")
    company.add("told", added_on=TODAY)
    company.act(acts.tell_last_spoke, TODAY - timedelta(days=60), ALICE, customer_id="told")
    company.add("before", added_on=YESTERDAY)
    company.add("freight", added_on=TODAY, tier="E")
    company.add("left", added_on=TODAY, state=LEFT)
    company.add("spread", added_on=TODAY, first_ask_on=TODAY + timedelta(days=3))
    assert spread(company) == {}


def test_a_purchase_or_a_touch_taken_back_is_no_touch(company):
    company.add("buyer", added_on=TODAY)
    company.add("mistake", added_on=TODAY)
    with company.writing() as session:
        session.add(SignOfLife(team_id="T1", customer_id="buyer", kind=PURCHASE, day=YESTERDAY, created_at=NOW))
    company.undo(company.touch("2026-07-01", customer_id="mistake"))
    assert spread(company) == {"buyer": 46, "mistake": 91}


def test_each_champion_is_asked_about_their_ten_best_however_many_files_came(company):
    for place in range(8):
        company.add(f"first{place}", added_on=TODAY, revenue_minor=1_000 + place)
        company.add(f"bobs{place}", added_on=TODAY, champion_id=BOB)
    spread(company)
    for place in range(8):
        company.add(f"second{place}", added_on=TODAY, revenue_minor=place)
    spread(company)
    asked = [name for name in names() if company.customer(name).ask_last_spoke]
    assert [name for name in asked if "bobs" not in name] == [*(f"first{n}" for n in range(8)), "second6", "second7"]
    assert len([name for name in asked if "bobs" in name]) == 8


def test_importing_again_spreads_nobody_twice(company):
    company.add("acme", added_on=TODAY)
    assert spread(company) == {"acme": 91}
    assert spread(company) == {}


@pytest.fixture
def company(storage):
    with noise_around(storage):
        yield Company(storage)


def spread(company):
    """Spread as an import does; returns for each customer changed in how many days they are first spoken of."""
    with company.writing() as session:
        changed = after_import(session, "T1", {customer.id for customer in session.exec(select(Customer))}, TODAY)
        return {customer.id: (customer.first_ask_on - TODAY).days for customer in changed}


def names():
    return sorted(f"{kind}{place}" for kind in ("first", "second", "bobs") for place in range(8))
