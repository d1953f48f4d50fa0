"""`/complaint acme late delivery again`: opened, told at once to who must know, and told again when nobody answers."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import complaint_form, complaint_noting
from handlers.about import carry_out, register_picks
from handlers.complaint_noting import FORM, note
from handlers.complaint_view import facts_of
from handlers.context import Database, Wake
from handlers.forms import is_form
from handlers.words import HELP
from models.complaint import OPENED, REPLY_DUE, find_complaint
from models.complaint_reminder import complaint_of
from models.complaint_telling import OVERDUE, escalate, follow_readers
from models.cover import rota_of
from models.customer import find_customer
from models.draft import draft_of
from models.member import Member, find_member
from models.message import SENT, Message
from models.reminder import READER, due_reminders
from models.roles import Act
from templates import render


def register(app: App) -> None:
    app.command("/complaint")(typed)
    register_picks(app, "complaint", Act.COMPLAINT, note)
    complaint_noting.register(app)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Answer `/complaint`, `/complaint help` and `/complaint` with what went wrong for whom."""
    text = (command.get("text") or "").strip()
    with database.begin() as session:
        if not text:
            said = complaint_form.form(member)
        elif text.lower() in HELP:
            said = render("help/complaint", member)
        else:
            draft = draft_of(member, "complaint", text, now)
            said = carry_out(session, member, now, Act.COMPLAINT, note, draft, form=FORM)
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
        ack()
    else:
        ack(**said)


def plan(session: Session, team_id: str, now: datetime) -> None:
    """Tell who reads now of a customer with an open complaint, and of every complaint whose first answer is overdue."""
    for row in due_reminders(session, team_id, (READER,), now):
        row.remind_at = follow_readers(session, team_id, now)
    for row in due_reminders(session, team_id, (REPLY_DUE,), now):
        found = complaint_of(session, row)
        if found is None:
            session.delete(row)
        else:
            escalate(session, row, *found, rota_of(session, team_id, now), now)


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word what somebody is told of a complaint, from where it stands now; what has become idle is not sent."""
    complaint = find_complaint(session, message.team_id, message.subject)
    customer = find_customer(session, message.team_id, complaint.customer_id) if complaint else None
    member = find_member(session, message.team_id, message.recipient)
    if complaint is None or customer is None or member is None or not member.belongs:
        return None
    overdue = message.key.startswith(f"{OVERDUE}:")
    facts = facts_of(session, complaint, customer, member, now)
    idle = complaint.withdrawn_at or (complaint.state != OPENED if overdue else member not in facts["told"])
    if idle and message.state != SENT:
        return None
    since = {
        "taken_over": not overdue and message.created_at > complaint.round_opened_at,
        "late": complaint.reply_due_at <= now,
    }
    return render("complaint/told", member, overdue=overdue, **since, **facts)
