"""What people do about a complaint: a step is kept, the audit told, who must know is told, reminders moved."""

from datetime import date, datetime

from sqlmodel import Session

from models import acts, nudge, reminder
from models.audit import record
from models.care_model import care_model_of
from models.complaint import (
    ANSWERED,
    BEYOND,
    CAUSE,
    OPENED,
    RECOVERED,
    REOPENED,
    SAID_HAPPY,
    THOUGHT_HAPPY,
    Complaint,
    ComplaintStep,
)
from models.complaint_clock import reply_due
from models.complaint_reminder import settle_complaint
from models.complaint_telling import tell
from models.cover import rota_of
from models.customer import Customer
from models.kind import TWO_WAY, Kind
from models.member import find_member
from models.sign_of_life import COMPLAINT, REPLY, SignOfLife
from models.touch import Touch
from models.working_hours import working_hours
from models.workspace import Workspace, working_time_of


def open_complaint(
    session: Session, customer: Customer, words: str, by: str | None, now: datetime, permalink: str | None = None
) -> Complaint:
    """Open a complaint: a sign of life; its reader and perhaps a manager are told, ordinary nudges rest."""
    rota = rota_of(session, customer.team_id, now)
    theirs = working_hours(session.get_one(Workspace, customer.team_id), rota.reader_of(customer))
    complaint = Complaint(
        team_id=customer.team_id,
        customer_id=customer.id,
        words=words,
        permalink=permalink,
        opened_by=by,
        opened_at=now,
        round_opened_at=now,
        reply_due_at=reply_due(now, customer, care_model_of(session, customer.team_id), theirs),
    )
    session.add(complaint)
    sign = _sign(session, customer, COMPLAINT, by, words, theirs.working.today(now), now)
    keep_step(session, customer, complaint, OPENED, by, now, note=words, fact_id=sign.id)
    tell(session, complaint, customer, rota, now)
    return complaint


def answer(
    session: Session, customer: Customer, complaint: Complaint, kind: Kind, by: str, now: datetime
) -> ComplaintStep:
    """Keep that somebody has answered them: the reply clock stops, and it was a touch."""
    touch = _touch(session, customer, kind, kind in TWO_WAY, by, "", now)
    return keep_step(session, customer, complaint, ANSWERED, by, now, fact_id=touch.id)


def recover(
    session: Session,
    customer: Customer,
    complaint: Complaint,
    words: str,
    by: str,
    now: datetime,
    *,
    kind: Kind = Kind.OTHER,
    two_way: bool = False,
) -> ComplaintStep:
    """Keep what was done to put it right, a touch of that kind; from now on care goes on as before."""
    touch = _touch(session, customer, kind, two_way, by, words, now)
    return keep_step(session, customer, complaint, RECOVERED, by, now, note=words, fact_id=touch.id)


def confirm(session: Session, customer: Customer, complaint: Complaint, by: str, now: datetime) -> ComplaintStep:
    """Keep that they said they are happy again: their own word, a sign of life."""
    today = working_time_of(session, customer.team_id).today(now)
    sign = _sign(session, customer, REPLY, by, "", today, now)
    return keep_step(session, customer, complaint, SAID_HAPPY, by, now, fact_id=sign.id)


def think_happy(session: Session, customer: Customer, complaint: Complaint, by: str, now: datetime) -> ComplaintStep:
    """Keep that we think they are happy again, which is no word of theirs: asked again after a month, then taken."""
    return keep_step(session, customer, complaint, THOUGHT_HAPPY, by, now)


def reopen(session: Session, customer: Customer, complaint: Complaint, by: str, now: datetime) -> ComplaintStep:
    """Open a complaint again: they are not happy; the reply clock runs anew and whoever must know is told."""
    step = keep_step(session, customer, complaint, REOPENED, by, now)
    tell(session, complaint, customer, rota_of(session, customer.team_id, now), now)
    return step


def add_beyond(
    session: Session, customer: Customer, complaint: Complaint, words: str, by: str, now: datetime
) -> ComplaintStep:
    """Write down what was done beyond putting it right."""
    return keep_step(session, customer, complaint, BEYOND, by, now, note=words)


def write_cause(
    session: Session, customer: Customer, complaint: Complaint, cause: str, prevention: str, by: str, now: datetime
) -> ComplaintStep:
    """Write down what the cause was and what prevents it from now on."""
    return keep_step(session, customer, complaint, CAUSE, by, now, note=cause, prevention=prevention)


def _touch(session: Session, customer: Customer, kind: Kind, two_way: bool, by: str, note: str, now: datetime) -> Touch:
    touch = Touch(
        team_id=customer.team_id,
        customer_id=customer.id,
        kind=kind,
        day=working_time_of(session, customer.team_id, find_member(session, customer.team_id, by)).today(now),
        two_way=two_way,
        by=by,
        note=note,
        created_at=now,
    )
    return acts.log_touch(session, customer, touch, now)


def _sign(
    session: Session, customer: Customer, kind: str, by: str | None, note: str, day: date, now: datetime
) -> SignOfLife:
    sign = SignOfLife(
        team_id=customer.team_id, customer_id=customer.id, kind=kind, day=day, by=by, note=note, created_at=now
    )
    return acts.note_sign(session, customer, sign, now)


def keep_step(
    session: Session,
    customer: Customer,
    complaint: Complaint,
    kind: str,
    by: str | None,
    now: datetime,
    *,
    note: str = "",
    prevention: str = "",
    fact_id: str | None = None,
) -> ComplaintStep:
    """Keep a step of a complaint: the audit is told, where the complaint stands and all reminders computed anew."""
    step = ComplaintStep(
        team_id=customer.team_id,
        complaint_id=complaint.id,
        customer_id=customer.id,
        kind=kind,
        by=by,
        note=note,
        prevention=prevention,
        fact_id=fact_id,
        created_at=now,
    )
    session.add(step)
    record(
        session,
        team_id=customer.team_id,
        at=now,
        actor=by,
        action=f"complaint.{kind}",
        subject=f"customer:{customer.id}",
        before={"complaint": complaint.id},
        reason=note,
    )
    settle_complaint(session, complaint, now)
    nudge.resolve(session, step, now)
    reminder.settle(session, customer, now)
    return step
