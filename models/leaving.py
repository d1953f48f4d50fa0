"""What is kept when a customer leaves, when somebody parts well from them, and when they come back."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models import nudge, reminder
from models.audit import record
from models.customer import ACTIVE, LEFT, Customer
from models.decision import LOST, PARTING, WON, Decision
from models.hand_over import ASKED, HAND_OVER, WITHDRAWN, ask_receiver, hand_overs_of, withdraw_asked
from models.lost import Reason, Step


def lose(
    session: Session, customer: Customer, why: Reason, words: str, by: str, today: date, now: datetime
) -> Decision:
    """Keep that a customer has left, why, and in whose words: reminders end, plans rest, open hand-overs are over."""
    withdraw_asked(session, customer, by, now)
    change = _change(customer, state=LEFT, left_on=today, left_reason=why)
    return _keep(session, customer, LOST, by, today, now, reason=words, **change)


def ask_again(session: Session, customer: Customer, lost: Decision, now: datetime) -> None:
    """Ask again what a loss withdrew that is taken back; the receiver has until the same instant as before."""
    for asked in hand_overs_of(session, customer.team_id, customer.id):
        if asked.state == WITHDRAWN and asked.ended_at == lost.created_at:
            asked.state, asked.answered_at, asked.ended_at = ASKED, None, None
            about: dict[str, Any] = {
                "team_id": asked.team_id,
                "subject_kind": HAND_OVER,
                "subject_id": asked.id,
                "reason": HAND_OVER,
            }
            session.merge(reminder.Reminder(**about, remind_at=asked.answer_by))
            ask_receiver(session, asked, now)


def win_back(session: Session, customer: Customer, by: str, today: date, now: datetime) -> Decision:
    """Keep that a lost customer has come back: the next touch is due a cadence from today."""
    change = _change(customer, state=ACTIVE, left_on=None, left_reason=None)
    return _keep(session, customer, WON, by, today, now, **change)


def part(session: Session, customer: Customer, step: Step, by: str, today: date, now: datetime) -> Decision:
    """Keep that a step to part well is done."""
    return _keep(session, customer, PARTING, by, today, now, after={"step": step})


def standing_loss(session: Session, customer: Customer) -> Decision | None:
    """Return the decision by which a customer has left, as long as it stands."""
    return session.exec(
        select(Decision)
        .where(Decision.team_id == customer.team_id, Decision.customer_id == customer.id)
        .where(Decision.kind == LOST, col(Decision.undone_at).is_(None))
        .order_by(col(Decision.created_at).desc())
    ).first()


def _change(customer: Customer, **wanted: Any) -> dict[str, Any]:
    """Change a customer; return what was before and what is after, as it is kept in JSON."""
    before = {name: _written(getattr(customer, name)) for name in wanted}
    for name, value in wanted.items():
        setattr(customer, name, value)
    return {"before": before, "after": {name: _written(value) for name, value in wanted.items()}}


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _keep(
    session: Session, customer: Customer, kind: str, by: str, today: date, now: datetime, **facts: Any
) -> Decision:
    about: dict[str, Any] = {"team_id": customer.team_id, "customer_id": customer.id, "kind": kind}
    decision = Decision(**about, by=by, day=today, created_at=now, **facts)
    session.add(decision)
    told = {"action": f"care.{kind}", "subject": f"customer:{customer.id}"}
    record(session, team_id=customer.team_id, at=now, actor=by, **told, **facts)
    nudge.resolve(session, decision, now)
    reminder.settle(session, customer, now)
    return decision
