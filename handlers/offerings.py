"""`/care offerings`: what we offer and who knows of it; `/care offerings acme`: what one customer uses and knows."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import Asked, allowed, carry_out, refused, register_picks
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, open_view
from handlers.offerings_form import form_of
from handlers.words import rest_of, word
from models.cover import customers_read_by, rota_of
from models.customer import ACTIVE, Customer, find_customer
from models.draft import draft_of
from models.member import Member
from models.offerings import active_customers, known_of, offerings_of, shares
from models.roles import Act, may
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("offerings")])(typed)
    register_picks(app, "offerings", Act.SHOW, show)
    app.action("offerings_open")(opened)
    app.action("home_offerings")(opened_list)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Answer with the list, or open the form of the customer who is named."""
    text = rest_of(command)
    with database.begin() as session:
        if text:
            draft = draft_of(member, "offerings", text, now)
            said = carry_out(session, member, now, Act.SHOW, show, draft)
        else:
            said = render("offerings/list", member, **list_facts(session, member, now))
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
        ack()
    else:
        ack(**said)


def show(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Open the form for who may change it; tell others what is known."""
    return _shown(asked.session, asked.member, customer, asked.now)


def _shown(session: Session, member: Member, customer: Customer, now: datetime) -> dict[str, Any]:
    known = known_of(session, customer.team_id, [customer.id]).get(customer.id)
    offered = offerings_of(session, customer.team_id)
    if offered and customer.state == ACTIVE and allowed(session, member, Act.KNOW, customer, now):
        return form_of(member, customer, offered, known)
    return render("offerings/customer", member, customer=customer, offered=offered, known=known)


def opened(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form from the card of a customer."""
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        if customer is None or customer.state != ACTIVE:
            said = render("nudge/gone", member)
        elif allowed(session, member, Act.KNOW, customer, now):
            said = _shown(session, member, customer, now)
        else:
            said = refused(session, member, Act.KNOW, customer)
    if is_form(said):
        open_view(client, body, said)
    else:
        answer_aside(client, body, respond, member, said)
    ack()


def opened_list(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the list from Home."""
    with reading.begin() as session:
        view = render("offerings/view", member, **list_facts(session, member, now))
    open_view(client, body, view)
    ack()


def list_facts(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return what we offer, and of how many customers whom the reader sees it is known what they do with it."""
    if member.manager:
        theirs = active_customers(session, member.team_id)
    else:
        theirs = customers_read_by(session, member.team_id, member.user_id, rota_of(session, member.team_id, now))
    known = known_of(session, member.team_id, [customer.id for customer in theirs])
    return {
        "shares": shares(offerings_of(session, member.team_id), known.values()),
        "customers": len(theirs),
        "asked": len(known),
        "everybody": member.manager,
        "may_change": may(member, Act.OFFERINGS),
    }
