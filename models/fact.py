"""A fact: what somebody did or decided about a customer. Reminders are computed from the facts that stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session, col, select

from models.decision import Decision
from models.sign_of_life import SignOfLife
from models.touch import Touch

Fact = Touch | SignOfLife | Decision
Kept = TypeVar("Kept", Touch, SignOfLife, Decision)


def find_fact(session: Session, team_id: str, fact_id: str) -> Fact | None:
    """Return the touch, sign of life or decision with this id."""
    key = (team_id, fact_id)
    return session.get(Touch, key) or session.get(SignOfLife, key) or session.get(Decision, key)


def facts_since(session: Session, team_id: str, customer_id: str, since: datetime) -> list[Fact]:
    """Return a customer's facts that stand and were recorded at or after an instant, oldest first."""
    found: list[Fact] = [
        *_since(session, Touch, team_id, customer_id, since),
        *_since(session, SignOfLife, team_id, customer_id, since),
        *_since(session, Decision, team_id, customer_id, since),
    ]
    return sorted(found, key=lambda fact: (fact.created_at, fact.id))


def _since(session: Session, table: type[Kept], team_id: str, customer_id: str, since: datetime) -> Sequence[Kept]:
    return session.exec(
        select(table)
        .where(table.team_id == team_id, table.customer_id == customer_id)
        .where(col(table.created_at) >= since, col(table.undone_at).is_(None))
    ).all()
