"""`/care causes`: which causes of complaints came again, and how complaints were put right, quarter by quarter.

From *Team* in Home too; the quarters as a chart are promised to who asks for it.
"""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view
from handlers.usage import not_understood
from handlers.words import rest_of, word
from models.causes_seen import seen_by
from models.home_readers import sees_nobody
from models.member import Member, find_member
from models.message import Message, promise_asked_for
from templates import render

FEATURE = "causes"


def register(app: App) -> None:
    app.command("/care", matchers=[word("causes")])(typed)
    app.action("home_causes")(opened)
    app.action("causes_chart")(ask_for_chart)


def typed(ack: Ack, command: dict[str, Any], reading: Database, member: Member, now: datetime) -> None:
    """Answer with causes and quarters, to who asks alone."""
    with reading.begin() as session:
        if rest := rest_of(command):
            said = not_understood(member, "causes", rest)
        else:
            said = render("causes/causes", member, **_facts(session, member, now))
    ack(**said)


def opened(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime) -> None:
    """Open the same from Home, or on top of a form."""
    with reading.begin() as session:
        view = render("causes/view", member, **_facts(session, member, now))
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
    return render("causes/chart", member, plain=message.plain, **_facts(session, member, now))


def _facts(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    seen = seen_by(session, member, now)
    return {"seen": seen, "member": member, "today": seen.today, "has_nobody": sees_nobody(session, member, now)}
