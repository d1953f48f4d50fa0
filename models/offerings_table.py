"""What each customer uses of what we offer and has been told of, as a table that a spreadsheet opens."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from models.customer import REMOVED, Customer
from models.offerings import known_of
from models.workspace import Workspace

OFFERINGS = ["Customer", "Customer ID", "Offering", "What they do with it"]


def offering_rows(session: Session, workspace: Workspace) -> Iterator[Sequence[str]]:
    """Return each offering of the list for each customer of whom anything is noted: uses, told or none."""
    team_id = workspace.team_id
    found = select(Customer).where(Customer.team_id == team_id, Customer.state != REMOVED)
    customers = session.exec(found.order_by(col(Customer.name), col(Customer.id))).all()
    known = known_of(session, team_id, [customer.id for customer in customers])
    for customer in customers:
        if theirs := known.get(customer.id):
            for offering, use in theirs.uses:
                yield [customer.name, customer.external_id or "", offering.name, use]
