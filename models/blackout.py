"""A blackout: days on which the Annual Calendar plans nothing for anybody."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index, func
from sqlmodel import Session, col, select

from models.audit import record
from models.row import Row
from models.touch import PLANNED, Touch


class Blackout(Row, table=True):
    """Days without planned touches, from `first_day` through `last_day`, and why."""

    __table_args__ = (Index("blackout_by_day", "team_id", "last_day"),)

    first_day: date
    last_day: date
    reason: str = ""
    by: str | None = None
    created_at: datetime
    undone_at: datetime | None = None


def blackouts(session: Session, team_id: str, day: date) -> Sequence[Blackout]:
    """Return the blackouts that stand and last until `day` or longer, in the order in which they begin."""
    return session.exec(
        select(Blackout)
        .where(Blackout.team_id == team_id, col(Blackout.last_day) >= day, col(Blackout.undone_at).is_(None))
        .order_by(col(Blackout.first_day), Blackout.id)
    ).all()


def keep_free(session: Session, team_id: str, days: tuple[date, date], reason: str, by: str, now: datetime) -> Blackout:
    """Let the calendar plan nothing on these days; said twice it is still one."""
    first, last = days
    known = (one for one in blackouts(session, team_id, first) if (one.first_day, one.last_day) == days)
    blackout = next(known, None) or Blackout(
        team_id=team_id, first_day=first, last_day=last, reason=reason[:200], by=by, created_at=now
    )
    session.add(blackout)
    _tell_of(session, blackout, by, "calendar.blackout", now)
    return blackout


def free_again(session: Session, team_id: str, blackout_id: str, by: str, now: datetime) -> Blackout | None:
    """Take a blackout out, if it stands."""
    blackout = session.get(Blackout, (team_id, blackout_id))
    if blackout is None or blackout.undone_at:
        return None
    blackout.undone_at = now
    _tell_of(session, blackout, by, "calendar.blackout_removed", now)
    return blackout


def planned_between(session: Session, team_id: str, first: date, last: date) -> int:
    """Return how many touches are planned on these days."""
    return session.exec(
        select(func.count())
        .select_from(Touch)
        .where(col(Touch.team_id) == team_id, col(Touch.state) == PLANNED, col(Touch.undone_at).is_(None))
        .where(col(Touch.day).between(first, last))
    ).one()


def _tell_of(session: Session, blackout: Blackout, by: str, action: str, now: datetime) -> None:
    days = {"first_day": blackout.first_day.isoformat(), "last_day": blackout.last_day.isoformat()}
    subject, reason = f"workspace:{blackout.team_id}", blackout.reason
    record(
        session, team_id=blackout.team_id, at=now, actor=by, action=action, subject=subject, after=days, reason=reason
    )
