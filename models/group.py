"""Connected relationships: which customer belongs to which, never in a circle, and what a whole group comes to.

A customer's parent is one column. A group are all that hang together under one head; what happens at one of them is
news for the others' champions (`models.group_news`) and changes nothing there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CTE, and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models import acts
from models.customer import REMOVED, Customer, find_customer
from models.decision import Decision
from models.group_rollup import Rollup, downwards, rollups
from models.workspace import Workspace


class CircleError(Exception):
    """A customer would belong to itself, directly or through others; nothing was changed."""


@dataclass(frozen=True)
class Group:
    """A group under its head: those shown, in order of the tree, each with its depth, and how many find no room."""

    head: Customer
    rows: Sequence[tuple[Customer, int]]
    hidden: int
    rollup: Rollup


@dataclass(frozen=True)
class Place:
    """Where a customer stands in their group: under which head and parent, and how many belong to them directly."""

    head: Customer
    parent: Customer | None
    children: int
    rollup: Rollup


def connect(session: Session, customer: Customer, parent: Customer | None, by: str, now: datetime) -> Decision:
    """Have a customer belong to another, or to nobody (None); raises CircleError where that would close a circle.

    Of two who connect at once the second waits here until the first is done, and then sees what came of it.
    """
    hold(session, customer.team_id)
    session.refresh(customer, ["parent_id"])
    if parent and is_under(session, parent, customer.id):
        raise CircleError
    return acts.belong(session, customer, parent.id if parent else None, by, now)


def hold(session: Session, team_id: str) -> None:
    """Keep others from changing who belongs to whom until this transaction is over (SQLite has one writer anyway)."""
    session.exec(select(Workspace.team_id).where(Workspace.team_id == team_id).with_for_update(key_share=True)).one()


def is_under(session: Session, customer: Customer, other_id: str) -> bool:
    """Tell whether a customer is that other one, or belongs to it through however many between."""
    line = _upwards(customer.team_id, customer.id)
    return session.exec(select(line.c.id).where(line.c.id == other_id)).first() is not None


def head_of(session: Session, customer: Customer) -> Customer:
    """Return the customer at the top of a group; themselves where they belong to nobody."""
    line = _upwards(customer.team_id, customer.id)
    at_the_top = session.exec(
        select(Customer)
        .where(Customer.team_id == customer.team_id, col(Customer.id).in_(select(line.c.id)))
        .where(col(Customer.parent_id).is_(None))
    ).first()
    return at_the_top or customer


def place_of(session: Session, customer: Customer, today: date) -> Place | None:
    """Return where a customer stands in their group; None for one who belongs to nobody, and nobody to them."""
    below = (Customer.team_id == customer.team_id, Customer.parent_id == customer.id, Customer.state != REMOVED)
    children = session.exec(select(func.count()).select_from(Customer).where(*below)).one()
    if not children and customer.parent_id is None:
        return None
    head = head_of(session, customer)
    came_to = rollups(session, customer.team_id, [head.id], today)[head.id]
    return Place(head, find_customer(session, customer.team_id, customer.parent_id), children, came_to)


def group_of(session: Session, customer: Customer, today: date, most: int) -> Group | None:
    """Return the group to which a customer belongs, at most so many of it, this one among them; None without one."""
    head = head_of(session, customer)
    tree = list(_in_order(head.id, _children(session, head)))
    if len(tree) < 2:
        return None
    shown = tree[:most]
    if customer.id not in {id_ for id_, _ in shown}:
        shown[-1] = next(row for row in tree if row[0] == customer.id)
    ids = [id_ for id_, _ in shown]
    mine = (Customer.team_id == head.team_id, col(Customer.id).in_(ids))
    customers = {one.id: one for one in session.exec(select(Customer).where(*mine))}
    rows = [(customers[id_], depth) for id_, depth in shown]
    return Group(head, rows, len(tree) - len(shown), rollups(session, head.team_id, [head.id], today)[head.id])


def leave_alone(session: Session, team_id: str, parent_ids: Collection[str]) -> None:
    """Let the children of customers who are taken out stand alone: they live on, and belong to nobody."""
    for child in session.exec(
        select(Customer).where(Customer.team_id == team_id, col(Customer.parent_id).in_(parent_ids))
    ):
        child.parent_id = None
    session.flush()


def _upwards(team_id: str, customer_id: str) -> CTE:
    """Name a customer and everybody above; a union without repetitions, which would end even in a circle."""
    first = select(Customer.id, Customer.parent_id).where(Customer.team_id == team_id, Customer.id == customer_id)
    line, above = first.cte("line", recursive=True), aliased(Customer)
    further = select(above.id, above.parent_id).join(
        line, and_(col(above.team_id) == team_id, col(above.id) == line.c.parent_id)
    )
    return line.union(further)


def _children(session: Session, head: Customer) -> Mapping[str, list[str]]:
    tree = downwards(head.team_id, [head.id])
    rows = session.exec(
        select(Customer.id, Customer.parent_id)
        .join(tree, tree.c.id == col(Customer.id))
        .where(Customer.team_id == head.team_id)
        .order_by(col(Customer.name), col(Customer.id))
    )
    found: dict[str, list[str]] = defaultdict(list)
    for id_, parent_id in rows:
        if parent_id and id_ != head.id:
            found[parent_id].append(id_)
    return found


def _in_order(head_id: str, children: Mapping[str, list[str]]) -> Iterator[tuple[str, int]]:
    """Yield a tree from the top, each with its depth, children below their parent; however deep it is."""
    waiting = [(head_id, 0)]
    while waiting:
        id_, depth = waiting.pop()
        yield id_, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(id_, []))]
