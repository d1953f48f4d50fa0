"""One customer in a stocktake: five taps, the tier they suggest, and the one that is chosen.

Every tap is kept at once, so that a closed form loses nothing.
"""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed, refused, refused_form
from handlers.context import Database, Wake
from handlers.forms import answer_aside, put_in_place, value_of
from handlers.stocktake_grading import list_view, of_list, theirs_or_own, today_of
from models import stocktake_acts
from models.care_model import TIERS
from models.customer import Customer, find_customer
from models.fact import find_fact
from models.home import draw_again
from models.member import Member
from models.roles import Act
from models.stocktake import Grading, find_grading, last_grading, open_stocktake
from models.stocktake_rules import QUESTIONS
from models.workspace import Workspace
from templates import render


def register(app: App) -> None:
    app.action("stocktake_one")(opened)
    for place in (1, 2, 3):
        app.action(f"stocktake_answer_{place}")(answered)
    app.view("stocktake_form")(graded)


def one_view(session: Session, member: Member, grading: Grading, whose: str, now: datetime) -> dict[str, Any]:
    """Return the form of one customer: five answers with where they come from, and the tier they suggest."""
    customer = session.get_one(Customer, (grading.team_id, grading.customer_id))
    last = last_grading(session, member.team_id, customer.id)
    left = [one for one in of_list(session, member.team_id, whose, now) if not one[0].graded_at]
    return render(
        "stocktake/grade",
        member,
        grading=grading,
        customer=customer,
        last=last,
        left=len(left),
        key=whose,
        questions=QUESTIONS,
        answers=grading.answers,
        sources={name: _told(session, grading.team_id, grading.sources[name]) for name in QUESTIONS},
        all_tiers=TIERS,
        workspace=session.get_one(Workspace, member.team_id),
        today=today_of(session, member, now),
    )


def _told(session: Session, team_id: str, source: dict[str, Any]) -> dict[str, Any]:
    """Return a source with its day, and with the words of a note as they stand now."""
    told = {"words": ""} | source
    if "day" in source:
        told["day"] = date.fromisoformat(source["day"])
    if fact := find_fact(session, team_id, source.get("fact", "")):
        told["words"] = getattr(fact, "note", "") if not fact.undone_at else ""
    return told


def _may_grade(session: Session, member: Member, grading: Grading | None) -> bool:
    """Tell whether this can be graded: it is part of the stocktake that is going on, and not confirmed yet."""
    going_on = open_stocktake(session, member.team_id)
    return bool(grading and going_on and grading.stocktake_id == going_on.id and not grading.confirmed_at)


def _refused(session: Session, member: Member, grading: Grading | None, now: datetime) -> dict[str, Any] | None:
    """Return the words for somebody whose customer this is not."""
    customer = find_customer(session, member.team_id, grading.customer_id if grading else None)
    if customer is None or allowed(session, member, Act.GRADE, customer, now):
        return None
    return refused(session, member, Act.GRADE, customer)


def _whose(body: dict[str, Any], member: Member) -> str:
    """Return whose list the form belongs to in which somebody acts."""
    kept: list[str] = [member.user_id, *body.get("view", {}).get("private_metadata", "").split()]
    return theirs_or_own(member, kept[-1])


def opened(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open one customer in the place of the list; from a button beside them or the menu of the others."""
    chosen: str = (action.get("selected_option") or action)["value"]
    with reading.begin() as session:
        grading, whose = find_grading(session, member.team_id, chosen), _whose(body, member)
        refusal = _refused(session, member, grading, now)
        view = _shown(session, member, grading, whose, now) if not refusal else {}
    _answer(client, body, respond, member, refusal, view)
    ack()


def answered(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
) -> None:
    """Keep one answer, and show what the five suggest now."""
    grading_id, question, said, whose = action["value"].split()
    with database.begin() as session:
        grading, whose = find_grading(session, member.team_id, grading_id), theirs_or_own(member, whose)
        refusal = _refused(session, member, grading, now)
        if grading and not refusal and _may_grade(session, member, grading):
            stocktake_acts.answer(grading, question, int(said))
            session.flush()
        view = _shown(session, member, grading, whose, now) if not refusal else {}
    _answer(client, body, respond, member, refusal, view)
    ack()


def _shown(session: Session, member: Member, grading: Grading | None, whose: str, now: datetime) -> dict[str, Any]:
    """Return the form of one customer, or the list where there is nothing to grade about them any more."""
    if grading and _may_grade(session, member, grading):
        return one_view(session, member, grading, whose, now)
    return list_view(session, member, whose, now)


def _answer(
    client: WebClient,
    body: dict[str, Any],
    respond: Respond,
    member: Member,
    refusal: dict[str, Any] | None,
    view: dict[str, Any],
) -> None:
    if refusal:
        answer_aside(client, body, respond, member, refusal)
    else:
        put_in_place(client, body, view)


def graded(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Keep the tier and go on with the next who wants a look; another one than suggested needs a reason."""
    grading_id, whose = view["private_metadata"].split()
    with database.begin() as session:
        grading = find_grading(session, member.team_id, grading_id)
        customer = find_customer(session, member.team_id, grading.customer_id if grading else None)
        answer = refused_form(session, member, Act.GRADE, customer, value_of(view, "reason"), now)
        if answer is None and grading:
            answer = _kept(session, member, grading, view, whose, now)
    wake()
    ack(**(answer or {}))


def _kept(
    session: Session, member: Member, grading: Grading, view: dict[str, Any], whose: str, now: datetime
) -> dict[str, Any]:
    """Keep what the form says; return what takes its place: a complaint, the next who wants a look, else the list."""
    [block_id] = [name for name in view["state"]["values"] if name.startswith("tier:")]
    tier, reason = value_of(view, block_id), " ".join((value_of(view, "reason") or "").split())
    if not _may_grade(session, member, grading):
        return _in_its_place(list_view(session, member, theirs_or_own(member, whose), now))
    if tier != grading.suggested and not reason:
        return render("stocktake/errors", member, suggested=grading.suggested, tier=tier)
    stocktake_acts.grade(session, grading, tier, reason, member.user_id, now)
    draw_again(session, member.team_id, now)
    session.flush()
    theirs = of_list(session, member.team_id, theirs_or_own(member, whose), now)
    following = next((one for one, _ in theirs if one.by_hand and not one.graded_at), None)
    if following:
        return _in_its_place(one_view(session, member, following, whose, now))
    return _in_its_place(list_view(session, member, theirs_or_own(member, whose), now))


def _in_its_place(view: dict[str, Any]) -> dict[str, Any]:
    return {"response_action": "update", "view": view}
