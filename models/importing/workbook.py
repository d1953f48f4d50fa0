"""Reading an Excel workbook (.xlsx): its first sheet with anything in it becomes the table that a CSV file would be.

A workbook is a zip file of XML, and so can be a bomb: sizes are added up before anything is unpacked, and defusedxml,
which openpyxl uses where it is installed, refuses entities.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from models.importing.spreadsheet import MOST_BYTES, MOST_ROWS, Fault, Sheet, UnreadableError, read_sheet, sheet_of

ZIP = b"PK\x03\x04"
MOST_UNPACKED = 100 * 1024 * 1024
MOST_TIMES = 150
"""So many times larger than packed may a part be: sheets full of the same come to sixty, a bomb to a thousand."""
SMALL = 1024 * 1024
"""A part that unpacks to no more than this may be packed as tightly as it likes."""
MOST_COLUMNS = 200
HEADER_WITHIN = 100
"""Rows from the top within which the header has to stand."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    DefusedXmlException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What openpyxl raises of files that are no workbook, are broken, or are meant to break it."""


def read_file(data: bytes) -> Sheet:
    """Read a file that is CSV or a workbook, by what it is and not by its name. Raises UnreadableError."""
    if len(data) > MOST_BYTES:
        raise UnreadableError(Fault.TOO_LARGE)
    return read_workbook(data) if data.startswith(ZIP) else read_sheet(data)


def read_workbook(data: bytes) -> Sheet:
    """Read the first sheet of a workbook that holds anything. Raises UnreadableError.

    openpyxl is imported here: it takes a fifth of the bot's start, and most companies never send a workbook.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _refuse_bombs(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            texts = (_as_text(sheet) for sheet in book.worksheets)
            text = next((text for text in texts if text.strip()), "")
        finally:
            book.close()
    except UnreadableError:
        raise
    except (*BROKEN, InvalidFileException) as error:
        raise UnreadableError(Fault.WORKBOOK) from error
    return sheet_of(text, "\t")


def _refuse_bombs(data: bytes) -> None:
    """Raise UnreadableError where a workbook unpacks to far more than any table needs; nothing is unpacked for that."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableError(Fault.TOO_LARGE)
    if any(part.file_size > max(SMALL, MOST_TIMES * part.compress_size) for part in parts):
        raise UnreadableError(Fault.TOO_LARGE)


def _as_text(sheet: Any) -> str:
    """Return a sheet as text with tabs; empty rows stay, so that rows keep the numbers that Excel shows."""
    sheet.reset_dimensions()  # what the file says of its size may be anything
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    # one more column than the header has, so that a shifted row is noticed; openpyxl fills up all that are asked for
    width = _width(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)) + 1
    for cells in _rows(sheet.iter_rows(max_col=width, values_only=True)):
        writer.writerow(cells)
    return out.getvalue()


def _width(rows: Iterable[tuple[Any, ...]]) -> int:
    """Return how many columns the first row with anything in it has; a table begins near the top."""
    for cells in islice(rows, HEADER_WITHIN):
        if said := [place for place, value in enumerate(cells, 1) if value is not None]:
            return max(said)
    return 0


def _rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str]]:
    waiting = 0
    for number, cells in enumerate(rows, 1):
        if cells.count(None) == len(cells):
            waiting += 1  # empty rows at the end, of which there may be a million, are none
            continue
        if number > 2 * MOST_ROWS:
            raise UnreadableError(Fault.TOO_MANY_ROWS, number)
        yield from ([] for _ in range(waiting))
        waiting = 0
        said = [_cell(value) for value in cells]
        while not said[-1] and len(said) > 1:
            said.pop()
        yield said


def _cell(value: Any) -> str:
    """Write a cell as people would: whole numbers without a point, days as 2026-03-04."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace("\t", " ")
