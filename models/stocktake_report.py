"""What a stocktake shows: shares of customers and of revenue per tier and class, and what moved since the last one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from models.care_model import BUSINESS, ECONOMY, FREIGHT, SERVICE_CLASSES, TIERS
from models.customer import Customer
from models.stocktake import Graded, Grading, Stocktake, all_gradings, closed_stocktakes
from models.stocktake_lists import Lists, lists_of
from models.stocktake_rules import worse

CLASSES = (BUSINESS, ECONOMY, FREIGHT)


@dataclass
class Share:
    """How many customers a tier or class has, and a year's revenue with them in minor units, as far as it is known."""

    name: str
    customers: int = 0
    revenue_minor: int = 0


@dataclass(frozen=True)
class TierMove:
    """A customer's tier in the last stocktake, or before the first one, and in this one."""

    customer: Customer
    before: str
    after: str

    @property
    def is_up(self) -> bool:
        return worse(self.before, self.after)


@dataclass(frozen=True)
class Report:
    """One stocktake as it was confirmed; `before` holds the classes of the last one, empty where this is the first.

    `ungraded` counts customers without tier; of `unknown` ones no revenue is known. Of `taken_back` ones the tier that
    the stocktake gave was taken back, so they count with the one they have since.
    """

    stocktake: Stocktake
    tiers: Sequence[Share]
    classes: Sequence[Share]
    customers: int
    revenue_minor: int
    ungraded: int
    unknown: int
    moves: Sequence[TierMove]
    taken_back: Sequence[Graded] = ()
    before: Sequence[Share] = ()
    last: Stocktake | None = None
    lists: Lists = field(default_factory=lambda: Lists([], []))

    @property
    def up(self) -> list[TierMove]:
        return [move for move in self.moves if move.is_up]

    @property
    def down(self) -> list[TierMove]:
        return [move for move in self.moves if not move.is_up]

    @property
    def customer_percents(self) -> list[int]:
        """Return each tier's share of the customers, in whole percent."""
        return [round(100 * share.customers / self.customers) if self.customers else 0 for share in self.tiers]

    @property
    def revenue_percents(self) -> list[int]:
        """Return each tier's share of the revenue, in whole percent."""
        whole = self.revenue_minor
        return [round(100 * share.revenue_minor / whole) if whole > 0 else 0 for share in self.tiers]

    @property
    def business(self) -> Share:
        """Return the share of A and B."""
        return self.classes[0]


def latest_report(session: Session, team_id: str) -> Report | None:
    """Return the report of the last confirmed stocktake; None where there has been none."""
    closed = closed_stocktakes(session, team_id)[:1]
    return report_of(session, closed[0]) if closed else None


def report_of(session: Session, stocktake: Stocktake) -> Report:
    """Return the report of a stocktake, compared with the one that was confirmed before it."""
    earlier = [
        one
        for one in closed_stocktakes(session, stocktake.team_id)
        if one.closed_at and one.closed_at < (stocktake.closed_at or datetime.max.replace(tzinfo=one.closed_at.tzinfo))
    ]
    last = next((one for one in earlier if one.id != stocktake.id), None)
    graded = [one for one in with_customers(session, stocktake) if one[0].is_settled]
    tiers, classes = shares(grading for grading, _ in graded)
    known = {one.customer_id: one for one in all_gradings(session, last) if one.is_settled} if last else {}
    return Report(
        stocktake=stocktake,
        tiers=tiers,
        classes=classes,
        customers=sum(share.customers for share in tiers),
        revenue_minor=sum(share.revenue_minor for share in tiers),
        ungraded=sum(grading.tier is None for grading, _ in graded),
        unknown=sum(grading.revenue_minor is None for grading, _ in graded),
        moves=_moves(graded, known),
        taken_back=[one for one in graded if one[0].taken_back_at],
        before=shares(known.values())[1] if last else (),
        last=last,
        lists=lists_of(session, stocktake.team_id),
    )


def closed_between(session: Session, team_id: str, since: datetime, until: datetime) -> Report | None:
    """Return the report of the last stocktake that was confirmed from `since` up to, not including, `until` (UTC)."""
    found = session.exec(
        select(Stocktake)
        .where(Stocktake.team_id == team_id, col(Stocktake.closed_at) >= since, col(Stocktake.closed_at) < until)
        .order_by(col(Stocktake.closed_at).desc())
    ).first()
    return report_of(session, found) if found else None


def with_customers(session: Session, stocktake: Stocktake) -> list[Graded]:
    """Return all gradings with their customers, those who have left since among them, by name."""
    rows = session.exec(
        select(Grading, Customer)
        .join(Customer, (col(Customer.team_id) == Grading.team_id) & (col(Customer.id) == Grading.customer_id))
        .where(Grading.team_id == stocktake.team_id, Grading.stocktake_id == stocktake.id)
        .order_by(col(Customer.name), col(Customer.id))
    ).all()
    return list(rows)


def shares(gradings: Iterable[Grading]) -> tuple[list[Share], list[Share]]:
    """Return the share of each tier and of each class, best first; who has no tier is in none."""
    tiers = {tier: Share(tier) for tier in TIERS}
    classes = {name: Share(name) for name in CLASSES}
    for grading in gradings:
        if grading.tier:
            for share in (tiers[grading.tier], classes[SERVICE_CLASSES[grading.tier]]):
                share.customers += 1
                share.revenue_minor += grading.revenue_minor or 0
    return list(tiers.values()), list(classes.values())


def _moves(graded: Sequence[Graded], last: dict[str, Grading]) -> list[TierMove]:
    found = []
    for grading, customer in graded:
        known = last.get(customer.id)
        before = known.tier if known else grading.tier_before
        if before and grading.tier and before != grading.tier:
            found.append(TierMove(customer, before, grading.tier))
    return found
