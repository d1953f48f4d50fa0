"""`/care show acme`: what is kept of one customer, seen only by who asks; managers also see who changed what."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from sqlmodel import Session

from handlers.about import Asked, about_customer, allowed
from handlers.context import Database
from models.audit import latest_about
from models.complaint import complaints_of
from models.customer import Customer, contacts_of, find_customer
from models.lost import steps_to_part, why_left
from models.member import Member, members_by_id
from models.roles import Act, may
from models.standing import standing_of
from models.workspace import Workspace, working_time_of
from templates import render

FEW_CHANGES, MOST_CHANGES = 3, 20


def register(app: App) -> None:
    about_customer(app, "show", Act.SHOW, show)
    app.action("show_more")(show_more)


def show(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer with the customer's champion, both clocks, complaints, last touches and people."""
    return _card(asked.session, asked.member, customer, asked.now, unread=asked.rest)


def show_more(
    ack: Ack, action: dict[str, Any], respond: Respond, reading: Database, member: Member, now: datetime
) -> None:
    """Show the same with more of what was changed."""
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        said = _card(session, member, customer, now, MOST_CHANGES) if customer else render("nudge/gone", member)
    respond(replace_original=True, **said)
    ack()


def _card(
    session: Session,
    member: Member,
    customer: Customer,
    now: datetime,
    most_changes: int = FEW_CHANGES,
    unread: str = "",
) -> dict[str, Any]:
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    standing = standing_of(session, customer, working, today)
    sees_changes = may(member, Act.AUDIT, customer)
    changes = latest_about(session, member.team_id, customer.id, most_changes + 1) if sees_changes else []
    return render(
        "show/customer",
        member,
        customer=customer,
        workspace=session.get_one(Workspace, member.team_id),
        standing=standing,
        complaints=complaints_of(session, member.team_id, customer.id),
        contacts=contacts_of(session, member.team_id, customer.id),
        people=members_by_id(session, member.team_id),
        today=today,
        lost=why_left(session, customer),
        steps=steps_to_part(customer, standing.history.parted),
        can_tick=allowed(session, member, Act.PART, customer, now),
        changes=changes[:most_changes],
        more=len(changes) > most_changes and most_changes < MOST_CHANGES,
        unread=unread,
    )
