"""Noting a complaint that was typed: one for each customer named, once it is sure who is meant."""

from typing import Any

from sqlmodel import Session

from handlers import complaint_form
from handlers.about import Asked
from handlers.complaint_view import facts_of
from handlers.gone import gone_of, lost_names, said_gone
from handlers.words import between_edges
from models.complaint import OPENED, Complaint, find_complaint, said_just_now
from models.complaint_acts import open_complaint
from models.customer import ACTIVE, Customer, find_customer, names_of
from models.named import further_names
from models.names import Found, Names
from templates import render

FORM = "complaint_go_on"


def note(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Open a complaint in the words that follow the names, of each customer; the same words twice open one."""
    others, words = further_names(asked.text, asked.rest, lost_names(asked.session, asked.member))
    words, customers = between_edges(words), {customer.id: customer}
    for place, found in enumerate(others, 1):
        other, question = _meant(asked, found, place)
        if other is None:
            return question
        customers.setdefault(other.id, other)
    several = list(customers.values())
    if not words:
        return _what(asked, several)
    opened = [_open(asked.session, asked, each, words) for each in several]
    noted = [
        facts_of(asked.session, complaint, each, asked.member, asked.now) | {"already": already}
        for each, (complaint, already) in zip(several, opened, strict=True)
    ]
    if len(noted) == 1:
        return render("complaint/noted", asked.member, **noted[0])
    undo = ",".join(facts["opened"].id for facts in noted if not facts["already"])
    return render("complaint/several", asked.member, noted=noted, undo=undo)


def _meant(asked: Asked, found: Found, place: int) -> tuple[Customer | None, dict[str, Any]]:
    """Return the customer that a further name means or that was picked for it, else the question who it is."""
    session, member, draft = asked.session, asked.member, asked.draft
    among_active = Names(names_of(session, member.team_id)).find(found.typed, typos=False)
    picked = asked.chosen.get(str(place))
    customer = find_customer(session, member.team_id, picked or among_active.customer_id)
    if customer and customer.state == ACTIVE:
        return customer, {}
    draft.chosen = asked.chosen
    session.add(draft)
    if gone := gone_of(session, member, found, among_active):
        return None, said_gone(session, member, draft, gone, asked.now, FORM)
    facts = {"found": among_active, "draft": draft, "text": asked.typed, "form": FORM, "place": place}
    return None, render("about/which", member, **facts)


def _what(asked: Asked, customers: list[Customer]) -> dict[str, Any]:
    """Ask what went wrong: in the form for one customer, in words for several, of whom the form cannot tell."""
    if len(customers) == 1:
        return complaint_form.form(asked.member, customers[0])
    return render("complaint/what", asked.member, customers=customers, text=asked.typed)


def _open(session: Session, asked: Asked, customer: Customer, words: str) -> tuple[Complaint, bool]:
    """Return the complaint, and whether the same one was noted a few minutes ago."""
    step = said_just_now(session, customer, OPENED, asked.member.user_id, words, asked.now)
    if step and (complaint := find_complaint(session, customer.team_id, step.complaint_id)):
        return complaint, True
    return open_complaint(session, customer, words, asked.member.user_id, asked.now), False
