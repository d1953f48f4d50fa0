"""What a week brought of each customer: what we did, what we heard, and when that was so last before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, func, true
from sqlmodel import Session, col, select

from models.customer import Customer
from models.decision import LAST_SPOKE, Decision
from models.sign_of_life import COMPLAINT, SignOfLife
from models.touch import DONE, Touch
from models.week import Week

Kept = TypeVar("Kept", Touch, SignOfLife)


@dataclass
class CustomerWeek:
    """One customer's touches and signs of life in a week, by day; and when we last touched and heard them before it."""

    customer: Customer
    touches: list[Touch] = field(default_factory=list)
    signs: list[SignOfLife] = field(default_factory=list)
    touched_before: date | None = None
    heard_before: date | None = None

    @property
    def first_heard(self) -> Touch | SignOfLife | None:
        """Return the first two-way touch or sign of life of the week."""
        heard: list[Touch | SignOfLife] = [*(touch for touch in self.touches if touch.two_way), *self.signs]
        return min(heard, key=lambda fact: fact.day, default=None)


def customer_weeks(session: Session, team_id: str, customers: Mapping[str, Customer], week: Week) -> list[CustomerWeek]:
    """Return the week of each of these customers of a workspace whom somebody touched or heard in it."""
    found: dict[str, CustomerWeek] = {}
    for touch in _of_week(session, Touch, team_id, week, col(Touch.state) == DONE):
        if customer := customers.get(touch.customer_id):
            found.setdefault(customer.id, CustomerWeek(customer)).touches.append(touch)
    for sign in _of_week(session, SignOfLife, team_id, week, col(SignOfLife.kind) != COMPLAINT):
        if customer := customers.get(sign.customer_id):
            found.setdefault(customer.id, CustomerWeek(customer)).signs.append(sign)
    _look_back(session, team_id, found, week)
    return list(found.values())


def _look_back(session: Session, team_id: str, found: Mapping[str, CustomerWeek], week: Week) -> None:
    done = col(Touch.state) == DONE
    touched = _last_before(session, Touch, team_id, found, week, done)
    answered = _last_before(session, Touch, team_id, found, week, done & col(Touch.two_way))
    signs = _last_before(session, SignOfLife, team_id, found, week, true())
    told = _told_before(session, team_id, week)
    for id_, theirs in found.items():
        theirs.touched_before = _latest(touched.get(id_), told.get(id_))
        theirs.heard_before = _latest(answered.get(id_), signs.get(id_), told.get(id_))


def _of_week(
    session: Session, table: type[Kept], team_id: str, week: Week, condition: ColumnElement[bool]
) -> Sequence[Kept]:
    return session.exec(
        select(table)
        .where(table.team_id == team_id, col(table.day).between(week.monday, week.sunday))
        .where(col(table.undone_at).is_(None), condition)
        .order_by(col(table.day), col(table.created_at), col(table.id))
    ).all()


def _last_before(
    session: Session,
    table: type[Kept],
    team_id: str,
    ids: Iterable[str],
    week: Week,
    condition: ColumnElement[bool],
) -> dict[str, date]:
    rows = session.exec(
        select(table.customer_id, func.max(table.day))
        .where(table.team_id == team_id, col(table.customer_id).in_(list(ids)), table.day < week.monday)
        .where(col(table.undone_at).is_(None), condition)
        .group_by(table.customer_id)
    )
    return dict(rows.all())


def _told_before(session: Session, team_id: str, week: Week) -> dict[str, date]:
    """Return when champions said that they last spoke to customers of whom an import knew nothing."""
    rows = session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, Decision.kind == LAST_SPOKE, col(Decision.undone_at).is_(None))
        .where(col(Decision.until) < week.monday)
        .order_by(col(Decision.created_at))
    )
    return {decision.customer_id: decision.until for decision in rows if decision.until}


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
