"""A hand-over: a champion asks a colleague to take a customer, for now or for good; nothing moves until their yes."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models import nudge
from models.audit import record
from models.customer import Customer
from models.home import draw_again
from models.message import SENT, find_message, promise
from models.row import Row, of_customer
from models.statements import IDS, TEAM, among

HAND_OVER = "hand_over"
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


def asked_about(session: Session, team_id: str, customer_id: str) -> HandOver | None:
    """Return the hand-over of a customer that waits for an answer."""
    return next((one for one in hand_overs_of(session, team_id, customer_id) if one.state == ASKED), None)


def pending(session: Session, team_id: str, customer_ids: Collection[str]) -> dict[str, HandOver]:
    """Return by customer the hand-overs that wait for an answer, of these customers."""
    found = session.exec(
        select(HandOver).where(
            HandOver.team_id == team_id, HandOver.state == ASKED, col(HandOver.customer_id).in_(customer_ids)
        )
    )
    return {one.customer_id: one for one in found}


STANDING = (
    select(HandOver)
    .where(col(HandOver.team_id) == TEAM, col(HandOver.customer_id).in_(IDS), HandOver.state != WITHDRAWN)
    .order_by(col(HandOver.asked_at))
)


def handed_over(
    session: Session, team_id: str, customer_ids: Collection[str]
) -> dict[str, tuple[datetime, datetime | None]]:
    """Return by customer when they were last asked about, taken or given back, and until when a yes is awaited."""
    found: dict[str, tuple[datetime, datetime | None]] = {}
    for one in session.exec(STANDING, params=among(team_id, customer_ids)):
        moved_at = one.ended_at or one.answered_at or one.asked_at
        before, _ = found.get(one.customer_id, (moved_at, None))
        found[one.customer_id] = (max(before, moved_at), one.answer_by if one.state == ASKED else None)
    return found


def was_unanswered(session: Session, customer: Customer) -> bool:
    """Tell whether the last who was asked to take a customer did not answer: managers have it on their list."""
    return any(one.state == UNANSWERED for one in hand_overs_of(session, customer.team_id, customer.id)[:1])


def key_of(hand_over: HandOver) -> str:
    """Name the one message that asks the receiver."""
    return f"hand_over:{hand_over.team_id}:{hand_over.id}"


def ask_receiver(session: Session, asked: HandOver, now: datetime) -> None:
    """Promise the one message that asks the receiver; the audit is told who was asked, until when and why."""
    promise(
        session,
        team_id=asked.team_id,
        key=key_of(asked),
        recipient=asked.receiver_id,
        feature=HAND_OVER,
        subject=asked.id,
        now=now,
    )
    record(
        session,
        team_id=asked.team_id,
        at=now,
        actor=asked.giver_id,
        action="hand_over.asked",
        subject=f"customer:{asked.customer_id}",
        after={"receiver": asked.receiver_id, "until": asked.until and asked.until.isoformat()},
        reason=asked.note,
    )
    session.flush()
    redraw(session, asked.team_id, asked.customer_id, now)


def close(session: Session, hand_over: HandOver, state: str, by: str | None, now: datetime) -> None:
    """Give a hand-over the state that it comes to; what was said of it is drawn again."""
    hand_over.state = state
    hand_over.answered_at = hand_over.answered_at or now
    hand_over.ended_at = None if state == ACCEPTED else now
    subject = f"customer:{hand_over.customer_id}"
    after = {"receiver": hand_over.receiver_id, "until": hand_over.until and hand_over.until.isoformat()}
    record(
        session, team_id=hand_over.team_id, at=now, actor=by, action=f"hand_over.{state}", subject=subject, after=after
    )
    session.flush()
    redraw(session, hand_over.team_id, hand_over.customer_id, now)


def redraw(session: Session, team_id: str, customer_id: str, now: datetime) -> None:
    """Have drawn again what was asked about a customer, of the receivers and in briefs."""
    draw_again(session, team_id, now)
    for one in hand_overs_of(session, team_id, customer_id):
        message = find_message(session, team_id, key_of(one))
        if message and message.state == SENT:
            message.redraw_at = now
    nudge.redraw_open(session, team_id, customer_id, now)


def withdraw_asked(session: Session, customer: Customer, by: str | None, now: datetime) -> None:
    """Withdraw what waits for an answer, because the customer is given away otherwise."""
    if waiting := asked_about(session, customer.team_id, customer.id):
        close(session, waiting, WITHDRAWN, by, now)
