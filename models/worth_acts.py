"""What managers decide by worth: who becomes a key customer or stays ordinary, which unprofitable one is managed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models import acts
from models.customer import Customer
from models.decision import MANAGED, NOT_KEY, Decision
from models.keeping import keep


def mark_all_key(session: Session, customers: Sequence[Customer], by: str, now: datetime) -> list[Decision]:
    """Make customers key customers at once: what is kept at one instant is taken back together."""
    return [acts.mark_key(session, customer, True, by, now) for customer in customers]


def leave_ordinary(session: Session, customer: Customer, by: str, now: datetime) -> Decision:
    """Keep that a customer shall not become a key customer, though worth it."""
    return _keep(session, customer, NOT_KEY, by, now)


def manage(session: Session, customer: Customer, by: str, now: datetime) -> Decision:
    """Keep that an unprofitable customer is kept and managed."""
    return _keep(session, customer, MANAGED, by, now)


def _keep(session: Session, customer: Customer, kind: str, by: str, now: datetime) -> Decision:
    about: dict[str, Any] = {"team_id": customer.team_id, "customer_id": customer.id, "by": by, "created_at": now}
    return keep(session, customer, Decision(kind=kind, day=now.date(), **about), f"care.{kind}", now)
