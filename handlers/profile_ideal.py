"""The form of the ideal profile: what share of customers bought once, came back, speaks for us."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.context import Database
from handlers.forms import open_view, value_of
from models.audit import record
from models.member import Member
from models.profile import Profile, read_ideal, write_ideal
from models.workspace import Workspace
from templates import render

PARTS = ("one_time", "repeat", "advocate")
WHOLE = 100


def register(app: App) -> None:
    app.action("profile_ideal")(open_form)
    app.view("profile_ideal_form")(save)


def open_form(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the form with what is set."""
    with reading.begin() as session:
        ideal = read_ideal(session.get_one(Workspace, member.team_id).ideal_profile)
    open_view(client, body, render("profile/ideal", member, ideal=ideal))
    ack()


def save(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime) -> None:
    """Keep the ideal, or say beside the inputs what is wrong with it."""
    typed = {part: (value_of(view, part) or "").strip().rstrip("%").strip() for part in PARTS}
    problems = {part: "no_share" for part, text in typed.items() if text and not _is_share(text)}
    shares = [int(text or 0) for text in typed.values()] if not problems else []
    if shares and any(typed.values()) and sum(shares) != WHOLE:
        problems = dict.fromkeys(PARTS, "sum")
    if problems:
        ack(**render("profile/ideal_errors", member, problems=problems, sum=sum(shares)))
        return
    ideal = Profile(*shares) if any(shares) else None
    with database.begin() as session:
        workspace = session.get_one(Workspace, member.team_id)
        before, workspace.ideal_profile = workspace.ideal_profile, write_ideal(ideal)
        record(
            session,
            team_id=member.team_id,
            at=now,
            actor=member.user_id,
            action="settings",
            subject=f"workspace:{member.team_id}",
            before={"ideal_profile": before},
            after={"ideal_profile": workspace.ideal_profile},
        )
    ack(**render("profile/ideal_saved", member, ideal=ideal))


def _is_share(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= WHOLE
