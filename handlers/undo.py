"""Taking back: *Undo* under a message or in a brief, and `/touch undo`, because ephemeral messages vanish."""

from collections.abc import Callable, Iterator
from datetime import datetime
from operator import itemgetter
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.away_words import taken_back
from handlers.context import Database, Wake
from handlers.forms import answer_in_form, is_in_form
from handlers.show_card import draw_below
from models import care_change, moment_acts, saying_acts
from models.away_latest import latest_change
from models.care_change import CareChange, switched_on_by
from models.care_model import ROWS
from models.customer import find_customer
from models.fact import Fact, find_fact, recorded_at
from models.member import Member
from models.message import redraw_post
from models.moment import Moment, MomentCheck
from models.moment_acts import latest_answered
from models.roles import Act, may
from models.saying import Saying
from models.saying_acts import latest_said
from models.undo import CIRCLE, latest_fact, undo, undone_together, why_not
from models.undo_change import closes_circle
from models.working_time import working_time
from models.workspace import Workspace
from templates import render

Said = dict[str, Any]


def register(app: App) -> None:
    app.action("undo")(tapped)


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
    """Take back what the button names; an answer that only they can see is replaced, a brief is drawn again."""
    with database.begin() as session:
        said, done = take_back(session, member, action["value"], now)
        place = body.get("container", {})
        redraw_post(session, member.team_id, place.get("channel_id"), place.get("message_ts"), now)
    ephemeral = place.get("is_ephemeral", False)
    if is_in_form(body):
        answer_in_form(client, body, member, said)
        draw_below(client, reading, member, body["view"], now)
    elif ephemeral or not done:
        respond(response_type="ephemeral", replace_original=ephemeral and done, **said)
    wake()
    ack()


def take_back_latest(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Take back what this person did last; the answer to `/touch undo`."""
    found = max(_done_lately(session, member, now), key=itemgetter(0), default=None)
    return found[1]() if found else render("undo/nothing", member)


def _done_lately(session: Session, member: Member, now: datetime) -> Iterator[tuple[datetime, Callable[[], Said]]]:
    """Yield when this person did the last of each sort, and how it is taken back; of one instant the first counts."""
    about = (session, member, now)
    if fact := latest_fact(session, member.team_id, member.user_id, now):
        yield recorded_at(fact), lambda: take_back(session, member, _together(session, fact), now)[0]
    if absence := latest_change(*about):
        yield absence[1], lambda: taken_back(session, member, absence[0], now)[0]
    if saying := latest_said(*about):
        yield saying.created_at, lambda: _saying_back(*about, saying)
    if (check := latest_answered(*about)) and check.answered_at:
        yield check.answered_at, lambda: _moment_back(*about, check)
    change = switched_on_by(session, member.team_id, member.user_id, now) if may(member, Act.CARE_MODEL) else None
    if change and change.decided_at:
        yield change.decided_at, lambda: _model_back(*about, change)


def _together(session: Session, fact: Fact) -> str:
    return ",".join(one.id for one in undone_together(session, fact))


def _saying_back(session: Session, member: Member, now: datetime, saying: Saying) -> Said:
    saying_acts.take_back(session, saying, member, now)
    return render("voice/undone", member, saying=saying)


def _moment_back(session: Session, member: Member, now: datetime, check: MomentCheck) -> Said:
    moment = session.get_one(Moment, (check.team_id, check.moment_id))
    moment_acts.take_back(session, check, member, now)
    customer = find_customer(session, check.team_id, check.customer_id)
    return render("moment/undone", member, moment=moment, customer=customer)


def _model_back(session: Session, member: Member, now: datetime, change: CareChange) -> Said:
    care_change.take_back(session, change, member.user_id, now)
    return render("undo/model", member, rows=[name for name in ROWS if name in change.rows])


def take_back(session: Session, member: Member, fact_ids: str, now: datetime) -> tuple[dict[str, Any], bool]:
    """Undo the facts with these ids, parted by commas; return what to say, and whether anything was undone."""
    facts = [fact for id_ in fact_ids.split(",") if (fact := find_fact(session, member.team_id, id_))]
    refusal = next((why for fact in facts if (why := why_not(fact, member, now))), None)
    if refusal is None and any(closes_circle(session, fact) for fact in facts):
        refusal = CIRCLE
    if refusal or not facts:
        return render("undo/refused", member, why=refusal or "gone", fact=facts[0] if facts else None), False
    undone = []
    for fact in facts:
        if customer := find_customer(session, member.team_id, fact.customer_id):
            undo(session, customer, fact, member, now)
            undone.append((customer, fact))
    workspace = session.get_one(Workspace, member.team_id)
    today = working_time(workspace, member).today(now)
    return render("undo/undone", member, undone=undone, today=today), True
