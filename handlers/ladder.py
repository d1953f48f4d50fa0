"""`/care ladder`, `/care ladder acme`: who stands on which rung, who moved, and who seems to have moved up."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import Asked, allowed, carry_out, refused, register_picks, unread
from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view
from handlers.gone import said_gone
from handlers.words import rest_of, word
from models.customer import ACTIVE, LEFT, Customer, find_customer
from models.decision import RUNG, Decision, decisions_of
from models.draft import draft_of
from models.ladder_facts import suggestions
from models.ladder_view import ladder_of
from models.member import Member, find_member, members_by_id
from models.message import Message, promise_asked_for
from models.roles import Act
from models.rung import Rung, read_rung
from models.rung_acts import put_on_rung
from models.workspace import working_time_of
from templates import render

FEATURE = "ladder"
MOST_MOVES = 3


def register(app: App) -> None:
    app.command("/care", matchers=[word("ladder")])(typed)
    register_picks(app, "ladder", Act.SHOW, show)
    app.action("home_ladder")(opened)
    app.action("ladder_open")(open_one)
    app.action("ladder_chart")(ask_for_chart)


def typed(ack: Ack, command: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Answer `/care ladder` with all one sees, `/care ladder acme` with one customer."""
    text = rest_of(command)
    with database.begin() as session:
        if text:
            said = carry_out(session, member, now, Act.SHOW, show, draft_of(member, "ladder", text, now))
        else:
            said = render("ladder/all", member, **facts_of_all(session, member, now))
    wake()
    ack(**said)


def show(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with where a customer stands and why; a rung behind the name puts them on it."""
    session, member, done = asked.session, asked.member, None
    if asked.rest:
        rung = read_rung(asked.words)
        if rung is None:
            return unread(asked, customer, asked.words, can_be=Rung)
        if not allowed(session, member, Act.CHANGE, customer, asked.now):
            return refused(session, member, Act.CHANGE, customer, asked.typed)
        if customer.state == LEFT:
            session.add(asked.draft)
            return said_gone(session, member, asked.draft, customer, asked.now, form=None)
        if rung != customer.rung:
            done = put_on_rung(session, customer, rung, member.user_id, asked.now)
            session.flush()
    return render("ladder/one", member, **facts_of_one(session, customer, member, asked.now, done))


def facts_of_all(
    session: Session, member: Member, now: datetime, done: Decision | None = None, whose: Customer | None = None
) -> dict[str, Any]:
    """Return what the ladder is drawn from; `done` was just said in it of the customer `whose` it is."""
    people, ladder = members_by_id(session, member.team_id), ladder_of(session, member, now)
    return {
        "ladder": ladder,
        "member": member,
        "people": people,
        "done": done,
        "whose": whose,
        "today": _today(session, member, now),
    }


def facts_of_one(
    session: Session, customer: Customer, member: Member, now: datetime, done: Decision | None = None
) -> dict[str, Any]:
    """Return what the ladder of one customer is drawn from: where they stand since when, and what speaks for more."""
    today = _today(session, member, now)
    moves = [one for one in decisions_of(session, member.team_id, customer.id) if one.kind == RUNG]
    return {
        "customer": customer,
        "whose": customer,
        "member": member,
        "people": members_by_id(session, member.team_id),
        "moves": moves[:MOST_MOVES],
        "suggestion": suggestions(session, member.team_id, [customer], today).get(customer.id),
        "rungs": list(Rung),
        "may_change": customer.state == ACTIVE and allowed(session, member, Act.CHANGE, customer, now),
        "done": done,
        "today": today,
    }


def opened(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime) -> None:
    """Open the same from Home."""
    with reading.begin() as session:
        view = render("ladder/view", member, **facts_of_all(session, member, now))
    open_view(client, body, view)
    ack()


def open_one(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the ladder of the customer beside whom the button stands."""
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        facts = facts_of_one(session, customer, member, now) if customer else None
        view = render("ladder/one_view", member, **facts) if facts else None
    if view:
        open_view(client, body, view)
    else:
        answer_aside(client, body, respond, member, render("nudge/gone", member))
    ack()


def ask_for_chart(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Promise the chart to the DM of who asks: only there Slack is certain to show one."""
    with database.begin() as session:
        promise_asked_for(session, member.team_id, member.user_id, FEATURE, now)
    answer_aside(client, body, respond, member, render("plan/coming", member, chart=True))
    wake()
    ack()


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the chart from what is true now."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    return render("ladder/chart", member, plain=message.plain, **facts_of_all(session, member, now))


def _today(session: Session, member: Member, now: datetime) -> date:
    return working_time_of(session, member.team_id, member).today(now)
