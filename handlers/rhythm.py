"""`/care rhythm acme`: how often a customer is heard from, and from when on their silence counts as unusual."""

from typing import Any

from slack_bolt import App

from handlers.about import Asked, about_customer
from models.customer import Customer
from models.rhythm import days_heard_from, rhythm_of
from models.roles import Act
from models.standing import standing_of
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    about_customer(app, "rhythm", Act.SHOW, explain)


def explain(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with the rhythm, what it rests on, and what holds where there is none."""
    working = working_time_of(asked.session, customer.team_id, asked.member)
    days = days_heard_from(asked.session, customer.team_id, [customer.id]).get(customer.id, [])
    return render(
        "rhythm/rhythm",
        asked.member,
        customer=customer,
        standing=standing_of(asked.session, customer, working, asked.today),
        learned=rhythm_of(days),
        gaps=max(0, len(days) - 1),
        today=asked.today,
    )
