"""`/touch acme lunch yesterday with Jane`: understood, kept, and said back; asked about where unclear."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers import touch_form
from handlers.context import Database, Wake
from handlers.gone import register_return
from handlers.touch_reading import understand
from handlers.undo import take_back_latest
from handlers.words import HELP, as_typed
from models.draft import draft_of, find_draft
from models.kind import Kind
from models.member import Member
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    app.command("/touch")(typed)
    for place in range(1, 6):
        app.action(f"touch_pick_{place}")(picked)
    app.action("touch_again")(wanted_again)
    register_return(app, "touch", understand)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Answer `/touch`, `/touch help`, `/touch undo` and `/touch` with what happened."""
    text = as_typed(command.get("text") or "").strip()
    said = view = None
    with database.begin() as session:
        if not text:
            view = touch_form.empty(member, working_time_of(session, member.team_id, member).today(now))
        elif text.lower() in HELP:
            said = render("help/touch", member, kinds=list(Kind))
        elif text.lower() == "undo":
            said = take_back_latest(session, member, now)
        else:
            said = understand(session, member, draft_of(member, "touch", text, now), now)
    if view:
        client.views_open(trigger_id=command["trigger_id"], view=view)
    wake()
    ack(**(said or {}))


def picked(
    ack: Ack,
    action: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Go on from what was typed, now that it is known which customer was meant."""
    draft_id, _, customer_id = action["value"].partition(" ")
    with database.begin() as session:
        draft = find_draft(session, member.team_id, draft_id, member.user_id)
        said = understand(session, member, draft, now, customer_id) if draft else render("about/forgotten", member)
    respond(replace_original=True, **said)
    wake()
    ack()


def wanted_again(
    ack: Ack,
    action: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Log the same touch once more: it was no mistake. A second tap finds no draft and logs nothing."""
    said = render("about/forgotten", member)
    with database.begin() as session:
        if draft := find_draft(session, member.team_id, action["value"], member.user_id):
            said = understand(session, member, draft, now, again=True)
            session.delete(draft)
    respond(replace_original=True, **said)
    wake()
    ack()
