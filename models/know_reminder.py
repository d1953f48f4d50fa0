"""Settling dates and promises: when to speak of each next, computed anew from what stands and what briefs have said."""

from collections import defaultdict
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models.clocks import LAST_STEP
from models.complaint import OPEN, Complaint
from models.complaint_clock import RESTS_AT_MOST
from models.cover import rota_of
from models.customer import ACTIVE, Customer, find_customer
from models.know import PROMISE, SUBJECT, Known, all_known_of, find_known
from models.know_clock import reminding
from models.message import Message
from models.nudge import Nudge
from models.reminder import Reminder, move, wake_managers
from models.working_time import WorkingTime, working_time
from models.workspace import Workspace


def settle_known(session: Session, customer: Customer, now: datetime) -> None:
    """Recompute the reminders of a customer's dates and promises; of one who has left there are none."""
    session.flush()
    everything = all_known_of(session, customer.team_id, customer.id)
    if not everything:
        return
    rows = _rows(session, customer.team_id, [known.id for known in everything])
    reader = rota_of(session, customer.team_id, now).reader_of(customer)
    working = working_time(session.get_one(Workspace, customer.team_id), reader)
    rests, sent = rest_until(session, customer, working), _sent(session, customer)
    for known in everything:
        speaks = known.stands and customer.state == ACTIVE
        said = reminding(known, sent[known.id], rests, working, now) if speaks else None
        row = rows.get(known.id)
        if row and (said is None or row.reason != known.kind):
            session.delete(row)
        if said:
            if said.waits and known.kind == PROMISE and (row is None or row.step < LAST_STEP):
                wake_managers(session, session.get_one(Workspace, customer.team_id), now)
            move(row or _new_row(session, known), said, working.today(now), now)


def rest_until(session: Session, customer: Customer, working: WorkingTime) -> date | None:
    """Return until when a complaint that is not put right lets everything else wait."""
    opened_at = session.exec(
        select(func.max(Complaint.round_opened_at))
        .where(Complaint.team_id == customer.team_id, Complaint.customer_id == customer.id)
        .where(col(Complaint.state).in_(OPEN), col(Complaint.withdrawn_at).is_(None))
    ).one()
    return working.today(opened_at) + RESTS_AT_MOST if opened_at else None


def _sent(session: Session, customer: Customer) -> dict[str, list[tuple[int, datetime]]]:
    """Return by date or promise the briefs that spoke of it, as (step, at)."""
    sent: dict[str, list[tuple[int, datetime]]] = defaultdict(list)
    for nudge in session.exec(
        select(Nudge)
        .where(Nudge.team_id == customer.team_id, Nudge.customer_id == customer.id)
        .where(col(Nudge.known_id).is_not(None), col(Nudge.sent_at).is_not(None))
    ):
        if nudge.known_id and nudge.sent_at:
            sent[nudge.known_id].append((nudge.step, nudge.sent_at))
    return sent


def _rows(session: Session, team_id: str, ids: list[str]) -> dict[str, Reminder]:
    found = session.exec(
        select(Reminder)
        .where(Reminder.team_id == team_id, Reminder.subject_kind == SUBJECT)
        .where(col(Reminder.subject_id).in_(ids))
    )
    return {row.subject_id: row for row in found}


def _new_row(session: Session, known: Known) -> Reminder:
    row = Reminder(team_id=known.team_id, subject_kind=SUBJECT, subject_id=known.id, reason=known.kind)
    session.add(row)
    return row


def settle_said(session: Session, message: Message, now: datetime) -> None:
    """Settle the dates and promises that a brief has spoken of, or had wanted to."""
    told = select(Nudge.customer_id).where(
        Nudge.team_id == message.team_id, Nudge.message_key == message.key, col(Nudge.known_id).is_not(None)
    )
    taken_up = (
        select(Known.customer_id)
        .join(Reminder, (col(Reminder.team_id) == Known.team_id) & (col(Reminder.subject_id) == Known.id))
        .where(Reminder.team_id == message.team_id, Reminder.brief == message.key, Reminder.subject_kind == SUBJECT)
    )
    for customer_id in {*session.exec(told), *session.exec(taken_up)}:
        if customer := find_customer(session, message.team_id, customer_id):
            settle_known(session, customer, now)


def customer_of(session: Session, row: Reminder) -> Customer | None:
    """Return the active customer of whom a reminder of a date or promise speaks."""
    known = find_known(session, row.team_id, row.subject_id)
    customer = find_customer(session, row.team_id, known.customer_id) if known else None
    return customer if customer and customer.state == ACTIVE else None
