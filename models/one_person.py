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
VALUABLE, MOST_VALUABLE = ("A", "B"), ("A",)
"""Tiers where it matters that only one person there is known, and those where it also matters who always talked."""
LEAST_TALKS, LEAST_TOUCHES = 3, 6
"""From so many two-way touches with one person, and so many touches by one colleague, on it is no coincidence."""
MENTION, SEVERAL = re.compile(r"<@[^>]*>"), re.compile(r"[,;&+/]|\b(?:and|und|et|y)\b", re.IGNORECASE)


@dataclass(frozen=True)
class OnePerson:
    """A customer that hangs on one person, and by what that is seen; at least one of the three is there.

    `only_known` is the only one known there, `talked_to` with whom all `talks` two-way touches of the last year were,
    `colleague_id` the Slack id of the only one of ours who ever touched them, for a year and longer.
    """

    customer: Customer
    only_known: str = ""
    talked_to: str = ""
    talks: int = 0
    colleague_id: str | None = None


def hang_on_one_person(
    session: Session, team_id: str, today: date, customer_id: str | None = None
) -> Sequence[OnePerson]:
    """Return the valuable customers that hang on one person, in order of name; with `customer_id` look at that alone.

    Key customers, A and B of whom one person is known; key customers and A also by who was in touch with whom.
    """
    mine = [col(Customer.team_id) == team_id, col(Customer.state) == ACTIVE]
    mine += [col(Customer.id) == customer_id] if customer_id else []
    valuable = [*mine, col(Customer.key) | col(Customer.tier).in_(VALUABLE)]
    most_valuable = [*mine, col(Customer.key) | col(Customer.tier).in_(MOST_VALUABLE)]
    which = col(Touch.customer_id).in_(select(Customer.id).where(*most_valuable))
    known, talked = _only_known(session, team_id, valuable), _talked_to(session, team_id, which, today)
    colleagues = _only_colleagues(session, team_id, which)
    found = [
        OnePerson(one, known.get(one.id, ""), *talked.get(one.id, ("", 0)), colleagues.get(one.id))
        for one in session.exec(select(Customer).where(*valuable).order_by(col(Customer.name), col(Customer.id)))
    ]
    return [one for one in found if one.only_known or one.talked_to or one.colleague_id]


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
    """Return who alone was ever in touch, where that is often and goes back a year: a new champion is none."""
    by = col(Touch.by)
    rows = session.execute(
        select_columns(col(Touch.customer_id), func.min(by), func.min(Touch.day), func.max(Touch.day))
        .where(col(Touch.team_id) == team_id, which, col(Touch.state) == DONE, col(Touch.undone_at).is_(None))
        .group_by(col(Touch.customer_id))
        .having(func.count() >= LEAST_TOUCHES, func.count(by.distinct()) == 1, func.count(by) == func.count())
    )
    return {str(id_): str(user_id) for id_, user_id, first, last in rows if last - first >= A_YEAR}
