"""The ⋯ of a customer: what can be done from wherever they are named, besides the buttons that stand there."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import complaint_form
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, open_view
from handlers.show_card import card_view
from handlers.touch_keeping import Noted
from models import acts
from models.customer import ACTIVE, Customer, find_customer
from models.member import Member
from models.standing import standing_of
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    app.action("customer_more")(chosen)


def chosen(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Show the card, open the form of a complaint, or note that they have been in touch."""
    word, _, customer_id = action["selected_option"]["value"].partition(" ")
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        if customer is None or (word != "show" and customer.state != ACTIVE):
            said = render("nudge/gone", member)
        elif word == "show":
            said = card_view(session, member, customer, now)
        elif word == "complaint":
            said = complaint_form.form(member, customer)
        else:
            said = _note_reply(session, member, customer, now)
    if is_form(said):
        open_view(client, body, said)
    else:
        answer_aside(client, body, respond, member, said)
    wake()
    ack()


def _note_reply(session: Session, member: Member, customer: Customer, now: datetime) -> dict[str, Any]:
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    sign = acts.note_reply(session, customer, member.user_id, today, "", now)
    kept = [Noted(customer, sign, standing_of(session, customer, working, today).due_on)]
    return render("touch/replied", member, noted=kept, undo=sign.id, today=today)
