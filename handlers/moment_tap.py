"""What a tap says of a moment of truth: done, later, not needed, and taking that back; in a brief or a list."""

from datetime import datetime, timedelta
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import refused
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_in_form
from handlers.moment_list import facts_of, may_answer
from handlers.show_card import draw_below
from models import moment_acts
from models.cover import rota_of
from models.customer import find_customer
from models.member import Member
from models.moment import DONE, NOT_NEEDED, MomentCheck, find_check
from models.moment_acts import draw_briefs
from models.moment_reminder import reader_of
from models.roles import Act
from models.workspace import working_time_of
from templates import render

WORD_DONE, WORD_LATER, WORD_NOT, WORD_UNDO = "done", "later", "not", "undo"


def register(app: App) -> None:
    for word in (WORD_DONE, WORD_LATER, WORD_NOT, WORD_UNDO, "row"):
        app.action(f"moment_{word}")(tapped)


def read_tap(action: dict[str, Any]) -> tuple[str, str, int]:
    """Return what was tapped, about which check, and for how many days; a row's menu carries the word in its value."""
    value: str = (action.get("selected_option") or action)["value"]
    word = action["action_id"].removeprefix("moment_")
    if word == "row":
        word, _, value = value.partition(" ")
    check_id, _, days = value.partition(" ")
    return word, check_id, int(days or 0)


def tapped(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Do what was tapped, where it still stands; a list is drawn anew, the brief by itself."""
    word, check_id, days = read_tap(action)
    shown: dict[str, Any] = {}
    with database.begin() as session:
        check, said = _answer(session, member, word, check_id, days, now)
        if check and said is None:
            customer = find_customer(session, member.team_id, check.customer_id)
            shown = facts_of(session, customer, member, now)
    if said:
        answer_aside(client, body, respond, member, said)
    elif is_in_form(body):
        client.views_update(view_id=body["view"]["id"], view=render("moment/view", member, **shown))
        draw_below(client, reading, member, body["view"], now)
    elif body.get("container", {}).get("is_ephemeral"):
        respond(replace_original=True, **render("moment/list", member, **shown))
    wake()
    ack()


def _answer(
    session: Session, member: Member, word: str, check_id: str, days: int, now: datetime
) -> tuple[MomentCheck | None, dict[str, Any] | None]:
    """Do it, or return what is said instead."""
    found = find_check(session, member.team_id, check_id)
    if found is None:
        return None, render("moment/gone", member, check=None)
    check, moment = found
    customer = find_customer(session, member.team_id, check.customer_id)
    if word == WORD_UNDO:
        if why := moment_acts.why_not(check, member, now):
            return None, render("undo/refused", member, why=why, fact=check)
        moment_acts.take_back(session, check, member, now)
        return check, None
    if not may_answer(session, member, moment, customer, now):
        if customer:
            return None, refused(session, member, Act.MOMENT, customer)
        owner = reader_of(moment, customer, rota_of(session, member.team_id, now))
        return None, render("moment/refused", member, owner=owner)
    if check.outcome:
        draw_briefs(session, check, now)
        return None, render("moment/gone", member, check=check)
    today = working_time_of(session, member.team_id, member).today(now)
    if word == WORD_LATER:
        moment_acts.put_off(session, check, today + timedelta(days=days), member.user_id, now)
    else:
        outcome = DONE if word == WORD_DONE else NOT_NEEDED
        moment_acts.answer(session, check, outcome, today, member.user_id, now)
    return check, None
