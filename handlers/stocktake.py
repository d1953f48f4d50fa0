"""The stocktake: `/care stocktake`, its report, and beginning one; how it goes on stands beside, in `stocktake_*`.

A champion gets the list of their own customers, a manager how far everybody is.
"""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import stocktake_grading, stocktake_progress
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_in_form, put_in_place
from handlers.words import rest_of, word
from models import stocktake_acts
from models.home import draw_again
from models.member import Member, find_member
from models.message import Message, promise
from models.roles import Act, may
from models.stocktake import closed_stocktakes, find_stocktake, gradings_in
from models.stocktake_reminder import keep_stocktake, offer_in_a_month
from models.stocktake_report import report_of
from models.workspace import Workspace, working_time_of
from templates import render

MINE, ALL = "mine", "all"


def register(app: App) -> None:
    app.command("/care", matchers=[word("stocktake")])(typed)
    app.action("home_stocktake")(opened)
    app.action("stocktake_open")(opened)
    app.action("stocktake_begin")(begun)
    app.action("stocktake_later")(rested)
    app.action("stocktake_report")(asked)


def plan(session: Session, team_id: str, now: datetime) -> None:
    """Offer the half-yearly stocktake when its time has come, and tell managers of what is late."""
    keep_stocktake(session, team_id, now)


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the report of the stocktake that somebody asked for."""
    member = find_member(session, message.team_id, message.recipient)
    stocktake = find_stocktake(session, message.team_id, message.subject)
    if member is None or not may(member, Act.STOCKTAKE) or stocktake is None or stocktake.closed_at is None:
        return None
    working = working_time_of(session, message.team_id, member)
    return render(
        "stocktake/report",
        member,
        report=report_of(session, stocktake),
        workspace=session.get_one(Workspace, message.team_id),
        today=working.today(now),
        plain=message.plain,
    )


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Open what there is to do; with "report" behind it the report comes into the DM."""
    if rest_of(command).lower().startswith("report"):
        with database.begin() as session:
            said = _report(session, member, now)
        wake()
        ack(**said)
        return
    with database.begin() as session:
        view = front(session, member, now)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def front(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return what a person sees of the stocktake first: a manager everybody, a champion their own customers."""
    if may(member, Act.STOCKTAKE):
        return stocktake_progress.view(session, member, now)
    return stocktake_grading.list_view(session, member, member.user_id, now)


def opened(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the customers of whom the button names: one's own, somebody else's for a manager; or all of it."""
    whose = action.get("value") or ALL
    with reading.begin() as session:
        if whose == ALL:
            view = front(session, member, now)
        else:
            theirs = member.user_id if whose == MINE or not may(member, Act.STOCKTAKE) else whose
            view = stocktake_grading.list_view(session, member, theirs, now)
    put_in_place(client, body, view)
    ack()


def begun(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Begin a stocktake; one that is going on already is shown."""
    with database.begin() as session:
        stocktake = stocktake_acts.begin(session, member.team_id, member.user_id, now)
        draw_again(session, member.team_id, now)
        session.flush()
        view = stocktake_progress.view(session, member, now)
        today = working_time_of(session, member.team_id, member).today(now)
        total = len(gradings_in(session, stocktake))
        said = render("stocktake/begun", member, stocktake=stocktake, total=total, today=today)
    if is_in_form(body):
        put_in_place(client, body, view)
    else:
        answer_aside(client, body, respond, member, said)
    wake()
    ack()


def rested(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Offer the stocktake again in a month."""
    with database.begin() as session:
        day = offer_in_a_month(session, member.team_id, now)
        today = working_time_of(session, member.team_id, member).today(now)
        draw_again(session, member.team_id, now)
    answer_aside(client, body, respond, member, render("stocktake/rested", member, day=day, today=today))
    wake()
    ack()


def asked(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Have the report come into the DM of who asks."""
    with database.begin() as session:
        said = _report(session, member, now)
    answer_aside(client, body, respond, member, said)
    wake()
    ack()


def _report(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    if not may(member, Act.STOCKTAKE):
        return render("refusal/for_managers", member, **stocktake_progress.whom_to_ask(session, member))
    closed = closed_stocktakes(session, member.team_id)[:1]
    for stocktake in closed:
        key = f"stocktake:{member.team_id}:{stocktake.id}:{member.user_id}:{now.isoformat()}"
        promise(
            session,
            team_id=member.team_id,
            key=key,
            recipient=member.user_id,
            feature="stocktake",
            subject=stocktake.id,
            now=now,
        )
    return render("stocktake/coming", member, there=bool(closed))
