"""What a manager decides about a cause that came again, and a champion about what the digest tells of a recovery."""

from datetime import datetime

from sqlmodel import Session

from models.causes import Cause
from models.causes_found import again
from models.complaint import APART, RATHER_NOT, TELL, Complaint, ComplaintStep
from models.complaint_acts import keep_step
from models.customer import Customer
from models.reminder import wake_managers
from models.workspace import Workspace


def set_apart(session: Session, cause: Cause, by: str, now: datetime) -> list[ComplaintStep]:
    """Keep that what came since a cause was prevented is not the same: each counts for itself from now on."""
    return [keep_step(session, one.customer, one.complaint, APART, by, now) for one in cause.again]


def tell_managers(session: Session, complaint: Complaint, now: datetime) -> None:
    """Have the managers' next brief speak of a cause that has just been found to have come again."""
    if any(one.complaint.id == complaint.id for cause in again(session, complaint.team_id, now) for one in cause.again):
        wake_managers(session, session.get_one(Workspace, complaint.team_id), now)


def consent(
    session: Session, customer: Customer, complaint: Complaint, tells: bool, by: str, now: datetime
) -> ComplaintStep:
    """Keep whether the digest may tell how a complaint was put right."""
    return keep_step(session, customer, complaint, TELL if tells else RATHER_NOT, by, now)
