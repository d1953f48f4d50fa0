"""Complaints that wait for a manager: a first answer overdue, or what was asked three times in vain.

Not put right, no word whether they are happy again, a cause that nobody has written.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.clocks import LAST_STEP
from models.complaint import BOUNCE_BACK, CAUSE, OPENED, PUT_RIGHT, REPLY_DUE, Complaint
from models.complaint_reminder import COMPLAINT
from models.customer import ACTIVE, Customer
from models.reminder import Reminder


@dataclass(frozen=True)
class WaitingComplaint:
    """A complaint that waits, and why: its reply is due or awaited, or the question that was asked three times."""

    reason: str
    complaint: Complaint
    customer: Customer


def waiting_complaints(session: Session, team_id: str, now: datetime) -> list[WaitingComplaint]:
    """Return the complaints that wait for a manager, each once, those whose first answer is overdue first.

    A cause to write is an item of its own, whatever else the complaint waits for.
    """
    overdue = (col(Complaint.state) == OPENED) & (col(Complaint.reply_due_at) <= now)
    found = [WaitingComplaint(REPLY_DUE, *one) for one in _complaints(session, team_id, overdue)]
    for reason in (PUT_RIGHT, BOUNCE_BACK):
        found += _in_vain(session, team_id, reason)
    once: dict[str, WaitingComplaint] = {}
    for waiting in found:
        once.setdefault(waiting.complaint.id, waiting)
    return [*once.values(), *_in_vain(session, team_id, CAUSE)]


def _in_vain(session: Session, team_id: str, reason: str) -> list[WaitingComplaint]:
    """Return the complaints about which this was asked three times."""
    asked = col(Complaint.id).in_(_asked_three_times(team_id, reason))
    return [WaitingComplaint(reason, *one) for one in _complaints(session, team_id, asked)]


def unanswered_of(session: Session, team_id: str, customers: Collection[Customer]) -> list[WaitingComplaint]:
    """Return the complaints of these customers that nobody has answered yet, in time or not, oldest first."""
    ids = {customer.id for customer in customers}
    found = _complaints(session, team_id, col(Complaint.state) == OPENED)
    return [WaitingComplaint(OPENED, *one) for one in found if one[1].id in ids]


def _asked_three_times(team_id: str, reason: str) -> SelectOfScalar[str]:
    return select(Reminder.subject_id).where(
        Reminder.team_id == team_id,
        Reminder.subject_kind == COMPLAINT,
        Reminder.reason == reason,
        Reminder.step >= LAST_STEP,
    )


def _complaints(session: Session, team_id: str, condition: ColumnElement[bool]) -> Iterable[tuple[Complaint, Customer]]:
    return session.exec(
        select(Complaint, Customer)
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Complaint.team_id == team_id, col(Complaint.withdrawn_at).is_(None), Customer.state == ACTIVE)
        .where(condition)
        .order_by(col(Complaint.round_opened_at), col(Complaint.id))
    ).all()
