"""A manager's Home of the team: load, what waits, complaints, decisions, the care model, what is left to set up."""

import re
from datetime import timedelta

from live import ALICE, BOB, MARIA, THURSDAY, Live, form_words, labels, said

LONG_AGO = THURSDAY - timedelta(days=200)


def team(live: Live, user: str = "maria") -> str:
    """Somebody opens Home and looks at the team, where they do not already."""
    if "Champions" not in live.home(user):
        live.tap_home(user, "Team")
    return shown(live, user)


def shown(live: Live, user: str = "maria") -> str:
    return "\n".join(said(live.shown_home(user)))


def test_each_champions_load_is_shown_with_what_waits_and_what_it_is_worth(live: Live) -> None:
    live.add("acme", last=LONG_AGO, revenue_minor=41_000_000)
    live.add("delta", last=LONG_AGO, kind="email", revenue_minor=10_000_000)
    live.add("echo", last=THURSDAY, champion_id=BOB)
    live.add("fox", champion_id=None, tier="E")
    words = team(live)
    assert "*Alice Weber*: 2 customers · 2 overdue · 2 silent · €510k at risk" in words
    assert re.search(r"\*Bob .*\*: 1 customer · all on plan", words)
    assert "*Without a champion*: 1 customer" in words
    assert "*A*: every 3 months · silent after 4 months · answered within 1 working hour" in words


def test_a_booked_touch_is_nothing_overdue(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    live.touch("acme visit tomorrow")
    assert "*Alice Weber*: 1 customer · all on plan" in team(live)


def test_the_checklist_ticks_itself_and_goes_when_all_is_done(live: Live) -> None:
    assert "*To set up: 0 of 5 done*" in team(live)
    live.add("acme", last=LONG_AGO)
    live.touch("acme lunch")
    assert "*To set up: 2 of 5 done*" in shown(live)
    live.set_up(set_up_by="U0MARIA", digest_channel="C0CUSTOMERCARE")
    live.add("delta", last=LONG_AGO)
    live.morning()
    assert "To set up" not in team(live)


def test_each_step_that_is_left_is_taken_where_it_stands_and_no_command_is_typed(live: Live) -> None:
    team(live)
    [form] = live.tap_home("maria", "Paste names…")["views"]
    live.practice.submit("maria", form["id"], {"pasted": "Customer,Champion\nAcme,\nDelta,"})
    live.practice.advance("1m")
    [form] = live.tap_home("maria", "Share them out…", within="A champion for every customer")["views"]
    [preview] = live.practice.submit("maria", form["id"], {"people": ["alice", "bob"]})["views"]
    live.practice.submit("maria", preview["id"])
    assert {one.champion_id for one in live.customers()} == {ALICE, BOB}
    [form] = live.tap_home("maria", "Choose a channel…")["views"]
    live.practice.submit("maria", form["id"], {"digest_channel": "#customer-care"})
    assert "*To set up: 4 of 5 done*" in shown(live)
    assert labels(live.shown_home("maria"), within="The first brief") == []


def test_who_has_no_champion_is_shared_out_from_home_and_is_not_said_to_be_on_plan(live: Live) -> None:
    live.add("acme", champion_id=None, tier="E")
    assert "*Without a champion*: 1 customer\n" in team(live) + "\n"
    [form] = live.tap_home("maria", "Share them out…", within="Without a champion")["views"]
    assert form["callback_id"] == "sharing_people"


def test_settings_open_from_home_and_what_they_change_is_shown(live: Live) -> None:
    team(live)
    [form] = live.tap_home("maria", "Settings…")["views"]
    live.practice.submit("maria", form["id"], {"brief_at": "08:00"})
    assert "✓ Country, hours and zone are chosen" in shown(live)


def test_complaints_stand_with_their_clock_and_who_has_them_in_hand(live: Live) -> None:
    live.add("acme")
    team(live)
    live.say("sam", "/complaint", "acme late delivery again")
    assert '*Acme* · Alice: "late delivery again"\nFirst answer due by 10:00 tomorrow.' in shown(live)
    live.go_to("2026-11-19 10:30")
    assert "First answer due since 10:00." in team(live)


def test_what_is_to_be_decided_is_decided_there(live: Live) -> None:
    live.add("acme", champion_id=None)
    assert "*Acme* has no champion" in team(live)
    [menu] = [block for block in live.shown_home("maria") if "Acme" in str(block.get("text", ""))]
    answer = live.practice.click("maria", "decide_champion", "bob", view="home", block_id=menu["block_id"])
    assert "Bob" in form_words(answer)
    assert "has no champion" not in shown(live)
    assert "*Acme*" in live.home("bob")


def test_the_tab_is_kept_and_can_be_left(live: Live) -> None:
    team(live)
    assert "Champions" in live.home("maria")
    live.tap_home("maria", "My customers")
    assert "Champions" not in shown(live)


def test_a_manager_without_customers_lands_on_the_team_and_one_who_has_some_on_their_own_day(live: Live) -> None:
    assert "Champions" in live.home("maria")
    live.tap_home("maria", "My customers")
    assert "Champions" not in live.home("maria")
    live.begin_again()
    live.home("maria")
    live.add("acme", champion_id=MARIA)
    assert "of 1 in your care" in live.home("maria")


def test_a_manager_who_stands_in_for_a_colleague_lands_on_what_needs_them(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    live.care("away until friday @maria")
    assert "*1 customer needs you*" in live.home("maria")


def test_only_managers_have_a_team(live: Live) -> None:
    live.add("acme", champion_id=BOB)
    live.home("alice")
    forged = {"action_id": "home_tab", "block_id": "b", "value": "team"}
    live.practice.forge("alice", {"type": "block_actions", "actions": [forged], "view": {"type": "home"}})
    assert "Champions" not in shown(live, "alice")
    assert "Acme" not in shown(live, "alice")
