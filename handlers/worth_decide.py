"""The buttons of a review of worth: who becomes a key customer, who does not, what is done about the unprofitable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import lost
from handlers.context import Database, Wake
from handlers.forms import is_in_form, open_view
from handlers.worth import facts_of
from models import acts, worth_acts
from models.care_model import TIERS
from models.customer import ACTIVE, Customer, find_customer
from models.decision import KEY, MANAGED, NOT_KEY, TIER, Decision
from models.lost import Reason
from models.member import Member
from templates import render

END = "end"


@dataclass(frozen=True)
class Done:
    """What has just been decided, about whom, and the ids that take it back."""

    kind: str
    customers: Sequence[Customer]
    undo: Sequence[str]


def register(app: App) -> None:
    app.action("worth_key")(make_key)
    app.action("worth_key_all")(make_key)
    app.action("worth_key_no")(leave_ordinary)
    app.action("worth_tail")(decide_tail)


def make_key(
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
    """Make the customers that the button names key customers, all with one undo."""
    with database.begin() as session:
        customers = [one for one in _active(session, member, action["value"]) if not one.key]
        decisions = worth_acts.mark_all_key(session, customers, member.user_id, now)
        said = _said(session, member, body, _done(KEY, customers, decisions), now)
    _show(client, body, respond, said)
    wake()
    ack()


def leave_ordinary(
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
    """Remember that a customer shall not become a key customer."""
    with database.begin() as session:
        customers = _active(session, member, action["value"])
        decisions = [worth_acts.leave_ordinary(session, one, member.user_id, now) for one in customers]
        said = _said(session, member, body, _done(NOT_KEY, customers, decisions), now)
    _show(client, body, respond, said)
    wake()
    ack()


def decide_tail(
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
    """Manage an unprofitable customer, give another tier, or open the form of one with whom we end it."""
    choice, _, customer_id = action["selected_option"]["value"].partition(" ")
    form = None
    with database.begin() as session:
        customers = _active(session, member, customer_id)
        if customers and choice == END:
            form = lost.form(member, customers[0], reason=Reason.ENDED)
        else:
            said = _said(session, member, body, _decided(session, member, customers, choice, now), now)
    if form:
        open_view(client, body, form)
    else:
        _show(client, body, respond, said)
    wake()
    ack()


def _decided(
    session: Session, member: Member, customers: Sequence[Customer], choice: str, now: datetime
) -> Done | None:
    if choice in TIERS:
        decisions = [acts.grade(session, one, choice, member.user_id, now) for one in customers]
        return _done(TIER, customers, decisions)
    decisions = [worth_acts.manage(session, one, member.user_id, now) for one in customers]
    return _done(MANAGED, customers, decisions)


def _active(session: Session, member: Member, ids: str) -> list[Customer]:
    """Return the customers with these ids, parted by commas, who are still here."""
    found = (find_customer(session, member.team_id, id_) for id_ in ids.split(","))
    return [customer for customer in found if customer and customer.state == ACTIVE]


def _done(kind: str, customers: Sequence[Customer], decisions: Sequence[Decision]) -> Done | None:
    return Done(kind, customers, [decision.id for decision in decisions]) if decisions else None


def _said(session: Session, member: Member, body: dict[str, Any], done: Done | None, now: datetime) -> dict[str, Any]:
    session.flush()
    name = "worth/view" if is_in_form(body) else "worth/team"
    return render(name, member, **facts_of(session, member, now, done))


def _show(client: WebClient, body: dict[str, Any], respond: Respond, said: dict[str, Any]) -> None:
    """Draw the review again where the button stands."""
    if is_in_form(body):
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=said)
    else:
        respond(replace_original=True, **said)
