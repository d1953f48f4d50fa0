"""`/recovery acme replaced the unit, called Jane`: a complaint was put right; asked which where several are open."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import recovery_form
from handlers.about import Asked, carry_out, register_picks
from handlers.complaint_tap import moved_on
from handlers.complaint_view import facts_of
from handlers.context import Database, Wake
from handlers.forms import is_form
from handlers.words import HELP, as_typed, between_edges
from models.complaint import OPEN, RECOVERED, Complaint, find_complaint, open_complaints, said_just_now
from models.customer import Customer, find_customer, names_of
from models.draft import draft_of, find_draft
from models.member import Member
from models.named import split_name
from models.names import Names
from models.roles import Act
from templates import render

MOST_CHOICES = 5


def register(app: App) -> None:
    app.command("/recovery")(typed)
    register_picks(app, "recovery", Act.RECOVERY, record)
    for place in range(1, MOST_CHOICES + 1):
        app.action(f"recovery_of_{place}")(picked)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Answer `/recovery`, `/recovery help` and `/recovery` with what was done for whom."""
    text = (command.get("text") or "").strip()
    with database.begin() as session:
        if not text:
            said = recovery_form.bare(member)
        elif text.lower() in HELP:
            said = render("help/complaint", member)
        else:
            draft = draft_of(member, "recovery", text, now)
            said = carry_out(session, member, now, Act.RECOVERY, record, draft, form="recovery_go_on")
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
        ack()
    else:
        ack(**said)


def record(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Keep what was done for the one complaint that is open; ask where several are, be kind where none is."""
    session, member, now, words = asked.session, asked.member, asked.now, between_edges(asked.rest)
    if words and (step := said_just_now(session, customer, RECOVERED, member.user_id, words, now)):
        complaint = find_complaint(session, customer.team_id, step.complaint_id)
        return _thanks(session, complaint, customer, member, now, already=True) if complaint else {}
    complaints = open_complaints(session, customer.team_id, customer.id)
    if not complaints:
        session.add(asked.draft)
        return render("complaint/none_open", member, customer=customer, text=asked.typed, draft=asked.draft.id)
    if not words:
        return recovery_form.form(member, customer, complaints, "")
    if len(complaints) > 1:
        session.add(asked.draft)
        around = {"customer": customer, "text": asked.typed, "draft": asked.draft.id, "today": asked.today}
        return render("complaint/which_open", member, complaints=complaints[:MOST_CHOICES], **around)
    recovery_form.keep(session, customer, complaints[0], words, member, now)
    return _thanks(session, complaints[0], customer, member, now)


def picked(
    ack: Ack,
    action: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Go on from what was typed, now that it is known which complaint was meant."""
    draft_id, _, complaint_id = action["value"].partition(" ")
    with database.begin() as session:
        draft = find_draft(session, member.team_id, draft_id, member.user_id)
        complaint = find_complaint(session, member.team_id, complaint_id)
        customer = find_customer(session, member.team_id, complaint.customer_id) if complaint else None
        if draft is None or complaint is None or customer is None:
            said = render("about/forgotten", member)
        elif complaint.withdrawn_at or complaint.state not in OPEN:
            said = moved_on(session, complaint, member, now)
        else:
            _, rest = split_name(as_typed(draft.text), Names(names_of(session, member.team_id)))
            recovery_form.keep(session, customer, complaint, between_edges(rest), member, now)
            said = _thanks(session, complaint, customer, member, now)
    respond(replace_original=True, **said)
    wake()
    ack()


def _thanks(
    session: Session,
    complaint: Complaint,
    customer: Customer,
    member: Member,
    now: datetime,
    already: bool = False,
) -> dict[str, Any]:
    facts = facts_of(session, complaint, customer, member, now)
    return render("complaint/recovered", member, already=already, **facts)
