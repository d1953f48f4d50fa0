"""`/care refer`, `/care refer acme`, `/care refer acme Delta`: whom to ask for referrals, and what came of them."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session, col, select

from handlers.about import FIRST, Asked, allowed, carry_out, refused, register_picks
from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view
from handlers.words import between_edges, rest_of, word
from models.adding import customer_named
from models.cover import customers_read_by, rota_of
from models.customer import ACTIVE, Customer, find_customer
from models.decision import Decision
from models.draft import draft_of
from models.member import Member, members_by_id
from models.refer import Referral, find_referral, same_referral
from models.refer_acts import refer
from models.refer_doubt import OLD, Doubt, doubt_of
from models.refer_view import asks_of, candidates, referring, testimonials, tracked
from models.roles import Act
from models.standing import standing_of
from models.workspace import working_time_of
from templates import render

SURE = "sure"
"""The place of a referral's customer in a draft, once somebody has said that they were sent to us."""


def register(app: App) -> None:
    app.command("/care", matchers=[word("refer")])(typed)
    register_picks(app, "refer", Act.SHOW, show)
    app.action("home_refer")(opened)
    app.action("refer_open")(open_one)


def typed(ack: Ack, command: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Answer `/care refer` with whom to ask, `/care refer acme` with one customer."""
    text = rest_of(command)
    with database.begin() as session:
        if text:
            said = carry_out(session, member, now, Act.SHOW, show, draft_of(member, "refer", text, now))
        else:
            said = render("refer/all", member, **facts_of_all(session, member, now))
    wake()
    ack(**said)


def show(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with what is known of a customer's referrals; a name behind theirs is whom they sent us."""
    session, member = asked.session, asked.member
    words = between_edges(asked.words)
    if not words:
        return render("refer/one", member, **facts_of_one(session, customer, member, asked.now), again=None)
    if not allowed(session, member, Act.REFER, customer, asked.now):
        return refused(session, member, Act.REFER, customer, asked.typed)
    if same_referral(session, member.team_id, customer.id, words):
        return render("refer/one", member, **facts_of_one(session, customer, member, asked.now), again=words)
    doubt = doubt_of(session, customer, words, asked.today)
    if doubt and not (doubt.why == OLD and doubt.whom and asked.chosen.get(SURE) == doubt.whom.id):
        return _asked_back(asked, customer, words, doubt)
    done = note(session, customer, words, asked.today, member, asked.now)
    return render("refer/noted", member, **facts_of_note(session, customer, member, [done]))


def _asked_back(asked: Asked, customer: Customer, words: str, doubt: Doubt) -> dict[str, Any]:
    if doubt.why == OLD:
        asked.draft.chosen = {**asked.draft.chosen, FIRST: customer.id}
        asked.session.add(asked.draft)
        asked.session.flush()
    facts = {"customer": customer, "doubt": doubt, "words": words, "draft": asked.draft, "sure": SURE}
    return render("refer/doubt", asked.member, **facts, today=asked.today, text=asked.typed)


def note(session: Session, customer: Customer, words: str, day: date, member: Member, now: datetime) -> Decision:
    """Keep whom a customer sent us; somebody who is a customer by that name already is meant."""
    whom = customer_named(session, member.team_id, words, but=customer.id)
    done = refer(session, customer, words, whom if whom and whom.state == ACTIVE else None, day, member.user_id, now)
    session.flush()
    return done


def facts_of_note(session: Session, customer: Customer, member: Member, done: list[Decision]) -> dict[str, Any]:
    """Return what is told of what was just kept: an ask, a referral, or both."""
    named = next((one for one in done if "id" in one.after), None)
    referral = find_referral(session, member.team_id, named.after["id"]) if named else None
    return {
        "customer": customer,
        "member": member,
        "champion": members_by_id(session, member.team_id).get(customer.champion_id or ""),
        "referral": referral,
        "whom": _whom(session, referral),
        "came": next((one.after["came"] for one in done if "came" in one.after), None),
        "undo": ",".join(one.id for one in done),
    }


def facts_of_all(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return whom to ask: of those whom one reads of, for managers of all."""
    working = working_time_of(session, member.team_id, member)
    today, theirs = working.today(now), _theirs(session, member, now)
    return {
        "referring": referring(session, member.team_id, theirs, working, today, member.manager),
        "has_nobody": not theirs,
        "people": members_by_id(session, member.team_id),
        "member": member,
        "today": today,
    }


def facts_of_one(session: Session, customer: Customer, member: Member, now: datetime) -> dict[str, Any]:
    """Return whether to ask one customer and why, with what they praise, and what came of asking so far."""
    working = working_time_of(session, member.team_id, member)
    today, about = working.today(now), (session, member.team_id, customer.id)
    return {
        "customer": customer,
        "member": member,
        "people": members_by_id(session, member.team_id),
        "candidate": candidates(session, [standing_of(session, customer, working, today)])[0],
        "asks": asks_of(*about),
        "tracked": tracked(session, member.team_id, [customer]),
        "testimonials": testimonials(*about),
        "may_change": customer.state == ACTIVE and allowed(session, member, Act.REFER, customer, now),
        "today": today,
    }


def opened(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime) -> None:
    """Open the same from Home."""
    with reading.begin() as session:
        view = render("refer/view", member, **facts_of_all(session, member, now))
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
    """Open the referrals of the customer beside whom the button stands."""
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        facts = facts_of_one(session, customer, member, now) if customer else None
        view = render("refer/one_view", member, **facts) if facts else None
    if view:
        open_view(client, body, view)
    else:
        answer_aside(client, body, respond, member, render("nudge/gone", member))
    ack()


def _whom(session: Session, referral: Referral | None) -> Customer | None:
    return find_customer(session, referral.team_id, referral.new_customer_id) if referral else None


def _theirs(session: Session, member: Member, now: datetime) -> list[Customer]:
    if not member.manager:
        return customers_read_by(session, member.team_id, member.user_id, rota_of(session, member.team_id, now))
    everybody = select(Customer).where(Customer.team_id == member.team_id, Customer.state == ACTIVE)
    return list(session.exec(everybody.order_by(col(Customer.name))))
