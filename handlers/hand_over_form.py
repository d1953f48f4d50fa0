"""Hand over: a colleague is asked to take a customer, by `/care handover acme @bob`, from a nudge or in a form."""

import re
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import Asked, about_customer, refused_form
from handlers.context import Database, Wake
from handlers.forms import value_of
from handlers.opening import opens_form
from handlers.show_card import draw_below
from models import handing_over
from models.customer import Customer, find_customer
from models.day import A_YEAR, read_day
from models.hand_over import asked_about
from models.member import Member, find_member
from models.roles import Act
from models.workspace import working_time_of
from templates import render

UNTIL = re.compile(r"\b(?:until|till|til|through|bis)\b\s*", re.IGNORECASE)
FOR_GOOD = re.compile(r"\s*\bfor (?:good|ever)\b\s*", re.IGNORECASE)
TO = re.compile(r"^to\b\s*", re.IGNORECASE)
"""What is left of "acme to @bob" once the person is known."""


def register(app: App) -> None:
    about_customer(app, "handover", Act.HAND_OVER, hand_over, two_words="hand over")
    opens_form(app, "hand_over_open", Act.HAND_OVER, open_form)
    app.view("hand_over_form")(chosen)


def hand_over(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer `/care handover acme @bob until 14 Dec, he knows them`: a person, a day to keep them to, a note."""
    if asked.mentioned is None:
        return render("hand_over/whom", asked.member, customer=customer, text=asked.typed)
    receiver = find_member(asked.session, asked.member.team_id, asked.mentioned)
    kept_for = _kept_for(asked)
    if kept_for is None:
        return render("hand_over/which_day", asked.member, customer=customer, text=asked.typed)
    until, note = kept_for
    problem = handing_over.why_not_ask(asked.session, customer, asked.member, receiver, asked.now)
    if problem or receiver is None:
        why = {"problem": problem, "receiver": receiver, "mentioned": asked.mentioned, "text": asked.typed}
        return render("hand_over/not_asked", asked.member, customer=customer, **why)
    before = asked_about(asked.session, asked.member.team_id, customer.id)
    other = find_member(asked.session, asked.member.team_id, before.receiver_id) if before else None
    kept = handing_over.ask(
        asked.session, customer, asked.member, receiver, asked.now, until=until, note=note.strip(" ,;:–-")
    )
    facts = {"receiver": receiver, "instead": other if other != receiver else None, "today": asked.today}
    return render("hand_over/asked", asked.member, hand_over=kept, customer=customer, **facts)


def _kept_for(asked: Asked) -> tuple[date | None, str] | None:
    """Return the day until which they shall be kept (None: for good) and the note; None where the day is unclear.

    "until" behind other words names the day as well, unless no day follows: then it belongs to the note.
    """
    words = TO.sub("", asked.words.strip())
    begins = UNTIL.search(words)
    if FOR_GOOD.search(words) or begins is None:
        return None, FOR_GOOD.sub(" ", words)
    before, month_first = words[: begins.start()].strip(), asked.member.writes_month_first
    read = read_day(words[begins.end() :], asked.today, future=True, month_first=month_first)
    if read is None:
        return (None, words) if before else None
    if read.day is None or not asked.today <= read.day <= asked.today + A_YEAR:
        return None
    return read.day, f"{before} {read.rest}"


def open_form(session: Session, customer: Customer, member: Member, today: date) -> dict[str, Any]:
    """Return the form that asks whom, for how long, and for a note; it names who was asked and has not answered yet."""
    before = asked_about(session, member.team_id, customer.id)
    instead = find_member(session, member.team_id, before.receiver_id) if before else None
    return render("hand_over/form", member, customer=customer, today=today, instead=instead)


def chosen(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Ask the colleague whom the form names; the briefs that speak of the customer say so."""
    note, day = value_of(view, "note") or "", value_of(view, "until")
    until = date.fromisoformat(day) if day and value_of(view, "how") == "now" else None
    with database.begin() as session:
        customer = find_customer(session, member.team_id, view["private_metadata"])
        receiver = find_member(session, member.team_id, value_of(view, "receiver"))
        today = working_time_of(session, member.team_id, member).today(now)
        answer = refused_form(session, member, Act.HAND_OVER, customer, note, now)
        if answer is None and customer:
            problem = handing_over.why_not_ask(session, customer, member, receiver, now)
            if problem is None and value_of(view, "how") == "now":
                problem = None if until and today <= until <= today + A_YEAR else "day"
            if problem or receiver is None:
                answer = render("hand_over/wrong", member, problem=problem, receiver=receiver)
            else:
                handing_over.ask(session, customer, member, receiver, now, until=until, note=note)
    draw_below(client, reading, member, view, now)
    wake()
    ack(**(answer or {}))
