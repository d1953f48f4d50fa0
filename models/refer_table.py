"""Referrals as a table that a spreadsheet opens."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, select

from models.customer import Customer
from models.member import members_by_id
from models.refer import referrals
from models.refer_acts import bought_on
from models.workspace import Workspace

REFERRALS = ["Date", "Customer", "Customer ID", "Sent us", "Became", "Became ID", "Bought on", "Noted by"]


def referral_rows(session: Session, workspace: Workspace) -> Iterator[Sequence[str]]:
    """Return every referral that stands, latest first."""
    team_id = workspace.team_id
    people = members_by_id(session, team_id)
    customers = {one.id: one for one in session.exec(select(Customer).where(Customer.team_id == team_id))}
    for referral in referrals(session, team_id):
        by, whom = customers[referral.customer_id], customers.get(referral.new_customer_id or "")
        author, bought = people.get(referral.by or ""), bought_on(session, referral)
        yield [
            referral.day.isoformat(),
            by.name,
            by.external_id or "",
            referral.words,
            whom.name if whom else "",
            (whom.external_id if whom else None) or "",
            bought.isoformat() if bought else "",
            author.name if author else "",
        ]
