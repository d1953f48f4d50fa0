"""The days that an export tells of each customer: the last touch and purchase, due and silent."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.clocks import DUE, SILENT
from models.reminder import CUSTOMER, Reminder
from models.sign_of_life import PURCHASE, SignOfLife
from models.touch import DONE, Touch


def last_days(session: Session, team_id: str) -> tuple[dict[str, date], dict[str, date]]:
    """Return each customer's day of the last done touch, and of the last purchase."""
    touched = session.exec(
        select(Touch.customer_id, func.max(col(Touch.day)))
        .where(Touch.team_id == team_id, Touch.state == DONE, col(Touch.undone_at).is_(None))
        .group_by(Touch.customer_id)
    )
    bought = session.exec(
        select(SignOfLife.customer_id, func.max(col(SignOfLife.day)))
        .where(SignOfLife.team_id == team_id, SignOfLife.kind == PURCHASE, col(SignOfLife.undone_at).is_(None))
        .group_by(SignOfLife.customer_id)
    )
    return dict(touched.all()), dict(bought.all())


def clocks(session: Session, team_id: str) -> dict[tuple[str, str], date | None]:
    """Return the days on which the clocks strike, by customer and reason."""
    rows = session.exec(
        select(Reminder).where(
            Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, col(Reminder.reason).in_((DUE, SILENT))
        )
    )
    return {(row.subject_id, row.reason): row.due_on for row in rows}
