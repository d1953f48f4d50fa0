"""The card of one customer: all that is kept of them, as a message or in a modal, with what its reader may do."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from handlers.about import allowed
from handlers.context import Database
from handlers.group import sees_worth
from handlers.know_list import items_of
from models.audit import Audit, latest_about
from models.channel import channels_of
from models.complaint import complaints_of, open_complaints
from models.customer import ACTIVE, LEFT, Customer, aliases_of, contacts_of, find_customer
from models.decision import GROUP, TIER, decisions_of
from models.group import place_of
from models.ladder_facts import suggestions
from models.lost import steps_to_part, why_left
from models.member import Member, members_by_id
from models.moment import checks_of, moment_names
from models.offerings import known_of, offerings_of
from models.one_person import hang_on_one_person
from models.refer import find_referral
from models.roles import Act, may
from models.saying import said_lately
from models.sign_of_life import PURCHASE, SignOfLife, signs_of
from models.standing import standing_of
from models.touch import plans_with
from models.workspace import Workspace, working_time_of
from models.worth import last_year
from models.worth_figures import worths_in
from templates import render

FEW_CHANGES, MOST_CHANGES, FEW_SAYINGS = 3, 20, 3
OF_ACTIVE = (
    *(Act.TOUCH, Act.PLAN, Act.COMPLAINT, Act.RECOVERY, Act.HAND_OVER, Act.CHANGE, Act.GROUP, Act.CADENCE),
    Act.KNOW,
)
OF_LOST = (Act.PART, Act.WON)
"""What the card offers of a customer who is here, and of one who has left."""


def card(session: Session, member: Member, customer: Customer, now: datetime, **more: Any) -> dict[str, Any]:
    """Return the card as a message; `more` may hold `most_changes` and what was `unread` of a command."""
    return render("show/customer", member, **_facts(session, member, customer, now, **more))


def card_view(session: Session, member: Member, customer: Customer, now: datetime, **more: Any) -> dict[str, Any]:
    """Return the card as a modal."""
    return render("show/view", member, **_facts(session, member, customer, now, **more))


def draw_below(client: WebClient, reading: Database, member: Member, view: dict[str, Any], now: datetime) -> None:
    """Draw the card anew on which a submitted form lies, so that who goes back to it sees what they have done."""
    if below := view.get("previous_view_id"):
        draw_card(client, reading, member, view, now, below)


def draw_card(
    client: WebClient, reading: Database, member: Member, view: dict[str, Any], now: datetime, place: str | None = None
) -> None:
    """Draw a card anew, or the one in the place with that id, of the customer whom the view is about."""
    customer_id = _about(view)
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        drawn = card_view(session, member, customer, now) if customer else None
    if drawn:
        try:
            client.views_update(view_id=place or view["id"], view=drawn)
        except SlackApiError:
            return  # they have closed it meanwhile


def _about(view: dict[str, Any]) -> str | None:
    """Return the id of the customer whom a form is about: chosen in it, or else what it carries."""
    chosen = view["state"]["values"].get("customer", {}).values()
    named = next((state["selected_option"] for state in chosen if state.get("selected_option")), None)
    return str(named["value"]) if named else view.get("private_metadata") or None


def _facts(
    session: Session,
    member: Member,
    customer: Customer,
    now: datetime,
    most_changes: int = FEW_CHANGES,
    unread: str = "",
) -> dict[str, Any]:
    team_id = member.team_id
    working = working_time_of(session, team_id, member)
    today = working.today(now)
    standing = standing_of(session, customer, working, today)
    changes = latest_about(session, team_id, customer.id, most_changes + 1) if may(member, Act.AUDIT, customer) else []
    offered = OF_ACTIVE if customer.state == ACTIVE else OF_LOST if customer.state == LEFT else ()
    shows_worth = allowed(session, member, Act.WORTH, customer, now)
    return {
        "customer": customer,
        "workspace": session.get_one(Workspace, team_id),
        "standing": standing,
        "graded": next((one for one in decisions_of(session, team_id, customer.id) if one.kind == TIER), None),
        "aliases": aliases_of(session, team_id, customer.id),
        "channels": channels_of(session, team_id, customer.id),
        "plans": plans_with(session, team_id, customer.id),
        "purchase": _last_purchase(session, customer),
        "worth": worths_in(session, [customer], last_year(today))[customer.id] if shows_worth else None,
        "contacts": contacts_of(session, team_id, customer.id),
        "lost": why_left(session, customer),
        "steps": steps_to_part(customer, standing.history.parted),
        "can": [act for act in offered if allowed(session, member, act, customer, now)],
        "changes": changes[:most_changes],
        "parents": _parents(session, team_id, changes),
        "sent": _sent(session, team_id, changes),
        "more": len(changes) > most_changes and most_changes < MOST_CHANGES,
        "unread": unread,
        "suggestion": suggestions(session, team_id, [customer], today).get(customer.id),
        "one_person": next(iter(hang_on_one_person(session, team_id, today, customer.id)), None),
        **_told_by(session, customer),
        **_around(session, member, customer, today),
        **_of_group(session, member, customer, today, now),
    }


def _around(session: Session, member: Member, customer: Customer, today: date) -> dict[str, Any]:
    """Return who reads it when, who is who, and what was promised or is to come."""
    people = members_by_id(session, member.team_id)
    has_moments = bool(customer.rung or checks_of(session, member.team_id, customer.id))
    known = items_of(session, [customer], today)
    offered = offerings_of(session, customer.team_id)
    told = known_of(session, customer.team_id, [customer.id]).get(customer.id) if offered else None
    around = {"member": member, "people": people, "today": today, "offered": offered, "told_of": told}
    return around | {"known": known, "has_moments": has_moments}


def _told_by(session: Session, customer: Customer) -> dict[str, Any]:
    """Return what the customer complained of, and what else they said lately."""
    about = (session, customer.team_id, customer.id)
    return {
        "complaints": complaints_of(*about),
        "open_complaint": next(iter(open_complaints(*about)), None),
        "sayings": said_lately(*about, FEW_SAYINGS),
        "moments": moment_names(session, customer.team_id),
    }


def _of_group(session: Session, member: Member, customer: Customer, today: date, now: datetime) -> dict[str, Any]:
    """Return where the customer stands in a group, and whether the reader may see what that is worth."""
    place = place_of(session, customer, today)
    return {"group": place, "sees_worth": sees_worth(session, member, place, now)}


def _parents(session: Session, team_id: str, changes: Sequence[Audit]) -> dict[str, str]:
    """Return by id the names of those to whom a customer belonged at one time or another."""
    ids = {(change.after or {}).get("parent_id") for change in changes if change.action == f"care.{GROUP}"}
    found = (find_customer(session, team_id, id_) for id_ in ids)
    return {parent.id: parent.name for parent in found if parent}


def _sent(session: Session, team_id: str, changes: Sequence[Audit]) -> dict[str, str]:
    """Return by the id of their referral the names of those whom a customer sent us."""
    ids = {str((change.after or {}).get("id")) for change in changes if change.action == "refer.noted"}
    found = (find_referral(session, team_id, id_) for id_ in ids)
    return {referral.id: referral.words for referral in found if referral}


def _last_purchase(session: Session, customer: Customer) -> SignOfLife | None:
    signs = signs_of(session, customer.team_id, customer.id)
    return next((sign for sign in signs if sign.kind == PURCHASE), None)
