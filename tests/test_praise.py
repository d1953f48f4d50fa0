"""Praise: who is thanked for what; and nobody is ever named for anything else."""

from datetime import date

import pytest
from sqlmodel import select

from models import acts
from models.care_model import STANDARD
from models.customer import Customer
from models.customer_week import customer_weeks
from models.member import Member, members_by_id
from models.praise import AGAIN, BUSY, HEARD, praise
from models.sign_of_life import COMPLAINT, PURCHASE, REPLY, SignOfLife
from models.touch import SLACK
from models.week import week_named
from tests.company import ALICE, BOB, CHARLIE, MARIA, NOW, Company, make_noise

WEEK = week_named("2026-W47")  # 16–22 November


def touches(*told, by=ALICE, customer_id="acme", kind="lunch"):
    """Touches of one customer on these days of November."""

    def story(company):
        for day in told:
            company.touch(f"2026-{day}", kind=kind, by=by, customer_id=customer_id)

    return story


def sign(kind, day):
    """A sign of life of Acme's."""

    def story(company):
        with company.writing() as session:
            session.add(
                SignOfLife(
                    team_id=company.team_id,
                    customer_id="acme",
                    kind=kind,
                    day=date.fromisoformat(f"2026-{day}"),
                    created_at=NOW,
                )
            )

    return story


def last_spoke(day):
    return lambda company: company.act(acts.tell_last_spoke, date.fromisoformat(f"2026-{day}"), ALICE)


def nobody_cares(company):
    company.act(acts.assign, None, MARIA)


def goes(user_id):
    return lambda company: company.change_member(user_id, deleted=True)


# what happened with Acme (A: cadence 91, silent after 120 days, Alice's) and Delta (C, Bob's); who is thanked for what
STORIES = [
    ([], []),
    ([touches("11-16", "11-17")], []),  # two are not yet worth a word
    ([touches("11-16", "11-17", "11-18")], [("Alice", BUSY)]),
    ([touches("11-15", "11-16", "11-17")], []),  # one of them was last week's
    ([touches("11-21", "11-22", "11-23")], []),
    ([touches("11-16", "11-17", "11-18", by=BOB)], [("Bob", BUSY)]),  # not the champion, and thanked all the same
    ([touches("11-16", "11-17", "11-18", by=None)], []),  # an import does not say who
    ([touches("11-16", "11-17", "11-18", by=CHARLIE)], []),  # nobody of ours
    (
        [touches("11-16", "11-17", "11-18"), touches("11-16", "11-17", "11-18", "11-19", by=BOB, customer_id="delta")],
        [("Bob", BUSY), ("Alice", BUSY)],
    ),
    (
        [
            touches("11-16", "11-17", "11-18", kind="email"),
            touches("11-16", "11-17", "11-18", by=BOB, customer_id="delta"),
        ],
        [("Bob", BUSY), ("Alice", BUSY)],  # as many, and they spoke too
    ),
    (
        [
            touches("11-16", "11-17", "11-18", "11-19", by=MARIA, customer_id="delta"),
            touches("07-20", "11-18", "11-19", "11-20"),
        ],
        [("Maria", BUSY), ("Alice", AGAIN)],  # a return is worth more than a number
    ),
    ([touches("11-18")], []),  # the first touch of all is no return
    ([touches("07-23", "11-18")], []),  # 91 days of plan and 27 more had passed
    ([touches("07-22", "11-18")], [("Alice", AGAIN)]),  # and 28 more
    ([touches("07-22", "11-18", kind="email")], [("Alice", AGAIN)]),
    ([touches("07-22"), touches("11-18", by=BOB)], [("Bob", AGAIN)]),
    ([touches("07-21", "11-17"), touches("11-18", by=BOB)], [("Alice", AGAIN)]),  # who came first
    ([last_spoke("08-01"), touches("07-01", "11-18")], []),  # they had spoken, as Alice remembers
    ([touches("03-01", "11-18", by=BOB, customer_id="delta")], [("Bob", HEARD)]),  # C is not of high value, but heard
    ([touches("03-18", "11-18", by=BOB, customer_id="delta")], [("Bob", HEARD)]),  # 245 days of silence
    ([touches("03-19", "11-18", by=BOB, customer_id="delta")], []),
    ([touches("03-18"), touches("03-18", "11-18", by=BOB, customer_id="delta", kind="email")], []),  # they said nothing
    ([touches("07-21"), sign(PURCHASE, "11-18")], [("Alice", HEARD)]),  # 120 days of silence
    ([touches("07-22"), sign(PURCHASE, "11-18")], []),
    ([touches("07-21"), sign(PURCHASE, "09-01"), sign(PURCHASE, "11-18")], []),
    ([touches("07-21"), sign(COMPLAINT, "11-18")], []),  # nobody is thanked for that
    ([touches("07-21"), nobody_cares, sign(PURCHASE, "11-18")], []),
    ([touches("07-18"), touches("11-16", by=BOB, kind="email"), sign(REPLY, "11-18")], [("Bob", AGAIN)]),  # told once
    ([touches("07-21", "11-18"), goes(ALICE)], []),
    (
        [touches("07-22", "11-18"), touches("03-01", "11-18", by=BOB, customer_id="delta")],
        [("Alice", AGAIN), ("Bob", HEARD)],
    ),
]


@pytest.mark.parametrize(("story", "thanked"), STORIES)
def test_who_did_something_good_is_thanked_once_for_the_best_of_it(company, story, thanked):
    for happens in story:
        happens(company)
    assert [(thanks.member.name, thanks.reason) for thanks in look(company)] == thanked


def test_thanks_say_what_it_was(company):
    touches("11-16", "11-16", "11-17", kind="visit")(company)
    touches("03-01", "11-18", by=BOB, customer_id="delta")(company)
    busy, heard = look(company)
    assert (busy.touches, busy.customers, busy.kind) == (3, 1, "visit")
    assert (heard.customer.name, heard.since) == ("Delta", date(2026, 3, 1))


def test_nobody_is_thanked_for_what_logged_itself(company):
    touches("06-01")(company)
    for day in ("11-16", "11-17", "11-18", "11-19"):
        company.touch(f"2026-{day}", kind="message", source=SLACK, external_id=day)
    assert look(company) == []


def test_touches_of_several_kinds_are_only_counted(company):
    touches("11-16", kind="visit")(company)
    touches("11-16", "11-17", customer_id="delta")(company)
    (busy,) = look(company)
    assert (busy.touches, busy.customers, busy.kind) == (3, 2, None)


def test_of_several_returns_the_most_valuable_is_told(company):
    for number in range(3):
        company.add(f"c{number}", revenue_minor=number)
        touches("06-01", "11-18", customer_id=f"c{number}")(company)
    assert [thanks.customer.id for thanks in look(company) if thanks.reason == AGAIN] == []  # Alice was the busiest
    company.add("c3", revenue_minor=0, champion_id=BOB)
    touches("06-01", "11-18", by=BOB, customer_id="c3")(company)
    assert [thanks.customer and thanks.customer.id for thanks in look(company)] == [None, "c3"]


def test_at_most_three_are_thanked(company):
    for number in range(5):
        company.add(f"c{number}", champion_id=f"U{number}", revenue_minor=number)
        with company.writing() as session:
            session.add(Member(team_id=company.team_id, user_id=f"U{number}", name=f"Person {number}"))
        touches("06-01", "11-18", by=f"U{number}", customer_id=f"c{number}")(company)
    assert [thanks.member.name for thanks in look(company)] == ["Person 4", "Person 3", "Person 2"]


@pytest.fixture
def company(storage):
    make_noise(storage)
    company = Company(storage)
    company.add()
    company.add("delta", tier="C", champion_id=BOB)
    return company


def look(company):
    with company.writing() as session:
        active = select(Customer).where(Customer.team_id == company.team_id, Customer.state == "active")
        customers = {customer.id: customer for customer in session.exec(active)}
        weeks = customer_weeks(session, company.team_id, customers, WEEK)
        return praise(weeks, members_by_id(session, company.team_id), STANDARD)
