"""Keeping what was typed: `/care promise acme send the price list by Friday`, `/care date acme renewal 1 March`."""

from datetime import date
from functools import partial
from typing import Any

from handlers.about import Asked, allowed
from handlers.know_list import facts_of
from models import know_acts
from models.cover import rota_of
from models.customer import Contact, Customer, contacts_of
from models.day import DayProblem, read_day
from models.decision import Decision
from models.know import DATE, PROMISE, SUBJECT, Known
from models.know_words import Said, belongs_to, read_known
from models.member import members_by_id
from models.reminder import Reminder
from models.roles import Act
from templates import render

REMIND_DAYS = {PROMISE: 1, DATE: 14}
"""So many days before it is told, where nobody has said otherwise; of a day that comes each year less."""
REMIND_YEARLY = 3


def note(asked: Asked, customer: Customer, *, kind: str) -> dict[str, Any]:
    """Keep a date or promise that was typed; without a day, ask for it."""
    session, member = asked.session, asked.member
    if not allowed(session, member, Act.KNOW, customer, asked.now):
        return render("know/list", member, **facts_of(session, customer, member, asked.now))
    if not asked.rest and kind == DATE:
        return render("know/list", member, **facts_of(session, customer, member, asked.now))
    said = read_known(
        asked.rest, partial(read_day, today=asked.today, future=True, month_first=member.writes_month_first)
    )
    if not said.what or said.day is None or _problem(said, kind, asked.today):
        problem = _problem(said, kind, asked.today)
        facts = {"what": said.what, "kind": kind, "problem": problem, "text": asked.typed}
        return render("know/which_day", member, customer=customer, **facts)
    contact = belongs_to(said.what, contacts_of(session, customer.team_id, customer.id)) if kind == DATE else None
    known = Known(
        team_id=customer.team_id,
        customer_id=customer.id,
        kind=kind,
        what=said.what,
        day=said.day,
        yearly=said.yearly and kind == DATE,
        remind_days=REMIND_YEARLY if said.yearly and kind == DATE else REMIND_DAYS[kind],
        contact_id=contact.id if contact else None,
        by=member.user_id,
        since=asked.now,
        created_at=asked.now,
    )
    if earlier := know_acts.same_birthday(session, known, contact):
        day, change = earlier.next_on(asked.today), {"day": known.day}
        decision = know_acts.keep_known(session, customer, earlier, member.user_id, asked.now, change)
        return kept(asked, customer, earlier, decision, day)
    same = know_acts.same_known(session, known)
    decision = None if same else know_acts.keep_known(session, customer, known, member.user_id, asked.now, {})
    return kept(asked, customer, same or known, decision)


def kept(
    asked: Asked, customer: Customer, known: Known, decision: Decision | None, before: date | None = None
) -> dict[str, Any]:
    """Return what is said of a date or promise that is kept now, or was already, or was on another day `before`."""
    session = asked.session
    session.flush()
    row = session.get(Reminder, (known.team_id, SUBJECT, known.id, known.kind))
    return render(
        "know/kept",
        asked.member,
        member=asked.member,
        customer=customer,
        known=known,
        day=known.next_on(asked.today),
        contact=session.get(Contact, (known.team_id, known.contact_id)) if known.contact_id else None,
        already=decision is None,
        before=before if before != known.next_on(asked.today) else None,
        decision=decision,
        remind_at=row.remind_at if row else None,
        told=rota_of(session, known.team_id, asked.now).reader_of(customer),
        people=members_by_id(session, known.team_id),
        today=asked.today,
    )


def _problem(said: Said, kind: str, today: date) -> str | None:
    """Return what is wrong with a day: only what comes each year may have begun long ago."""
    if said.problem is DayProblem.NO_SUCH_DAY or said.day is None:
        return said.problem
    if said.yearly and kind == DATE:
        return None
    return said.problem or ("over already" if said.day < today else None)
