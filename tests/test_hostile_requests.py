"""Everything that people and Slack can send, as a hostile network sends it: again, all at once, from elsewhere."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from live import ALICE, MARIA, Live
from sqlalchemy import select
from sqlmodel import SQLModel
from test_guard import CHANGES, TABLE, Company, Row, opened, payload_of

from models.member import Member
from models.seen import Seen

Json = dict[str, Any]
THEIRS = "T0ACME"

# where another workspace's id may stand in a request, and what makes it stand there
ELSEWHERE = {
    "body": {"team_id": THEIRS, "team": {"id": THEIRS}, "authorizations": [{"team_id": THEIRS}]},
    "user": {"user": {"id": MARIA, "team_id": THEIRS}, "event": {"user_team": THEIRS}},
    "message": {"message": {"team": THEIRS, "ts": "1.1"}},
    "view": {"view": {"team_id": THEIRS, "app_installed_team_id": THEIRS}},
}
TYPED_TWICE = (
    "/touch acme lunch",
    "/touch acme lunch with Jane",
    "/touch acme, delta event",
    "/touch acme visit tomorrow",
    "/touch acme replied",
    "/touch vandelay call",
    "/care add Vandelay",
    "/care key acme",
    "/care tier acme B",
    "/care assign acme @bob",
    "/care later acme 2 weeks",
)
REPEATS = ("repeated", "crowd")


@pytest.mark.parametrize("row", [row for row in TABLE if row.effect is CHANGES or TABLE.index(row) % 3 == 0], ids=str)
def test_whatever_is_delivered_up_to_four_times_happens_once(company: Company, row: Row) -> None:
    person = min(row.may)
    changed, once = outcome(company, row, person)
    assert changed or row.effect is not CHANGES
    # one after the other for every second row, all at once for the others; where nothing is done, twice says as much,
    # and says the same at every third of them
    ways = (("repeated", 1), ("crowd", 3)) if row.effect is CHANGES else (("crowd", 1),)
    kind, times = ways[TABLE.index(row) % len(ways)]
    company.live.practice.fault(kind, times)
    assert outcome(company, row, person)[1] == once, (kind, times)


@pytest.mark.parametrize("kind", REPEATS)
def test_what_slack_tells_of_people_may_be_told_four_times(company: Company, kind: str) -> None:
    practice = company.live.practice
    practice.fault(kind, 3)
    practice.event("team_join", person={"name": f"nora{kind}", "real_name": "Nora New", "tz": "Europe/Oslo"})
    practice.fault(kind, 3)
    practice.event("user_change", user="dana", changes={"tz": "Europe/Lisbon"})
    names = Counter(row.name for row in company.live.rows(Member))
    assert names["Nora New"] == names["Dana Clarke"] == 1
    put_back(company)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_what_carries_another_workspaces_id_is_turned_away_and_writes_nothing(company: Company, place: str) -> None:
    # every third row in turns, since what turns it away is the same before each of them
    tried = [row for row in TABLE[list(ELSEWHERE).index(place) % 3 :: 3] if carries(payload_of(row, MARIA), place)]
    for row in tried:
        answer = company.live.practice.forge("maria", merged(payload_of(row, MARIA), ELSEWHERE[place]), wait=False)
        assert answer["views"] == [], row
        assert "*Acme*" not in json.dumps(answer), row
    assert tried
    assert company.everything() == company.before


def test_an_event_of_another_workspace_about_a_person_changes_nobody(company: Company) -> None:
    told = {"id": ALICE, "team_id": THEIRS, "deleted": True, "profile": {"real_name": "Somebody else"}}
    event = {"event": {"type": "user_change", "user": told}, "authorizations": [{"team_id": THEIRS}]}
    company.live.practice.forge("maria", event | {"team_id": THEIRS})
    assert company.everything() == company.before


@pytest.mark.parametrize("typed", TYPED_TWICE)
def test_the_same_thing_typed_twice_in_ten_minutes_is_there_once(live: Live, typed: str) -> None:
    live.add("acme", last=date(2026, 11, 1))
    live.add("delta", last=date(2026, 11, 1))
    command, text = typed.split(" ", 1)
    live.say("maria", command, text)
    once = standing(live)
    live.practice.advance("5m")
    said = live.say("maria", command, text)
    assert said
    assert standing(live) == once


def standing(live: Live) -> dict[str, int]:
    """Count the facts of each kind that stand."""
    tables = ("touch", "sign_of_life", "decision", "customer")
    with live.reading() as session:
        rows = {
            table.name: session.execute(select(table)).mappings().all()
            for table in SQLModel.metadata.sorted_tables
            if table.name in tables
        }
    assert set(rows) == set(tables)
    return {name: sum(row.get("undone_at") is None for row in found) for name, found in rows.items()}


def outcome(company: Company, row: Row, person: str) -> tuple[bool, dict[str, int]]:
    """Do it, tell whether anything is another then and count what is in the database, and put everything back."""
    company.live.practice.forge(person, payload_of(row, f"U0{person.upper()}"), wait=False)
    found = company.everything()
    put_back(company)
    return found != company.before, {table: len(rows) for table, rows in found.items()}


def put_back(company: Company) -> None:
    company.put_back()


def carries(payload: Json, place: str) -> bool:
    """Tell whether such a request has that place at all; a command names its user by id alone."""
    if place == "body":
        return True
    if place == "user":
        return "command" not in payload
    if place == "message":
        return payload.get("type") == "block_actions"
    return "view" in payload


def merged(payload: Json, strange: Json) -> Json:
    inner = {name: payload[name] | strange[name] for name in ("event", "view") if name in payload and name in strange}
    outer = {name: value for name, value in strange.items() if name not in ("event", "view")}
    return payload | outer | inner


__all__ = ["opened"]  # the guard's company: its bot answers people and sends nothing, what is promised is change enough


@pytest.fixture
def company(opened: Company) -> Iterator[Company]:
    yield opened
    with opened.live.bot.storage.database.begin() as session:
        session.execute(Seen.__table__.delete())
    assert opened.everything() == opened.before
