"""A complaint: something that went wrong for a customer, and the steps by which it is put right.

What people do about it are facts (`ComplaintStep`); where it stands is computed from those that stand, nothing undone.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models.row import Row, of_customer

OPENED, ANSWERED, RECOVERED, CONFIRMED = "opened", "answered", "recovered", "confirmed"
"""Where a complaint stands; opened, answered and recovered are steps as well."""
SAID_HAPPY, THOUGHT_HAPPY, REOPENED = "said_happy", "thought_happy", "reopened"
"""The other steps: what came of asking whether they are happy again."""


class Complaint(Row, table=True):
    """One complaint; `reply_due_at` is the instant (UTC) by which they should have a first answer.

    `state`, `round` (1, one more for every time it was reopened) and the instants are computed from its steps;
    `withdrawn_at` is when its opening was undone.
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
    """One thing that somebody did about a complaint; `touch_id` is the touch that an answer or a recovery was."""

    __tablename__ = "complaint_step"
    __table_args__ = (
        of_customer(),
        Index("complaint_step_by_complaint", "team_id", "complaint_id"),
        Index("complaint_step_by_customer", "team_id", "customer_id"),
    )

    complaint_id: str
    customer_id: str
    kind: str
    by: str | None
    note: str = ""
    touch_id: str | None = None
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
        .order_by(col(Complaint.opened_at).desc())
    ).all()
