"""Movements: which customers changed tier, became key customers or came into care within a week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.customer import Customer
from models.decision import KEY, TIER, Decision


@dataclass(frozen=True)
class Move:
    """One customer's tier or key flag, as it was before the first decision of the week and after the last."""

    customer: Customer
    before: Any
    after: Any


@dataclass(frozen=True)
class Movements:
    """A week's movements; customers come by name."""

    tiers: Sequence[Move]
    keys: Sequence[Move]
    new: Sequence[Customer]

    def __bool__(self) -> bool:
        return bool(self.tiers or self.keys or self.new)


def movements(
    session: Session, team_id: str, customers: Mapping[str, Customer], since: datetime, until: datetime
) -> Movements:
    """Return what moved from `since` up to, not including, `until` (UTC) among a workspace's active customers."""
    decisions = session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, col(Decision.undone_at).is_(None), col(Decision.kind).in_((TIER, KEY)))
        .where(Decision.created_at >= since, Decision.created_at < until)
        .order_by(col(Decision.created_at), col(Decision.id))
    ).all()
    new = [customer for customer in customers.values() if since <= customer.created_at < until]
    # the tier with which a customer comes is no movement
    old = {id_: customer for id_, customer in customers.items() if customer.created_at < since}
    return Movements(
        tiers=_moves(old, decisions, TIER, "tier"),
        keys=_moves(old, decisions, KEY, "key"),
        new=sorted(new, key=lambda customer: customer.normal),
    )


def _moves(customers: Mapping[str, Customer], decisions: Sequence[Decision], kind: str, what: str) -> list[Move]:
    """Fold the decisions about each customer into one move, and leave out those that came back to where they began."""
    moves: dict[str, Move] = {}
    for decision in decisions:
        customer = customers.get(decision.customer_id)
        if customer and decision.kind == kind:
            earlier = moves.get(customer.id)
            before = earlier.before if earlier else decision.before[what]
            moves[customer.id] = Move(customer, before, decision.after[what])
    changed = [move for move in moves.values() if move.before != move.after]
    return sorted(changed, key=lambda move: move.customer.normal)
