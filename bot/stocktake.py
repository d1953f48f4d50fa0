"""`touchbase stocktake`: prints the report of the last confirmed stocktake, or writes its gradings into a new file."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from bot.app import prepare
from bot.database import open_storage
from bot.exporting import new_file
from bot.importing import only_workspace
from bot.settings import Settings
from migrations.tables import import_tables
from models.exporting import as_money, write_table
from models.stocktake_report import Report, Share, latest_report
from models.stocktake_table import GRADINGS, grading_rows
from models.workspace import Workspace


class NoStocktakeError(Exception):
    """There is nothing to report; the text says what to do."""


def tell(settings: Settings, csv: Path | None, console: Console) -> None:
    """Print the report; with `csv` also write one row for every customer. Raises NoStocktakeError."""
    prepare(settings)
    import_tables()
    storage = open_storage(settings.database_url)
    try:
        team_id = only_workspace(storage)
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
