"""What people do about a moment of truth: done, not needed, later, each taken back for a day."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.audit import record
from models.customer import find_customer
from models.home_readers import look_again
from models.member import Member
from models.message import SENT, Message
from models.moment import MomentCheck, MomentTold
from models.moment_reminder import settle_company, settle_moments
from models.undo import ALREADY_UNDONE, NOT_YOURS, TOO_LATE, UNDO_WITHIN


def answer(session: Session, check: MomentCheck, outcome: str, today: date, by: str, now: datetime) -> None:
    """Say that a moment was looked after today (DONE), or that it is NOT_NEEDED this time."""
    check.outcome, check.answered_on, check.answered_at, check.by = outcome, today, now, by
    _keep(session, check, f"moment.{outcome}", by, now)


def put_off(session: Session, check: MomentCheck, until: date, by: str, now: datetime) -> None:
    """Let a moment wait until a day, on which it is asked about anew."""
    check.later_until, check.answered_at, check.by = until, now, by
    _keep(session, check, "moment.later", by, now)


def why_not(check: MomentCheck, actor: Member, now: datetime) -> str | None:
    """Return why this person cannot take the last answer back; for 24 hours who gave it and managers can (None)."""
    if check.answered_at is None:
        return ALREADY_UNDONE
    if actor.user_id != check.by and not actor.manager:
        return NOT_YOURS
    return TOO_LATE if now - check.answered_at > UNDO_WITHIN else None


def latest_answered(session: Session, actor: Member, now: datetime) -> MomentCheck | None:
    """Return the moment that this person answered or put off last, within a day."""
    return session.exec(
        select(MomentCheck)
        .where(MomentCheck.team_id == actor.team_id, MomentCheck.by == actor.user_id)
        .where(col(MomentCheck.answered_at) >= now - UNDO_WITHIN)
        .order_by(col(MomentCheck.answered_at).desc())
        .limit(1)
    ).first()


def take_back(session: Session, check: MomentCheck, actor: Member, now: datetime) -> None:
    """Open a moment again that was answered; one that was put off is asked about as if it had not been."""
    if check.outcome is None:
        check.later_until = None
    _only_one_open(session, check)
    check.outcome = check.answered_on = check.answered_at = check.by = None
    _keep(session, check, "moment.undone", actor.user_id, now)


def _only_one_open(session: Session, check: MomentCheck) -> None:
    """Drop the next time of a moment that comes again: this time is open once more."""
    same = (MomentCheck.team_id == check.team_id, MomentCheck.moment_id == check.moment_id)
    mine = (
        MomentCheck.customer_id == check.customer_id,
        MomentCheck.id != check.id,
        col(MomentCheck.outcome).is_(None),
    )
    for later in session.exec(select(MomentCheck).where(*same, *mine)):
        session.delete(later)


def _keep(session: Session, check: MomentCheck, action: str, by: str, now: datetime) -> None:
    subject = f"customer:{check.customer_id}" if check.customer_id else f"moment:{check.moment_id}"
    after = {"moment": check.moment_id, "due": check.due_on.isoformat()}
    record(session, team_id=check.team_id, at=now, actor=by, action=action, subject=subject, after=after)
    draw_briefs(session, check, now)
    if check.customer_id is None:
        settle_company(session, check.team_id, now)
    elif customer := find_customer(session, check.team_id, check.customer_id):
        settle_moments(session, customer, now)
        look_again(session, check.team_id, [customer], now)


def draw_briefs(session: Session, check: MomentCheck, now: datetime) -> None:
    """Have the briefs drawn again that speak of a check."""
    told = (
        select(Message)
        .join(MomentTold, (col(MomentTold.team_id) == Message.team_id) & (col(MomentTold.message_key) == Message.key))
        .where(Message.team_id == check.team_id, Message.state == SENT, MomentTold.check_id == check.id)
    )
    for message in session.exec(told):
        message.redraw_at = now
