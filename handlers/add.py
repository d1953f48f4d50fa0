"""`/care add Vandelay Industries`: a new customer, cared for by who adds it; also from a `/touch` that knew nobody."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import customer_form
from handlers.context import Database, Wake
from handlers.forms import answer_in_form, is_form, is_in_form
from handlers.touch_reading import understand
from handlers.words import as_typed, rest_of, to_type_again, word
from models.adding import add_customer, customer_named, remove_added
from models.customer import LEFT, Customer, find_customer, names_of
from models.draft import find_draft
from models.member import Member, find_member, managers
from models.names import LONGEST_NAME, Names, clean, normalise
from models.phrase import read
from models.roles import Act, may
from models.standing import standing_of
from models.workspace import Workspace, working_time_of
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("add", "new")])(typed)
    app.action("touch_add")(added_for_touch)
    app.action("undo_added")(taken_back)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Add the customer that was named, unless that name is known; without a name open the form."""
    told = as_typed(rest_of(command))
    name = clean(told)
    with database.begin() as session:
        if not name:
            said = customer_form.empty(member, session.get_one(Workspace, member.team_id))
        elif len(" ".join(told.split())) > LONGEST_NAME:
            said = render("add/name", member, longest=LONGEST_NAME, typed=to_type_again("add", told))
        elif (known := customer_named(session, member.team_id, name)) and known.state == LEFT:
            said = _was_here(session, member, known, now)
        elif known:
            champion = find_member(session, member.team_id, known.champion_id)
            said = render("add/known", member, customer=known, champion=champion)
        else:
            customer = add_customer(session, _new(session, member, name, now), now)
            working = working_time_of(session, member.team_id, member)
            standing = standing_of(session, customer, working, working.today(now))
            said = render("add/added", member, customer=customer, standing=standing, today=working.today(now))
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
        ack()
    else:
        ack(**said)


def added_for_touch(
    ack: Ack,
    action: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Add the customer whom a typed touch was about, then go on with that touch."""
    with database.begin() as session:
        draft = find_draft(session, member.team_id, action["value"], member.user_id)
        said = render("about/forgotten", member)
        if draft and may(member, Act.ADD):
            names = Names(names_of(session, member.team_id))
            today = working_time_of(session, member.team_id, member).today(now)
            phrase = read(draft.text, names, today, month_first=member.writes_month_first)
            unknown = next((found for found in phrase.customers if not found.choices), None)
            if unknown and (name := clean(unknown.typed)):
                add_customer(session, _new(session, member, name, now), now)
                session.flush()
            said = understand(session, member, draft, now)
    respond(replace_original=True, **said)
    wake()
    ack()


def taken_back(
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
    """Take a customer out again who was added by mistake, within a day."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        removed = customer is not None and remove_added(session, customer, member, now)
    said = render("add/removed", member, customer=customer, removed=removed)
    if is_in_form(body):
        answer_in_form(client, body, member, said)
    else:
        respond(replace_original=removed, response_type="ephemeral", **said)
    wake()
    ack()


def _was_here(session: Session, member: Member, customer: Customer, now: datetime) -> dict[str, Any]:
    """Offer to take back a customer who has left, or tell who can."""
    return render(
        "add/lost",
        member,
        customer=customer,
        may_win=may(member, Act.WON, customer),
        managers=managers(session, member.team_id),
        today=working_time_of(session, member.team_id, member).today(now),
    )


def _new(session: Session, member: Member, name: str, now: datetime) -> Customer:
    today = working_time_of(session, member.team_id, member).today(now)
    return Customer(
        team_id=member.team_id,
        name=name,
        normal=normalise(name),
        champion_id=member.user_id,
        added_on=today,
        created_at=now,
    )
