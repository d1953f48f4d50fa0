"""`/care worth`: what customers are worth, all of them or one; the chart of it, promised to who asks for it."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import Asked, carry_out, register_picks
from handlers.context import Database, Wake
from handlers.forms import open_view
from handlers.group import sees_worth
from handlers.words import rest_of, word
from models.changing import in_major
from models.cost import costs_of
from models.customer import Customer
from models.draft import draft_of
from models.group import place_of
from models.member import Member, find_member
from models.message import Message, promise_asked_for
from models.roles import Act, may
from models.workspace import Workspace, working_time_of
from models.worth import Worth
from models.worth_figures import figures_of
from models.worth_review import review_of
from templates import render

CHARTED = 12


def register(app: App) -> None:
    app.command("/care", matchers=[word("worth")])(typed)
    register_picks(app, "worth", Act.WORTH, of_customer)
    app.action("home_worth")(open_review)
    app.action("worth_chart")(draw)


def typed(ack: Ack, command: dict[str, Any], database: Database, member: Member, now: datetime) -> None:
    """Answer `/care worth` with all customers, `/care worth acme` with one."""
    text = rest_of(command)
    with database.begin() as session:
        if text:
            said = carry_out(session, member, now, Act.WORTH, of_customer, draft_of(member, "worth", text, now))
        else:
            said = render("worth/team", member, **facts_of(session, member, now))
    ack(**said)


def of_customer(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with what one customer is worth: this year, the last 365 days, over the years."""
    return render(
        "worth/customer",
        asked.member,
        today=asked.today,
        customer=customer,
        figures=figures_of(asked.session, [customer], asked.today)[customer.id],
        costs=costs_of(asked.session, customer.team_id),
        workspace=asked.session.get_one(Workspace, customer.team_id),
        can_set=may(asked.member, Act.COSTS),
        unread=asked.rest,
        together=_together(asked, customer),
    )


def _together(asked: Asked, customer: Customer) -> dict[str, Any] | None:
    """Return what a customer is worth with all who are connected to them, for who may see that of each."""
    place = place_of(asked.session, customer, asked.today)
    if place is None or not sees_worth(asked.session, asked.member, place, asked.now):
        return None
    figures = figures_of(asked.session, place.rollup.customers, asked.today).values()
    ever = sum((one.ever for one in figures), Worth(unknown=True))
    since = min((one.years[0][0] for one in figures), default=asked.today.year)
    return {"head": place.head, "rollup": place.rollup, "ever": ever, "since": since}


def open_review(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Show the same in a form, from Home."""
    with reading.begin() as session:
        view = render("worth/view", member, **facts_of(session, member, now))
    open_view(client, body, view)
    ack()


def facts_of(session: Session, member: Member, now: datetime, done: Any = None) -> dict[str, Any]:
    """Return what a review shows its reader; `done` is what they have just decided."""
    today = working_time_of(session, member.team_id, member).today(now)
    return {
        "review": review_of(session, member.team_id, member, today),
        "workspace": session.get_one(Workspace, member.team_id),
        "manager": member.manager,
        "done": done,
    }


def draw(ack: Ack, database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Promise the chart to the DM of who asks: only there Slack is certain to show one."""
    with database.begin() as session:
        promise_asked_for(session, member.team_id, member.user_id, "worth", now)
    wake()
    ack()


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the chart from what is true now."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    facts = facts_of(session, member, now)
    review, currency = facts["review"], facts["workspace"].currency
    if not review.customers:
        return None
    shown = review.customers[:CHARTED]
    values = [float(in_major(review.worths[customer.id].minor, currency)) for customer in shown]
    return render("worth/chart", member, plain=message.plain, shown=shown, values=values, **facts)
