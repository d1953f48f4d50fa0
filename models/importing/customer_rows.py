"""The rows of a customers' export, read and checked; nothing here knows the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.importing.figures import is_nothing
from models.importing.file_style import FileStyle
from models.importing.headers import CUSTOMER_COLUMNS, Column, Layout, fold, layout_of
from models.importing.own_plans import COLUMNS, read_own_plan
from models.importing.report import RefusedError, Trouble
from models.importing.spreadsheet import Fault, Sheet, SheetRow, UnreadableError
from models.lost import read_reason
from models.names import clean
from models.rung import read_rung

LONGEST_CELL = 500
OWN_COLUMNS = frozenset(COLUMNS)
LEFT = frozenset(
    [
        "left",
        "lost",
        "inactive",
        "former",
        "churned",
        "closed",
        "ehemalig",
        "inaktiv",
        "verloren",
        "perdu",
        "inactif",
        "perdido",
        "inactivo",
        "perso",
        "inattivo",
        "vertrokken",
        "inactief",
        "inativo",
    ]
)


@dataclass(frozen=True)
class Person:
    """Somebody at a customer, as a row names them."""

    name: str
    role: str
    phone: str
    email: str
    likes: str

    def __bool__(self) -> bool:
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True)
class CustomerRow:
    """What one row says of a customer; `tier_said` is the file's own word where it means no tier.

    `own_plan` is what differs from the care model for them alone, by the customer's columns.
    """

    number: int
    name: str
    external_id: str | None
    owner: str
    tier: str | None
    tier_said: str
    revenue_minor: int | None
    person: Person
    has_left: bool
    parent: str
    last_contact: date | None
    last_order: date | None
    rung: str | None = None
    left_on: date | None = None
    left_because: str | None = None
    own_plan: Mapping[str, Any] = field(default_factory=dict)


def layout_of_customers(sheet: Sheet, columns: Mapping[str, int] | None = None) -> Layout:
    """Recognise the columns of a customers' export, or take them to stand where a person said: places by name.

    Raises UnreadableError where none holds customers' names.
    """
    layout = layout_of(sheet.header, CUSTOMER_COLUMNS)
    if columns is not None:
        layout = Layout(sheet.header, {Column[name]: place for name, place in columns.items()})
    if Column.CUSTOMER not in layout and not {Column.FIRST_NAME, Column.LAST_NAME} <= layout.places.keys():
        raise UnreadableError(Fault.NO_NAME_COLUMN, sheet.first_row, ", ".join(sheet.header))
    return layout


def read_customer(row: SheetRow, style: FileStyle, latest: date) -> CustomerRow:
    """Read one row; `latest` is the last day that can be past anywhere. Raises RefusedError, which says why."""
    cells, layout = row.cells, style.layout
    refuse_shifted(row, layout)
    person = _person(cells, layout)
    name = clean(layout.cell(cells, Column.CUSTOMER) if Column.CUSTOMER in layout else person.name)
    if not any(char.isalnum() for char in name):
        raise RefusedError(Trouble.NO_NAME)
    tier = layout.cell(cells, Column.TIER)
    return CustomerRow(
        number=row.number,
        name=name,
        external_id=layout.cell(cells, Column.CUSTOMER_ID)[:LONGEST_CELL] or None,
        owner=layout.cell(cells, Column.OWNER),
        tier=style.tiers.get(tier),
        tier_said="" if not style.tiers or tier in style.tiers or is_nothing(tier) else tier,
        revenue_minor=style.money(cells, Column.REVENUE),
        person=person,
        has_left=bool(LEFT & set(fold(layout.cell(cells, Column.STATE)).split())),
        parent=clean(layout.cell(cells, Column.PARENT)),
        last_contact=style.day(cells, Column.LAST_CONTACT, latest),
        last_order=style.day(cells, Column.LAST_ORDER, latest),
        left_on=style.day(cells, Column.LEFT_ON, latest),
        left_because=read_reason(layout.cell(cells, Column.LEFT_BECAUSE))[0],
        rung=read_rung(layout.cell(cells, Column.RUNG)),
        own_plan=read_own_plan(cells, layout) if layout.places.keys() & OWN_COLUMNS else {},
    )


def refuse_shifted(row: SheetRow, layout: Layout) -> None:
    """Refuse a row with more cells than the header: a separator inside a name has moved what stands behind it."""
    if any(row.cells[len(layout.header) :]):
        raise RefusedError(Trouble.TOO_WIDE, str(len(row.cells)))


def _person(cells: Sequence[str], layout: Layout) -> Person:
    def cell(column: Column) -> str:
        return " ".join(layout.cell(cells, column).split())[:LONGEST_CELL]

    name = cell(Column.PERSON) or f"{cell(Column.FIRST_NAME)} {cell(Column.LAST_NAME)}"
    role, phone, email = cell(Column.ROLE), cell(Column.PHONE), cell(Column.EMAIL)
    return Person(clean(name), role, phone, email, cell(Column.LIKES))
