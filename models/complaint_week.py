"""What a week brought of complaints, for the digest: how many, how long it took to put them right, how many wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models.complaint import OPEN, Complaint


@dataclass(frozen=True)
class ComplaintWeek:
    """Complaints opened in a week, how long those took that it saw put right (shortest first), how many wait now."""

    opened: int = 0
    took: Sequence[timedelta] = ()
    waiting: int = 0

    def __bool__(self) -> bool:
        return bool(self.opened or self.took or self.waiting)


def complaint_week(session: Session, team_id: str, begins: datetime, ends: datetime) -> ComplaintWeek:
    """Return what the time between two instants (UTC) brought of complaints; nobody is named."""
    stands = (Complaint.team_id == team_id, col(Complaint.withdrawn_at).is_(None))
    count = select(func.count()).select_from(Complaint).where(*stands)
    recovered = session.exec(
        select(Complaint).where(*stands, col(Complaint.recovered_at) >= begins, col(Complaint.recovered_at) < ends)
    )
    return ComplaintWeek(
        opened=session.exec(count.where(col(Complaint.opened_at) >= begins, col(Complaint.opened_at) < ends)).one(),
        took=sorted(one.recovered_at - one.opened_at for one in recovered if one.recovered_at),
        waiting=session.exec(count.where(col(Complaint.state).in_(OPEN))).one(),
    )
