"""A nudge: a customer's line in a brief, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from models.message import SENT, Message
from models.row import Row, of_customer

DONE, PLANNED, REPLIED, LATER, NOT_NEEDED, ANSWERED = "done", "planned", "replied", "later", "not_needed", "answered"


class Nudge(Row, table=True):
    """One customer in one brief, written when the brief is claimed.

    `step` is the step that this nudge is (1 the nudge, 2 a smaller ask, 3 the last), 0 for a question; `full` tells it
    was shown with all its words, else as a line; `outcome` is None while it is open, `fact_id` names the touch, sign or decision behind it.
    """

    __table_args__ = (
        of_customer(),
        Index("nudge_by_message", "team_id", "message_key"),
        Index("nudge_by_customer", "team_id", "customer_id"),
        Index("nudge_by_fact", "team_id", "fact_id"),
    )

    message_key: str
    customer_id: str
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    step: int
    full: bool
    position: int
    outcome: str | None = None
    fact_id: str | None = None
    resolved_by: str | None = None
    sent_at: datetime | None = None


def find_nudge(session: Session, team_id: str, nudge_id: str) -> Nudge | None:
    """Return this workspace's nudge with that id."""
    return session.get(Nudge, (team_id, nudge_id))


def nudges_in(session: Session, message: Message) -> Sequence[Nudge]:
    """Return the nudges of one brief in the order shown."""
    return session.exec(
        select(Nudge)
        .where(Nudge.team_id == message.team_id, Nudge.message_key == message.key)
        .order_by(col(Nudge.position))
    ).all()


def resolve(session: Session, fact: Any, outcome: str, now: datetime) -> None:
    """Close every open nudge of a customer: `fact` (touch, sign, decision) answers them, wherever it was recorded."""
    for nudge in session.exec(
        select(Nudge).where(
            Nudge.team_id == fact.team_id, Nudge.customer_id == fact.customer_id, col(Nudge.outcome).is_(None)
        )
    ):
        nudge.outcome, nudge.fact_id, nudge.resolved_by = outcome, fact.id, fact.by
        redraw(session, nudge, now)


def reopen(session: Session, fact: Any, now: datetime) -> None:
    """Open the nudges again that a fact had closed, because the fact was undone."""
    for nudge in session.exec(select(Nudge).where(Nudge.team_id == fact.team_id, Nudge.fact_id == fact.id)):
        nudge.outcome = nudge.fact_id = nudge.resolved_by = None
        redraw(session, nudge, now)


def redraw_for(session: Session, fact: Any, now: datetime) -> None:
    """Have the briefs drawn again that tell of a fact whose words changed."""
    for nudge in session.exec(select(Nudge).where(Nudge.team_id == fact.team_id, Nudge.fact_id == fact.id)):
        redraw(session, nudge, now)


def redraw(session: Session, nudge: Nudge, now: datetime) -> None:
    """Ask for the brief that carries this nudge to be drawn again."""
    message = session.get(Message, (nudge.team_id, nudge.message_key))
    if message and message.state == SENT:
        message.redraw_at = now
