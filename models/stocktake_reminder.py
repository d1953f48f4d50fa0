"""When a stocktake is spoken of: offered to managers half-yearly, told to champions in their brief, followed up.

All of it is lines in briefs that come anyway or once a week; a workspace has one row that says when the next stocktake
is offered (`remind_at` None: it is on the managers' list, or one is going on).
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from models.customer import ACTIVE, Customer
from models.message import redraw_latest
from models.reminder import DECIDE, MEMBER, WORKSPACE, Reminder, due_reminders, wake_managers
from models.stocktake import Stocktake
from models.working_time import DAY, WorkingTime, next_working_morning, working_time
from models.workspace import Workspace

STOCKTAKE, MISSED = "stocktake", "conversion_missed"
GRADING, CONVERSION = "grading", "conversion"
"""Reasons of a person: customers of theirs want grading, a customer of theirs is to be converted soon."""
HALF_A_YEAR, FIRST_AFTER, IN_A_MONTH = timedelta(days=182), timedelta(days=28), timedelta(days=30)
"""The first stocktake is offered four weeks after provisional tiers came, else half a year after the first customer."""
AGAIN_AFTER = timedelta(days=7)
LEAD = timedelta(hours=1)
"""So long before the workspace's morning managers are woken, so that the brief of that very day tells them."""


def keep_stocktake(session: Session, team_id: str, now: datetime) -> None:
    """Offer the stocktake whose time has come, tell managers what has become late, expect the first one."""
    workspace = session.get_one(Workspace, team_id)
    for row in due_reminders(session, team_id, (STOCKTAKE, MISSED), now):
        row.remind_at = None
        wake_managers(session, workspace, now)
    if session.get(Reminder, (team_id, WORKSPACE, team_id, STOCKTAKE)) is None:
        _expect_first(session, workspace, now)


def _expect_first(session: Session, workspace: Workspace, now: datetime) -> None:
    team_id = workspace.team_id
    mine = (Customer.team_id == team_id, Customer.state == ACTIVE)
    first = session.exec(select(func.min(Customer.created_at)).where(*mine)).one()
    if first:
        provisional = session.exec(select(Customer.id).where(*mine, col(Customer.tier_suggested)).limit(1)).first()
        day = first.date() + (FIRST_AFTER if provisional else HALF_A_YEAR)
        expect(session, workspace, STOCKTAKE, day, now)


def expect(session: Session, workspace: Workspace, reason: str, day: date | None, now: datetime) -> None:
    """Have the managers told on the first working morning from a day on; None: it waits for a person."""
    working = working_time(workspace)
    row = _row(session, workspace.team_id, WORKSPACE, workspace.team_id, reason)
    row.remind_at = next_working_morning(day, working, now) - LEAD if day else None
    session.add(row)


def offer_in_a_month(session: Session, team_id: str, now: datetime) -> date:
    """Let the offer rest for a month; return the day on which it comes again."""
    workspace = session.get_one(Workspace, team_id)
    working = working_time(workspace)
    day = next_working_morning(working.today(now) + IN_A_MONTH, working, now).astimezone(working.zone).date()
    expect(session, workspace, STOCKTAKE, day, now)
    tell_managers_anew(session, team_id, now)
    return day


def is_offered(session: Session, team_id: str) -> bool:
    """Tell whether the next stocktake's time has come; whether one is going on is another question."""
    row = session.get(Reminder, (team_id, WORKSPACE, team_id, STOCKTAKE))
    return row is not None and row.remind_at is None


def ask_champions(session: Session, workspace: Workspace, user_ids: Iterable[str], now: datetime) -> None:
    """Have these people's next brief say that customers of theirs want grading."""
    for user_id in user_ids:
        remind_person(session, workspace, user_id, GRADING, None, now)


def remind_person(
    session: Session, workspace: Workspace, user_id: str, reason: str, day: date | None, now: datetime
) -> None:
    """Have a person's brief speak of this from a day on, or from the next one; never later than before."""
    working = working_time(workspace)
    row = _row(session, workspace.team_id, MEMBER, user_id, reason)
    soon = next_working_morning(max(day or working.today(now), working.today(now)), working, now)
    row.remind_at = min(row.remind_at or soon, soon)
    session.add(row)


def let_champions_be(session: Session, team_id: str) -> None:
    """Ask nobody to grade any more."""
    for row in session.exec(select(Reminder).where(Reminder.team_id == team_id, Reminder.reason == GRADING)):
        session.delete(row)


def reopen(session: Session, stocktake: Stocktake, now: datetime) -> None:
    """A stocktake is open again: its confirmation was taken back."""
    stocktake.closed_at = stocktake.closed_by = None
    expect(session, session.get_one(Workspace, stocktake.team_id), STOCKTAKE, None, now)
    tell_managers_anew(session, stocktake.team_id, now)


def tell_managers_anew(session: Session, team_id: str, now: datetime) -> None:
    """Have the managers' latest list drawn again."""
    redraw_latest(session, team_id, "brief", DECIDE, now)


def week_later(row: Reminder, working: WorkingTime, now: datetime) -> None:
    """Speak of it again in a week."""
    row.remind_at = next_working_morning(working.today(now) + AGAIN_AFTER, working, now)


def morning_after(day: date) -> date:
    return day + DAY


def _row(session: Session, team_id: str, subject_kind: str, subject_id: str, reason: str) -> Reminder:
    about: dict[str, Any] = {"subject_kind": subject_kind, "subject_id": subject_id, "reason": reason}
    known = session.get(Reminder, (team_id, subject_kind, subject_id, reason))
    return known or Reminder(team_id=team_id, **about)
