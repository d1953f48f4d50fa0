"""`touchbase worth`: what each customer is worth, as a table or a new CSV file."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table
from sqlmodel import Session, select

from bot.app import clock_of, prepare
from bot.database import open_storage
from bot.exporting import new_file
from bot.importing import only_workspace
from bot.settings import Settings
from models.changing import in_major
from models.customer import ACTIVE, Customer
from models.exporting import Cells, guarded
from models.workspace import Workspace, working_time_of
from models.worth import Worth, ranked
from models.worth_figures import Figures, figures_of

HEADER = (
    "Customer",
    "Tier",
    "Key",
    "Revenue",
    "Cost of sales",
    "Serving",
    "Communicating",
    "Worth",
    "This year",
    "Ever",
)
MONEY, COSTS = HEADER[3:], HEADER[4:7]


def tell_worth(settings: Settings, file: Path | None, console: Console) -> None:
    """Print what the active customers were worth in the last 365 days, this year and ever, or write it into a file."""
    prepare(settings)
    storage = open_storage(settings.database_url)
    try:
        team_id = only_workspace(storage)
        with storage.reading.begin() as session:
            currency = session.get_one(Workspace, team_id).currency
            today = working_time_of(session, team_id).today(clock_of(settings).now())
            rows = list(worth_rows(session, team_id, currency, today))
    finally:
        storage.close()
    if file is None:
        _print(rows, currency, console)
        return
    with new_file(file) as opened:
        writer = csv.writer(opened, quoting=csv.QUOTE_ALL)
        writer.writerow([*HEADER, "Stated", "Currency"])
        # amounts are ours and may be negative; a name is theirs and may look like a formula
        writer.writerows([guarded(row[0]), *row[1:], currency] for row in rows)
    console.print(f"{file}: {len(rows):,} rows.", markup=False, highlight=False, soft_wrap=True)


def worth_rows(session: Session, team_id: str, currency: str, today: date) -> Iterator[Cells]:
    """Return a row for each active customer, worth most in the last 365 days first; the last cell says "stated"."""
    found = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    figures, by_id = figures_of(session, found, today), {customer.id: customer for customer in found}
    for id_ in ranked({id_: one.lately for id_, one in figures.items()}):
        customer, worth = by_id[id_], figures[id_].lately
        amounts = [in_major(minor, currency) for minor in (*_parts(worth), *_totals(figures[id_]))]
        who = [customer.name, customer.tier or "", "yes" if customer.key else ""]
        yield [*who, *amounts, "stated" if worth.stated else "unknown" if worth.unknown else ""]


def _parts(worth: Worth) -> tuple[int, ...]:
    return worth.revenue_minor, worth.sales_minor, worth.serving_minor, worth.communicating_minor, worth.minor


def _totals(figures: Figures) -> tuple[int, int]:
    return figures.this_year.minor, figures.ever.minor


def _print(rows: list[Cells], currency: str, console: Console) -> None:
    """Print the table, without the single costs where the terminal is too narrow: an amount is never cut."""
    table = _table(rows, currency, HEADER)
    if Measurement.get(console, console.options.update(width=1000), table).minimum <= console.width:
        console.print(table)
        return
    console.print(_table(rows, currency, [name for name in HEADER if name not in COSTS]))
    console.print("What sales, serving and communicating cost is told by a wider terminal, or --csv.")


def _table(rows: list[Cells], currency: str, names: Sequence[str]) -> Table:
    table = Table(title=f"Worth in {currency}, last 365 days", show_footer=False)
    for name in names:
        table.add_column(name, justify="right" if name in MONEY else "left", no_wrap=name != "Customer")
    for row in rows:
        table.add_row(*(escape(cell) for name, cell in zip(HEADER, row, strict=False) if name in names))
    return table
