"""The rows of past contacts, read and checked: each is a touch that was done, or a sign of life that they gave."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.importing.contact_words import Meaning, meaning_of
from models.importing.customer_rows import LONGEST_CELL, refuse_shifted
from models.importing.file_style import FileStyle
from models.importing.headers import CONTACT_COLUMNS, Column, Layout, layout_of
from models.importing.known_customers import normal_of
from models.importing.report import RefusedError, Trouble
from models.importing.spreadsheet import Fault, Sheet, SheetRow, UnreadableError
from models.names import clean

LONGEST_NOTE = 3000


@dataclass(frozen=True)
class ContactRow:
    """What one row says of a past contact with a customer."""

    number: int
    customer: str
    customer_id: str | None
    day: date
    meaning: Meaning
    owner: str
    people: str
    note: str
    amount_minor: int | None
    external_id: str | None

    @property
    def fingerprint(self) -> str:
        """Return what tells this contact from others where the file gives it no number of its own."""
        whom = self.customer_id or normal_of(self.customer)
        said = (whom, self.day.isoformat(), *self.meaning, self.owner, self.people, self.note, self.amount_minor)
        return hashlib.sha256("\x1f".join(map(str, said)).encode()).hexdigest()[:24]


def layout_of_contacts(sheet: Sheet) -> Layout:
    """Recognise the columns of past contacts; raises UnreadableError where there are no customers or no days."""
    layout = layout_of(sheet.header, CONTACT_COLUMNS)
    if Column.CUSTOMER not in layout and Column.CUSTOMER_ID not in layout:
        raise UnreadableError(Fault.NO_NAME_COLUMN, sheet.first_row, ", ".join(sheet.header))
    if Column.DAY not in layout:
        raise UnreadableError(Fault.NO_DAY_COLUMN, sheet.first_row, ", ".join(sheet.header))
    return layout


def read_contact(row: SheetRow, style: FileStyle, latest: date) -> ContactRow:
    """Read one row; `latest` is the last day that can be past anywhere. Raises RefusedError, which says why."""
    cells, layout = row.cells, style.layout
    refuse_shifted(row, layout)
    day = style.day(cells, Column.DAY, latest)
    if day is None:
        raise RefusedError(Trouble.NO_DAY)
    customer, customer_id = clean(layout.cell(cells, Column.CUSTOMER)), layout.cell(cells, Column.CUSTOMER_ID)
    if not customer and not customer_id:
        raise RefusedError(Trouble.NO_NAME)
    amount, note = style.money(cells, Column.AMOUNT), layout.cell(cells, Column.NOTE)
    kind = layout.cell(cells, Column.KIND)
    meaning = meaning_of(kind, layout.cell(cells, Column.DIRECTION), note, is_order=_is_order(cells, layout, amount))
    return ContactRow(
        number=row.number,
        customer=customer,
        customer_id=customer_id[:LONGEST_CELL] or None,
        day=day,
        meaning=meaning,
        owner=layout.cell(cells, Column.OWNER),
        people=layout.cell(cells, Column.PERSON)[:LONGEST_CELL],
        note=(note if meaning.understood else f"{kind}: {note}".strip(": "))[:LONGEST_NOTE],
        amount_minor=amount,
        external_id=(layout.cell(cells, Column.ORDER_ID) or layout.cell(cells, Column.CONTACT_ID))[:LONGEST_CELL]
        or None,
    )


def _is_order(cells: Sequence[str], layout: Layout, amount: int | None) -> bool:
    """A row without a kind is an order where it has a number or amount of one."""
    return amount is not None or bool(layout.cell(cells, Column.ORDER_ID))
