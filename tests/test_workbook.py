"""Excel workbooks: read like the CSV file that they could be, and refused before they can do harm."""

import io
import time
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from live import Live

from models.importing.spreadsheet import MOST_ROWS, Fault, UnreadableError
from models.importing.workbook import MOST_UNPACKED, read_file

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_cells_are_written_as_people_would() -> None:
    rows = [
        ["Customer", "Revenue", "Last contact", "Phone", "Note"],
        [],
        ["Acme\tLtd", 12_000.0, date(2026, 10, 1), "+49 30 1", 'said "yes",\nthen no'],
        ["Delta", 1.5, datetime(2026, 10, 2, 9, 30, tzinfo=UTC).replace(tzinfo=None), 4930.0, True],
    ]
    sheet = read_file(workbook(rows))
    assert sheet.header == ("Customer", "Revenue", "Last contact", "Phone", "Note")
    assert [(row.number, list(row.cells)) for row in sheet.rows()] == [
        (3, ["Acme Ltd", "12000", "2026-10-01", "+49 30 1", 'said "yes",\nthen no']),
        (4, ["Delta", "1.5", "2026-10-02 09:30:00", "4930", "True"]),
    ]


def test_the_first_sheet_with_anything_in_it_is_read() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Customers").append(["Customer"])
    book.create_sheet("Prices").append(["Price"])
    assert read_file(saved(book)).header == ("Customer",)


def test_a_workbook_dropped_into_the_dm_is_imported(live: Live) -> None:
    live.practice.file("maria", "@bot", "Kunden.xlsx", workbook([["Firma", "Umsatz"], ["Müller & Söhne", 1200]]))
    assert "customer: *Firma* · revenue: *Umsatz*" in live.brief("maria")
    live.tap("maria", "Import")
    assert [(one.name, one.revenue_minor) for one in live.customers()] == [("Müller & Söhne", 120_000)]


def test_a_bomb_dropped_into_the_dm_is_refused_at_once(live: Live) -> None:
    began = time.process_time()
    live.practice.file("maria", "@bot", "customers.xlsx", zipped({"xl/worksheets/sheet1.xml": bytes(300 * 1024**2)}))
    assert live.brief("maria").startswith("I could not read *customers.xlsx*. It is larger than 10 MB.")
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"PK\x03\x04no zip at all", Fault.WORKBOOK),
        (b"\xd0\xcf\x11\xe0 an old workbook", Fault.WORKBOOK),
        (lambda: zipped({"hello.txt": b"hello"}), Fault.WORKBOOK),
        (lambda: workbook([["Customer"], ["Acme"]])[:-30], Fault.WORKBOOK),
        (lambda: workbook([["Customer"], ["Acme"]]).replace(b"PK\x01\x02", b"PK\x01\x03"), Fault.WORKBOOK),
        (lambda: zipped({f"{part}.xml": bytes(MOST_UNPACKED // 50) for part in range(60)}), Fault.TOO_LARGE),
        (lambda: workbook([]), Fault.EMPTY),
        (lambda: with_sheet(billion_laughs()), Fault.WORKBOOK),
        (lambda: with_sheet(sheet_of('<row r="1"><c t="s"><v>99</v></c></row>')), Fault.WORKBOOK),
        (lambda: with_sheet(b"<worksheet"), Fault.WORKBOOK),
        (lambda: with_sheet(sheet_of(rows(MOST_ROWS + 2))), Fault.TOO_MANY_ROWS),
        (lambda: with_sheet(sheet_of('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')), Fault.TOO_MANY_ROWS),
        (b"x" * (10 * 1024 * 1024 + 1), Fault.TOO_LARGE),
    ],
)
def test_what_is_broken_or_meant_to_break_is_refused(data: Any, fault: Fault) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableError) as refused:
        read_file(data() if callable(data) else data)
    assert refused.value.fault is fault
    assert time.process_time() - began < 8


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    sheet = sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>Customer</t></is></c></row>', "A1:XFD1048576")
    assert read_file(with_sheet(sheet)).header == ("Customer",)


def workbook(given: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for cells in given:
        book.active.append(cells or [None])
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def with_sheet(content: bytes) -> bytes:
    """Return a workbook whose one sheet is this XML."""
    with zipfile.ZipFile(io.BytesIO(workbook([["Customer"]]))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    return zipped(parts | {"xl/worksheets/sheet1.xml": content})


def sheet_of(content: str, dimension: str = "A1") -> bytes:
    about = f'<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/>'
    return f"{about}<sheetData>{content}</sheetData></worksheet>".encode()


def rows(count: int) -> str:
    return "".join(f'<row r="{number}"><c><v>{number}</v></c></row>' for number in range(1, count + 1))


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c t="inlineStr"><is><t>&l8;</t></is></c></row></sheetData></worksheet>'
    ).encode()
