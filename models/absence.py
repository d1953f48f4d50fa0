"""An absence: the days on which a member is away, and who covers for them meanwhile."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models.row import Row
from models.statements import SINCE_DAY, TEAM


class Absence(Row, table=True):
    """From `first_day` through `last_day`, calendar days in the zone of who is away; `cover_id` None: the managers.

    `ended_at` is when they came back early, or named other days instead; `undone_at` when it was taken back.
    """

    __table_args__ = (Index("absence_by_day", "team_id", "last_day"),)

    user_id: str
    first_day: date
    last_day: date
    cover_id: str | None = None
    by: str | None = None
    created_at: datetime
    ended_at: datetime | None = None
    undone_at: datetime | None = None

    def overlaps(self, other: "Absence") -> bool:
        """Tell whether the two have a day in common."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day


def find_absence(session: Session, team_id: str, absence_id: str) -> Absence | None:
    """Return this workspace's absence with that id."""
    return session.get(Absence, (team_id, absence_id))


LASTING = (
    select(Absence)
    .where(col(Absence.team_id) == TEAM, col(Absence.last_day) >= SINCE_DAY)
    .where(col(Absence.ended_at).is_(None), col(Absence.undone_at).is_(None))
    .order_by(col(Absence.first_day), col(Absence.created_at))
)


def absences_from(session: Session, team_id: str, day: date) -> Sequence[Absence]:
    """Return the absences that stand and last until `day` or longer, in the order in which they begin."""
    return session.exec(LASTING, params={"team_id": team_id, "since_day": day}).all()


def absences_of(session: Session, team_id: str, user_id: str, day: date) -> list[Absence]:
    """Return one person's absences that stand and last until `day` or longer, in the order in which they begin."""
    return [absence for absence in absences_from(session, team_id, day) if absence.user_id == user_id]


def last_absence(session: Session, team_id: str, user_id: str, day: date) -> Absence | None:
    """Return the latest absence of somebody that had begun before `day`, over or not; none taken back or called off."""
    begun = session.exec(
        select(Absence)
        .where(Absence.team_id == team_id, Absence.user_id == user_id, col(Absence.first_day) < day)
        .where(col(Absence.undone_at).is_(None))
        .order_by(col(Absence.first_day).desc(), col(Absence.created_at).desc())
    )
    return next((one for one in begun if one.ended_at is None or one.ended_at.date() >= one.first_day), None)
