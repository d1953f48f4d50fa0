"""One run of an import: what every part of it needs to know, loaded once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session

from models.customer import Customer
from models.importing.figures import currency_in
from models.importing.file_style import FileStyle
from models.importing.known_customers import KnownCustomers
from models.importing.owners import Owners
from models.importing.report import Report
from models.member import members_by_id
from models.working_time import working_time
from models.workspace import Workspace

AHEAD_OF_UTC = timedelta(hours=14)
DEFAULT_SOURCE = "import"


@dataclass
class ImportRun:
    """A workspace's customers and people, what the run has changed so far, and who cares for whom it adds."""

    session: Session
    workspace: Workspace
    source: str
    now: datetime
    today: date
    known: KnownCustomers
    owners: Owners
    report: Report
    champion_id: str | None = None
    changed: dict[str, Customer] = field(default_factory=dict)

    @property
    def team_id(self) -> str:
        return self.workspace.team_id

    @property
    def latest(self) -> date:
        """Return the last day that is past or present anywhere on earth."""
        return (self.now + AHEAD_OF_UTC).date()

    def champion(self, owner: str) -> str | None:
        """Return whom a file means by an owner; who is unknown is counted."""
        found = self.owners.find(owner)
        if owner and not found:
            self.report.unknown_owners[owner] += 1
        return found

    def change(self, customer: Customer) -> None:
        """Note that a customer's reminders want settling."""
        self.changed[customer.id] = customer


def begin(session: Session, workspace: Workspace, source: str, now: datetime) -> ImportRun:
    """Load what an import needs to know of a workspace."""
    return ImportRun(
        session=session,
        workspace=workspace,
        source=source,
        now=now,
        today=working_time(workspace).today(now),
        known=KnownCustomers(session, workspace.team_id, source),
        owners=Owners(members_by_id(session, workspace.team_id).values()),
        report=Report(currency=workspace.currency),
    )


def first_currency(run: ImportRun, styles: Iterable[FileStyle]) -> str | None:
    """Return the currency that a workspace without customers takes over: the single one that its first files name."""
    styles = list(styles)
    named = frozenset().union(*(style.named for style in styles))
    if run.known.by_id or len(named) != 1 or named & styles[0].rates.keys():
        return None
    (only,) = named
    return only if currency_in(only) == only else None
