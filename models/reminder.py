"""A reminder: when to speak next, and of what. Only this place says so; every change goes through `settle`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, insert
from sqlmodel import Field, Session, SQLModel, col, select

from models.care_model import Policy, care_model_of, policy_of
from models.clock_history import History
from models.clocks import LAST_STEP, Reminding, remindings
from models.customer import ACTIVE, Customer
from models.history import histories
from models.home_readers import look_again
from models.member import Member, managers, members_by_id
from models.message import redraw_latest
from models.statements import NOW, REASONS, TEAM
from models.working_time import DAY, WorkingTime, next_working_morning, working_time
from models.workspace import Workspace

CUSTOMER, MEMBER, WORKSPACE = "customer", "member", "workspace"
DECIDE, DIGEST, READER = "decide", "digest", "reader"
BATCH = 500


class Reminder(SQLModel, table=True):
    """One row per subject and reason.

    `due_on` is the day the clock strikes (always true, never spread), `remind_at` the instant (UTC) to speak next
    (None: it waits for a person), `step` the step already reached, `brief` the message that took it up last.
    """

    __table_args__ = (Index("reminder_by_time", "team_id", "remind_at"), Index("reminder_by_brief", "team_id", "brief"))

    team_id: str = Field(primary_key=True)
    subject_kind: str = Field(primary_key=True)
    subject_id: str = Field(primary_key=True)
    reason: str = Field(primary_key=True)
    due_on: date | None = None
    remind_at: datetime | None = None
    step: int = 0
    brief: str | None = None


def settle(session: Session, customer: Customer, now: datetime) -> None:
    """Recompute one customer's reminders from all facts that stand."""
    settle_all(session, customer.team_id, [customer], now)


def settle_all(session: Session, team_id: str, customers: Iterable[Customer], now: datetime) -> None:
    """Recompute the reminders of many customers of one workspace from all facts that stand."""
    workspace = session.get_one(Workspace, team_id)
    customers = list(customers)
    for start in range(0, len(customers), BATCH):
        _settle_batch(session, workspace, customers[start : start + BATCH], now)


def _settle_batch(session: Session, workspace: Workspace, customers: Sequence[Customer], now: datetime) -> None:
    session.flush()
    people = members_by_id(session, workspace.team_id, {customer.champion_id for customer in customers})
    champions = {customer.id: reader_of(customer, people) for customer in customers}
    working = _working_times(workspace, champions)
    known = histories(session, customers, working)
    rows = _rows_by_customer(session, workspace.team_id, [customer.id for customer in customers])
    news, listed, new_rows, model = False, False, [], care_model_of(session, workspace.team_id)
    for customer in customers:
        before = rows.get(customer.id, {})
        waited = any(map(waits_for_manager, before.values()))
        spoken = any(row.remind_at for row in before.values())
        said = _said(policy_of(customer, model), known[customer.id], working[customer.id], champions[customer.id], now)
        new_rows += _store(session, customer, said, before, working[customer.id].today(now), now)
        has_nobody = customer.state == ACTIVE and not champions[customer.id]
        waits = any(what.waits for what in said.values())
        news |= (has_nobody and (spoken or not before)) or (waits and not waited)
        listed |= has_nobody or waits or waited or not spoken
    if new_rows:
        session.execute(insert(Reminder), new_rows)
    if news:
        wake_managers(session, workspace, now)
    if listed:
        redraw_latest(session, workspace.team_id, "brief", DECIDE, now)
    if any(history.rest_until for history in known.values()):
        look_who_reads(session, workspace.team_id, now)
    look_again(session, workspace.team_id, customers, now)


def look_who_reads(session: Session, team_id: str, now: datetime) -> None:
    """Have it found out at once whether somebody else reads now of a customer with an open complaint."""
    session.merge(Reminder(team_id=team_id, subject_kind=WORKSPACE, subject_id=team_id, reason=READER, remind_at=now))


def _working_times(workspace: Workspace, champions: dict[str, Member | None]) -> dict[str, WorkingTime]:
    """Return by customer id whose working time counts: the champion's, or the workspace's where there is none."""
    by_person: dict[str, WorkingTime] = {}
    for champion in champions.values():
        user_id = champion.user_id if champion else ""
        if user_id not in by_person:
            by_person[user_id] = working_time(workspace, champion)
    return {id_: by_person[champion.user_id if champion else ""] for id_, champion in champions.items()}


def reader_of(customer: Customer, people: dict[str, Member]) -> Member | None:
    """Return the champion who reads of this customer; None where there is none or they have left the company."""
    champion = people.get(customer.champion_id or "")
    return champion if champion and champion.belongs else None


def _said(
    policy: Policy, history: History, working: WorkingTime, champion: Member | None, now: datetime
) -> dict[str, Reminding]:
    """Return what the clocks say; of a customer without champion they speak to nobody."""
    said = remindings(history, policy, working, now)
    if champion:
        return said
    return {reason: replace(what, remind_at=None) for reason, what in said.items()}


def _store(
    session: Session,
    customer: Customer,
    said: dict[str, Reminding],
    rows: dict[str, Reminder],
    today: date,
    now: datetime,
) -> list[dict[str, Any]]:
    """Change and delete a customer's rows as the clocks say; return the new ones, which are inserted many at a time."""
    for reason in rows.keys() - said.keys():
        session.delete(rows[reason])
    for reason in rows.keys() & said.keys():
        move(rows[reason], said[reason], today, now)
    subject = {"team_id": customer.team_id, "subject_kind": CUSTOMER, "subject_id": customer.id}
    return [
        {**subject, "reason": reason, "due_on": what.due_on, "remind_at": what.remind_at, "step": what.step}
        for reason, what in said.items()
        if reason not in rows
    ]


def move(row: Reminder, what: Reminding, today: date, now: datetime) -> None:
    """Change a reminder to what its clock says."""
    wanted_today = what.remind_at is not None and what.ask_on <= today
    # what no brief has taken up yet stays due: a change just before the tick must not cost it a day
    still_due = wanted_today and row.remind_at is not None and row.remind_at <= now
    moved = {
        "due_on": what.due_on,
        "remind_at": row.remind_at if still_due else what.remind_at,
        "step": what.step,
        # a brief that was promised keeps only what still wants to be said today
        "brief": row.brief if wanted_today else None,
    }
    for name, value in moved.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _rows_by_customer(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, dict[str, Reminder]]:
    rows: dict[str, dict[str, Reminder]] = {}
    for row in session.exec(
        select(Reminder).where(
            Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, col(Reminder.subject_id).in_(ids)
        )
    ):
        rows.setdefault(row.subject_id, {})[row.reason] = row
    return rows


DUE = select(Reminder).where(col(Reminder.team_id) == TEAM, col(Reminder.remind_at) <= NOW)
DUE = DUE.where(col(Reminder.reason).in_(REASONS)).order_by(col(Reminder.remind_at))


def due_reminders(session: Session, team_id: str, reasons: Sequence[str], now: datetime) -> Sequence[Reminder]:
    """Return the reminders of these reasons whose time has come: one index range scan."""
    return session.exec(DUE, params={"team_id": team_id, "now": now, "reasons": reasons}).all()


def wake_managers(session: Session, workspace: Workspace, now: datetime) -> None:
    """Have every manager's next brief say what waits for a manager: something new has come to their list."""
    for manager in managers(session, workspace.team_id):
        working = working_time(workspace, manager)
        key = (workspace.team_id, MEMBER, manager.user_id, DECIDE)
        row = session.get(Reminder, key) or Reminder(
            team_id=workspace.team_id, subject_kind=MEMBER, subject_id=manager.user_id, reason=DECIDE
        )
        soon = next_working_morning(working.today(now), working, now)
        row.remind_at = min(row.remind_at or soon, soon)
        session.add(row)


def next_week(row: Reminder, working: WorkingTime, now: datetime) -> None:
    """Let a manager's list rest until next Monday's brief: an open item is not repeated every day."""
    today = working.today(now)
    row.remind_at = next_working_morning(today + DAY * (7 - today.weekday()), working, now)


def waits_for_manager(row: Reminder) -> bool:
    """Tell whether this was asked three times and now waits for a decision."""
    return row.step >= LAST_STEP and row.remind_at is None
