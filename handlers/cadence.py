"""The cadence that is proposed where the plan does not fit what is done: taken with one tap."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed, refused
from handlers.context import Database, Wake
from handlers.forms import answer_aside
from models import acts
from models.cadence import Sooner, sooner
from models.care_model import care_model_of, policy_of
from models.customer import ACTIVE, find_customer
from models.member import Member
from models.roles import Act
from models.standing import Standing
from models.touch import Touch
from templates import render


def register(app: App) -> None:
    app.action("cadence_take")(take)


def offered(session: Session, member: Member, standing: Standing, touch: Touch, now: datetime) -> Sooner | None:
    """Return the shorter cadence to propose to who has just logged this touch and may change the plan."""
    if standing.last is None or touch.id != standing.last.id:
        return None
    if not allowed(session, member, Act.CADENCE, standing.customer, now):
        return None
    return sooner([done.day for done in standing.recent], standing.policy.cadence_days, standing.model.cadences)


def take(
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
    """Give the customer the cadence that the button names, as one of their own."""
    customer_id, days = action["value"].split()
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        if customer is None or customer.state != ACTIVE:
            said = render("nudge/gone", member)
        elif not allowed(session, member, Act.CADENCE, customer, now):
            said = refused(session, member, Act.CADENCE, customer)
        else:
            decision = acts.set_cadence(session, customer, int(days), member.user_id, now)
            policy = policy_of(customer, care_model_of(session, member.team_id))
            said = render("cadence/taken", member, customer=customer, policy=policy, decision=decision)
    answer_aside(client, body, respond, member, said)
    wake()
    ack()
