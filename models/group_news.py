"""News from the group: what happened at a connected customer since the last brief, for the champions of the others.

Told once, in a brief that comes anyway; it has no brief come, and nothing follows from it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.complaint import OPENED, RECOVERED, REOPENED, ComplaintStep, find_complaint
from models.cover import Rota
from models.customer import REMOVED, Customer
from models.decision import CHAMPION, LOST, WON, Decision
from models.hand_over import ACCEPTED, HandOver
from models.message import SENT, Message
from models.quotes import quoted
from models.sign_of_life import SignOfLife
from models.statements import IDS, TEAM, among
from models.touch import DONE, Touch

BRIEF = "brief"
AT_FIRST = timedelta(days=31)
"""So far back goes the news of somebody's first brief."""
TOLD_STEPS, TOLD_DECISIONS = (OPENED, RECOVERED, REOPENED), (LOST, CHAMPION)
Fact = ComplaintStep | Decision | HandOver | Touch | SignOfLife
Told = TypeVar("Told", ComplaintStep, Decision, HandOver, Touch, SignOfLife)
Praised = TypeVar("Praised", Touch, SignOfLife)


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
SINCE: BindParameter[datetime] = bindparam("since")
AT: BindParameter[datetime] = bindparam("at")
CHILD = aliased(Customer)
IS_PARENT = select(CHILD.id).where(CHILD.team_id == Customer.team_id, CHILD.parent_id == Customer.id).exists()
CONNECTED = select(Customer).where(
    col(Customer.team_id) == TEAM, Customer.state != REMOVED, col(Customer.parent_id).is_not(None) | IS_PARENT
)


def _recorded(table: type[Told], recorded_at: Any, *conditions: ColumnElement[bool]) -> SelectOfScalar[Told]:
    """Return the statement of what was recorded of some customers after the one instant up to the other."""
    mine = (col(table.team_id) == TEAM, col(table.customer_id).in_(IDS))
    return select(table).where(*mine, recorded_at > SINCE, recorded_at <= AT, *conditions)


def _praised(table: type[Praised], *conditions: ColumnElement[bool]) -> SelectOfScalar[Praised]:
    """Return the statement of what they said to us word for word; of what was imported nothing."""
    by_hand = (col(table.undone_at).is_(None), col(table.external_id).is_(None), col(table.note) != "")
    return _recorded(table, col(table.created_at), *by_hand, *conditions)


STEPS = _recorded(
    ComplaintStep,
    col(ComplaintStep.created_at),
    col(ComplaintStep.undone_at).is_(None),
    col(ComplaintStep.kind).in_(TOLD_STEPS),
)
DECISIONS = _recorded(
    Decision,
    col(Decision.created_at),
    col(Decision.undone_at).is_(None),
    col(Decision.kind).in_((*TOLD_DECISIONS, WON)),
)
KEPT_FOR_NOW = (col(HandOver.state) == ACCEPTED, col(HandOver.until).is_not(None))
HAND_OVERS = _recorded(HandOver, col(HandOver.answered_at), *KEPT_FOR_NOW)
PRAISED_IN_TOUCHES = _praised(Touch, col(Touch.state) == DONE, col(Touch.two_way).is_(True))
PRAISED_IN_SIGNS = _praised(SignOfLife)


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
    connected = session.exec(CONNECTED, params={"team_id": message.team_id}).all()
    others = [customer for customer in connected if not rota.reads(message.recipient, customer)]
    near = {customer.id: found for customer in others if (found := beside(customer, theirs))}
    happened = _happened(session, message.team_id, near, before or at - AT_FIRST, at)
    told: dict[str, list[Happened]] = defaultdict(list)
    for one in sorted(happened, key=lambda one: _when(one.fact)):
        if message.recipient != _who(one.fact):
            told[one.fact.customer_id].append(one)
    by_id = {customer.id: customer for customer in others}
    return [GroupNews(by_id[id_], several, near[id_]) for id_, several in told.items()]


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
    connected = session.exec(CONNECTED, params={"team_id": customer.team_id})
    mine = {one.id for one in connected} & {customer.id}
    return {_when(one.fact) for one in _happened(session, customer.team_id, mine, LONG_AGO, now)}


def _happened(
    session: Session, team_id: str, customer_ids: Collection[str], since: datetime, at: datetime
) -> Iterator[Happened]:
    """Yield what is told of these customers, recorded after the one instant up to the other."""
    if not customer_ids:
        return
    within = among(team_id, customer_ids) | {"since": since, "at": at}
    for step in session.exec(STEPS, params=within):
        complaint = find_complaint(session, team_id, step.complaint_id)
        yield Happened(step, complaint.words if complaint else "")
    yield from map(Happened, _without_returns(session.exec(DECISIONS, params=within).all()))
    for hand_over in session.exec(HAND_OVERS, params=within):
        yield Happened(hand_over)
    for praised in (PRAISED_IN_TOUCHES, PRAISED_IN_SIGNS):
        for fact in session.exec(praised, params=within):
            if words := quoted(fact.note):
                yield Happened(fact, words)


def _without_returns(decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Yield what is news of these: neither that somebody came back, nor the loss which that has made good."""
    back: dict[str, datetime] = defaultdict(lambda: LONG_AGO)
    for decision in decisions:
        if decision.kind == WON:
            back[decision.customer_id] = max(back[decision.customer_id], decision.created_at)
    for decision in decisions:
        is_made_good = decision.kind == LOST and back[decision.customer_id] > decision.created_at
        if decision.kind in TOLD_DECISIONS and not is_made_good:
            yield decision


def _has_groups(session: Session, team_id: str) -> bool:
    children = select(Customer.id).where(Customer.team_id == team_id, col(Customer.parent_id).is_not(None))
    return session.exec(children.limit(1)).first() is not None


def _when(fact: Fact) -> datetime:
    return fact.answered_at or fact.asked_at if isinstance(fact, HandOver) else fact.created_at


def _who(fact: Fact) -> str | None:
    return fact.receiver_id if isinstance(fact, HandOver) else fact.by
