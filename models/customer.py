"""A customer: a company or person cared for, the other names they go by, and the people we know there."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field, Session, col, select

from models.row import Row, of_customer

ACTIVE, LEFT, REMOVED = "active", "left", "removed"


class Customer(Row, table=True):
    """One customer; revenue is a year's.

    `cadence_days`, `silence_days` and `activities` (words of `Kind`, best first) vary the care model for this customer
    alone; `care_reason` says why.

    `first_ask_on` spreads the first nudges of customers that came without a known contact; `ask_last_spoke` has the
    first brief ask when the champion last spoke to them. `left_on` and `left_reason` tell of one that is lost.
    `parent_id` is the customer to whom this one belongs, as a branch does to its company.
    `sales_points` is the cost of their sales in basis points of revenue, where it is not the workspace's.
    `rung` is where they stand on the loyalty ladder, as far as anybody knows.
    """

    __table_args__ = (
        Index("customer_by_name", "team_id", "normal"),
        Index("customer_by_source", "team_id", "source", "external_id", unique=True),
        Index("customer_by_champion", "team_id", "champion_id"),
        Index("customer_by_parent", "team_id", "parent_id"),
    )

    name: str
    normal: str
    source: str = ""
    external_id: str | None = None
    tier: str | None = None
    tier_suggested: bool = False
    key: bool = False
    champion_id: str | None = None
    parent_id: str | None = None
    cadence_days: int | None = None
    silence_days: int | None = None
    activities: list[str] | None = Field(default=None, sa_type=JSON)
    care_reason: str = ""
    revenue_minor: int | None = Field(default=None, sa_type=BigInteger)
    sales_points: int | None = None
    rung: str | None = None
    state: str = ACTIVE
    left_on: date | None = None
    left_reason: str | None = None
    added_on: date
    first_ask_on: date | None = None
    ask_last_spoke: bool = False
    created_at: datetime

    @property
    def is_varied(self) -> bool:
        """Tell whether they are cared for otherwise than the care model says."""
        return bool(self.cadence_days or self.silence_days) or self.activities is not None


class Alias(Row, table=True):
    """Another name that people use for a customer."""

    __table_args__ = (of_customer(), Index("alias_by_customer", "team_id", "customer_id"))

    customer_id: str
    name: str
    normal: str


class Contact(Row, table=True):
    """A person at the customer, and what they like."""

    __table_args__ = (of_customer(), Index("contact_by_customer", "team_id", "customer_id"))

    customer_id: str
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    likes: str = ""


def find_customer(session: Session, team_id: str, customer_id: str | None) -> Customer | None:
    """Return this workspace's customer with that id."""
    return session.get(Customer, (team_id, customer_id)) if customer_id else None


def names_of(session: Session, team_id: str, *, lost: bool = False) -> list[tuple[str, str, str]]:
    """Return `(customer id, name, normalised name)` of every active customer and alias, to match what people type.

    With `lost` those who have left are among them.
    """
    wanted = col(Customer.state).in_((ACTIVE, LEFT) if lost else (ACTIVE,))
    named = session.exec(
        select(Customer.id, Customer.name, Customer.normal).where(Customer.team_id == team_id, wanted)
    ).all()
    aliases = session.exec(
        select(Customer.id, Alias.name, Alias.normal)
        .join(Alias, (col(Alias.team_id) == Customer.team_id) & (col(Alias.customer_id) == Customer.id))
        .where(Customer.team_id == team_id, wanted)
    ).all()
    return [(id_, name, normal) for id_, name, normal in (*named, *aliases)]


def customers_of(session: Session, team_id: str, champion_id: str) -> Sequence[Customer]:
    """Return the active customers of one champion, in order of name."""
    return session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.champion_id == champion_id, Customer.state == ACTIVE)
        .order_by(col(Customer.name))
    ).all()


def contacts_of(session: Session, team_id: str, customer_id: str) -> Sequence[Contact]:
    """Return the people we know at a customer, those with a phone number first."""
    return session.exec(
        select(Contact)
        .where(Contact.team_id == team_id, Contact.customer_id == customer_id)
        .order_by(col(Contact.phone) == "", col(Contact.name))
    ).all()


def aliases_of(session: Session, team_id: str, customer_id: str) -> Sequence[Alias]:
    """Return the other names that a customer goes by, in order."""
    return session.exec(
        select(Alias).where(Alias.team_id == team_id, Alias.customer_id == customer_id).order_by(col(Alias.name))
    ).all()
