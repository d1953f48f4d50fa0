"""What people say about a suggested rung: yes, or not yet; each is a decision that can be taken back."""

from datetime import date, datetime

from sqlmodel import Session

from models.customer import Customer
from models.decision import NOT_YET, Decision
from models.keeping import keep
from models.ladder import RESTS
from models.rung import Rung


def not_yet(session: Session, customer: Customer, rung: Rung, today: date, by: str, now: datetime) -> Decision:
    """Let the suggestion of a rung rest from `today`, a calendar day of who says so; they stay where they are."""
    decision = Decision(
        team_id=customer.team_id,
        customer_id=customer.id,
        kind=NOT_YET,
        day=today,
        until=today + RESTS,
        by=by,
        after={"rung": rung},
        created_at=now,
    )
    return keep(session, customer, decision, f"care.{NOT_YET}", now, settle=False, after={"rung": rung})
