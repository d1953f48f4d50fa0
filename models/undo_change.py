"""Taking back what a decision changed of a customer: the value from before it, unless it would not be true any more."""

from datetime import date
from itertools import takewhile
from typing import Any

from sqlmodel import Session, col, select

from models import group
from models.customer import REMOVED, Customer, find_customer
from models.decision import GROUP, LOST, WON, Decision
from models.fact import Fact

BACK_AND_FORTH = (LOST, WON)


def restore(session: Session, customer: Customer, decision: Decision) -> None:
    """Give a customer the value from before a decision, unless a later decision about the same stands."""
    for name, value in (_before(session, decision) or {}).items():
        if name == "parent_id":
            parent = find_customer(session, customer.team_id, value)
            value = parent.id if parent and parent.state != REMOVED else None
        setattr(customer, name, date.fromisoformat(value) if value and name == "left_on" else value)


def _before(session: Session, decision: Decision) -> dict[str, Any] | None:
    """Return the values from before a decision; None where a later one about the same stands.

    Was such a value itself set by a decision that has been undone since, the value from before that one, and so on.
    """
    kinds = BACK_AND_FORTH if decision.kind in BACK_AND_FORTH else (decision.kind,)
    others = session.exec(
        select(Decision)
        .where(Decision.team_id == decision.team_id, Decision.customer_id == decision.customer_id)
        .where(col(Decision.kind).in_(kinds), Decision.id != decision.id)
        .order_by(col(Decision.created_at).desc())
    ).all()
    if any(other.undone_at is None and other.created_at > decision.created_at for other in others):
        return None
    values: dict[str, Any] = decision.before
    before = (other for other in others if other.created_at < decision.created_at)
    for earlier in takewhile(lambda other: other.undone_at, before):
        if earlier.after == values:
            values = earlier.before
    return values


def closes_circle(session: Session, fact: Fact) -> bool:
    """Tell whether to take a fact back would have a customer belong to itself, as others were connected since."""
    if not isinstance(fact, Decision) or fact.kind != GROUP:
        return False
    group.hold(session, fact.team_id)
    parent = find_customer(session, fact.team_id, (_before(session, fact) or {}).get("parent_id"))
    return parent is not None and group.is_under(session, parent, fact.customer_id)
