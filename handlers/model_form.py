"""The form of one row of the care model: what is sent becomes a draft, never the model itself at once."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import open_view, value_of
from handlers.model import draw_table
from handlers.model_draft import send_dry_run
from models.care_change import draft_of, draft_row
from models.care_model import DAYS_A_YEAR, LONGEST_DAYS, ROWS, SHORTEST_DAYS, Policy, care_model_of
from models.kind import Kind, find_kind
from models.member import Member
from templates import render

MOST_TOUCHES, MOST_REPLY_HOURS, MOST_ACTIVITIES = 52, 80, 5
SEPARATOR = re.compile(r"[,;\n]+| or | and ")
Problems = dict[str, tuple[str, Any]]
"""By input what is wrong with it, and what that is about."""


@dataclass
class Days:
    """Cadence and silence as they were typed; None means never."""

    cadence: int | None
    silence: int | None


def register(app: App) -> None:
    app.action("model_row")(open_form)
    app.view("model_form")(submitted)


def open_form(
    ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient, reading: Database, member: Member
) -> None:
    """Open a row as the draft has it, else as it is."""
    name = action["value"] if action["value"] in ROWS else ROWS[0]
    with reading.begin() as session:
        view = render("model/form", member, row=name, policy=_row(session, member.team_id, name))
    open_view(client, body, view)
    ack()


def submitted(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Put the row into the draft and send its dry run, or say beside the input what is wrong."""
    name = view["private_metadata"]
    with database.begin() as session:
        policy, problems = read_policy(view, _row(session, member.team_id, name))
        if policy is not None:
            draft = draft_row(session, member.team_id, name, policy, member.user_id, now)
            if draft:
                send_dry_run(session, draft, member, now)
    if policy is None:
        ack(**render("model/errors", member, problems=problems))
        return
    draw_table(client, reading, member, view.get("previous_view_id"), now)
    wake()
    ack()


def _row(session: Session, team_id: str, name: str) -> Policy:
    draft = draft_of(session, team_id)
    drafted = draft.policies if draft else {}
    return drafted.get(name) or care_model_of(session, team_id).rows[name]


def read_policy(view: dict[str, Any], was: Policy) -> tuple[Policy | None, Problems]:
    """Return the policy that stands in the form, or what is wrong with it; `was` is what the form was opened with.

    Touches a year follow the cadence where they were left as they were and the cadence was not.
    """
    problems: Problems = {}
    days = read_days(view, problems)
    touches = whole(view, "touches", 0, MOST_TOUCHES, problems)
    hours = whole(view, "reply_hours", 1, MOST_REPLY_HOURS, problems)
    activities = read_activities(view, problems)
    if "reply_hours" not in problems and hours is None:
        problems["reply_hours"] = ("no_number", (1, MOST_REPLY_HOURS))
    if problems:
        return None, problems
    if touches is None or (touches == was.touches_a_year and days.cadence != was.cadence_days):
        touches = max(1, round(DAYS_A_YEAR / days.cadence)) if days.cadence else 0
    return Policy(touches, days.cadence, days.silence, activities, hours or 1), {}


def read_days(view: dict[str, Any], problems: Problems) -> Days:
    """Return cadence and silence, and note what is wrong: silence has to be longer than the cadence, or both never."""
    cadence = whole(view, "cadence", SHORTEST_DAYS, LONGEST_DAYS, problems)
    silence = whole(view, "silence", SHORTEST_DAYS, LONGEST_DAYS * 2, problems)
    if not problems:
        if cadence and silence and silence <= cadence:
            problems["silence"] = ("too_short", cadence)
        elif cadence and not silence:
            problems["silence"] = ("missing", cadence)
        elif silence and not cadence:
            problems["silence"] = ("alone", None)
    return Days(cadence, silence)


def whole(view: dict[str, Any], block_id: str, least: int, most: int, problems: Problems) -> int | None:
    """Return the whole number in an input, None where it is empty or says "never"; note what is no such number."""
    typed = (value_of(view, block_id) or "").strip().lower().removesuffix("days").removesuffix("hours").strip()
    if typed in ("", "never", "-", "–"):
        return None
    if typed.isdecimal() and len(typed) < 6 and least <= int(typed) <= most:
        return int(typed)
    problems[block_id] = ("no_number", (least, most))
    return None


def read_activities(view: dict[str, Any], problems: Problems) -> tuple[Kind, ...]:
    """Return the activities in the order in which they were typed; note a word that is none."""
    found: list[Kind] = []
    for word in filter(None, map(str.strip, SEPARATOR.split(value_of(view, "activities") or ""))):
        words = word.split()
        kind = find_kind(words)
        if kind is None or kind[1] != len(words):
            problems["activities"] = ("no_kind", word)
        else:
            found.append(kind[0])
    if len(set(found)) > MOST_ACTIVITIES:
        problems["activities"] = ("many", MOST_ACTIVITIES)
    return tuple(dict.fromkeys(found))
