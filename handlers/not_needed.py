"""Not needed: the round is closed without a touch; the audit keeps who decided it and why."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from sqlmodel import Session

from handlers.about import refused_form
from handlers.context import Database, Wake
from handlers.forms import reason_in
from models import acts
from models.care_model import care_model_of, policy_of
from models.customer import Customer, find_customer
from models.member import Member
from models.roles import Act
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    app.view("not_needed_reason")(skip)


def open_reason(session: Session, customer: Customer, member: Member, today: date) -> dict[str, Any]:
    """Return the form that says when the next touch will be due, and asks why none is needed now."""
    policy = policy_of(customer, care_model_of(session, customer.team_id))
    return render("not_needed/reason", member, customer=customer, policy=policy, today=today)


def skip(
    ack: Ack,
    view: dict[str, Any],
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Close the round: the next touch is due a cadence from today."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, view["private_metadata"])
        today = working_time_of(session, member.team_id, member).today(now)
        reason = reason_in(view)
        answer = refused_form(session, member, Act.NOT_NEEDED, customer, reason, now)
        if answer is None and customer:
            acts.skip_round(session, customer, today, member.user_id, reason, now)
    wake()
    ack(**(answer or {}))
