"""`/care assign acme @alice`: gives a customer into somebody's care, by a manager."""

from typing import Any

from slack_bolt import App

from handlers.about import Asked, about_customer
from models import acts
from models.customer import Customer
from models.member import find_member
from models.roles import Act
from templates import render


def register(app: App) -> None:
    about_customer(app, "assign", Act.ASSIGN, assign)


def assign(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Make the mentioned member the champion; only somebody of the company can be one."""
    champion = find_member(asked.session, asked.member.team_id, asked.mentioned)
    if champion is None or not champion.belongs:
        return render("assign/whom", asked.member, customer=customer, mentioned=asked.mentioned, text=asked.text)
    before = find_member(asked.session, asked.member.team_id, customer.champion_id)
    decision = acts.assign(asked.session, customer, champion.user_id, asked.member.user_id, asked.now)
    return render(
        "assign/assigned", asked.member, customer=customer, champion=champion, before=before, decision=decision
    )
