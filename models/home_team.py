"""What a manager's Home tells of the team: how much each champion has, what waits there, and open complaints."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.clocks import DUE, HAPPENED, SILENT
from models.complaint import OPEN, Complaint
from models.cover import Rota
from models.customer import ACTIVE, Customer
from models.member import Member
from models.reminder import CUSTOMER, Reminder
from models.working_time import WorkingTime


@dataclass
class Load:
    """What one champion has: customers, those overdue or silent with nothing booked, and the revenue of a year there.

    `at_risk_minor` counts each customer once, in minor units; `champion` None: customers without one.
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
    for customer, reasons in _struck(session, team_id, working, rota):
        load = load_of(customer.champion_id)
        load.overdue += DUE in reasons
        load.silent += SILENT in reasons
        load.at_risk_minor += max(customer.revenue_minor or 0, 0)
    return sorted(found.values(), key=lambda load: (-load.at_risk_minor, -load.overdue, -load.customers, _name(load)))


def _name(load: Load) -> str:
    return load.champion.name if load.champion else ""


def _struck(session: Session, team_id: str, working: WorkingTime, rota: Rota) -> list[tuple[Customer, set[str]]]:
    """Return the customers whose clocks have struck with nothing booked, and why; due today is not overdue yet."""
    today = working.today(rota.now)
    planned = select(Reminder.subject_id).where(
        Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, Reminder.reason == HAPPENED
    )
    rows = session.exec(
        select(Customer, Reminder)
        .join(Reminder, (col(Reminder.team_id) == Customer.team_id) & (col(Reminder.subject_id) == Customer.id))
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, Customer.state == ACTIVE)
        .where(col(Reminder.reason).in_((DUE, SILENT)), col(Reminder.due_on) <= today)
        .where(col(Customer.id).not_in(planned))
    )
    reasons: dict[str, set[str]] = defaultdict(set)
    customers = {}
    for customer, reminder in rows:
        if reminder.reason == SILENT or reminder.due_on != today:
            reasons[customer.id].add(reminder.reason)
            customers[customer.id] = customer
    return [(customers[id_], known) for id_, known in reasons.items()]


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
