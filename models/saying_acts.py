"""Noting what was said, taking it back, and deciding about ideas; each is in the audit."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.audit import record
from models.member import Member
from models.saying import Saying
from models.undo import ALREADY_UNDONE, NOT_YOURS, TOO_LATE, UNDO_WITHIN


def note(session: Session, saying: Saying) -> Saying:
    """Keep what was said."""
    session.add(saying)
    session.flush()
    _tell(session, saying, "saying.noted", saying.by, saying.created_at)
    return saying


def why_not(saying: Saying, actor: Member, now: datetime) -> str | None:
    """Return why this person cannot take it back; for 24 hours who noted it and managers can (None)."""
    if saying.undone_at:
        return ALREADY_UNDONE
    if actor.user_id != saying.by and not actor.manager:
        return NOT_YOURS
    if now - saying.created_at > UNDO_WITHIN:
        return TOO_LATE
    return None


def latest_said(session: Session, member: Member, now: datetime) -> Saying | None:
    """Return what this person noted last within a day and has not taken back: what was said, or an idea."""
    return session.exec(
        select(Saying)
        .where(Saying.team_id == member.team_id, Saying.by == member.user_id, col(Saying.undone_at).is_(None))
        .where(Saying.created_at >= now - UNDO_WITHIN)
        .order_by(col(Saying.created_at).desc())
        .limit(1)
    ).first()


def take_back(session: Session, saying: Saying, actor: Member, now: datetime) -> None:
    """Mark it undone: it counts and is shown nowhere any more."""
    saying.undone_at = now
    _tell(session, saying, "saying.undone", actor.user_id, now)


def decide(session: Session, idea: Saying, status: str, actor: Member, now: datetime) -> None:
    """Say what becomes of an idea."""
    before = idea.status
    idea.status, idea.decided_by, idea.decided_at = status, actor.user_id, now
    _tell(session, idea, "idea.decided", actor.user_id, now, before=before, after=status)


def _tell(session: Session, saying: Saying, action: str, actor: str | None, now: datetime, **moved: str | None) -> None:
    """Write the audit row, with none of the words: they stand in the saying, where they can be forgotten."""
    subject = f"customer:{saying.customer_id}" if saying.customer_id else f"saying:{saying.id}"
    record(
        session,
        team_id=saying.team_id,
        at=now,
        actor=actor,
        action=action,
        subject=subject,
        before={"status": moved["before"]} if moved else None,
        after={"status": moved["after"]} if moved else {"kind": saying.kind},
    )
