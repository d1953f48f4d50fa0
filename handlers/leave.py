"""The question that comes of a Slack status that looks like leave: away until then, other days, or not away at all."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.away_words import arranged, form, problem_of
from handlers.context import Database, Wake
from models import away
from models.absence import Absence, absences_of
from models.cover import rota_of
from models.leave import asked_until, is_idle, usual_cover
from models.meanwhile import due_until
from models.member import Member, find_member, managers
from models.message import SENT, Message
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    app.action("leave_yes")(agreed)
    app.action("leave_days")(other_days)
    app.action("leave_no")(not_away)


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the question, unless it has become idle before it was asked; and what came of it afterwards."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None:
        return None
    today = working_time_of(session, message.team_id, member).today(now)
    if message.state != SENT and is_idle(session, message, member, today):
        return None
    if message.state == SENT and (known := absences_of(session, message.team_id, member.user_id, today)):
        return render("away/set", member, **arranged(session, member, known[0], now))
    last, cover = asked_until(message), usual_cover(session, member, rota_of(session, message.team_id, now))
    facts: dict[str, Any] = {"last": last, "cover": cover, "today": today}
    facts["managers"] = [one for one in managers(session, message.team_id) if one.user_id != member.user_id]
    facts["due"] = due_until(session, _absence(member, today, last, None, now)) if last else 0
    return render("leave/question", member, **facts)


def agreed(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Keep that they are away until the day that the button names."""
    day, _, cover_id = action["value"].partition(" ")
    last = date.fromisoformat(day)
    with database.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        if last < today or away.too_far(today, last, today):
            said = render("leave/over", member)
        else:
            cover = None if problem_of(session, member, cover_id or None) else cover_id or None
            absence = away.go_away(session, member, (today, last), cover, member.user_id, now)
            said = render("away/set", member, **arranged(session, member, absence, now))
    respond(replace_original=True, **said)
    wake()
    ack()


def other_days(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form that asks for the days, filled with what the status said; until its answer the question stays."""
    day, _, cover_id = action["value"].partition(" ")
    with reading.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
    last = date.fromisoformat(day) if day != "open" else None
    filled = _absence(member, today, last, cover_id or None, now)
    place = body.get("container") or {}
    question = f"{place['channel_id']} {place['message_ts']}" if "message_ts" in place else None
    client.views_open(trigger_id=body["trigger_id"], view=form(member, today, filled, question))
    ack()


def not_away(ack: Ack, respond: Respond, member: Member) -> None:
    """Leave everything as it is; of this status nothing is asked again."""
    respond(replace_original=True, **render("leave/here", member))
    ack()


def _absence(member: Member, today: date, last: date | None, cover_id: str | None, now: datetime) -> Absence:
    """Return an absence as it would be kept."""
    return Absence(
        team_id=member.team_id,
        user_id=member.user_id,
        first_day=today,
        last_day=max(last or today, today),
        cover_id=cover_id,
        created_at=now,
    )
