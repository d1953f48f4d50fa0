"""A touch: one contact by us, planned or done."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, and_, or_
from sqlmodel import Field, Session, col, select

from models.row import Row, of_customer

PLANNED, DONE, DROPPED = "planned", "done", "dropped"
SLACK = "slack"
"""The source of what logged itself: a message in a channel that is shared with the customer."""
CALENDAR = "calendar"
"""The source of what the Annual Calendar planned, whatever has become of it."""
SAME_TOUCH_WITHIN = timedelta(minutes=10)


class Touch(Row, table=True):
    """One contact; `day` is a calendar day in the zone of the one who did it, `by` their Slack id.

    `booked_at` tells when it was planned; `changed_at` and `changed_by` when and by whom the plan was last confirmed,
    moved or dropped; `moved_from` the day it stood on before it was last moved. Of what the Annual Calendar planned
    `planned_for` and `planned_kind` keep the plan, as moved since, whatever was done in its place; `before` is what it
    was before somebody last changed it. `revision` counts the changes, `revised_at` is the last one.
    """

    __table_args__ = (
        of_customer(),
        Index("touch_by_customer", "team_id", "customer_id", "day"),
        Index("touch_by_day", "team_id", "day"),
        Index("touch_by_source", "team_id", "source", "external_id", unique=True),
    )

    customer_id: str
    kind: str
    state: str = DONE
    day: date
    two_way: bool = False
    by: str | None = None
    note: str = ""
    people: str = ""
    permalink: str | None = None
    source: str = ""
    external_id: str | None = None
    created_at: datetime
    booked_at: datetime | None = None
    changed_at: datetime | None = None
    changed_by: str | None = None
    moved_from: date | None = None
    planned_for: date | None = None
    planned_kind: str | None = None
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    revision: int = 0
    revised_at: datetime | None = None
    undone_at: datetime | None = None

    @property
    def is_in_calendar(self) -> bool:
        """Tell whether the Annual Calendar plans it and nobody has booked it yet: it is asked about on its day."""
        return self.state == PLANNED and self.source == CALENDAR and self.booked_at is None


IN_CALENDAR = and_(col(Touch.state) == PLANNED, col(Touch.source) == CALENDAR, col(Touch.booked_at).is_(None))
"""The same for queries."""


def find_touch(session: Session, team_id: str, touch_id: str) -> Touch | None:
    """Return this workspace's touch with that id."""
    return session.get(Touch, (team_id, touch_id))


def touches_of(session: Session, team_id: str, customer_id: str) -> Sequence[Touch]:
    """Return a customer's touches that stand (not undone), latest day first."""
    return session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, Touch.customer_id == customer_id, col(Touch.undone_at).is_(None))
        .order_by(col(Touch.day).desc(), col(Touch.created_at).desc())
    ).all()


def plans_with(session: Session, team_id: str, customer_id: str) -> Sequence[Touch]:
    """Return what is planned with a customer, the next one first."""
    return session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, Touch.customer_id == customer_id, Touch.state == PLANNED)
        .where(col(Touch.undone_at).is_(None))
        .order_by(col(Touch.day), col(Touch.created_at))
    ).all()


def plan_of(session: Session, touch: Touch) -> Touch | None:
    """Return the booking that a touch fulfils: the same customer, kind and day."""
    return session.exec(
        select(Touch)
        .where(Touch.team_id == touch.team_id, Touch.customer_id == touch.customer_id, Touch.state == PLANNED)
        .where(~IN_CALENDAR)
        .where(Touch.day == touch.day, Touch.kind == touch.kind, col(Touch.undone_at).is_(None))
    ).first()


def twin_of(session: Session, touch: Touch) -> Touch | None:
    """Return the same touch logged within the last ten minutes: same person, customer, kind, day and state."""
    return session.exec(
        select(Touch).where(
            Touch.team_id == touch.team_id,
            Touch.customer_id == touch.customer_id,
            Touch.day == touch.day,
            Touch.kind == touch.kind,
            Touch.by == touch.by,
            Touch.state == touch.state,
            col(Touch.undone_at).is_(None),
            or_(
                col(Touch.created_at) > touch.created_at - SAME_TOUCH_WITHIN,
                # what took the place of a plan was logged when the plan was changed
                (col(Touch.source) == CALENDAR) & (col(Touch.changed_at) > touch.created_at - SAME_TOUCH_WITHIN),
            ),
        )
    ).first()
