"""The Annual Calendar laid out: a dry run in the manager's DM, put in or dropped there, taken back as a whole."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_in_form
from models import calendar
from models.calendar_made import DROPPED, DRY_RUN, PUT_IN, TAKEN_OUT, Made, laid_out, made_of
from models.member import Member, find_member
from models.message import Message, find_message, promise
from models.undo import UNDO_WITHIN
from models.working_time import working_time
from models.workspace import Workspace
from templates import render

FEATURE = "calendar"


def register(app: App) -> None:
    app.action("calendar_make")(make)
    app.action("calendar_put_in")(put_in)
    app.action("calendar_drop")(drop)
    app.action("calendar_undo")(undo)


def make(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Lay out what is missing, in the manager's DM."""
    with database.begin() as session:
        key = f"{FEATURE}:{member.team_id}:{member.user_id}:{now.isoformat()}"
        promise(
            session,
            team_id=member.team_id,
            key=key,
            recipient=member.user_id,
            feature=FEATURE,
            subject=DRY_RUN,
            now=now,
        )
    answer_aside(client, body, respond, member, render("calendar/coming", member))
    wake()
    ack()


def put_in(ack: Ack, action: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Put in what is missing by now; pressed twice it is put in once."""
    with database.begin() as session:
        if message := _found(session, member, action, DRY_RUN):
            touches = calendar.put_in(session, session.get_one(Workspace, member.team_id), member.user_id, now)
            _become(message, Made(PUT_IN, touches, now), now)
    wake()
    ack()


def drop(ack: Ack, action: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Let go of what was laid out."""
    with database.begin() as session:
        if message := _found(session, member, action, DRY_RUN):
            _become(message, Made(DROPPED), now)
    wake()
    ack()


def undo(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take out what was put in at once and nobody has changed since, within a day."""
    said = None
    with database.begin() as session:
        if message := _found(session, member, action, PUT_IN):
            made = made_of(message)
            if made.at and now - made.at <= UNDO_WITHIN:
                gone, stay = calendar.take_out(session, member.team_id, made.at, member.user_id, now)
                _become(message, made := Made(TAKEN_OUT, gone, made.at, stay), now)
                said = _words(member, made, message.key)
            else:
                message.redraw_at = now
    if said and (is_in_form(body) or body.get("container", {}).get("is_ephemeral")):
        answer_aside(client, body, respond, member, said)
    wake()
    ack()


def _found(session: Session, member: Member, action: dict[str, Any], state: str) -> Message | None:
    message = find_message(session, member.team_id, action["value"])
    return message if message and message.feature == FEATURE and made_of(message).state == state else None


def _become(message: Message, made: Made, now: datetime) -> None:
    message.subject, message.redraw_at = made.written, now


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word what was laid out, from what is missing now, or what has become of it."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.manager:
        return None
    made, workspace = made_of(message), session.get_one(Workspace, message.team_id)
    if made.state != DRY_RUN:
        can_undo = made.at is not None and now - made.at <= UNDO_WITHIN
        return _words(member, made, message.key, can_undo)
    found = laid_out(session, workspace, now)
    return render(
        "calendar/dry_run",
        member,
        state=made.state,
        key=message.key,
        touches=found.touches,
        customers=found.customers,
        loads=found.loads,
        counts=found.counts,
        today=working_time(workspace, member).today(now),
        plain=message.plain,
    )


def _words(member: Member, made: Made, key: str, can_undo: bool = False) -> dict[str, Any]:
    facts = {"state": made.state, "key": key, "touches": made.touches, "stay": made.stay, "can_undo": can_undo}
    return render("calendar/dry_run", member, **facts)
