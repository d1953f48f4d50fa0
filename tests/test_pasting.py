"""`/care import`: a manager pastes customers into Slack and hears what came of them, over Slack's own protocol."""

import json

import pytest
from live import ALICE, MARIA, Json, Live

from handlers.importing import as_typed
from models.audit import Audit
from models.customer import Contact, Customer

NAMES = "Bluebird Bakery\nHarbour Dental, Inc.\nOld Mill Garden Centre"


def test_pasted_names_come_into_the_care_of_who_pasted_them(live: Live) -> None:
    said = live.care(f"import {NAMES}", "maria")
    assert said.startswith("*3 customers*: 3 new.")
    assert {customer.name: customer.champion_id for customer in live.rows(Customer)} == dict.fromkeys(
        NAMES.split("\n"), MARIA
    )
    live.morning()
    assert "When did you last speak?" in live.brief("maria")


def test_the_report_tells_of_this_import_alone(live: Live) -> None:
    live.care("add Cedar Clinic")
    said = live.care("import Name,Revenue\nBluebird Bakery,100\nHarbour Dental,50", "maria")
    assert "Tiers suggested by revenue: 1 A, 1 B. Change one with `/care tier Bluebird Bakery B`." in said
    assert "The next brief asks when you last spoke to 2 of them." in said
    found = {customer.name: (customer.tier, customer.ask_last_spoke) for customer in live.rows(Customer)}
    assert found["Cedar Clinic"] == (None, False)


def test_names_without_revenue_are_not_said_to_be_graded_by_it(live: Live) -> None:
    live.care("import Name,Revenue\nBluebird Bakery,100", "maria")
    said = live.care("import Harbour Dental", "maria")
    assert "Tiers suggested" not in said
    assert {customer.name: customer.tier for customer in live.rows(Customer)}["Harbour Dental"] is None


def test_who_is_left_without_champion_is_named_in_the_example(live: Live) -> None:
    said = live.care("import Name,Champion\nHarbour Dental,Nobody Known", "maria")
    assert "`/care assign Harbour Dental @alice` gives them one." in said


def test_the_same_paste_again_changes_nothing(live: Live) -> None:
    live.care(f"import {NAMES}", "maria")
    assert live.care(f"import {NAMES}", "maria").startswith("*3 customers*: 3 as before.")
    assert len(live.rows(Customer)) == 3
    assert len(live.rows(Audit, action="import")) == 1


def test_a_pasted_table_names_champions_by_mention_address_or_name(live: Live) -> None:
    rows = ("Customer,Champion,Phone,E-mail", "Acme,@alice,+49 30 1,jane@acme.example", "R&D House,Nobody Known,,")
    said = live.care("import\n" + "\n".join(rows), "maria")
    assert "1 has a champion; 1 has none yet and will be on the managers' list." in said
    assert 'I found nobody here called "Nobody Known"' in said
    assert {customer.name: customer.champion_id for customer in live.rows(Customer)} == {
        "Acme": ALICE,
        "R&D House": None,
    }
    [person] = live.rows(Contact)
    assert (person.email, person.phone) == ("jane@acme.example", "+49 30 1")


def test_the_form_takes_as_much_and_tells_what_came_of_it(live: Live) -> None:
    form = live.open("maria", "/care", "import")
    answer = live.practice.submit("maria", form["id"], {"pasted": "Customer;Revenue\nAcme;1.234,50 €\nDelta;lots\n"})
    said = json.dumps(answer["views"], ensure_ascii=False)
    assert "*1 customer*: 1 new" in said
    assert """Row 3: I can't read \\"lots\\" as one amount""" in said
    assert [customer.revenue_minor for customer in live.rows(Customer)] == [123_450]


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("Acme,Alice\nDelta,Bob", "I cannot tell which column holds the customers."),
        ('Customer,City\n"Acme,Berlin\nDelta,Paris', "In row 2 a quotation mark is not closed"),
        (", ;", "There are no names in it."),
    ],
)
def test_what_cannot_be_read_is_said_in_the_form_and_after_the_command(live: Live, pasted: str, said: str) -> None:
    answer = live.care(f"import {pasted}", "maria")
    assert answer.startswith(said)
    assert "Nothing was brought in.\nYour text:" in answer
    form = live.open("maria", "/care", "import")
    answered = live.practice.submit("maria", form["id"], {"pasted": pasted})
    assert answered["errors"]["pasted"].startswith(said)
    assert live.rows(Customer) == []


def test_only_managers_import_and_what_others_typed_is_kept(live: Live) -> None:
    said = live.care("import Acme", "alice")
    assert said.startswith("Bringing in customers is for managers; ask")
    assert said.endswith("> /care import Acme")
    assert live.rows(Customer) == []


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("Acme,<mailto:jane@acme.example|jane@acme.example>", "Acme,jane@acme.example"),
        ("Acme,<tel:+49301|+49 30 1>", "Acme,+49 30 1"),
        ("<http://acme.example|acme.example>, <https://delta.example>", "acme.example, https://delta.example"),
        ("Acme,<@U0ALICE|alice>", "Acme,<@U0ALICE|alice>"),  # a mention says who it is
        ("R&amp;D House", "R&D House"),
    ],
)
def test_what_slack_makes_of_typed_text_is_undone(sent: str, typed: str) -> None:
    assert as_typed(sent) == typed


@pytest.mark.parametrize("name", ["<!channel> Ltd", "*bold* & Söhne", "‮evil‬ name", "🚀 Rockets", "{{ 7*7 }}"])
def test_hostile_names_are_kept_as_names(live: Live, name: str) -> None:
    assert live.care(f"import {name}", "maria").startswith("*1 customer*: 1 new")
    [customer] = live.rows(Customer)
    assert customer.name == name.replace("‮", "").replace("‬", "")


def test_the_longest_paste_that_slack_takes_is_read(live: Live) -> None:
    names = "\n".join(f"Customer {number:03} of a long list" for number in range(100))
    form = live.open("maria", "/care", "import")
    view: Json = live.practice.submit("maria", form["id"], {"pasted": f"{names:<3000}"})["views"][-1]
    assert "*100 customers*: 100 new" in json.dumps(view)
