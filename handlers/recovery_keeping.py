"""Keeping what was done to put right the complaints of one customer or of several, the same words only once."""

from dataclasses import dataclass
from typing import Any

from handlers import recovery_form
from handlers.about import Asked
from handlers.complaint_view import facts_of
from models.complaint import RECOVERED, Complaint, find_complaint, open_complaints, said_just_now
from models.customer import Customer
from templates import render


@dataclass(frozen=True)
class PutRight:
    """A customer of whom something was put right: which complaints that can be; `already`: it was told just now."""

    customer: Customer
    complaints: list[Complaint]
    already: bool = False


def find_put_right(asked: Asked, customer: Customer, words: str) -> PutRight:
    """Return which complaints are meant: the one picked, the one told of in the same words just now, else the open."""
    session, picked = asked.session, asked.chosen.get(customer.id)
    complaints = open_complaints(session, customer.team_id, customer.id)
    if meant := [one for one in complaints if one.id == picked]:
        return PutRight(customer, meant)
    step = words and said_just_now(session, customer, RECOVERED, asked.member.user_id, words, asked.now)
    if step and (complaint := find_complaint(session, customer.team_id, step.complaint_id)):
        return PutRight(customer, [complaint], already=True)
    return PutRight(customer, complaints)


def keep_one(asked: Asked, one: PutRight, words: str) -> dict[str, Any]:
    """Keep what was done about the one complaint, and return what there is to say of it."""
    session, [complaint] = asked.session, one.complaints
    if not one.already:
        recovery_form.keep(session, one.customer, complaint, words, asked.member, asked.now)
    return facts_of(session, complaint, one.customer, asked.member, asked.now) | {"already": one.already}


def keep_several(asked: Asked, found: list[PutRight], words: str) -> dict[str, Any]:
    """Keep what was done for each who has an open complaint; of the others nothing is written, and that is said."""
    kept = [keep_one(asked, one, words) for one in found if one.complaints]
    none_open = [one.customer for one in found if not one.complaints]
    undo = ",".join(facts["recovered"].id for facts in kept if not facts["already"])
    facts = {"kept": kept, "none_open": none_open, "text": asked.typed, "undo": undo}
    return render("complaint/recovered_several", asked.member, **facts)
