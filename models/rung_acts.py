"""What people do with the loyalty ladder: put a customer on a rung, a decision that can be taken back."""

from datetime import datetime

from sqlmodel import Session

from models.customer import Customer
from models.decision import RUNG, Decision
from models.keeping import keep
from models.rung import PROSPECTS, Rung


def put_on_rung(session: Session, customer: Customer, rung: Rung | None, by: str, now: datetime) -> Decision:
    """Put a customer on a rung, None: nobody knows; it moves the clocks of who becomes or was a prospect alone."""
    before, after = {"rung": customer.rung}, {"rung": rung}
    settle = (customer.rung in PROSPECTS) != (rung in PROSPECTS)
    customer.rung = rung
    decision = Decision(
        team_id=customer.team_id,
        customer_id=customer.id,
        kind=RUNG,
        day=now.date(),
        by=by,
        before=before,
        after=after,
        created_at=now,
    )
    return keep(session, customer, decision, f"care.{RUNG}", now, settle=settle, before=before, after=after)
