"""Spreading: nothing avalanches. `due` stays true; only the day on which we first speak is spread."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from models.care_model import care_model_of, policy_of
from models.customer import ACTIVE, Customer
from models.decision import LAST_SPOKE, Decision
from models.touch import DONE, Touch

MOST_NEW_A_DAY = 5
ASKED_WHEN_LAST_SPOKEN = 10


def worth(customer: Customer) -> tuple[bool, int]:
    """Order customers by worth: key customers first, then by a year's revenue."""
    return (customer.key, customer.revenue_minor or 0)


def money_at_risk(customer: Customer, due_on: date, today: date) -> int:
    """Return revenue in minor units x days late: what matters most comes first.

    A customer of unknown revenue counts as one unit, so that among those the latest comes first.
    """
    return max(customer.revenue_minor or 0, 1) * max(1, (today - due_on).days)


def first_days(count: int, cadence_days: int, today: date) -> list[date]:
    """Spread `count` first nudges evenly over a cadence, none of them today; the last falls on the due day."""
    return [today + timedelta(days=-(-cadence_days * (place + 1) // count)) for place in range(count)]


def after_import(session: Session, team_id: str, brought: Collection[str], today: date) -> Sequence[Customer]:
    """Spread today's new customers of whom no touch is known, most valuable first; have the best asked about.

    Only customers that the import brought, by id: who was added by hand meanwhile is none of its business.
    A purchase says nothing of when we were last in touch, so it takes no customer out. The ten best of each champion
    are to be asked when they last spoke. Returns the customers it changed; their reminders want settling.
    """
    groups: dict[tuple[str | None, int], list[Customer]] = defaultdict(list)
    asked, model = _asked_about(session, team_id), care_model_of(session, team_id)
    new = [customer for customer in _without_touch(session, team_id, today) if customer.id in brought]
    for customer in sorted(new, key=worth, reverse=True):
        cadence = policy_of(customer, model).cadence_days
        if cadence is None:
            continue
        groups[customer.champion_id, cadence].append(customer)
        if asked[customer.champion_id] < ASKED_WHEN_LAST_SPOKEN:
            customer.ask_last_spoke = True
            asked[customer.champion_id] += 1
    for (_, cadence), customers in groups.items():
        for customer, day in zip(customers, first_days(len(customers), cadence, today), strict=True):
            customer.first_ask_on = day
    return [customer for customers in groups.values() for customer in customers]


def _without_touch(session: Session, team_id: str, today: date) -> Iterable[Customer]:
    touched = select(Touch.customer_id).where(
        Touch.team_id == team_id, Touch.state == DONE, col(Touch.undone_at).is_(None)
    )
    told = select(Decision.customer_id).where(
        Decision.team_id == team_id, Decision.kind == LAST_SPOKE, col(Decision.undone_at).is_(None)
    )
    return session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.state == ACTIVE, Customer.added_on == today)
        .where(col(Customer.first_ask_on).is_(None))
        .where(col(Customer.id).not_in(touched), col(Customer.id).not_in(told))
        .order_by(col(Customer.normal), col(Customer.id))
    ).all()


def _asked_about(session: Session, team_id: str) -> Counter[str | None]:
    """Count by champion the customers they are asked about already, by an earlier file of the same import."""
    rows = session.exec(
        select(Customer.champion_id, func.count())
        .where(Customer.team_id == team_id, col(Customer.ask_last_spoke))
        .group_by(col(Customer.champion_id))
    )
    return Counter(dict(rows.all()))


def choose(candidates: Sequence[tuple[int, int]]) -> list[int]:
    """Choose today's nudges out of `(step reached, value)`: at most five new ones, most valuable first."""
    ranked = sorted(range(len(candidates)), key=lambda place: candidates[place][1], reverse=True)
    new = [place for place in ranked if candidates[place][0] == 0]
    late = set(new[MOST_NEW_A_DAY:])
    return [place for place in ranked if place not in late]
