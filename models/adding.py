"""Adding a customer by hand, and taking back one that was added by mistake."""

from datetime import datetime

from sqlmodel import Session

from models.audit import record
from models.customer import ACTIVE, REMOVED, Customer
from models.member import Member
from models.reminder import settle
from models.undo import UNDO_WITHIN


def add_customer(session: Session, customer: Customer, now: datetime) -> Customer:
    """Take a new customer into care."""
    session.add(customer)
    record(
        session,
        team_id=customer.team_id,
        at=now,
        actor=customer.champion_id,
        action="customer.added",
        subject=f"customer:{customer.id}",
        after={"name": customer.name},
    )
    settle(session, customer, now)
    return customer


def remove_added(session: Session, customer: Customer, actor: Member, now: datetime) -> bool:
    """Take a customer out that was added by mistake: for 24 hours, by its champion or a manager."""
    late = now - customer.created_at > UNDO_WITHIN
    if late or customer.state != ACTIVE or not (actor.manager or actor.user_id == customer.champion_id):
        return False
    customer.state = REMOVED
    subject = f"customer:{customer.id}"
    record(session, team_id=customer.team_id, at=now, actor=actor.user_id, action="customer.removed", subject=subject)
    settle(session, customer, now)
    return True
