"""A file of orders or past contacts dropped into the bot's DM: recognised, previewed, imported, taken back."""

from datetime import date, timedelta

import pytest
from live import ALICE, THURSDAY, Live, labels

from models.importing.contacts_preview import speaks_of_contacts
from models.importing.workbook import read_file
from models.sign_of_life import PURCHASE, SignOfLife
from models.touch import Touch

ORDERS = """Order,Company name,Order date,Owner,Amount,Currency
10248,Acme,2026-07-04,nobody@known.example,440.00,EUR
10249,Delta,2026-07-05,,1863.40,EUR
10250,Acme,2026-10-08,,1552.60,EUR
10251,Zyzzyva,2026-10-08,,10.00,EUR
"""


@pytest.mark.parametrize(
    ("header", "contacts"),
    [
        ("Order,Company name,Order date,Owner,Amount,Currency", True),
        ("Firma;Datum;Betrag", True),
        ("Related To,Date,Subject,Type,Comments", True),
        ("Kunde,Kundennummer,Datum,Rechnungsnummer,Umsatz", True),
        ("Company;Betreuer;Umsatz;Letzter Kontakt;Farbe", False),
        ("Company name,Created Date,Type,Owner,Annual Revenue,Phone", False),
        ("Customer,Date", False),
        ("Date,Amount", False),
        ("Customer", False),
    ],
)
def test_contacts_are_told_from_customers_by_their_columns(header: str, contacts: bool) -> None:
    assert speaks_of_contacts(read_file(f"{header}\nx\n".encode())) == contacts


def test_orders_are_previewed_brought_in_once_and_taken_back(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.add("delta", last=THURSDAY - timedelta(days=30))
    live.practice.file("maria", "@bot", "orders.csv", ORDERS.encode())
    said = live.brief("maria")
    for words in (
        "*orders.csv*: *3 purchases* with 2 customers, in 4 rows. Nothing is written until you press Import.",
        "order number: *Order* · amount: *Amount*",
        'I know nobody here called "nobody@known.example"; what they did comes in without a name.',
        'Row 5: I know no customer called "Zyzzyva"; bring in the customers first.',
    ):
        assert words in said, words
    assert live.rows(SignOfLife) == []
    live.tap("maria", "Import")
    assert live.brief("maria").startswith("✓ *orders.csv*: *3 purchases*.")
    signs = live.rows(SignOfLife, kind=PURCHASE)
    assert sorted(sign.amount_minor for sign in signs) == [44_000, 155_260, 186_340]
    live.practice.advance("1m")  # Slack takes one message a second
    live.practice.file("maria", "@bot", "orders.csv", ORDERS.encode())
    assert "3 are known already and stay as they are." in live.brief("maria")
    assert "Import" not in labels(live.shown_brief("maria")["blocks"])
    live.tap("maria", "Cancel")
    live.care("bought delta 12 today")
    [done] = [said for said in live.practice.messages("@bot", "maria") if said["text"].startswith("✓")]
    live.tap_in(done, "maria", "Undo", "", None)
    [taken_back] = [
        said["text"] for said in live.practice.messages("@bot", "maria") if said["text"].startswith("Taken back")
    ]
    assert "what *orders.csv* brought is gone from 1 customer." in taken_back
    assert "With 1 customer it stays, because something has happened there since." in taken_back
    assert {sign.customer_id for sign in live.rows(SignOfLife)} == {"delta"}


def test_what_stood_for_a_last_contact_comes_back_with_undo(live: Live) -> None:
    live.practice.file("maria", "@bot", "customers.csv", b"Customer,Champion,Last contact\nAcme,Alice Weber,2026-10-01")
    live.tap("maria", "Import")
    live.practice.advance("1m")
    live.practice.file("maria", "@bot", "calls.csv", b"Customer,Date,Type,Note\nAcme,2026-10-01,Call,about the lamps")
    assert "*1 touch* with 1 customer, in 1 row." in live.brief("maria")
    live.tap("maria", "Import")
    assert [(touch.kind, touch.note) for touch in live.rows(Touch)] == [("call", "about the lamps")]
    live.tap("maria", "Undo")
    assert [(touch.kind, touch.day) for touch in live.rows(Touch)] == [("other", date(2026, 10, 1))]


def test_what_was_taken_for_contacts_is_read_as_customers_when_somebody_says_so(live: Live) -> None:
    live.practice.file("maria", "@bot", "list.csv", b"Customer,Date,Notes\nAcme,2026-10-01,good people")
    [form] = live.tap("maria", "These are customers…")["views"]
    live.practice.submit("maria", form["id"], {"CUSTOMER": "Customer"})
    assert "*1 customer* in 1 row" in live.brief("maria")
    live.tap("maria", "Import")
    assert [(one.name, one.champion_id == ALICE) for one in live.customers()] == [("Acme", False)]
