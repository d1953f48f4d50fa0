"""What is done with a dropped file when it is our turn: it is read and previewed, imported, taken back, forgotten."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.audit import record
from models.dropped_file import (
    DONE,
    EXPIRED,
    IMPORTING,
    READY,
    UNDOING,
    UNDONE,
    UNREADABLE,
    WAITING,
    DroppedFile,
    end,
    rest,
)
from models.importing.contacts_preview import preview_of_contacts, speaks_of_contacts
from models.importing.preview import MOST_NAMED, preview_of
from models.importing.report import Problem, Report
from models.importing.sheets import Order, import_sheets
from models.importing.spreadsheet import Fault, UnreadableError
from models.importing.workbook import read_file
from models.member import find_member
from models.taking_back import take_back
from models.taking_back_before import before_import, done_since
from models.welcome import look_again
from models.workspace import Workspace

COUNTERS = ("suggested", "unknown_owners", "unknown_parents", "unknown_tiers")
Read = tuple[str, dict[str, Any]]
"""The state that a file comes to by being read, and what is to be shown of it."""


def read(session: Session, file: DroppedFile, content: bytes, now: datetime) -> Read:
    """Read a file and say what an import would do; nothing is written. Of one that is no table, say why."""
    header: list[str] = []
    try:
        sheet = read_file(content)
        header = list(sheet.header)
        workspace = session.get_one(Workspace, file.team_id)
        month_first = _month_first(session, file)
        if file.columns is None and speaks_of_contacts(sheet):
            return READY, asdict(preview_of_contacts(session, workspace, sheet, now, month_first=month_first))
        return READY, asdict(preview_of(session, workspace, sheet, now, columns=file.columns, month_first=month_first))
    except UnreadableError as problem:
        return unreadable(problem.fault, problem.row, problem.seen, header)


def of_contacts(file: DroppedFile) -> bool:
    """Tell whether a file was read as one of past contacts or orders, not of customers."""
    return bool(file.preview and file.preview.get("contacts"))


def unreadable(fault: Fault, row: int = 0, seen: str = "", header: Sequence[str] = ()) -> Read:
    """Say why a file cannot be read as a table of customers; one with a header can be told what its columns are."""
    return UNREADABLE, {"fault": fault, "row": row, "seen": seen, "header": list(header)}


def keep(session: Session, file: DroppedFile, content: bytes, found: Read, now: datetime) -> None:
    """Keep what was read until a person decides; of a file without a table nothing is kept."""
    state, file.preview = found
    is_table = bool(file.preview["header"])
    file.content = content if is_table else None
    rest(session, file, state, now)


def go_on(session: Session, file: DroppedFile, now: datetime) -> None:
    """Do what was asked for and is slow, or forget what nobody has asked for in time."""
    if file.state == IMPORTING:
        _bring_in(session, file, now)
    elif file.state == UNDOING:
        _take_back(session, file, now)
    else:
        end(session, file, EXPIRED if file.state in WAITING else file.state, now)
        file.outcome = file.outcome and {**file.outcome, "done": None}


def _bring_in(session: Session, file: DroppedFile, now: datetime) -> None:
    workspace = session.get_one(Workspace, file.team_id)
    before = before_import(session, file.team_id)
    sheet = read_file(file.content or b"")
    of_what = {"contacts": sheet} if of_contacts(file) else {"customers": sheet, "columns": file.columns}
    order = Order(actor=file.by, month_first=_month_first(session, file), **of_what)
    report = import_sheets(session, workspace, order, now)
    file.outcome = {
        "report": {name: dict(said) if name in COUNTERS else said for name, said in vars(report).items()}
        | {"problems": [asdict(problem) for problem in report.problems[:MOST_NAMED]]},
        "refused": len(report.problems),
        "currency": before.currency,
        "done": done_since(session, file.team_id, before, now) if report.wrote else None,
    }
    file.imported_at = now
    file.content = None
    rest(session, file, DONE, now)
    look_again(session, file.team_id, now)


def _take_back(session: Session, file: DroppedFile, now: datetime) -> None:
    found = take_back(session, file.team_id, file.outcome["done"], file.imported_at or now, now)
    kept = len(file.outcome["done"]["changed"]) - found.as_before
    file.outcome = {**file.outcome, "done": None, "taken_back": asdict(found), "kept": kept}
    counts = {"gone": found.gone, "as_before": found.as_before, "stayed": found.stayed}
    record(
        session,
        team_id=file.team_id,
        at=now,
        actor=file.outcome.get("undone_by"),
        action="import.undone",
        subject=f"workspace:{file.team_id}",
        after=counts,
    )
    end(session, file, UNDONE, now)
    look_again(session, file.team_id, now)


def report_of(file: DroppedFile) -> Report:
    """Return what came of the import; of the rows that were left out only the first."""
    kept = dict(file.outcome["report"])
    problems = [Problem(**problem) for problem in kept.pop("problems")]
    report = Report(**kept)
    for name in COUNTERS:
        setattr(report, name, Counter(kept[name]))
    report.problems = problems
    return report


def can_undo(file: DroppedFile) -> bool:
    """Tell whether the import of this file can still be taken back."""
    return file.state == DONE and bool(file.outcome.get("done"))


def _month_first(session: Session, file: DroppedFile) -> bool:
    member = find_member(session, file.team_id, file.by)
    return bool(member and member.writes_month_first)
