"""`/care add`: a new customer, in the care of who adds it."""

import pytest
from live import ALICE, THURSDAY, Live, form_words, words

from models.reminder import Reminder


def test_who_adds_a_customer_becomes_its_champion_and_hears_the_first_due_day(live: Live) -> None:
    said = live.care("add Vandelay Industries")
    assert said.startswith("*Vandelay Industries* is in your care now.")
    [customer] = live.customers()
    assert (customer.name, customer.champion_id, customer.state) == ("Vandelay Industries", ALICE, "active")


def test_a_name_that_is_known_is_not_added_twice(live: Live) -> None:
    live.add("acme", name="Acme Corporation")
    assert "is here already, in Alice's care. Nothing was added." in live.care("add ACME Corp.", user="bob")
    assert len(live.customers()) == 1
    assert "Acme Corporation" in form_words(live.tap("bob", "Show"))


def test_without_a_name_a_form_asks(live: Live) -> None:
    assert live.open("alice", "/care", "add")["title"]["text"] == "New customer"


def test_a_name_that_is_too_long_is_not_cut_in_silence(live: Live) -> None:
    said = live.care("add " + "Very " * 16 + "Long Name Ltd")
    assert said.startswith("That name is longer than 80 letters, so nothing was added.")
    assert "Very Long Name Ltd" in said
    assert live.customers() == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Smith & Sons <Ltd>", "Smith & Sons <Ltd>"),
        ("  Café\tMüller  ", "Café Müller"),
        ("\u202eevil\u202c", "evil"),
        ("🚀 Rockets", "🚀 Rockets"),
    ],
)
def test_a_name_is_kept_as_people_see_it(live: Live, typed: str, name: str) -> None:
    live.care(f"add {typed}")
    assert [customer.name for customer in live.customers()] == [name]


def test_a_customer_added_by_mistake_is_taken_back(live: Live) -> None:
    live.care("add Vandelay")
    assert words(live.tap("alice", "Undo")).startswith("Taken back: *Vandelay*")
    assert [customer.state for customer in live.customers()] == ["removed"]
    assert live.rows(Reminder, subject_kind="customer") == []


def test_after_a_day_it_stays(live: Live) -> None:
    live.care("add Vandelay")
    live.practice.advance("25h")
    shown = live.shown("alice")
    assert "I left that as it is" in words(live.tap_in(shown, "alice", "Undo", "", None))
    assert [customer.state for customer in live.customers()] == ["active"]


def test_what_was_typed_with_an_unknown_name_is_logged_once_it_is_added(live: Live) -> None:
    live.touch("Vandelay Industries lunch yesterday with Art, latex")
    live.tap("alice", 'Add "Vandelay Industries"')
    [customer] = live.customers()
    [touch] = live.touches(customer.id)
    assert (touch.kind, touch.day.isoformat(), touch.note) == ("lunch", "2026-11-17", "with Art, latex")
    assert touch.day < THURSDAY
