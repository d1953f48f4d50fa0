"""Requests of Slack that were carried out, so that a retry or a replay changes nothing and shows the same answer."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, SQLModel, col, delete

KEPT = timedelta(days=7)


class Seen(SQLModel, table=True):
    """One request by its own id (event id, trigger id, or view id and hash), written with its effect."""

    __table_args__ = (Index("seen_by_time", "team_id", "at"),)

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    at: datetime
    answer: Any = Field(default=None, sa_type=JSON)


def find_seen(session: Session, team_id: str, request: str) -> Seen | None:
    """Return what is known of this request, if it was carried out before."""
    return session.get(Seen, (team_id, request))


def mark_seen(session: Session, team_id: str, request: str, now: datetime) -> None:
    """Write down, in the transaction of its effect, that a request is carried out; raises IntegrityError if it was."""
    session.add(Seen(team_id=team_id, id=request, at=now))
    session.flush()


def keep_answer(session: Session, team_id: str, request: str, answer: Any) -> None:
    """Keep the answer to a request, to show the same to a replay."""
    if seen := find_seen(session, team_id, request):
        seen.answer = answer


def forget(session: Session, team_id: str, request: str) -> None:
    """Forget one request, because its answer asks the person to send it again (a modal with errors)."""
    session.exec(delete(Seen).where(col(Seen.team_id) == team_id, col(Seen.id) == request))


def forget_old(session: Session, team_id: str, now: datetime) -> None:
    """Forget requests that are older than seven days; Slack repeats none as late."""
    session.exec(delete(Seen).where(col(Seen.team_id) == team_id, col(Seen.at) < now - KEPT))
