"""People and roles: every act for every sort of person; the default is no."""

from datetime import UTC, date, datetime

import pytest

from models.customer import Customer
from models.member import Member
from models.roles import WHO_MAY, Act, may, may_set_away

EVERYBODY = frozenset({"alice", "bob", "maria"})

# act, and who of Alice (champion of the customer), Bob (a colleague), Maria (a manager) may do it to Alice's customer
TABLE = [
    (Act.HELP, EVERYBODY),
    (Act.SHOW, EVERYBODY),
    (Act.DUE, EVERYBODY),
    (Act.MINE, EVERYBODY),
    (Act.TOUCH, EVERYBODY),  # Bob met Alice's customer at a fair and says so
    (Act.EDIT, EVERYBODY),  # whose touch it is, and how old, is asked elsewhere
    (Act.UNDO, EVERYBODY),
    (Act.COMPLAINT, EVERYBODY),  # Bob took the angry call
    (Act.RECOVERY, EVERYBODY),
    (Act.TELL, {"alice", "maria"}),  # it is her recovery that the digest tells
    (Act.ADD, EVERYBODY),  # who adds becomes champion
    (Act.CHANGE, {"alice", "maria"}),  # names, worth and people of the customer; tier and champion are asked apart
    (Act.KNOW, {"alice", "maria"}),  # she promised it
    (Act.MOMENT, {"alice", "maria"}),  # or whoever is its owner, which the feature asks
    (Act.MOMENTS, {"maria"}),
    (Act.REFER, {"alice", "maria"}),  # she knows whether it is the time to ask
    (Act.OFFERINGS, {"maria"}),
    (Act.PLAN, {"alice", "maria"}),  # a plan rests Alice's reminders, so it is not Bob's to make
    (Act.LATER, {"alice", "maria"}),
    (Act.NOT_NEEDED, {"alice", "maria"}),
    (Act.HAND_OVER, {"alice", "maria"}),
    (Act.AWAY, EVERYBODY),  # one's own days; a colleague's are a manager's, see below
    (Act.LAST_SPOKE, {"alice", "maria"}),
    (Act.CADENCE, {"alice", "maria"}),  # "Every 4 months" stands in Alice's third nudge
    (Act.CHANNEL, {"alice", "maria"}),  # she knows in which channel she talks with them
    (Act.GROUP, {"alice", "maria"}),  # she knows whose branch they are; the parent's champion loses nothing by it
    (Act.GROUPS, {"maria"}),
    (Act.ASSIGN, {"maria"}),  # a champion asks the receiver instead: hand over
    (Act.TIER, {"maria"}),
    (Act.KEY, {"maria"}),
    (Act.IMPORT, {"maria"}),
    (Act.EXPORT, {"maria"}),  # all customers in one file
    (Act.SETTINGS, {"maria"}),
    (Act.CARE_MODEL, {"maria"}),
    (Act.DIGEST_PREVIEW, {"maria"}),
    (Act.DECIDE, {"maria"}),
    (Act.WORTH, {"alice", "maria"}),
    (Act.COSTS, {"maria"}),
    (Act.PROFILE, {"maria"}),
    (Act.CALENDAR, {"maria"}),
    (Act.LOST, {"maria"}),  # not the champion alone: it ends all reminders
    (Act.WON, {"maria"}),
    (Act.PART, {"alice", "maria"}),  # she ticks off what she has done to part well
    (Act.GRADE, {"alice", "maria"}),
    (Act.STOCKTAKE, {"maria"}),
    (Act.VOICE, EVERYBODY),  # what she hears of anybody; the summary tells each of their own
    (Act.IDEA, EVERYBODY),
    (Act.CHOOSE_IDEA, {"maria"}),
    (Act.PULSE, EVERYBODY),  # without a name, so nobody's but their own
    (Act.CHANGE_PULSE, {"maria"}),
    (Act.QUALITY, EVERYBODY),  # each of their own nudges; everybody's for managers, which the feature asks
    (Act.THANK, EVERYBODY),
    (Act.AUDIT, {"maria"}),
]
AS_A_CHAMPION = {act for act, who in TABLE if who == {"alice", "maria"}}

# who does not belong to the company, whatever else they are
OUTSIDERS = {
    "guest": {"is_guest": True},
    "stranger in a shared channel": {"is_stranger": True},
    "bot": {"is_bot": True},
    "deactivated": {"deleted": True},
    "deactivated manager": {"deleted": True, "manager": True},
    "guest who was made manager": {"is_guest": True, "manager": True},
}


@pytest.mark.parametrize(("act", "allowed"), TABLE, ids=[act.value for act, _ in TABLE])
def test_each_act_is_for_those_whom_the_table_names(act, allowed, alice, bob, maria, acme):
    assert {person.name.lower() for person in (alice, bob, maria) if may(person, act, acme)} == allowed


def test_who_reads_of_a_customer_meanwhile_may_what_its_champion_may(bob, acme):
    assert {act for act in Act if may(bob, act, acme, bob)} == AS_A_CHAMPION | {
        a for a, who in TABLE if who == EVERYBODY
    }
    assert not may(Member(team_id="T1", user_id="UBOB", is_guest=True), Act.LATER, acme, bob)


def test_when_somebody_is_away_they_say_themselves_or_a_manager(alice, bob, maria):
    assert {person.name for person in (alice, bob, maria) if may_set_away(person, alice)} == {"Alice", "Maria"}


def test_the_table_knows_every_act():
    assert [act for act, _ in TABLE] == list(Act)
    assert set(WHO_MAY) == set(Act)


@pytest.mark.parametrize("sort", OUTSIDERS)
@pytest.mark.parametrize("act", Act)
def test_who_does_not_belong_may_nothing_not_even_with_their_own_customer(act, sort, acme):
    outsider = Member(team_id="T1", user_id="UALICE", **OUTSIDERS[sort])
    assert not may(outsider, act, acme)
    assert not may(outsider, act)


@pytest.mark.parametrize("act", Act)
def test_nobody_may_anything_with_a_customer_of_another_company(act, acme):
    charlie = Member(team_id="T2", user_id="UALICE", name="Charlie", manager=True)
    assert not may(charlie, act, acme)


@pytest.mark.parametrize("act", Act)
def test_a_champion_is_one_for_their_own_customers_only(act, bob, acme):
    acme.champion_id = None
    assert may(bob, act, acme) == may(bob, act) == (act in {a for a, who in TABLE if who == EVERYBODY})


@pytest.mark.parametrize("act", sorted(AS_A_CHAMPION))
def test_a_workspace_admin_is_no_manager_by_that(act, acme):
    admin = Member(team_id="T1", user_id="UADMIN", is_admin=True, is_owner=True)
    assert not may(admin, act, acme)


def test_an_act_that_the_table_does_not_know_is_for_nobody(maria, acme):
    assert not may(maria, "sell the company", acme)


@pytest.fixture
def alice():
    return Member(team_id="T1", user_id="UALICE", name="Alice")


@pytest.fixture
def bob():
    return Member(team_id="T1", user_id="UBOB", name="Bob")


@pytest.fixture
def maria():
    return Member(team_id="T1", user_id="UMARIA", name="Maria", manager=True)


@pytest.fixture
def acme():
    return Customer(
        team_id="T1",
        name="Acme Corporation",
        normal="acme",
        champion_id="UALICE",
        added_on=date(2026, 1, 5),
        created_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
    )
