"""Worth: what a customer brings, less what their goods, our touches and our communication with them cost.

Every function here is a rule: it knows only its arguments. Amounts are minor units of the workspace's currency.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import accumulate

from models.working_time import DAY

WHOLE = 10_000
"""Basis points of a whole: 6,250 of them are 62.5 %."""
A_YEAR = 365
ONE_IN = 5
"""One customer in five is suggested as a key customer."""
TAIL_SHARE = Decimal("0.98")


@dataclass(frozen=True)
class Costs:
    """What a workspace says its customers cost: of sales in basis points, a touch by kind, communicating a year."""

    sales_points: int = 0
    by_kind: Mapping[str, int] = field(default_factory=dict)
    communicating_minor: int = 0

    def __bool__(self) -> bool:
        return bool(self.sales_points or self.communicating_minor or any(self.by_kind.values()))


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both counted; `year` is how many days a yearly amount is spread over."""

    first: date
    last: date
    year: int = A_YEAR

    @property
    def days(self) -> int:
        return max(0, (self.last - self.first).days + 1)

    def within(self, first: date, last: date) -> "Span":
        """Return the part of it that lies between two days."""
        return Span(max(self.first, first), min(self.last, last), self.year)


@dataclass(frozen=True)
class Known:
    """What is kept of one customer whatever the span.

    `bought`: a purchase of theirs is recorded, so purchases are their revenue; else the revenue that somebody stated
    counts. `since`: the first day of which anything is known; `until`: the day they left, None while they are here.
    """

    since: date
    until: date | None = None
    bought: bool = False
    stated_minor: int | None = None
    sales_points: int | None = None


@dataclass(frozen=True)
class Brought:
    """What is recorded of one customer in a span: purchases, and done touches by kind."""

    purchases: int = 0
    purchases_minor: int = 0
    touches: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Worth:
    """One customer's worth in a span; `stated`: revenue is what somebody said, `unknown`: nobody even said.

    `said_minor` is what somebody said, even where purchases are recorded.
    """

    revenue_minor: int = 0
    sales_minor: int = 0
    serving_minor: int = 0
    communicating_minor: int = 0
    stated: bool = False
    unknown: bool = False
    said_minor: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Tell whether less than half of what somebody stated is recorded: perhaps not all purchases are."""
        return not self.stated and self.revenue_minor * 2 < self.said_minor

    @property
    def minor(self) -> int:
        return self.revenue_minor - self.sales_minor - self.serving_minor - self.communicating_minor

    def __add__(self, other: "Worth") -> "Worth":
        return Worth(
            self.revenue_minor + other.revenue_minor,
            self.sales_minor + other.sales_minor,
            self.serving_minor + other.serving_minor,
            self.communicating_minor + other.communicating_minor,
            self.stated or other.stated,
            self.unknown and other.unknown,
            self.said_minor + other.said_minor,
        )


def worth_of(known: Known, brought: Brought, costs: Costs, span: Span) -> Worth:
    """Return what a customer was worth in a span.

    Stated revenue is a year's and is spread over all days of the span; communicating costs only the days on which they
    were our customer. A kind without a cost costs nothing.
    """
    stated = part(known.stated_minor or 0, span.days, span.year)
    revenue = brought.purchases_minor if known.bought else stated
    points = costs.sales_points if known.sales_points is None else known.sales_points
    cared = span.within(known.since, known.until or span.last)
    return Worth(
        revenue_minor=revenue,
        sales_minor=part(revenue, points, WHOLE),
        serving_minor=sum(times * costs.by_kind.get(kind, 0) for kind, times in brought.touches.items()),
        communicating_minor=part(costs.communicating_minor, cared.days, span.year),
        stated=not known.bought and known.stated_minor is not None,
        unknown=not known.bought and known.stated_minor is None,
        said_minor=stated,
    )


def part(minor: int, share: int, whole: int) -> int:
    """Return a share of an amount; the only place where amounts are rounded: to the nearest, of two to the even."""
    return int((Decimal(minor) * share / whole).to_integral_value(ROUND_HALF_EVEN))


def last_year(today: date) -> Span:
    """Return the last 365 days, today the last of them."""
    return Span(today - DAY * (A_YEAR - 1), today)


def calendar_year(year: int, today: date) -> Span:
    """Return a calendar year, this one up to today."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Span(first, min(last, today), (last - first).days + 1)


def years_since(since: date, today: date) -> list[Span]:
    """Return the calendar years from that of a day up to this one, which ends today."""
    return [calendar_year(year, today) for year in range(since.year, today.year + 1)]


def ranked(worths: Mapping[str, Worth]) -> list[str]:
    """Return the ids of customers, those worth most first; of equals by id, so that it is the same every time."""
    return sorted(worths, key=lambda id_: (-worths[id_].minor, id_))


def best(worths: Mapping[str, Worth]) -> list[str]:
    """Return the best fifth by worth, rounded up, as far as they are worth anything: who should be key customers."""
    many = -(-len(worths) // ONE_IN)
    return [id_ for id_ in ranked(worths)[:many] if worths[id_].minor > 0]


def tail(worths: Mapping[str, Worth], costs: Costs) -> list[str]:
    """Return the unprofitable ones, the worst first: worth less than nothing.

    Where no costs are set nobody can be, so it is who brings the last 2 % of revenue. Of whom no revenue is known,
    nothing is said.
    """
    known = {id_: worth for id_, worth in worths.items() if not worth.unknown}
    if costs:
        return [id_ for id_ in reversed(ranked(known)) if known[id_].minor < 0]
    order = sorted(known, key=lambda id_: (-known[id_].revenue_minor, id_))
    so_far = [0, *accumulate(known[id_].revenue_minor for id_ in order)]
    last = [id_ for id_, before in zip(order, so_far, strict=False) if before >= so_far[-1] * TAIL_SHARE]
    return last[::-1] if so_far[-1] > 0 else []


def share_of(worths: Mapping[str, Worth], ids: Sequence[str]) -> Decimal | None:
    """Return what part of all worth these customers are; None where together nobody is worth anything."""
    total = sum(worth.minor for worth in worths.values())
    return Decimal(sum(worths[id_].minor for id_ in ids)) / total if total > 0 else None
