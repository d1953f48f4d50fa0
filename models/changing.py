"""Putting right what is kept of a customer: other names and people there, each a decision that can be taken back."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from sqlmodel import Session

from models.customer import Alias, Contact, Customer, aliases_of, names_of
from models.decision import NAMES, PERSON, Decision
from models.importing.figures import read_money
from models.keeping import keep
from models.names import normalise

OF_A_PERSON = ("name", "role", "phone", "email", "likes")


def begin_with(session: Session, customer: Customer, names: Sequence[str], person: dict[str, str]) -> None:
    """Give a new customer other names and somebody to speak to: they go with the customer if that is taken back."""
    _be_called(session, customer, names)
    if person:
        session.add(Contact(team_id=customer.team_id, customer_id=customer.id, **person))


def set_aliases(session: Session, customer: Customer, names: Sequence[str], by: str, now: datetime) -> Decision | None:
    """Give a customer these other names and no more; return what was decided, None where nothing is different."""
    before = {"names": sorted(alias.name for alias in aliases_of(session, customer.team_id, customer.id))}
    after = {"names": sorted(names)}
    if before == after:
        return None
    _be_called(session, customer, names)
    return _keep(session, customer, NAMES, "customer.aliases", by, now, before, after)


def _be_called(session: Session, customer: Customer, names: Sequence[str]) -> None:
    known = {alias.name: alias for alias in aliases_of(session, customer.team_id, customer.id)}
    for name in known.keys() - set(names):
        session.delete(known[name])
    for name in names:
        if name not in known:
            about = {"team_id": customer.team_id, "customer_id": customer.id}
            session.add(Alias(**about, name=name, normal=normalise(name)))


def find_contact(session: Session, team_id: str, contact_id: str) -> Contact | None:
    """Return this workspace's person with that id."""
    return session.get(Contact, (team_id, contact_id))


def keep_contact(
    session: Session, customer: Customer, contact: Contact, by: str, now: datetime, **said: str
) -> Decision | None:
    """Keep what is known of a person at a customer: somebody new, or somebody known put right."""
    known = find_contact(session, customer.team_id, contact.id)
    before = {name: getattr(contact, name) for name in said} if known else {}
    if before == said:
        return None
    for name, value in said.items():
        setattr(contact, name, value)
    session.add(contact)
    who = {"id": contact.id}
    return _keep(session, customer, PERSON, "customer.person", by, now, who | before, who | said)


def remove_contact(session: Session, customer: Customer, contact: Contact, by: str, now: datetime) -> Decision:
    """Take a person out who is no longer there."""
    who = {"id": contact.id}
    before = who | {name: getattr(contact, name) for name in OF_A_PERSON}
    session.delete(contact)
    return _keep(session, customer, PERSON, "customer.person_removed", by, now, before, who)


def change_back(session: Session, customer: Customer, decision: Decision) -> None:
    """Make names or a person what they were before a decision; what was changed once more since stays as it is."""
    if decision.kind == NAMES:
        _names_back(session, customer, decision.before["names"], decision.after["names"])
    elif decision.kind == PERSON:
        _person_back(session, customer, decision.before, decision.after)


def _names_back(session: Session, customer: Customer, before: list[str], after: list[str]) -> None:
    names = {alias.name for alias in aliases_of(session, customer.team_id, customer.id)}
    taken = {normal for id_, _, normal in names_of(session, customer.team_id, lost=True) if id_ != customer.id}
    again = {name for name in before if name not in after and normalise(name) not in taken}
    _be_called(session, customer, sorted(names - (set(after) - set(before)) | again))


def _person_back(session: Session, customer: Customer, before: dict[str, str], after: dict[str, str]) -> None:
    person = find_contact(session, customer.team_id, after["id"])
    if len(before) == 1:
        if person:
            session.delete(person)
    elif len(after) == 1:
        if not person:
            session.add(Contact(team_id=customer.team_id, customer_id=customer.id, **before))
    elif person:
        for name, value in before.items():
            if getattr(person, name) == after[name]:
                setattr(person, name, value)


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


def _keep(
    session: Session,
    customer: Customer,
    kind: str,
    action: str,
    by: str,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
) -> Decision:
    about: dict[str, Any] = {"team_id": customer.team_id, "customer_id": customer.id, "by": by, "created_at": now}
    decision = Decision(**about, kind=kind, day=now.date(), before=before, after=after)
    return keep(session, customer, decision, action, now, settle=False, before=before, after=after)
