"""What a tap does about a date or promise: kept, later, not any more, from a brief, a list or what was just kept."""

from datetime import date, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed, refused
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, is_in_form, open_view
from handlers.know_form import form_of
from handlers.know_list import facts_of
from handlers.show_card import draw_below
from models import know_acts
from models.customer import ACTIVE, Customer, find_customer
from models.decision import Decision
from models.know import TO_DO, Known, find_known
from models.member import Member
from models.nudge import redraw_open
from models.roles import Act
from models.workspace import working_time_of
from templates import render

KEPT, LATER, GONE, CHANGE = "kept", "later", "gone", "change"


def register(app: App) -> None:
    for word in (KEPT, LATER, GONE, CHANGE, "row"):
        app.action(f"know_{word}")(tapped)


def read_tap(action: dict[str, Any]) -> tuple[str, str, str]:
    """Return what was tapped, about what, and for how many days; the menu of a row carries the word in its value."""
    value: str = (action.get("selected_option") or action)["value"]
    word = action["action_id"].removeprefix("know_")
    if word == "row":
        word, _, value = value.partition(" ")
    known_id, _, rest = value.partition(" ")
    return (CHANGE if rest == "day" else word), known_id, rest


def tapped(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Do what was tapped, where it still stands; the list is drawn anew, the brief by itself."""
    word, known_id, rest = read_tap(action)
    said, shown = None, {}
    with database.begin() as session:
        known = find_known(session, member.team_id, known_id)
        customer = find_customer(session, member.team_id, known.customer_id) if known else None
        if known is None or customer is None or not known.stands or customer.state != ACTIVE:
            said = _gone(session, member, known, now)
        elif not allowed(session, member, Act.KNOW, customer, now):
            said = refused(session, member, Act.KNOW, customer)
        elif word == CHANGE:
            said = form_of(session, customer, member, known, known.kind)
        else:
            today = working_time_of(session, member.team_id, member).today(now)
            done = _do(session, customer, known, member, word, rest, today, now)
            shown = facts_of(session, customer, member, now, done)
    if said and is_form(said):
        open_view(client, body, said)
    elif said:
        answer_aside(client, body, respond, member, said)
    elif is_in_form(body):
        client.views_update(view_id=body["view"]["id"], view=render("know/view", member, **shown))
        draw_below(client, reading, member, body["view"], now)
    elif body.get("container", {}).get("is_ephemeral"):
        respond(replace_original=True, **render("know/list", member, **shown))
    wake()
    ack()


def _do(
    session: Session,
    customer: Customer,
    known: Known,
    member: Member,
    word: str,
    days: str,
    today: date,
    now: datetime,
) -> Decision | None:
    if word == KEPT and known.kind in TO_DO:
        return know_acts.fulfil(session, customer, known, today, member.user_id, now)
    if word == LATER:
        until = max(today, known.day) + timedelta(days=int(days))
        return know_acts.put_off_known(session, customer, known, until, member.user_id, now)
    return know_acts.remove_known(session, customer, known, member.user_id, now)


def _gone(session: Session, member: Member, known: Known | None, now: datetime) -> dict[str, Any]:
    if known:
        redraw_open(session, member.team_id, known.customer_id, now)
    return render("know/gone", member, known=known)
