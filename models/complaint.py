"""A complaint: something that went wrong for a customer, and the steps by which it is put right.

What people do about it are facts (`ComplaintStep`); where it stands is computed from those that stand, nothing undone.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models.customer import Customer
from models.row import Row, of_customer

OPENED, ANSWERED, RECOVERED, CONFIRMED = "opened", "answered", "recovered", "confirmed"
"""Where a complaint stands; opened, answered and recovered are steps as well."""
OPEN = (OPENED, ANSWERED)
SAID_HAPPY, THOUGHT_HAPPY, REOPENED = "said_happy", "thought_happy", "reopened"
"""The other steps: what came of asking whether they are happy again."""
BEYOND, CAUSE = "beyond", "cause"
"""What is written down beside: what was done beyond putting it right; cause and prevention."""
APART, TELL, RATHER_NOT = "apart", "tell", "rather_not"
"""Said of it later: its cause is not the same as others that read alike; may the digest tell how it was put right?"""
REPLY_DUE, PUT_RIGHT, BOUNCE_BACK = "reply_due", "put_right", "bounce_back"
"""Reasons to speak of a complaint; its cause is one, too."""
SAME_WITHIN = timedelta(minutes=10)


class Complaint(Row, table=True):
    """One complaint; `reply_due_at` is the instant (UTC) by which they should have a first answer.

    `state`, `round` (1, one more for every time it was reopened) and the instants are computed from its steps;
    `reader_id` is who was told of it last as the one who reads of the customer, None: every manager; `withdrawn_at` is
    when its opening was undone.
    """

    __table_args__ = (
        of_customer(),
        Index("complaint_by_customer", "team_id", "customer_id"),
        Index("complaint_by_state", "team_id", "state"),
        Index("complaint_by_time", "team_id", "opened_at"),
    )

    customer_id: str
    words: str
    permalink: str | None = None
    opened_by: str | None
    opened_at: datetime
    reader_id: str | None = None
    state: str = OPENED
    round: int = 1
    round_opened_at: datetime
    reply_due_at: datetime
    answered_at: datetime | None = None
    recovered_at: datetime | None = None
    confirmed_at: datetime | None = None
    beyond: str = ""
    cause: str = ""
    prevention: str = ""
    withdrawn_at: datetime | None = None


class ComplaintStep(Row, table=True):
    """One thing that somebody did about a complaint.

    `fact_id` is the touch that an answer or a recovery was, or the sign of life that they gave by complaining or by
    saying that they are happy again: both are taken back together. `prevention` goes with a cause, which is the note.
    """

    __tablename__ = "complaint_step"
    __table_args__ = (
        of_customer(),
        Index("complaint_step_by_complaint", "team_id", "complaint_id"),
        Index("complaint_step_by_customer", "team_id", "customer_id"),
        Index("complaint_step_by_fact", "team_id", "fact_id"),
    )

    complaint_id: str
    customer_id: str
    kind: str
    by: str | None
    note: str = ""
    prevention: str = ""
    fact_id: str | None = None
    created_at: datetime
    undone_at: datetime | None = None


def find_complaint(session: Session, team_id: str, complaint_id: str | None) -> Complaint | None:
    """Return this workspace's complaint with that id."""
    return session.get(Complaint, (team_id, complaint_id)) if complaint_id else None


def complaints_of(session: Session, team_id: str, customer_id: str) -> Sequence[Complaint]:
    """Return a customer's complaints that were not withdrawn, latest first."""
    return session.exec(
        select(Complaint)
        .where(Complaint.team_id == team_id, Complaint.customer_id == customer_id)
        .where(col(Complaint.withdrawn_at).is_(None))
        .order_by(col(Complaint.opened_at).desc(), col(Complaint.id))
    ).all()


def open_complaints(session: Session, team_id: str, customer_id: str) -> list[Complaint]:
    """Return a customer's complaints that are not put right yet, latest first."""
    return [each for each in complaints_of(session, team_id, customer_id) if each.state in OPEN]


def customers_with_complaint(session: Session, team_id: str) -> set[str]:
    """Return the ids of the customers with a complaint that is not put right yet."""
    return set(
        session.exec(
            select(Complaint.customer_id)
            .where(Complaint.team_id == team_id, col(Complaint.state).in_(OPEN))
            .where(col(Complaint.withdrawn_at).is_(None))
        )
    )


def steps_of(session: Session, complaint: Complaint) -> Sequence[ComplaintStep]:
    """Return what was done about a complaint and stands (not undone), in the order in which it was done."""
    return session.exec(
        select(ComplaintStep)
        .where(ComplaintStep.team_id == complaint.team_id, ComplaintStep.complaint_id == complaint.id)
        .where(col(ComplaintStep.undone_at).is_(None))
        .order_by(col(ComplaintStep.created_at), col(ComplaintStep.id))
    ).all()


def step_with(session: Session, team_id: str, fact_id: str) -> ComplaintStep | None:
    """Return the step, if it stands, of which this touch or sign of life is a part."""
    return session.exec(
        select(ComplaintStep)
        .where(ComplaintStep.team_id == team_id, ComplaintStep.fact_id == fact_id)
        .where(col(ComplaintStep.undone_at).is_(None))
    ).first()


def said_just_now(
    session: Session, customer: Customer, kind: str, by: str, words: str, now: datetime
) -> ComplaintStep | None:
    """Return the same step (opened, recovered) by the same person in the same words within the last ten minutes."""
    steps = session.exec(
        select(ComplaintStep)
        .where(ComplaintStep.team_id == customer.team_id, ComplaintStep.customer_id == customer.id)
        .where(ComplaintStep.kind == kind, ComplaintStep.by == by, col(ComplaintStep.undone_at).is_(None))
        .where(col(ComplaintStep.created_at) > now - SAME_WITHIN)
    )
    return next((step for step in steps if _same(step.note, words)), None)


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
