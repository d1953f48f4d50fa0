"""`/care pulse`: sixteen areas, a tap each, in one message of the DM that each tap draws again; sent without a name."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import pulse_results
from handlers.context import Database, Wake
from handlers.forms import answer_aside
from handlers.usage import not_understood
from handlers.words import rest_of, word
from models.member import Member, find_member
from models.message import Message, promise_asked_for
from models.pulse import AREAS, SCORES, SKIPPED, Area, PulsePart, answer, find_part, go_to
from models.pulse_part import begin, decline, forget_drafts, quarter_now, redraw_offer, send
from models.pulse_reminder import PULSE, expect_turn
from models.quarter import Quarter, quarter_named
from models.reminder import due_reminders, wake_managers
from models.workspace import Workspace
from templates import render

FEATURE = "pulse"


def register(app: App) -> None:
    app.command("/care", matchers=[word("pulse")])(typed)
    app.action("pulse_answer")(opened)
    app.action("pulse_decline")(declined)
    app.action("pulse_send")(sent)
    for name in (*(f"pulse_rate_{score}" for score in SCORES), "pulse_skip", "pulse_back", "pulse_look"):
        app.action(name)(tapped)


def plan(session: Session, team_id: str, now: datetime) -> None:
    """When a quarter is over, delete what was not sent and have managers look at its results."""
    for row in due_reminders(session, team_id, (PULSE,), now):
        session.delete(row)
        session.flush()
        quarter = quarter_now(session, team_id, now)
        forget_drafts(session, team_id, quarter)
        expect_turn(session, team_id, quarter, now)
        wake_managers(session, session.get_one(Workspace, team_id), now)


def typed(ack: Ack, command: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Ask the first area, or go on; with "results" behind it tell the last ones."""
    with database.begin() as session:
        if rest_of(command).lower().startswith("result"):
            said = pulse_results.tell(session, member, now, "pulse/results")
        elif rest := rest_of(command):
            said = not_understood(member, "pulse", rest)
        else:
            said = _start(session, member, now)
    wake()
    ack(**said)


def opened(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Do the same from a brief, or from the results."""
    with database.begin() as session:
        said = _start(session, member, now)
    answer_aside(client, body, respond, member, said)
    wake()
    ack()


def _start(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Promise the message in which areas are asked, and say that it comes."""
    quarter = quarter_now(session, member.team_id, now)
    part = begin(session, member, quarter, now)
    if not part.sent:
        promise_asked_for(session, member.team_id, member.user_id, FEATURE, now, quarter.name)
    redraw_offer(session, part, now)
    return render("pulse/coming", member, part=part, quarter=quarter, today=quarter.first)


def compose(session: Session, message: Message, _: datetime) -> dict[str, Any] | None:
    """Word the area that is being asked now, or what stands in its place."""
    member, quarter = find_member(session, message.team_id, message.recipient), quarter_named(message.subject)
    part = find_part(session, message.team_id, quarter, message.recipient)
    if member is None or not member.belongs or part is None or (part.draft is None and not part.sent):
        return None
    return _asking(member, part, quarter)


def _asking(member: Member, part: PulsePart, quarter: Quarter) -> dict[str, Any]:
    return render("pulse/pulse", member, part=part, quarter=quarter, areas=AREAS, today=quarter.first)


def tapped(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime
) -> None:
    """Keep a score, skip an area, go back to the one before or to a chosen one; ask the next in the same message."""
    name, _, score = action["action_id"].removeprefix("pulse_").partition("_")
    value = action["selected_option"]["value"] if "selected_option" in action else action["value"]
    quarter_name, _, area = value.partition(" ")
    with database.begin() as session:
        quarter = quarter_now(session, member.team_id, now)
        if quarter.name != quarter_name:
            said = render("pulse/over", member)
        else:
            part = begin(session, member, quarter, now)
            if not part.sent:
                _tap(part, name, Area(area), int(score or SKIPPED))
            said = _asking(member, part, quarter)
    respond(replace_original=True, **said)
    ack()


def _tap(part: PulsePart, name: str, area: Area, score: int) -> None:
    if name == "back":
        go_to(part, AREAS.index(area) - 1)
    elif name == "look":
        go_to(part, AREAS.index(area))
    else:
        answer(part, area, score)


def sent(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Count the answers in, without a name, and delete them."""
    with database.begin() as session:
        quarter = quarter_now(session, member.team_id, now)
        if quarter.name != action["value"]:
            said = render("pulse/over", member)
        else:
            part = begin(session, member, quarter, now)
            send(session, part, member, quarter)
            redraw_offer(session, part, now)
            said = _asking(member, part, quarter)
    respond(replace_original=True, **said)
    wake()
    ack()


def declined(ack: Ack, action: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Offer it no more this quarter."""
    with database.begin() as session:
        redraw_offer(session, decline(session, member, quarter_named(action["value"])), now)
    wake()
    ack()
