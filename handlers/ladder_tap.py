"""What a tap says about a suggested rung: *Yes, advocate* or *Not yet*, from the ladder or a customer's."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed, refused
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_in_form
from handlers.ladder import facts_of_all, facts_of_one
from handlers.show_card import draw_below
from models.customer import ACTIVE, Customer, find_customer
from models.decision import Decision
from models.ladder import place_of
from models.ladder_acts import not_yet
from models.member import Member
from models.roles import Act
from models.rung import Rung, read_rung
from models.rung_acts import put_on_rung
from models.workspace import working_time_of
from templates import render

ALL, ASIDE = "all", "aside"
"""Where a button stands: in the whole ladder, or below something else, which stays; else in one customer's."""


def register(app: App) -> None:
    app.action("ladder_yes")(tapped)
    app.action("ladder_not_yet")(tapped)
    app.action("ladder_set")(tapped)


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
    """Keep what was said, where it still makes sense, and draw the ladder anew in its place."""
    place, customer_id, named = (action.get("selected_option") or action)["value"].split(" ", 2)
    word, rung, inside = action["action_id"].removeprefix("ladder_"), read_rung(named), is_in_form(body)
    refusal, drawn = None, {}
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        if customer is None or customer.state != ACTIVE or rung is None:
            refusal = render("nudge/gone", member)
        elif not allowed(session, member, Act.CHANGE, customer, now):
            refusal = refused(session, member, Act.CHANGE, customer)
        else:
            done = _do(session, customer, member, word, rung, now)
            session.flush()
            drawn = _drawn(session, customer, member, place, inside, done, now)
    if refusal:
        answer_aside(client, body, respond, member, refusal)
    elif inside:
        client.views_update(view_id=body["view"]["id"], view=drawn)
        draw_below(client, reading, member, body["view"], now)
    else:
        ephemeral = bool(body.get("container", {}).get("is_ephemeral"))
        respond(response_type="ephemeral", replace_original=ephemeral and place != ASIDE, **drawn)
    wake()
    ack()


def _do(session: Session, customer: Customer, member: Member, word: str, rung: Rung, now: datetime) -> Decision | None:
    """Keep it, unless they have come as far meanwhile: a button may stand there for long."""
    today = working_time_of(session, member.team_id, member).today(now)
    if word == "set":
        return put_on_rung(session, customer, rung, member.user_id, now) if rung != customer.rung else None
    if place_of(customer.rung) >= place_of(rung):
        return None
    if word == "not_yet":
        return not_yet(session, customer, rung, today, member.user_id, now)
    return put_on_rung(session, customer, rung, member.user_id, now)


def _drawn(
    session: Session,
    customer: Customer,
    member: Member,
    place: str,
    inside: bool,
    done: Decision | None,
    now: datetime,
) -> dict[str, Any]:
    if place == ALL:
        facts = facts_of_all(session, member, now, done, customer)
        return render("ladder/view" if inside else "ladder/all", member, **facts)
    facts = facts_of_one(session, customer, member, now, done)
    return render("ladder/one_view" if inside else "ladder/one", member, **facts)
