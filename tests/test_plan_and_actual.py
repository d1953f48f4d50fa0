"""Plan against actual: what counts as planned in a week, what as made, and in which week."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import acts
from models.care_model import Policy
from models.clock_history import History
from models.clocks import due_day
from models.customer import LEFT, REMOVED
from models.kind import Kind
from models.plan_and_actual import Tally, due_days, tallies
from models.sign_of_life import PURCHASE, SignOfLife
from models.touch import SLACK
from models.week import week_named, week_of
from models.working_time import working_time
from models.workspace import Workspace
from tests.company import ALICE, BOB, TODAY, Company, make_noise

W44, W45, W46, W47, W48 = (week_named(f"2026-W{number}") for number in range(44, 49))  # W47: 16–22 November
MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)

# added on, touches, rounds closed without a touch (*Not needed*), the due days with a cadence of 14 days
DUE_DAYS = [
    ("11-02", [], [], ["11-16"]),  # never touched: counted from the day they were added
    ("01-05", ["11-04"], [], ["11-18"]),
    ("01-05", ["11-04", "11-15"], [], ["11-29"]),  # touched the Sunday before: not due in that week any more
    ("01-05", ["11-04", "11-16"], [], ["11-18", "11-30"]),  # touched in the week of the due day: as planned
    ("01-05", ["11-04", "11-27"], [], ["11-18", "12-11"]),  # touched too late: it was due, and is due again
    ("01-05", ["11-04", "11-04"], [], ["11-18"]),  # twice on a day
    ("11-10", ["11-04"], [], ["11-18"]),  # known from before we kept them here
    ("11-02", ["11-20"], [], ["11-16", "12-04"]),  # touched late for the first time
    ("01-05", ["11-04"], ["11-17"], ["12-01"]),  # not needed in the very week: taken off its plan
    ("01-05", ["11-04"], ["11-23"], ["11-18", "12-07"]),  # not needed only a week later: it had been planned
    ("01-05", ["11-04", "11-16"], ["11-17"], ["11-18", "12-01"]),  # touched first: that had been planned
]


@pytest.mark.parametrize(("added_on", "touched", "closed", "expected"), DUE_DAYS)
def test_a_due_day_stands_if_it_stood_when_its_week_began(added_on, touched, closed, expected):
    found = due_days(a_day(added_on), map(a_day, touched), map(a_day, closed), 14)
    assert list(found)[-len(expected) :] == [a_day(day) for day in expected]


@given(
    st.integers(0, 100),
    st.lists(st.integers(0, 200), max_size=12),
    st.integers(7, 60),
)
def test_due_days_are_those_that_the_clock_would_have_named_every_monday(added, touched, cadence):
    start = date(2026, 8, 31)
    added_on, days = start + timedelta(days=added), [start + timedelta(days=day) for day in touched]
    policy = Policy(4, cadence, None, ())
    expected = []
    for week in (week_of(start).later(place) for place in range(60)):
        known = max((day for day in days if day < week.monday), default=None)
        # a touch from before they were added counts, but not before it has happened
        if known or added_on < week.monday:
            due = due_day(History(added_on=added_on, last_touch=known), policy)
            expected += [due] if due in week else []
    found = due_days(added_on, days, [], cadence)
    assert sorted(found) == expected


def nothing(company):
    """Time passes."""


# what happened to Acme (cadence 91, last touched on 19 August: due on 18 November); W47's touches made and planned
STORIES = [
    (nothing, 0, 1),  # it came due
    (lambda company: company.touch("2026-11-17"), 1, 1),  # touched before it was due, in its week
    (lambda company: company.touch("2026-11-22"), 1, 1),
    (lambda company: company.touch("2026-11-23"), 0, 1),  # a day late is another week
    (lambda company: company.touch("2026-11-15"), 0, 0),  # touched the week before: no longer due in this one
    (lambda company: (company.touch("2026-11-16"), company.touch("2026-11-17")), 2, 1),
    (lambda company: company.touch("2026-11-18", kind=Kind.EMAIL, two_way=False), 1, 1),
    (lambda company: company.undo(company.touch("2026-11-17")), 0, 1),  # as if it had not been
    (lambda company: company.book("2026-11-20", now=MONDAY), 0, 1),  # a booking takes the due day's place
    (lambda company: (company.book("2026-11-19", now=MONDAY), company.book("2026-11-20", now=MONDAY)), 0, 2),
    (lambda company: company.act(acts.confirm_plan, company.book("2026-11-20", now=MONDAY), ALICE), 1, 1),
    (lambda company: company.act(acts.drop_plan, company.book("2026-11-17", now=MONDAY), ALICE), 0, 1),
    (lambda company: company.book("2026-11-25", now=MONDAY), 0, 0),  # booked for later in good time: planned for then
    (lambda company: company.book("2026-11-25", now=MONDAY + timedelta(days=7)), 0, 1),  # only after the week was over
    (lambda company: moved(company, "2026-11-17", "2026-11-24"), 0, 0),  # it counts where it stands now
    (lambda company: company.undo(company.book("2026-11-20", now=MONDAY)), 0, 1),
    (lambda company: not_needed(company, "2026-11-19"), 0, 0),  # nothing is left to be done
    (lambda company: company.act(acts.put_off, date(2027, 1, 5), ALICE, ""), 0, 1),  # *Later* moves no due day
    (lambda company: purchase(company, "2026-11-17"), 0, 1),  # a sign of life is no touch
    (lambda company: change(company, tier="E"), 0, 0),
    (lambda company: change(company, key=True, tier=None), 0, 0),  # due on 18 October
    (lambda company: change(company, cadence_days=90), 0, 1),
    (lambda company: change(company, state=LEFT), 0, 0),
    (
        lambda company: wrote_there(company, "2026-11-17", "2026-11-18", "2026-11-19"),
        1,
        1,
    ),  # once a week
    (lambda company: (wrote_there(company, "2026-11-17", "2026-11-18"), company.touch("2026-11-18")), 2, 1),
    (lambda company: (company.touch("2026-11-17"), change(company, state=LEFT)), 1, 0),  # what was made was made
    (lambda company: (company.touch("2026-11-17"), change(company, state=REMOVED)), 0, 0),  # there was no such customer
]


@pytest.mark.parametrize(("story", "made", "planned"), STORIES)
def test_a_week_has_the_touches_that_were_made_and_planned(company, story, made, planned):
    company.add()
    company.touch("2026-08-19", now=MONDAY - timedelta(days=89))
    story(company)
    (tally,) = count(company, [W47])
    assert (tally.made, tally.planned) == (made, planned)


def test_each_touch_counts_in_its_own_week(company):
    company.add()
    for day in ("2026-10-25", "2026-10-26", "2026-11-08", "2026-11-09", "2026-11-15", "2026-11-15"):
        company.touch(day, by=BOB)
    assert [tally.made for tally in count(company, [W44, W45, W46, W47])] == [1, 1, 3, 0]
    assert [tally.planned for tally in count(company, [W44, W45, W46, W47])] == [0, 0, 0, 0]


def test_a_customer_of_whom_an_import_knew_nothing_is_due_from_when_their_champion_last_spoke(company):
    company.add(added_on=TODAY, ask_last_spoke=True)
    company.act(acts.tell_last_spoke, date(2026, 8, 28), ALICE)
    assert [tally.planned for tally in count(company, [W47, W48])] == [0, 1]


@pytest.mark.parametrize(("made", "planned", "remaining"), [(3, 5, 2), (5, 5, 0), (7, 5, 0), (0, 0, 0)])
def test_what_remains_is_never_less_than_nothing(made, planned, remaining):
    assert Tally(W47, made, planned).remaining == remaining


@pytest.fixture
def company(storage):
    make_noise(storage)
    return Company(storage)


def count(company, weeks):
    with company.writing() as session:
        workspace = session.get_one(Workspace, company.team_id)
        customers = [customer for customer in [company.find(session, "acme")] if customer.state == "active"]
        return tallies(session, company.team_id, customers, weeks, working_time(workspace))


def a_day(text):
    return date.fromisoformat(f"2026-{text}")


def wrote_there(company, *days):
    """Alice wrote in the channel that is shared with Acme."""
    for day in days:
        company.touch(day, kind="message", source=SLACK, external_id=f"acme:{day}")


def moved(company, day, to):
    company.act(acts.move_plan, company.book(day, now=MONDAY), date.fromisoformat(to), ALICE)


def not_needed(company, day):
    company.act(acts.skip_round, date.fromisoformat(day), ALICE, "")


def purchase(company, day):
    with company.writing() as session:
        session.add(
            SignOfLife(
                team_id=company.team_id,
                customer_id="acme",
                kind=PURCHASE,
                day=date.fromisoformat(day),
                created_at=MONDAY,
            )
        )


def change(company, **facts):
    with company.writing() as session:
        customer = company.find(session, "acme")
        for name, value in facts.items():
            setattr(customer, name, value)
