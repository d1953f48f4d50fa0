"""Spreading: nothing avalanches. `due` stays true; only the day on which we first speak is spread."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.care_model import policy_of
from models.customer import Customer
from models.decision import LAST_SPOKE, Decision
from models.sign_of_life import SignOfLife
from models.touch import DONE, Touch

MOST_NEW_A_DAY = 5
ASKED_WHEN_LAST_SPOKEN = 10


def worth(customer: Customer) -> tuple[bool, int]:
    """Order customers by worth: key customers first, then by a year's revenue."""
    return (customer.key, customer.revenue_minor or 0)


def money_at_risk(customer: Customer, due_on: date, today: date) -> int:
    """Return revenue in minor units x days late: what matters most comes first."""
    return (customer.revenue_minor or 0) * max(1, (today - due_on).days)


def first_days(count: int, cadence_days: int, today: date) -> list[date]:
    """Spread `count` first nudges evenly over a cadence, beginning tomorrow; the last falls on the due day."""
    return [today + timedelta(days=-(-cadence_days * (place + 1) // count)) for place in range(count)]


def after_import(session: Session, team_id: str, today: date) -> Sequence[Customer]:
    """Spread customers of whom no contact is known, most valuable first; have the ten best of each champion asked about.

    Returns the customers it changed; their reminders want settling.
    """
    unknown = session.exec(
        select(Customer).where(
            Customer.team_id == team_id,
            Customer.state == "active",
            Customer.added_on == today,
            col(Customer.first_ask_on).is_(None),
            col(Customer.id).not_in(select(Touch.customer_id).where(Touch.team_id == team_id, Touch.state == DONE)),
            col(Customer.id).not_in(select(SignOfLife.customer_id).where(SignOfLife.team_id == team_id)),
            col(Customer.id).not_in(
                select(Decision.customer_id).where(Decision.team_id == team_id, Decision.kind == LAST_SPOKE)
            ),
        )
    ).all()
    groups: dict[tuple[str | None, int], list[Customer]] = defaultdict(list)
    best: dict[str | None, list[Customer]] = defaultdict(list)
    for customer in sorted(unknown, key=worth, reverse=True):
        cadence = policy_of(customer).cadence_days
        if cadence:
            groups[customer.champion_id, cadence].append(customer)
            best[customer.champion_id].append(customer)
    for (_, cadence), customers in groups.items():
        for customer, day in zip(customers, first_days(len(customers), cadence, today), strict=True):
            customer.first_ask_on = day
    for customers in best.values():
        for customer in customers[:ASKED_WHEN_LAST_SPOKEN]:
            customer.ask_last_spoke = True
    return [customer for customers in groups.values() for customer in customers]


def choose(candidates: Sequence[tuple[int, int]]) -> list[int]:
    """Choose today's nudges out of `(step reached, value)`: at most five new ones, most valuable first."""
    ranked = sorted(range(len(candidates)), key=lambda i: candidates[i][1], reverse=True)
    new = [i for i in ranked if candidates[i][0] == 0][:MOST_NEW_A_DAY]
    return [i for i in ranked if candidates[i][0] > 0 or i in new]
