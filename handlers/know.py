"""`/care know acme`, `/care promise acme …`, `/care date acme …`: what we promised a customer, and their dates."""

from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers.about import Asked, about_customer, carry_out, register_picks
from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view
from handlers.know_list import coming, facts_of
from handlers.know_note import note
from handlers.words import rest_of, word
from models.customer import Customer, find_customer
from models.draft import draft_of
from models.know import DATE, PROMISE
from models.member import Member
from models.roles import Act
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("know")])(typed)
    register_picks(app, "know", Act.SHOW, show)
    about_customer(app, "promise", Act.KNOW, partial(note, kind=PROMISE))
    about_customer(app, "date", Act.KNOW, partial(note, kind=DATE))
    app.action("know_open")(open_list)
    app.action("home_know")(open_coming)


def typed(ack: Ack, command: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Answer `/care know` with all that is ahead, `/care know acme` with one customer."""
    text = rest_of(command)
    with database.begin() as session:
        if text:
            said = carry_out(session, member, now, Act.SHOW, show, draft_of(member, "know", text, now))
        else:
            said = coming(session, member, now, as_form=False)
    wake()
    ack(**said)


def show(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with what is known of a customer; what follows the name is a date to keep."""
    if asked.rest:
        return note(asked, customer, kind=DATE)
    return render("know/list", asked.member, **facts_of(asked.session, customer, asked.member, asked.now))


def open_list(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the list of the customer beside whom the button stands."""
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        view = render("know/view", member, **facts_of(session, customer, member, now)) if customer else None
    if view:
        open_view(client, body, view)
    else:
        answer_aside(client, body, respond, member, render("nudge/gone", member))
    ack()


def open_coming(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open what is ahead with all of somebody's customers."""
    with reading.begin() as session:
        view = coming(session, member, now, as_form=True)
    open_view(client, body, view)
    ack()
