"""Pulses that were taken before Touchbase, on paper or in a form: read from a table of counts, to compare with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from models.importing.spreadsheet import Sheet
from models.pulse import SCORES, Area, PulseCount
from models.quarter import Quarter, quarter_named

HEADER = ("Quarter", "Group", "Area", *map(str, SCORES))
GROUPS = {"managers": True, "front line": False}


class PastPulseError(Exception):
    """A table that is refused as a whole; `seen` is what stands in that column of that row."""

    def __init__(self, column: str, row: int = 0, seen: str = "") -> None:
        super().__init__(f"{column} (row {row}) {seen}")
        self.column, self.row, self.seen = column, row, seen


@dataclass(frozen=True)
class PastPulses:
    """Which quarters were brought in, and which left as they are, since something is kept of them already."""

    new: list[Quarter]
    kept: list[Quarter]


def bring_in(session: Session, team_id: str, sheet: Sheet, current: Quarter) -> PastPulses:
    """Keep the pulses of a table, of quarters that are over and of which nothing is kept yet.

    Raises PastPulseError.
    """
    if missing := [title for title in HEADER if title not in sheet.header]:
        raise PastPulseError(missing[0])
    known = set(session.exec(select(PulseCount.quarter).where(PulseCount.team_id == team_id)).all())
    rows = ((row.number, dict(zip(sheet.header, row.cells, strict=False))) for row in sheet.rows())
    counts = [count for number, cells in rows for count in _read(team_id, cells, number, current)]
    new, kept = set[str](), set[str]()
    for count in counts:
        (kept if count.quarter in known else new).add(count.quarter)
        if count.quarter not in known:
            session.merge(count)
    return PastPulses([quarter_named(name) for name in sorted(new)], [quarter_named(name) for name in sorted(kept)])


def _read(team_id: str, cells: Mapping[str, str], row: int, current: Quarter) -> Iterator[PulseCount]:
    """Yield the counts of one row: how many gave an area each score."""
    said = {title: cells.get(title, "").strip() for title in HEADER}
    quarter, area = _quarter(said["Quarter"]), said["Area"].lower().replace(" ", "_")
    if quarter is None or quarter >= current:
        raise PastPulseError("Quarter", row, said["Quarter"])
    if said["Group"].lower() not in GROUPS:
        raise PastPulseError("Group", row, said["Group"])
    if area not in set(Area):
        raise PastPulseError("Area", row, said["Area"])
    for score in SCORES:
        text = said[str(score)] or "0"
        if not (text.isascii() and text.isdigit()):
            raise PastPulseError(str(score), row, text)
        if int(text):
            about: dict[str, Any] = {"managers": GROUPS[said["Group"].lower()], "area": area}
            yield PulseCount(team_id=team_id, quarter=quarter.name, score=score, count=int(text), **about)


def _quarter(text: str) -> Quarter | None:
    try:
        return quarter_named(text)
    except ValueError:
        return None
