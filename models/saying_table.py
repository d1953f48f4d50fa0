"""What was said and ideas as a table that a spreadsheet opens."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from models.customer import Customer
from models.member import members_by_id
from models.saying import Saying
from models.workspace import Workspace

SAYINGS = [
    *("Date", "Customer", "Customer ID", "Who said it", "What it is", "Words", "Moment", "Would choose us again"),
    *("May be quoted", "Would bring", "Status", "Noted by"),
]


def saying_rows(session: Session, workspace: Workspace) -> Iterator[Sequence[str]]:
    """Return everything said that stands, ideas among it, by day."""
    team_id = workspace.team_id
    people = members_by_id(session, team_id)
    customers = {one.id: one for one in session.exec(select(Customer).where(Customer.team_id == team_id))}
    for saying in session.exec(
        select(Saying)
        .where(Saying.team_id == team_id, col(Saying.undone_at).is_(None))
        .order_by(col(Saying.day), col(Saying.created_at), Saying.id)
    ):
        customer, author = customers.get(saying.customer_id or ""), people.get(saying.by or "")
        yield [
            saying.day.isoformat(),
            customer.name if customer else "",
            (customer.external_id if customer else None) or "",
            saying.said_by,
            saying.kind,
            saying.words,
            saying.moment or "",
            saying.answer or "",
            "yes" if saying.may_quote else "",
            saying.value or "",
            saying.status or "",
            author.name if author else "",
        ]
