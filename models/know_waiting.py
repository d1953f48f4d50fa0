"""Promises that were asked about three times in vain: a manager sees them, too."""

from sqlmodel import Session, col, select

from models.clocks import LAST_STEP
from models.customer import ACTIVE, Customer
from models.know import PROMISE, SUBJECT, Known
from models.reminder import Reminder


def waiting_promises(session: Session, team_id: str) -> list[tuple[Known, Customer]]:
    """Return the promises of which nobody has said after three times what became of them, the oldest first."""
    rows = session.exec(
        select(Known, Customer)
        .join(Customer, (col(Customer.team_id) == Known.team_id) & (col(Customer.id) == Known.customer_id))
        .join(Reminder, (col(Reminder.team_id) == Known.team_id) & (col(Reminder.subject_id) == Known.id))
        .where(Known.team_id == team_id, Reminder.subject_kind == SUBJECT, Reminder.reason == PROMISE)
        .where(Reminder.step >= LAST_STEP, col(Reminder.remind_at).is_(None), Customer.state == ACTIVE)
        .where(col(Known.removed_at).is_(None), col(Known.kept_on).is_(None))
        .order_by(col(Known.day), col(Known.id))
    )
    return list(rows)
