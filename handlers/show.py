"""`/care show acme`: what is kept of one customer, seen only by the one who asks."""

from typing import Any

from slack_bolt import App

from handlers.about import Asked, about_customer
from models.customer import Customer, contacts_of
from models.member import members_by_id
from models.roles import Act
from models.standing import standing_of
from models.workspace import Workspace, working_time_of
from templates import render


def register(app: App) -> None:
    about_customer(app, "show", Act.SHOW, show)


def show(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with the customer's champion, both clocks, last touches and people."""
    team_id = asked.member.team_id
    working = working_time_of(asked.session, team_id, asked.member)
    return render(
        "show/customer",
        asked.member,
        customer=customer,
        workspace=asked.session.get_one(Workspace, team_id),
        standing=standing_of(asked.session, customer, working, asked.today),
        contacts=contacts_of(asked.session, team_id, customer.id),
        people=members_by_id(asked.session, team_id),
        today=asked.today,
        unread=asked.rest,
    )
