"""Commands that name a customer who has left: since when, why, and how they come back, instead of "I know nobody"."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.words import as_typed, to_type_again
from models.customer import LEFT, Customer, find_customer, names_of
from models.draft import Draft
from models.member import Member, managers
from models.names import Found, Names
from models.roles import Act, may
from models.workspace import working_time_of
from templates import render


def lost_names(session: Session, member: Member) -> Names:
    """Return the names of all customers, those who have left among them."""
    return Names(names_of(session, member.team_id, lost=True))


def gone_of(session: Session, member: Member, among_all: Found, among_active: Found) -> Customer | None:
    """Return the customer who has left and is meant for sure, unless one who is here fits what was typed as well."""
    if not among_all.sure or among_all.score <= among_active.score:
        return None
    customer = find_customer(session, member.team_id, among_all.customer_id)
    return customer if customer and customer.state == LEFT else None


def said_gone(
    session: Session, member: Member, draft: Draft, customer: Customer, now: datetime, form: str | None
) -> dict[str, Any]:
    """Return since when and why they are gone; `form` is the action of the button that names somebody else."""
    return render(
        "about/gone",
        member,
        customer=customer,
        draft=draft,
        text=to_type_again(draft.command, as_typed(draft.text)),
        form=form,
        may_win=may(member, Act.WON, customer),
        managers=managers(session, member.team_id),
        today=working_time_of(session, member.team_id, member).today(now),
    )
