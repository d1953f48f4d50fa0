"""The shortcuts that open anywhere: *Log a touch*, and *Find a customer*, whose card then opens in its place."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers import touch_form
from handlers.context import Database
from handlers.forms import answer_aside, is_in_form
from handlers.show_card import card_view
from models.customer import find_customer
from models.member import Member
from models.suggestions import own, suggested
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    app.shortcut("touch_log")(log_a_touch)
    app.shortcut("find_customer")(find)
    app.options("find_customer")(suggest)
    app.action("find_customer")(found)


def log_a_touch(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the form of a touch, empty but for today."""
    with reading.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
    client.views_open(trigger_id=body["trigger_id"], view=touch_form.empty(member, today))
    ack()


def form(member: Member) -> dict[str, Any]:
    """Return the form that asks for a name."""
    return render("find/form", member)


def suggest(ack: Ack, payload: dict[str, Any], reading: Database, member: Member) -> None:
    """Offer whom a typed beginning may mean, those who have left below; the member's own while nothing is typed."""
    typed = (payload.get("value") or "").strip()
    with reading.begin() as session:
        own_or_meant = (
            suggested(session, member.team_id, typed, lost=True)
            if typed
            else own(session, member.team_id, member.user_id)
        )
    ack(**render("touch/suggestions", member, customers=own_or_meant))


def find(ack: Ack, body: dict[str, Any], client: WebClient, member: Member) -> None:
    """Ask which customer."""
    client.views_open(trigger_id=body["trigger_id"], view=form(member))
    ack()


def found(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Show the card of the customer who was chosen: in the place of the modal that asked, or in one of its own."""
    chosen = (action.get("selected_option") or {}).get("value")
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, chosen)
        view = card_view(session, member, customer, now) if customer else None
    if view is None:
        answer_aside(client, body, respond, member, render("nudge/gone", member))
    elif is_in_form(body):
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()
