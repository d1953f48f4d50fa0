"""Taking over past contacts: touches that were done and signs of life, each once however often the file is read."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlmodel import col, delete, select

from models.customer import Customer
from models.ids import new_id
from models.importing.contact_rows import ContactRow
from models.importing.report import RefusedError, Trouble
from models.importing.run import ImportRun
from models.kind import Kind
from models.sign_of_life import PURCHASE, SignOfLife
from models.touch import Touch

BATCH = 2_000
STAND_IN = "last:"

Table = type[Touch] | type[SignOfLife]
TABLES: tuple[Table, Table] = (Touch, SignOfLife)


class PastContacts:
    """Takes over contacts one by one and writes them in batches; `finish` writes the last one.

    A customers' file that only names the day of the last contact or order leaves a stand-in; the real contact of that
    day takes its place when it comes. One that does not write only counts.
    """

    def __init__(self, run: ImportRun, *, writes: bool = True) -> None:
        self._run, self._writes = run, writes
        self._known: set[str] = set()
        self._latest: dict[tuple[Table, str], date] = {}
        self._stand_ins: dict[tuple[Table, str, date], str] = {}
        self._times: Counter[str] = Counter()
        self._waiting: dict[Table, list[dict[str, Any]]] = {table: [] for table in TABLES}
        self._replaced: dict[Table, list[str]] = {table: [] for table in TABLES}
        # rows are written as plain dictionaries: making an object of each would take most of the time of a large file
        self._blank = {table: self._blank_of(table) for table in TABLES}
        for table in TABLES:
            self._learn(table)

    def take(self, row: ContactRow) -> None:
        """Take over one contact, unless it is known. Raises RefusedError where it is of no customer that we know."""
        customer = self._run.known.find(row.customer, row.customer_id)
        if customer is None:
            raise RefusedError(Trouble.UNKNOWN_CUSTOMER, row.customer or row.customer_id or "")
        number = row.external_id or self._numbered(row.fingerprint)
        if number in self._known:
            self._run.report.known_contacts += 1
            return
        said = {"by": self._run.champion(row.owner), "note": row.note}
        sign, kind, two_way, _ = row.meaning
        if sign:
            self._keep(SignOfLife, customer, row.day, number, kind=sign, amount_minor=row.amount_minor, **said)
        else:
            self._keep(Touch, customer, row.day, number, kind=kind, two_way=two_way, people=row.people, **said)

    def remember_last(self, customer: Customer, last_contact: date | None, last_order: date | None) -> None:
        """Keep the days of the last contact and order that a customers' file names, where nothing as late is known."""
        for table, day, kind in ((Touch, last_contact, Kind.OTHER), (SignOfLife, last_order, PURCHASE)):
            if day and self._latest.get((table, customer.id), date.min) < day:
                self._keep(table, customer, day, f"{STAND_IN}{customer.id}:{day}", kind=kind)

    def finish(self) -> None:
        """Write what waits."""
        session, team_id = self._run.session, self._run.team_id
        session.flush()
        for table in TABLES:
            if self._replaced[table] and self._writes:
                mine = (col(table.team_id) == team_id, col(table.id).in_(self._replaced[table]))
                session.exec(delete(table).where(*mine))
            if self._waiting[table] and self._writes:
                session.execute(insert(table), self._waiting[table])
            self._replaced[table], self._waiting[table] = [], []

    def _keep(self, table: Table, customer: Customer, day: date, number: str, **said: Any) -> None:
        self._known.add(number)
        self._latest[table, customer.id] = max(day, self._latest.get((table, customer.id), date.min))
        if replaced := self._stand_ins.pop((table, customer.id, day), None):
            self._replaced[table].append(replaced)
        facts = {"id": new_id(), "customer_id": customer.id, "day": day, "external_id": number, **said}
        self._waiting[table].append(self._blank[table] | facts)
        self._run.report.touches += table is Touch
        self._run.report.signs += table is SignOfLife
        self._run.report.purchases += said["kind"] == PURCHASE
        self._run.change(customer)
        if len(self._waiting[table]) >= BATCH:
            self.finish()

    def _blank_of(self, table: Table) -> dict[str, Any]:
        """Return what all new rows of a table have in common."""
        run = self._run
        shared: dict[str, Any] = {"team_id": run.team_id, "source": run.source, "created_at": run.now}
        return table(customer_id="", kind="", day=run.today, **shared).model_dump()

    def _numbered(self, fingerprint: str) -> str:
        """Two rows that say the same are two contacts: the second of them has a 2 behind its fingerprint."""
        self._times[fingerprint] += 1
        times = self._times[fingerprint]
        return fingerprint if times == 1 else f"{fingerprint}-{times}"

    def _learn(self, table: Table) -> None:
        mine = table.team_id == self._run.team_id
        days = self._run.session.exec(select(table.id, table.customer_id, col(table.day)).where(mine))
        for id_, customer_id, day in days:
            # an export names contacts by their own id, so that it can come back
            self._known.add(id_)
            self._latest[table, customer_id] = max(day, self._latest.get((table, customer_id), day))
        numbered = self._run.session.exec(
            select(table.id, table.customer_id, col(table.day), table.external_id).where(
                mine, table.source == self._run.source, col(table.external_id).is_not(None)
            )
        )
        for id_, customer_id, day, number in numbered:
            self._known.add(str(number))
            if str(number).startswith(STAND_IN):
                self._stand_ins[table, customer_id, day] = id_
