"""The audit: who changed what, when and why. Append only; an undo is a new row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from models.row import Row


class Audit(Row, table=True):
    """One change; `subject` names the row it was about, such as `customer:ab12…`."""

    __table_args__ = (Index("audit_by_subject", "team_id", "subject", "at"),)

    at: datetime
    actor: str | None
    action: str
    subject: str
    before: Any = Field(default=None, sa_type=JSON)
    after: Any = Field(default=None, sa_type=JSON)
    reason: str = ""


def record(
    session: Session,
    *,
    team_id: str,
    at: datetime,
    actor: str | None,
    action: str,
    subject: str,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> None:
    """Write one audit row in the caller's transaction."""
    session.add(
        Audit(
            team_id=team_id,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            before=before,
            after=after,
            reason=reason,
        )
    )


def latest_about(session: Session, team_id: str, customer_id: str, most: int) -> Sequence[Audit]:
    """Return the latest changes about a customer, latest first."""
    return session.exec(
        select(Audit)
        .where(Audit.team_id == team_id, Audit.subject == f"customer:{customer_id}")
        .order_by(col(Audit.at).desc(), col(Audit.id))
        .limit(most)
    ).all()
