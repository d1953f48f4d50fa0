"""What the bot answers to ordinary words in its DM: once a week how to talk to it, and nothing of them is kept."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from sqlmodel import Session

from handlers.context import Database, Wake
from models.member import Member, find_member
from models.message import Message, promise
from models.week import week_of
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    # the last of all that listen to messages: what nobody else takes is heard, or Slack would send it again and again
    app.event("message")(said)


def said(ack: Ack, event: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Answer who writes to the bot, once a week: a bot that always says the same is no company."""
    if event.get("channel_type") == "im" and not event.get("subtype"):
        with database.begin() as session:
            week = week_of(working_time_of(session, member.team_id, member).today(now)).name
            key = f"hint:{member.team_id}:{member.user_id}:{week}"
            promise(session, team_id=member.team_id, key=key, recipient=member.user_id, feature="hint", now=now)
        wake()
    ack()


def compose(session: Session, message: Message, _: datetime) -> dict[str, Any] | None:
    """Say what the bot understands."""
    member = find_member(session, message.team_id, message.recipient)
    return render("hint/hint", member, member=member) if member and member.belongs else None
