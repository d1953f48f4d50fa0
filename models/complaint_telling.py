"""Who is told of a complaint outside of the brief, each of them once: the reader, a manager, later whoever can help."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from models.care_model import BUSINESS, SERVICE_CLASSES
from models.complaint import OPENED, Complaint
from models.complaint_clock import ESCALATES_AFTER_HOURS
from models.complaint_reminder import COMPLAINT
from models.cover import Rota
from models.customer import ACTIVE, Customer
from models.member import Member
from models.message import promise
from models.reminder import Reminder
from models.working_hours import after_working_hours, working_hours
from models.workspace import Workspace

TOLD, OVERDUE = "complaint", "complaint-overdue"


def told_at_once(complaint: Complaint, customer: Customer, rota: Rota) -> list[Member]:
    """Return who hears of a complaint at once: its reader, and for key, A and B a manager, unless one opened it.

    A customer without champion has no reader: then every manager hears of it.
    """
    reader, managers = rota.reader_of(customer), rota.managers()
    if reader is None:
        return managers
    knows = any(manager.user_id == complaint.opened_by for manager in managers)
    if not matters_to_managers(customer) or knows:
        return [reader]
    return [reader, *[manager for manager in managers if manager.user_id != reader.user_id][:1]]


def matters_to_managers(customer: Customer) -> bool:
    """Tell whether a manager is told of every complaint of this customer: key, A and B."""
    return customer.key or SERVICE_CLASSES.get(customer.tier or "") == BUSINESS


def tell(session: Session, complaint: Complaint, customer: Customer, rota: Rota, now: datetime) -> None:
    """Promise the messages that say at once that a complaint was opened, or opened again."""
    _promise(session, TOLD, complaint, told_at_once(complaint, customer, rota), now)


def escalate(
    session: Session, row: Reminder, complaint: Complaint, customer: Customer, rota: Rota, now: datetime
) -> None:
    """Tell that the reply is overdue: first the reader and the champion's cover, then all managers.

    The managers hear of it a working hour later, or at once where nobody covers.
    """
    row.remind_at = None
    if complaint.state != OPENED or complaint.withdrawn_at or customer.state != ACTIVE:
        return
    reader = rota.reader_of(customer)
    cover = rota.cover_of(customer.champion_id) if reader and customer.champion_id else None
    if reader and row.step == 0:
        _promise(session, OVERDUE, complaint, {each.user_id: each for each in (reader, cover) if each}.values(), now)
    if cover and row.step == 0:
        theirs = working_hours(session.get_one(Workspace, complaint.team_id), reader)
        row.step, row.remind_at = 1, after_working_hours(now, ESCALATES_AFTER_HOURS, theirs)
        return
    row.step = 2
    _promise(session, OVERDUE, complaint, rota.managers(), now)


def _promise(session: Session, what: str, complaint: Complaint, people: Iterable[Member], now: datetime) -> None:
    for person in people:
        promise(
            session,
            team_id=complaint.team_id,
            key=f"{what}:{complaint.team_id}:{complaint.id}:{complaint.round}:{person.user_id}",
            recipient=person.user_id,
            feature=COMPLAINT,
            subject=complaint.id,
            now=now,
        )
