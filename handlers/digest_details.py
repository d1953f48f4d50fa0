"""The buttons under a digest: what is behind its numbers, and one's own week. Both open where nobody else reads."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.context import Database
from handlers.forms import open_view
from models.digest_details import behind, my_week
from models.member import Member
from models.week import week_named
from models.workspace import Workspace, working_time_of
from templates import render


def register(app: App) -> None:
    app.action("digest_behind")(show_behind)
    app.action("digest_my_week")(show_my_week)


def show_behind(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Show by customer what the digest counts, as it stands now; champions are not named."""
    week = week_named(action["value"])
    with reading.begin() as session:
        today = working_time_of(session, member.team_id).today(now)
        facts = {"details": behind(session, member.team_id, week, today), "week": week, "today": today}
        view = render("digest/behind", member, workspace=session.get_one(Workspace, member.team_id), **facts)
    open_view(client, body, view)
    ack()


def show_my_week(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Show who presses it their own numbers, and nobody else."""
    week = week_named(action["value"])
    with reading.begin() as session:
        working = working_time_of(session, member.team_id, member)
        facts = {"mine": my_week(session, member, week, working, now), "week": week, "today": working.today(now)}
        view = render("digest/my_week", member, workspace=session.get_one(Workspace, member.team_id), **facts)
    open_view(client, body, view)
    ack()
