"""Who hangs on one person: a stated rule that is not noisy, in a table of cases."""

from datetime import date, timedelta

import pytest
from company import ALICE, BOB, NOW, Company, make_noise

from bot.database import Storage
from models.customer import Contact, Customer
from models.one_person import hang_on_one_person, one_person
from models.touch import Touch

TODAY = date(2026, 11, 18)
# the customer, days ago of touches by Alice and by Bob, how many are known there, by what they hang on one person
HANGING = [
    ({}, [500, 300, 200, 90, 30, 1], [], 0, "colleague_id"),
    ({"tier": "B", "key": True}, [500, 300, 200, 90, 30, 1], [], 0, "colleague_id"),
    ({"tier": "B"}, [500, 300, 200, 90, 30, 1], [], 2, None),  # that is the rule for the most valuable
    ({}, [500, 300, 200, 90, 30], [], 0, None),  # five touches may be a coincidence
    ({}, [300, 250, 200, 90, 30, 1], [], 0, None),  # a new champion is alone with everybody for a year
    ({}, [500, 300, 200, 90, 30, 1], [400], 0, None),
    ({"tier": "B"}, [], [], 1, "only_known"),
    ({"tier": "C"}, [], [], 1, None),
    ({"tier": "A"}, [], [], 2, None),
    ({"state": "left"}, [500, 300, 200, 90, 30, 1], [], 1, None),
]


def test_key_customers_a_and_b_hang_on_one_person_where_that_is_no_coincidence(sqlite: Storage) -> None:
    make_noise(sqlite)
    company = Company(sqlite)
    with company.writing() as session:
        for place, (facts, hers, his, known, _) in enumerate(HANGING):
            about = {"team_id": company.team_id, "created_at": NOW}
            customer = Customer(
                **about
                | {"id": f"{place}", "name": f"{place}", "normal": f"{place}", "tier": "A", "added_on": TODAY}
                | facts
            )
            session.add(customer)
            session.flush()
            about["customer_id"] = customer.id
            days = [(ALICE, ago) for ago in hers] + [(BOB, ago) for ago in his]
            for by, ago in days:
                session.add(Touch(**about, kind="email", two_way=False, day=TODAY - timedelta(days=ago), by=by))
            people = [f"Jane {one}" for one in range(known)]
            session.add_all(Contact(team_id=company.team_id, customer_id=customer.id, name=name) for name in people)
        session.flush()
        found = {one.customer.id: one for one in hang_on_one_person(session, company.team_id, TODAY)}
    for place, (*_, why) in enumerate(HANGING):
        one = found.get(f"{place}")
        assert bool(one) == bool(why), HANGING[place]
        assert one is None or getattr(one, why), HANGING[place]


@pytest.mark.parametrize(
    ("named", "person"),
    [
        (["Jane", "Jane Doe", "jane"], "Jane Doe"),
        (["Jane Doe", "Tom"], ""),
        (["Jane and Tom", "Jane"], ""),  # two were there
        (["Jane", ""], ""),  # who was there the second time is not known
        (["Jane <@U1>", "Jane"], "Jane"),  # a colleague came along
    ],
)
def test_one_person_by_whatever_part_of_the_name(named: list[str], person: str) -> None:
    assert one_person(named) == person
