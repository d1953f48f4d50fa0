"""What a tap does under a complaint, wherever it is told of. It may have moved on: that is looked at first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.complaint_view import facts_of
from handlers.context import Database, Wake
from models import complaint_acts
from models.complaint import CONFIRMED, OPENED, RECOVERED, Complaint, find_complaint
from models.complaint_reminder import settle_complaint
from models.customer import ACTIVE, Customer, find_customer
from models.kind import Kind
from models.member import Member
from templates import render

Doing = Callable[[Session, Customer, Complaint, Member, str, datetime], Any]


def answered(
    session: Session, customer: Customer, complaint: Complaint, member: Member, kind: str, now: datetime
) -> None:
    """Keep that they have had a first answer, and how."""
    complaint_acts.answer(session, customer, complaint, Kind(kind), member.user_id, now)


def said_so(session: Session, customer: Customer, complaint: Complaint, member: Member, _: str, now: datetime) -> None:
    """Keep that they say they are happy again."""
    complaint_acts.confirm(session, customer, complaint, member.user_id, now)


def think_so(session: Session, customer: Customer, complaint: Complaint, member: Member, _: str, now: datetime) -> None:
    """Keep that we think they are happy again."""
    complaint_acts.think_happy(session, customer, complaint, member.user_id, now)


def reopened(session: Session, customer: Customer, complaint: Complaint, member: Member, _: str, now: datetime) -> None:
    """Open the complaint again: they are not happy."""
    complaint_acts.reopen(session, customer, complaint, member.user_id, now)


# what is tapped, what it does, and where a complaint has to stand for it
TAPS: dict[str, tuple[Doing, tuple[str, ...]]] = {
    "answered": (answered, (OPENED,)),
    "said_so": (said_so, (RECOVERED, CONFIRMED)),
    "think_so": (think_so, (RECOVERED, CONFIRMED)),
    "reopened": (reopened, (RECOVERED, CONFIRMED)),
}


def register(app: App) -> None:
    for word in TAPS:
        app.action(f"complaint_{word}")(tapped)
    app.action("complaint_copy")(copy)
    app.view("complaint_copied")(copied)


def tapped(
    ack: Ack,
    action: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Do what was tapped, where the complaint still stands as the button supposed."""
    value: str = (action.get("selected_option") or action)["value"]
    complaint_id, _, rest = value.partition(" ")
    do, states = TAPS[action["action_id"].removeprefix("complaint_")]
    refusal = None
    with database.begin() as session:
        complaint = find_complaint(session, member.team_id, complaint_id)
        customer = find_customer(session, member.team_id, complaint.customer_id) if complaint else None
        stands = complaint and customer and not complaint.withdrawn_at and customer.state == ACTIVE
        if complaint and customer and stands and complaint.state in states:
            do(session, customer, complaint, member, rest, now)
        else:
            refusal = moved_on(session, complaint, member, now)
    if refusal:
        respond(response_type="ephemeral", replace_original=False, **refusal)
    wake()
    ack()


def moved_on(session: Session, complaint: Complaint | None, member: Member, now: datetime) -> dict[str, Any]:
    """Return what to say to who acts on a complaint too late; all that told of it is drawn again."""
    if complaint:
        settle_complaint(session, complaint, now)
    return render("complaint/gone", member, complaint=complaint)


def copy(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open a form whose input holds a first answer, ready to be copied."""
    with reading.begin() as session:
        complaint = find_complaint(session, member.team_id, action["value"])
        customer = find_customer(session, member.team_id, complaint.customer_id) if complaint else None
        facts = facts_of(session, complaint, customer, member, now) if complaint and customer else None
    if facts:
        client.views_open(trigger_id=body["trigger_id"], view=render("complaint/copy", member, **facts))
    ack()


def copied(ack: Ack) -> None:
    """Close the form: it was there to be copied from."""
    ack()
