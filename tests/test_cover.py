"""Cover: who reads of a customer when people are away, have left, or cover for one another in circles."""

from datetime import UTC, date, datetime, timedelta

import pytest
from company import ALICE, BOB, MARIA, Company, make_noise
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.database import Storage
from models import handing_over
from models.absence import Absence
from models.away import come_back, go_away, take_back
from models.cover import Rota, rota_of
from models.customer import Customer
from models.decide import waiting
from models.member import Member, find_member

NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)
PEOPLE = ("U1", "U2", "U3", "U4", "U5")
DAY = timedelta(days=1)

people = st.fixed_dictionaries({id_: st.tuples(st.booleans(), st.booleans()) for id_ in PEOPLE})
absences = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.integers(-3, 3), st.integers(0, 4), st.sampled_from((*PEOPLE, "U9", None))),
    max_size=8,
)
keepers = st.sampled_from((*PEOPLE, None))


@given(people, absences, keepers, st.sampled_from((*PEOPLE, None)))
@settings(max_examples=50, deadline=None)
def test_a_customer_with_a_champion_has_one_reader_who_belongs_to_the_company(folk, away, keeper, champion_id):
    rota = a_rota(folk, away, {"acme": keeper} if keeper else {})
    customer = a_customer(champion_id)
    reader = rota.reader_of(customer)
    if champion_id is None or folk[champion_id][1]:
        assert reader is None, "nobody cares for them: they stand on the managers' list"
    else:
        assert reader is not None
        assert reader.belongs
        if any(rota.is_here(manager.user_id) for manager in rota.managers()):
            assert rota.is_here(reader.user_id), "while anybody is here who can read, nobody on leave is asked"


@given(people, absences)
@settings(max_examples=50, deadline=None)
def test_the_managers_list_always_reaches_somebody_who_belongs(folk, away):
    rota = a_rota(folk, away)
    managers = [id_ for id_, (manager, left) in folk.items() if manager and not left]
    reached = [manager.user_id for manager in rota.managers()]
    assert bool(reached) == bool(managers)
    assert set(reached) <= set(managers)


@pytest.mark.parametrize(
    ("away", "reader"),
    [
        # nobody is away
        ([], "U1"),
        # the colleague who was named reads
        ([("U1", 0, 2, "U2")], "U2"),
        # they are away too, so their own cover does
        ([("U1", 0, 2, "U2"), ("U2", 0, 2, "U3")], "U3"),
        # a circle ends with the manager
        ([("U1", 0, 2, "U2"), ("U2", 0, 2, "U1")], "U5"),
        # so does a chain that leads to nobody, or to somebody who has left
        ([("U1", 0, 2, "U2"), ("U2", 0, 2, None)], "U5"),
        ([("U1", 0, 2, "U4")], "U5"),
        # tomorrow is not today, and yesterday is over
        ([("U1", 1, 2, "U2")], "U1"),
        ([("U1", -2, 1, "U2")], "U1"),
        # the manager is away, so who covers for the manager reads
        ([("U1", 0, 2, None), ("U5", 0, 2, "U3")], "U3"),
        ([("U1", 0, 2, None), ("U5", 0, 2, "U2"), ("U2", 0, 2, "U3")], "U3"),
        ([("U1", 0, 2, None), ("U5", 0, 2, None)], "U5"),
        # everybody is away: a manager reads all the same
        ([(id_, 0, 2, None) for id_ in PEOPLE], "U5"),
    ],
)
def test_who_reads(away: list[tuple], reader: str) -> None:
    folk = {id_: (id_ == "U5", id_ == "U4") for id_ in PEOPLE}
    found = a_rota(folk, away).reader_of(a_customer("U1"))
    assert found
    assert found.user_id == reader


def test_who_keeps_a_customer_for_now_reads_and_while_they_are_away_their_cover() -> None:
    folk = {id_: (id_ == "U5", False) for id_ in PEOPLE}
    kept = {"acme": "U2"}
    assert a_rota(folk, [], kept).reader_of(a_customer("U1")).user_id == "U2"
    assert a_rota(folk, [("U2", 0, 2, "U3")], kept).reader_of(a_customer("U1")).user_id == "U3"
    assert a_rota(folk, [("U2", 0, 2, None)], kept).reader_of(a_customer("U1")).user_id == "U1"


def test_the_days_of_an_absence_count_where_the_person_is() -> None:
    folk = {"U1": (False, False), "U5": (True, False)}
    rota = a_rota(folk, [("U1", 0, 0, None)])
    assert not rota.is_here("U1")
    in_tokyo = Rota({**rota.people, "U1": a_member("U1", zone="Asia/Tokyo")}, rota.absences, NOW + timedelta(hours=7))
    assert in_tokyo.is_here("U1"), "in Tokyo it is the next day already"


def test_an_absence_holds_until_it_is_ended_or_taken_back(company: Company) -> None:
    with company.writing() as session:
        absence = go_away(session, find_member(session, "T1", ALICE), (TODAY, TODAY + DAY), BOB, ALICE, NOW)
        assert not rota_of(session, "T1", NOW).is_here(ALICE)
        come_back(session, absence, ALICE, NOW)
        assert rota_of(session, "T1", NOW).is_here(ALICE)
        take_back(session, absence, ALICE, NOW)
        assert not rota_of(session, "T1", NOW).is_here(ALICE)
        take_back(session, absence, ALICE, NOW)
        assert rota_of(session, "T1", NOW).is_here(ALICE)


def test_what_was_taken_for_now_ends_by_itself_where_the_receiver_is(company: Company) -> None:
    company.add("acme")
    with company.writing() as session:
        acme, alice, bob = company.find(session, "acme"), *(find_member(session, "T1", id_) for id_ in (ALICE, BOB))
        asked = handing_over.ask(session, acme, alice, bob, NOW, until=TODAY)
        assert rota_of(session, "T1", NOW).reader_of(acme).user_id == ALICE
        handing_over.take(session, asked, acme, NOW)
        assert rota_of(session, "T1", NOW).reader_of(acme).user_id == BOB
        # midnight of New York is five in the morning, UTC
        assert rota_of(session, "T1", datetime(2026, 11, 20, 4, 59, tzinfo=UTC)).reader_of(acme).user_id == BOB
        assert rota_of(session, "T1", datetime(2026, 11, 20, 5, 0, tzinfo=UTC)).reader_of(acme).user_id == ALICE


def test_who_has_no_reader_stands_on_the_managers_list(company: Company) -> None:
    company.add("acme", champion_id=None)
    company.add("delta", champion_id=BOB)
    company.add("omega", champion_id=ALICE)
    company.change_member(BOB, deleted=True)
    with company.writing() as session:
        rota = rota_of(session, "T1", NOW)
        listed = {customer.id for customer in waiting(session, "T1", NOW).without_champion}
        unread = {id_ for id_ in ("acme", "delta", "omega") if rota.reader_of(company.find(session, id_)) is None}
    assert listed == unread == {"acme", "delta"}
    assert [manager.user_id for manager in rota.managers()] == [MARIA]


def a_rota(folk: dict, away: list[tuple], kept: dict[str, str] | None = None) -> Rota:
    """Return who is here: `folk` tells by id who manages and who has left, `away` days from today, length and cover."""
    members = {id_: a_member(id_, manager=manager, deleted=left) for id_, (manager, left) in folk.items()}
    known = [
        Absence(
            team_id="T1",
            user_id=id_,
            first_day=TODAY + DAY * begins,
            last_day=TODAY + DAY * (begins + length),
            cover_id=cover_id,
            created_at=NOW,
        )
        for id_, begins, length, cover_id in away
    ]
    return Rota(members, known, NOW, keepers=kept or {})


def a_member(id_: str, **facts) -> Member:
    return Member(team_id="T1", user_id=id_, name=id_, **facts)


def a_customer(champion_id: str | None) -> Customer:
    facts = {"champion_id": champion_id, "added_on": TODAY, "created_at": NOW}
    return Customer(team_id="T1", id="acme", name="Acme", normal="acme", **facts)


@pytest.fixture
def company(sqlite: Storage) -> Company:
    """Return the company, with another one of the same people and customers around it."""
    make_noise(sqlite)
    return Company(sqlite)
