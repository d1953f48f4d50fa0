"""`/care tier acme B` and `/care key acme`: how closely a customer is cared for, by a manager."""

from typing import Any

from slack_bolt import App

from handlers.about import Asked, about_customer, unread
from models import acts
from models.calendar import surplus_of
from models.care_model import TIERS, care_model_of, policy_of
from models.customer import Customer
from models.decision import Decision
from models.roles import Act
from models.standing import standing_of
from models.touch import plans_with
from models.workspace import working_time_of
from templates import render

NO_LONGER, AGAIN = ("no", "off", "not", "none", "no longer", "not any more"), ("", "yes", "on")


def register(app: App) -> None:
    about_customer(app, "tier", Act.TIER, grade)
    about_customer(app, "key", Act.KEY, mark_key)


def grade(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Set the tier that was named after the customer."""
    words = asked.rest.upper().replace("TIER", "").split()
    tier = words[0].strip(".,") if words else ""
    if tier not in TIERS:
        return render("tier/which", asked.member, customer=customer, text=asked.typed)
    if len(words) > 1:
        return unread(asked, customer, asked.rest)
    decision = acts.grade(asked.session, customer, tier, asked.member.user_id, asked.now)
    return _said(asked, customer, decision)


def mark_key(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Make the customer a key customer; "no" behind the name makes it an ordinary one again."""
    word = asked.rest.strip(" .,!").lower()
    if word not in (*NO_LONGER, *AGAIN):
        return unread(asked, customer, asked.rest)
    decision = acts.mark_key(asked.session, customer, word in AGAIN, asked.member.user_id, asked.now)
    return _said(asked, customer, decision)


def _said(asked: Asked, customer: Customer, decision: Decision) -> dict[str, Any]:
    working = working_time_of(asked.session, customer.team_id, asked.member)
    standing = standing_of(asked.session, customer, working, asked.today)
    plans = plans_with(asked.session, customer.team_id, customer.id)
    return render(
        "tier/set",
        asked.member,
        customer=customer,
        policy=policy_of(customer, care_model_of(asked.session, customer.team_id)),
        standing=standing,
        surplus=len(surplus_of(standing, plans, asked.today)),
        decision=decision,
        today=asked.today,
    )
