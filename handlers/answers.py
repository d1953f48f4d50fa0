"""`/care answers`: which kinds of touch get an answer, from all customers or from one."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session, col

from handlers.about import Asked, carry_out, register_picks
from handlers.context import Database
from handlers.forms import answer_aside
from handlers.words import rest_of, word
from models.answers import LOOKED_BACK, answers_by_customer, in_all
from models.customer import REMOVED, Customer
from models.draft import draft_of
from models.member import Member
from models.roles import Act
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("answers")])(typed)
    register_picks(app, "answers", Act.SHOW, of_customer)
    app.action("home_answers")(opened)


def typed(ack: Ack, command: dict[str, Any], database: Database, member: Member, now: datetime) -> None:
    """Answer `/care answers` with all customers, `/care answers acme` with one."""
    text = rest_of(command)
    with database.begin() as session:
        if text:
            said = carry_out(session, member, now, Act.SHOW, of_customer, draft_of(member, "answers", text, now))
        else:
            said = of_all(session, member, now)
    ack(**said)


def opened(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Show the same from Home."""
    with reading.begin() as session:
        said = of_all(session, member, now)
    answer_aside(client, body, respond, member, said)
    ack()


def of_all(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return what became of each kind that all customers together were sent."""
    today = working_time_of(session, member.team_id, member).today(now)
    since, kept = today - LOOKED_BACK, col(Customer.state) != REMOVED
    found = answers_by_customer(session, member.team_id, kept, since, today)
    return render("answers/answers", member, answers=in_all(found.values()), customer=None)


def of_customer(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with what became of each kind that this customer was sent."""
    whose, since = col(Customer.id) == customer.id, asked.today - LOOKED_BACK
    found = answers_by_customer(asked.session, customer.team_id, whose, since, asked.today)
    return render("answers/answers", asked.member, answers=found.get(customer.id, ()), customer=customer)
