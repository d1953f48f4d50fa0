"""What Slack says of the workspace and its people is kept, and kept fresh."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.people import choose_managers, learn, meet
from bot.slack import Slack
from models.customer import Customer
from models.member import Member, find_member, managers, members_by_id
from models.reminder import CUSTOMER, Reminder, settle
from models.workspace import Workspace
from practice.serve import practice_workspace

TEAM = "T0PRACTICE"
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


def test_at_start_the_bot_learns_whom_it_works_for(sqlite, slack):
    workspace = meet(slack, sqlite.database, (), NOW)
    assert (workspace.team_id, workspace.name) == (TEAM, "Northlight")
    with sqlite.reading.begin() as session:
        people = {each.name: each for each in members_by_id(session, TEAM).values()}
    alice = people["Alice Weber"]
    assert (alice.zone, alice.belongs, alice.manager) == ("Europe/Berlin", True, False)
    belonging = {name for name, each in people.items() if each.belongs}
    assert {"Gina Rossi", "Charlie Brown", "Ivan Petrov", "Touchbase"} & belonging == set()
    assert {"Alice Weber", "Bob Miller", "Chen Rao", "Dana Clarke", "Maria Keller", "Sam Okafor"} <= belonging


def test_a_new_workspace_has_its_managers_zone_and_one_that_was_set_keeps_its_own(sqlite, slack):
    assert meet(slack, sqlite.database, (), NOW).zone == "Europe/Berlin"
    with sqlite.database.begin() as session:
        session.get(Workspace, TEAM).zone = "Asia/Tokyo"
    assert meet(slack, sqlite.database, (), NOW).zone == "Asia/Tokyo"


def test_owners_and_admins_manage_until_managers_are_set_in_slack(sqlite, slack):
    meet(slack, sqlite.database, (), NOW)
    with sqlite.database.begin() as session:
        assert [each.name for each in managers(session, TEAM)] == ["Maria Keller"]
        by_name = {each.name: each for each in members_by_id(session, TEAM).values()}
        by_name["Maria Keller"].manager, by_name["Bob Miller"].manager = False, True
        session.get(Workspace, TEAM).managers_set = True
    meet(slack, sqlite.database, ("alice@northlight.example",), NOW)
    with sqlite.reading.begin() as session:
        assert [each.name for each in managers(session, TEAM)] == ["Bob Miller"]


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        # the setting names people by id or by address, in any case
        (("ALICE@example.com",), ["alice"]),
        (("ubob", "alice@example.com"), ["alice", "bob"]),
        # a setting that names nobody who belongs falls back to owners and admins
        (("nobody@example.com",), ["maria"]),
        ((), ["maria"]),
        # a guest is no manager, whoever names them
        (("UGINA",), []),
    ],
)
def test_managers_are_those_of_the_setting_else_owners_and_admins(wanted, chosen):
    people = [person("alice"), person("bob"), person("gina", is_guest=True), person("maria", is_owner=True)]
    choose_managers(people, wanted, None)
    assert [each.name for each in people if each.manager] == chosen


def test_without_owners_and_admins_who_installed_it_manages():
    people = [person("alice"), person("bob")]
    choose_managers(people, (), "UBOB")
    assert [each.name for each in people if each.manager] == ["bob"]


@pytest.mark.parametrize(
    ("says", "belongs"),
    [
        ({}, True),
        ({"is_restricted": True}, False),
        ({"is_ultra_restricted": True}, False),
        ({"is_bot": True}, False),
        ({"deleted": True}, False),
        ({"is_stranger": True}, False),
        # another workspace's person, whatever else Slack says
        ({"team_id": "T0ACME"}, False),
        # in an Enterprise Grid a colleague's home is another workspace of the same organisation
        ({"team_id": "T0HOME", "enterprise_user": {"teams": ["T0HOME", TEAM]}}, True),
        # not a person at all
        ({"id": "USLACKBOT"}, False),
    ],
)
def test_who_belongs_to_the_company(sqlite, says, belongs):
    with sqlite.database.begin() as session:
        session.add(Workspace(team_id=TEAM))
        member = learn(session, TEAM, {"id": "U1", "team_id": TEAM, "name": "x", "profile": {}, **says}, NOW)
        assert member.belongs is belongs


def test_what_slack_leaves_out_is_not_forgotten(sqlite):
    with sqlite.database.begin() as session:
        session.add(Workspace(team_id=TEAM))
        learn(session, TEAM, {"id": "U1", "tz": "Asia/Kolkata", "profile": {"email": "a@example.com"}}, NOW)
        member = learn(session, TEAM, {"id": "U1", "profile": {"real_name": "Alice Weber"}}, NOW)
        assert (member.zone, member.email, member.name) == ("Asia/Kolkata", "a@example.com", "Alice Weber")


def test_a_champion_who_moves_is_reminded_in_the_morning_of_the_new_place(storage):
    add_customer_of_alice(storage)
    with storage.database.begin() as session:
        before = session.get_one(Reminder, (TEAM, CUSTOMER, "c1", "due")).remind_at
        learn(session, TEAM, {"id": "UALICE", "tz": "America/New_York", "profile": {}}, NOW)
        after = session.get_one(Reminder, (TEAM, CUSTOMER, "c1", "due")).remind_at
    assert after - before == timedelta(hours=5)


def test_a_champion_who_leaves_is_reminded_no_more(storage):
    add_customer_of_alice(storage)
    with storage.database.begin() as session:
        learn(session, TEAM, {"id": "UALICE", "deleted": True, "profile": {}}, NOW)
        assert session.get_one(Reminder, (TEAM, CUSTOMER, "c1", "due")).remind_at is None
        assert find_member(session, TEAM, "UALICE").deleted


def add_customer_of_alice(storage) -> None:
    with storage.database.begin() as session:
        session.add(Workspace(team_id=TEAM, zone="Europe/London"))
        learn(session, TEAM, {"id": "UALICE", "tz": "Europe/London", "profile": {"real_name": "Alice"}}, NOW)
        customer = Customer(
            team_id=TEAM,
            id="c1",
            name="Acme",
            normal="acme",
            tier="A",
            champion_id="UALICE",
            added_on=date(2026, 11, 1),
            created_at=NOW,
        )
        session.add(customer)
        session.flush()
        settle(session, customer, NOW)
        assert session.exec(select(Customer)).one().name == "Acme"


def person(name: str, **facts) -> Member:
    return Member(team_id=TEAM, user_id=f"U{name.upper()}", name=name, email=f"{name}@example.com", **facts)


@pytest.fixture(scope="module")
def slack(tmp_path_factory):
    with practice_workspace(tmp_path_factory.mktemp("practice")) as practice:
        yield Slack("xoxb-practice", f"{practice.base_url}/api/").asking
