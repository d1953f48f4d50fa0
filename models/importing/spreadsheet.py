"""Reading a spreadsheet's export: whatever its encoding and separator, it becomes numbered rows of clean text."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 100_000
SEPARATORS = ("\t", ",", ";")
SAMPLE_ROWS = 50
GUARD = "'"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
PICTURES_AND_PAPERS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF", b"{\\rtf", b"<!DOCTYPE", b"<html")
"""How files begin that no table is ever read from, whatever their letters would make of them."""


class Fault(StrEnum):
    """Why a file cannot be read as a table."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    WORKBOOK = "workbook"
    NOT_TEXT = "not_text"
    ENCODING = "encoding"
    QUOTES = "quotes"
    CELL_TOO_LONG = "cell_too_long"
    NO_NAME_COLUMN = "no_name_column"
    NO_DAY_COLUMN = "no_day_column"
    NO_STOCKTAKE_COLUMN = "no_stocktake_column"
    NO_COMPLAINT_COLUMN = "no_complaint_column"


class UnreadableError(Exception):
    """A file that is refused as a whole, before anything is written; `row` is the one that a spreadsheet shows."""

    def __init__(self, fault: Fault, row: int = 0, seen: str = "") -> None:
        super().__init__(f"{fault} (row {row}) {seen}")
        self.fault, self.row, self.seen = fault, row, seen


@dataclass(frozen=True)
class SheetRow:
    """One row; `number` is the one that a spreadsheet shows beside it."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """A table: its header, and its rows, which can be read any number of times without holding them all."""

    header: tuple[str, ...]
    separator: str
    text: str
    first_row: int
    length: int

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows below the header; empty ones are left out."""
        for row in _records(self.text, self.separator):
            if row.number > self.first_row and any(row.cells):
                yield row


def read_sheet(data: bytes) -> Sheet:
    """Read a whole file once, so that whatever is broken in it is known before anything is written.

    Raises UnreadableError, which names the fault and the row.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(Fault.TOO_LARGE)
    return sheet_of(decode(data))


def sheet_of(text: str, separator: str | None = None) -> Sheet:
    """Read text as a table; the first row that is not empty is the header. Without a separator it is found out."""
    if separator is None:
        text, separator = _separator_of(text)
    header: tuple[str, ...] = ()
    first_row = length = 0
    for row in _records(text, separator):
        if not any(row.cells):
            continue
        if not header:
            header, first_row = tuple(row.cells), row.number
        else:
            length += 1
        _refuse_swallowed_rows(row, separator, len(header))
        if length > MOST_ROWS:
            raise UnreadableError(Fault.TOO_MANY_ROWS, row.number)
    if not header:
        raise UnreadableError(Fault.EMPTY)
    return Sheet(header, separator, text, first_row, length)


def list_of_names(names: Sequence[str]) -> Sheet:
    """Make a table of one column from a plain list."""
    quoted = "".join('"' + name.replace('"', '""') + '"\n' for name in names)
    return sheet_of(f"Company\n{quoted}")


def decode(data: bytes) -> str:
    """Decode UTF-8 (with or without a mark), UTF-16 with a mark, else Windows-1252; refuse what is no text."""
    if data.startswith(WORKBOOKS):
        raise UnreadableError(Fault.WORKBOOK)
    if data.startswith(PICTURES_AND_PAPERS):
        raise UnreadableError(Fault.NOT_TEXT, 1)
    text = _decoded(data)
    if "\0" in text:
        raise UnreadableError(Fault.NOT_TEXT, text[: text.index("\0")].count("\n") + 1)
    return text


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    broken = 0
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            broken = error.start
    raise UnreadableError(Fault.ENCODING, data[:broken].count(b"\n") + 1)


def _separator_of(text: str) -> tuple[str, str]:
    """Return the text without Excel's `sep=` line, and the separator that most of the first rows agree on."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.rstrip("\r\n")) == len("sep=") + 1:
        # The line stays as an empty one, so that row numbers remain those of the spreadsheet.
        return f"\n{rest}", first.rstrip("\r\n")[-1]
    return text, max(SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> tuple[int, int]:
    """Say how many of the first rows are as wide as the header, and how wide that is; one column agrees on nothing."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    try:
        widths = [len(cells) for cells in islice((cells for cells in rows if cells), SAMPLE_ROWS)]
    except csv.Error:
        return (0, 0)
    if not widths or widths[0] < 2:
        return (0, 0)
    return (widths.count(widths[0]), widths[0])


def _records(text: str, separator: str) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield SheetRow(number, [plain(cell) for cell in cells])
    except csv.Error as error:
        fault = Fault.CELL_TOO_LONG if "field limit" in str(error) else Fault.QUOTES
        raise UnreadableError(fault, number + 1) from error


def _refuse_swallowed_rows(row: SheetRow, separator: str, width: int) -> None:
    """Refuse a quotation mark that is closed rows later: the cell that it makes has the separators of rows in it."""
    if width < 2:
        return
    for cell in row.cells:
        if "\n" in cell and any(line.count(separator) >= width - 1 for line in cell.split("\n")[1:]):
            raise UnreadableError(Fault.QUOTES, row.number)


def plain(cell: str) -> str:
    """Return a cell's text: without the `'` that guards against formulas, control characters and outer blanks."""
    if cell.startswith(GUARD) and cell.lstrip(GUARD).startswith(FORMULA_STARTS):
        cell = cell[1:]
    if not cell.isprintable():
        cell = "".join(char for char in cell if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf"))
    return cell.strip()
