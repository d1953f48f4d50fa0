"""Importing: rows of an export become customers, people and past contacts. The same file twice changes nothing.

A row means a customer by source and external id, else by its normalised name (`known_customers`). Rows are read in
`customer_rows` and `contact_rows`, taken over in `imported_customers` and `past_contacts`; here they come together.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from models.audit import record
from models.customer import ACTIVE, Customer
from models.decision import TIER, Decision
from models.importing.contact_rows import layout_of_contacts, read_contact
from models.importing.customer_rows import layout_of_customers, read_customer
from models.importing.file_style import FileStyle, style_of
from models.importing.headers import Column
from models.importing.imported_customers import ImportedCustomers
from models.importing.parents import connect, read_parents
from models.importing.past_contacts import PastContacts
from models.importing.report import RefusedError, Report
from models.importing.run import DEFAULT_SOURCE, ImportRun, begin, first_currency
from models.importing.spreadsheet import Sheet, SheetRow
from models.importing.tier_words import suggest_tiers
from models.moment import THANKED
from models.moment_reminder import settle_moments
from models.refer_acts import thank_for_all
from models.reminder import settle_all
from models.spread import after_import
from models.workspace import Workspace

LastDays = list[tuple[Customer, date | None, date | None]]


@dataclass(frozen=True)
class Order:
    """What is to be imported, and for whom.

    `actor` is the Slack id of who asked (None: an operator at a terminal), `source` names the system of the files,
    `champion_id` who cares for new customers where the file has no column of champions. `month_first` reads days
    such as 03/04/2026 where nothing in their column decides, `rates` says what one unit of another currency is worth in
    the workspace's. `columns` are the places of the customers' columns, by name, where a person has said so.
    `watch` sees every row go by.
    """

    customers: Sheet | None = None
    contacts: Sheet | None = None
    source: str = DEFAULT_SOURCE
    actor: str | None = None
    champion_id: str | None = None
    month_first: bool = False
    columns: Mapping[str, int] | None = None
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    watch: Callable[[Sheet], Iterable[SheetRow]] = Sheet.rows


def import_sheets(session: Session, workspace: Workspace, order: Order, now: datetime) -> Report:
    """Import customers, their past contacts, or both, in the caller's transaction.

    Rows that cannot be taken over are left out whole and named in the report; a file that is no such table raises
    UnreadableError before anything is written. Afterwards tiers are suggested, first nudges spread and reminders
    settled.
    """
    styles = _styles(workspace, order)
    run = begin(session, workspace, order.source, now)
    before = workspace.currency
    styles = _at_home(run, styles)
    if order.customers and Column.OWNER not in styles[0].layout:
        run.champion_id = order.champion_id
    contacts = PastContacts(run)
    last_days: LastDays = []
    if order.customers:
        last_days = _take_customers(run, order.customers, styles[0], order)
    if order.contacts:
        _take_contacts(run, order.contacts, styles[-1], contacts, order)
    for customer, last_contact, last_order in last_days:
        contacts.remember_last(customer, last_contact, last_order)
    contacts.finish()
    if order.customers:
        _suggest(run)
    _settle(run)
    if run.report.wrote:
        _tell_audit(run, order, before)
    return run.report


def _styles(workspace: Workspace, order: Order) -> list[FileStyle]:
    """Read how the files write their figures, the customers' file first."""
    laid_out = []
    if order.customers:
        laid_out.append((order.customers, layout_of_customers(order.customers, order.columns)))
    if order.contacts:
        laid_out.append((order.contacts, layout_of_contacts(order.contacts)))
    return [
        style_of(sheet, layout, workspace.currency, month_first=order.month_first, rates=order.rates)
        for sheet, layout in laid_out
    ]


def _at_home(run: ImportRun, styles: list[FileStyle]) -> list[FileStyle]:
    """Let a workspace without customers take the currency of its first files, where they name a single one."""
    run.workspace.currency = first_currency(run, styles) or run.workspace.currency
    run.report.currency = run.workspace.currency
    run.report.guessed_order = [style.layout.title(column) for style in styles for column in style.guessed]
    return [replace(style, home=run.workspace.currency) for style in styles]


def _take_customers(run: ImportRun, sheet: Sheet, style: FileStyle, order: Order) -> LastDays:
    imported, parents = ImportedCustomers(run), read_parents(run, sheet.rows(), style, writes=True)
    last_days: LastDays = []
    for row in order.watch(sheet):
        try:
            read = read_customer(row, style, run.latest)
            parents.refuse_circle(row.number)
            customer = imported.take(read)
        except RefusedError as refused:
            run.report.refuse(row.number, refused)
            continue
        if identity := parents.by_row.get(row.number):
            parents.taken[identity] = customer
        last_days.append((customer, read.last_contact, read.last_order))
    imported.connect(connect(run, parents))
    imported.finish()
    return last_days


def _take_contacts(run: ImportRun, sheet: Sheet, style: FileStyle, contacts: PastContacts, order: Order) -> None:
    for row in order.watch(sheet):
        try:
            contacts.take(read_contact(row, style, run.latest))
        except RefusedError as refused:
            run.report.refuse(row.number, refused, in_contacts=True)


def _suggest(run: ImportRun) -> None:
    """Suggest tiers for whom this import brings and neither a file nor a person has graded, if it brings any revenue.

    A customer's share is that of all revenue, whoever added the others.
    """
    if not any(customer.revenue_minor for customer in run.changed.values()):
        return
    decided = run.session.exec(
        select(Decision.customer_id).where(
            Decision.team_id == run.team_id, Decision.kind == TIER, col(Decision.undone_at).is_(None)
        )
    )
    graded = set(decided)
    active = sorted((c for c in run.known.by_id.values() if c.state == ACTIVE), key=lambda c: (c.normal, c.name))
    suggested = suggest_tiers({customer.id: customer.revenue_minor for customer in active})
    for customer in active:
        tier = suggested.get(customer.id)
        open_to_it = (
            customer.id in run.changed
            and customer.id not in graded
            and (customer.tier is None or customer.tier_suggested)
        )
        if tier and open_to_it and tier != customer.tier:
            customer.tier, customer.tier_suggested = tier, True
            run.report.suggested[tier] += 1
            run.report.example = run.report.example or customer.name


def _settle(run: ImportRun) -> None:
    """Spread the first nudges of customers without known contact, and say anew when to speak of whom has changed."""
    run.session.flush()
    for customer in after_import(run.session, run.team_id, run.changed.keys(), run.today):
        run.report.asked_about += customer.ask_last_spoke and customer.champion_id is not None
        run.report.spread += not customer.ask_last_spoke and customer.champion_id is not None
    settle_all(run.session, run.team_id, run.changed.values(), run.now)
    for customer in run.changed.values():
        if customer.rung in THANKED:
            settle_moments(run.session, customer, run.now)
    thank_for_all(run.session, run.team_id, run.changed, run.now)


def _tell_audit(run: ImportRun, order: Order, currency: str) -> None:
    report = run.report
    record(
        run.session,
        team_id=run.team_id,
        at=run.now,
        actor=order.actor,
        action="import",
        subject=f"workspace:{run.team_id}",
        before={"currency": currency},
        after={
            "currency": report.currency,
            "source": order.source,
            "new": report.new,
            "changed": report.changed,
            "people": report.people,
            "touches": report.touches,
            "signs": report.signs,
            "refused": len(report.problems),
        },
    )
