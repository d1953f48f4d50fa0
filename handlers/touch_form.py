"""The form of a touch: opened bare, from a nudge, from what was typed, or to correct a touch that was logged."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database
from handlers.forms import open_view
from models.customer import Customer, find_customer, names_of
from models.draft import find_draft
from models.kind import TWO_WAY, Kind
from models.member import Member
from models.names import Names
from models.phrase import read
from models.sign_of_life import REPLY
from models.standing import standing_of
from models.suggestions import own, suggested
from models.touch import find_touch
from models.undo import ALREADY_UNDONE, why_not
from models.workspace import working_time_of
from templates import render


@dataclass(frozen=True)
class Filled:
    """What stands in the form: the kind of a touch or REPLY for theirs; `two_way` None means as usual for the kind."""

    customer: Customer | None = None
    kind: str | None = None
    day: date | None = None
    people: str = ""
    note: str = ""
    two_way: bool | None = None


def register(app: App) -> None:
    app.action("touch_open")(go_on)
    app.action("touch_with")(open_with)
    app.action("touch_edit")(correct)
    app.options("customer")(suggest)


def empty(member: Member, today: date) -> dict[str, Any]:
    """Return the form with nothing in it but today."""
    return form(member, Filled(day=today))


def open_for(session: Session, customer: Customer, member: Member, today: date) -> dict[str, Any]:
    """Return the form for a customer, with the kind that is suggested."""
    standing = standing_of(session, customer, working_time_of(session, customer.team_id, member), today)
    return form(member, Filled(customer, standing.suggestion, today), [str(kind) for kind in standing.kinds])


def open_with(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form for the customer in whose row the button stands; one that is gone leaves it empty."""
    with reading.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        customer = find_customer(session, member.team_id, action["value"])
        view = open_for(session, customer, member, today) if customer else empty(member, today)
    open_view(client, body, view)
    ack()


def form(member: Member, filled: Filled, kinds: list[str] | None = None, metadata: str | None = None) -> dict[str, Any]:
    """Return the form, filled; `metadata` is the link to the message that the touch is logged from."""
    return render("touch/modal", member, draft=filled, kinds=kinds or list(Kind), metadata=metadata)


def go_on(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form filled with what was understood of a typed command, and everything else of it in the note."""
    with reading.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        filled = Filled(day=today)
        if draft := find_draft(session, member.team_id, action["value"], member.user_id):
            names = Names(names_of(session, member.team_id))
            phrase = read(draft.text, names, today, month_first=member.writes_month_first)
            known = [draft.chosen.get(found.typed, found.customer_id) for found in phrase.customers]
            customer = find_customer(session, member.team_id, known[0] if known else None)
            day = today if phrase.day_problem else phrase.day or today
            kind = REPLY if phrase.sign else phrase.kind
            understood = len(known) < 2 and (customer or kind)
            note = phrase.note if understood else draft.text
            filled = Filled(customer, kind, day, phrase.people, note, phrase.two_way)
    client.views_open(trigger_id=body["trigger_id"], view=form(member, filled))
    ack()


def correct(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form of a touch that was logged, to correct it."""
    with reading.begin() as session:
        touch = find_touch(session, member.team_id, action["value"])
        why = why_not(touch, member, now) if touch else ALREADY_UNDONE
        view = render("touch/cannot_edit", member, touch=touch, why=why)
        if touch and why is None:
            customer = find_customer(session, member.team_id, touch.customer_id)
            usual = touch.two_way == (Kind(touch.kind) in TWO_WAY)
            filled = Filled(customer, touch.kind, touch.day, touch.people, touch.note, None if usual else touch.two_way)
            view = render("touch/edit", member, draft=filled, kinds=list(Kind), metadata=touch.id)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def suggest(ack: Ack, payload: dict[str, Any], reading: Database, member: Member) -> None:
    """Offer the customers that a typed beginning may mean, typos too; the member's own first while nothing is typed."""
    typed = (payload.get("value") or "").strip()
    with reading.begin() as session:
        if typed:
            customers = suggested(session, member.team_id, typed)
        else:
            customers = list(own(session, member.team_id, member.user_id))
    ack(**render("touch/suggestions", member, customers=customers))
