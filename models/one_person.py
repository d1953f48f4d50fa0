"""Valuable customers that hang on one human contact: should that person go, so may the customer.

Told on the card and as a list for managers, with what to do about it; it is no reminder and interrupts nobody.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.customer import ACTIVE, Contact, Customer
from models.touch import DONE, Touch

A_YEAR = timedelta(days=365)
TOP_SHARE = 5
"""One in so many customers by revenue counts as valuable: the top 20 %."""
LEAST_TALKS, LEAST_TOUCHES = 2, 3
"""From so many two-way touches with one person, and so many touches by one colleague, on it is no coincidence."""
MENTION, SEVERAL = re.compile(r"<@[^>]*>"), re.compile(r"[,;&+/]|\b(?:and|und|et|y)\b", re.IGNORECASE)


@dataclass(frozen=True)
class OnePerson:
    """A customer that hangs on one person, and by what that is seen; at least one of the three is there.

    `only_known` is the only one known there, `talked_to` with whom all `talks` two-way touches of the last year were,
    `colleague_id` the Slack id of the only one of ours who ever touched them.
    """

    customer: Customer
    only_known: str = ""
    talked_to: str = ""
    talks: int = 0
    colleague_id: str | None = None


def hang_on_one_person(
    session: Session, team_id: str, today: date, customer_id: str | None = None
) -> Sequence[OnePerson]:
    """Return the valuable customers (key, A, top 20 % by revenue) that hang on one person, most revenue first.

    With `customer_id` only that one is looked at.
    """
    wanted = [col(Customer.team_id) == team_id, col(Customer.state) == ACTIVE, _is_valuable(session, team_id)]
    wanted += [col(Customer.id) == customer_id] if customer_id else []
    order = (col(Customer.revenue_minor).desc().nulls_last(), col(Customer.name))
    customers = session.exec(select(Customer).where(*wanted).order_by(*order)).all()
    which = col(Touch.customer_id).in_(select(Customer.id).where(*wanted))
    known, talked = _only_known(session, team_id, wanted), _talked_to(session, team_id, which, today)
    colleagues = _only_colleagues(session, team_id, which)
    found = [
        OnePerson(one, known.get(one.id, ""), *talked.get(one.id, ("", 0)), colleagues.get(one.id)) for one in customers
    ]
    return [one for one in found if one.only_known or one.talked_to or one.colleague_id]


def _is_valuable(session: Session, team_id: str) -> ColumnElement[bool]:
    """Return what holds for a key customer, an A, and whose revenue is among the top 20 % of those who have any."""
    earning = (Customer.team_id == team_id, Customer.state == ACTIVE, col(Customer.revenue_minor) > 0)
    count = session.exec(select(func.count()).select_from(Customer).where(*earning)).one()
    least = session.exec(
        select(Customer.revenue_minor)
        .where(*earning)
        .order_by(col(Customer.revenue_minor).desc())
        .offset(max(-(-count // TOP_SHARE) - 1, 0))
        .limit(1)
    ).first()
    graded = col(Customer.key) | (col(Customer.tier) == "A")
    return graded | (col(Customer.revenue_minor) >= least) if least else graded


def _only_known(session: Session, team_id: str, wanted: Sequence[ColumnElement[bool]]) -> dict[str, str]:
    rows = session.execute(
        select_columns(col(Contact.customer_id), func.min(Contact.name))
        .where(col(Contact.team_id) == team_id, col(Contact.customer_id).in_(select(Customer.id).where(*wanted)))
        .group_by(col(Contact.customer_id))
        .having(func.count() == 1)
    )
    return {str(id_): str(name) for id_, name in rows}


def _talked_to(session: Session, team_id: str, which: ColumnElement[bool], today: date) -> dict[str, tuple[str, int]]:
    """Return with whom all two-way touches of the last year were, where that was always the same person."""
    rows = session.exec(
        select(Touch.customer_id, Touch.people)
        .where(Touch.team_id == team_id, which, Touch.state == DONE, col(Touch.undone_at).is_(None))
        .where(col(Touch.two_way), Touch.day > today - A_YEAR)
        .order_by(col(Touch.day))
    )
    people: dict[str, list[str]] = defaultdict(list)
    for customer_id, named in rows:
        people[customer_id].append(named)
    found = {id_: (one_person(named), len(named)) for id_, named in people.items() if len(named) >= LEAST_TALKS}
    return {id_: (name, talks) for id_, (name, talks) in found.items() if name}


def one_person(named: Collection[str]) -> str:
    """Return the one person whom all of these name ("Jane" is "Jane Doe"); empty where one names nobody or several."""
    longest = ""
    for said in named:
        name = " ".join(MENTION.sub(" ", said).split())
        if not name or SEVERAL.search(name):
            return ""
        words, known = set(name.casefold().split()), set(longest.casefold().split())
        if not (words <= known or known <= words):
            return ""
        longest = name if len(words) > len(known) else longest
    return longest


def _only_colleagues(session: Session, team_id: str, which: ColumnElement[bool]) -> dict[str, str]:
    rows = session.execute(
        select_columns(col(Touch.customer_id), func.min(Touch.by))
        .where(col(Touch.team_id) == team_id, which, col(Touch.state) == DONE, col(Touch.undone_at).is_(None))
        .group_by(col(Touch.customer_id))
        .having(func.count() >= LEAST_TOUCHES, func.count(col(Touch.by).distinct()) == 1)
        .having(func.count(col(Touch.by)) == func.count())
    )
    return {str(id_): str(by) for id_, by in rows}
