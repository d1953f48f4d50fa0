"""`/care moments acme`: a customer's moments of truth, what is done and to come; alone, the lists themselves."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers.about import Asked, carry_out, register_picks, unread
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, open_view
from handlers.moment_list import facts_of
from handlers.moment_overview import ahead, gaps_facts, overview
from handlers.refusal import for_managers
from handlers.words import rest_of, word
from models.customer import Customer, find_customer
from models.draft import draft_of
from models.member import Member, managers
from models.roles import Act, may
from templates import render

COMPANY, GAPS = "company", "gaps"


def register(app: App) -> None:
    app.command("/care", matchers=[word("moments")])(typed)
    register_picks(app, "moments", Act.SHOW, show)
    app.action("moment_open")(open_list)
    app.action("moment_ahead")(open_ahead)
    app.action("home_moments")(open_overview)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Answer with the list of the customer that is named; alone, open the lists themselves, or what they lack."""
    text, said = rest_of(command), {}
    with database.begin() as session:
        if text.lower() == GAPS and not may(member, Act.MOMENTS):
            said = for_managers(member, Act.MOMENTS, managers(session, member.team_id), f"/care moments {GAPS}")
        elif text.lower() == GAPS:
            said = render("moment/gaps", member, **gaps_facts(session, member, now))
        elif text:
            said = carry_out(session, member, now, Act.SHOW, show, draft_of(member, "moments", text, now))
        else:
            said = overview(session, member, now)
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
        said = {}
    wake()
    ack(**said)


def show(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with a customer's list."""
    if asked.words:
        return unread(asked, customer, asked.words)
    return render("moment/list", asked.member, **facts_of(asked.session, customer, asked.member, asked.now))


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
    """Open the list of the customer beside whom the button stands, or the company's own."""
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        is_there = customer or action["value"] == COMPANY
        view = render("moment/view", member, **facts_of(session, customer, member, now)) if is_there else None
    if view:
        open_view(client, body, view)
    else:
        answer_aside(client, body, respond, member, render("nudge/gone", member))
    ack()


def open_overview(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the lists, for who may change them; else what waits for them."""
    with reading.begin() as session:
        view = overview(session, member, now)
    open_view(client, body, view)
    ack()


def open_ahead(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open what waits for somebody within a month."""
    with reading.begin() as session:
        view = ahead(session, member, now)
    open_view(client, body, view)
    ack()
