"""The form of a customer: added, put right, its people kept; nothing typed is lost, and what was done is taken back."""

from typing import Any

import pytest
from live import ALICE, BOB, Live, said

from models.audit import Audit
from models.customer import Alias, Contact
from models.decision import Decision

Json = dict[str, Any]


def test_a_new_customer_is_added_with_names_worth_and_somebody_to_call(live: Live) -> None:
    view = live.open("alice", "/care", "add")
    facts = {"name": "Vandelay Industries", "aliases": "VI, Vandelay NYC", "revenue": "88,000", "cadence": "60"}
    person = {"person_name": "Art", "person_phone": "+1 212 555", "person_email": "art@vandelay.example"}
    answer = live.practice.submit("alice", view["id"], facts | person)
    assert "*Vandelay Industries* is in your care now: a touch every 2 months." in words_in(answer)
    [customer] = live.customers()
    assert (customer.champion_id, customer.revenue_minor, customer.cadence_days) == (ALICE, 8_800_000, 60)
    assert sorted(alias.name for alias in live.rows(Alias)) == ["VI", "Vandelay NYC"]
    assert [(one.name, one.email) for one in live.rows(Contact)] == [("Art", "art@vandelay.example")]
    assert "Lunch with *Vandelay Industries*" in live.touch("vandelay nyc lunch")


def test_one_added_by_mistake_is_taken_back_in_the_same_place(live: Live) -> None:
    view = live.open("alice", "/care", "add")
    [saved] = live.practice.submit("alice", view["id"], {"name": "Vandelay"})["views"]
    answer = live.practice.click("alice", "undo_added", view=saved["id"])
    assert "Taken back: *Vandelay*" in words_in(answer)
    assert [customer.state for customer in live.customers()] == ["removed"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "ACME Corp."}, {"name": "Acme Corporation is here already, in Alice's care: /care show"}),
        ({"name": "New", "aliases": "x, acme"}, {"aliases": "Acme Corporation is here already"}),
        ({"name": "Very " * 20}, {"name": "That name is longer than 80 letters."}),
        ({"name": "New", "revenue": "a lot"}, {"revenue": "I can't read that as an amount in EUR"}),
        ({"name": "New", "person_phone": "+49 1"}, {"person_name": "What is their name?"}),
        ({"name": "New", "person_name": "Jo", "person_email": "jo@"}, {"person_email": "That is no e-mail address"}),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(live: Live, typed: Json, wrong: Json) -> None:
    live.add("acme", name="Acme Corporation")
    view = live.open("bob", "/care", "add")
    answer = live.practice.submit("bob", view["id"], typed)
    assert answer["errors"].keys() == wrong.keys()
    assert all(answer["errors"][block].startswith(words) for block, words in wrong.items())
    [open_still] = live.practice.state()["views"]
    held = {name: value for state in open_still["state"]["values"].values() for name, value in state.items()}
    assert all(held[name]["value"] == value for name, value in typed.items())
    assert len(live.customers()) == 1


def test_what_was_put_right_is_taken_back_with_one_tap(live: Live) -> None:
    live.add("acme", name="Acme", revenue_minor=100_00)
    view = edit(live, "maria")
    change = {"name": "Acme Corporation", "tier": "B", "champion": "bob", "revenue": "410000", "cadence": "30"}
    more = {"key": ["key"], "aliases": "AC, Acme Berlin"}
    [saved] = live.practice.submit("maria", view["id"], change | more)["views"]
    [customer] = live.customers()
    assert (customer.name, customer.normal, customer.revenue_minor) == ("Acme Corporation", "acme", 41_000_000)
    assert (customer.tier, customer.champion_id, customer.cadence_days) == ("B", BOB, 30)
    assert customer.key
    assert {alias.name for alias in live.rows(Alias)} == {"AC", "Acme Berlin"}
    live.practice.click("maria", "undo", view=saved["id"])
    [customer] = live.customers()
    assert (customer.name, customer.tier, customer.key, customer.champion_id) == ("Acme", "A", False, ALICE)
    assert live.rows(Alias) == []
    assert (customer.revenue_minor, customer.cadence_days) == (100_00, None)


def test_nothing_different_changes_nothing(live: Live) -> None:
    live.add("acme", revenue_minor=12_50)
    assert "Nothing was different" in words_in(live.practice.submit("alice", edit(live, "alice")["id"], {}))
    assert (live.rows(Decision), live.rows(Audit)) == ([], [])


def test_tier_key_and_champion_are_for_managers_to_say(live: Live) -> None:
    live.add("acme")
    blocks = {block["block_id"] for block in edit(live, "alice")["blocks"]}
    assert blocks & {"tier", "key", "champion"} == set()
    assert {"tier", "key", "champion"} <= {block["block_id"] for block in edit(live, "maria")["blocks"]}


def test_a_key_customer_stays_one_unless_a_manager_unticks_it(live: Live) -> None:
    live.add("acme", key=True)
    live.practice.submit("alice", edit(live, "alice")["id"], {"revenue": "5"})
    live.practice.submit("maria", edit(live, "maria")["id"], {"revenue": "6"})
    assert live.customers()[0].key
    live.practice.submit("maria", edit(live, "maria")["id"], {"key": []})
    assert not live.customers()[0].key


def test_names_taken_back_leave_alone_what_was_changed_since(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    live.practice.submit("alice", edit(live, "alice")["id"], {"aliases": "AC, Berlin"})
    live.practice.submit("maria", edit(live, "maria")["id"], {"aliases": "AC, Paris"})
    assert "Maria: other names AC, Berlin → AC, Paris" in live.care("show acme", user="maria")
    live.touch("undo")
    assert [alias.name for alias in live.rows(Alias)] == ["Paris"]
    live.care("show delta")
    [form] = live.tap("alice", "…", option="Edit…")["views"]
    live.practice.submit("alice", form["id"], {"aliases": "Berlin"})
    live.touch("undo", user="maria")
    assert [(alias.name, alias.customer_id) for alias in live.rows(Alias)] == [("Berlin", "delta")]


def test_what_was_kept_of_a_person_is_taken_back_beside_them_and_what_was_typed_stays(live: Live) -> None:
    live.add("acme")
    form = edit(live, "alice")
    keep_person(live, form, {"name": "Jane Doe", "phone": "+49 30 1"})
    [jane] = live.rows(Contact)
    [known] = live.practice.click("alice", "customer_person", jane.id, view=form["id"])["views"]
    live.practice.submit("alice", known["id"], {"phone": "+49 30 2", "role": "Buyer"})
    live.practice.click("alice", "customer_person_undo", view=form["id"])
    assert "Alice put right what is kept of Jane Doe" in live.care("show acme", user="maria")
    assert [(one.phone, one.role) for one in live.rows(Contact)] == [("+49 30 1", "")]
    [known] = live.practice.click("alice", "customer_person", jane.id, view=form["id"])["views"]
    live.practice.click("alice", "customer_person_remove", view=known["id"])
    assert live.rows(Contact) == []
    answer = live.practice.click("alice", "customer_person_undo", view=known["id"])
    assert "Taken back: *Acme*, what was kept of Jane Doe." in words_in(answer)
    assert [(one.id, one.name, one.phone) for one in live.rows(Contact)] == [(jane.id, "Jane Doe", "+49 30 1")]
    assert "Taken back" in live.touch("undo")
    assert live.rows(Contact) == []
    assert live.rows(Decision, undone_at=None) == []


def keep_person(live: Live, form: Json, person: Json) -> None:
    """Alice adds a person in the form that she has open."""
    [empty] = live.practice.click("alice", "customer_person_add", view=form["id"])["views"]
    live.practice.submit("alice", empty["id"], person)


def test_people_are_added_put_right_and_taken_out_and_what_was_typed_below_stays(live: Live) -> None:
    live.add("acme")
    form = edit(live, "alice")
    [person] = live.practice.click("alice", "customer_person_add", view=form["id"])["views"]
    wrong = live.practice.submit("alice", person["id"], {"name": "Jane Doe", "email": "jane"})
    assert wrong["errors"] == {"email": "That is no e-mail address; write it like jane@vandelay.example."}
    live.practice.submit("alice", person["id"], {"email": "jane@acme.example", "likes": "rowing"})
    [jane] = live.rows(Contact)
    [below] = [view for view in live.practice.state()["views"] if view["on_top"]]
    assert "*Jane Doe* · jane@acme.example" in "\n".join(said(below["blocks"]))
    [known] = live.practice.click("alice", "customer_person", jane.id, view=below["id"])["views"]
    live.practice.submit("alice", known["id"], {"role": "Buyer"})
    assert [(one.name, one.role, one.likes) for one in live.rows(Contact)] == [("Jane Doe", "Buyer", "rowing")]
    [known] = live.practice.click("alice", "customer_person", jane.id, view=below["id"])["views"]
    live.practice.click("alice", "customer_person_remove", view=known["id"])
    assert live.rows(Contact) == []
    assert [row.action for row in live.rows(Audit)].count("customer.person") == 2


def edit(live: Live, user: str) -> Json:
    """Somebody opens Acme's card and presses Edit…; return the form."""
    live.care("show acme", user=user)
    [view] = live.tap(user, "…", option="Edit…")["views"]
    return view


def words_in(answer: Json) -> str:
    return "\n".join(line for view in answer["views"] for line in said(view["blocks"]))
