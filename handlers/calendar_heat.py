"""The year ahead as a picture, in the DM of who asks: a square for each day, darker where more is planned."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside
from models.calendar_heat import Heat, heat_of
from models.member import Member, find_member
from models.message import Message, promise_asked_for
from models.picture import Picture
from models.working_time import working_time
from models.workspace import Workspace
from templates import render
from templates.calendar_heat_picture import draw_heat

FEATURE, TEAM = "calendar_heat", "team"


def register(app: App) -> None:
    app.action("calendar_heat")(ask)


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
    """Promise the picture: of one's own customers, for a manager who asks so of the team's."""
    with database.begin() as session:
        subject = TEAM if action["value"] == TEAM else ""
        promise_asked_for(session, member.team_id, member.user_id, FEATURE, now, subject)
    answer_aside(client, body, respond, member, render("calendar_heat/coming", member))
    wake()
    ack()


def picture(session: Session, message: Message, now: datetime) -> Picture | None:
    """Return what is to be drawn; nothing where nothing is planned."""
    if (found := _found(session, message, now)) is None or not found[1].count:
        return None
    member, heat, facts = found
    says = str(render("calendar_heat/alt", member, heat=heat, **facts)["text"])
    return Picture("calendar.png", says, lambda: draw_heat(heat.days, member))


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the picture from what is planned now; plain, in words alone."""
    if (found := _found(session, message, now)) is None:
        return None
    member, heat, facts = found
    file_id = None if message.plain else message.file_id
    return render("calendar_heat/picture", member, heat=heat, file_id=file_id, **facts)


def _found(session: Session, message: Message, now: datetime) -> tuple[Member, Heat, dict[str, bool | date]] | None:
    """Return who asked, what is planned and whose; the team's for who is a manager by now."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    team = message.subject == TEAM and member.manager
    workspace = session.get_one(Workspace, message.team_id)
    today = working_time(workspace, member).today(now)
    return member, heat_of(session, workspace, today, None if team else member), {"team": team, "today": today}
