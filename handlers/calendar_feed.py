"""A private address under which other calendars read one's own: given out once, made anew, the old one ends."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.calendar_file import written
from handlers.context import Database
from handlers.forms import answer_aside
from models.calendar_feed import has_feed, new_feed, whose_feed
from models.member import Member
from templates import render

NEW = "new"


def register(app: App) -> None:
    app.action("calendar_feed")(ask)
    app.action("calendar_feed_new")(ask)


def ask(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    calendar_url: str | None,
    member: Member,
    now: datetime,
) -> None:
    """Show the address to who asks, once: it is kept by nobody but them."""
    with database.begin() as session:
        known = has_feed(session, member)
        makes = calendar_url is not None and (not known or action["value"] == NEW)
        token = new_feed(session, member, now) if makes else None
    address = f"{calendar_url}/calendar/{token}.ics" if token else None
    said = render("calendar_feed/address", member, address=address, served=calendar_url is not None, replaced=known)
    answer_aside(client, body, respond, member, said)
    ack()


def feed(session: Session, team_id: str, token: str, now: datetime) -> bytes | None:
    """Return the calendar that a token opens: its owner's own customers; None where it opens none."""
    member = whose_feed(session, team_id, token)
    return written(session, member, now) if member else None
