"""Exporting: customers and past contacts as tables that a spreadsheet opens, and that can be imported again."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TextIO

from babel.numbers import get_currency_precision
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.clocks import DUE, SILENT
from models.customer import REMOVED, Contact, Customer
from models.exporting_days import clocks, last_days
from models.importing.spreadsheet import FORMULA_STARTS, GUARD
from models.member import Member, members_by_id
from models.sign_of_life import SignOfLife
from models.touch import DONE, Touch
from models.workspace import Workspace

Cells = Sequence[str]

CUSTOMERS = [
    "Customer",
    "Customer ID",
    "Parent",
    "Champion",
    "Tier",
    "Suggested tier",
    "Key",
    "Revenue",
    "Currency",
    "Contact person",
    "Role",
    "Phone",
    "E-mail",
    "Likes",
    "Last contact",
    "Last order",
    "Due",
    "Silent",
    "State",
    "Left on",
    "Left because",
    "Rung",
    "Own cadence",
    "Own silence",
    "Own activities",
    "Own plan because",
]
CONTACTS = [
    "Date",
    "Customer",
    "Customer ID",
    "Kind",
    "Direction",
    "Owner",
    "Contact person",
    "Note",
    "Amount",
    "Currency",
    "ID",
]


def write_table(file: TextIO, header: Cells, rows: Iterable[Cells]) -> int:
    """Write a table with every cell quoted and guarded against formulas; returns how many rows it has."""
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
        count += 1
    return count


def guarded(cell: str) -> str:
    """Put a `'` before what a spreadsheet would run as a formula; importing takes it off again."""
    return f"{GUARD}{cell}" if cell.lstrip(GUARD).startswith(FORMULA_STARTS) else cell


def customer_rows(session: Session, workspace: Workspace) -> Iterator[Cells]:
    """Return each customer, in order of name; one with several people takes a row for each of them."""
    team_id = workspace.team_id
    members = members_by_id(session, team_id)
    people: dict[str, list[Contact]] = defaultdict(list)
    for known in session.exec(select(Contact).where(Contact.team_id == team_id).order_by(col(Contact.name))):
        people[known.customer_id].append(known)
    touched, bought = last_days(session, team_id)
    struck, names = clocks(session, team_id), {one.id: one.name for one in session.exec(_customers(team_id))}
    found = session.exec(_customers(team_id).order_by(col(Customer.name), Customer.id))
    for customer in found:
        due = [struck.get((customer.id, reason)) for reason in (DUE, SILENT)]
        days = [touched.get(customer.id), bought.get(customer.id), *due]
        theirs: Sequence[Contact | None] = people[customer.id] or [None]
        for person in theirs:
            yield [
                *_of_customer(customer, names, members, workspace.currency),
                *_of_person(person, customer),
                *(day.isoformat() if day else "" for day in days),
                customer.state,
                customer.left_on.isoformat() if customer.left_on else "",
                customer.left_reason or "",
                customer.rung or "",
                *_own_plan(customer),
            ]


def contact_rows(session: Session, workspace: Workspace) -> Iterator[Cells]:
    """Return each done touch and sign of life that stands, by day."""
    team_id = workspace.team_id
    members = members_by_id(session, team_id)
    customers = {customer.id: customer for customer in session.exec(_customers(team_id))}
    touches = session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, Touch.state == DONE, col(Touch.undone_at).is_(None))
        .order_by(col(Touch.day), Touch.id)
    )
    signs = session.exec(
        select(SignOfLife)
        .where(SignOfLife.team_id == team_id, col(SignOfLife.undone_at).is_(None))
        .order_by(col(SignOfLife.day), SignOfLife.id)
    )
    facts: list[Touch | SignOfLife] = [*touches, *signs]
    for fact in sorted(facts, key=lambda fact: (fact.day, fact.external_id or fact.id)):
        if customer := customers.get(fact.customer_id):
            yield _contact(fact, customer, members, workspace.currency)


def _customers(team_id: str) -> SelectOfScalar[Customer]:
    return select(Customer).where(Customer.team_id == team_id, Customer.state != REMOVED)


def _of_customer(customer: Customer, names: dict[str, str], members: dict[str, Member], currency: str) -> Cells:
    tier = customer.tier or ""
    return [
        customer.name,
        customer.external_id or "",
        names.get(customer.parent_id or "", ""),
        _named(members, customer.champion_id),
        "" if customer.tier_suggested else tier,
        tier if customer.tier_suggested else "",
        "yes" if customer.key else "",
        as_money(customer.revenue_minor, currency),
        currency if customer.revenue_minor is not None else "",
    ]


def _own_plan(customer: Customer) -> Cells:
    """Return what is different for this customer alone: days, activities, and why."""
    days = [str(number or "") for number in (customer.cadence_days, customer.silence_days)]
    return [*days, ", ".join(customer.activities or ()), customer.care_reason]


def _of_person(person: Contact | None, customer: Customer) -> Cells:
    """Return a person's cells; one who is only known under the customer's own name has none."""
    if person is None:
        return [""] * 5
    name = "" if person.name == customer.name else person.name
    return [name, person.role, person.phone, person.email, person.likes]


def _contact(fact: Touch | SignOfLife, customer: Customer, members: dict[str, Member], currency: str) -> Cells:
    if isinstance(fact, Touch):
        what = [str(fact.kind), "two-way" if fact.two_way else "one-way", _named(members, fact.by), fact.people]
        amount = ""
    else:
        what = [fact.kind, "inbound", _named(members, fact.by), ""]
        amount = as_money(fact.amount_minor, currency)
    whom = [fact.day.isoformat(), customer.name, customer.external_id or ""]
    return [*whom, *what, fact.note, amount, currency if amount else "", fact.external_id or fact.id]


def _named(members: dict[str, Member], user_id: str | None) -> str:
    member = members.get(user_id or "")
    return (member.email or member.name) if member else ""


def as_money(minor: int | None, currency: str) -> str:
    """Write an amount of minor units as a plain number: "410000.00"."""
    return "" if minor is None else f"{Decimal(minor).scaleb(-get_currency_precision(currency)):f}"
