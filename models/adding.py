"""Adding a customer by hand, and taking back one that was added by mistake."""

from datetime import datetime

from sqlmodel import Session

from models import welcome
from models.audit import record
from models.customer import ACTIVE, REMOVED, Customer, find_customer, names_of
from models.group import leave_alone
from models.member import Member
from models.moment_reminder import settle_moments
from models.names import normalise
from models.reminder import settle
from models.undo import UNDO_WITHIN


def add_customer(session: Session, customer: Customer, now: datetime, by: str | None = None) -> Customer:
    """Take a new customer into care; `by` is who adds them, where that is not the champion."""
    session.add(customer)
    record(
        session,
        team_id=customer.team_id,
        at=now,
        actor=by or customer.champion_id,
        action="customer.added",
        subject=f"customer:{customer.id}",
        after={"name": customer.name},
    )
    settle(session, customer, now)
    settle_moments(session, customer, now)
    welcome.look_again(session, customer.team_id, now)
    return customer


def customer_named(session: Session, team_id: str, name: str, but: str | None = None) -> Customer | None:
    """Return who goes by this name already, with us still or lost; spelling, accents and "Ltd" aside.

    `but` is the id of the customer who may go by it.
    """
    wanted = normalise(name)
    known = (id_ for id_, _, normal in names_of(session, team_id, lost=True) if normal == wanted and id_ != but)
    return find_customer(session, team_id, next(known, None))


def remove_added(session: Session, customer: Customer, actor: Member, now: datetime) -> bool:
    """Take a customer out that was added by mistake: for 24 hours, by its champion or a manager."""
    late = now - customer.created_at > UNDO_WITHIN
    if late or customer.state != ACTIVE or not (actor.manager or actor.user_id == customer.champion_id):
        return False
    customer.state = REMOVED
    leave_alone(session, customer.team_id, [customer.id])
    subject = f"customer:{customer.id}"
    record(session, team_id=customer.team_id, at=now, actor=actor.user_id, action="customer.removed", subject=subject)
    settle(session, customer, now)
    settle_moments(session, customer, now)
    welcome.look_again(session, customer.team_id, now)
    return True
