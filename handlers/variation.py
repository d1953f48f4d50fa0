"""A customer's own plan: cadence, silence and activities that differ from the care model for them alone, and why."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed, refused, refused_form
from handlers.context import Database, Wake
from handlers.forms import answer_aside, answer_in_form, is_in_form, value_of
from handlers.model_form import Problems, read_activities, whole
from handlers.show_card import draw_below
from models import acts
from models.acts import Variation
from models.care_model import LONGEST_DAYS, SHORTEST_DAYS, CareModel, care_model_of, policy_of
from models.customer import ACTIVE, Customer, find_customer
from models.member import Member
from models.roles import Act
from templates import render

LONGEST_REASON = 300


def register(app: App) -> None:
    app.view("variation_form")(submitted)
    app.action("variation_back")(as_the_model_says)


def open_for(session: Session, customer: Customer, member: Member, _: date) -> dict[str, Any]:
    """Return the form with what is kept of their own plan, beside what the model says."""
    model = care_model_of(session, customer.team_id)
    facts = {"customer": customer, "row": model.row_of(customer), "most": LONGEST_REASON}
    return render("variation/form", member, policy=model.rows[model.row_of(customer)], **facts)


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
    """Keep their own plan, or say beside the input what is wrong."""
    reason = " ".join((value_of(view, "reason") or "").split())[:LONGEST_REASON]
    with database.begin() as session:
        customer = find_customer(session, member.team_id, view["private_metadata"])
        answer = refused_form(session, member, Act.CADENCE, customer, reason, now)
        if answer is None and customer:
            wanted, problems = read_variation(view, customer, care_model_of(session, member.team_id), reason)
            if problems:
                answer = render("model/errors", member, problems=problems)
            else:
                answer = render("variation/kept", member, **_keep(session, member, customer, wanted, now))
    draw_below(client, reading, member, view, now)
    wake()
    ack(**(answer or {}))


def as_the_model_says(
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
    """Take their own plan back: they are cared for as the model says."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        if customer is None or customer.state != ACTIVE:
            said = render("nudge/gone", member)
        elif not allowed(session, member, Act.CADENCE, customer, now):
            said = refused(session, member, Act.CADENCE, customer)
        else:
            said = render("variation/back", member, **_keep(session, member, customer, Variation(), now))
    if is_in_form(body):
        answer_in_form(client, body, member, said)
        draw_below(client, reading, member, body["view"], now)
    else:
        answer_aside(client, body, respond, member, said)
    wake()
    ack()


def read_variation(
    view: dict[str, Any], customer: Customer, model: CareModel, reason: str
) -> tuple[Variation, Problems]:
    """Return the plan that stands in the form, and what is wrong with it; what is left empty is as the model says."""
    problems: Problems = {}
    wanted = Variation(
        cadence_days=whole(view, "cadence", SHORTEST_DAYS, LONGEST_DAYS, problems),
        silence_days=whole(view, "silence", SHORTEST_DAYS, LONGEST_DAYS * 2, problems),
        activities=[str(kind) for kind in read_activities(view, problems)] or None,
        reason=reason,
    )
    if problems:
        return wanted, problems
    row = model.rows[model.row_of(customer)]
    cadence, silence = wanted.cadence_days or row.cadence_days, wanted.silence_days or row.silence_days
    if cadence and not silence:
        problems["silence"] = ("missing", cadence)
    elif cadence and silence and silence <= cadence:
        problems["silence"] = ("too_short", cadence)
    if wanted.is_any and not reason:
        problems["reason"] = ("no_reason", None)
    return wanted if wanted.is_any else replace(wanted, reason=""), problems


def _keep(session: Session, member: Member, customer: Customer, wanted: Variation, now: datetime) -> dict[str, Any]:
    """Keep the plan where it differs from what is kept, and return what is said of it."""
    differs = any(getattr(customer, name) != value for name, value in wanted.columns.items())
    decision = acts.vary(session, customer, wanted, member.user_id, now) if differs else None
    session.flush()
    model = care_model_of(session, customer.team_id)
    policies = {"own": policy_of(customer, model), "policy": model.rows[model.row_of(customer)]}
    return policies | {"customer": customer, "decision": decision}
