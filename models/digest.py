"""The digest: once for every ISO week, posted in the week after it. When it is owed, and to whom it is promised."""

from datetime import UTC, date, datetime, time

from sqlmodel import Session

from models.reminder import DIGEST, WORKSPACE, Reminder
from models.week import DAYS, Week, week_of
from models.working_time import DAY, WorkingTime, next_working_day, working_time
from models.workspace import Workspace


def settle_digest(session: Session, workspace: Workspace, now: datetime) -> None:
    """Set when the next digest is posted, after the workspace's settings have changed; without a channel never.

    A digest that is still owed for this week stays owed: if its new hour has passed already, it comes at once.
    """
    row = session.get(Reminder, (workspace.team_id, WORKSPACE, workspace.team_id, DIGEST))
    if not workspace.digest_channel:
        if row:
            session.delete(row)
        return
    row = row or Reminder(
        team_id=workspace.team_id, subject_kind=WORKSPACE, subject_id=workspace.team_id, reason=DIGEST
    )
    await_post(row, week_of(row.due_on) if row.due_on else first_post(workspace, now), workspace)
    session.add(row)


def await_post(row: Reminder, week: Week, workspace: Workspace) -> None:
    """Have the reminder wait for the digest that is posted in this week, counted by the day it should be posted on."""
    working = working_time(workspace)
    row.due_on = posting_day(week, workspace, working)
    row.remind_at = post_at(week, workspace, working)


def first_post(workspace: Workspace, now: datetime) -> Week:
    """Return the week of the next digest for a workspace that has had none: its hour is still to come."""
    working = working_time(workspace)
    week = week_of(working.today(now)).later(-1)
    while post_at(week, workspace, working) < now:
        week = week.later(1)
    return week


def last_post(workspace: Workspace, now: datetime) -> Week:
    """Return the latest week whose digest should have been posted by now."""
    working = working_time(workspace)
    week = week_of(working.today(now))
    while post_at(week, workspace, working) > now:
        week = week.later(-1)
    return week


def posting_day(week: Week, workspace: Workspace, working: WorkingTime) -> date:
    """Return the digest's day in a week; a weekday on which nobody works means the next on which somebody does."""
    weekday = next(day % DAYS for day in range(workspace.digest_weekday, 2 * DAYS) if day % DAYS in working.weekdays)
    return week.day(weekday)


def post_at(week: Week, workspace: Workspace, working: WorkingTime) -> datetime:
    """Return the instant (UTC) of a week's digest, in the workspace's zone; a holiday moves it to the next working day."""
    day = next_working_day(posting_day(week, workspace, working), working)
    return datetime.combine(day, time.fromisoformat(workspace.digest_at), working.zone).astimezone(UTC)
