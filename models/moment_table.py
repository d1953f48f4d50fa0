"""Moments of truth as they were looked after, as a table that a spreadsheet opens."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from models.customer import REMOVED, Customer
from models.member import members_by_id
from models.moment import NOT_NEEDED, Moment, MomentCheck
from models.workspace import Workspace

MOMENTS = ["Due", "Customer", "Customer ID", "Rung", "Moment", "Outcome", "Done on", "By"]


def moment_rows(session: Session, workspace: Workspace) -> Iterator[Sequence[str]]:
    """Return each time that a moment was due and was answered, by day; one of the company's own has no customer."""
    team_id = workspace.team_id
    people = members_by_id(session, team_id)
    for check, moment, customer in session.exec(
        select(MomentCheck, Moment, Customer)
        .join(Moment, (col(Moment.team_id) == MomentCheck.team_id) & (col(Moment.id) == MomentCheck.moment_id))
        .outerjoin(Customer, (col(Customer.team_id) == MomentCheck.team_id) & (Customer.id == MomentCheck.customer_id))
        .where(MomentCheck.team_id == team_id, col(MomentCheck.outcome).is_not(None))
        .order_by(col(MomentCheck.due_on), col(MomentCheck.id))
    ):
        if customer and customer.state == REMOVED:
            continue
        author = people.get(check.by or "")
        yield [
            check.due_on.isoformat(),
            customer.name if customer else "",
            (customer.external_id if customer else None) or "",
            moment.rung,
            moment.name,
            "not needed" if check.outcome == NOT_NEEDED else "done",
            check.answered_on.isoformat() if check.answered_on else "",
            author.name if author else "",
        ]
