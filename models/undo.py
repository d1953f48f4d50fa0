"""Taking back: a fact is marked undone and the reminders are computed again from what remains."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import nudge, reminder
from models.audit import record
from models.customer import Customer
from models.decision import CADENCE, CHAMPION, KEY, TIER, Decision
from models.member import Member
from models.sign_of_life import SignOfLife
from models.touch import DONE, DROPPED, PLANNED, Touch

UNDO_WITHIN = timedelta(hours=24)
FACTS: tuple[type[Touch] | type[SignOfLife] | type[Decision], ...] = (Touch, SignOfLife, Decision)
CHANGES = {TIER, KEY, CHAMPION, CADENCE}
Fact = Touch | SignOfLife | Decision

TOO_LATE, NOT_YOURS, ALREADY_UNDONE = "too_late", "not_yours", "already_undone"


def find_fact(session: Session, team_id: str, fact_id: str) -> Fact | None:
    """Return the touch, sign of life or decision with this id."""
    for table in FACTS:
        if found := session.get(table, (team_id, fact_id)):
            return found
    return None


def latest_fact(session: Session, team_id: str, user_id: str, now: datetime) -> Fact | None:
    """Return what a person did last within a day and has not taken back."""
    found: list[Fact] = []
    for table in FACTS:
        found += session.exec(
            select(table)
            .where(table.team_id == team_id, table.by == user_id, col(table.undone_at).is_(None))
            .where(col(table.created_at) > now - UNDO_WITHIN)
            .order_by(col(table.created_at).desc())
            .limit(1)
        ).all()
    return max(found, key=lambda fact: fact.created_at, default=None)


def why_not(fact: Fact, actor: Member, now: datetime) -> str | None:
    """Return why this person cannot take this back; for 24 hours the one who did it and managers can (None)."""
    if fact.undone_at:
        return ALREADY_UNDONE
    if actor.user_id != fact.by and not actor.manager:
        return NOT_YOURS
    if now - _since(fact) > UNDO_WITHIN:
        return TOO_LATE
    return None


def undo(session: Session, customer: Customer, fact: Fact, actor: Member, now: datetime) -> None:
    """Take a fact back; a plan that was confirmed or dropped becomes a plan again."""
    if isinstance(fact, Touch) and fact.booked_at and fact.state in (DONE, DROPPED):
        fact.state, fact.changed_at = PLANNED, now
    else:
        fact.undone_at = now
    if isinstance(fact, Decision) and fact.kind in CHANGES:
        for name, value in fact.before.items():
            setattr(customer, name, value)
    record(
        session,
        team_id=fact.team_id,
        at=now,
        actor=actor.user_id,
        action="undo",
        subject=f"customer:{fact.customer_id}",
        before={"fact": fact.id},
    )
    nudge.reopen(session, fact, now)
    reminder.settle(session, customer, now)


def undone_together(session: Session, fact: Touch) -> Sequence[Touch]:
    """Return the touches that one command logged at once for several customers, this one among them."""
    return session.exec(
        select(Touch).where(
            Touch.team_id == fact.team_id,
            Touch.by == fact.by,
            Touch.created_at == fact.created_at,
            col(Touch.undone_at).is_(None),
        )
    ).all()


def _since(fact: Fact) -> datetime:
    return (fact.changed_at if isinstance(fact, Touch) else None) or fact.created_at
