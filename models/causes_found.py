"""The causes of a workspace's complaints, from what stands written; which of them wait for a manager."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.causes import Cause, Noted, causes_in
from models.complaint import APART, CAUSE, Complaint, ComplaintStep
from models.customer import REMOVED, Customer

LOOKED_BACK = timedelta(days=730)
"""So far back complaints are looked at."""


def causes_of(session: Session, team_id: str, now: datetime) -> list[Cause]:
    """Return the causes of all complaints of two years that were not withdrawn, the most frequent first."""
    rows = session.exec(
        select(Complaint, Customer)
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Complaint.team_id == team_id, Complaint.cause != "", col(Complaint.withdrawn_at).is_(None))
        .where(Complaint.opened_at > now - LOOKED_BACK, Customer.state != REMOVED)
    ).all()
    written = _steps(session, team_id, [complaint.id for complaint, _ in rows])
    return causes_in(_noted(complaint, customer, written[complaint.id]) for complaint, customer in rows)


def again(session: Session, team_id: str, now: datetime) -> list[Cause]:
    """Return the causes that came again since they were prevented: a manager decides what that means."""
    return [cause for cause in causes_of(session, team_id, now) if cause.again]


def without_cause(session: Session, team_id: str, now: datetime) -> list[Noted]:
    """Return the complaints of two years that were put right and have no cause written down, the latest first."""
    rows = session.exec(
        select(Complaint, Customer)
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Complaint.team_id == team_id, Complaint.cause == "", col(Complaint.withdrawn_at).is_(None))
        .where(Complaint.opened_at > now - LOOKED_BACK, col(Complaint.recovered_at).is_not(None))
        .where(Customer.state != REMOVED)
        .order_by(col(Complaint.recovered_at).desc(), col(Complaint.id))
    )
    return [Noted(complaint, customer) for complaint, customer in rows]


def _steps(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, list[ComplaintStep]]:
    found: dict[str, list[ComplaintStep]] = defaultdict(list)
    for step in session.exec(
        select(ComplaintStep)
        .where(ComplaintStep.team_id == team_id, col(ComplaintStep.complaint_id).in_(ids))
        .where(col(ComplaintStep.kind).in_((CAUSE, APART)), col(ComplaintStep.undone_at).is_(None))
        .order_by(col(ComplaintStep.created_at), col(ComplaintStep.id))
    ):
        found[step.complaint_id].append(step)
    return found


def _noted(complaint: Complaint, customer: Customer, steps: Sequence[ComplaintStep]) -> Noted:
    """Put together what was written of a complaint; whoever words its cause anew has it compared anew."""
    preventions = [(step.created_at, step.prevention) for step in steps if step.kind == CAUSE and step.prevention]
    return Noted(complaint, customer, preventions, apart=bool(steps) and steps[-1].kind == APART)
