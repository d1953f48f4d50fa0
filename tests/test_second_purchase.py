"""The second purchase: celebrated once in the champion's next brief and in the digest, never an import's."""

from datetime import UTC, date, datetime, timedelta

import pytest
from live import THURSDAY, Live
from sqlmodel import select

from models import acts
from models.customer import Customer
from models.movements import movements
from models.second_purchase import came_back_since
from models.sign_of_life import PURCHASE, SignOfLife
from tests.company import ALICE, Company, make_noise

WEDNESDAY = datetime(2026, 11, 18, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEFORE, NOW = WEDNESDAY - DAY, WEDNESDAY + DAY

# what was recorded of Acme: how many hours from Wednesday on, how many days after its day, the import's number
FIRST = (-200, 0, None)
PURCHASES = [
    ([FIRST], False),
    ([FIRST, (0, 0, None)], True),
    ([FIRST, (0, 14, None)], True),
    ([FIRST, (0, 15, None)], False),  # logged long after its day
    ([FIRST, (0, 0, "77")], False),  # an import brought it
    ([(-200, 300, "76"), (0, 0, None)], True),  # only the first was imported
    ([FIRST, (0, 0, None), (1, 0, None)], True),  # once
    ([FIRST, (-100, 0, None), (0, 0, None)], False),  # the third
    ([FIRST, (-24, 0, None)], False),  # told before
    ([FIRST, (25, 0, None)], False),  # not yet
]


def test_the_second_purchase_is_told_once(company: Company) -> None:
    for case, (purchases, _) in enumerate(PURCHASES):
        company.add(f"c{case}", name=f"Case {case}")
        for hours, days_late, number in purchases:
            buy(company, WEDNESDAY + hours * HOUR, days_late, number and f"{number}-{case}", f"c{case}")
    told = [f"Case {case}" for case, (_, told) in enumerate(PURCHASES) if told]
    assert look(company) == (told, told)


def test_without_the_first_or_the_second_there_is_nothing_to_tell(company: Company) -> None:
    company.add()
    first, second = buy(company, WEDNESDAY - HOUR), buy(company, WEDNESDAY)
    company.undo(first, now=WEDNESDAY + HOUR)
    assert look(company) == ([], [])
    company.undo(second, now=WEDNESDAY + HOUR)
    buy(company, WEDNESDAY + HOUR)
    assert look(company) == ([], [])


def test_the_next_brief_that_comes_anyway_celebrates_and_the_one_after_it_does_not(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.care("bought acme 1200 today")
    live.care("bought acme 300 today, more of it")
    live.go_to("2026-11-19 09:05")
    assert live.briefs(ALICE) == []
    live.add("delta", last=date(2026, 6, 1))
    live.go_to("2026-11-20 09:05")
    celebrated = "*Came back*: *Acme* bought from us for the second time."
    assert live.brief("alice").count(celebrated) == 1
    live.tap("alice", "I did it", option="Call")
    assert celebrated in live.brief("alice")  # what was told stays, drawn again
    live.touch("undo")
    live.say("alice", "/touch", "delta call")
    live.add("echo", last=date(2026, 6, 1))
    live.go_to("2026-11-23 09:05")
    assert "Echo" in live.brief("alice")
    assert "Came back" not in live.brief("alice")


def test_what_was_told_goes_from_the_brief_with_its_purchase(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.add("delta", last=date(2026, 6, 1))
    live.care("bought acme 1200 today")
    live.care("bought acme 300 today, more of it")
    live.go_to("2026-11-19 09:05")
    assert "Came back" in live.brief("alice")
    live.touch("undo")
    live.practice.advance("1m")
    assert "Delta" in live.brief("alice")
    assert "Came back" not in live.brief("alice")


@pytest.fixture
def company(storage):
    make_noise(storage)
    return Company(storage)


def buy(
    company: Company, at: datetime, days_late: int = 0, number: str | None = None, customer_id: str = "acme"
) -> SignOfLife:
    about = {"team_id": company.team_id, "customer_id": customer_id, "kind": PURCHASE, "by": ALICE, "created_at": at}
    sign = SignOfLife(day=at.date() - days_late * DAY, source="crm" if number else "", external_id=number, **about)
    return company.act(acts.note_sign, sign, now=at, customer_id=customer_id)


def look(company: Company) -> tuple[list[str], list[str]]:
    """Return who is told of in a brief and in the digest of the same two days."""
    with company.writing() as session:
        customers = session.exec(select(Customer).where(Customer.team_id == company.team_id)).all()
        known = {customer.id: customer for customer in customers}
        week = movements(session, company.team_id, known, BEFORE + timedelta(seconds=1), NOW)
        told = came_back_since(session, company.team_id, customers, BEFORE, NOW)
        return [one.name for one in told], [one.name for one in week.again]
