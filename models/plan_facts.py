"""What plan and actual are counted from: plain columns, for there may be thousands."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.customer import REMOVED, Customer
from models.decision import LAST_SPOKE, NOT_NEEDED, Decision
from models.touch import DONE, Touch

FURTHEST_AWAY = timedelta(days=366)
"""Half of the longest cadence there is, which is two years."""


class Recorded(NamedTuple):
    """One touch as it stands, planned, done or dropped."""

    customer_id: str
    kind: str
    day: date
    state: str
    booked_at: datetime | None
    created_at: datetime
    source: str
    planned_for: date | None
    planned_kind: str | None


def touches_since(session: Session, team_id: str, since: date) -> Sequence[Recorded]:
    """Return the touches whose day is `since` or later, and what was planned for some time before.

    So far from a due day a plan can lie in whose place it is.
    """
    rows = session.connection().execute(
        select_columns(*(getattr(Touch, name) for name in Recorded._fields))
        .join(Customer, (col(Customer.team_id) == Touch.team_id) & (col(Customer.id) == Touch.customer_id))
        .where(col(Touch.team_id) == team_id, col(Touch.undone_at).is_(None), col(Customer.state) != REMOVED)
        .where((col(Touch.day) >= since) | (col(Touch.planned_for) >= since - FURTHEST_AWAY))
    )
    return [Recorded(*row) for row in rows]


def last_touches(session: Session, team_id: str, before: date) -> Iterable[tuple[str, date]]:
    """Return by customer the day of the last touch before a day."""
    return session.exec(
        select(Touch.customer_id, func.max(Touch.day))
        .where(Touch.team_id == team_id, Touch.state == DONE, Touch.day < before, col(Touch.undone_at).is_(None))
        .group_by(Touch.customer_id)
    ).all()


def decisions_about(session: Session, team_id: str) -> Sequence[Decision]:
    """Return the decisions that move due days: rounds closed without a touch, and when they last spoke."""
    return session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, col(Decision.undone_at).is_(None))
        .where(col(Decision.kind).in_((NOT_NEEDED, LAST_SPOKE)))
    ).all()
