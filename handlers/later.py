"""Later: a customer's ordinary reminders rest until a day, by `/care later` or from a nudge; the cadence stays."""

import re
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from sqlmodel import Session

from handlers.about import Asked, about_customer, refused_form
from handlers.context import Database, Wake
from handlers.forms import reason_in, value_of
from models import acts
from models.customer import Customer, find_customer
from models.day import read_day
from models.member import Member
from models.roles import Act
from models.workspace import working_time_of
from templates import render

FURTHEST = timedelta(days=366)
UNTIL = re.compile(r"^(?:until|till|to|for|by)\s+", re.IGNORECASE)


def register(app: App) -> None:
    about_customer(app, "later", Act.LATER, put_off)
    app.view("later_choice")(chosen)


def put_off(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer `/care later acme 2 weeks, they are moving`: the day first, then a reason."""
    rest = UNTIL.sub("", asked.rest)
    read = partial(read_day, today=asked.today, future=True, month_first=asked.member.writes_month_first)
    found = read(rest) or read(f"in {rest}")
    if found is None or found.day is None or not asked.today < found.day <= asked.today + FURTHEST:
        return render("later/which_day", asked.member, customer=customer, text=asked.typed)
    decision = acts.put_off(asked.session, customer, found.day, asked.member.user_id, _reason(found.rest), asked.now)
    return render("later/put_off", asked.member, customer=customer, decision=decision, today=asked.today)


def _reason(rest: str) -> str:
    """Return what follows the day, without the comma or dash that parts them."""
    return rest.strip(" ,;:–-")


def open_choice(_: Session, customer: Customer, member: Member, today: date) -> dict[str, Any]:
    """Return the form that asks until when, and why."""
    return render("later/choice", member, customer=customer, tomorrow=today + timedelta(days=1))


def chosen(
    ack: Ack,
    view: dict[str, Any],
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Put the customer off until the day that the form names."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, view["private_metadata"])
        today = working_time_of(session, member.team_id, member).today(now)
        until, reason = date.fromisoformat(value_of(view, "day")), reason_in(view)
        answer = refused_form(session, member, Act.LATER, customer, reason, now)
        if not today < until <= today + FURTHEST:
            answer = render("later/wrong_day", member)
        if answer is None and customer:
            acts.put_off(session, customer, until, member.user_id, reason, now)
    wake()
    ack(**(answer or {}))
