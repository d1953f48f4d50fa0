"""The forms of a recovery: what was done, what was done beyond it, and what the cause was and prevents it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.complaint_tap import moved_on
from handlers.complaint_view import facts_of
from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view, value_of
from handlers.recovery_reading import kind_of
from handlers.words import as_typed
from models import complaint_acts
from models.causes_acts import tell_managers
from models.complaint import OPEN, Complaint, find_complaint, open_complaints
from models.customer import ACTIVE, Customer, find_customer, names_of
from models.draft import find_draft
from models.member import Member
from models.named import further_names, split_name
from models.names import Names
from templates import render

WANTED = {"recovery_open": "recovered", "recovery_beyond": "beyond", "recovery_cause": "cause"}


def register(app: App) -> None:
    for action_id in WANTED:
        app.action(action_id)(open_form)
    app.action("recovery_go_on")(go_on)
    app.view("recovery_form")(submitted)
    app.view("recovery_beyond_form")(write)
    app.view("recovery_cause_form")(write)


def bare(member: Member, words: str = "") -> dict[str, Any]:
    """Return the form that asks for the customer too."""
    return render("complaint/recovery", member, customer=None, complaints=[], words=words)


def form(member: Member, customer: Customer, complaints: Sequence[Complaint], words: str) -> dict[str, Any]:
    """Return the form for a customer's complaints; where several are open it asks which one was put right."""
    return render("complaint/recovery", member, customer=customer, complaints=complaints, words=words)


def keep(session: Session, customer: Customer, complaint: Complaint, words: str, member: Member, now: datetime) -> None:
    """Keep what was done to put a complaint right; the kind of touch stands in the words."""
    kind, two_way = kind_of(words)
    complaint_acts.recover(session, customer, complaint, words, member.user_id, now, kind=kind, two_way=two_way)


def open_form(
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
    """Open the form that a button below a complaint promises."""
    wanted, view, refusal = WANTED[action["action_id"]], None, None
    with database.begin() as session:
        complaint = find_complaint(session, member.team_id, action["value"])
        customer = find_customer(session, member.team_id, complaint.customer_id) if complaint else None
        if complaint is None or customer is None or not _fits(complaint, wanted):
            refusal = moved_on(session, complaint, member, now)
        elif wanted == "recovered":
            view = form(member, customer, [complaint], "")
        else:
            view = render(f"complaint/{wanted}", member, **facts_of(session, complaint, customer, member, now))
    if view:
        open_view(client, body, view)
    if refusal:
        answer_aside(client, body, respond, member, refusal)
    wake()
    ack()


def _fits(complaint: Complaint, wanted: str) -> bool:
    """Tell whether this can still be written: a recovery while the complaint is open, the rest after it."""
    return not complaint.withdrawn_at and (complaint.state in OPEN) == (wanted == "recovered")


def go_on(
    ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient, reading: Database, member: Member
) -> None:
    """Open the form with what was typed: whom it names, if one alone, and all the rest as what was done."""
    with reading.begin() as session:
        view = bare(member)
        if draft := find_draft(session, member.team_id, action["value"], member.user_id):
            view = bare(member, as_typed(draft.text))
            names = Names(names_of(session, member.team_id))
            found, rest = split_name(as_typed(draft.text), names)
            customer = find_customer(session, member.team_id, found.customer_id)
            if customer and not further_names(as_typed(draft.text), rest, names)[0]:
                view = form(member, customer, open_complaints(session, member.team_id, customer.id), rest)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def submitted(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Keep the recovery that the form describes."""
    with database.begin() as session:
        said = _submitted(session, view, member, now)
    wake()
    ack(**said)


def _submitted(session: Session, view: dict[str, Any], member: Member, now: datetime) -> dict[str, Any]:
    words = (value_of(view, "words") or "").strip()
    complaint_id = value_of(view, "complaint") or view["private_metadata"]
    complaint = find_complaint(session, member.team_id, complaint_id)
    customer_id = complaint.customer_id if complaint else value_of(view, "customer")
    customer = find_customer(session, member.team_id, customer_id)
    if customer is None or customer.state != ACTIVE:
        return render("complaint/form_errors", member, problem="gone")
    if complaint is None:
        complaints = open_complaints(session, member.team_id, customer.id)
        if len(complaints) > 1:
            return render("complaint/recovery_which", member, customer=customer, complaints=complaints, words=words)
        if not complaints:
            return render("complaint/form_errors", member, problem="none_open")
        complaint = complaints[0]
    if complaint.withdrawn_at or complaint.state not in OPEN:
        return render("complaint/not_kept", member, complaint=complaint, words=words)
    keep(session, customer, complaint, words, member, now)
    return render("complaint/recovered_form", member, **facts_of(session, complaint, customer, member, now))


def write(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Write down what was done beyond putting it right, or what the cause was and prevents it from now on."""
    with database.begin() as session:
        complaint = find_complaint(session, member.team_id, view["private_metadata"])
        customer = find_customer(session, member.team_id, complaint.customer_id) if complaint else None
        said: dict[str, Any] = {}
        if complaint is None or customer is None or complaint.withdrawn_at:
            said = render("complaint/not_kept", member, complaint=complaint, words=value_of(view, "words") or "")
        elif view["callback_id"] == "recovery_beyond_form":
            words = value_of(view, "words").strip()
            complaint_acts.add_beyond(session, customer, complaint, words, member.user_id, now)
        else:
            words, prevention = value_of(view, "words").strip(), (value_of(view, "prevention") or "").strip()
            complaint_acts.write_cause(session, customer, complaint, words, prevention, member.user_id, now)
            tell_managers(session, complaint, now)
    wake()
    ack(**said)
