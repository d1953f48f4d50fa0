"""`/care settings`: one form for the digest's place and hour, zone, holidays, working time and managers."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import value_of
from handlers.words import word
from models.audit import record
from models.digest import settle_digest
from models.home import draw_again
from models.member import Member, managers, members_by_id
from models.places import countries_like, country_name, is_zone, zones_like
from models.reminder import due_reminders, look_who_reads
from models.settling import RESETTLE, settle_workspace, settle_workspace_soon
from models.welcome import look_again
from models.workspace import PROSPECT_DAYS, Workspace
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("settings")])(open_form)
    app.action("home_settings")(open_form)
    app.view("settings")(save)
    app.options("settings_zone")(suggest_zone)
    app.options("settings_country")(suggest_country)


def plan(session: Session, team_id: str, now: datetime) -> None:
    """Settle all reminders again after the working time has changed."""
    for row in due_reminders(session, team_id, (RESETTLE,), now):
        settle_workspace(session, team_id, now)
        session.delete(row)


def open_form(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the form with what is set; for managers only."""
    with reading.begin() as session:
        workspace = session.get_one(Workspace, member.team_id)
        theirs = managers(session, member.team_id)
    country = country_name(workspace.country) if workspace.country else None
    chosen = [one.user_id for one in theirs]
    view = render("settings/form", member, workspace=workspace, managers=chosen, country=country)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def save(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep the settings, or say beside the input what is wrong; nothing is kept by half."""
    wanted = _read(view)
    problems = _problems(wanted) | _problem_of_channel(client, wanted["digest_channel"])
    if problems:
        ack(**render("settings/errors", member, problems=problems))
        return
    with database.begin() as session:
        people = members_by_id(session, member.team_id)
        chosen = [user_id for user_id in wanted.pop("managers") if user_id in people and people[user_id].belongs]
        if not chosen:
            answer = render("settings/errors", member, problems={"managers": "nobody"})
        else:
            workspace = session.get_one(Workspace, member.team_id)
            _keep(session, workspace, wanted, member, now)
            for person in people.values():
                person.manager = person.user_id in chosen
            workspace.managers_set = True
            draw_again(session, workspace.team_id, now)
            look_who_reads(session, workspace.team_id, now)
            guests = any(person.is_guest and not person.deleted for person in people.values())
            answer = render("settings/saved", member, workspace=workspace, managers=chosen, guests=guests)
    wake()
    ack(**answer)


def _keep(session: Session, workspace: Workspace, wanted: dict[str, Any], member: Member, now: datetime) -> None:
    before = {name: getattr(workspace, name) for name in wanted}
    for name, value in wanted.items():
        setattr(workspace, name, value)
    workspace.set_up_by = member.user_id
    record(
        session,
        team_id=workspace.team_id,
        at=now,
        actor=member.user_id,
        action="settings",
        subject=f"workspace:{workspace.team_id}",
        before=before,
        after=wanted,
    )
    settle_digest(session, workspace, now)
    look_again(session, workspace.team_id, now)
    if before != wanted:
        settle_workspace_soon(session, workspace.team_id, now)


def _read(view: dict[str, Any]) -> dict[str, Any]:
    names = ("digest_channel", "digest_at", "zone", "country", "brief_at", "day_starts", "day_ends")
    return {name: value_of(view, name) for name in names} | {
        "digest_weekday": int(value_of(view, "digest_weekday")),
        "prospect_days": int(value_of(view, "prospect_days") or PROSPECT_DAYS),
        "working_days": "".join(sorted(value_of(view, "working_days") or [])),
        "managers": value_of(view, "managers") or [],
    }


def _problems(wanted: dict[str, Any]) -> dict[str, str]:
    problems = {}
    if not wanted["working_days"]:
        problems["working_days"] = "none"
    if wanted["day_starts"] >= wanted["day_ends"]:
        problems["day_ends"] = "too_early"
    if not is_zone(wanted["zone"]):
        problems["zone"] = "unknown"
    if not wanted["managers"]:
        problems["managers"] = "nobody"
    return problems


def _problem_of_channel(client: WebClient, channel: str | None) -> dict[str, str]:
    """Return what keeps the digest out of a channel: strangers read there, it is archived, the bot is not in it."""
    if not channel:
        return {}
    try:
        info = client.conversations_info(channel=channel)["channel"]
    except SlackApiError:
        return {"digest_channel": "not_in_channel"}
    if info.get("is_ext_shared") or info.get("is_org_shared") or info.get("is_pending_ext_shared"):
        return {"digest_channel": "shared"}
    if info.get("is_archived"):
        return {"digest_channel": "archived"}
    return {} if info.get("is_member") else {"digest_channel": "not_in_channel"}


def suggest_zone(ack: Ack, payload: dict[str, Any], member: Member) -> None:
    """Offer the time zones that a typed beginning may mean."""
    zones = zones_like(payload.get("value") or "")
    ack(**render("settings/options", member, choices=[(zone, zone) for zone in zones]))


def suggest_country(ack: Ack, payload: dict[str, Any], member: Member) -> None:
    """Offer countries, and their parts with holidays of their own, by name or code."""
    ack(**render("settings/options", member, choices=countries_like(payload.get("value") or "")))
