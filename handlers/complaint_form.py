"""The form of a complaint: opened bare, from what was typed, or from a message, the link to which is kept."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.complaint_view import facts_of
from handlers.context import Database, Wake
from handlers.forms import value_of
from handlers.message_words import as_said
from handlers.opening import opens_form
from handlers.show_card import draw_below
from handlers.touch_from_message import link_to
from handlers.words import as_typed
from models.complaint import OPENED, find_complaint, said_just_now
from models.complaint_acts import open_complaint
from models.customer import ACTIVE, Customer, find_customer, names_of
from models.draft import find_draft
from models.member import Member
from models.named import further_names, split_name
from models.names import Names
from models.roles import Act
from templates import render

LONGEST_WORDS = 3000


def register(app: App) -> None:
    app.action("complaint_go_on")(go_on)
    opens_form(app, "complaint_open", Act.COMPLAINT, open_for)
    app.shortcut("complaint_log_message")(from_message)
    app.view("complaint_form")(submitted)


def form(
    member: Member, customer: Customer | None = None, words: str = "", metadata: str | None = None
) -> dict[str, Any]:
    """Return the form, filled with what is known; `metadata` is the link to the message that it comes from."""
    return render("complaint/form", member, customer=customer, words=words[:LONGEST_WORDS], metadata=metadata)


def open_for(_: Session, customer: Customer, member: Member, __: date) -> dict[str, Any]:
    """Return the form for a customer."""
    return form(member, customer)


def go_on(
    ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient, reading: Database, member: Member
) -> None:
    """Open the form with what was typed: whom it names, if one alone, and all the rest as the words."""
    with reading.begin() as session:
        customer, words = None, ""
        if draft := find_draft(session, member.team_id, action["value"], member.user_id):
            words = as_typed(draft.text)
            names = Names(names_of(session, member.team_id))
            found, rest = split_name(words, names)
            if not further_names(words, rest, names)[0]:
                customer = find_customer(session, member.team_id, found.customer_id)
            words = rest if customer else words
    client.views_open(trigger_id=body["trigger_id"], view=form(member, customer, words))
    ack()


def from_message(ack: Ack, shortcut: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the form with a message's words."""
    message = shortcut["message"]
    with reading.begin() as session:
        words = as_said(session, member.team_id, message.get("text") or "")
    link = link_to(client, shortcut["channel"]["id"], message["ts"])
    view = form(member, words=words, metadata=link)
    client.views_open(trigger_id=shortcut["trigger_id"], view=view)
    ack()


def submitted(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Open the complaint that the form describes; the same words twice open one."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, value_of(view, "customer"))
        if customer is None or customer.state != ACTIVE:
            said = render("complaint/form_errors", member, problem="gone")
        else:
            words, link = value_of(view, "words").strip(), view["private_metadata"] or None
            step = said_just_now(session, customer, OPENED, member.user_id, words, now)
            complaint = find_complaint(session, member.team_id, step.complaint_id) if step else None
            complaint = complaint or open_complaint(session, customer, words, member.user_id, now, link)
            facts = facts_of(session, complaint, customer, member, now)
            said = render("complaint/saved", member, already=step is not None, **facts)
    draw_below(client, reading, member, view, now)
    wake()
    ack(**said)
