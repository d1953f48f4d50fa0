"""`/care quality`: what people do with their nudges, one's own, or for managers by champion; their word."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import open_view
from handlers.usage import not_understood
from handlers.words import rest_of, word
from models.brief_room import fully_shown
from models.member import Member, members_by_id
from models.message import SENT, find_message
from models.quality import Quality, qualities
from models.quality_month import Answer, QualityMonth, months_of, say, take_back
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("quality")])(typed)
    app.action("home_quality")(opened)
    app.action("quality_back")(tapped)
    for answer in Answer:
        app.action(f"quality_{answer}")(tapped)


def typed(ack: Ack, command: dict[str, Any], reading: Database, member: Member, now: datetime) -> None:
    """Answer with the number, and how it is counted."""
    with reading.begin() as session:
        if rest := rest_of(command):
            said = not_understood(member, "quality", rest)
        else:
            said = render("quality/quality", member, **_facts(session, member, now))
    ack(**said)


def opened(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime) -> None:
    """Open the same from Home."""
    with reading.begin() as session:
        view = render("quality/view", member, **_facts(session, member, now))
    open_view(client, body, view)
    ack()


def tapped(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Keep what a champion says of their nudges, or show as many in full as before; the brief is drawn again."""
    name, gone = action["action_id"].removeprefix("quality_"), None
    with database.begin() as session:
        row = session.get(QualityMonth, (member.team_id, member.user_id, action["value"]))
        reader = session.merge(member, load=True)
        if row is None:
            gone = render("nudge/gone", member)
        elif name == "back":
            take_back(session, row, reader, now)
        else:
            say(session, row, reader, Answer(name), now)
        brief = find_message(session, member.team_id, row.asked_in) if row and row.asked_in else None
        if brief and brief.state == SENT:
            brief.redraw_at = now
    if gone:
        respond(response_type="ephemeral", replace_original=False, **gone)
    wake()
    ack()


def _facts(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    found = qualities(session, member.team_id, now, None if member.manager else member.user_id)
    people = members_by_id(session, member.team_id)
    latest: dict[str, QualityMonth] = {}
    for row in months_of(session, member.team_id):
        latest.setdefault(row.user_id, row)
    rows = [
        (people[id_], quality, latest.get(id_), fully_shown(people[id_]))
        for id_, quality in found.items()
        if id_ in people
    ]
    return {
        "member": member,
        "mine": found.get(member.user_id, Quality()),
        "rows": sorted((row for row in rows if row[1].total), key=lambda row: (row[0].name, row[0].user_id)),
    }
