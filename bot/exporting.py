"""`touchbase export`: writes customers and past contacts into new files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.console import Console
from sqlmodel import Session

from bot.app import prepare
from bot.database import open_storage
from bot.importing import only_workspace
from bot.settings import Settings
from models.exporting import CONTACTS, CUSTOMERS, Cells, contact_rows, customer_rows, write_table
from models.workspace import Workspace

Rows = Callable[[Session, Workspace], Iterator[Cells]]


class ExportRefusedError(Exception):
    """A file that cannot be written; the text says why and what to do."""


def write_out(settings: Settings, customers: Path, contacts: Path | None, console: Console) -> None:
    """Write a file of customers, and if asked one of past contacts; raises ExportRefusedError."""
    wanted: list[tuple[Path, Cells, Rows]] = [(customers, CUSTOMERS, customer_rows)]
    if contacts:
        wanted.append((contacts, CONTACTS, contact_rows))
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
