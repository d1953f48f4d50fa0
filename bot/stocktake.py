"""`touchbase stocktake`: prints the last confirmed one, writes its gradings to a file, brings in those of the past."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from bot.app import clock_of, prepare
from bot.database import Storage, open_storage
from bot.exporting import new_file
from bot.import_words import fault_words, problem_lines
from bot.importing import ImportRefusedError, only_workspace
from bot.refused import RefusedError
from bot.settings import Settings
from migrations.tables import import_tables
from models.exporting import as_money, write_table
from models.importing.spreadsheet import MOST_BYTES, Sheet, UnreadableError
from models.importing.workbook import read_file
from models.stocktake_past import PastStocktakes
from models.stocktake_past import bring_in as keep_past
from models.stocktake_report import Report, Share, latest_report
from models.stocktake_table import GRADINGS, grading_rows
from models.workspace import Workspace


class NoStocktakeError(RefusedError):
    """There is nothing to report; the text says what to do."""


def tell(settings: Settings, csv: Path | None, console: Console, past: Path | None = None) -> None:
    """Print the report; with `csv` also write one row for every customer; first keep the stocktakes of `past`.

    Raises RefusedError.
    """
    prepare(settings)
    import_tables()
    storage = open_storage(settings.database_url)
    try:
        team_id = only_workspace(storage)
        if past:
            _bring_in(storage, team_id, past, clock_of(settings).now(), console)
        with storage.reading.begin() as session:
            report = latest_report(session, team_id)
            if report is None:
                raise NoStocktakeError("No stocktake has been confirmed yet: in Slack, /care stocktake begins one.")
            workspace = session.get_one(Workspace, team_id)
            console.print(drawn(report, workspace))
            console.print(f"Up: {len(report.up)}. Down: {len(report.down)}. Without a tier: {report.ungraded}.")
            if csv:
                _write(session, workspace, report, csv, console)
    finally:
        storage.close()


def _bring_in(storage: Storage, team_id: str, path: Path, now: datetime, console: Console) -> None:
    try:
        with storage.patient.begin() as session:
            workspace = session.get_one(Workspace, team_id)
            found = keep_past(session, workspace, _read(path), now)
    except UnreadableError as error:
        raise ImportRefusedError(f"{path.name}: {fault_words(error)}") from error
    for line in _came(found, workspace.currency):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _read(path: Path) -> Sheet:
    try:
        with path.open("rb") as file:
            return read_file(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise ImportRefusedError(f"{path} cannot be opened: {error.strerror}.") from error


def _came(found: PastStocktakes, currency: str) -> Iterator[str]:
    found.report.currency = currency
    yield from problem_lines(found.report)
    for day, many in found.new.items():
        yield f"Stocktake of {day.isoformat()}: {many:,} kept."
    if not found.new:
        yield "Nothing new: what can be read of it is kept already."
    if found.report.problems:
        yield f"Left out: {len(found.report.problems):,}. Correct them and bring it in again: nothing comes twice."


def drawn(report: Report, workspace: Workspace) -> Table:
    """Return the shares of every tier and class as a table."""
    day = report.stocktake.closed_at.date().isoformat() if report.stocktake.closed_at else ""
    table = Table(title=f"Stocktake, confirmed {day}")
    for title in ("Tier", "Customers", "%", f"Revenue ({workspace.currency})", "%"):
        table.add_column(title, justify="left" if title == "Tier" else "right")
    for share in (*report.tiers, *report.classes):
        table.add_row(*_cells(share, report, workspace.currency))
    return table


def _cells(share: Share, report: Report, currency: str) -> list[str]:
    amount = as_money(share.revenue_minor, currency)
    parts = ((share.customers, report.customers), (share.revenue_minor, report.revenue_minor))
    customers, revenue = (f"{100 * part / whole:.1f}" if whole > 0 else "" for part, whole in parts)
    return [share.name, f"{share.customers:,}", customers, amount, revenue]


def _write(session: Session, workspace: Workspace, report: Report, path: Path, console: Console) -> None:
    with new_file(path) as file:
        count = write_table(file, GRADINGS, grading_rows(session, workspace, report.stocktake))
    console.print(f"{path}: {count:,} rows.", markup=False, highlight=False, soft_wrap=True)
