"""After a stocktake: of which E to decide, and "is it really an E?" of who was not converted in time. For managers."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_in_form, open_view, put_in_place
from handlers.stocktake_convert import around, convert_view, graded_customer, today_of
from models import acts, leaving, stocktake_lists
from models.customer import Customer
from models.home import draw_again
from models.lost import Reason
from models.member import Member, find_member
from models.stocktake import Grading
from models.stocktake_lists import TO_CONVERT_IN, lists_of
from templates import render

CONVERT = "convert"
Undo = tuple[str, str]


def register(app: App) -> None:
    for place in (1, 2):
        app.action(f"stocktake_lists_{place}")(opened)
    app.action("stocktake_end")(decided)
    app.action("stocktake_again")(taken_back)
    for place in (1, 2, 3):
        app.action(f"stocktake_missed_{place}")(answered)


def opened(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open one of the two lists."""
    with reading.begin() as session:
        draw = convert_view if action["value"] == CONVERT else ends_view
        view = draw(session, member, now)
    open_view(client, body, view)
    ack()


def ends_view(
    session: Session,
    member: Member,
    now: datetime,
    decided: Customer | None = None,
    how: str = "",
    undo: Undo | None = None,
) -> dict[str, Any]:
    """Return the E of which to decide, below what was `decided` just now, and how."""
    ends = lists_of(session, member.team_id).ends
    facts = {"decided": decided, "how": how, "undo": undo}
    return render("stocktake/ends", member, ends=ends, **facts, **around(session, member, now))


def decided(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Decide about an E: keep them, give them another tier, or end it with them, which is counted as no loss."""
    how, _, grading_id = action["selected_option"]["value"].partition(" ")
    with database.begin() as session:
        found = graded_customer(session, member, grading_id)
        if found is None or found[1].tier != "E":
            view = ends_view(session, member, now)
        else:
            undo = _decide(session, found[0], found[1], how, member, now)
            draw_again(session, member.team_id, now)
            session.flush()
            view = ends_view(session, member, now, found[1], how, undo)
    put_in_place(client, body, view)
    wake()
    ack()


def _decide(session: Session, grading: Grading, customer: Customer, how: str, member: Member, now: datetime) -> Undo:
    if how == "keep":
        stocktake_lists.keep_e(session, grading, member.user_id, now)
        return ("stocktake_again", grading.id)
    if how == "end":
        today = today_of(session, member, now)
        return ("undo", leaving.lose(session, customer, Reason.ENDED, "", member.user_id, today, now).id)
    return ("undo", acts.grade(session, customer, how, member.user_id, now).id)


def answered(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Answer "is it really an E?" of a customer who was to be converted by now."""
    how, _, grading_id = action["value"].partition(" ")
    with database.begin() as session:
        found = graded_customer(session, member, grading_id)
        if found is None:
            said = render("nudge/gone", member)
        else:
            grading, customer = found
            undo = _answer(session, grading, customer, how, member, now)
            draw_again(session, member.team_id, now)
            owner = find_member(session, member.team_id, grading.owner_id)
            facts = {"how": how, "deadline": grading.deadline, "owner": owner, "undo": undo}
            said = render("stocktake/missed", member, customer=customer, **facts, today=today_of(session, member, now))
    answer_aside(client, body, respond, member, said)
    wake()
    ack()


def _answer(
    session: Session, grading: Grading, customer: Customer, how: str, member: Member, now: datetime
) -> Undo | None:
    if how == "e":
        return ("undo", acts.grade(session, customer, "E", member.user_id, now).id)
    if how == "stay":
        stocktake_lists.let_stay(session, grading, member.user_id, now)
        return ("stocktake_again", grading.id)
    deadline = today_of(session, member, now) + TO_CONVERT_IN
    stocktake_lists.convert(session, grading, deadline, grading.owner_id, member.user_id, now)
    return None


def taken_back(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take back that a customer stays as they are: they are on their list again."""
    with database.begin() as session:
        said = render("nudge/gone", member)
        if found := graded_customer(session, member, action["value"]):
            stocktake_lists.decide_again(session, found[0], member.user_id, now)
            draw_again(session, member.team_id, now)
            facts = {"how": "again", "deadline": None, "owner": None, "undo": None}
            said = render("stocktake/missed", member, customer=found[1], **facts, today=today_of(session, member, now))
        session.flush()
        view = ends_view(session, member, now)
    if is_in_form(body):
        put_in_place(client, body, view)
    else:
        answer_aside(client, body, respond, member, said)
    wake()
    ack()
