"""Whose Home tells of a customer: the champion's, that of whoever reads of them for now, and the managers'."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, select

from models.cover import customers_read_by, rota_of
from models.customer import ACTIVE, Customer
from models.home import looked_at
from models.member import Member, managers


def look_again(session: Session, team_id: str, customers: Collection[Customer], now: datetime) -> None:
    """Have every Home drawn again that tells of one of these customers and was opened within the last day."""
    opened = looked_at(session, team_id, now)
    if not opened:
        return
    concerned = {manager.user_id for manager in managers(session, team_id)}
    concerned |= {customer.champion_id for customer in customers if customer.champion_id}
    if any(message.recipient not in concerned for message in opened):
        rota = rota_of(session, team_id, now)
        concerned |= {reader.user_id for customer in customers if (reader := rota.reader_of(customer))}
    for message in opened:
        if message.recipient in concerned:
            message.redraw_at = now


def sees_nobody(session: Session, member: Member, now: datetime) -> bool:
    """Tell whether there is nobody of whom to show anything: in a manager's whole company, else in one's own care."""
    if not member.manager:
        return not reads_of_somebody(session, member, now)
    everybody = select(Customer.id).where(Customer.team_id == member.team_id, Customer.state == ACTIVE)
    return session.exec(everybody.limit(1)).first() is None


def reads_of_somebody(session: Session, member: Member, now: datetime) -> bool:
    """Tell whether a member has customers of their own, or reads of a colleague's for now."""
    own = select(Customer.id).where(
        Customer.team_id == member.team_id, Customer.champion_id == member.user_id, Customer.state == ACTIVE
    )
    if session.exec(own.limit(1)).first():
        return True
    return bool(customers_read_by(session, member.team_id, member.user_id, rota_of(session, member.team_id, now)))
