"""News from the group: what happened at a connected customer since the last brief, for the champions of the others.

Told once, in a brief that comes anyway; it has no brief come, and nothing follows from it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.complaint import OPENED, RECOVERED, REOPENED, ComplaintStep, find_complaint
from models.cover import Rota
from models.customer import REMOVED, Customer
from models.decision import CHAMPION, LOST, Decision
from models.hand_over import ACCEPTED, HandOver
from models.message import SENT, Message
from models.quotes import quoted
from models.sign_of_life import SignOfLife
from models.touch import DONE, Touch

BRIEF = "brief"
AT_FIRST = timedelta(days=31)
"""So far back goes the news of somebody's first brief."""
TOLD_STEPS, TOLD_DECISIONS = (OPENED, RECOVERED, REOPENED), (LOST, CHAMPION)
Fact = ComplaintStep | Decision | HandOver | Touch | SignOfLife
Told = TypeVar("Told", ComplaintStep, Decision, HandOver, Touch, SignOfLife)


@dataclass(frozen=True)
class Happened:
    """One thing that happened at a customer; `words` are what they complained about, or said to our praise."""

    fact: Fact
    words: str = ""


@dataclass(frozen=True)
class GroupNews:
    """What happened at one customer, in the order in which it did, and the reader's own customers beside it."""

    customer: Customer
    happened: Sequence[Happened]
    beside: Sequence[Customer]


def news_from_groups(
    session: Session, message: Message, theirs: Sequence[Customer], rota: Rota, at: datetime, before: datetime | None
) -> list[GroupNews]:
    """Return what happened since the brief `before`, claimed `at`, at parents, children and sisters of these customers.

    Of customers of whom the reader of this brief reads anyway, and of what they did themselves, nothing is said.
    """
    if not _has_groups(session, message.team_id):
        return []
    since = before or at - AT_FIRST
    found: dict[str, list[Happened]] = defaultdict(list)
    customers: dict[str, Customer] = {}
    for one, customer in sorted(_happened(session, message.team_id, since, at), key=lambda pair: _when(pair[0].fact)):
        if message.recipient != _who(one.fact) and not rota.reads(message.recipient, customer):
            customers[customer.id] = customer
            found[customer.id].append(one)
    news = [GroupNews(customers[id_], happened, beside(customers[id_], theirs)) for id_, happened in found.items()]
    return [one for one in news if one.beside]


def beside(customer: Customer, others: Iterable[Customer]) -> list[Customer]:
    """Return the parent, the children and the sisters of a customer among these."""
    parent_id = customer.parent_id
    return [
        other
        for other in others
        if other.id != customer.id
        and (other.parent_id == customer.id or (parent_id and parent_id in (other.id, other.parent_id)))
    ]


def draw_again(session: Session, team_id: str, instants: Collection[datetime], now: datetime) -> None:
    """Have the briefs drawn again that may have told of what happened at these instants: the first since, of each."""
    if _has_groups(session, team_id):
        draw_first_since(session, team_id, instants, now)


def draw_first_since(session: Session, team_id: str, instants: Collection[datetime], now: datetime) -> None:
    """Have the first brief that each person was sent since one of these instants drawn again."""
    sent = (Message.team_id == team_id, Message.feature == BRIEF, Message.state == SENT)
    for instant in instants:
        first: dict[str, Message] = {}
        since = select(Message).where(*sent, col(Message.sent_at) >= instant)
        for brief in session.exec(since.order_by(col(Message.sent_at).desc())):
            first[brief.recipient] = brief
        for brief in first.values():
            brief.redraw_at = now


def told_of(session: Session, customer: Customer, now: datetime) -> set[datetime]:
    """Return the instants of what the champions of others were told of a customer; none of one without a group."""
    mine = col(Customer.id) == customer.id
    return {_when(one.fact) for one, _ in _happened(session, customer.team_id, None, now, mine)}


def _happened(
    session: Session, team_id: str, since: datetime | None, at: datetime, *which: ColumnElement[bool]
) -> Iterator[tuple[Happened, Customer]]:
    """Yield what is told of connected customers, recorded after the one instant up to the other."""

    def rows(table: type[Told], recorded_at: Any, *conditions: ColumnElement[bool]) -> Sequence[tuple[Told, Customer]]:
        within = (recorded_at <= at, *((recorded_at > since,) if since else ()))
        return session.exec(
            select(table, Customer)
            .join(Customer, (col(Customer.team_id) == table.team_id) & (col(Customer.id) == table.customer_id))
            .where(table.team_id == team_id, *within, *conditions, *which, _is_connected(team_id))
        ).all()

    for step, customer in rows(
        ComplaintStep,
        col(ComplaintStep.created_at),
        col(ComplaintStep.undone_at).is_(None),
        col(ComplaintStep.kind).in_(TOLD_STEPS),
    ):
        complaint = find_complaint(session, team_id, step.complaint_id)
        yield Happened(step, complaint.words if complaint else ""), customer
    for decision, customer in rows(
        Decision,
        col(Decision.created_at),
        col(Decision.undone_at).is_(None),
        col(Decision.kind).in_(TOLD_DECISIONS),
    ):
        yield Happened(decision), customer
    kept_for_now = (col(HandOver.state) == ACCEPTED, col(HandOver.until).is_not(None))
    for hand_over, customer in rows(HandOver, col(HandOver.answered_at), *kept_for_now):
        yield Happened(hand_over), customer
    yield from _praised(rows)


def _praised(rows: Any) -> Iterator[tuple[Happened, Customer]]:
    """Yield what they said to us word for word; of what was imported nothing."""
    for table in (Touch, SignOfLife):
        by_hand = (col(table.undone_at).is_(None), col(table.external_id).is_(None), col(table.note) != "")
        spoken = (col(Touch.state) == DONE, col(Touch.two_way)) if table is Touch else ()
        for fact, customer in rows(table, col(table.created_at), *by_hand, *spoken):
            if words := quoted(fact.note):
                yield Happened(fact, words), customer


def _has_groups(session: Session, team_id: str) -> bool:
    children = select(Customer.id).where(Customer.team_id == team_id, col(Customer.parent_id).is_not(None))
    return session.exec(children.limit(1)).first() is not None


def _is_connected(team_id: str) -> ColumnElement[bool]:
    child = aliased(Customer)
    is_parent = select(child.id).where(child.team_id == team_id, child.parent_id == Customer.id).exists()
    return (col(Customer.state) != REMOVED) & (col(Customer.parent_id).is_not(None) | is_parent)


def _when(fact: Fact) -> datetime:
    return fact.answered_at or fact.asked_at if isinstance(fact, HandOver) else fact.created_at


def _who(fact: Fact) -> str | None:
    return fact.receiver_id if isinstance(fact, HandOver) else fact.by
