"""A hand-over: a champion asks a colleague to take a customer, for now or for good; nothing moves until their yes."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models.row import Row, of_customer

ASKED, ACCEPTED, DECLINED, UNANSWERED, WITHDRAWN, ENDED = (
    "asked",
    "accepted",
    "declined",
    "unanswered",
    "withdrawn",
    "ended",
)


class HandOver(Row, table=True):
    """One request; `until` is the last day that the receiver keeps the customer, None: for good.

    `answer_by` is the instant (UTC) until which the receiver may answer; then it goes back and a manager sees it.
    """

    __tablename__ = "hand_over"
    __table_args__ = (
        of_customer(),
        Index("hand_over_by_customer", "team_id", "customer_id"),
        Index("hand_over_by_state", "team_id", "state"),
    )

    customer_id: str
    giver_id: str | None
    receiver_id: str
    until: date | None = None
    note: str = ""
    state: str = ASKED
    asked_at: datetime
    answer_by: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None


def find_hand_over(session: Session, team_id: str, hand_over_id: str) -> HandOver | None:
    """Return this workspace's hand-over with that id."""
    return session.get(HandOver, (team_id, hand_over_id))


def hand_overs_of(session: Session, team_id: str, customer_id: str) -> Sequence[HandOver]:
    """Return a customer's hand-overs, latest first."""
    return session.exec(
        select(HandOver)
        .where(HandOver.team_id == team_id, HandOver.customer_id == customer_id)
        .order_by(col(HandOver.asked_at).desc())
    ).all()
