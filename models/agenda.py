"""When a workspace has something to do, and what sort of thing: one statement, asked at every tick and turn."""

from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, func, literal, select, union_all
from sqlmodel import Session, col

from models.message import PLANNED, SENDING, SENT, UNKNOWN, Message
from models.reminder import Reminder
from models.statements import NOW, TEAM

PLAN, REDRAW, SEND, LOOK_UP, DOUBT = "plan", "redraw", "send", "look_up", "doubt"
"""Turn due reminders into promises, draw anew, send, look up what is unknown, doubt what was being sent."""

INSTANTS = (
    (PLAN, col(Reminder.remind_at), col(Reminder.team_id) == TEAM),
    (REDRAW, col(Message.redraw_at), (col(Message.team_id) == TEAM) & (col(Message.state) == SENT)),
    (SEND, col(Message.not_before), (col(Message.team_id) == TEAM) & (col(Message.state) == PLANNED)),
    (LOOK_UP, col(Message.not_before), (col(Message.team_id) == TEAM) & (col(Message.state) == UNKNOWN)),
)
BROKEN_OFF = (col(Message.team_id) == TEAM) & (col(Message.state) == SENDING)

COMING = union_all(
    *(select(literal(sort), func.min(instant)).where(mine, instant > NOW) for sort, instant, mine in INSTANTS)
)
DUE = union_all(
    *(select(literal(sort), func.min(instant)).where(mine, instant <= NOW) for sort, instant, mine in INSTANTS),
    select(literal(DOUBT), func.min(Message.claimed_at)).where(BROKEN_OFF),  # whatever the clock says
)


def due_since(session: Session, team_id: str, now: datetime) -> dict[str, datetime]:
    """Return what is to be done by now, each sort with the earliest instant (UTC) for which it is."""
    return _found(session, DUE, team_id, now)


def next_instant(session: Session, team_id: str, now: datetime) -> datetime | None:
    """Return the next instant (UTC) after `now` at which something is to be done."""
    return min(_found(session, COMING, team_id, now).values(), default=None)


def _found(session: Session, statement: CompoundSelect[Any, Any], team_id: str, now: datetime) -> dict[str, datetime]:
    rows = session.connection().execute(statement, {"team_id": team_id, "now": now}).all()
    return {sort: instant for sort, instant in rows if instant}
