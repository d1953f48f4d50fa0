"""What an import would do, found out without writing anything: for a person who then says yes or no."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz, process
from sqlmodel import Session

from models.customer import Customer
from models.importing.customer_rows import CustomerRow, layout_of_customers, read_customer
from models.importing.file_style import FileStyle, style_of
from models.importing.known_customers import normal_of
from models.importing.parents import Parents, read_parents
from models.importing.report import Problem, RefusedError
from models.importing.run import DEFAULT_SOURCE, ImportRun, begin, first_currency
from models.importing.spreadsheet import Sheet, SheetRow
from models.workspace import Workspace

NUMBER = re.compile(r"\d+")
MOST_NAMED = 10
"""So many of each sort are named; the others are counted."""
SIMILAR = 90
"""From this likeness on (0 to 100, of normalised names) two names are shown as perhaps the same customer."""
MOST_COMPARED = 2_000
ALIKE_START = 3
"""Letters that similar names have in common at their beginning: without that, a hundred thousand names take hours."""


@dataclass
class Preview:
    """Counts and examples of what a file holds; plain data, so that it can be kept until it is shown.

    `header` are the titles of all columns, `columns` which of them means what, by place. `twice` counts rows of a
    customer that an earlier row named, `similar` are names not known yet beside a name that they resemble.
    """

    header: list[str]
    columns: dict[str, int]
    rows: int
    currency: str = ""
    new: int = 0
    known: int = 0
    twice: int = 0
    refused: int = 0
    with_champion: int = 0
    champions: int = 0
    similar: list[tuple[str, str]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    unknown_owners: list[tuple[str, int]] = field(default_factory=list)
    unknown_parents: list[tuple[str, int]] = field(default_factory=list)
    unknown_tiers: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def customers(self) -> int:
        return self.new + self.known


def preview_of(
    session: Session,
    workspace: Workspace,
    sheet: Sheet,
    now: datetime,
    *,
    columns: dict[str, int] | None = None,
    month_first: bool = False,
) -> Preview:
    """Read all rows as an import would, and tell what would come of them. Raises UnreadableError."""
    layout = layout_of_customers(sheet, columns)
    run = begin(session, workspace, DEFAULT_SOURCE, now)
    style = style_of(sheet, layout, workspace.currency, month_first=month_first)
    if currency := first_currency(run, [style]):
        style = replace(style, home=currency)
    found = Preview(list(sheet.header), {one.name: place for one, place in layout.places.items()}, sheet.length)
    found.currency, found.guessed = style.home, [layout.title(column) for column in style.guessed]
    found.unused = layout.unused
    reading = _Reading(run, style, found, read_parents(run, sheet.rows(), style))
    for row in sheet.rows():
        reading.take(row)
    reading.finish()
    return found


class _Reading:
    """Reads row by row and counts; the first row of a customer speaks for it, as in an import."""

    def __init__(self, run: ImportRun, style: FileStyle, found: Preview, parents: Parents) -> None:
        self._run, self._style, self._found, self._parents = run, style, found, parents
        self._met: dict[str, str] = {}
        self._champions: set[str] = set()
        self._tiers: Counter[str] = Counter()

    def take(self, row: SheetRow) -> None:
        try:
            read = read_customer(row, self._style, self._run.latest)
            self._parents.refuse_circle(row.number)
            known = self._run.known.find(read.name, read.external_id)
        except RefusedError as refused:
            self._found.refused += 1
            if len(self._found.problems) < MOST_NAMED:
                self._found.problems.append(asdict(Problem(row.number, refused.trouble, refused.seen)))
            return
        identity = known.id if known else read.external_id or normal_of(read.name)
        if identity in self._met:
            self._found.twice += 1
            return
        self._met[identity] = "" if known else read.name
        self._count(read, known)

    def _count(self, read: CustomerRow, known: Customer | None) -> None:
        self._found.known += known is not None
        self._found.new += known is None
        champion_id = self._run.champion(read.owner) or (known.champion_id if known else None)
        if champion_id:
            self._champions.add(champion_id)
            self._found.with_champion += 1
        if read.tier_said:
            self._tiers[read.tier_said] += 1

    def finish(self) -> None:
        found, run = self._found, self._run
        found.champions = len(self._champions)
        found.unknown_owners = run.report.unknown_owners.most_common(MOST_NAMED)
        found.unknown_parents = self._parents.unknown.most_common(MOST_NAMED)
        found.unknown_tiers = [said for said, _ in self._tiers.most_common(MOST_NAMED)]
        names = [name for name in self._met.values() if name]
        found.similar = similar_names(names, [customer.name for customer in run.known.by_id.values()])


def similar_names(new: Iterable[str], known: Iterable[str], most: int = MOST_NAMED) -> list[tuple[str, str]]:
    """Return names of a file that resemble a known one, or an earlier one of the file, without being the same.

    Only names that begin alike are compared, and none of a very large file: it must not take minutes, and nobody would
    look through them.
    """
    new, known = list(new), list(known)
    if len(new) > MOST_COMPARED:
        return []
    seen: dict[str, dict[str, str]] = {}
    for name in known:
        seen.setdefault(normal_of(name)[:ALIKE_START], {})[normal_of(name)] = name
    found: list[tuple[str, str]] = []
    for name in new:
        normal = normal_of(name)
        near = seen.setdefault(normal[:ALIKE_START], {})
        if normal not in near:
            best = process.extractOne(normal, near.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR)
            # "Depot 1" and "Depot 11" are two, whatever the letters say
            if best and NUMBER.findall(best[0]) == NUMBER.findall(normal):
                found.append((name, near[best[0]]))
        if len(found) == most:
            break
        near.setdefault(normal, name)
    return found
