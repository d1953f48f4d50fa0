"""An absence: the days on which a member is away, and who covers for them meanwhile."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models.row import Row


class Absence(Row, table=True):
    """From `first_day` through `last_day`, calendar days in the zone of who is away; `cover_id` None: the managers.

    `ended_at` is when it was taken back, or they came back early; before its first day that cancels it.
    """

    __table_args__ = (Index("absence_by_day", "team_id", "last_day"),)

    user_id: str
    first_day: date
    last_day: date
    cover_id: str | None = None
    by: str | None = None
    created_at: datetime
    ended_at: datetime | None = None


def absences_from(session: Session, team_id: str, day: date) -> Sequence[Absence]:
    """Return the absences that stand and last until `day` or longer, in the order in which they begin."""
    return session.exec(
        select(Absence)
        .where(Absence.team_id == team_id, col(Absence.last_day) >= day, col(Absence.ended_at).is_(None))
        .order_by(col(Absence.first_day), col(Absence.created_at))
    ).all()
