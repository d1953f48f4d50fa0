"""Sample facts of the templates in templates/dropped_file."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from facts.brief import NOW
from facts.importing import reports

from models.dropped_file import DroppedFile
from models.importing.contacts_preview import ContactsPreview
from models.importing.headers import CONTACT_COLUMNS, CUSTOMER_COLUMNS
from models.importing.preview import Preview
from models.importing.report import Report, Trouble
from models.importing.spreadsheet import Fault
from models.member import Member

NAMES = {one.name: one.value for one in CUSTOMER_COLUMNS}


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for found in previews(said):
        file = a_file(said, asdict(found))
        for state in ("received", "ready", "importing", "undoing", "cancelled", "expired", "failed"):
            yield f"dropped_file/{state}", {"file": file, "names": NAMES}
        yield (
            "dropped_file/columns",
            {
                "file": file,
                "header": found.header[:100],
                "chosen": found.columns,
                "columns": CUSTOMER_COLUMNS,
            },
        )
    for fault in Fault:
        seen = {"fault": fault, "row": 7, "seen": said("Firma, Ort"), "header": []}
        for header in ([], [said("Firma")]):
            yield "dropped_file/unreadable", {"file": a_file(said, seen | {"header": header}), "names": NAMES}
    for count in (0, 1, 200):
        for report in reports(said):
            file = a_file(said, {})
            file.outcome = {"refused": len(report.problems)}
            yield "dropped_file/done", {"file": file, "report": report, "undo": bool(count), "without_champion": count}
        file = a_file(said, {})
        names = [said("Acme")] * min(count, 5)
        back = {"gone": count, "as_before": count, "stayed": count, "names": names}
        file.outcome = {"taken_back": back | ({"currency": "EUR"} if count else {})}
        yield "dropped_file/undone", {"file": file}
    yield from of_contacts(said)
    for managers in ([], [Member(team_id="T1", user_id="U0MARIA", name=said("Maria"))]):
        yield "dropped_file/refused", {"managers": managers}
    yield "dropped_file/column_errors", {"problems": {"CUSTOMER": "no_names", "TIER": "twice"}}
    yield "dropped_file/gone", {}
    yield "dropped_file/gone_form", {}


def of_contacts(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a file of past contacts and orders, with nothing, one and many of each."""
    names = {one.name: one.value for one in CONTACT_COLUMNS}
    for count in (0, 1, 5_000):
        found = ContactsPreview(
            [said(f"Column {number}") for number in range(30)],
            {name: place for place, name in enumerate(names)},
            rows=3 * count,
            customers=count,
            touches=count,
            signs=2 * count,
            purchases=count,
            known=count,
            refused=count,
            problems=[{"row": 7, "trouble": one, "seen": said("viel")} for one in Trouble] if count else [],
            unknown_owners=[(said("Charlie"), 7)] * min(count, 9),
            guessed=[said("Date")] * min(count, 2),
            unused=[said("Colour")] * min(count, 9),
        )
        for state in ("ready", "importing"):
            yield f"dropped_file/{state}_contacts", {"file": a_file(said, asdict(found)), "names": names}
        report = Report(
            touches=count, signs=2 * count, known_contacts=count, guessed_order=[said("Date")] * (count > 0)
        )
        file = a_file(said, {})
        file.outcome = {
            "refused": 0,
            "kept": count,
            "taken_back": {"as_before": count, "currency": "EUR" * (count > 1)},
        }
        yield "dropped_file/done_contacts", {"file": file, "report": report, "undo": bool(count)}
        yield "dropped_file/undone_contacts", {"file": file}
    for report in reports(said):
        file = a_file(said, {})
        file.outcome = {"refused": len(report.problems)}
        yield "dropped_file/done_contacts", {"file": file, "report": report, "undo": True}


def previews(said: Callable[[str], str]) -> Iterator[Preview]:
    yield Preview([said("Firma")], {"CUSTOMER": 0}, 0, "EUR")
    yield Preview([said("Firma"), ""], {"CUSTOMER": 0, "TIER": 1}, 1, "EUR", new=1, with_champion=1, champions=1)
    header = [said(f"Column {number}") for number in range(150)]
    yield Preview(
        header,
        {name: place for place, name in enumerate(NAMES)},
        5_000,
        "EUR",
        new=4_000,
        known=900,
        twice=40,
        refused=60,
        similar=[(said("Acme Corp"), said("Acme Crop"))] * 10,
        problems=[{"row": 7, "trouble": trouble, "seen": said("viel"), "in_contacts": False} for trouble in Trouble],
        unknown_owners=[(said("Charlie"), 7)] * 10,
        unknown_parents=[(said("Globex"), 7)] * 10,
        unknown_tiers=[said("Partner")] * 10,
        guessed=[said("Last contact")],
        unused=header[20:],
    )


def a_file(said: Callable[[str], str], preview: dict[str, Any]) -> DroppedFile:
    about = {"file_id": "F1", "by": "U0MARIA", "name": said("customers.csv")[:80], "created_at": NOW}
    return DroppedFile(team_id="T1", id="f1", preview=preview, **about)
