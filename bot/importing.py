"""`touchbase import`: reads an operator's files, shows how they are understood, and brings them into the database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from sqlmodel import select

from bot import people
from bot.app import clock_of, prepare
from bot.database import Storage, open_storage
from bot.import_words import columns_table, fault_words, last_lines, past_lines, problem_lines, summary_lines
from bot.refused import RefusedError
from bot.settings import Settings, SettingsError
from bot.slack import Slack
from models.complaint_past import PastComplaints, titles_of
from models.complaint_past import bring_in as keep_past
from models.importing.contact_rows import layout_of_contacts
from models.importing.customer_rows import layout_of_customers
from models.importing.figures import currency_in
from models.importing.headers import Layout
from models.importing.report import Report
from models.importing.run import DEFAULT_SOURCE
from models.importing.sheets import Order, import_sheets
from models.importing.spreadsheet import MOST_BYTES, Sheet, SheetRow, UnreadableError
from models.importing.workbook import read_file
from models.workspace import Workspace

Columns = TypeVar("Columns")


class ImportRefusedError(RefusedError):
    """A file or option with which nothing can be done; the text says why and what to do."""


@dataclass(frozen=True)
class Wanted:
    """What an operator asks for."""

    customers: Path | None = None
    contacts: Path | None = None
    complaints: Path | None = None
    source: str = DEFAULT_SOURCE
    rates: dict[str, Decimal] = field(default_factory=dict)
    dry_run: bool = False


def bring_in(settings: Settings, wanted: Wanted, console: Console) -> Report:
    """Import files and tell what came of it; a dry run does the same and takes everything back.

    Raises ImportRefusedError where a file cannot be read, SettingsError where there is no workspace yet.
    """
    if not wanted.customers and not wanted.contacts and not wanted.complaints:
        raise ImportRefusedError("Name a file of customers, --contacts with past contacts, or --complaints.")
    customers = _shown(wanted.customers, console, layout_of_customers) if wanted.customers else None
    contacts = _shown(wanted.contacts, console, layout_of_contacts) if wanted.contacts else None
    complaints = _read(wanted.complaints, titles_of)[0] if wanted.complaints else None
    order = Order(
        customers, contacts, source=wanted.source, rates=wanted.rates, watch=lambda sheet: _watched(sheet, console)
    )
    prepare(settings)
    storage = open_storage(settings.database_url)
    try:
        report, past = _write(settings, storage, order, complaints, dry_run=wanted.dry_run)
    finally:
        storage.close()
    came = (*problem_lines(report), *summary_lines(report), *past_lines(past))
    for line in (*came, *last_lines(report, past, dry_run=wanted.dry_run)):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    return report


def rates_of(options: Iterable[str]) -> dict[str, Decimal]:
    """Read `USD=0.92`: what one unit of a currency is worth in the workspace's own."""
    rates = {}
    for option in options:
        currency, _, worth = option.partition("=")
        try:
            rate = Decimal(worth)
        except InvalidOperation:
            rate = Decimal(0)
        if currency_in(currency.upper()) != currency.upper() or not rate.is_finite() or rate <= 0:
            raise ImportRefusedError(f'--rate "{option}" is not understood: write it as USD=0.92')
        rates[currency.upper()] = rate
    return rates


def _shown(path: Path, console: Console, layout_of: Callable[[Sheet], Layout]) -> Sheet:
    """Read a file and show which of its columns mean what."""
    sheet, layout = _read(path, layout_of)
    console.print(columns_table(path.name, sheet, layout))
    return sheet


def _read(path: Path, columns_of: Callable[[Sheet], Columns]) -> tuple[Sheet, Columns]:
    """Read a file and what its columns mean; raises ImportRefusedError."""
    try:
        with path.open("rb") as file:
            sheet = read_file(file.read(MOST_BYTES + 1))
        return sheet, columns_of(sheet)
    except UnreadableError as error:
        raise ImportRefusedError(f"{path.name}: {fault_words(error)}") from error
    except OSError as error:
        raise ImportRefusedError(f"{path} cannot be opened: {error.strerror}.") from error


def _write(
    settings: Settings, storage: Storage, order: Order, complaints: Sheet | None, *, dry_run: bool
) -> tuple[Report, PastComplaints]:
    now = clock_of(settings).now()
    team_id = _team_id(settings, storage, now)
    with storage.patient.begin() as session:
        workspace = session.get_one(Workspace, team_id)
        report = import_sheets(session, workspace, replace(order, month_first=workspace.locale == "en-US"), now)
        past = keep_past(session, workspace, complaints, order.source, now) if complaints else PastComplaints()
        if dry_run:
            session.rollback()
    return report, past


def _team_id(settings: Settings, storage: Storage, now: datetime) -> str:
    """Return the workspace that the token belongs to, having met its people; without a token the only one there is."""
    if settings.slack_bot_token:
        slack = Slack(settings.bot_token, settings.slack_api_url)
        return people.meet(slack.asking, storage.patient, settings.managers, now).team_id
    return only_workspace(storage)


def only_workspace(storage: Storage) -> str:
    """Return the id of the workspace that the database is of; raises SettingsError unless it is of one."""
    with storage.reading.begin() as session:
        known = session.exec(select(Workspace.team_id)).all()
    if len(known) != 1:
        raise SettingsError("DATABASE_URL is of no workspace yet: set SLACK_BOT_TOKEN, and start the bot once.")
    return known[0]


def _watched(sheet: Sheet, console: Console) -> Iterable[SheetRow]:
    return track(sheet.rows(), "Reading rows", total=sheet.length, console=console, transient=True)
