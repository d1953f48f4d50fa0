"""A planned touch: the form that books one or moves it to another day."""

from datetime import date, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import refused_form
from handlers.context import Database, Wake
from handlers.forms import value_of
from handlers.opening import opens_form
from handlers.show_card import draw_below
from models import acts
from models.customer import Customer, find_customer
from models.kind import TWO_WAY, Kind
from models.member import Member
from models.roles import Act
from models.standing import standing_of
from models.touch import PLANNED, Touch, find_touch
from models.workspace import working_time_of
from templates import render

FURTHEST = timedelta(days=366)


def register(app: App) -> None:
    opens_form(app, "booking_open", Act.PLAN, open_booking)
    app.view("booking_form")(book)
    app.view("booking_moving")(move)


def open_booking(session: Session, customer: Customer, member: Member, today: date) -> dict[str, Any]:
    """Return the form that books a touch with this customer."""
    standing = standing_of(session, customer, working_time_of(session, customer.team_id, member), today)
    return render("booking/form", member, standing=standing, customer=customer, today=today)


def find_plan(session: Session, team_id: str, plan_id: str | None) -> Touch | None:
    """Return the touch with that id, if it is planned still."""
    touch = find_touch(session, team_id, plan_id) if plan_id else None
    return touch if touch and touch.state == PLANNED and not touch.undone_at else None


def open_moving(
    session: Session, customer: Customer, member: Member, today: date, plan_id: str | None
) -> dict[str, Any] | None:
    """Return the form that moves a planned touch of this customer."""
    planned = find_plan(session, member.team_id, plan_id)
    return render("booking/moving", member, touch=planned, customer=customer, today=today) if planned else None


def book(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Book the touch that the form describes."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, view["private_metadata"])
        today = working_time_of(session, member.team_id, member).today(now)
        day, note = date.fromisoformat(value_of(view, "day")), value_of(view, "note") or ""
        answer = _wrong_day(member, day, today) or refused_form(session, member, Act.PLAN, customer, note, now)
        if answer is None and customer:
            kind = Kind(value_of(view, "kind"))
            planned = Touch(
                team_id=member.team_id,
                customer_id=customer.id,
                kind=kind,
                state=PLANNED,
                day=day,
                two_way=kind in TWO_WAY,
                by=member.user_id,
                note=note,
                created_at=now,
            )
            acts.log_touch(session, customer, planned, now)
    draw_below(client, reading, member, view, now)
    wake()
    ack(**(answer or {}))


def move(
    ack: Ack,
    view: dict[str, Any],
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Move a planned touch to the day that the form names."""
    with database.begin() as session:
        planned = find_touch(session, member.team_id, view["private_metadata"])
        customer = find_customer(session, member.team_id, planned.customer_id) if planned else None
        today = working_time_of(session, member.team_id, member).today(now)
        day = date.fromisoformat(value_of(view, "day"))
        answer = _wrong_day(member, day, today, moving=planned)
        answer = answer or refused_form(session, member, Act.PLAN, customer, None, now)
        if answer is None and planned and not find_plan(session, member.team_id, planned.id):
            answer = render("booking/not_moved", member, touch=planned, customer=customer)
        elif answer is None and planned and customer:
            acts.move_plan(session, customer, planned, day, member.user_id, now)
    wake()
    ack(**(answer or {}))


def _wrong_day(member: Member, day: date, today: date, *, moving: Touch | None = None) -> dict[str, Any] | None:
    """Return the error that stands beside the day: a plan is for today or later, within a year."""
    if today <= day <= today + FURTHEST:
        return None
    in_calendar = moving is not None and moving.is_in_calendar
    return render("booking/wrong_day", member, past=day < today, moving=moving is not None, in_calendar=in_calendar)
