"""What groups of connected customers come to, by recursive queries: customers, worth, touches, complaints.

Worth and touches are those of `models.worth_figures`: what each is worth by itself, added up.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import CTE, and_, case, func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.complaint import OPEN, Complaint
from models.customer import ACTIVE, REMOVED, Customer
from models.worth import Brought, Worth, last_year
from models.worth_figures import brought_in, worths_in


@dataclass(frozen=True)
class Rollup:
    """What a group comes to, of those in it who are customers now: these, their worth added up, and what happened.

    `worth` and the done `touches` are those of the last 365 days; a complaint is open until it is put right, past from
    then on.
    """

    customers: Sequence[Customer] = ()
    worth: Worth = field(default_factory=Worth)
    touches: int = 0
    open_complaints: int = 0
    past_complaints: int = 0


def rollups(session: Session, team_id: str, head_ids: Collection[str], today: date) -> dict[str, Rollup]:
    """Return by head what their groups come to, in few queries however many and however large they are."""
    tree = downwards(team_id, head_ids)
    now_customers = and_(col(Customer.team_id) == team_id, col(Customer.id) == tree.c.id, col(Customer.state) == ACTIVE)
    groups: dict[str, list[Customer]] = defaultdict(list)
    for head, customer in session.execute(select_columns(tree.c.head, Customer).join(Customer, now_customers)):
        groups[head].append(customer)
    everybody = list({customer.id: customer for group in groups.values() for customer in group}.values())
    worths = worths_in(session, everybody, last_year(today))
    brought = brought_in(session, everybody, last_year(today)) if everybody else {}
    is_open = col(Complaint.state).in_(OPEN)
    complained = session.execute(
        select_columns(tree.c.head, func.sum(case((is_open, 1), else_=0)), func.sum(case((is_open, 0), else_=1)))
        .join(Customer, now_customers)
        .join(Complaint, and_(col(Complaint.team_id) == team_id, col(Complaint.customer_id) == tree.c.id))
        .where(col(Complaint.withdrawn_at).is_(None))
        .group_by(tree.c.head)
    )
    complaints = {head: (still_open, past) for head, still_open, past in complained}
    return {
        head: Rollup(
            groups[head],
            sum((worths[one.id] for one in groups[head]), Worth(unknown=True)),
            sum(sum(brought.get(one.id, Brought()).touches.values()) for one in groups[head]),
            *complaints.get(head, (0, 0)),
        )
        for head in head_ids
    }


def heads(session: Session, team_id: str) -> Sequence[Customer]:
    """Return the customers at the top of this workspace's groups, in order of name."""
    child = aliased(Customer)
    has_children = (
        select(child.id)
        .where(child.team_id == team_id, child.parent_id == Customer.id, child.state != REMOVED)
        .exists()
    )
    top = (Customer.team_id == team_id, col(Customer.parent_id).is_(None), Customer.state != REMOVED)
    return session.exec(select(Customer).where(*top, has_children).order_by(col(Customer.name))).all()


def downwards(team_id: str, head_ids: Collection[str]) -> CTE:
    """Name everybody below these heads and they themselves, each with their head; who was taken out is none of it."""
    mine = (Customer.team_id == team_id, col(Customer.id).in_(head_ids))
    tree = select(col(Customer.id).label("head"), Customer.id).where(*mine).cte("tree", recursive=True)
    child = aliased(Customer)
    below = and_(col(child.team_id) == team_id, col(child.parent_id) == tree.c.id, col(child.state) != REMOVED)
    return tree.union(select(tree.c.head, child.id).join(child, below))
