"""Plan and done as people look at it: per champion, tier, kind and month, all summed from the same entries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from sqlmodel import Session, col, select

from models.answers import Answers, answers_by_customer, in_all
from models.calendar_year import month_of, months_from
from models.customer import REMOVED, Customer
from models.exporting import write_table
from models.member import Member, members_by_id
from models.plan_and_actual import Entry, Group, Sum, entries
from models.working_time import DAY, working_time
from models.workspace import Workspace

HEADER = ["Month", "Champion", "Tier", "Kind", "Planned", "Done", "Still to do"]
KEY, NO_TIER, ANY_KIND = "key", "–", "any"
Sums = list[tuple[str, Sum]]


@dataclass(frozen=True)
class Counted:
    """An entry with what it is grouped by; `champion_id` is whose customer it is now, empty for nobody's."""

    entry: Entry
    champion_id: str
    tier: str

    @property
    def month(self) -> date:
        return month_of(self.entry.day)

    @property
    def kind(self) -> str:
        """Return the kind; of a touch that came due with nothing planned, any."""
        return self.entry.kind or ANY_KIND


@dataclass(frozen=True)
class Measured:
    """This month, this quarter, and of the quarter each champion, tier and kind; `trend` the twelve months to now.

    `answers` tells of these twelve months which one-way kinds got an answer.
    """

    month: Sum
    quarter: Sum
    by_champion: Sequence[tuple[Member | None, Sum]]
    by_tier: Sums
    by_kind: Sums
    trend: Sequence[tuple[date, Sum]]
    answers: Sequence[Answers] = ()


def counted(
    session: Session, workspace: Workspace, first: date, last: date, champion_id: str | None = None
) -> list[Counted]:
    """Return what was planned and done from `first` through `last`, of all customers or of one champion's."""
    team_id = workspace.team_id
    found = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state != REMOVED)).all()
    customers = {one.id: one for one in found if champion_id is None or one.champion_id == champion_id}
    cared_for = [one for one in customers.values() if one.state == "active"]
    rows = entries(session, team_id, cared_for, first, last, working_time(workspace))
    return [
        Counted(one, customer.champion_id or "", KEY if customer.key else customer.tier or NO_TIER)
        for one in rows
        if (customer := customers.get(one.customer_id))
    ]


def measured(session: Session, workspace: Workspace, today: date, champion_id: str | None = None) -> Measured:
    """Return plan and done as they stand today: of months and quarters as a whole, what is still to come included."""
    months = months_from(date(today.year - 1, today.month, 1), 13)[1:]
    begins = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    ends = months_from(begins, 4)[-1] - DAY
    rows = counted(session, workspace, min(months[0], begins), ends, champion_id)
    by_month = sums_of(rows, lambda one: one.month)
    quarter = [one for one in rows if one.entry.day >= begins]
    people = members_by_id(session, workspace.team_id)
    champions = sums_of(quarter, lambda one: one.champion_id)
    theirs = col(Customer.state) != REMOVED
    if champion_id is not None:
        theirs &= col(Customer.champion_id) == champion_id
    return Measured(
        month=by_month.get(month_of(today), Sum()),
        quarter=sums_of(quarter, lambda _: True).get(True, Sum()),
        by_champion=sorted(
            ((people.get(id_), known) for id_, known in champions.items()), key=lambda one: -one[1].remaining
        ),
        by_tier=sorted(sums_of(quarter, lambda one: one.tier).items(), key=lambda one: (one[0] != KEY, one[0])),
        by_kind=sorted(sums_of(quarter, lambda one: one.kind).items(), key=lambda one: (-one[1].planned, one[0])),
        trend=[(month, by_month.get(month, Sum())) for month in months],
        answers=in_all(answers_by_customer(session, workspace.team_id, theirs, months[0], today).values()),
    )


def sums_of(rows: Iterable[Counted], group: Callable[[Counted], Group]) -> dict[Group, Sum]:
    """Return what each group comes to."""
    found: dict[Group, Sum] = defaultdict(Sum)
    for one in rows:
        found[group(one)] += one.entry
    return dict(found)


def plan_rows(
    session: Session, workspace: Workspace, first: date, last: date, champion_id: str | None = None
) -> Iterator[list[str]]:
    """Return a row for each month, champion, tier and kind; whatever is summed of them agrees with Slack."""
    people = members_by_id(session, workspace.team_id)
    rows = counted(session, workspace, first, last, champion_id)
    grouped = sums_of(rows, lambda one: (one.month, one.champion_id, one.tier, one.kind))
    for (month, champion_id, tier, kind), known in sorted(grouped.items()):
        person = people.get(champion_id)
        cells = [f"{month:%Y-%m}", person.name if person else "", tier, kind]
        yield [*cells, str(known.planned), str(known.made), str(known.remaining)]


def plan_file(session: Session, workspace: Workspace, first: date, last: date, champion_id: str | None) -> bytes:
    """Return the same rows as the bytes of a file, with a mark at its beginning by which spreadsheets know UTF-8."""
    written = StringIO(newline="")
    write_table(written, HEADER, plan_rows(session, workspace, first, last, champion_id))
    return written.getvalue().encode("utf-8-sig")
