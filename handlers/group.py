"""`/care group acme`: who belongs to whom, as a tree; `/care group acme belongs to globex` connects two."""

import re
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import Asked, about_customer, allowed, refused, unread
from handlers.context import Database
from handlers.forms import answer_aside, open_view
from models import group
from models.complaint import customers_with_complaint
from models.cover import rota_of
from models.customer import Customer, find_customer, names_of
from models.decision import Decision
from models.member import Member, members_by_id
from models.names import Names
from models.roles import Act, may
from models.standing import standings
from models.workspace import Workspace, working_time_of
from templates import render

BELONGS = re.compile(
    r"^(?:now\s+)?(?:belongs?\s+to|(?:is\s+|are\s+)?(?:a\s+)?part\s+of|(?:is\s+|are\s+)?under|gehört\s+zu)\b\s*",
    re.IGNORECASE,
)
NOBODY = ("nobody", "no one", "none", "nothing", "niemandem", "alone", "stands alone", "is alone")
MOST_SHOWN = 25
"""So much of a group is shown at a time, in a message of fifty blocks."""
PARENT = "1"
"""The place of the parent's name in what was typed."""


def register(app: App) -> None:
    about_customer(app, "group", Act.SHOW, answer)
    app.action("group_show")(open_tree)


def answer(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Show the group of the customer, or have them belong to whom is named behind "belongs to"."""
    words = asked.rest.strip(" .,!")
    whom = BELONGS.sub("", words)
    if not words:
        return render("group/tree", asked.member, **_tree(asked.session, asked.member, customer, asked.now))
    if whom.lower() not in NOBODY and whom in (words, ""):
        return unread(asked, customer, words)
    if not allowed(asked.session, asked.member, Act.GROUP, customer, asked.now):
        return refused(asked.session, asked.member, Act.GROUP, customer, asked.typed)
    if whom.lower() in NOBODY:
        return _connected(asked, customer, None)
    found = Names(names_of(asked.session, customer.team_id, lost=True)).find(whom)
    parent = find_customer(asked.session, customer.team_id, asked.chosen.get(PARENT) or found.customer_id)
    if parent is None:
        asked.draft.chosen = asked.chosen
        asked.session.add(asked.draft)
        facts = {"text": asked.typed, "form": None, "place": PARENT}
        return render("about/which", asked.member, found=found, draft=asked.draft, **facts)
    return _connected(asked, customer, parent)


def _connected(asked: Asked, customer: Customer, parent: Customer | None) -> dict[str, Any]:
    try:
        facts = connect(asked.session, asked.member, customer, parent, asked.now)
    except group.CircleError:
        return render("group/circle", asked.member, customer=customer, parent=parent, text=asked.typed)
    return render("group/connected", asked.member, **facts)


def connect(
    session: Session, member: Member, customer: Customer, parent: Customer | None, now: datetime
) -> dict[str, Any]:
    """Have a customer belong to another or to nobody; return what is to be said of it. Raises CircleError."""
    decision: Decision | None = None
    if customer.parent_id != (parent.id if parent else None):
        decision = group.connect(session, customer, parent, member.user_id, now)
        session.flush()
    today = working_time_of(session, member.team_id, member).today(now)
    place = group.place_of(session, customer, today)
    return {
        "customer": customer,
        "parent": parent,
        "decision": decision,
        "group": place,
        "sees_worth": sees_worth(session, member, place, now),
        "workspace": session.get_one(Workspace, member.team_id),
    }


def sees_worth(session: Session, member: Member, found: group.Group | group.Place | None, now: datetime) -> bool:
    """Tell whether a person may see what a group is worth: who may see it of every customer in it."""
    if found is None:
        return False
    rota = rota_of(session, member.team_id, now)
    return all(may(member, Act.WORTH, one, rota.reader_of(one)) for one in found.rollup.customers)


def open_tree(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the group of the customer beside whom the button stands."""
    with reading.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        view = render("group/view", member, **_tree(session, member, customer, now)) if customer else None
    if view:
        open_view(client, body, view)
    else:
        answer_aside(client, body, respond, member, render("nudge/gone", member))
    ack()


def _tree(session: Session, member: Member, customer: Customer, now: datetime) -> dict[str, Any]:
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    found = group.group_of(session, customer, today, MOST_SHOWN)
    shown = [one for one, _ in found.rows] if found else []
    return {
        "customer": customer,
        "group": found,
        "sees_worth": sees_worth(session, member, found, now),
        "standings": {one.customer.id: one for one in standings(session, shown, working, today)},
        "complaints": customers_with_complaint(session, member.team_id) if found else set(),
        "people": members_by_id(session, member.team_id),
        "workspace": session.get_one(Workspace, member.team_id),
        "today": today,
        "may_change": allowed(session, member, Act.GROUP, customer, now),
    }
