"""`/recovery acme replaced the unit, called Jane`: a complaint was put right; asked which where several are open.

`/recovery acme, delta replaced the unit` puts one right of each.
"""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers import recovery_form
from handlers.about import Asked, carry_out, register_picks
from handlers.complaint_tap import moved_on
from handlers.context import Database, Wake
from handlers.forms import is_form
from handlers.further import all_named
from handlers.recovery_keeping import PutRight, find_put_right, keep_one, keep_several
from handlers.words import HELP
from models.complaint import OPEN, find_complaint
from models.customer import Customer, find_customer
from models.draft import draft_of, find_draft
from models.member import Member
from models.roles import Act
from templates import render

MOST_CHOICES = 5
FORM = "recovery_go_on"


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
            said = carry_out(session, member, now, Act.RECOVERY, record, draft, form=FORM)
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
        ack()
    else:
        ack(**said)


def record(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Keep what was done for the open complaint of each customer named; ask which where several of one are open."""
    customers, words, question = all_named(asked, customer, FORM)
    if question:
        return question
    if not words and len(customers) > 1:
        return render("complaint/what", asked.member, customers=customers, text=asked.typed, put_right=True)
    found = [find_put_right(asked, each, words) for each in customers]
    if unsure := next((one for one in found if len(one.complaints) > 1 and words), None):
        return _which(asked, unsure)
    if len(customers) > 1:
        return keep_several(asked, found, words)
    [one] = found
    if not one.complaints:
        asked.session.add(asked.draft)
        return render("complaint/none_open", asked.member, customer=customer, text=asked.typed, draft=asked.draft.id)
    if not words:
        return recovery_form.form(asked.member, customer, one.complaints, "")
    facts = keep_one(asked, one, words)
    return render("complaint/recovered", asked.member, **facts)


def _which(asked: Asked, one: PutRight) -> dict[str, Any]:
    asked.draft.chosen = asked.chosen
    asked.session.add(asked.draft)
    around = {"customer": one.customer, "text": asked.typed, "draft": asked.draft.id, "today": asked.today}
    return render("complaint/which_open", asked.member, complaints=one.complaints[:MOST_CHOICES], **around)


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
            chosen = {**draft.chosen, customer.id: complaint.id}
            said = carry_out(session, member, now, Act.RECOVERY, record, draft, form=FORM, chosen=chosen)
    respond(replace_original=True, **said)
    wake()
    ack()
