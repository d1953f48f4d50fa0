"""Complaints that were put right before Touchbase: read from a table, to learn from and to compare with.

They move no clock of their customer's: what was said and done then comes with the past contacts. Those that were put
right within the last month are followed up as any other; of older ones nothing is asked, and where their customer's
own word is not known they count as thought to be happy again, a month later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import Any

from sqlmodel import Session, select

from models.care_model import CareModel, care_model_of
from models.complaint import (
    ANSWERED,
    CAUSE,
    OPENED,
    RECOVERED,
    REOPENED,
    SAID_HAPPY,
    THOUGHT_HAPPY,
    Complaint,
    ComplaintStep,
)
from models.complaint_clock import reply_due
from models.complaint_reminder import settle_complaint, write_down
from models.complaint_state import state_of
from models.cover import Rota, rota_of
from models.customer import Customer
from models.importing.known_customers import KnownCustomers
from models.importing.owners import Owners
from models.importing.report import RefusedError, Report, Trouble
from models.importing.spreadsheet import Fault, Sheet, UnreadableError
from models.member import members_by_id
from models.working_hours import working_hours
from models.working_time import working_time
from models.workspace import Workspace

NEEDED = ("Customer", "Complaint", "Complained at", "Put right at")
A_MONTH = timedelta(days=30)
NOON = time(12)
Cells = Mapping[str, str]


@dataclass
class PastComplaints:
    """What came of reading them: how many are new, how many were known, and what was refused in which row."""

    new: int = 0
    known: int = 0
    report: Report = field(default_factory=Report)


@dataclass(frozen=True)
class _Reading:
    """What the rows of a table are read with."""

    workspace: Workspace
    known: KnownCustomers
    owners: Owners
    rota: Rota
    model: CareModel
    zone: tzinfo
    now: datetime


def bring_in(session: Session, workspace: Workspace, sheet: Sheet, source: str, now: datetime) -> PastComplaints:
    """Keep the complaints of a table; what is kept already is left as it is. Raises UnreadableError."""
    titles = titles_of(sheet)
    team_id = workspace.team_id
    reading = _Reading(
        workspace=workspace,
        known=KnownCustomers(session, team_id, source),
        rota=rota_of(session, team_id, now),
        model=care_model_of(session, team_id),
        owners=Owners(members_by_id(session, team_id).values()),
        zone=working_time(workspace).zone,
        now=now,
    )
    every = select(Complaint).where(Complaint.team_id == team_id)
    kept = {(one.customer_id, one.opened_at, one.words) for one in session.exec(every)}
    found = PastComplaints()
    for row in sheet.rows():
        try:
            customer, steps = _read(dict(zip(titles, row.cells, strict=False)), reading)
        except RefusedError as refused:
            found.report.refuse(row.number, refused)
            continue
        if (key := (customer.id, steps[0].created_at, steps[0].note)) in kept:
            found.known += 1
            continue
        kept.add(key)
        _keep(session, customer, steps, reading)
        found.new += 1
    return found


def titles_of(sheet: Sheet) -> list[str]:
    """Return the columns of a table of complaints. Raises UnreadableError where one is missing."""
    titles = [title.strip().capitalize() for title in sheet.header]
    if missing := [title for title in NEEDED if title not in titles]:
        raise UnreadableError(Fault.NO_COMPLAINT_COLUMN, sheet.first_row, ", ".join(missing))
    return titles


def _read(cells: Cells, reading: _Reading) -> tuple[Customer, list[ComplaintStep]]:
    """Return whose complaint a row tells of, and the steps by which it was put right, in order."""
    customer = reading.known.find(cells["Customer"], cells.get("Customer id") or None)
    if customer is None:
        raise RefusedError(Trouble.UNKNOWN_CUSTOMER, cells["Customer"])
    by = reading.owners.find(cells.get("Put right by", ""))
    about: dict[str, Any] = {"team_id": customer.team_id, "customer_id": customer.id, "complaint_id": ""}
    steps = [
        ComplaintStep(**about, kind=kind, created_at=at, by=None if kind == OPENED else by, note=note)
        for kind, at, note in _told(cells, reading)
    ]
    for before, after in pairwise(steps):
        if before.created_at > after.created_at:
            late = before.created_at.astimezone(reading.zone)
            raise RefusedError(Trouble.OUT_OF_ORDER, f"{late:%Y-%m-%d %H:%M}")
    if cause := cells.get("Cause", "").strip():
        prevention = cells.get("Prevention", "").strip()
        at = next(step.created_at for step in reversed(steps) if step.kind == RECOVERED)
        steps.append(ComplaintStep(**about, kind=CAUSE, created_at=at, by=by, note=cause, prevention=prevention))
    return customer, steps


def _told(cells: Cells, reading: _Reading) -> Iterator[tuple[str, datetime, str]]:
    """Yield what happened and when, with the words that go with it."""
    done = cells.get("What was done", "").strip()
    yield OPENED, _needed(cells, "Complained at", reading), cells["Complaint"].strip()
    if at := _instant(cells, "Answered at", reading):
        yield ANSWERED, at, ""
    recovered = _needed(cells, "Put right at", reading)
    yield RECOVERED, recovered, done
    if at := _instant(cells, "Reopened at", reading):
        yield REOPENED, at, ""
        recovered = _needed(cells, "Put right again at", reading)
        yield RECOVERED, recovered, done
    if at := _instant(cells, "Happy again at", reading):
        yield SAID_HAPPY, at, ""
    elif recovered + A_MONTH <= reading.now:
        yield THOUGHT_HAPPY, recovered + A_MONTH, ""


def _needed(cells: Cells, title: str, reading: _Reading) -> datetime:
    if (at := _instant(cells, title, reading)) is None:
        raise RefusedError(Trouble.NO_TIME, title)
    return at


def _instant(cells: Cells, title: str, reading: _Reading) -> datetime | None:
    """Return the instant (UTC) in a cell, which is in the workspace's time; a day alone counts as its noon."""
    said = cells.get(title, "").strip()
    if not said:
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise RefusedError(Trouble.NO_TIME, said) from None
    at = datetime.combine(at, NOON) if len(said) == len("2026-03-04") else at
    at = (at if at.tzinfo else at.replace(tzinfo=reading.zone)).astimezone(UTC)
    if at > reading.now:
        raise RefusedError(Trouble.FUTURE_DAY, said)
    return at


def _keep(session: Session, customer: Customer, steps: Sequence[ComplaintStep], reading: _Reading) -> None:
    """Keep a complaint with its steps; one that was put right lately is followed up."""
    reader, opened = reading.rota.reader_of(customer), steps[0]
    theirs = working_hours(reading.workspace, reader)
    complaint = Complaint(
        team_id=customer.team_id,
        customer_id=customer.id,
        words=opened.note,
        opened_by=None,
        opened_at=opened.created_at,
        round_opened_at=opened.created_at,
        reply_due_at=reply_due(opened.created_at, customer, reading.model, theirs),
    )
    session.add(complaint)
    session.flush()
    for step in steps:
        step.complaint_id = complaint.id
        session.add(step)
    state = state_of(steps)
    if state and state.recovered_at and state.recovered_at + A_MONTH > reading.now:
        settle_complaint(session, complaint, reading.now)
    elif state:
        write_down(session, complaint, state, customer, reader)
