"""A draft of the care model in a manager's DM: its dry run, now against then, and *Switch on*, *Change…*, *Drop*."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import is_in_form
from handlers.model import draw_table
from models import care_change
from models.care_change import DRAFT, FEATURE, CareChange, can_be_undone, find_change
from models.care_model import ROWS, CareModel, care_model_of
from models.dry_run import by_week, compare
from models.member import Member, find_member, members_by_id
from models.message import SENDING, SENT, Message, find_message, promise
from models.sharing import without_champion
from models.welcome import cared_for
from models.workspace import Workspace, working_time_of
from templates import render

MANY = 1_000
"""With more customers than that, counting takes longer than others may be kept from writing."""


def register(app: App) -> None:
    for name in ("model_on", "model_drop", "model_undo", "model_send"):
        app.action(name)(pressed)


def send_dry_run(session: Session, draft: CareChange, member: Member, now: datetime) -> None:
    """Promise the dry run to who asked for it; the one they have already is drawn again."""
    key = f"model:{draft.team_id}:{draft.id}:{member.user_id}"
    told = find_message(session, draft.team_id, key)
    if told and told.state == SENT:
        told.redraw_at = now
    to = member.user_id
    promise(session, team_id=draft.team_id, key=key, recipient=to, feature=FEATURE, subject=draft.id, now=now)


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word a change as it stands: a draft with its dry run, or what became of it."""
    member = find_member(session, message.team_id, message.recipient)
    change = find_change(session, message.team_id, message.subject)
    if change is None or member is None or not (member.belongs and member.manager):
        return None
    team_id, model = message.team_id, care_model_of(session, message.team_id)
    was = change.policies_before or model.rows
    facts: dict[str, Any] = {
        "change": change,
        "rows": [(name, was[name], change.policies[name]) for name in ROWS if name in change.rows],
        "people": members_by_id(session, team_id, {change.drafted_by, change.decided_by}),
        "today": working_time_of(session, team_id, member).today(now),
        "plain": message.plain,
        "undoable": can_be_undone(session, change, now),
    }
    if change.state == DRAFT and message.state == SENDING and cared_for(session, team_id)[0] > MANY:
        message.redraw_at = now  # drawn again at once, when nobody has to wait for what is written here
        facts["forecasts"] = None
    elif change.state == DRAFT:
        facts |= _dry_run(session, team_id, model, change, now)
    return render("model/draft", member, **facts)


def _dry_run(session: Session, team_id: str, model: CareModel, change: CareChange, now: datetime) -> dict[str, Any]:
    workspace = session.get_one(Workspace, team_id)
    before, after = compare(session, workspace, [model, model.with_rows(change.policies)], now)
    return {
        "forecasts": list(zip(before, after, strict=True)),
        "weeks": by_week(before, after, working_time_of(session, team_id).today(now)),
        "without_champion": len(without_champion(session, team_id)),
    }


def pressed(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Switch a draft on, drop it, take back what was switched on, or send the dry run; too late, nothing happens."""
    with database.begin() as session:
        change = find_change(session, member.team_id, action["value"])
        if change is not None:
            _act(session, change, action["action_id"], member, now)
    if is_in_form(body):
        draw_table(client, reading, member, body["view"]["id"], now)
    wake()
    ack()


def _act(session: Session, change: CareChange, name: str, member: Member, now: datetime) -> None:
    if name == "model_undo":
        if can_be_undone(session, change, now):
            care_change.take_back(session, change, member.user_id, now)
    elif change.state != DRAFT:
        # somebody else was faster: what stands there is drawn again
        care_change.redraw(session, change, now)
    elif name == "model_on":
        care_change.switch_on(session, change, member.user_id, now)
    elif name == "model_drop":
        care_change.drop(session, change, member.user_id, now)
    else:
        send_dry_run(session, change, member, now)
