"""What is known of customers by day, as it is listed: of one, or of all that somebody reads of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from handlers.about import allowed
from models.cover import customers_read_by, rota_of
from models.customer import ACTIVE, Contact, Customer
from models.decision import Decision
from models.know import NEAR, TO_DO, Known, ahead
from models.member import Member, members_by_id
from models.roles import Act
from models.workspace import working_time_of
from templates import render


@dataclass(frozen=True)
class Item:
    """A date or promise as it is shown: its next day, whose it is at the customer, and the customer."""

    known: Known
    day: date
    contact: Contact | None
    customer: Customer


def facts_of(
    session: Session, customer: Customer, member: Member, now: datetime, done: Decision | None = None
) -> dict[str, Any]:
    """Return the facts of a customer's list; `done` is what was just done in it and can be taken back."""
    today = working_time_of(session, member.team_id, member).today(now)
    return {
        "customer": customer,
        "member": member,
        "items": items_of(session, [customer], today),
        "may_change": customer.state == ACTIVE and allowed(session, member, Act.KNOW, customer, now),
        "done": done,
        "before": _day_before(done),
        "people": members_by_id(session, member.team_id),
        "today": today,
    }


def _day_before(done: Decision | None) -> date | None:
    """Return the day that a date or promise had until now, where it has another one."""
    day = done.before.get("day") if done else None
    return date.fromisoformat(day) if done and day and day != done.after.get("day") else None


def items_of(session: Session, customers: Sequence[Customer], today: date) -> list[Item]:
    """Return what these customers are promised and have ahead, promises first, each kind by day."""
    by_id = {customer.id: customer for customer in customers}
    found = ahead(session, customers[0].team_id, by_id, today) if customers else []
    return [
        Item(
            known,
            known.next_on(today),
            session.get(Contact, (known.team_id, known.contact_id)) if known.contact_id else None,
            by_id[known.customer_id],
        )
        for known in found
    ]


def coming(session: Session, member: Member, now: datetime, *, as_form: bool) -> dict[str, Any]:
    """Return all open promises and the dates of the next weeks, of the customers that somebody reads of."""
    today = working_time_of(session, member.team_id, member).today(now)
    theirs = customers_read_by(session, member.team_id, member.user_id, rota_of(session, member.team_id, now))
    near = [item for item in items_of(session, theirs, today) if item.known.kind in TO_DO or item.day <= today + NEAR]
    people = members_by_id(session, member.team_id)
    facts = {"items": near, "has_nobody": not theirs, "people": people, "today": today, "as_form": as_form}
    return render("know/coming", member, member=member, **facts)
