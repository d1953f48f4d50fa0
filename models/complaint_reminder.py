"""Settling a complaint: where it stands and when to speak of it next, computed anew from all steps that stand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.care_model import care_model_of
from models.clocks import LAST_STEP, Reminding
from models.complaint import OPENED, REPLY_DUE, Complaint, ComplaintStep, find_complaint, steps_of
from models.complaint_clock import remindings, reply_due
from models.complaint_state import State, state_of
from models.cover import rota_of
from models.customer import ACTIVE, Customer, find_customer
from models.know_reminder import settle_known
from models.member import Member
from models.message import Message, redraw_all, redraw_latest
from models.moment_reminder import settle_moments
from models.nudge import Nudge, redraw
from models.reminder import DECIDE, Reminder, move, wake_managers
from models.working_hours import working_hours
from models.working_time import WorkingTime, working_time
from models.workspace import Workspace

COMPLAINT = "complaint"


def settle_complaint(session: Session, complaint: Complaint, now: datetime) -> None:
    """Recompute a complaint and its reminders, and have all that was said of it drawn again."""
    session.flush()
    customer = session.get_one(Customer, (complaint.team_id, complaint.customer_id))
    reader = rota_of(session, complaint.team_id, now).reader_of(customer)
    state = state_of(steps_of(session, complaint))
    complaint.withdrawn_at = None if state else complaint.withdrawn_at or now
    if state:
        write_down(session, complaint, state, customer, reader)
    rows = _rows(session, complaint)
    listed = {reason for reason, row in rows.items() if row.step >= LAST_STEP}
    working = working_time(session.get_one(Workspace, complaint.team_id), reader)
    said = _said(session, complaint, state, working, now) if state and customer.state == ACTIVE else {}
    _store(session, complaint, said, rows, working.today(now), now)
    if {reason for reason, what in said.items() if what.step >= LAST_STEP} - listed:
        wake_managers(session, session.get_one(Workspace, complaint.team_id), now)
    redraw_all(session, complaint.team_id, COMPLAINT, complaint.id, now)
    _redraw_resting(session, complaint, now)
    redraw_latest(session, complaint.team_id, "brief", DECIDE, now)
    settle_known(session, customer, now)
    settle_moments(session, customer, now)
    session.flush()


def _redraw_resting(session: Session, complaint: Complaint, now: datetime) -> None:
    """Have the briefs drawn again whose ordinary nudges rest for this customer's complaints."""
    steps = select(ComplaintStep.id).where(
        ComplaintStep.team_id == complaint.team_id, ComplaintStep.customer_id == complaint.customer_id
    )
    for nudge in session.exec(select(Nudge).where(Nudge.team_id == complaint.team_id, col(Nudge.fact_id).in_(steps))):
        redraw(session, nudge, now)


def write_down(session: Session, complaint: Complaint, state: State, customer: Customer, reader: Member | None) -> None:
    """Write down where a complaint stands; the reply clock runs anew from the beginning of a round."""
    if complaint.round_opened_at != state.round_opened_at or complaint.round != state.round:
        theirs = working_hours(session.get_one(Workspace, complaint.team_id), reader)
        model = care_model_of(session, complaint.team_id)
        complaint.reply_due_at = reply_due(state.round_opened_at, customer, model, theirs)
    complaint.state, complaint.round, complaint.round_opened_at = state.state, state.round, state.round_opened_at
    complaint.answered_at, complaint.recovered_at = state.answered_at, state.recovered_at
    complaint.confirmed_at, complaint.beyond = state.confirmed_at, state.beyond
    complaint.cause, complaint.prevention = state.cause, state.prevention


def _said(
    session: Session, complaint: Complaint, state: State, working: WorkingTime, now: datetime
) -> dict[str, Reminding]:
    asked: dict[str, list[tuple[int, datetime]]] = defaultdict(list)
    for nudge in session.exec(
        select(Nudge)
        .where(Nudge.team_id == complaint.team_id, Nudge.complaint_id == complaint.id)
        .where(col(Nudge.sent_at).is_not(None))
    ):
        for reason in nudge.reasons if nudge.sent_at else ():
            asked[reason].append((nudge.step, nudge.sent_at or now))
    return remindings(state, asked, working, now)


def _rows(session: Session, complaint: Complaint) -> dict[str, Reminder]:
    found = session.exec(
        select(Reminder).where(
            Reminder.team_id == complaint.team_id,
            Reminder.subject_kind == COMPLAINT,
            Reminder.subject_id == complaint.id,
        )
    )
    return {row.reason: row for row in found}


def _store(
    session: Session,
    complaint: Complaint,
    said: dict[str, Reminding],
    rows: dict[str, Reminder],
    today: date,
    now: datetime,
) -> None:
    """Change, add and delete a complaint's rows; the reply clock, once started, is moved by its escalation alone."""
    runs = complaint.state == OPENED and not complaint.withdrawn_at
    for reason in rows.keys() - said.keys() - ({REPLY_DUE} if runs else set()):
        session.delete(rows[reason])
    for reason, what in said.items():
        row = rows.get(reason) or _new_row(session, complaint, reason)
        move(row, what, today, now)
    if runs and REPLY_DUE not in rows:
        _new_row(session, complaint, REPLY_DUE).remind_at = complaint.reply_due_at


def _new_row(session: Session, complaint: Complaint, reason: str) -> Reminder:
    row = Reminder(team_id=complaint.team_id, subject_kind=COMPLAINT, subject_id=complaint.id, reason=reason)
    session.add(row)
    return row


def settle_told(session: Session, message: Message, now: datetime) -> None:
    """Settle the complaints that a brief has asked about, or had wanted to."""
    told = select(Nudge.complaint_id).where(Nudge.team_id == message.team_id, Nudge.message_key == message.key)
    taken_up = select(Reminder.subject_id).where(
        Reminder.team_id == message.team_id, Reminder.brief == message.key, Reminder.subject_kind == COMPLAINT
    )
    ids: Sequence[str | None] = [*session.exec(told), *session.exec(taken_up)]
    for complaint_id in {id_ for id_ in ids if id_}:
        if complaint := find_complaint(session, message.team_id, complaint_id):
            settle_complaint(session, complaint, now)


def complaint_of(session: Session, row: Reminder) -> tuple[Complaint, Customer] | None:
    """Return the complaint that a reminder speaks of, and whose it is."""
    complaint = find_complaint(session, row.team_id, row.subject_id)
    customer = find_customer(session, row.team_id, complaint.customer_id) if complaint else None
    return (complaint, customer) if complaint and customer else None
