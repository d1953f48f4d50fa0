"""A member's preferences, from Home: the hour of their brief, weekdays they rest, its size, a pause until a day."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.away_words import arranged, form, problem_of
from handlers.context import Database, Wake
from handlers.forms import value_of
from models.absence import absences_of
from models.away import go_away, too_far
from models.brief_room import LARGEST, fully_shown
from models.member import Member
from models.preferences import Preferences, choose
from models.working_time import DAY, working_time
from models.workspace import Workspace, working_time_of
from templates import render


def register(app: App) -> None:
    app.action("home_preferences")(open_form)
    app.action("home_away")(open_away)
    app.view("home_preferences")(save)


def open_form(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the form with what is chosen."""
    with reading.begin() as session:
        workspace = session.get_one(Workspace, member.team_id)
        today = working_time(workspace, member).today(now)
        view = render(
            "home/preferences",
            member,
            member=member,
            workspace=workspace,
            today=today,
            size=fully_shown(member),
            largest=LARGEST,
            absences=absences_of(session, member.team_id, member.user_id, today),
        )
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def open_away(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the form of days off."""
    with reading.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
    client.views_open(trigger_id=body["trigger_id"], view=form(member, today))
    ack()


def save(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Keep what was chosen, or say beside the input what is wrong; nothing is kept by half."""
    with database.begin() as session:
        answer = _keep(session, view, session.merge(member, load=True), now)
    wake()
    ack(**answer)


def _keep(session: Session, view: dict[str, Any], member: Member, now: datetime) -> dict[str, Any]:
    workspace = session.get_one(Workspace, member.team_id)
    wanted, cover_id = _read(view, workspace), value_of(view, "cover")
    back_on = date.fromisoformat(value_of(view, "back")) if value_of(view, "back") else None
    today = working_time(workspace, member).today(now)
    if problem := _problem(session, member, workspace, wanted, back_on, cover_id, today):
        return render("home/preferences_errors", member, problem=problem)
    choose(session, member, wanted, now)
    facts: dict[str, Any] = {"absence": None}
    if back_on:
        absence = go_away(session, member, (today, back_on - DAY), cover_id, member.user_id, now)
        facts = arranged(session, member, absence, now)
    working = working_time(workspace, member)
    days = sorted(working.weekdays)
    own = {"member": member, "today": today, "brief_at": working.brief_at, "days": days, "size": fully_shown(member)}
    return render("home/preferences_saved", member, **facts | own)


def _read(view: dict[str, Any], workspace: Workspace) -> Preferences:
    brief_at, size = value_of(view, "brief_at"), int(value_of(view, "brief_size"))
    return Preferences(
        brief_at=None if brief_at == workspace.brief_at else brief_at,
        rests_on="".join(sorted(value_of(view, "rests_on") or [])),
        brief_size=None if size == fully_shown(None) else size,
    )


def _problem(
    session: Session,
    member: Member,
    workspace: Workspace,
    wanted: Preferences,
    back_on: date | None,
    cover_id: str | None,
    today: date,
) -> str | None:
    """Return what is wrong: every working day rested, a return that is not to come, a cover who cannot."""
    if set(workspace.working_days) <= set(wanted.rests_on):
        return "never"
    if back_on and back_on <= today:
        return "past"
    if back_on and too_far(today, back_on, today):
        return "far"
    return problem_of(session, member, cover_id) if back_on else None
