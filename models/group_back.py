"""Taking an import back that connected customers: who belonged to whom before, as far as that can still be."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.customer import REMOVED, Customer, find_customer
from models.decision import GROUP, Decision
from models.group import hold, is_under


def parents_back(session: Session, team_id: str, moved: Mapping[str, Sequence[str | None]]) -> None:
    """Give customers the parent from before an import, unless somebody has said another since.

    `moved` holds by customer the parent before and after. All are taken out first, so that none is in another's way;
    one whose parent is gone, or has come to belong to them, stands alone.
    """
    if not moved:
        return
    hold(session, team_id)
    found = (find_customer(session, team_id, id_) for id_ in moved)
    as_imported = [one for one in found if one and one.parent_id == moved[one.id][1]]
    for customer in as_imported:
        customer.parent_id = None
    session.flush()
    for customer in as_imported:
        parent = find_customer(session, team_id, moved[customer.id][0])
        if parent and parent.state != REMOVED and not is_under(session, parent, customer.id):
            customer.parent_id = parent.id
            session.flush()


def given_children(session: Session, team_id: str, ids: Sequence[str], since: datetime) -> set[str]:
    """Return those of these customers to whom somebody has connected another since that instant."""
    rows = session.exec(
        select(Customer.parent_id)
        .join(Decision, (col(Decision.team_id) == Customer.team_id) & (col(Decision.customer_id) == Customer.id))
        .where(Customer.team_id == team_id, col(Customer.parent_id).in_(ids))
        .where(Decision.kind == GROUP, col(Decision.created_at) > since, col(Decision.undone_at).is_(None))
    )
    return {parent_id for parent_id in rows if parent_id}
