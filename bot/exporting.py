"""`touchbase export`: writes customers and past contacts into new files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TextIO

from rich.console import Console
from sqlmodel import Session

from bot.app import clock_of, prepare
from bot.database import open_storage
from bot.importing import only_workspace
from bot.refused import RefusedError
from bot.settings import Settings
from models.calendar_plan import A_YEAR
from models.exporting import CONTACTS, CUSTOMERS, Cells, contact_rows, customer_rows, write_table
from models.know_table import KNOWN, known_rows
from models.moment_table import MOMENTS, moment_rows
from models.offerings_table import OFFERINGS, offering_rows
from models.plan import HEADER, plan_rows
from models.refer_table import REFERRALS, referral_rows
from models.saying_table import SAYINGS, saying_rows
from models.working_time import working_time
from models.workspace import Workspace

Rows = Callable[[Session, Workspace], Iterator[Cells]]


class ExportRefusedError(RefusedError):
    """A file that cannot be written; the text says why and what to do."""


def write_out(
    settings: Settings,
    customers: Path | None,
    contacts: Path | None,
    plan: Path | None,
    console: Console,
    sayings: Path | None = None,
    referrals: Path | None = None,
    known: Path | None = None,
    offerings: Path | None = None,
    moments: Path | None = None,
) -> None:
    """Write files of customers, contacts, plan and so on, as they are asked; raises ExportRefusedError."""
    tables: list[tuple[Path | None, Cells, Rows]] = [
        (customers, CUSTOMERS, customer_rows),
        (contacts, CONTACTS, contact_rows),
        (plan, HEADER, partial(a_year_of_plan, clock_of(settings).now())),
        (sayings, SAYINGS, saying_rows),
        (referrals, REFERRALS, referral_rows),
        (known, KNOWN, known_rows),
        (offerings, OFFERINGS, offering_rows),
        (moments, MOMENTS, moment_rows),
    ]
    wanted = [(path, header, rows) for path, header, rows in tables if path]
    if not wanted:
        raise ExportRefusedError("Name a file: touchbase export customers.csv, or touchbase export --plan plan.csv.")
    prepare(settings)
    storage = open_storage(settings.database_url)
    try:
        team_id = only_workspace(storage)
        with storage.reading.begin() as session:
            workspace = session.get_one(Workspace, team_id)
            for path, header, rows in wanted:
                with new_file(path) as file:
                    count = write_table(file, header, rows(session, workspace))
                console.print(f"{path}: {count:,} rows.", markup=False, highlight=False, soft_wrap=True)
    finally:
        storage.close()


def a_year_of_plan(now: datetime, session: Session, workspace: Workspace) -> Iterator[Cells]:
    """Return plan and done of the last twelve months and of the twelve to come."""
    today = working_time(workspace).today(now)
    return plan_rows(session, workspace, today - A_YEAR, today + A_YEAR)


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """Open a file that is not there yet; it does not stay there by half."""
    try:
        # with a mark at its beginning, spreadsheets know that it is UTF-8
        file = path.open("x", encoding="utf-8-sig", newline="")
    except FileExistsError as error:
        raise ExportRefusedError(f"{path} is there already: remove it, or name another file.") from error
    except OSError as error:
        raise ExportRefusedError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with file:
            yield file
    except BaseException:
        path.unlink()
        raise
