"""Keeping a fact: the audit is told, nudges are answered and reminders moved, all in one transaction."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models import hand_over, nudge, reminder
from models.audit import record
from models.customer import Customer
from models.decision import Decision
from models.fact import Fact, Kept
from models.know_reminder import settle_known
from models.message import redraw_latest
from models.moment_reminder import climbed
from models.touch import SAME_TOUCH_WITHIN, Touch


def keep(
    session: Session, customer: Customer, fact: Kept, action: str, now: datetime, *, settle: bool = True, **change: Any
) -> Kept:
    """Keep a fact, or find it kept already; whatever it answers and moves follows in the same transaction."""
    if said := _said_already(session, fact, now):
        fact = said
    else:
        session.add(fact)
        tell_audit(session, fact, fact.by, action, now, **change)
    nudge.resolve(session, fact, now)
    climbed(session, customer, fact, now)  # first: a new customer's moments ask what a reminder would ask else
    if settle:
        reminder.settle(session, customer, now)
        settle_known(session, customer, now)
    if isinstance(fact, Decision) and hand_over.was_unanswered(session, customer):
        redraw_latest(session, fact.team_id, "brief", reminder.DECIDE, now)
    return fact


def _said_already(session: Session, fact: Kept, now: datetime) -> Kept | None:
    """Return the same decision or sign, kept of the same person within ten minutes: said twice it is still one.

    Of touches their own question is asked, which offers to log another.
    """
    if isinstance(fact, Touch):
        return None
    table = type(fact)
    last = session.exec(
        select(table)
        .where(table.team_id == fact.team_id, table.customer_id == fact.customer_id, table.kind == fact.kind)
        .where(col(table.undone_at).is_(None), col(table.created_at) > now - SAME_TOUCH_WITHIN)
        .order_by(col(table.created_at).desc())
    ).first()
    said = ("by", "day", "until", "reason", "after", "note", "amount_minor")
    return last if last and all(getattr(last, name, None) == getattr(fact, name, None) for name in said) else None


def tell_audit(session: Session, fact: Fact, by: str | None, action: str, now: datetime, **change: Any) -> None:
    """Write down who did this about a customer; `change` tells what was before and after."""
    reason = fact.reason if isinstance(fact, Decision) else ""
    subject = f"customer:{fact.customer_id}"
    record(session, team_id=fact.team_id, at=now, actor=by, action=action, subject=subject, reason=reason, **change)
