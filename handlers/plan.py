"""`/care plan`: what was planned, what is done, what is still to do; a manager's of everybody, a champion's own.

The same comes as a table, a file in the DM of who asks for it; its last twelve months as a chart.
"""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside
from handlers.words import word
from models.calendar_plan import A_YEAR
from models.home_readers import sees_nobody
from models.member import Member, find_member
from models.message import Message, promise_asked_for
from models.picture import File
from models.plan import measured, plan_file
from models.working_time import working_time
from models.workspace import Workspace
from templates import render

FEATURE, CHART = "plan", "chart"


def register(app: App) -> None:
    app.command("/care", matchers=[word("plan")])(typed)
    app.action("home_plan")(opened)
    app.action("plan_file")(ask_for_more)
    app.action("plan_chart")(ask_for_more)


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
    return render("plan/plan", member, **_facts(session, member, now))


def _facts(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    workspace = session.get_one(Workspace, member.team_id)
    today = working_time(workspace).today(now)
    plan = measured(session, workspace, today, None if member.manager else member.user_id)
    return {"plan": plan, "team": member.manager, "today": today, "has_nobody": sees_nobody(session, member, now)}


def ask_for_more(
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
    """Promise the same as a table, or its months as a chart, in the DM of who asks: only there both can be shown."""
    subject = CHART if action["action_id"] == "plan_chart" else ""
    with database.begin() as session:
        promise_asked_for(session, member.team_id, member.user_id, FEATURE, now, subject)
    answer_aside(client, body, respond, member, render("plan/coming", member, chart=bool(subject)))
    wake()
    ack()


def file(session: Session, message: Message, now: datetime) -> File | None:
    """Return the table of twelve months back and twelve ahead, of everybody for who is a manager by now."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs or message.subject == CHART:
        return None
    workspace = session.get_one(Workspace, member.team_id)
    today = working_time(workspace).today(now)
    whose = None if member.manager else member.user_id
    table = plan_file(session, workspace, today - A_YEAR, today + A_YEAR, whose)
    return File(f"plan-{today}.csv", "Plan and done", table)


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the chart, or what the file holds; where that could not be uploaded, what to do instead."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    if message.subject == CHART:
        return render("plan/chart", member, **_facts(session, member, now), plain=message.plain)
    return render("plan/file", member, link=message.file_link, team=member.manager)
