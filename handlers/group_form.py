"""The form *Belongs to…* on the card of a customer: whose branch or subsidiary they are."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed, refused, refused_form
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, is_in_form, value_of
from handlers.group import connect
from handlers.show_card import draw_below
from models.customer import REMOVED, Customer, find_customer
from models.group import CircleError
from models.member import Member
from models.roles import Act
from templates import render


def register(app: App) -> None:
    app.view("group_form")(submitted)
    app.action("group_alone")(stand_alone)


def open_for(session: Session, customer: Customer, member: Member, _: date) -> dict[str, Any]:
    """Return the form with the parent that is known."""
    parent = find_customer(session, customer.team_id, customer.parent_id)
    return render("group/form", member, customer=customer, parent=parent)


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
    """Have the customer belong to whom was chosen; a circle is refused beside the menu."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, view["private_metadata"])
        parent = find_customer(session, member.team_id, value_of(view, "customer"))
        answer = refused_form(session, member, Act.GROUP, customer, None, now)
        if answer is None and (parent is None or parent.state == REMOVED):
            answer = render("group/errors", member, customer=customer, parent=None)
        elif answer is None and customer:
            try:
                facts = connect(session, member, customer, parent, now)
                answer = render("group/connected_form", member, **facts)
            except CircleError:
                answer = render("group/errors", member, customer=customer, parent=parent)
    draw_below(client, reading, member, view, now)
    wake()
    ack(**(answer or {}))


def stand_alone(
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
    """Have the customer belong to nobody."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        if customer is None:
            said = render("nudge/gone", member)
        elif not allowed(session, member, Act.GROUP, customer, now):
            said = refused(session, member, Act.GROUP, customer)
        else:
            inside = "group/connected_view" if is_in_form(body) else "group/connected"
            said = render(inside, member, **connect(session, member, customer, None, now))
    if is_form(said):
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=said)
        draw_below(client, reading, member, body["view"], now)
    else:
        answer_aside(client, body, respond, member, said)
    wake()
    ack()
