"""Whom else a command names: `/complaint acme, delta late`, `/recovery acme and delta replaced the unit`."""

from typing import Any

from handlers.about import Asked
from handlers.gone import gone_of, lost_names, said_gone
from handlers.words import between_edges
from models.customer import ACTIVE, Customer, find_customer, names_of
from models.named import further_names
from models.names import Found, Names
from templates import render

Question = dict[str, Any]


def all_named(asked: Asked, customer: Customer, form: str) -> tuple[list[Customer], str, Question | None]:
    """Return every customer named, each once, and the words that follow the names; or the question who is meant.

    `form` is the action of the button that opens the command's form.
    """
    others, words = further_names(asked.text, asked.rest, lost_names(asked.session, asked.member))
    customers = {customer.id: customer}
    for place, found in enumerate(others, 1):
        other, question = _meant(asked, found, place, form)
        if other is None:
            return [], "", question
        customers.setdefault(other.id, other)
    return list(customers.values()), between_edges(words), None


def _meant(asked: Asked, found: Found, place: int, form: str) -> tuple[Customer | None, Question]:
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
        return None, said_gone(session, member, draft, gone, asked.now, form)
    facts = {"found": among_active, "draft": draft, "text": asked.typed, "form": form, "place": place}
    return None, render("about/which", member, **facts)
