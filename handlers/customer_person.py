"""The people at a customer: one is added, put right or taken out, in a form on top of the customer's own, and back."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from handlers import customer_form
from handlers.about import allowed, refused, refused_form
from handlers.context import Database, Wake
from handlers.customer_form_read import read_person
from handlers.forms import answer_aside, answer_in_form, is_in_form, open_view
from handlers.opening import opens_form
from handlers.undo import take_back
from models import changing
from models.customer import Contact, Customer, find_customer
from models.decision import Decision
from models.member import Member
from models.roles import Act
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    opens_form(app, "customer_person_add", Act.CHANGE, open_empty)
    app.action("customer_person")(open_known)
    app.action("customer_person_remove")(remove)
    app.action("customer_person_undo")(undo)
    app.view("customer_person_form")(submitted)


def open_empty(_: Session, customer: Customer, member: Member, __: date) -> dict[str, Any]:
    """Return the form of somebody new."""
    return render("customer/person", member, customer=customer, person=None)


def open_known(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form with what is known of a person."""
    with reading.begin() as session:
        person, customer = _whom(session, member, action["value"])
        refusal = _refusal(session, member, customer, now)
        view = render("customer/person", member, customer=customer, person=person)
    if refusal:
        answer_aside(client, body, respond, member, refusal)
    else:
        open_view(client, body, view)
    ack()


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
    """Keep the person as the form says; the customer's form below shows them."""
    customer_id, _, contact_id = view["private_metadata"].partition(" ")
    said, problems = read_person(view)
    kept = None
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        answer = refused_form(session, member, Act.CHANGE, customer, said.get("name"), now)
        if answer is None and problems:
            answer = render("customer/errors", member, problems=problems)
        elif answer is None and customer:
            known = changing.find_contact(session, member.team_id, contact_id) if contact_id else None
            person = known or Contact(team_id=customer.team_id, customer_id=customer.id, name="")
            kept = changing.keep_contact(session, customer, person, member.user_id, now, **said)
    if answer is None:
        _draw_form(client, reading, member, view.get("previous_view_id"), customer_id, now, kept)
    wake()
    ack(**(answer or {}))


def remove(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Take a person out who is no longer there."""
    with database.begin() as session:
        person, customer = _whom(session, member, action["value"])
        said = _refusal(session, member, customer, now)
        if said is None and person and customer:
            removed = changing.remove_contact(session, customer, person, member.user_id, now)
            said = render("customer/person_removed", member, customer=customer, person=person, removed=removed)
    if is_in_form(body):
        answer_in_form(client, body, member, said or {})
        below = body["view"].get("previous_view_id")
        _draw_form(client, reading, member, below, customer.id if customer else None, now)
    else:
        answer_aside(client, body, respond, member, said or {})
    ack()


def undo(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Take back what was kept of a person: the form of the customer shows what is true again, and what was typed."""
    with database.begin() as session:
        said, done = take_back(session, member, action["value"], now)
    view = body.get("view") or {}
    customer_id = view.get("private_metadata", "").partition(" ")[0]
    if done and view.get("callback_id") == "customer_form":
        _draw_form(client, reading, member, view["id"], customer_id, now)
    elif done and is_in_form(body):
        answer_in_form(client, body, member, said)
        _draw_form(client, reading, member, view.get("previous_view_id"), customer_id, now)
    else:
        answer_aside(client, body, respond, member, said)
    ack()


def _refusal(session: Session, member: Member, customer: Customer | None, now: datetime) -> dict[str, Any] | None:
    if customer is None:
        return render("customer/no_person", member)
    return (
        None if allowed(session, member, Act.CHANGE, customer, now) else refused(session, member, Act.CHANGE, customer)
    )


def _whom(session: Session, member: Member, contact_id: str) -> tuple[Contact | None, Customer | None]:
    person = changing.find_contact(session, member.team_id, contact_id)
    return person, find_customer(session, member.team_id, person.customer_id) if person else None


def _draw_form(
    client: WebClient,
    reading: Database,
    member: Member,
    view_id: str | None,
    customer_id: str | None,
    now: datetime,
    kept: Decision | None = None,
) -> None:
    """Draw the customer's form anew, where it is open; what was typed into it stays. `kept` can be taken back there."""
    with reading.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        customer = find_customer(session, member.team_id, customer_id)
        drawn = customer_form.open_for(session, customer, member, today, kept) if customer else None
    if drawn and view_id:
        try:
            client.views_update(view_id=view_id, view=drawn)
        except SlackApiError:
            return  # they have closed it meanwhile
