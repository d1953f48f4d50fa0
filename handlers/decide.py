"""Yours to decide: what a manager's taps on that list do. Each is a decision that can be undone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import show
from handlers.about import refused
from handlers.context import Database, Wake
from models import acts
from models.care_model import DAYS_A_YEAR, care_model_of, policy_of
from models.customer import Customer, find_customer
from models.decision import Decision
from models.member import Member, find_member
from models.roles import Act, may
from models.standing import standing_of
from models.workspace import working_time_of
from templates import render

Choice = Callable[[Session, Customer, Member, date, datetime], Decision]


def later(session: Session, customer: Customer, member: Member, today: date, now: datetime) -> Decision:
    """Have the champion asked again in a month."""
    return acts.put_off(session, customer, today + timedelta(days=30), member.user_id, "", now)


def again(session: Session, customer: Customer, member: Member, today: date, now: datetime) -> Decision:
    """Have the champion asked again tomorrow, from the first step."""
    return acts.put_off(session, customer, today + timedelta(days=1), member.user_id, "", now)


def not_needed(session: Session, customer: Customer, member: Member, today: date, now: datetime) -> Decision:
    """Close the round without a touch."""
    return acts.skip_round(session, customer, today, member.user_id, "", now)


def slower(session: Session, customer: Customer, member: Member, _: date, now: datetime) -> Decision:
    """Halve how often the customer is touched."""
    cadence = policy_of(customer, care_model_of(session, customer.team_id)).cadence_days
    return acts.set_cadence(session, customer, (cadence or DAYS_A_YEAR) * 2, member.user_id, now)


SHOW = "show"
CHOICES: dict[str, tuple[Act, Choice]] = {
    "later": (Act.LATER, later),
    "again": (Act.LATER, again),
    "not_needed": (Act.NOT_NEEDED, not_needed),
    "slower": (Act.CADENCE, slower),
}


def register(app: App) -> None:
    app.action("decide_champion")(choose_champion)
    app.action("decide_waiting")(choose)


def choose_champion(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Give a customer without champion to the member who was chosen beside it."""
    customer_id = action["block_id"].partition(":")[2]
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        champion = find_member(session, member.team_id, action["selected_user"])
        if customer is None:
            said = render("nudge/gone", member)
        elif not may(member, Act.ASSIGN, customer):
            said = refused(session, member, Act.ASSIGN, customer)
        elif champion is None or not champion.belongs:
            said = render("assign/whom", member, customer=customer, mentioned=action["selected_user"], text="")
        else:
            before = find_member(session, member.team_id, customer.champion_id)
            decision = acts.assign(session, customer, champion.user_id, member.user_id, now)
            facts = {"champion": champion, "before": before, "decision": decision}
            said = render("assign/assigned", member, customer=customer, **facts)
    respond(response_type="ephemeral", replace_original=False, **said)
    wake()
    ack()


def choose(
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
    """Decide about a customer whose champion was asked three times, or look at all that is known of them."""
    word, _, customer_id = action["selected_option"]["value"].partition(" ")
    if word == SHOW:
        show.open_card(ack, {"value": customer_id}, body, client, respond, reading, member, now)
        return
    act, carry_out = CHOICES[word]
    with database.begin() as session:
        working = working_time_of(session, member.team_id, member)
        today = working.today(now)
        customer = find_customer(session, member.team_id, customer_id)
        if customer is None:
            said = render("nudge/gone", member)
        elif not (member.manager and may(member, act, customer)):
            said = refused(session, member, Act.ASSIGN, customer)
        else:
            decision = carry_out(session, customer, member, today, now)
            standing = standing_of(session, customer, working, today)
            said = render("decide/decided", member, decision=decision, standing=standing, today=today)
    respond(response_type="ephemeral", replace_original=False, **said)
    wake()
    ack()
