"""What a manager's Home tells of the team: how much each champion has, what waits there, and open complaints."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.complaint import OPEN, Complaint
from models.cover import Rota
from models.customer import ACTIVE, Customer
from models.member import Member
from models.outlook import who_waits
from models.working_time import WorkingTime


@dataclass
class Load:
    """What one champion has: customers, those overdue or silent with nothing booked, and the revenue of a year there.

    `at_risk_minor` counts each customer who waits once, in minor units; `champion` None: customers without one.
    """

    champion: Member | None
    customers: int = 0
    overdue: int = 0
    silent: int = 0
    at_risk_minor: int = 0


def loads(session: Session, rota: Rota, working: WorkingTime, team_id: str) -> list[Load]:
    """Return every champion's load, most money at risk first, in two queries whatever the number of customers."""
    here = {user_id for user_id, person in rota.people.items() if person.belongs}
    found: dict[str | None, Load] = {}

    def load_of(champion_id: str | None) -> Load:
        known = champion_id if champion_id in here else None
        return found.setdefault(known, Load(rota.people[known] if known else None))

    counted = (
        select(Customer.champion_id, func.count())
        .where(Customer.team_id == team_id, Customer.state == ACTIVE)
        .group_by(col(Customer.champion_id))
    )
    for champion_id, count in session.exec(counted):
        load_of(champion_id).customers += count
    for one in who_waits(session, team_id, working.today(rota.now)):
        load = load_of(one.customer.champion_id)
        load.overdue += one.due is not None
        load.silent += one.silent is not None
        load.at_risk_minor += one.revenue_minor
    return sorted(found.values(), key=lambda load: (-load.at_risk_minor, -load.overdue, -load.customers, _name(load)))


def _name(load: Load) -> str:
    return load.champion.name if load.champion else ""


def complaints_waiting(
    session: Session, team_id: str, rota: Rota, reader_id: str | None = None
) -> Sequence[tuple[Complaint, Customer]]:
    """Return the open complaints, the first answer due soonest first: all, or those of whose customer one reads."""
    rows = session.exec(
        select(Complaint, Customer)
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Complaint.team_id == team_id, col(Complaint.state).in_(OPEN), Customer.state == ACTIVE)
        .where(col(Complaint.withdrawn_at).is_(None))
        .order_by(col(Complaint.state).desc(), col(Complaint.reply_due_at), col(Complaint.id))
    ).all()
    return [one for one in rows if reader_id is None or rota.reads(reader_id, one[1])]
