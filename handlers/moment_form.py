"""The lists of moments as a manager changes them: *Add…*, *Edit…*, *Remove*, each with *Undo*; and their gaps."""

import re
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import open_view, put_in_place, value_of
from handlers.moment_overview import gaps_facts, overview_facts
from models import moment_edit
from models.member import Member, find_member
from models.moment import OF_COMPANY, Moment
from models.rung import Rung
from templates import render

DAYS = {"after": re.compile("[0-9]{1,3}|1000"), "every": re.compile("[7-9]|[1-9][0-9]{1,2}|1000")}
"""Days as they can be: up to 1000, and at least a week from one time to the next."""
REMOVE, GAPS = "remove", "gaps"


def register(app: App) -> None:
    app.action("moment_add")(open_form)
    app.action("moment_edit")(open_form)
    app.action("moment_change")(chosen)
    app.action("moment_back")(put_back)
    app.action("moment_gaps")(open_gaps)
    app.view("moment_form")(submitted)


def open_form(
    ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient, database: Database, member: Member
) -> None:
    """Open the form, empty or with what is kept."""
    with database.begin() as session:
        view = _form(session, member, action.get("value"), GAPS if action["action_id"] == "moment_edit" else "")
    open_view(client, body, view)
    ack()


def _form(session: Session, member: Member, moment_id: str | None, below: str = "") -> dict[str, Any]:
    """Return the form; `below` is GAPS where it lies on those, else the lists are below it."""
    moment = moment_edit.moment_to_change(session, member.team_id, moment_id)
    return render("moment/form", member, moment=moment, rungs=list(Rung), below=below)


def chosen(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Do what was chosen behind the ⋯ of a moment."""
    word, _, moment_id = action["selected_option"]["value"].partition(" ")
    with database.begin() as session:
        moment = moment_edit.moment_to_change(session, member.team_id, moment_id)
        if word == REMOVE and moment and moment.removed_at is None:
            moment_edit.remove(session, moment, member.user_id, now)
        if word == REMOVE:
            view = render("moment/overview", member, **overview_facts(session, member, now, moment))
        else:
            view = _form(session, member, moment_id)
    if word == REMOVE:
        put_in_place(client, body, view)
    else:
        open_view(client, body, view)
    wake()
    ack()


def put_back(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take the last change of a moment back."""
    with database.begin() as session:
        moment = moment_edit.moment_to_change(session, member.team_id, action["value"])
        last = moment_edit.undoable(session, member.team_id, action["value"], now)
        if moment and last:
            moment_edit.take_back(session, moment, last, member.user_id, now)
        view = _below(session, member, moment, now, (body.get("view") or {}).get("private_metadata"))
    put_in_place(client, body, view)
    wake()
    ack()


def open_gaps(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open what the lists lack."""
    with reading.begin() as session:
        view = render("moment/gaps", member, **gaps_facts(session, member, now))
    open_view(client, body, view)
    ack()


def submitted(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep what the form says; the lists below it show it."""
    said, problems = read_form(view)
    drawn = None
    with database.begin() as session:
        owner = find_member(session, member.team_id, said["owner_id"])
        if said["owner_id"] and (owner is None or not owner.belongs):
            problems.append("owner")
        if not problems:
            moment_id, _, lies_on = view["private_metadata"].partition(" ")
            moment = _save(session, member, moment_id, said, now)
            drawn = _below(session, member, moment, now, lies_on)
    answer = render("moment/errors", member, problems=problems) if problems else {}
    if drawn and (below := view.get("previous_view_id")):
        _draw(client, below, drawn)
    elif drawn:
        answer = {"response_action": "update", "view": drawn}
    wake()
    ack(**answer)


def _below(
    session: Session, member: Member, changed: Moment | None, now: datetime, shows: str | None
) -> dict[str, Any]:
    """Return the gaps, or the lists, with what was just changed there."""
    if shows == GAPS:
        return render("moment/gaps", member, **gaps_facts(session, member, now, changed))
    return render("moment/overview", member, **overview_facts(session, member, now, changed))


def _save(session: Session, member: Member, moment_id: str, said: dict[str, Any], now: datetime) -> Moment:
    moment = moment_edit.moment_to_change(session, member.team_id, moment_id)
    if moment is None:
        return moment_edit.add(session, member.team_id, said, member.user_id, now)
    moment_edit.change(session, moment, said, member.user_id, now)
    return moment


def read_form(view: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return what stands in the form, by column, and which inputs want a look."""
    words = {name: " ".join((value_of(view, name) or "").split()) for name in ("name", "what", "system")}
    rung = value_of(view, "rung")
    typed = {name: (value_of(view, name) or "").strip() for name in ("after", "every")}
    problems = [] if words["name"] else ["name"]
    problems += [name for name, text in typed.items() if text and not DAYS[name].fullmatch(text)]
    days = {name: int(text) if text and name not in problems else None for name, text in typed.items()}
    if rung in OF_COMPANY and not typed["every"]:
        problems.append("again")
    when = {"after_days": days["after"], "every_days": days["every"]}
    return words | when | {"rung": rung, "owner_id": value_of(view, "owner")}, problems


def _draw(client: WebClient, view_id: str, drawn: dict[str, Any]) -> None:
    try:
        client.views_update(view_id=view_id, view=drawn)
    except SlackApiError:
        return  # they have closed it meanwhile
