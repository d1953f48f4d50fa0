"""Buttons that open a form about one customer, from a message, a card in a modal or Home."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed, refused
from handlers.context import Database
from handlers.forms import answer_aside, open_view
from models.customer import ACTIVE, Customer, find_customer
from models.member import Member
from models.roles import Act
from models.workspace import working_time_of
from templates import render

Form = Callable[[Session, Customer, Member, date], dict[str, Any]]


def opens_form(app: App, action_id: str, act: Act, form: Form) -> None:
    """Register a button that names a customer by id and opens a form about them, for who may do what it asks."""

    def pressed(
        ack: Ack,
        action: dict[str, Any],
        body: dict[str, Any],
        client: WebClient,
        respond: Respond,
        reading: Database,
        member: Member,
        now: datetime,
    ) -> None:
        view, refusal = None, {}
        with reading.begin() as session:
            today = working_time_of(session, member.team_id, member).today(now)
            customer = find_customer(session, member.team_id, action["value"])
            if customer is None or customer.state != ACTIVE:
                refusal = render("nudge/gone", member)
            elif not allowed(session, member, act, customer, now):
                refusal = refused(session, member, act, customer)
            else:
                view = form(session, customer, member, today)
        if view:
            open_view(client, body, view)
        else:
            answer_aside(client, body, respond, member, refusal)
        ack()

    app.action(action_id)(pressed)
