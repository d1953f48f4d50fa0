"""A file dropped into the bot's DM: previewed, corrected, imported, taken back; whatever it is, whoever drops it."""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from live import ALICE, BOB, MARIA, TEAM, Json, Live, find_element, form_words, labels, live_company

from models.audit import Audit
from models.customer import Contact, Customer
from models.dropped_file import KEPT, DroppedFile
from models.importing.preview import similar_names
from models.importing.spreadsheet import MOST_ROWS
from models.message import Message
from models.touch import Touch
from models.workspace import Workspace

FILE = """Company;Betreuer;Umsatz;Letzter Kontakt;Farbe
Bluebird Bakery;Alice Weber;12.000 €;2026-10-01;blau
Harbour Dental;nobody known;8.000 €;;grün
Old Mill;;lots;;rot
Old Mil;;1.000 €;;rot
Bluebird Bakery;;;;
"""


def test_a_dropped_file_is_previewed_and_nothing_is_written(live: Live) -> None:
    answer = live.practice.file("maria", "@bot", "kunden.csv", FILE.encode("cp1252", "replace"))
    assert [reply["text"] for reply in answer["replies"]][1] == "Reading *kunden.csv* …"
    said = live.brief("maria")
    for words in (
        "*kunden.csv*: *3 customers* in 5 rows. All of them are new.",
        "customer: *Company* · champion: *Betreuer* · revenue: *Umsatz* · last contact: *Letzter Kontakt*",
        "Left aside: Farbe.",
        "*Champions*: 1 customer with 1 person of yours, 2 with nobody yet.",
        'I know nobody here called "nobody known".',
        "1 row repeats a customer of an earlier row",
        """*1 row is left out*; all others come in.""",
        """Row 4: I can't read "lots" as one amount""",
    ):
        assert words in said, words
    assert live.rows(Customer) == []


def test_import_tells_what_came_of_it_and_undo_takes_it_back(live: Live) -> None:
    live.practice.file("maria", "@bot", "customers.csv", FILE.encode())
    answer = live.tap("maria", "Import")
    assert answer["replies"][0]["text"] == "Bringing in 3 customers from *customers.csv* …"
    said = live.brief("maria")
    assert said.startswith("✓ *customers.csv*: *3 customers*: 3 new.")
    assert "*2 customers have no champion yet.*" in said
    assert [one.champion_id for one in live.customers()] == [ALICE, None, None]
    assert [touch.day for touch in live.rows(Touch)] == [date(2026, 10, 1)]
    [audit] = live.rows(Audit, action="import")
    assert audit.actor == MARIA
    live.tap("maria", "Undo")
    assert live.brief("maria") == "Taken back: 3 customers of *customers.csv* are gone."
    assert (live.rows(Customer), live.rows(Touch)) == ([], [])
    assert [one.after["gone"] for one in live.rows(Audit, action="import.undone")] == [3]


def test_undo_leaves_customers_on_whom_something_has_happened_and_changes_the_others_back(live: Live) -> None:
    live.add("harbour dental", champion_id=BOB, tier="C", revenue_minor=100)
    live.practice.file("maria", "@bot", "customers.csv", FILE.encode())
    live.tap("maria", "Import")
    assert {one.name: one.revenue_minor for one in live.customers()}["Harbour Dental"] == 800_000
    live.touch("bluebird call today")
    live.tap_brief("maria", "Undo")
    said = live.brief("maria")
    assert "1 customer of *customers.csv* is gone, 1 is as before." in said
    assert "1 customer stays, because something has happened there since: *Bluebird Bakery*" in said
    left = {one.name: (one.champion_id, one.tier, one.revenue_minor) for one in live.customers()}
    assert left["Harbour Dental"] == (BOB, "C", 100)
    assert set(left) == {"Bluebird Bakery", "Harbour Dental"}


def test_undo_empties_what_was_filled_in_of_people_known_before_unless_it_was_put_right_since(live: Live) -> None:
    live.add("acme")
    with live.bot.storage.database.begin() as session:
        about = {"team_id": TEAM, "customer_id": "acme"}
        session.add(Contact(id="jane", name="Jane Doe", email="jane@acme.example", **about))
        session.add(Contact(id="tom", name="Tom", **about))
    rows = "Acme,Jane Doe,+49 30 1,Buyer\nAcme,Tom,+49 30 2,Clerk"
    live.practice.file("maria", "@bot", "people.csv", f"Customer,Contact,Phone,Role\n{rows}".encode())
    live.tap("maria", "Import")
    assert [one.phone for one in live.rows(Contact)] == ["+49 30 1", "+49 30 2"]
    with live.bot.storage.database.begin() as session:
        session.get_one(Contact, (TEAM, "tom")).phone = "+49 30 99"
    live.tap("maria", "Undo")
    kept = [(one.name, one.phone, one.role, one.email) for one in live.rows(Contact)]
    assert kept == [("Jane Doe", "", "", "jane@acme.example"), ("Tom", "+49 30 99", "", "")]


def test_undo_gives_back_the_currency_that_the_import_had_changed_where_no_amount_stays(live: Live) -> None:
    for stays in (False, True):
        live.practice.file("maria", "@bot", "worth.csv", b"Customer,Revenue (GBP)\nAcme,500\nDelta,70")
        live.tap("maria", "Import")
        assert live.rows(Workspace)[0].currency == "GBP"
        if stays:
            live.touch("acme call")
        live.tap_brief("maria", "Undo")
        assert live.rows(Workspace)[0].currency == ("GBP" if stays else "EUR")
        assert ("Amounts count in EUR again." in live.brief("maria")) is not stays
        live.practice.advance("1m")  # Slack takes one message a second


def test_after_undo_the_same_file_comes_in_again_whole(live: Live) -> None:
    for _ in range(2):
        live.practice.file("maria", "@bot", "customers.csv", b"Customer,Customer ID,Last contact\nAcme,7,2026-10-01")
        live.tap("maria", "Import")
        assert (len(live.customers()), len(live.rows(Touch))) == (1, 1)
        live.tap("maria", "Undo")
        assert live.customers() == []
        live.practice.advance("1m")  # Slack takes one message a second


def test_columns_are_corrected_in_a_form_that_knows_what_was_understood(live: Live) -> None:
    live.practice.file("maria", "@bot", "customers.csv", b"Name der Firma,Klasse,Wert\nAcme,A,5")
    assert "I cannot tell which column holds the customers' names." in live.brief("maria")
    [form] = live.tap("maria", "Choose columns…")["views"]
    wrong = live.practice.submit("maria", form["id"], {"TIER": "1", "REVENUE": "1"})["errors"]
    assert wrong["CUSTOMER"].startswith("Choose the column with the customers' names")
    assert wrong["REVENUE"].startswith("That column is chosen above already")
    live.practice.submit("maria", form["id"], {"CUSTOMER": "Name der Firma", "TIER": "Klasse", "REVENUE": "Wert"})
    assert "customer: *Name der Firma* · tier: *Klasse* · revenue: *Wert*" in live.brief("maria")
    [again] = live.tap("maria", "Correct columns…")["views"]
    chosen = {block["block_id"]: block["element"].get("initial_option") for block in again["blocks"][1:]}
    assert chosen["TIER"]["text"]["text"] == "Klasse"
    live.tap("maria", "Import")
    assert [(one.name, one.tier, one.revenue_minor) for one in live.customers()] == [("Acme", "A", 500)]


def test_a_file_with_nothing_but_its_first_row_says_so(live: Live) -> None:
    live.practice.file("maria", "@bot", "customers.csv", b"Customer,Revenue\n")
    said = live.brief("maria")
    assert said.startswith("*customers.csv*: there is only the row that names the columns, and no customer below it.")
    assert "press Import" not in said
    assert "Import" not in labels(live.shown_brief("maria")["blocks"])


def test_a_file_that_was_cancelled_or_imported_is_answered_by_what_is_true_now(live: Live) -> None:
    live.practice.file("maria", "@bot", "customers.csv", b"Customer\nAcme")
    before = live.shown_brief("maria")
    live.tap("maria", "Cancel")
    assert live.brief("maria").startswith("Cancelled: nothing was brought in from *customers.csv*")
    press_again(live, before, "Import")
    assert "not waiting any more" in form_words(press_again(live, before, "Correct columns…"))
    assert live.customers() == []
    [file] = live.rows(DroppedFile)
    assert (file.content, file.preview) == (None, None)


def test_a_file_that_nobody_decides_about_is_forgotten_after_a_day(live: Live) -> None:
    live.practice.file("maria", "@bot", "customers.csv", b"Customer\nAcme")
    live.practice.move_to(live.bot.clock.now() + KEPT + timedelta(minutes=1))
    assert "waited for a day, so I have forgotten what was in it" in live.brief("maria")
    assert [file.content for file in live.rows(DroppedFile)] == [None]


def test_pressed_twice_it_is_imported_once_and_dropped_twice_it_changes_nothing(live: Live) -> None:
    live.practice.file("maria", "@bot", "customers.csv", FILE.encode())
    before = live.shown_brief("maria")
    live.practice.fault("crowd", 2)
    live.tap_in(before, "maria", "Import", "", None)
    press_again(live, before, "Import")
    live.practice.advance("1m")  # Slack takes one message a second
    live.practice.file("maria", "@bot", "customers.csv", FILE.encode())
    assert "0 new, 3 known already" in live.brief("maria")
    live.tap("maria", "Import")
    assert "*3 customers*: 3 as before." in live.brief("maria")
    assert "Undo" not in labels(live.shown_brief("maria")["blocks"])
    assert (len(live.customers()), len(live.rows(Audit, action="import"))) == (3, 1)


def test_an_event_that_is_delivered_four_times_is_one_file(live: Live) -> None:
    live.practice.fault("repeated", 3)
    live.practice.file("maria", "@bot", "customers.csv", b"Customer\nAcme")
    assert len(live.rows(DroppedFile)) == len(live.rows(Message, feature="dropped_file")) == 1


def test_a_bot_that_is_restarted_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    with live_company(tmp_path) as live:
        live.bot.schedule.stop()
        live.practice.forge("maria", file_event(live, b"Customer\nAcme"), wait=False)
        assert [file.state for file in live.rows(DroppedFile)] == ["received"]
        live.restart()
        live.practice.advance("1m")
        assert "*1 customer* in 1 row" in live.brief("maria")


@pytest.mark.parametrize("fault", ["http_500", "refuse"])
def test_what_slack_does_not_hand_out_is_asked_for_again(live: Live, fault: str) -> None:
    live.practice.fault(fault, 1, "files.info", "internal_error")
    live.practice.file("maria", "@bot", "customers.csv", b"Customer\nAcme")
    assert live.brief("maria") == "Reading *customers.csv* …"
    live.practice.advance("2m")
    assert "*1 customer* in 1 row" in live.brief("maria")


def test_a_file_that_never_comes_is_given_up_with_a_word(live: Live) -> None:
    live.practice.fault("refuse", 9, "files.info", "file_not_found")
    live.practice.file("maria", "@bot", "customers.csv", b"Customer\nAcme")
    live.practice.advance("10m")
    live.practice.fault("mended")
    assert live.brief("maria").startswith("I could not get through *customers.csv*, and nothing was brought in.")


def test_only_managers_bring_files_in_and_others_hear_whom_to_ask(live: Live) -> None:
    live.practice.file("alice", "@bot", "customers.csv", b"Customer\nAcme")
    assert live.brief("alice").startswith(f"Bringing in customers is for managers; ask <@{MARIA}>.")
    assert "I have not looked into your file." in live.brief("alice")
    assert live.rows(DroppedFile) == []


def test_nobody_from_outside_and_no_channel_brings_a_file_in(live: Live) -> None:
    for person in ("gina", "charlie"):
        live.practice.forge(person, file_event(live, b"Customer\nAcme"))
    live.practice.forge("maria", file_event(live, b"Customer\nAcme", channel_type="channel"))
    live.practice.file("maria", "#customer-care", "customers.csv", b"Customer\nAcme")
    assert (live.rows(DroppedFile), live.rows(Message)) == ([], [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is nothing in it."),
        (b"\n\n \n", "There is nothing in it."),
        (b"Customer\nAc\0me", "It is no table of customers."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "It is no table of customers."),
        (b"%PDF-1.7 \x81\x8d", "It is no table of customers."),
        (b"Customer\nAc\x81\x8dme", "I cannot read the letters in row 2."),
        (b'Customer,City\n"Acme,Berlin\nDelta,Paris', "In row 2 a quotation mark is not closed"),
        (b"Customer\n" + b"Acme\n" * (MOST_ROWS + 1), "It has more than 100,000 rows."),
        (b"x" * (10 * 1024 * 1024 + 1), "It is larger than 10 MB."),
        (b"Customer\n" + b"x" * 200_000, "Row 2 holds a cell that is too long"),
    ],
    ids=["empty", "blank", "nul", "png", "pdf", "letters", "quotes", "rows", "bytes", "cell"],
)
def test_what_cannot_be_read_is_said_kindly_and_not_kept(live: Live, content: bytes, said: str) -> None:
    live.practice.file("maria", "@bot", "customers.csv", content)
    assert live.brief("maria").startswith(f"I could not read *customers.csv*. {said}")
    assert live.brief("maria").endswith("Nothing was brought in.")
    assert [file.content for file in live.rows(DroppedFile)] == [None]


def test_ordinary_words_are_answered_once_a_week_and_never_kept(live: Live) -> None:
    for _ in range(3):
        live.practice.say("alice", "@bot", "Zyzzyva is unhappy")
    mine = live.practice.messages("@bot", "alice")
    assert [message["text"][:33] for message in mine if message.get("bot_id")] == ["I am no good at conversation, and"]
    assert "Zyzzyva" not in repr(live.rows(Message))
    live.practice.advance("1w")
    live.practice.say("alice", "@bot", "hello again")
    assert len(live.rows(Message, feature="hint")) == 2


def test_names_are_similar_by_a_letter_and_not_by_a_number() -> None:
    known = ["Acme Trading", "Depot 1", "Delta Freight"]
    new = ["Acme Tradign", "Depot 11", "Delta Freight Ltd", "Kestrel", "Kestrels"]
    assert similar_names(new, known) == [("Acme Tradign", "Acme Trading"), ("Kestrels", "Kestrel")]


def test_similar_names_of_a_hundred_thousand_are_found_in_seconds() -> None:
    names = [f"{chr(97 + place % 26)}{place} of the town" for place in range(100_000)]
    began = time.process_time()
    similar_names(names, names[::2])
    assert time.process_time() - began < 5


def press_again(live: Live, message: Json, label: str) -> Json:
    """Maria presses a button that she still sees on another machine, and that is gone by now."""
    button = find_element(message["blocks"], label, "")
    action = {"action_id": button["action_id"], "block_id": button["block"], "value": button["value"]}
    place = {"channel": {"id": "D0MARIA"}, "container": {"is_ephemeral": False}}
    return live.practice.forge("maria", {"type": "block_actions", "actions": [action]} | place)


def file_event(live: Live, content: bytes, **changed: Any) -> Json:
    """Return what Slack tells of a file that Maria shared somewhere."""
    live.practice.file("maria", "#general", "customers.csv", content)
    [*_, message] = live.practice.messages("#general")
    about = {"type": "message", "subtype": "file_share", "channel": "D0MARIA", "channel_type": "im", "ts": "1.1"}
    return {"event": about | {"files": message["files"]} | changed}
