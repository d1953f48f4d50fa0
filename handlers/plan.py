"""`/care plan`: what was planned, what is done, what is still to do; a manager's of everybody, a champion's own."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database
from handlers.forms import answer_aside
from handlers.words import word
from models.member import Member
from models.plan import measured
from models.working_time import working_time
from models.workspace import Workspace
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("plan")])(typed)
    app.action("home_plan")(opened)


def typed(ack: Ack, reading: Database, member: Member, now: datetime) -> None:
    """Answer with the figures, to who asks alone."""
    with reading.begin() as session:
        said = figures(session, member, now)
    ack(**said)


def opened(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Show the same from Home."""
    with reading.begin() as session:
        said = figures(session, member, now)
    answer_aside(client, body, respond, member, said)
    ack()


def figures(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return plan and done, of everybody for a manager."""
    workspace = session.get_one(Workspace, member.team_id)
    today = working_time(workspace).today(now)
    plan = measured(session, workspace, today, None if member.manager else member.user_id)
    return render("plan/plan", member, plan=plan, team=member.manager, today=today)
