"""Reading exports: whatever a spreadsheet or CRM wrote is read whole, or refused with the row that is to blame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.importing.pasted import read_pasted
from models.importing.spreadsheet import MOST_BYTES, MOST_ROWS, Fault, Sheet, UnreadableError, read_sheet, sheet_of

GERMAN = "Firma;Ort\nMüller & Söhne;Köln\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_whatever_encoding_it_came(encoding: str) -> None:
    assert cells(read_sheet(GERMAN.encode(encoding))) == [["Müller & Söhne", "Köln"]]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Company,City\nAcme,Berlin\n", ["Acme", "Berlin"]),
        ("Company;City\nAcme;Berlin\n", ["Acme", "Berlin"]),
        ("Company\tCity\nAcme\tBerlin\n", ["Acme", "Berlin"]),
        ("sep=;\nCompany;City\nAcme;Berlin\n", ["Acme", "Berlin"]),  # Excel says what it uses
        ("Firma;Umsatz\nAcme;1,50\nDelta;2,50\n", ["Acme", "1,50"]),  # German decimals are no columns
        ("Company,City\r\nAcme,Berlin\r\n", ["Acme", "Berlin"]),
        ('Company, City\n"Acme, Inc.", "New York"\n', ["Acme, Inc.", "New York"]),
        ('Company,Note\nAcme,"two\nlines"\n', ["Acme", "two\nlines"]),
        ('Company,Note\nAcme,the "Best" one\n', ["Acme", 'the "Best" one']),
        ("\n\nCompany,City\n,,\nAcme,Berlin\n", ["Acme", "Berlin"]),  # empty rows before and between
        ("Company\nAcme, Inc.\n", ["Acme, Inc."]),  # a single column may hold commas
    ],
)
def test_columns_come_apart_at_the_right_places(text: str, row: list[str]) -> None:
    assert cells(sheet_of(text))[0] == row


@pytest.mark.parametrize(
    ("data", "fault", "row"),
    [
        (b"", Fault.EMPTY, 0),
        (b"\n \n", Fault.EMPTY, 0),
        (b"PK\x03\x04rest of a workbook", Fault.WORKBOOK, 0),
        (b"Company\nAcme\nDel\x00ta\n", Fault.NOT_TEXT, 3),
        (b"\x89PNG\r\n\x1a\nno NUL", Fault.NOT_TEXT, 1),
        (b"\xff\xd8\xff\xe0 a photo, \x81", Fault.NOT_TEXT, 1),
        (b"%PDF-1.7\n1 0 obj", Fault.NOT_TEXT, 1),
        ("Company\nAcme\n".encode("utf-16-le"), Fault.NOT_TEXT, 1),  # without its mark it looks like NULs
        (b"Company\nAcme\n\x81\x8d\n", Fault.ENCODING, 3),
        (b'Company,City\nAcme,Berlin\n"Delta,Paris\nEcho,Rome\n', Fault.QUOTES, 3),  # never closed
        (b'Company,City\n"Acme,Berlin\nDelta,Paris\n"Echo",Rome\n', Fault.QUOTES, 2),  # closed rows later
        (b'Company,City\n"Acme,Berlin\nDelta,Paris\nEcho",Rome\n', Fault.QUOTES, 2),  # ... at a cell's end
        (b"Company\n" + b"x" * 140_000, Fault.CELL_TOO_LONG, 2),
        (b"x" * (MOST_BYTES + 1), Fault.TOO_LARGE, 0),
        (b"Company\n" + b"x\n" * (MOST_ROWS + 1), Fault.TOO_MANY_ROWS, MOST_ROWS + 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(data: bytes, fault: Fault, row: int) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_sheet(data)
    assert (refused.value.fault, refused.value.row) == (fault, row)


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    sheet = sheet_of('Company,Note\nAcme,"two\nlines"\n\nDelta,x\n')
    assert [row.number for row in sheet.rows()] == [2, 4]
    assert sheet.length == 2


def test_the_guard_against_formulas_is_taken_off_again() -> None:
    sheet = sheet_of("Company,Phone,Note\n'=Acme,'+49 30 1234,'tis the season\n")
    assert cells(sheet) == [["=Acme", "+49 30 1234", "'tis the season"]]


def test_control_and_direction_marks_do_not_reach_a_cell() -> None:
    assert cells(sheet_of("Company,City\nAc\u202eme\x07,Ber\u200blin\n")) == [["Acme", "Berlin"]]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        sheet = read_sheet(data)
    except UnreadableError:
        return
    assert len(list(sheet.rows())) == sheet.length


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("Acme", ["Acme"]),
        ("Acme, Delta Freight; Echo", ["Acme", "Delta Freight", "Echo"]),
        ("Acme, Inc., Delta, GmbH & Co", ["Acme, Inc.", "Delta", "GmbH & Co"]),
        ("Acme\nDelta Freight\n\nEcho", ["Acme", "Delta Freight", "Echo"]),
        ("- Acme\n- Delta\n3. Echo", ["Acme", "Delta", "Echo"]),  # copied from a list
        ("Acme, Inc.\nSmith, Jones and Partners\nDelta", ["Acme, Inc.", "Smith, Jones and Partners", "Delta"]),
        ('"Best" Coffee\nDelta', ['"Best" Coffee', "Delta"]),
        ("Customer,Champion\nAcme,Alice", ["Acme"]),
        ("Kunde\tBetreuer\nAcme\tAlice", ["Acme"]),
    ],
)
def test_pasted_text_is_a_list_of_names_or_a_table(pasted: str, names: list[str]) -> None:
    assert [row[0] for row in cells(read_pasted(pasted))] == names


@pytest.mark.parametrize(
    ("pasted", "fault"),
    [
        ("  \n ", Fault.EMPTY),
        ("Acme,Alice\nDelta,Bob", Fault.NO_NAME_COLUMN),  # is Alice a champion, or a person at Acme?
        ("Acme\tAlice\nDelta\tBob", Fault.NO_NAME_COLUMN),
        ('Customer,Champion\n"Acme,Alice', Fault.QUOTES),
    ],
)
def test_a_pasted_table_that_could_mean_anything_is_refused(pasted: str, fault: Fault) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_pasted(pasted)
    assert refused.value.fault is fault


def cells(sheet: Sheet) -> list[list[str]]:
    return [list(row.cells) for row in sheet.rows()]
