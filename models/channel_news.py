"""What logged itself since the last brief: told to whoever wrote it, who may say that it was no touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.channel import channel_in
from models.customer import Customer
from models.message import Message
from models.touch import SLACK, Touch


@dataclass(frozen=True)
class LoggedItself:
    """A touch that logged itself, its customer, and the channel in which its message stands, where that is known."""

    touch: Touch
    customer: Customer

    @property
    def channel(self) -> str | None:
        return channel_in(self.touch.permalink)

    @property
    def is_taken_back(self) -> bool:
        return self.touch.undone_at is not None


def logged_itself(session: Session, message: Message, at: datetime, since: datetime | None) -> Sequence[LoggedItself]:
    """Return what logged itself for the reader of this brief since the one before it.

    What was taken back before the brief was sent is left out; what was taken back in it stays, so that it can say so.
    """
    query = (
        select(Touch, Customer)
        .join(Customer, (col(Customer.team_id) == Touch.team_id) & (col(Customer.id) == Touch.customer_id))
        .where(Touch.team_id == message.team_id, Touch.by == message.recipient, Touch.source == SLACK)
        .where(col(Touch.created_at) <= at, col(Touch.undone_at).is_(None) | (col(Touch.undone_at) > at))
        .order_by(col(Touch.created_at))
    )
    found = session.exec(query.where(col(Touch.created_at) > since) if since else query)
    return [LoggedItself(touch, customer) for touch, customer in found]
