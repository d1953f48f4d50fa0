"""The buttons of a bare `/care`: each does what its word does when it is typed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import away_words, customer_form, digest, find, mine, settings
from handlers.context import Database
from handlers.forms import is_form
from models.member import Member
from models.workspace import Workspace
from templates import render

Say = Callable[[Session, Member, datetime], dict[str, Any]]


def add(session: Session, member: Member, _: datetime) -> dict[str, Any]:
    """Return the form of a new customer."""
    return customer_form.empty(member, session.get_one(Workspace, member.team_id))


def bring_in(_: Session, member: Member, __: datetime) -> dict[str, Any]:
    """Return the form that takes a pasted list of customers."""
    return render("importing/form", member)


def everything(_: Session, member: Member, __: datetime) -> dict[str, Any]:
    """Return the whole help."""
    return render("help/all", member, manager=member.manager)


ANSWERS: dict[str, Say] = {
    "due": mine.those_due,
    "mine": mine.all_of,
    "add": add,
    "away": away_words.bare,
    "digest": digest.next_digest,
    "import": bring_in,
    "help": everything,
}


def register(app: App) -> None:
    app.action("menu_touch")(find.log_a_touch)
    app.action("menu_find")(find.find)
    app.action("menu_settings")(settings.open_form)
    for name in ANSWERS:
        app.action(f"menu_{name}")(pressed)


def menu(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return the menu, with how many customers need its reader."""
    needing = mine.needing(mine.standings_read(session, member, now))
    return render("menu/menu", member, member=member, needing=len(needing))


def pressed(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form that a button promises, or answer below the menu, which stays."""
    with reading.begin() as session:
        said = ANSWERS[action["action_id"].removeprefix("menu_")](session, member, now)
    if is_form(said):
        client.views_open(trigger_id=body["trigger_id"], view=said)
    else:
        respond(response_type="ephemeral", replace_original=False, **said)
    ack()
