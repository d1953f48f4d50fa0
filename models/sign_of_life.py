"""A sign of life: something the customer did. It stops the silence clock and never moves the due day."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, Session, col, select

from models.row import Row, of_customer

REPLY, PURCHASE, MESSAGE, COMPLAINT = "reply", "purchase", "message", "complaint"


class SignOfLife(Row, table=True):
    """One sign; `amount_minor` is a purchase's value in the workspace's currency, `permalink` a message's address."""

    __tablename__ = "sign_of_life"
    __table_args__ = (
        of_customer(),
        Index("sign_by_customer", "team_id", "customer_id", "day"),
        Index("sign_by_person", "team_id", "by", "created_at"),
        Index("sign_by_source", "team_id", "source", "external_id", unique=True),
    )

    customer_id: str
    kind: str
    day: date
    by: str | None = None
    note: str = ""
    permalink: str | None = None
    amount_minor: int | None = Field(default=None, sa_type=BigInteger)
    source: str = ""
    external_id: str | None = None
    created_at: datetime
    undone_at: datetime | None = None


def signs_of(session: Session, team_id: str, customer_id: str) -> Sequence[SignOfLife]:
    """Return a customer's signs of life that stand (not undone), latest day first."""
    return session.exec(
        select(SignOfLife)
        .where(
            SignOfLife.team_id == team_id,
            SignOfLife.customer_id == customer_id,
            col(SignOfLife.undone_at).is_(None),
        )
        .order_by(col(SignOfLife.day).desc(), col(SignOfLife.created_at).desc())
    ).all()
