"""The Annual Calendar as an iCalendar file: in the DM of who asks, their own; a manager may have the team's."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside
from models.calendar_file import called_off, for_file
from models.member import Member, find_member, members_by_id
from models.message import Message, promise_asked_for
from models.picture import File
from models.workspace import working_time_of
from templates import render
from templates.calendar_events import Planned, calendar_events

FEATURE, TEAM = "calendar_file", "team"
NAME = "Touchbase"


def register(app: App) -> None:
    app.action("calendar_file")(ask)


def ask(
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
    """Promise the file, in the DM of who asks."""
    with database.begin() as session:
        subject = TEAM if action["value"] == TEAM else ""
        promise_asked_for(session, member.team_id, member.user_id, FEATURE, now, subject)
    answer_aside(client, body, respond, member, render("calendar_file/coming", member))
    wake()
    ack()


def file(session: Session, message: Message, now: datetime) -> File | None:
    """Return the calendar as it stands; the team's for who is a manager by now."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    return File("touchbase.ics", "Calendar", written(session, member, now, team=_is_teams(message, member)))


def written(session: Session, member: Member, now: datetime, *, team: bool = False) -> bytes:
    """Return the calendar of a member's customers, or of everybody's, as iCalendar."""
    today = working_time_of(session, member.team_id, member).today(now)
    rows = for_file(session, member.team_id, None if team else member.user_id, today)
    people = members_by_id(session, member.team_id) if team else {}
    planned = [
        Planned(
            id=f"{touch.id}-{touch.team_id}",
            kind=touch.kind,
            customer=customer.name,
            day=touch.day,
            revision=touch.revision + (touch.undone_at is not None),
            revised_at=touch.revised_at or touch.created_at,
            called_off=called_off(touch),
            champion=person.name if (person := people.get(customer.champion_id or "")) else "",
        )
        for touch, customer in rows
    ]
    return calendar_events(planned, NAME)


def _is_teams(message: Message, member: Member) -> bool:
    return message.subject == TEAM and member.manager


def compose(session: Session, message: Message, _: datetime) -> dict[str, Any] | None:
    """Word what to do with the file; where it could not be uploaded, say so."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    return render("calendar_file/file", member, link=message.file_link, team=_is_teams(message, member))
