"""When the pulse is spoken of by itself: to managers when a quarter is over, to who sees to a change on its day."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from models.member import find_member
from models.message import SENT, Message, find_message
from models.outbox import NOTHING_TO_SAY
from models.pulse_change import PulseChange, changes_of
from models.quarter import Quarter
from models.reminder import MEMBER, WORKSPACE, Reminder
from models.stocktake_reminder import LEAD
from models.working_time import next_working_morning
from models.workspace import working_time_of

PULSE, CHANGE = "pulse", "pulse_change"
"""Reasons: of the workspace, that a quarter is over; of a person, that a change of theirs is wanted."""
ONCE_MORE = timedelta(days=7)


def expect_turn(session: Session, team_id: str, quarter: Quarter, now: datetime) -> None:
    """Have the end of a quarter looked at on the first working morning after it, before briefs go out."""
    if session.get(Reminder, (team_id, WORKSPACE, team_id, PULSE)):
        return
    at = next_working_morning(quarter.later(1).first, working_time_of(session, team_id), now) - LEAD
    session.add(Reminder(team_id=team_id, subject_kind=WORKSPACE, subject_id=team_id, reason=PULSE, remind_at=at))


def wanted_of(session: Session, team_id: str, user_id: str) -> list[PulseChange]:
    """Return the changes that somebody sees to and has not done, the earliest first."""
    mine = [one for one in changes_of(session, team_id) if one.owner_id == user_id]
    return sorted((one for one in mine if not (one.done_on or one.outcome)), key=lambda one: (one.due, one.id))


def settle_change(session: Session, team_id: str, user_id: str, now: datetime) -> None:
    """Set when somebody's next brief speaks of a change of theirs: on its day, or the working morning after.

    The row's `due_on` is the day on which one was last spoken of.
    """
    session.flush()
    row = session.get(Reminder, (team_id, MEMBER, user_id, CHANGE))
    working = working_time_of(session, team_id, find_member(session, team_id, user_id))
    today = working.today(now)
    days = [day for one in wanted_of(session, team_id, user_id) for day in (one.due, one.due + ONCE_MORE)]
    ahead = [day for day in days if day >= today and (row is None or row.due_on is None or day > row.due_on)]
    if not ahead:
        if row:
            session.delete(row)
        return
    row = row or Reminder(team_id=team_id, subject_kind=MEMBER, subject_id=user_id, reason=CHANGE)
    row.remind_at = next_working_morning(min(ahead), working, now)
    session.add(row)


def wanted_in(session: Session, brief: Message, today: date) -> list[PulseChange]:
    """Return the changes of which a brief reminds its reader, as they stand now; at the claim they are chosen."""
    row = session.get(Reminder, (brief.team_id, MEMBER, brief.recipient, CHANGE))
    if brief.state != SENT and row and row.brief == brief.key:
        for change in wanted_of(session, brief.team_id, brief.recipient):
            if change.due <= today:
                change.told_in = brief.key
    return [one for one in changes_of(session, brief.team_id) if one.told_in == brief.key]


def redraw_told(session: Session, change: PulseChange, now: datetime) -> None:
    """Have the brief that reminded of a change drawn again."""
    brief = find_message(session, change.team_id, change.told_in) if change.told_in else None
    if brief and brief.state == SENT:
        brief.redraw_at = now


def told(session: Session, row: Reminder, now: datetime) -> bool:
    """Tell whether a brief has spoken of a change on its day; then it is spoken of once more a week later."""
    message = find_message(session, row.team_id, row.brief) if row.brief else None
    if message is None or not (message.state == SENT or message.reason == NOTHING_TO_SAY):
        return False
    row.due_on = working_time_of(session, row.team_id).today(message.claimed_at or now)
    settle_change(session, row.team_id, row.subject_id, now)
    return True
