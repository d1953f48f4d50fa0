"""What a week brought of complaints, for the digest: counts, and how long it took; nobody is named."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models.complaint import BOUNCE_BACK, OPEN, SAID_HAPPY, Complaint, ComplaintStep
from models.complaint_times import REPLIES, days_to_recover, middle_days, middle_time, replied_at, time_to_reply
from models.customer import Customer
from models.member import members_by_id
from models.nudge import Nudge
from models.working_hours import working_hours
from models.workspace import Workspace


@dataclass(frozen=True)
class ComplaintWeek:
    """Complaints opened in a week, and how many wait now to be put right.

    `replies` holds how long those waited for a first answer that had it in the week, in working time, `took` in how
    many days those were put right that were. Of `asked` complaints it was asked whether they are happy again; `happy`
    is how many of these customers said so.
    """

    opened: int = 0
    took: Sequence[int] = ()
    waiting: int = 0
    replies: Sequence[timedelta] = ()
    asked: int = 0
    happy: int = 0

    def __bool__(self) -> bool:
        return bool(self.opened or self.took or self.waiting or self.replies or self.asked)

    @property
    def answered_in(self) -> timedelta | None:
        """Return the working time to a first answer, of several the median."""
        return middle_time(self.replies)

    @property
    def recovered_in(self) -> int | None:
        """Return the days until they were put right, of several the median."""
        return middle_days(self.took)


def complaint_week(session: Session, team_id: str, begins: datetime, ends: datetime) -> ComplaintWeek:
    """Return what the time between two instants (UTC) brought of complaints."""
    stands = (Complaint.team_id == team_id, col(Complaint.withdrawn_at).is_(None))
    count = select(func.count()).select_from(Complaint).where(*stands)
    replies, took = _times(session, team_id, begins, ends)
    happy = _said_happy(session, team_id, begins, ends)
    return ComplaintWeek(
        opened=session.exec(count.where(col(Complaint.opened_at) >= begins, col(Complaint.opened_at) < ends)).one(),
        took=took,
        waiting=session.exec(count.where(col(Complaint.state).in_(OPEN))).one(),
        replies=replies,
        asked=len(happy | _asked_about(session, team_id, begins, ends)),
        happy=len(happy),
    )


def _times(session: Session, team_id: str, begins: datetime, ends: datetime) -> tuple[list[timedelta], list[int]]:
    """Return the times to reply of what was answered first in that time, and to recover of what was put right in it."""
    of_week = (
        select(ComplaintStep.complaint_id)
        .where(ComplaintStep.team_id == team_id, col(ComplaintStep.kind).in_(REPLIES))
        .where(col(ComplaintStep.created_at) >= begins, col(ComplaintStep.created_at) < ends)
    )
    steps: dict[str, list[ComplaintStep]] = defaultdict(list)
    for step in session.exec(
        select(ComplaintStep)
        .where(ComplaintStep.team_id == team_id, col(ComplaintStep.complaint_id).in_(of_week))
        .where(col(ComplaintStep.undone_at).is_(None))
        .order_by(col(ComplaintStep.created_at), col(ComplaintStep.id))
    ):
        steps[step.complaint_id].append(step)
    workspace, people = session.get_one(Workspace, team_id), members_by_id(session, team_id)
    replies, took = [], []
    for complaint, customer in session.exec(
        select(Complaint, Customer)
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Complaint.team_id == team_id, col(Complaint.withdrawn_at).is_(None), col(Complaint.id).in_(of_week))
    ):
        hours = working_hours(workspace, people.get(customer.champion_id or ""))
        replied, reply = replied_at(steps[complaint.id]), time_to_reply(complaint, steps[complaint.id], hours)
        if replied and reply is not None and begins <= replied < ends:
            replies.append(reply)
        days = days_to_recover(complaint, hours)
        if complaint.recovered_at and days is not None and begins <= complaint.recovered_at < ends:
            took.append(days)
    return sorted(replies), sorted(took)


def _asked_about(session: Session, team_id: str, begins: datetime, ends: datetime) -> set[str]:
    """Return the complaints of which a brief asked in that time whether the customer is happy again."""
    asked = session.exec(
        select(Nudge)
        .where(Nudge.team_id == team_id, col(Nudge.complaint_id).is_not(None))
        .where(col(Nudge.sent_at) >= begins, col(Nudge.sent_at) < ends)
    )
    return {nudge.complaint_id for nudge in asked if nudge.complaint_id and BOUNCE_BACK in nudge.reasons}


def _said_happy(session: Session, team_id: str, begins: datetime, ends: datetime) -> set[str]:
    """Return the complaints of which the customer said in that time that they are happy again."""
    return set(
        session.exec(
            select(ComplaintStep.complaint_id)
            .where(ComplaintStep.team_id == team_id, ComplaintStep.kind == SAID_HAPPY)
            .where(col(ComplaintStep.undone_at).is_(None))
            .where(col(ComplaintStep.created_at) >= begins, col(ComplaintStep.created_at) < ends)
        )
    )
