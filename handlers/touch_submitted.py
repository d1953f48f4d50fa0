"""What the form of a touch was submitted with: logged, booked or corrected; or said beside the input what is wrong."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed
from handlers.cadence import offered
from handlers.context import Database, Wake
from handlers.forms import value_of
from handlers.show_card import draw_below
from handlers.touch_form import Filled
from models import acts
from models.customer import Customer, find_customer
from models.day import DayProblem, problem_of
from models.kind import TWO_WAY, Kind
from models.member import Member
from models.roles import Act
from models.sign_of_life import REPLY
from models.standing import standing_of
from models.touch import DONE, PLANNED, Touch, find_touch, twin_of
from models.undo import why_not
from models.working_time import DAY, next_working_day
from models.workspace import working_time_of
from templates import render

SPOKE = {"yes": True, "no": False}
PROBLEMS = {DayProblem.TOO_FAR: "far_ahead", DayProblem.TOO_LONG_AGO: "long_ago"}


def register(app: App) -> None:
    app.view("touch_log")(log)
    app.view("touch_save")(save)


def log(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep the touch that the form describes, or book it where its day lies ahead; the same one twice is kept once."""
    with database.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        filled = _read(session, view, member, today)
        answer = _problems(session, member, filled, today, now)
        if answer is None and filled.customer and filled.kind == REPLY:
            answer = _note_reply(session, member, filled.customer, filled, today, now)
        elif answer is None and filled.customer:
            facts = _facts(filled, today) | {"permalink": view["private_metadata"] or None}
            touch = Touch(team_id=member.team_id, by=member.user_id, created_at=now, **facts)
            kept = twin_of(session, touch) or acts.log_touch(session, filled.customer, touch, now)
            answer = _saved(session, member, filled.customer, kept, now)
    draw_below(client, reading, member, view, now)
    wake()
    ack(**(answer or {}))


def save(
    ack: Ack,
    view: dict[str, Any],
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Correct a touch as the form says; who was named as another customer gets it, the first one loses it."""
    with database.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        filled = _read(session, view, member, today)
        answer = _problems(session, member, filled, today, now)
        touch = find_touch(session, member.team_id, view["private_metadata"])
        if answer is None and touch and filled.customer and why_not(touch, member, now) is None:
            change = _facts(filled, today)
            if touch.day == filled.day:
                change["state"] = touch.state  # a plan whose day has come is not done because its note was mended
            first = find_customer(session, member.team_id, touch.customer_id)
            acts.change_touch(session, filled.customer, touch, member.user_id, now, **change)
            if first and first.id != filled.customer.id:
                acts.left_to_another(session, first, touch, now)
            answer = _saved(session, member, filled.customer, touch, now)
        elif answer is None:
            answer = render("touch/form_refused", member, touch=touch)
    wake()
    ack(**answer)


def _read(session: Session, view: dict[str, Any], member: Member, today: date) -> Filled:
    day = value_of(view, "day")
    return Filled(
        customer=find_customer(session, member.team_id, value_of(view, "customer")),
        kind=value_of(view, "kind"),
        day=date.fromisoformat(day) if day else today,
        people=value_of(view, "people") or "",
        note=value_of(view, "note") or "",
        two_way=SPOKE.get(value_of(view, "two_way") or ""),
    )


def _facts(filled: Filled, today: date) -> dict[str, Any]:
    kind, day = Kind(filled.kind or Kind.OTHER), filled.day or today
    return {
        "customer_id": filled.customer.id if filled.customer else None,
        "kind": kind,
        "state": PLANNED if day > today else DONE,
        "day": day,
        "two_way": kind in TWO_WAY if filled.two_way is None else filled.two_way,
        "people": filled.people,
        "note": filled.note,
    }


def _note_reply(
    session: Session, member: Member, customer: Customer, filled: Filled, today: date, now: datetime
) -> dict[str, Any]:
    sign = acts.note_reply(session, customer, member.user_id, filled.day or today, filled.note, now)
    due_on = standing_of(session, customer, working_time_of(session, member.team_id, member), today).due_on
    return render("touch/noted", member, sign=sign, customer=customer, next_due=due_on, today=today)


def _problems(session: Session, member: Member, filled: Filled, today: date, now: datetime) -> dict[str, Any] | None:
    """Return the words that stand beside the inputs, or None where nothing is wrong."""
    problems = []
    if filled.customer is None or filled.customer.state != "active":
        problems.append("gone")
    elif (
        filled.day
        and filled.day > today
        and filled.kind != REPLY
        and not allowed(session, member, Act.PLAN, filled.customer, now)
    ):
        problems.append("not_yours")
    if filled.kind == REPLY and filled.day and filled.day > today:
        problems.append("not_yet")
    elif filled.day and (problem := problem_of(filled.day, today)):
        problems.append(PROBLEMS[problem])
    return render("touch/modal_errors", member, problems=problems) if problems else None


def _saved(session: Session, member: Member, customer: Customer, touch: Touch, now: datetime) -> dict[str, Any]:
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    standing = standing_of(session, customer, working, today)
    offer = offered(session, member, standing, touch, now)
    ask_on = next_working_day(touch.day + DAY, working)
    facts = {"next_due": standing.due_on, "offer": offer, "ask_on": ask_on, "today": today}
    return render("touch/saved", member, touch=touch, customer=customer, **facts)
