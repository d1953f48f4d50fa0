"""The one change that a pulse ends in: chosen by a manager, reminded of on its day, asked after a quarter later."""

from datetime import date, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view, value_of
from models import pulse_change
from models.home import draw_again
from models.member import Member, find_member
from models.message import redraw_latest
from models.pulse import AREAS
from models.pulse_change import Outcome, PulseChange, find_change
from models.pulse_reminder import redraw_told, settle_change
from models.pulse_results import results_of
from models.quarter import Quarter, quarter_named
from models.reminder import DECIDE
from models.workspace import working_time_of
from templates import render

LATER, FURTHEST = timedelta(days=14), timedelta(days=365)


def register(app: App) -> None:
    app.action("pulse_change_open")(open_form)
    app.view("pulse_change_form")(submitted)
    app.action("pulse_change_none")(none_wanted)
    app.action("pulse_change_judge")(judged)
    app.action("pulse_change_undo")(undone)
    for name in ("done", "later"):
        app.action(f"pulse_change_{name}")(tapped)


def open_form(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form, with the lowest area chosen."""
    with reading.begin() as session:
        results = results_of(session, member.team_id, now)
        lowest = results.lowest[0][0] if results and results.lowest else AREAS[0]
    view = render(
        "pulse/change", member, member=member, quarter=quarter_named(action["value"]), areas=AREAS, lowest=lowest
    )
    open_view(client, body, view)
    ack()


def submitted(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Keep the change, or say beside the inputs what is wrong; nothing typed is lost."""
    quarter, words = quarter_named(view["private_metadata"]), (value_of(view, "words") or "").strip()
    due, owner_id = date.fromisoformat(value_of(view, "due")), value_of(view, "owner")
    with database.begin() as session:
        owner = find_member(session, member.team_id, owner_id)
        today = working_time_of(session, member.team_id).today(now)
        problems = [] if words else ["words"]
        problems += [] if today < due <= today + FURTHEST else ["due"]
        problems += [] if owner and owner.belongs else ["owner"]
        if problems:
            said = render("pulse/change_errors", member, problems=problems)
        else:
            change = _new(member, quarter, now, area=value_of(view, "area"), words=words, owner_id=owner_id, due=due)
            pulse_change.keep_change(session, change)
            _tell(session, change, now)
            said = render("pulse/change_saved", member, change=change, owner=owner, today=today)
    wake()
    ack(**said)


def none_wanted(
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
    """No change comes of this pulse."""
    quarter = quarter_named(action["value"])
    with database.begin() as session:
        today = working_time_of(session, member.team_id).today(now)
        change = _new(member, quarter, now, area=AREAS[0], words="", owner_id=member.user_id, due=today)
        change.outcome = Outcome.NONE
        pulse_change.keep_change(session, change)
        _tell(session, change, now)
        said = render("pulse/change_none", member, change=change)
    answer_aside(client, body, respond, member, said)
    wake()
    ack()


def judged(
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
    """Keep what became of a change."""
    outcome, _, change_id = action["selected_option"]["value"].partition(" ")
    with database.begin() as session:
        change = find_change(session, member.team_id, change_id)
        if change is None or change.undone_at:
            said = render("undo/refused", member, why="gone", fact=None)
        else:
            pulse_change.judge(session, change, Outcome(outcome), member.user_id, now)
            _tell(session, change, now)
            said = render("pulse/change_judged", member, change=change)
    answer_aside(client, body, respond, member, said)
    wake()
    ack()


def undone(
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
    """Take a change back within a day."""
    with database.begin() as session:
        change = find_change(session, member.team_id, action["value"])
        why = pulse_change.why_not(change, member, now) if change else "gone"
        if change and why is None:
            pulse_change.take_back(session, change, member.user_id, now)
            _tell(session, change, now)
            said = render("pulse/change_undone", member)
        else:
            said = render("undo/refused", member, why=why, fact=change)
    answer_aside(client, body, respond, member, said)
    wake()
    ack()


def tapped(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Whoever sees to a change has done it, or wants two more weeks; a manager may say so, too."""
    name, refusal = action["action_id"].removeprefix("pulse_change_"), None
    with database.begin() as session:
        change = find_change(session, member.team_id, action["value"])
        today = working_time_of(session, member.team_id).today(now)
        if change is None or change.undone_at:
            refusal = render("undo/refused", member, why="gone", fact=None)
        elif member.user_id != change.owner_id and not member.manager:
            refusal = render("pulse/change_not_yours", member, change=change)
        elif not change.done_on and name == "done":
            pulse_change.done(session, change, today, member.user_id, now)
        elif not change.done_on:
            pulse_change.move(session, change, max(today, change.due) + LATER, member.user_id, now)
        if change and refusal is None:
            _tell(session, change, now)
    if refusal:
        respond(response_type="ephemeral", replace_original=False, **refusal)
    wake()
    ack()


def _new(member: Member, quarter: Quarter, now: datetime, **said: Any) -> PulseChange:
    return PulseChange(team_id=member.team_id, quarter=quarter.name, by=member.user_id, created_at=now, **said)


def _tell(session: Session, change: PulseChange, now: datetime) -> None:
    """Have its owner reminded on its day, and draw again what speaks of it."""
    settle_change(session, change.team_id, change.owner_id, now)
    redraw_latest(session, change.team_id, "brief", DECIDE, now)
    redraw_told(session, change, now)
    draw_again(session, change.team_id, now)
