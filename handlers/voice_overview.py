"""`/care voice themes`: what was said, summed up; from *Team* in Home too. Its chart is promised to who asks for it."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view
from models.member import Member, find_member
from models.message import Message, promise_asked_for
from models.voice_heard import voice_of
from templates import render

FEATURE = "voice_overview"
SUMMED_UP = ("themes", "overview", "report")


def register(app: App) -> None:
    app.action("home_voice")(opened)
    app.action("voice_chart")(ask_for_chart)


def overview(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return the answer to `/care voice themes`."""
    return render("voice/themes", member, **_facts(session, member, now))


def opened(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime) -> None:
    """Open the same from Home, or on top of the form; what stands in that stays."""
    with reading.begin() as session:
        view = render("voice/view", member, **_facts(session, member, now))
    open_view(client, body, view)
    ack()


def ask_for_chart(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Promise the chart to the DM of who asks: only there Slack is certain to show one."""
    with database.begin() as session:
        promise_asked_for(session, member.team_id, member.user_id, FEATURE, now)
    answer_aside(client, body, respond, member, render("plan/coming", member, chart=True))
    wake()
    ack()


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the chart from what is true now."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    return render("voice/chart", member, plain=message.plain, **_facts(session, member, now))


def _facts(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    voice = voice_of(session, member, now)
    return {"voice": voice, "today": voice.today, "moments": voice.moments}
