"""To whom the customers of an import belong: a column of parents, by name or id, in whatever order the rows stand.

All rows are looked at before any is taken, so that a row that would close a circle is refused whole.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlmodel import col, select

from models import group
from models.customer import Customer
from models.decision import GROUP, Decision
from models.importing.customer_rows import CustomerRow, read_customer
from models.importing.figures import is_nothing
from models.importing.file_style import FileStyle
from models.importing.headers import Column
from models.importing.known_customers import normal_of
from models.importing.report import RefusedError, Trouble
from models.importing.run import ImportRun
from models.importing.spreadsheet import SheetRow

Identity = str
"""The id of a customer who is known, else what makes a row of the file the same customer as another."""


@dataclass
class Parents:
    """What a file says of parents: by identity the parent's identity, None one that nobody is called.

    `said` are the parents as they are written, `in_circle` the rows that would close a circle, `taken` the customers
    whose rows were taken over.
    """

    of: dict[Identity, Identity | None] = field(default_factory=dict)
    said: dict[Identity, str] = field(default_factory=dict)
    by_row: dict[int, Identity] = field(default_factory=dict)
    in_circle: set[int] = field(default_factory=set)
    taken: dict[Identity, Customer] = field(default_factory=dict)

    def refuse_circle(self, row: int) -> None:
        """Raise RefusedError for a row whose customer would belong to itself."""
        if row in self.in_circle:
            raise RefusedError(Trouble.CIRCLE, self.said[self.by_row[row]])

    @property
    def unknown(self) -> Counter[str]:
        """Return the parents that nobody is called, and how often each is named."""
        return Counter(self.said[identity] for identity, parent in self.of.items() if parent is None)


def read_parents(run: ImportRun, rows: Iterable[SheetRow], style: FileStyle, *, writes: bool = False) -> Parents:
    """Read what a file says of parents; what people have said in Touchbase stands, and an empty cell says nothing.

    A customer's own name is how some systems mark the head of a group: it names no parent. Who `writes` afterwards
    keeps others from changing who belongs to whom meanwhile.
    """
    found = Parents()
    if Column.PARENT not in style.layout:
        return found
    if writes:
        group.hold(run.session, run.team_id)
    read = list(_readable(run, rows, style))
    found.by_row = {row.number: _identity(run, row) for row in read}
    by_word: dict[str, set[Identity]] = defaultdict(set)
    for row in read:
        for word in (row.external_id, normal_of(row.name)):
            if word:
                by_word[word].add(found.by_row[row.number])
    decided = _decided(run)
    for row in read:
        identity = found.by_row[row.number]
        if is_nothing(row.parent) or identity in found.of or identity in decided:
            continue
        parent = _named(run, by_word, row.parent)
        if parent != identity:
            found.of[identity], found.said[identity] = parent, row.parent
    _find_circles(run, found)
    return found


def connect(run: ImportRun, parents: Parents) -> Iterator[Customer]:
    """Have the customers whose rows were taken belong to whom the file says, and yield those who did not before."""
    for identity, parent in parents.of.items():
        customer = parents.taken.get(identity)
        if customer is None:
            continue
        above = parents.taken.get(parent or "") or run.known.by_id.get(parent or "")
        if above is None:
            run.report.unknown_parents[parents.said[identity]] += 1
        elif customer.parent_id != above.id:
            customer.parent_id = above.id
            yield customer


def _readable(run: ImportRun, rows: Iterable[SheetRow], style: FileStyle) -> Iterable[CustomerRow]:
    """Yield the rows that can be taken over; why the others cannot is said when it is their turn."""
    for row in rows:
        try:
            read = read_customer(row, style, run.latest)
            run.known.find(read.name, read.external_id)
        except RefusedError:
            continue
        yield read


def _identity(run: ImportRun, row: CustomerRow) -> Identity:
    known = run.known.find(row.name, row.external_id)
    return known.id if known else row.external_id or normal_of(row.name)


def _named(run: ImportRun, by_word: dict[str, set[Identity]], said: str) -> Identity | None:
    """Return whom a cell names: somebody in the file or known before, by id or by a name that only one of them has."""
    for word in (said, normal_of(said)):
        if len(in_file := by_word.get(word, set())) == 1:
            return next(iter(in_file))
    try:
        known = run.known.find(said, said) or run.known.find(said, None)
    except RefusedError:
        return None
    return known.id if known else None


def _decided(run: ImportRun) -> set[str]:
    """Return the customers of whom people have said in Touchbase to whom they belong."""
    kinds = (Decision.team_id == run.team_id, Decision.kind == GROUP, col(Decision.undone_at).is_(None))
    return set(run.session.exec(select(Decision.customer_id).where(*kinds)))


def _find_circles(run: ImportRun, found: Parents) -> None:
    """Take the rows out that close a circle, with what is known already, until there is none.

    A row that is left out leaves its customer where it was, so that there may be another circle then.
    """
    mine = select(Customer.id, Customer.parent_id).where(Customer.team_id == run.team_id)
    known: dict[Identity, Identity | None] = dict(run.session.exec(mine).all())
    while circular := _in_circles(known | found.of):
        found.in_circle |= {
            row for row, identity in found.by_row.items() if identity in circular and identity in found.of
        }
        for identity in circular & found.of.keys():
            del found.of[identity]


def _in_circles(parents: dict[Identity, Identity | None]) -> set[Identity]:
    """Return everybody who belongs to themselves."""
    done: set[Identity] = set()
    circular: set[Identity] = set()
    for start in parents:
        line: dict[Identity, int] = {}
        one: Identity | None = start
        while one is not None and one not in done and one not in line:
            line[one] = len(line)
            one = parents.get(one)
        if one is not None and one in line:
            circular |= set(list(line)[line[one] :])
        done |= line.keys()
    return circular
