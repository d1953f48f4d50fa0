"""What somebody last said of days away, for who takes back the latest of all that they did."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.absence import Absence
from models.audit import Audit
from models.away import BACK, why_not_back
from models.member import Member
from models.undo import UNDO_WITHIN

AWAY = "away"
OF_MEMBERS = ("member:", "member;")
"""Between these lie the subjects that are members: one range of the index."""


def latest_change(session: Session, member: Member, now: datetime) -> tuple[Absence, datetime] | None:
    """Return the absence that a person set or ended last within a day and can take back, and when they did so."""
    first, after = OF_MEMBERS
    said = session.exec(
        select(Audit)
        .where(Audit.team_id == member.team_id, col(Audit.subject) > first, col(Audit.subject) < after)
        .where(Audit.actor == member.user_id, col(Audit.action).in_((AWAY, BACK)), col(Audit.at) >= now - UNDO_WITHIN)
        .order_by(col(Audit.at).desc())
    )
    return next(((one, row.at) for row in said if (one := _absence_of(session, row, member, now))), None)


def _absence_of(session: Session, said: Audit, member: Member, now: datetime) -> Absence | None:
    """Return the absence that a row of the audit tells of, if that still holds and can be taken back."""
    moment = Absence.ended_at if said.action == BACK else Absence.created_at
    found = session.exec(
        select(Absence)
        .where(Absence.team_id == said.team_id, Absence.user_id == said.subject.removeprefix(OF_MEMBERS[0]))
        .where(col(moment) == said.at, col(Absence.undone_at).is_(None))
        .order_by(col(Absence.first_day))
    ).first()
    ended_since = found and said.action == AWAY and found.ended_at
    return found if found and not ended_since and not why_not_back(session, found, member, now) else None
