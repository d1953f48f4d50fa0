"""Commands that name a customer who has left: since when and why, instead of "I know nobody".

*They are back* takes them back, and then the command is carried out.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import is_form
from handlers.words import as_typed, to_type_again
from models import leaving
from models.customer import LEFT, Customer, find_customer, names_of
from models.draft import Draft, find_draft
from models.member import Member, find_member, managers
from models.names import Found, Names
from models.roles import Act, may
from models.standing import standing_of
from models.workspace import working_time_of
from templates import render

GoOn = Callable[[Session, Member, Draft, datetime], dict[str, Any]]
"""Carries out a command that was kept."""


def register_return(app: App, command: str, go_on: GoOn) -> None:
    """Register *They are back* under the answer to a command that named somebody who has left."""

    def tapped(
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
        customer_id, draft_id, _ = action["value"].split()
        answer = None
        with database.begin() as session:
            customer = find_customer(session, member.team_id, customer_id)
            draft = find_draft(session, member.team_id, draft_id, member.user_id)
            said = taken_back(session, member, customer, now) if customer else render("nudge/gone", member)
            if customer and draft:
                answer = go_on(session, member, draft, now)
        if answer and is_form(answer):
            client.views_open(trigger_id=body["trigger_id"], view=answer)
        respond(replace_original=True, **said)
        if answer and not is_form(answer):
            respond(response_type="ephemeral", replace_original=False, **answer)
        wake()
        ack()

    app.action("they_are_back", matchers=[of_command(command)])(tapped)


def of_command(*command: str) -> Callable[[dict[str, Any]], bool]:
    """Match *They are back* under the answer to this command; with none, where no command waits to be carried out."""

    def matches(action: dict[str, Any]) -> bool:
        return tuple(action["value"].split()[2:]) == command

    return matches


def taken_back(session: Session, member: Member, customer: Customer, now: datetime) -> dict[str, Any]:
    """Take a customer back who had left, and say from when on we care for them."""
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    decision = leaving.win_back(session, customer, member.user_id, today, now) if customer.state == LEFT else None
    champion = find_member(session, member.team_id, customer.champion_id)
    session.flush()
    return render(
        "lost/back",
        member,
        customer=customer,
        champion=champion if champion and champion.belongs else None,
        standing=standing_of(session, customer, working, today),
        decision=decision,
        today=today,
    )


def lost_names(session: Session, member: Member) -> Names:
    """Return the names of all customers, those who have left among them."""
    return Names(names_of(session, member.team_id, lost=True))


def gone_of(session: Session, member: Member, among_all: Found, among_active: Found) -> Customer | None:
    """Return the customer who has left and is meant for sure, unless one who is here fits what was typed as well."""
    if not among_all.sure or among_all.score <= among_active.score:
        return None
    customer = find_customer(session, member.team_id, among_all.customer_id)
    return customer if customer and customer.state == LEFT else None


def said_gone(
    session: Session, member: Member, draft: Draft, customer: Customer, now: datetime, form: str | None
) -> dict[str, Any]:
    """Return since when and why they are gone; `form` is the action of the button that names somebody else."""
    return render(
        "about/gone",
        member,
        customer=customer,
        draft=draft,
        text=to_type_again(draft.command, as_typed(draft.text)),
        form=form,
        may_win=may(member, Act.WON, customer),
        managers=managers(session, member.team_id),
        today=working_time_of(session, member.team_id, member).today(now),
    )
