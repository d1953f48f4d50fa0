"""Settling a whole workspace anew: after its zone, holidays or working time changed, every reminder may move."""

from datetime import datetime

from sqlmodel import Session, select

from models.customer import ACTIVE, Customer
from models.reminder import WORKSPACE, Reminder, settle_all

RESETTLE = "resettle"


def settle_workspace_soon(session: Session, team_id: str, now: datetime) -> None:
    """Have all customers' reminders computed again at the next tick: too slow for somebody who waits for an answer."""
    session.merge(Reminder(team_id=team_id, subject_kind=WORKSPACE, subject_id=team_id, reason=RESETTLE, remind_at=now))


def settle_workspace(session: Session, team_id: str, now: datetime) -> None:
    """Compute the reminders of all active customers again."""
    customers = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    settle_all(session, team_id, customers, now)
