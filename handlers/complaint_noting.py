"""Noting a complaint that was typed: one for each customer named, once it is sure who is meant."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from sqlmodel import Session

from handlers import complaint_form
from handlers.about import FIRST, Asked, carry_out
from handlers.complaint_view import facts_of
from handlers.context import Database, Wake
from handlers.further import all_named
from handlers.words import between_edges
from models.complaint import OPENED, Complaint, find_complaint, said_just_now
from models.complaint_acts import open_complaint
from models.customer import Customer, names_of
from models.draft import draft_of, find_draft
from models.member import Member
from models.named import perhaps_a_name
from models.names import Names
from models.roles import Act
from templates import render

FORM = "complaint_go_on"


def register(app: App) -> None:
    app.action("complaint_also")(also)


def note(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Open a complaint in the words that follow the names, of each customer; the same words twice open one."""
    several, words, question = all_named(asked, customer, FORM)
    if question:
        return question
    if not words:
        return _what(asked, several)
    opened = [_open(asked.session, asked, each, words) for each in several]
    noted = [
        facts_of(asked.session, complaint, each, asked.member, asked.now) | {"already": already}
        for each, (complaint, already) in zip(several, opened, strict=True)
    ]
    if len(noted) == 1:
        return render("complaint/noted", asked.member, **noted[0], **_perhaps(asked, customer))
    undo = ",".join(facts["opened"].id for facts in noted if not facts["already"])
    return render("complaint/several", asked.member, noted=noted, undo=undo)


def _perhaps(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Tell whether words behind a comma could be one more name, and of whom; a draft of it is kept for the button."""
    names = Names([row for row in names_of(asked.session, customer.team_id) if row[0] != customer.id])
    found, words = perhaps_a_name(asked.text, asked.rest, names)
    facts: dict[str, Any] = {"alone": bool(found.typed), "also": None, "draft": None}
    if found.choices and (words := between_edges(words)):
        choice = found.choices[0]
        draft = draft_of(asked.member, "complaint", f"{choice.name} {words}", asked.now)
        asked.session.add(draft)
        facts |= {"also": choice, "draft": draft.id}
    return facts


def also(
    ack: Ack,
    action: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Note the same words for one more customer, whose name was not spelled right; the first answer stays."""
    draft_id, _, customer_id = action["value"].partition(" ")
    with database.begin() as session:
        said = render("about/forgotten", member)
        if draft := find_draft(session, member.team_id, draft_id, member.user_id):
            chosen = {FIRST: customer_id}
            said = carry_out(session, member, now, Act.COMPLAINT, note, draft, form=FORM, chosen=chosen)
    respond(response_type="ephemeral", replace_original=False, **said)
    wake()
    ack()


def _what(asked: Asked, customers: list[Customer]) -> dict[str, Any]:
    """Ask what went wrong: in the form for one customer, in words for several, of whom the form cannot tell."""
    if len(customers) == 1:
        return complaint_form.form(asked.member, customers[0])
    return render("complaint/what", asked.member, customers=customers, text=asked.typed, put_right=False)


def _open(session: Session, asked: Asked, customer: Customer, words: str) -> tuple[Complaint, bool]:
    """Return the complaint, and whether the same one was noted a few minutes ago."""
    step = said_just_now(session, customer, OPENED, asked.member.user_id, words, asked.now)
    if step and (complaint := find_complaint(session, customer.team_id, step.complaint_id)):
        return complaint, True
    return open_complaint(session, customer, words, asked.member.user_id, asked.now), False
