"""Who is told of a complaint outside of the brief, each of them once: the reader, a manager, later whoever can help."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.care_model import BUSINESS, SERVICE_CLASSES
from models.complaint import OPEN, OPENED, Complaint
from models.complaint_clock import ESCALATES_AFTER_HOURS
from models.complaint_reminder import COMPLAINT, settle_complaint
from models.cover import Rota, rota_of
from models.customer import ACTIVE, Customer
from models.member import Member
from models.message import PLANNED, Message, promise
from models.reminder import Reminder, wake_managers
from models.working_hours import WorkingHours, after_working_hours, working_hours
from models.working_time import morning, next_working_morning
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
    complaint.reader_id = _id_of(rota.reader_of(customer))


def follow_readers(session: Session, team_id: str, now: datetime) -> datetime | None:
    """Tell who reads now of a customer with an open complaint and did not when it was told of; the clock runs on.

    Returns the next instant (UTC) at which that may change by itself, None where no complaint is open.
    """
    rota, found = rota_of(session, team_id, now), _open_complaints(session, team_id)
    for complaint, customer in found:
        reader = rota.reader_of(customer)
        if _id_of(reader) != complaint.reader_id:
            complaint.reader_id = _id_of(reader)
            settle_complaint(session, complaint, now)
            _tell_anew(session, complaint, [reader] if reader else rota.managers(), now)
    return rota.changes_at() if found else None


def _tell_anew(session: Session, complaint: Complaint, people: Iterable[Member], now: datetime) -> None:
    """Tell at once who was not told in this round.

    At night and on days off it has time until their next working morning, unless an answer is due before.
    """
    for person in people:
        until = _next_at_work(working_hours(session.get_one(Workspace, complaint.team_id), person), now)
        [message] = _promise(session, TOLD, complaint, [person], now)
        if message.state == PLANNED and not now < complaint.reply_due_at < until:
            message.not_before = until


def _next_at_work(theirs: WorkingHours, now: datetime) -> datetime:
    """Return `now` during somebody's working day, from their brief until work ends, else their next working morning."""
    working, today = theirs.working, theirs.working.today(now)
    at_work = working.is_working_day(today) and morning(today, working) <= now < theirs.of(today)[1]
    return now if at_work else next_working_morning(today, working, now)


def _open_complaints(session: Session, team_id: str) -> Sequence[tuple[Complaint, Customer]]:
    return session.exec(
        select(Complaint, Customer)
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Complaint.team_id == team_id, col(Complaint.state).in_(OPEN))
        .where(col(Complaint.withdrawn_at).is_(None), Customer.state == ACTIVE)
        .order_by(col(Complaint.opened_at), col(Complaint.id))
    ).all()


def _id_of(person: Member | None) -> str | None:
    return person.user_id if person else None


def escalate(
    session: Session, row: Reminder, complaint: Complaint, customer: Customer, rota: Rota, now: datetime
) -> None:
    """Tell that the reply is overdue: first the reader and the champion's cover, then all managers.

    The managers hear of it a working hour later, or at once where nobody covers; their next brief shows it too.
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
    wake_managers(session, session.get_one(Workspace, complaint.team_id), now)


def _promise(
    session: Session, what: str, complaint: Complaint, people: Iterable[Member], now: datetime
) -> list[Message]:
    return [
        promise(
            session,
            team_id=complaint.team_id,
            key=f"{what}:{complaint.team_id}:{complaint.id}:{complaint.round}:{person.user_id}",
            recipient=person.user_id,
            feature=COMPLAINT,
            subject=complaint.id,
            now=now,
        )
        for person in people
    ]
