"""The message shortcut *Log as touch*: the form opens with the message as its note, and the link to it is kept."""

from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.context import Database
from handlers.message_words import as_said
from handlers.touch_form import Filled, form
from models.member import Member
from models.workspace import working_time_of

LONGEST_NOTE = 2000


def register(app: App) -> None:
    app.shortcut("touch_log_message")(open_form)


def open_form(ack: Ack, shortcut: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the form for the day on which the message was written."""
    message = shortcut["message"]
    written_at = datetime.fromtimestamp(float(message["ts"]), UTC)
    with reading.begin() as session:
        day = working_time_of(session, member.team_id, member).today(written_at)
        note = as_said(session, member.team_id, message.get("text") or "")
    filled = Filled(day=day, note=note[:LONGEST_NOTE])
    link = link_to(client, shortcut["channel"]["id"], message["ts"])
    client.views_open(trigger_id=shortcut["trigger_id"], view=form(member, filled, metadata=link))
    ack()


def link_to(client: WebClient, channel: str, ts: str) -> str | None:
    """Return the address of a message; None in a channel where the bot is not."""
    try:
        return str(client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
    except SlackApiError:
        return None
