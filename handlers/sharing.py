"""Sharing out: all customers without champion, balanced among chosen people, in one form with a preview."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import value_of
from models.care_model import CareModel, care_model_of
from models.decision import Decision
from models.dropped_file import redraw_files
from models.member import Member, members_by_id
from models.sharing import MOST_AT_ONCE, Load, champions_of, give_away, loads_of, share_out, take_back, without_champion
from models.undo import undone_together
from models.welcome import look_again
from models.workspace import working_time_of
from templates import render

MOST_PEOPLE = 60


def register(app: App) -> None:
    app.action("sharing_open")(opened)
    app.action("sharing_undo")(undo)
    app.view("sharing_people")(chosen)
    app.view("sharing_form")(confirmed)


def form(session: Session, member: Member) -> dict[str, Any]:
    """Return the form that asks for the people; where nobody is without champion, the one that finds a customer."""
    count = len(without_champion(session, member.team_id))
    if not count:
        return render("sharing/nobody", member)
    return render("sharing/people", member, count=count, champions=champions_of(session, member.team_id))


def opened(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Ask among whom the customers without champion are to be shared out; in a form that was answered, in its place."""
    with reading.begin() as session:
        view = form(session, member)
    if "view" in body and body["view"]["type"] == "modal":
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def chosen(ack: Ack, view: dict[str, Any], reading: Database, member: Member) -> None:
    """Show who would get how many, before anything is given away."""
    wanted = value_of(view, "people") or []
    with reading.begin() as session:
        loads = loads_of(session, member.team_id, wanted)
        people = members_by_id(session, member.team_id, wanted)
        customers = without_champion(session, member.team_id)
        model = care_model_of(session, member.team_id)
    if len(loads) < len(wanted) or not 0 < len(wanted) <= MOST_PEOPLE:
        answer = render("sharing/wrong", member, strangers=len(loads) < len(wanted), most=MOST_PEOPLE)
    elif not customers:
        answer = render("sharing/nobody_form", member)
    else:
        given = share_out(customers[:MOST_AT_ONCE], loads, model)
        facts = {"given": given, "shares": _shares(given, loads, model), "before": loads, "people": people}
        left = len(customers) - len(given)
        answer = render("sharing/preview", member, ids=",".join(wanted), left=left, **facts)
    ack(**answer)


def _shares(given: list[Any], loads: dict[str, Load], model: CareModel) -> dict[str, Load]:
    """Return what each gets, by id."""
    shares = dict.fromkeys(loads, Load())
    for customer, champion_id in given:
        shares[champion_id] = shares[champion_id].with_one(customer, model)
    return shares


def confirmed(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Give the customers away as shown, counted again from who has nobody and who is here now."""
    with database.begin() as session:
        loads = loads_of(session, member.team_id, view["private_metadata"].split(","))
        customers = without_champion(session, member.team_id)
        model = care_model_of(session, member.team_id)
        given = share_out(customers[:MOST_AT_ONCE], loads, model) if loads else []
        answer = render("sharing/nobody_form", member)
        if given:
            today = working_time_of(session, member.team_id).today(now)
            decisions = give_away(session, given, member.user_id, today, now)
            _look_again(session, member.team_id, now)
            answer = render(
                "sharing/done",
                member,
                shares=_shares(given, loads, model),
                people=members_by_id(session, member.team_id, loads),
                decision=decisions[0],
                left=len(customers) - len(given),
            )
    wake()
    ack(**answer)


def _look_again(session: Session, team_id: str, now: datetime) -> None:
    """Draw again what says how many customers have no champion."""
    redraw_files(session, team_id, now)
    look_again(session, team_id, now)


def undo(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take back all that one form gave away."""
    with database.begin() as session:
        decision = session.get(Decision, (member.team_id, action["value"]))
        together = [one for one in undone_together(session, decision) if isinstance(one, Decision)] if decision else []
        done = take_back(session, together, member, now)
        _look_again(session, member.team_id, now)
    if "view" in body:
        client.views_update(view_id=body["view"]["id"], view=render("sharing/undone", member, done=done))
    wake()
    ack()
