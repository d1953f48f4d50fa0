"""`/care model`: the care model of the workspace as a table; for managers the way to all that belongs to it."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from handlers.context import Database
from handlers.forms import open_view
from handlers.words import rest_of, word
from models.care_change import can_be_undone, draft_of, latest_on
from models.care_model import care_model_of
from models.coverage import MOST_TOUCHES_A_YEAR, coverage
from models.dry_run import dry_run
from models.member import Member, members_by_id
from models.roles import Act, may
from models.sharing import without_champion
from models.workspace import Workspace, working_time_of
from templates import render

COVERAGE = ("coverage", "who")


def register(app: App) -> None:
    app.command("/care", matchers=[word("model")])(typed)
    for name in ("home_model", "model_open"):
        app.action(name)(open_table)
    for name in ("model_ahead", "welcome_model"):
        app.action(name)(open_ahead)
    app.action("model_coverage")(open_coverage)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the table, or with "coverage" behind it who is cared for by whom."""
    with reading.begin() as session:
        asked = rest_of(command).lower().split()
        wants_coverage = asked and asked[0] in COVERAGE and may(member, Act.CARE_MODEL)
        view = covered(session, member) if wants_coverage else table(session, member, now)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def open_table(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the table from a button."""
    with reading.begin() as session:
        view = table(session, member, now)
    open_view(client, body, view)
    ack()


def open_ahead(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Show what the care model would have champions do in the next 90 days."""
    with reading.begin() as session:
        workspace = session.get_one(Workspace, member.team_id)
        today = working_time_of(session, member.team_id).today(now)
        forecasts = dry_run(session, workspace, today)
        nobodys = len(without_champion(session, member.team_id))
        policies = care_model_of(session, member.team_id).rows
    facts = {"forecasts": forecasts, "policies": policies, "without_champion": nobodys, "today": today}
    open_view(client, body, render("model/ahead", member, **facts))
    ack()


def open_coverage(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the coverage from a button."""
    with reading.begin() as session:
        view = covered(session, member)
    open_view(client, body, view)
    ack()


def covered(session: Session, member: Member) -> dict[str, Any]:
    """Return who has no champion, who has too many, whose grade is missing, and who is cared for otherwise."""
    return render("model/coverage", member, coverage=coverage(session, member.team_id), most=MOST_TOUCHES_A_YEAR)


def table(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return the care model as a modal; who may change it has *Change…* beside each row, and the draft if any."""
    if not may(member, Act.CARE_MODEL):
        return render("model/read", member, policies=care_model_of(session, member.team_id).rows)
    team_id, latest = member.team_id, latest_on(session, member.team_id)
    return render(
        "model/table",
        member,
        policies=care_model_of(session, team_id).rows,
        draft=draft_of(session, team_id),
        undoable=latest if latest and can_be_undone(session, latest, now) else None,
        people=members_by_id(session, team_id),
        today=working_time_of(session, team_id, member).today(now),
    )


def draw_table(client: WebClient, reading: Database, member: Member, view_id: str | None, now: datetime) -> None:
    """Draw the table anew that somebody has open, so that they see what they have done."""
    if not view_id:
        return
    with reading.begin() as session:
        drawn = table(session, member, now)
    try:
        client.views_update(view_id=view_id, view=drawn)
    except SlackApiError:
        return  # they have closed it meanwhile
