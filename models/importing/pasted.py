"""Reading what somebody pastes into Slack: a table with a header, or just names."""

import re

from models.importing.headers import CUSTOMER_COLUMNS, Column, layout_of
from models.importing.spreadsheet import Fault, Sheet, UnreadableError, list_of_names, sheet_of
from models.names import LEGAL_FORMS

_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,3}[.)])\s+")


def read_pasted(text: str) -> Sheet:
    """Read a table if its first line names a column of customers, else a list of names: one a line, or by commas.

    Raises UnreadableError where it is a table without header, since nobody could say what its columns mean.
    """
    lines = [line for line in text.splitlines() if _pieces(line)]
    if not lines:
        raise UnreadableError(Fault.EMPTY)
    if len(lines) > 1 and _is_header(lines[0]):
        return sheet_of("\n".join(lines))
    if len(lines) == 1:
        return list_of_names(_pieces(lines[0]))
    if all("\t" in line or len(_pieces(line)) > 1 for line in lines):
        raise UnreadableError(Fault.NO_NAME_COLUMN, 1, lines[0])
    return list_of_names([_BULLET.sub("", line).strip() for line in lines])


def _is_header(line: str) -> bool:
    try:
        layout = layout_of(sheet_of(line).header, CUSTOMER_COLUMNS)
    except UnreadableError:
        return False
    return Column.CUSTOMER in layout


def _pieces(line: str) -> list[str]:
    """Split a line at commas and semicolons, but not before a legal form: "Acme, Inc., Delta" are two."""
    pieces: list[str] = []
    for piece in (part.strip() for part in re.split(r"[,;\t]", line)):
        if pieces and re.sub(r"\W", "", piece).casefold() in LEGAL_FORMS:
            pieces[-1] += f", {piece}"
        elif piece:
            pieces.append(piece)
    return pieces
