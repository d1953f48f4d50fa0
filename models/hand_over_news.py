"""What became of hand-overs: told to whoever asked in their next brief, and to managers where nobody answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.customer import ACTIVE, Customer
from models.decision import Decision
from models.hand_over import ASKED, UNANSWERED, WITHDRAWN, HandOver
from models.message import Message


@dataclass(frozen=True)
class News:
    """A hand-over that was answered, left unanswered or is over, and its customer."""

    hand_over: HandOver
    customer: Customer


def news_for(session: Session, message: Message, at: datetime, since: datetime | None) -> list[News]:
    """Return what became of the customers that its reader hands over since the brief before this one."""
    told = [
        one
        for one in _hand_overs(session, message.team_id)
        if one.hand_over.giver_id == message.recipient and one.hand_over.state not in (ASKED, WITHDRAWN)
    ]
    return [one for one in told if _moved_at(one) <= at and (since is None or _moved_at(one) > since)]


def unanswered(session: Session, team_id: str, since: datetime) -> list[News]:
    """Return what nobody answered since that instant, unless somebody has decided or asked somebody else since."""
    latest = {one.customer.id: one for one in _hand_overs(session, team_id)}
    return [
        one
        for one in latest.values()
        if one.hand_over.state == UNANSWERED and _moved_at(one) > since and not _decided_since(session, one.hand_over)
    ]


def _hand_overs(session: Session, team_id: str) -> Sequence[News]:
    rows = session.exec(
        select(HandOver, Customer)
        .join(Customer, (col(Customer.team_id) == HandOver.team_id) & (col(Customer.id) == HandOver.customer_id))
        .where(HandOver.team_id == team_id, Customer.state == ACTIVE)
        .order_by(col(HandOver.asked_at))
    )
    return [News(hand_over, customer) for hand_over, customer in rows]


def _moved_at(news: News) -> datetime:
    return news.hand_over.ended_at or news.hand_over.answered_at or news.hand_over.asked_at


def _decided_since(session: Session, hand_over: HandOver) -> bool:
    decided = session.exec(
        select(Decision.id)
        .where(Decision.team_id == hand_over.team_id, Decision.customer_id == hand_over.customer_id)
        .where(col(Decision.created_at) > hand_over.asked_at, col(Decision.undone_at).is_(None))
        .limit(1)
    )
    return decided.first() is not None
