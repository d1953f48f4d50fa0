"""A fact: what somebody did or decided about a customer. Reminders are computed from the facts that stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session, col, select

from models.complaint import ComplaintStep
from models.decision import Decision
from models.sign_of_life import SignOfLife
from models.touch import Touch

Fact = Touch | SignOfLife | Decision | ComplaintStep
Kept = TypeVar("Kept", Touch, SignOfLife, Decision, ComplaintStep)


def find_fact(session: Session, team_id: str, fact_id: str) -> Fact | None:
    """Return the touch, sign of life, decision or step of a complaint with this id."""
    key = (team_id, fact_id)
    return (
        session.get(Touch, key)
        or session.get(SignOfLife, key)
        or session.get(Decision, key)
        or session.get(ComplaintStep, key)
    )


def recorded_at(fact: Fact) -> datetime:
    """Return when a fact was recorded, a plan when it was last confirmed, moved or dropped."""
    return (fact.changed_at if isinstance(fact, Touch) else None) or fact.created_at


def recorded_by(fact: Fact) -> str | None:
    """Return the Slack id of who recorded a fact, of a plan who last confirmed, moved or dropped it."""
    return (fact.changed_by if isinstance(fact, Touch) else None) or fact.by


def facts_of(session: Session, team_id: str, customer_id: str) -> list[Fact]:
    """Return a customer's facts that stand (not undone), in the order in which they were recorded."""
    found: list[Fact] = [
        *_standing(session, Touch, team_id, customer_id),
        *_standing(session, SignOfLife, team_id, customer_id),
        *_standing(session, Decision, team_id, customer_id),
        *_standing(session, ComplaintStep, team_id, customer_id),
    ]
    return sorted(found, key=lambda fact: (recorded_at(fact), fact.id))


def _standing(session: Session, table: type[Kept], team_id: str, customer_id: str) -> Sequence[Kept]:
    return session.exec(
        select(table).where(table.team_id == team_id, table.customer_id == customer_id, col(table.undone_at).is_(None))
    ).all()
