"""The ⋯ of a customer: what can be done from wherever they are named, besides the buttons that stand there."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import complaint_form, customer_form, group_form, hand_over_form, variation
from handlers.about import allowed, refused
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, is_in_form, open_view
from handlers.opening import Form
from handlers.show_card import card_view, draw_card
from handlers.touch_keeping import Noted
from models import acts
from models.customer import ACTIVE, Customer, find_customer
from models.member import Member
from models.roles import Act
from models.standing import standing_of
from models.workspace import working_time_of
from templates import render

FORMS: dict[str, tuple[Act, Form]] = {
    "complaint": (Act.COMPLAINT, complaint_form.open_for),
    "change": (Act.CHANGE, customer_form.open_for),
    "cadence": (Act.CADENCE, variation.open_for),
    "group": (Act.GROUP, group_form.open_for),
    "hand_over": (Act.HAND_OVER, hand_over_form.open_form),
}
"""What its menus open, by the word in the value of the option."""


def register(app: App) -> None:
    app.action("customer_more")(chosen)


def chosen(
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
    """Show the card, open a form about the customer, or note that they have been in touch."""
    word, _, customer_id = action["selected_option"]["value"].partition(" ")
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        if customer is None or (word != "show" and customer.state != ACTIVE):
            said = render("nudge/gone", member)
        elif word == "show":
            said = card_view(session, member, customer, now)
        elif word in FORMS:
            said = _form(session, member, customer, *FORMS[word], now)
        else:
            said = _note_reply(session, member, customer, now)
    if is_form(said):
        open_view(client, body, said)
    else:
        answer_aside(client, body, respond, member, said)
        if is_in_form(body):
            draw_card(client, reading, member, body["view"], now)
    wake()
    ack()


def _form(session: Session, member: Member, customer: Customer, act: Act, form: Form, now: datetime) -> dict[str, Any]:
    """Return a form for who may do what it asks, else whom to ask."""
    if not allowed(session, member, act, customer, now):
        return refused(session, member, act, customer)
    return form(session, customer, member, working_time_of(session, member.team_id, member).today(now))


def _note_reply(session: Session, member: Member, customer: Customer, now: datetime) -> dict[str, Any]:
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    sign = acts.note_reply(session, customer, member.user_id, today, "", now)
    kept = [Noted(customer, sign, standing_of(session, customer, working, today).due_on)]
    return render("touch/replied", member, noted=kept, undo=sign.id, today=today)
