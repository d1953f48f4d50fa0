"""Sharing out: balanced, the most valuable first, shown before, taken back whole."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from live import ALICE, BOB, MARIA, Json, Live, elements, form_words

from models.care_model import POLICIES, STANDARD, TIERS, policy_of
from models.customer import Customer
from models.decision import Decision
from models.sharing import Load, share_out


def a_customer(place: int, **facts: Any) -> Customer:
    about = {"team_id": "T1", "id": f"c{place}", "name": f"Customer {place}", "normal": f"customer {place}"}
    return Customer(**about, added_on=date(2026, 11, 18), created_at=None, **facts)


def test_the_most_valuable_goes_first_to_whoever_has_least_to_do() -> None:
    customers = [a_customer(place, tier="A", revenue_minor=place * 100) for place in range(3)]
    given_away = share_out(customers, {"U1": Load(9, 9), "U2": Load(1, 4)}, STANDARD)
    assert [(one.id, user_id) for one, user_id in given_away] == [("c2", "U2"), ("c1", "U2"), ("c0", "U1")]


def test_key_customers_go_before_all_others() -> None:
    customers = [a_customer(1, tier="A", revenue_minor=10**9), a_customer(2, key=True)]
    assert [one.id for one, _ in share_out(customers, {"U1": Load()}, STANDARD)] == ["c2", "c1"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(TIERS), max_size=60), st.integers(1, 6))
def test_nobody_has_much_more_to_do_than_the_others(tiers: list[str], people: int) -> None:
    customers = [a_customer(place, tier=tier) for place, tier in enumerate(tiers)]
    loads = {f"U{number}": Load() for number in range(people)}
    given_away = share_out(customers, loads, STANDARD)
    assert sorted(one.id for one, _ in given_away) == sorted(one.id for one in customers)
    touches = dict.fromkeys(loads, 0)
    for customer, user_id in given_away:
        touches[user_id] += policy_of(customer, STANDARD).touches_a_year
    assert max(touches.values()) - min(touches.values()) <= max(policy.touches_a_year for policy in POLICIES.values())


def test_it_is_shown_first_then_done_and_taken_back(live: Live) -> None:
    live.add("acme", champion_id=BOB)
    for place in range(6):
        live.add(f"firm {place}", champion_id=None, revenue_minor=place * 1000)
    [people] = open_sharing(live)["views"]
    assert "*6 customers have no champion yet.*" in form_words({"views": [people]})
    assert initial_people(people) == [BOB]
    [preview] = live.practice.submit("maria", people["id"], {"people": ["alice", "bob"]})["views"]
    assert "• *Alice Weber*: 4 customers, 16 touches a year" in form_words({"views": [preview]})
    assert "• *Bob Miller*: 2 customers, 8 touches a year, beside the 1 of now" in form_words({"views": [preview]})
    assert [one for one in live.customers() if one.champion_id == ALICE] == []
    [done] = live.practice.submit("maria", preview["id"])["views"]
    assert sorted(str(one.champion_id) for one in live.customers()) == [ALICE] * 4 + [BOB] * 3
    assert {one.by for one in live.rows(Decision, kind="champion")} == {MARIA}
    undo = next(element for _, element in elements(done["blocks"]))
    answer = live.practice.click("maria", undo["action_id"], undo["value"], view=done["id"])
    assert "without champion again" in form_words(answer)
    assert [one.champion_id for one in live.customers()].count(None) == 6
    again = live.practice.forge("maria", press(undo["action_id"], undo["value"]))
    assert again["ok"]
    assert [one.champion_id for one in live.customers()].count(None) == 6


def test_undo_leaves_who_has_been_given_to_somebody_else_since(live: Live) -> None:
    for place in range(2):
        live.add(f"firm {place}", champion_id=None)
    done = share(live, ["alice"])
    live.care("assign firm 0 @bob", user="maria")
    undo = next(element for _, element in elements(done["blocks"]))
    live.practice.click("maria", undo["action_id"], undo["value"], view=done["id"])
    assert [one.champion_id for one in live.customers()] == [BOB, None]


def test_guests_and_nobody_are_refused_beside_the_menu(live: Live) -> None:
    live.add("acme", champion_id=None)
    [people] = open_sharing(live)["views"]
    errors = live.practice.submit("maria", people["id"], {"people": ["alice", "gina"]})["errors"]
    assert errors["people"].startswith("Only people of this company can be champions")


def test_where_everybody_has_a_champion_there_is_nothing_to_share_out(live: Live) -> None:
    live.add("acme")
    assert "Every customer has a champion" in form_words(open_sharing(live))


def test_who_came_today_is_asked_about_by_each_champion_tomorrow(live: Live) -> None:
    rows = "\n".join(f"Firm {place},{place}" for place in range(30))
    live.practice.file("maria", "@bot", "customers.csv", f"Customer,Revenue\n{rows}".encode())
    live.tap("maria", "Import")
    share(live, ["alice", "sam"])
    live.morning()
    for champion in ("alice", "sam"):
        assert sum(line.startswith("*Firm") for line in live.brief(champion).split("\n")) == 10


def open_sharing(live: Live) -> Json:
    return live.practice.forge("maria", press("sharing_open", ""))


def press(action_id: str, value: str) -> Json:
    place = {"channel": {"id": "D0MARIA"}, "container": {"is_ephemeral": False}}
    return {"type": "block_actions", "actions": [{"action_id": action_id, "block_id": "b", "value": value}], **place}


def share(live: Live, people: list[str]) -> Json:
    [form] = open_sharing(live)["views"]
    [preview] = live.practice.submit("maria", form["id"], {"people": people})["views"]
    [done] = live.practice.submit("maria", preview["id"])["views"]
    return done


def initial_people(view: Json) -> list[str]:
    found: list[str] = view["blocks"][1]["element"]["initial_users"]
    return found
