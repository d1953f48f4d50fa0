"""What is said in a channel that is tied to a customer: theirs is a sign of life, their champion's a touch, once a day.

The words are not kept, and nothing is ever said there. *Not a touch* in the champion's next brief takes one back.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.guard import is_said_in_channel
from handlers.touch_from_message import link_to
from models.channel import (
    find_channel,
    log_message,
    makes_touch,
    note_message,
    sign_that_day,
    touch_that_day,
)
from models.cover import rota_of
from models.customer import ACTIVE, Customer, find_customer
from models.member import Member, find_member
from models.message import redraw_post
from models.touch import SLACK, find_touch
from models.undo import ALREADY_UNDONE, NOT_YOURS, undo
from models.workspace import working_time_of
from templates import render

PERSONS = (None, "file_share", "me_message")
"""Subtypes under which a person says something; all others are joins, edits, deletions, broadcasts and the like."""


def register(app: App) -> None:
    app.event("message", matchers=[is_said_in_channel])(said)
    app.action("channel_not_touch")(not_a_touch)


def is_by_a_person(event: dict[str, Any]) -> bool:
    """Tell whether a person wrote this message, new and as themselves: no bot, no edit, no join."""
    if event.get("bot_id") or event.get("hidden") or event.get("edited"):
        return False
    return event.get("subtype") in PERSONS and bool(event.get("user"))


@dataclass(frozen=True)
class Said:
    """What a message counts as: whose it is, on which day, and which colleague's touch (None: a sign of life)."""

    customer: Customer
    day: date
    by: str | None


def said(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    team_id: str,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep the first message of the day, from them and from their champion; the others change nothing."""
    event = body["event"]
    with reading.begin() as session:
        found = counts_as(session, team_id, body, now)
    if found is None:
        ack()
        return
    link = link_to(client, event["channel"], event["ts"])
    with database.begin() as session:
        found = counts_as(session, team_id, body, now)
        if found and found.by:
            log_message(session, found.customer, found.by, found.day, link, now)
        elif found:
            note_message(session, found.customer, found.day, link, now)
    wake()
    ack()


def counts_as(session: Session, team_id: str, body: dict[str, Any], now: datetime) -> Said | None:
    """Return what a message counts as; None where it changes nothing, or no more today."""
    event = body["event"]
    tied = find_channel(session, team_id, event["channel"])
    customer = find_customer(session, team_id, tied.customer_id) if tied else None
    if customer is None or customer.state != ACTIVE:
        return None
    writer = find_member(session, team_id, event["user"])
    written_at = datetime.fromtimestamp(float(event["ts"]), UTC)
    if is_theirs(writer, event, team_id):
        champion = find_member(session, team_id, customer.champion_id)
        day = working_time_of(session, team_id, champion).today(written_at)
        return None if sign_that_day(session, customer, day) else Said(customer, day, None)
    if writer is None or not writer.belongs or not body.get("is_ext_shared_channel"):
        return None
    day = working_time_of(session, team_id, writer).today(written_at)
    if not makes_touch(customer, writer, rota_of(session, team_id, now)) or touch_that_day(session, customer, day):
        return None
    return Said(customer, day, writer.user_id)


def is_theirs(writer: Member | None, event: dict[str, Any], team_id: str) -> bool:
    """Tell whether somebody of another company wrote this: Slack names their workspace in a shared channel."""
    if writer:
        return writer.is_stranger and not writer.is_bot
    return bool(event.get("user_team", team_id) != team_id)


def not_a_touch(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take back a touch that logged itself, whenever its writer reads of it; the brief is drawn again."""
    refusal = None
    with database.begin() as session:
        touch = find_touch(session, member.team_id, action["value"])
        customer = find_customer(session, member.team_id, touch.customer_id) if touch else None
        if touch is None or customer is None or touch.source != SLACK:
            refusal = render("undo/refused", member, why="gone", fact=None)
        elif not (member.manager or member.user_id == touch.by):
            refusal = render("undo/refused", member, why=NOT_YOURS, fact=touch)
        elif touch.undone_at:
            refusal = render("undo/refused", member, why=ALREADY_UNDONE, fact=touch)
        else:
            undo(session, customer, touch, member, now)
        container = body.get("container") or {}
        redraw_post(session, member.team_id, container.get("channel_id"), container.get("message_ts"), now)
    if refusal:
        respond(response_type="ephemeral", replace_original=False, **refusal)
    wake()
    ack()
