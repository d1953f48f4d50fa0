"""Thanks among colleagues: who serves those well who serve customers reads it in their brief, and in the digest."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, update
from sqlmodel import Field, Session, col, select

from models.audit import record
from models.member import Member
from models.message import SENT, Message
from models.row import Row
from models.undo import ALREADY_UNDONE, NOT_YOURS, TOO_LATE, UNDO_WITHIN


class ThankYou(Row, table=True):
    """One thank-you of `by` to `thanked_id`, in their own words."""

    __tablename__ = "thank_you"
    __table_args__ = (Index("thank_you_by_time", "team_id", "created_at"),)

    by: str
    thanked_id: str
    words: str
    created_at: datetime
    undone_at: datetime | None = Field(default=None)


def thank(session: Session, member: Member, to: Sequence[Member], words: str, now: datetime) -> list[ThankYou]:
    """Keep a thank-you to each of these people; the audit has none of the words."""
    rows = [
        ThankYou(team_id=member.team_id, by=member.user_id, thanked_id=one.user_id, words=words, created_at=now)
        for one in to
    ]
    for row in rows:
        session.add(row)
        session.flush()
        _tell(session, row, "thanks.said", member.user_id, now)
    return rows


def find_thanks(session: Session, team_id: str, ids: Sequence[str]) -> Sequence[ThankYou]:
    """Return this workspace's thank-yous with these ids."""
    return session.exec(select(ThankYou).where(ThankYou.team_id == team_id, col(ThankYou.id).in_(ids))).all()


def why_not(row: ThankYou, actor: Member, now: datetime) -> str | None:
    """Return why this person cannot take it back; for 24 hours who said it and managers can (None)."""
    if row.undone_at:
        return ALREADY_UNDONE
    if actor.user_id != row.by and not actor.manager:
        return NOT_YOURS
    return TOO_LATE if now - row.created_at > UNDO_WITHIN else None


def take_back(session: Session, row: ThankYou, actor: Member, now: datetime) -> None:
    """Mark it undone; a brief that has told of it is drawn again without it."""
    row.undone_at = now
    told = (
        col(Message.team_id) == row.team_id,
        col(Message.recipient) == row.thanked_id,
        col(Message.feature) == "brief",
    )
    since = (col(Message.state) == SENT, col(Message.sent_at) >= row.created_at)
    session.exec(update(Message).where(*told, *since).values(redraw_at=now))
    _tell(session, row, "thanks.undone", actor.user_id, now)


def thanked_since(session: Session, member: Member, since: datetime | None, at: datetime) -> Sequence[ThankYou]:
    """Return what somebody was thanked for after the brief before (`since`) and by this one."""
    mine = (
        ThankYou.team_id == member.team_id,
        ThankYou.thanked_id == member.user_id,
        col(ThankYou.undone_at).is_(None),
    )
    bounds = [col(ThankYou.created_at) <= at, *([col(ThankYou.created_at) > since] if since else [])]
    return session.exec(select(ThankYou).where(*mine, *bounds).order_by(col(ThankYou.created_at))).all()


def thanked_between(session: Session, team_id: str, begins: datetime, ends: datetime) -> Sequence[ThankYou]:
    """Return all thanks between two instants (UTC) that stand, the latest first."""
    stands = (ThankYou.team_id == team_id, col(ThankYou.undone_at).is_(None))
    within = (col(ThankYou.created_at) >= begins, col(ThankYou.created_at) < ends)
    return session.exec(select(ThankYou).where(*stands, *within).order_by(col(ThankYou.created_at).desc())).all()


def _tell(session: Session, row: ThankYou, action: str, actor: str, now: datetime) -> None:
    record(session, team_id=row.team_id, at=now, actor=actor, action=action, subject=f"thanks:{row.id}")
