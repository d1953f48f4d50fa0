"""Putting right what is kept of a customer: other names and people there, money as it is written. The audit is told."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from sqlmodel import Session

from models.audit import record
from models.customer import Alias, Contact, Customer, aliases_of
from models.importing.figures import read_money
from models.names import normalise


def set_aliases(session: Session, customer: Customer, names: Sequence[str], by: str, now: datetime) -> bool:
    """Give a customer these other names and no more; return whether that changed any."""
    known = {alias.name: alias for alias in aliases_of(session, customer.team_id, customer.id)}
    if set(known) == set(names):
        return False
    for name in known.keys() - set(names):
        session.delete(known[name])
    for name in names:
        if name not in known:
            about = {"team_id": customer.team_id, "customer_id": customer.id}
            session.add(Alias(**about, name=name, normal=normalise(name)))
    _tell(session, customer, "customer.aliases", by, now, {"names": sorted(known)}, {"names": sorted(names)})
    return True


def find_contact(session: Session, team_id: str, contact_id: str) -> Contact | None:
    """Return this workspace's person with that id."""
    return session.get(Contact, (team_id, contact_id))


def keep_contact(session: Session, customer: Customer, contact: Contact, by: str, now: datetime, **said: str) -> None:
    """Keep what is known of a person at a customer: somebody new, or somebody known put right."""
    before = {name: getattr(contact, name) for name in said}
    for name, value in said.items():
        setattr(contact, name, value)
    session.add(contact)
    _tell(session, customer, "customer.person", by, now, before, said)


def remove_contact(session: Session, customer: Customer, contact: Contact, by: str, now: datetime) -> None:
    """Take a person out who is no longer there."""
    session.delete(contact)
    _tell(session, customer, "customer.person_removed", by, now, {"name": contact.name}, {})


def read_amount(text: str, currency: str) -> int | None:
    """Return an amount that a person typed in minor units of the currency; raises ValueError for what is none.

    A single mark that could be either ("12,500") groups thousands: a year's revenue is no small change.
    """
    try:
        return read_money(text, None, currency)
    except ValueError:
        return read_money(text, "", currency)


def in_major(minor: int | None, currency: str) -> str:
    """Write an amount in the currency's major unit as a person would type it: 41000000 cents are "410000"."""
    if minor is None:
        return ""
    major = Decimal(minor).scaleb(-get_currency_precision(currency))
    return f"{major:f}" if major % 1 else f"{int(major)}"


def _tell(
    session: Session,
    customer: Customer,
    action: str,
    by: str,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    subject = f"customer:{customer.id}"
    record(
        session, team_id=customer.team_id, at=now, actor=by, action=action, subject=subject, before=before, after=after
    )
