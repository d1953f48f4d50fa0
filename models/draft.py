"""A draft: what somebody typed that could not be carried out yet, kept so that a button can go on from it."""

from datetime import datetime, timedelta

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, delete

from models.member import Member
from models.row import Row

KEPT = timedelta(days=7)


class Draft(Row, table=True):
    """A command's text; `chosen` maps a name in it, or its place, to the customer that was picked for it."""

    __table_args__ = (Index("draft_by_time", "team_id", "created_at"),)

    command: str
    text: str
    by: str
    chosen: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime


def draft_of(member: Member, command: str, text: str, now: datetime) -> Draft:
    """Return a draft of what a person typed; it is kept only where somebody has to be asked."""
    return Draft(team_id=member.team_id, by=member.user_id, command=command, text=text, created_at=now)


def forget_old_drafts(session: Session, team_id: str, now: datetime) -> None:
    """Forget drafts that nobody has gone on from for seven days."""
    session.exec(delete(Draft).where(col(Draft.team_id) == team_id, col(Draft.created_at) < now - KEPT))


def find_draft(session: Session, team_id: str, draft_id: str, by: str) -> Draft | None:
    """Return a draft of this person's, if it is still kept."""
    draft = session.get(Draft, (team_id, draft_id))
    return draft if draft and draft.by == by else None
