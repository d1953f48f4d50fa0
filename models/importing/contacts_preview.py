"""What a file of past contacts or orders holds: told from a file of customers, read as an import would, and counted."""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.importing.contact_rows import layout_of_contacts, read_contact
from models.importing.file_style import style_of
from models.importing.headers import CONTACT_COLUMNS, CUSTOMER_COLUMNS, Column, layout_of
from models.importing.past_contacts import PastContacts
from models.importing.preview import MOST_NAMED
from models.importing.report import RefusedError
from models.importing.run import DEFAULT_SOURCE, begin, first_currency
from models.importing.spreadsheet import Sheet
from models.workspace import Workspace

TELLING = frozenset({Column.KIND, Column.DIRECTION, Column.ORDER_ID, Column.AMOUNT, Column.CONTACT_ID, Column.NOTE})


@dataclass
class ContactsPreview:
    """Counts and examples; plain data. `known` are contacts that were recorded before, `signs` include `purchases`."""

    header: list[str]
    columns: dict[str, int]
    rows: int
    currency: str = ""
    customers: int = 0
    touches: int = 0
    signs: int = 0
    purchases: int = 0
    known: int = 0
    refused: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)
    unknown_owners: list[tuple[str, int]] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    contacts: bool = True


def speaks_of_contacts(sheet: Sheet) -> bool:
    """Tell whether a table holds contacts rather than customers: days, and more columns that are a contact's."""
    found = layout_of(sheet.header, CONTACT_COLUMNS)
    named = Column.CUSTOMER in found or Column.CUSTOMER_ID in found
    more = len(found.places) > len(layout_of(sheet.header, CUSTOMER_COLUMNS).places)
    return named and Column.DAY in found and bool(TELLING & found.places.keys()) and more


def preview_of_contacts(
    session: Session, workspace: Workspace, sheet: Sheet, now: datetime, *, month_first: bool = False
) -> ContactsPreview:
    """Read all rows as an import would, and tell what would come of them. Raises UnreadableError."""
    layout = layout_of_contacts(sheet)
    run = begin(session, workspace, DEFAULT_SOURCE, now)
    style = style_of(sheet, layout, workspace.currency, month_first=month_first)
    style = replace(style, home=first_currency(run, [style]) or style.home)
    contacts = PastContacts(run, writes=False)
    for row in sheet.rows():
        try:
            contacts.take(read_contact(row, style, run.latest))
        except RefusedError as refused:
            run.report.refuse(row.number, refused, in_contacts=True)
    report = run.report
    return ContactsPreview(
        header=list(sheet.header),
        columns={one.name: place for one, place in layout.places.items()},
        rows=sheet.length,
        currency=style.home,
        customers=len(run.changed),
        touches=report.touches,
        signs=report.signs,
        purchases=report.purchases,
        known=report.known_contacts,
        refused=len(report.problems),
        problems=[asdict(problem) for problem in report.problems[:MOST_NAMED]],
        unknown_owners=report.unknown_owners.most_common(MOST_NAMED),
        guessed=[layout.title(column) for column in style.guessed],
        unused=layout.unused,
    )
