"""What becomes of promised messages; only delivery calls this, the sole sender of a workspace while it does."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_
from sqlmodel import Session, col, select, update

from models import moment_reminder
from models.complaint_reminder import settle_told
from models.customer import Customer
from models.know_reminder import settle_said
from models.message import CANCELLED, FAILED, PLANNED, POSSIBLE_REPEAT, SENDING, SENT, UNKNOWN, Message
from models.nudge import Nudge
from models.reminder import CUSTOMER, Reminder, settle_all, wake_managers
from models.workspace import Workspace

QUIET = timedelta(seconds=60)
EXPIRED = "expired"
NOTHING_TO_SAY = "nothing_to_say"


def next_planned(session: Session, team_id: str, now: datetime) -> Message | None:
    """Return the planned message that has waited longest for its time, if one's time has come."""
    return _first(session, team_id, PLANNED, now)


def next_unknown(session: Session, team_id: str, now: datetime) -> Message | None:
    """Return an unknown message whose quiet period is over: time to look for it in Slack's history."""
    return _first(session, team_id, UNKNOWN, now)


def _first(session: Session, team_id: str, state: str, now: datetime) -> Message | None:
    return session.exec(
        select(Message)
        .where(Message.team_id == team_id, Message.state == state, col(Message.not_before) <= now)
        .order_by(col(Message.not_before), col(Message.created_at), col(Message.key))
        .limit(1)
    ).first()


def claim(session: Session, team_id: str, key: str, channel: str, now: datetime) -> Message | None:
    """Take one planned message for sending to a conversation; None where it is planned no longer."""
    wanted = (
        select(Message.key)
        .where(Message.team_id == team_id, Message.key == key, Message.state == PLANNED)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(
        update(Message)
        .where(col(Message.team_id) == team_id, col(Message.state) == PLANNED, col(Message.key).in_(wanted))
        .values(state=SENDING, claimed_at=now, channel=channel, attempts=Message.attempts + 1)
        .returning(Message)
    ).one_or_none()


def attach(session: Session, message: Message, file_id: str, file_link: str | None) -> None:
    """Keep which picture or file belongs to a message, so that a second try uses the same."""
    mine = (col(Message.team_id) == message.team_id, col(Message.key) == message.key)
    session.exec(update(Message).where(*mine).values(file_id=file_id, file_link=file_link))


def doubt_interrupted(session: Session, team_id: str) -> int:
    """Turn messages left in `sending` by a crash into unknown ones, to be looked up after the quiet period.

    Returns how many. Only the sole sender may call it, and not while it sends.
    """
    left = session.exec(select(Message).where(Message.team_id == team_id, Message.state == SENDING)).all()
    for message in left:
        doubt(message)
    return len(left)


def doubt(message: Message) -> None:
    """Nobody knows whether Slack took this message: look it up when the quiet period is over."""
    claimed_at = message.claimed_at or message.created_at
    message.state, message.not_before = UNKNOWN, claimed_at + QUIET


def postpone(session: Session, team_id: str, state: str, until: datetime) -> None:
    """Let all planned (or unknown) messages of a workspace wait: Slack asked for a pause, and it means all of them."""
    session.exec(
        update(Message)
        .where(col(Message.team_id) == team_id, col(Message.state) == state, col(Message.not_before) < until)
        .values(not_before=until)
    )


def plan_again(message: Message, at: datetime) -> None:
    """Slack certainly did not take this message: send it from `at` on."""
    message.state, message.not_before = PLANNED, at


def repeat_perhaps(session: Session, message: Message, now: datetime) -> None:
    """Nobody can find out whether Slack took this message: say it once more, marked, and tell the managers so."""
    plan_again(message, now)
    message.reason = POSSIBLE_REPEAT
    wake_managers(session, session.get_one(Workspace, message.team_id), now)


def hold(session: Session, message: Message, reason: str, until: datetime, now: datetime) -> None:
    """Keep a message until its channel takes it again, looked at from `until` on; managers are told of a reason once.

    Nothing of it was sent, so what it speaks of may still change, and its day may pass.
    """
    if message.reason != reason:
        wake_managers(session, session.get_one(Workspace, message.team_id), now)
    message.state, message.reason, message.not_before = PLANNED, reason, until


def mark_sent(session: Session, message: Message, channel: str, ts: str, now: datetime) -> None:
    """Slack has the message: its nudges count as sent from now on, and their customers' reminders move."""
    message.state, message.channel, message.ts = SENT, channel, ts
    message.reason = POSSIBLE_REPEAT if message.reason == POSSIBLE_REPEAT else None
    message.sent_at = message.claimed_at or now
    nudges = session.exec(select(Nudge).where(Nudge.team_id == message.team_id, Nudge.message_key == message.key)).all()
    for nudge in nudges:
        nudge.sent_at = message.sent_at
    if message.redraw_at or any(nudge.outcome for nudge in nudges):
        message.redraw_at = now  # something changed while nobody knew whether it was sent
    _settle_customers(session, message, now)


def cancel(session: Session, message: Message, reason: str, now: datetime) -> None:
    """Say it never: what it would have spoken of returns to its reminders."""
    message.state, message.reason = CANCELLED, reason
    _settle_customers(session, message, now)


def fail(session: Session, message: Message, reason: str, now: datetime) -> None:
    """Slack will never take it; `reason` is Slack's own word, for the managers' list, which they are told of once."""
    message.state, message.reason = FAILED, reason
    _settle_customers(session, message, now)
    wake_managers(session, session.get_one(Workspace, message.team_id), now)


def _settle_customers(session: Session, message: Message, now: datetime) -> None:
    nudged = select(Nudge.customer_id).where(Nudge.team_id == message.team_id, Nudge.message_key == message.key)
    taken_up = select(Reminder.subject_id).where(
        Reminder.team_id == message.team_id, Reminder.brief == message.key, Reminder.subject_kind == CUSTOMER
    )
    customers = session.exec(
        select(Customer).where(
            Customer.team_id == message.team_id, or_(col(Customer.id).in_(nudged), col(Customer.id).in_(taken_up))
        )
    ).all()
    if customers:
        settle_all(session, message.team_id, customers, now)
    settle_told(session, message, now)
    settle_said(session, message, now)
    moment_reminder.settle_told(session, message, now)


def redraws(session: Session, team_id: str, now: datetime) -> Sequence[Message]:
    """Return the sent messages that want to be drawn again by now."""
    return session.exec(
        select(Message)
        .where(Message.team_id == team_id, Message.state == SENT, col(Message.redraw_at) <= now)
        .order_by(col(Message.redraw_at))
    ).all()


def drawn(session: Session, message: Message, *, again_at: datetime | None = None) -> None:
    """A redraw is done (or is tried again at that instant), unless something newer has asked for another meanwhile."""
    session.exec(
        update(Message)
        .where(
            col(Message.team_id) == message.team_id,
            col(Message.key) == message.key,
            col(Message.redraw_at) == message.redraw_at,
        )
        .values(redraw_at=again_at)
    )
