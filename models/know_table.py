"""Dates and promises as a table that a spreadsheet opens."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from models.customer import REMOVED, Contact, Customer
from models.know import DATE, PROMISE, Known
from models.member import members_by_id
from models.workspace import Workspace

KNOWN = [
    *("Day", "Customer", "Customer ID", "What it is", "Words", "Every year", "Whose day", "Told days before"),
    *("Kept on", "By"),
]


def known_rows(session: Session, workspace: Workspace) -> Iterator[Sequence[str]]:
    """Return each date and promise that nobody has let go, by day; a promise that was kept has the day of that."""
    team_id = workspace.team_id
    people = members_by_id(session, team_id)
    for known, customer, contact in session.exec(
        select(Known, Customer, Contact)
        .join(Customer, (col(Customer.team_id) == Known.team_id) & (col(Customer.id) == Known.customer_id))
        .outerjoin(Contact, (col(Contact.team_id) == Known.team_id) & (col(Contact.id) == Known.contact_id))
        .where(Known.team_id == team_id, col(Known.removed_at).is_(None), col(Known.kind).in_((DATE, PROMISE)))
        .where(Customer.state != REMOVED)
        .order_by(col(Known.day), col(Customer.name), col(Known.id))
    ):
        author = people.get(known.by or "")
        yield [
            known.day.isoformat(),
            customer.name,
            customer.external_id or "",
            known.kind,
            known.what,
            "yes" if known.yearly else "",
            contact.name if contact else "",
            str(known.remind_days),
            known.kept_on.isoformat() if known.kept_on else "",
            author.name if author else "",
        ]
