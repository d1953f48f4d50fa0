"""Home: what a member looks at there (tab, filter, search, page), and having it drawn again when something changes."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from models.message import SENT, Message
from models.statements import TEAM as TEAM_ID

HOME = "home"
MINE, TEAM = "mine", "team"
LONGEST_SEARCH = 80
LOOKED_AT_FOR = timedelta(days=1)
"""Home is drawn again for so long after somebody opened it; who never looks costs nothing."""
KEPT_FOR = timedelta(hours=1)


class HomeView(SQLModel, table=True):
    """What one member chose to see: `tab` is MINE, TEAM or not chosen; an empty `tier` or `search` filters nothing."""

    __tablename__ = "home_view"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    tab: str = ""
    tier: str = ""
    search: str = ""
    page: int = 1


def look_at(session: Session, team_id: str, user_id: str, now: datetime, **choice: str | int) -> HomeView:
    """Keep that a member looks at Home now, and what they choose to see there; return all that they chose.

    Its row in the outbox is a message that is there already, and is only ever drawn again.
    """
    view = session.get(HomeView, (team_id, user_id)) or HomeView(team_id=team_id, user_id=user_id)
    for name, value in choice.items():
        setattr(view, name, value)
    session.add(view)
    key = f"{HOME}:{team_id}:{user_id}"
    message = session.get(Message, (team_id, key)) or Message(
        team_id=team_id, key=key, recipient=user_id, feature=HOME, not_before=now, created_at=now
    )
    message.state, message.not_before, message.sent_at = SENT, now, now
    session.add(message)
    return view


def was_looked_at(session: Session, team_id: str, user_id: str, now: datetime) -> bool:
    """Tell whether it was kept within the last hour that a member looks at Home: that need not be written again."""
    message = session.get(Message, (team_id, f"{HOME}:{team_id}:{user_id}"))
    return message is not None and now - KEPT_FOR < message.not_before <= now


def view_of(session: Session, team_id: str, user_id: str) -> HomeView:
    """Return what a member chose to see; the first page where they have chosen nothing."""
    return session.get(HomeView, (team_id, user_id)) or HomeView(team_id=team_id, user_id=user_id)


LOOKED_AT = select(Message).where(
    col(Message.team_id) == TEAM_ID,
    Message.state == SENT,
    col(Message.not_before) > bindparam("since"),
    Message.feature == HOME,
)


def looked_at(session: Session, team_id: str, now: datetime) -> Sequence[Message]:
    """Return the Homes that somebody has opened within the last day."""
    parameters = {"team_id": team_id, "since": now - LOOKED_AT_FOR}
    return session.exec(LOOKED_AT, params=parameters).all()


def draw_again(session: Session, team_id: str, now: datetime, user_ids: Collection[str | None] | None = None) -> None:
    """Have the Homes of these members drawn again, or everybody's, where they were opened within the last day."""
    for message in looked_at(session, team_id, now):
        if user_ids is None or message.recipient in user_ids:
            message.redraw_at = now
