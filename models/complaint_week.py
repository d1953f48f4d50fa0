"""What a week brought of complaints, for the digest: counts, and how long it took; nobody is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models.complaint import BOUNCE_BACK, OPEN, SAID_HAPPY, Complaint, ComplaintStep
from models.nudge import Nudge


@dataclass(frozen=True)
class ComplaintWeek:
    """Complaints opened in a week, and how many wait now to be put right.

    `replies` holds how long those waited for a first answer that had it in the week, `took` how long it took to put
    right those that were. Of `asked` complaints it was asked whether they are happy again; `happy` is how many of
    these customers said so.
    """

    opened: int = 0
    took: Sequence[timedelta] = ()
    waiting: int = 0
    replies: Sequence[timedelta] = ()
    asked: int = 0
    happy: int = 0

    def __bool__(self) -> bool:
        return bool(self.opened or self.took or self.waiting or self.replies or self.asked)

    @property
    def answered_in(self) -> timedelta | None:
        """Return the time to a first answer, of several the median; None where none came or all were put right at once.

        What was put right at once was answered by that: then the one time says both.
        """
        return median(self.replies) if self.replies and list(self.replies) != list(self.took) else None

    @property
    def recovered_in(self) -> timedelta | None:
        """Return the time until they were put right, of several the median."""
        return median(self.took) if self.took else None


def median(times: Sequence[timedelta]) -> timedelta:
    """Return the time in the middle, of an even number the one between the two there."""
    ordered = sorted(times)
    return (ordered[(len(times) - 1) // 2] + ordered[len(times) // 2]) / 2


def complaint_week(session: Session, team_id: str, begins: datetime, ends: datetime) -> ComplaintWeek:
    """Return what the time between two instants (UTC) brought of complaints."""
    stands = (Complaint.team_id == team_id, col(Complaint.withdrawn_at).is_(None))
    count = select(func.count()).select_from(Complaint).where(*stands)
    recovered = session.exec(
        select(Complaint).where(*stands, col(Complaint.recovered_at) >= begins, col(Complaint.recovered_at) < ends)
    )
    answered = session.exec(
        select(Complaint).where(*stands, col(Complaint.answered_at) >= begins, col(Complaint.answered_at) < ends)
    )
    happy = _said_happy(session, team_id, begins, ends)
    return ComplaintWeek(
        opened=session.exec(count.where(col(Complaint.opened_at) >= begins, col(Complaint.opened_at) < ends)).one(),
        took=sorted(one.recovered_at - one.opened_at for one in recovered if one.recovered_at),
        waiting=session.exec(count.where(col(Complaint.state).in_(OPEN))).one(),
        replies=sorted(one.answered_at - one.round_opened_at for one in answered if one.answered_at),
        asked=len(happy | _asked_about(session, team_id, begins, ends)),
        happy=len(happy),
    )


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
