"""What a customer's standing is told from, many customers at a time: last touches, plans, whom to call."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.customer import Contact
from models.touch import DONE, PLANNED, Touch

RECENT = 5


def recent_touches(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, list[Touch]]:
    """Return by customer their last done touches, latest first."""
    place = func.row_number().over(
        partition_by=col(Touch.customer_id), order_by=(col(Touch.day).desc(), col(Touch.created_at).desc())
    )
    ranked = (
        select(Touch.id, place.label("place"))
        .where(Touch.team_id == team_id, col(Touch.customer_id).in_(ids), Touch.state == DONE)
        .where(col(Touch.undone_at).is_(None))
        .subquery()
    )
    rows = session.exec(
        select(Touch)
        .join(ranked, (ranked.c.id == col(Touch.id)) & (Touch.team_id == team_id))
        .where(ranked.c.place <= RECENT)
        .order_by(ranked.c.place)
    )
    found: dict[str, list[Touch]] = defaultdict(list)
    for touch in rows:
        found[touch.customer_id].append(touch)
    return found


def plans_by_id(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, Touch]:
    """Return what is planned with these customers, by the id of the plan."""
    rows = session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, col(Touch.customer_id).in_(ids), Touch.state == PLANNED)
        .where(col(Touch.undone_at).is_(None))
    )
    return {touch.id: touch for touch in rows}


def contacts_to_call(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, Contact]:
    """Return by customer whom to call: somebody with a phone number, if there is one."""
    rows = session.exec(
        select(Contact)
        .where(Contact.team_id == team_id, col(Contact.customer_id).in_(ids))
        .order_by(col(Contact.phone) != "", col(Contact.name).desc())
    )
    return {contact.customer_id: contact for contact in rows}
