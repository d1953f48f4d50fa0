"""A decision: what somebody chose about a customer's care, kept as a fact so that it can be explained and undone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from models.row import Row, of_customer

LATER, NOT_NEEDED, LAST_SPOKE = "later", "not_needed", "last_spoke"
TIER, KEY, CHAMPION, CADENCE = "tier", "key", "champion", "cadence"
LOST, WON, PARTING = "lost", "won", "parting"
DETAILS, NAMES, PERSON = "details", "names", "person"
GROUP, KNOWN, OFFERINGS = "group", "known", "offerings"
ASKED, REFERRED = "asked", "referred"
PUT_RIGHT = (DETAILS, NAMES, PERSON, GROUP, KNOWN, OFFERINGS)
"""Their name, worth, names, people, parent, dates, what they know of were put right: answers and begins nothing."""
RUNG, NOT_YET, NOT_KEY, MANAGED = "rung", "not_yet", "not_key", "managed"
ASIDE = (*PUT_RIGHT, RUNG, NOT_YET, NOT_KEY, MANAGED, ASKED, REFERRED)
"""Nor does the rung on which they stand, or do not yet, that they are no key customer, or are managed at a loss."""


class Decision(Row, table=True):
    """One decision, made on `day`; `until` is the day it holds to (*Later*) or speaks of (*last spoke*).

    `before` and `after` tell what it changed.
    """

    __table_args__ = (
        of_customer(),
        Index("decision_by_customer", "team_id", "customer_id", "created_at"),
        Index("decision_by_person", "team_id", "by", "created_at"),
    )

    customer_id: str
    kind: str
    day: date
    until: date | None = None
    by: str | None = None
    reason: str = ""
    before: Any = Field(default=None, sa_type=JSON)
    after: Any = Field(default=None, sa_type=JSON)
    created_at: datetime
    undone_at: datetime | None = None


def decisions_of(session: Session, team_id: str, customer_id: str) -> Sequence[Decision]:
    """Return the decisions about a customer that stand (not undone), latest first."""
    return session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, Decision.customer_id == customer_id, col(Decision.undone_at).is_(None))
        .order_by(col(Decision.created_at).desc())
    ).all()
