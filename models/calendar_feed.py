"""The private address of a calendar: one for each member, of which only a hash is kept."""

import secrets
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, delete, select

from models.member import Member, find_member


class CalendarFeed(SQLModel, table=True):
    """That a member's calendar may be read by whoever knows its token; `token_hash` is the token's SHA-256."""

    __tablename__ = "calendar_feed"
    __table_args__ = (Index("calendar_feed_by_token", "team_id", "token_hash", unique=True),)

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    token_hash: str
    created_at: datetime


def has_feed(session: Session, member: Member) -> bool:
    """Tell whether a member's calendar has an address."""
    return session.get(CalendarFeed, (member.team_id, member.user_id)) is not None


def new_feed(session: Session, member: Member, now: datetime) -> str:
    """Give a member's calendar a new token, 256 random bits, and return it; the old one is known no longer."""
    token = secrets.token_urlsafe(32)
    feed = session.get(CalendarFeed, (member.team_id, member.user_id)) or CalendarFeed(
        team_id=member.team_id, user_id=member.user_id, token_hash="", created_at=now
    )
    feed.token_hash, feed.created_at = _hash(token), now
    session.add(feed)
    return token


def whose_feed(session: Session, team_id: str, token: str) -> Member | None:
    """Return whose calendar this token opens; nobody's where they belong to the company no longer.

    Looked up by hash: how long that takes tells nothing of a token.
    """
    wanted = _hash(token)
    mine = (CalendarFeed.team_id == team_id, CalendarFeed.token_hash == wanted)
    feed = session.exec(select(CalendarFeed).where(*mine)).first()
    if feed is None or not compare_digest(feed.token_hash, wanted):
        return None
    member = find_member(session, team_id, feed.user_id)
    return member if member and member.belongs else None


def end_feed(session: Session, team_id: str, user_id: str) -> int:
    """Let a member's address be known no longer; return how many they had."""
    theirs = (CalendarFeed.team_id == team_id, CalendarFeed.user_id == user_id)
    return session.exec(delete(CalendarFeed).where(*theirs)).rowcount  # type: ignore[arg-type]


def _hash(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
