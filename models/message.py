"""A message the bot means to say unasked: promised with the facts it answers, composed and sent by delivery."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from models.ids import new_id

PLANNED, SENDING, SENT = "planned", "sending", "sent"
UNKNOWN, FAILED, CANCELLED = "unknown", "failed", "cancelled"
POSSIBLE_REPEAT = "possible_repeat"
REDRAWN_FOR = timedelta(days=7)


class Message(SQLModel, table=True):
    """One row per thing to say; `key` says what it is (`brief:T1:U1:2026-03-02`), so that it is promised once.

    `id` travels with the post as metadata, so that Slack's history can be asked for it. `not_before` is the instant
    (UTC) at which delivery next looks at a planned or unknown message, `redraw_at` the one from which a sent message
    wants to be drawn again, `plain` that it is composed without the newer blocks. `file_id` is Slack's id of its
    picture or file, uploaded once and kept for a second try, `file_link` the address by which a file is shared.
    """

    __table_args__ = (
        Index("message_by_time", "team_id", "state", "not_before"),
        Index("message_by_redraw", "team_id", "redraw_at"),
    )

    team_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    id: str = Field(default_factory=new_id, unique=True)
    recipient: str
    feature: str
    subject: str = ""
    state: str = PLANNED
    attempts: int = 0
    not_before: datetime
    expires_at: datetime | None = None
    claimed_at: datetime | None = None
    sent_at: datetime | None = None
    channel: str | None = None
    ts: str | None = None
    reason: str | None = None
    redraw_at: datetime | None = None
    plain: bool = False
    file_id: str | None = None
    file_link: str | None = None
    created_at: datetime


def promise(
    session: Session,
    *,
    team_id: str,
    key: str,
    recipient: str,
    feature: str,
    now: datetime,
    subject: str = "",
    expires_at: datetime | None = None,
) -> Message:
    """Promise a message in the caller's transaction; delivery says it soon.

    The same key is the same message: what was promised or said before is returned unchanged. One that was cancelled,
    and so never said, is promised again.
    """
    message = session.get(Message, (team_id, key))
    if message is None:
        message = Message(
            team_id=team_id,
            key=key,
            recipient=recipient,
            feature=feature,
            subject=subject,
            not_before=now,
            expires_at=expires_at,
            created_at=now,
        )
    elif message.state == CANCELLED:
        message.state, message.reason = PLANNED, None
        message.recipient, message.not_before, message.expires_at = recipient, now, expires_at
    session.add(message)
    return message


def promise_asked_for(
    session: Session, team_id: str, asker: str, feature: str, now: datetime, subject: str = ""
) -> Message:
    """Promise what somebody has just asked for (a picture, a file), into their DM; each time it is another message."""
    key = f"{feature}:{team_id}:{asker}:{new_id()}"
    return promise(session, team_id=team_id, key=key, recipient=asker, feature=feature, subject=subject, now=now)


def find_message(session: Session, team_id: str, key: str) -> Message | None:
    """Return this workspace's message with that key."""
    return session.get(Message, (team_id, key))


def redraw_latest(session: Session, team_id: str, feature: str, subject: str, now: datetime) -> None:
    """Have the latest message about this that each recipient got in the last week drawn again."""
    told: set[str] = set()
    for message in _told_of(session, team_id, feature, subject, now):
        if message.recipient not in told:
            message.redraw_at = now
        told.add(message.recipient)


def redraw_all(session: Session, team_id: str, feature: str, subject: str, now: datetime) -> None:
    """Have every message about this of the last week drawn again."""
    for message in _told_of(session, team_id, feature, subject, now):
        message.redraw_at = now


def redraw_post(session: Session, team_id: str, channel: str | None, ts: str | None, now: datetime) -> None:
    """Have the message that stands at this place in Slack drawn again, if it is one of the last week."""
    posted = select(Message).where(Message.team_id == team_id, Message.state == SENT, Message.ts == ts)
    lately = posted.where(Message.channel == channel, col(Message.not_before) > now - REDRAWN_FOR)
    if message := session.exec(lately).first():
        message.redraw_at = now


def _told_of(session: Session, team_id: str, feature: str, subject: str, now: datetime) -> Sequence[Message]:
    """Return the messages about this that were sent in the last week, latest first."""
    return session.exec(
        select(Message)
        .where(Message.team_id == team_id, Message.state == SENT, col(Message.not_before) > now - REDRAWN_FOR)
        .where(Message.feature == feature, Message.subject == subject)
        .order_by(col(Message.created_at).desc())
    ).all()


def set_back(session: Session, team_id: str, by: timedelta) -> None:
    """The clock was set back: what is still to be done waits no longer for that."""
    waiting = col(Message.state).in_((PLANNED, SENDING, UNKNOWN)) | col(Message.redraw_at).is_not(None)
    for message in session.exec(select(Message).where(Message.team_id == team_id, waiting)):
        message.not_before -= by
        message.claimed_at = message.claimed_at and message.claimed_at - by
        message.redraw_at = message.redraw_at and message.redraw_at - by
