"""A stocktake: grading all customers, A to E. Every one is kept, so that the next can be compared with it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ColumnElement, ForeignKeyConstraint, Index
from sqlmodel import Field, Session, col, select

from models.customer import ACTIVE, Customer
from models.row import Row, of_customer
from models.stocktake_rules import QUESTIONS, Suggestion, suggest

KEPT, STAYS = "kept", "stays"
"""What was decided of an E (it stays one), and of a C or D that was not converted by its deadline (so does it)."""


class Stocktake(Row, table=True):
    """One stocktake of a workspace; champions are asked to grade until `until`, a calendar day of the workspace.

    It is open until a manager has confirmed it; at that instant (UTC) all its tiers changed.
    """

    __table_args__ = (Index("stocktake_by_time", "team_id", "begun_at"),)

    begun_by: str | None
    begun_at: datetime
    until: date
    closed_by: str | None = None
    closed_at: datetime | None = None


class Grading(Row, table=True):
    """One customer in one stocktake: the five answers (1, 0, -1), what they suggest, and what was chosen.

    `tier_before`, `revenue_minor` (a year's) and `band` are as they were when it began; `sources` tells by question
    where a prefilled answer comes from. `by_hand`: somebody should look at it. `chosen` counts once `graded_at` is set,
    `reason` says why it is not the suggested tier. `given` is the tier with which the stocktake left the customer, set
    when that is confirmed, and again when just this tier is taken back (`taken_back_at`) while the others stand.
    `deadline` and `owner_id`: by when whom a C or D is to be converted.
    """

    __table_args__ = (
        of_customer(),
        ForeignKeyConstraint(["team_id", "stocktake_id"], ["stocktake.team_id", "stocktake.id"], ondelete="CASCADE"),
        Index("grading_by_stocktake", "team_id", "stocktake_id", "customer_id", unique=True),
        Index("grading_by_customer", "team_id", "customer_id"),
    )

    stocktake_id: str
    customer_id: str
    tier_before: str | None = None
    revenue_minor: int | None = Field(default=None, sa_type=BigInteger)
    band: str
    pleasant: int = 0
    loyal: int = 0
    refers: int = 0
    pays: int = 0
    staff: int = 0
    sources: Any = Field(default_factory=dict, sa_type=JSON)
    by_hand: bool = False
    suggested: str
    reasons: Any = Field(default_factory=dict, sa_type=JSON)
    chosen: str | None = None
    reason: str = ""
    graded_by: str | None = None
    graded_at: datetime | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    given: str | None = None
    taken_back_at: datetime | None = None
    deadline: date | None = None
    owner_id: str | None = None
    decision: str | None = None

    @property
    def answers(self) -> dict[str, int]:
        """Return the five answers by question."""
        return {name: getattr(self, name) for name in QUESTIONS}

    @property
    def suggestion(self) -> Suggestion:
        """Return what the answers suggest, with its reasons."""
        return suggest(self.answers, self.band)

    @property
    def tier(self) -> str | None:
        """Return the tier that it gave; until it has, the chosen one, of who is not graded the one before."""
        if self.is_settled:
            return self.given
        return self.chosen if self.graded_at else self.tier_before

    @property
    def is_settled(self) -> bool:
        """Tell whether a closed stocktake speaks of this customer; it does not of who had left before the end."""
        return bool(self.confirmed_at or self.taken_back_at)

    @property
    def is_overruled(self) -> bool:
        return bool(self.graded_at and self.chosen != self.suggested)


Graded = tuple[Grading, Customer]


def find_stocktake(session: Session, team_id: str, stocktake_id: str | None) -> Stocktake | None:
    """Return this workspace's stocktake with that id."""
    return session.get(Stocktake, (team_id, stocktake_id)) if stocktake_id else None


def find_grading(session: Session, team_id: str, grading_id: str | None) -> Grading | None:
    """Return this workspace's grading with that id."""
    return session.get(Grading, (team_id, grading_id)) if grading_id else None


def open_stocktake(session: Session, team_id: str) -> Stocktake | None:
    """Return the stocktake that is going on, if one is."""
    return session.exec(
        select(Stocktake)
        .where(Stocktake.team_id == team_id, col(Stocktake.closed_at).is_(None))
        .order_by(col(Stocktake.begun_at).desc())
    ).first()


def closed_stocktakes(session: Session, team_id: str) -> Sequence[Stocktake]:
    """Return the stocktakes that were confirmed, latest first."""
    return session.exec(
        select(Stocktake)
        .where(Stocktake.team_id == team_id, col(Stocktake.closed_at).is_not(None))
        .order_by(col(Stocktake.closed_at).desc())
    ).all()


def gradings_in(session: Session, stocktake: Stocktake, *wanted: ColumnElement[bool]) -> list[Graded]:
    """Return what a stocktake holds of customers who are still here, most revenue first; only what is wanted."""
    rows = session.exec(
        select(Grading, Customer)
        .join(Customer, (col(Customer.team_id) == Grading.team_id) & (col(Customer.id) == Grading.customer_id))
        .where(Grading.team_id == stocktake.team_id, Grading.stocktake_id == stocktake.id, Customer.state == ACTIVE)
        .where(*wanted)
        .order_by(col(Grading.revenue_minor).desc().nulls_last(), col(Customer.name), col(Customer.id))
    ).all()
    return list(rows)


def all_gradings(session: Session, stocktake: Stocktake) -> Sequence[Grading]:
    """Return all that a stocktake holds, of customers too who have left since."""
    return session.exec(
        select(Grading).where(Grading.team_id == stocktake.team_id, Grading.stocktake_id == stocktake.id)
    ).all()


def last_grading(session: Session, team_id: str, customer_id: str) -> Grading | None:
    """Return what the last confirmed stocktake holds of one customer."""
    [*closed] = closed_stocktakes(session, team_id)[:1]
    if not closed:
        return None
    return session.exec(
        select(Grading)
        .where(Grading.team_id == team_id, Grading.stocktake_id == closed[0].id)
        .where(Grading.customer_id == customer_id)
    ).first()
