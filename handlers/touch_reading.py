"""Understanding a typed touch: kept where everything is clear, asked about where it is not."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.about import allowed, refused
from handlers.gone import gone_of, lost_names, said_gone
from handlers.touch_keeping import Told, log, note_replies
from handlers.words import to_type_again
from models.customer import ACTIVE, Customer, find_customer, names_of
from models.draft import Draft
from models.member import Member
from models.names import Found, Names
from models.phrase import Phrase, read
from models.roles import Act
from models.working_time import WorkingTime
from models.workspace import working_time_of
from templates import render


def understand(
    session: Session, member: Member, draft: Draft, now: datetime, picked_id: str | None = None, again: bool = False
) -> dict[str, Any]:
    """Keep what a command says, or ask about what is unclear, which writes nothing but the draft."""
    working = working_time_of(session, member.team_id, member)
    names = Names(names_of(session, member.team_id))
    phrase = read(draft.text, names, working.today(now), month_first=member.writes_month_first)
    unclear = next((found for found in phrase.customers if not _meant(session, draft, found)), None)
    if unclear and picked_id in {choice.customer_id for choice in unclear.choices}:
        draft.chosen = {**draft.chosen, unclear.typed: picked_id}
    question = _ask(session, member, draft, phrase, working, now)
    if question:
        session.add(draft)
        return question
    customers = [customer for found in phrase.customers if (customer := _meant(session, draft, found))]
    told = Told(member, draft, phrase, working, now, again)
    return note_replies(session, told, customers) if phrase.sign else log(session, told, customers)


def _meant(session: Session, draft: Draft, found: Found) -> Customer | None:
    """Return the customer that a typed name means or that was picked for it; None where somebody has to be asked."""
    customer = find_customer(session, draft.team_id, found.customer_id or draft.chosen.get(found.typed))
    return customer if customer and customer.state == ACTIVE else None


def _ask(
    session: Session, member: Member, draft: Draft, phrase: Phrase, working: WorkingTime, now: datetime
) -> dict[str, Any] | None:
    """Return the question to ask, or None where everything is clear."""
    today = working.today(now)
    asked = {"text": to_type_again(draft.command, draft.text), "draft": draft.id}
    if not phrase.customers:
        return render("touch/whom", member, sign=phrase.sign, **asked)
    customers = []
    for found in phrase.customers:
        customer = _meant(session, draft, found)
        if customer is None:
            gone = gone_of(session, member, lost_names(session, member).find(found.typed), found)
            return (
                said_gone(session, member, draft, gone, now, "touch_open") if gone else _ask_which(member, draft, found)
            )
        customers.append(customer)
    if phrase.day_problem:
        return render("touch/day_too_far", member, day=phrase.day, today=today, **asked)
    if phrase.kind is None and not phrase.sign:
        return render("touch/no_kind", member, customer=customers[0], **asked)
    if phrase.booked and not phrase.day:
        return render("touch/no_day", member, customer=customers[0], **asked)
    if phrase.day and phrase.day > today and not phrase.sign:
        for customer in customers:
            if not allowed(session, member, Act.PLAN, customer, now):
                return refused(session, member, Act.PLAN, customer, to_type_again(draft.command, draft.text))
    return None


def _ask_which(member: Member, draft: Draft, found: Found) -> dict[str, Any]:
    asked = {"typed": found.typed, "text": to_type_again(draft.command, draft.text), "draft": draft.id}
    if not found.choices:
        return render("touch/unknown", member, **asked)
    choices = [{"name": choice.name, "value": f"{draft.id} {choice.customer_id}"} for choice in found.choices]
    return render("touch/ambiguous", member, choices=choices, **asked)
