"""`/care show acme`: what is kept of one customer, seen only by who asks; managers also see who changed what."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers.about import Asked, about_customer
from handlers.context import Database
from handlers.forms import answer_aside, is_in_form, open_view
from handlers.show_card import MOST_CHANGES, card, card_view
from handlers.words import first_word, rest_of
from models.customer import Customer, find_customer
from models.member import Member
from models.roles import Act
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[nobody_named])(ask_whom)
    about_customer(app, "show", Act.SHOW, show)
    app.action("show_open")(open_card)
    for place in range(1, 4):  # of several beside each other
        app.action(f"show_open_{place}")(open_card)
    app.action("show_more")(show_more)


def nobody_named(command: dict[str, Any]) -> bool:
    """Match `/care show` without a name."""
    return first_word(command) == "show" and not rest_of(command)


def ask_whom(ack: Ack, command: dict[str, Any], client: WebClient, member: Member) -> None:
    """Open the form in which a customer is found by part of the name."""
    client.views_open(trigger_id=command["trigger_id"], view=render("find/form", member))
    ack()


def show(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with the customer's champion, both clocks, complaints, last touches and people."""
    return card(asked.session, asked.member, customer, asked.now, unread=asked.rest)


def open_card(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the card of the customer beside whom the button stands."""
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        view = card_view(session, member, customer, now) if customer else None
    if view:
        open_view(client, body, view)
    else:
        answer_aside(client, body, respond, member, render("nudge/gone", member))
    ack()


def show_more(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Show the same with more of what was changed."""
    inside = is_in_form(body)
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        drawn = card_view if inside else card
        said = drawn(session, member, customer, now, most_changes=MOST_CHANGES) if customer else None
    if said is None:
        answer_aside(client, body, respond, member, render("nudge/gone", member))
    elif inside:
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=said)
    else:
        respond(replace_original=True, **said)
    ack()
