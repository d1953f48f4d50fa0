"""Movements: which customers changed tier, became key customers, moved on the ladder, left or came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.customer import LEFT, Customer
from models.decision import KEY, LOST, RUNG, TIER, WON, Decision
from models.lost import Reason
from models.refer import referrals
from models.rung import ADVOCATES
from models.second_purchase import came_back
from models.sign_of_life import SignOfLife


@dataclass(frozen=True)
class Move:
    """One customer's tier, key flag or rung, as it was before the first decision and after the last."""

    customer: Customer
    before: Any
    after: Any


@dataclass(frozen=True)
class Movements:
    """A week's movements; customers come by name. `lost` have their reason, `ended` are no loss: it was we.

    `won` are customers again who had left, `again` bought for the second time. `referred`: who sent us whom.
    """

    tiers: Sequence[Move]
    keys: Sequence[Move]
    new: Sequence[Customer]
    lost: Sequence[Move] = ()
    ended: Sequence[Customer] = ()
    won: Sequence[Customer] = ()
    again: Sequence[Customer] = ()
    rungs: Sequence[Move] = ()
    referred: Sequence[Move] = ()

    def __bool__(self) -> bool:
        moved = (
            self.tiers,
            self.keys,
            self.new,
            self.lost,
            self.ended,
            self.won,
            self.again,
            self.rungs,
            self.referred,
        )
        return any(moved)


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
    lost, ended, won = _left_and_back(session, team_id, since, until)
    within = (col(SignOfLife.created_at) >= since, col(SignOfLife.created_at) < until)
    new = [customer for customer in customers.values() if since <= customer.created_at < until]
    # the tier with which a customer comes is no movement
    old = {id_: customer for id_, customer in customers.items() if customer.created_at < since}
    return Movements(
        tiers=_moves(old, decisions, TIER, "tier"),
        keys=_moves(old, decisions, KEY, "key"),
        new=sorted(new, key=lambda customer: customer.normal),
        lost=lost,
        ended=ended,
        won=won,
        again=[customer for customer in came_back(session, team_id, *within) if customer.id in customers],
        rungs=rungs_moved(session, team_id, old, since, until),
        referred=[
            Move(customers[one.customer_id], None, one.words)
            for one in referrals(session, team_id)
            if since <= one.created_at < until and one.customer_id in customers
        ],
    )


def rungs_moved(
    session: Session, team_id: str, customers: Mapping[str, Customer], since: datetime, until: datetime
) -> list[Move]:
    """Return which of these customers moved on the ladder from `since` up to, not including, `until` (UTC).

    To write down for the first time where somebody stands is no movement, unless it is that they speak for us.
    """
    decisions = session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, Decision.kind == RUNG, col(Decision.undone_at).is_(None))
        .where(Decision.created_at >= since, Decision.created_at < until)
        .order_by(col(Decision.created_at), col(Decision.id))
    ).all()
    moves = _moves(customers, decisions, RUNG, "rung")
    return [move for move in moves if move.after and (move.before or move.after in ADVOCATES)]


def _left_and_back(
    session: Session, team_id: str, since: datetime, until: datetime
) -> tuple[list[Move], list[Customer], list[Customer]]:
    """Return who was lost in a week, with whom we ended it, and who came back; not who did both."""
    rows = session.exec(
        select(Decision, Customer)
        .join(Customer, (col(Customer.team_id) == Decision.team_id) & (col(Customer.id) == Decision.customer_id))
        .where(Decision.team_id == team_id, col(Decision.undone_at).is_(None), col(Decision.kind).in_((LOST, WON)))
        .where(Decision.created_at >= since, Decision.created_at < until)
        .order_by(col(Customer.normal), col(Decision.created_at), col(Decision.id))
    ).all()
    first: dict[str, Decision] = {}
    last: dict[str, tuple[Decision, Customer]] = {}
    for decision, customer in rows:
        first.setdefault(customer.id, decision)
        last[customer.id] = (decision, customer)
    moved = [(d, customer) for id_, (d, customer) in last.items() if first[id_].before["state"] != d.after["state"]]
    gone = [(d.after["left_reason"], customer) for d, customer in moved if d.after["state"] == LEFT]
    return (
        [Move(customer, None, reason) for reason, customer in gone if reason != Reason.ENDED],
        [customer for reason, customer in gone if reason == Reason.ENDED],
        [customer for d, customer in moved if d.kind == WON],
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
