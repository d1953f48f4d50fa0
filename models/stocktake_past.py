"""Stocktakes that were taken before Touchbase: read from a table as a finished one is written, to compare with.

They change nothing that holds today: no tier, no customer's reminders. Deadlines of theirs are followed up, and the
next stocktake is offered half a year after the last of them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from models.care_model import TIERS
from models.importing.figures import decimal_mark, read_money
from models.importing.known_customers import KnownCustomers
from models.importing.owners import Owners
from models.importing.report import RefusedError, Report, Trouble
from models.importing.run import DEFAULT_SOURCE
from models.importing.spreadsheet import Fault, Sheet, UnreadableError
from models.member import members_by_id
from models.stocktake import KEPT, STAYS, Grading, Stocktake, all_gradings, closed_stocktakes, open_stocktake
from models.stocktake_lists import tell_owner, watch_deadlines
from models.stocktake_reminder import HALF_A_YEAR, STOCKTAKE, expect
from models.stocktake_rules import AS_THEIR_TIER, QUESTIONS, bands, suggest
from models.working_time import working_time
from models.workspace import Workspace

NEEDED = ("Customer", "Tier", "Confirmed on")
EVENING = time(17)
Cells = Mapping[str, str]


@dataclass
class PastStocktakes:
    """What came of reading them: `new` gradings by the day of their stocktake, and what was refused in which row."""

    new: dict[date, int] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


@dataclass(frozen=True)
class _Reading:
    """What the rows of a table are read with."""

    known: KnownCustomers
    owners: Owners
    currency: str
    mark: str | None
    today: date


def bring_in(session: Session, workspace: Workspace, sheet: Sheet, now: datetime) -> PastStocktakes:
    """Keep the stocktakes of a table; what is kept already is left as it is. Raises UnreadableError."""
    titles = [title.strip().capitalize() for title in sheet.header]
    if missing := [title for title in NEEDED if title not in titles]:
        raise UnreadableError(Fault.NO_STOCKTAKE_COLUMN, sheet.first_row, ", ".join(missing))
    rows = [(row.number, dict(zip(titles, row.cells, strict=False))) for row in sheet.rows()]
    reading = _Reading(
        known=KnownCustomers(session, workspace.team_id, DEFAULT_SOURCE),
        owners=Owners(members_by_id(session, workspace.team_id).values()),
        currency=workspace.currency,
        mark=decimal_mark([cells.get("Revenue", "") for _, cells in rows]),
        today=working_time(workspace).today(now),
    )
    found, by_day = PastStocktakes(), defaultdict[date, dict[str, dict[str, Any]]](dict)
    for number, cells in rows:
        try:
            day, values = _read(cells, reading)
        except RefusedError as refused:
            found.report.refuse(number, refused)
        else:
            by_day[day].setdefault(values["customer_id"], values)
    for day, gradings in sorted(by_day.items()):
        if many := _keep(session, workspace, day, gradings):
            found.new[day] = many
    session.flush()
    _follow_up(session, workspace, now)
    return found


def _read(cells: Cells, reading: _Reading) -> tuple[date, dict[str, Any]]:
    customer = reading.known.find(cells["Customer"], cells.get("Customer id") or None)
    if customer is None:
        raise RefusedError(Trouble.UNKNOWN_CUSTOMER, cells["Customer"])
    day, graded_on = _day(cells, "Confirmed on"), _day(cells, "Graded on")
    if day is None or day >= reading.today:
        raise RefusedError(Trouble.FUTURE_DAY if day else Trouble.NO_DAY, cells["Confirmed on"])
    tier, currency = _tier(cells, "Tier"), cells.get("Currency", "").strip().upper()
    if currency not in ("", reading.currency):
        raise RefusedError(Trouble.OTHER_CURRENCY, currency)
    try:
        revenue = read_money(cells.get("Revenue", ""), reading.mark, reading.currency)
    except ValueError:
        raise RefusedError(Trouble.NO_MONEY, cells["Revenue"]) from None
    decided = cells.get("Decision", "").casefold()
    return day, {
        "customer_id": customer.id,
        "tier_before": _tier(cells, "Tier before"),
        "revenue_minor": revenue,
        **_answers(cells, tier),
        "chosen": tier,
        "given": tier,
        "reason": cells.get("Why not as suggested", ""),
        "graded_by": reading.owners.find(cells.get("Graded by", "")),
        "graded_at": _evening(graded_on or day) if tier else None,
        "deadline": _day(cells, "Convert by"),
        "owner_id": reading.owners.find(cells.get("Owner", "")),
        "decision": decided if decided in (KEPT, STAYS) else None,
    }


def _answers(cells: Cells, tier: str | None) -> dict[str, Any]:
    """Return the five answers as they stand there; where none do, those that the tier tells of."""
    written = {name: cells.get(name.capitalize(), "").strip() for name in QUESTIONS}
    if not any(written.values()):
        answers = AS_THEIR_TIER[tier] if tier else dict.fromkeys(QUESTIONS, 0)
        told = {"from": "tier", "tier": tier} if tier else {"from": "nothing"}
    else:
        if strange := next((said for said in written.values() if said not in ("1", "0", "-1", "")), None):
            raise RefusedError(Trouble.NO_ANSWER, strange)
        answers, told = {name: int(said or 0) for name, said in written.items()}, {"from": "person"}
    return {**answers, "sources": dict.fromkeys(QUESTIONS, told)}


def _tier(cells: Cells, title: str) -> str | None:
    said = cells.get(title, "").strip().upper()
    if said and said not in TIERS:
        raise RefusedError(Trouble.NO_TIER, said)
    return said or None


def _day(cells: Cells, title: str) -> date | None:
    said = cells.get(title, "").strip()
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise RefusedError(Trouble.NO_DAY, said) from None


def _evening(day: date) -> datetime:
    return datetime.combine(day, EVENING, UTC)


def _keep(session: Session, workspace: Workspace, day: date, gradings: Mapping[str, dict[str, Any]]) -> int:
    """Keep one stocktake, confirmed on the evening of that day by nobody whom we know; return what is new of it."""
    at, team_id = _evening(day), workspace.team_id
    mine = select(Stocktake).where(Stocktake.team_id == team_id, Stocktake.closed_at == at)
    stocktake = session.exec(mine.where(col(Stocktake.closed_by).is_(None))).first()
    if stocktake is None:
        stocktake = Stocktake(team_id=team_id, begun_by=None, begun_at=at, until=day, closed_at=at)
        session.add(stocktake)
        session.flush()
    kept = {grading.customer_id for grading in all_gradings(session, stocktake)}
    placed = bands({id_: values["revenue_minor"] for id_, values in gradings.items()})
    new = [values for id_, values in gradings.items() if id_ not in kept]
    for values in new:
        band = placed[values["customer_id"]]
        said = suggest({name: values[name] for name in QUESTIONS}, band)
        known: dict[str, Any] = {"team_id": team_id, "stocktake_id": stocktake.id, "band": band, "confirmed_at": at}
        session.add(Grading(**values, **known, suggested=said.tier, reasons=said.reasons))
    return len(new)


def _follow_up(session: Session, workspace: Workspace, now: datetime) -> None:
    """Offer the next stocktake in time, and follow up what the last one wants converted."""
    closed = closed_stocktakes(session, workspace.team_id)
    if not closed or open_stocktake(session, workspace.team_id):
        return
    if closed[0].closed_at and closed[0].closed_by is None:
        expect(session, workspace, STOCKTAKE, closed[0].closed_at.date() + HALF_A_YEAR, now)
    for grading in all_gradings(session, closed[0]):
        tell_owner(session, workspace, grading, now)
    watch_deadlines(session, workspace, now)
