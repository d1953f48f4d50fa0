"""The care model: how often each tier is touched, how long it may be silent, and what to suggest first."""

from dataclasses import dataclass
from typing import Protocol

from models.kind import Kind

TIERS = ("A", "B", "C", "D", "E")
BUSINESS, ECONOMY, FREIGHT = "Business", "Economy", "Freight"
SERVICE_CLASSES = {"A": BUSINESS, "B": BUSINESS, "C": ECONOMY, "D": ECONOMY, "E": FREIGHT}
SHORTEST_DAYS, LONGEST_DAYS = 7, 730


@dataclass(frozen=True)
class Policy:
    """What one tier is owed; days are calendar days, `None` means never.

    `reply_hours` are the working hours within which a complaint has its first answer; a working day has eight.
    """

    touches_a_year: int
    cadence_days: int | None
    silence_days: int | None
    activities: tuple[Kind, ...]
    reply_hours: int = 16


KEY_POLICY = Policy(6, 60, 90, (Kind.LUNCH, Kind.VISIT, Kind.EVENT), 1)
POLICIES = {
    "A": Policy(4, 91, 120, (Kind.LUNCH, Kind.VISIT, Kind.EVENT), 1),
    "B": Policy(3, 122, 165, (Kind.VISIT, Kind.CALL, Kind.TRAINING), 4),
    "C": Policy(2, 183, 245, (Kind.CALL, Kind.EVENT, Kind.EMAIL), 8),
    "D": Policy(1, 365, 450, (Kind.EMAIL, Kind.CALL, Kind.CARD)),
    "E": Policy(0, None, None, ()),
}
UNGRADED = POLICIES["D"]


class Graded(Protocol):
    """What the care model needs to know of a customer."""

    tier: str | None
    key: bool
    cadence_days: int | None
    silence_days: int | None


def policy_of(customer: Graded) -> Policy:
    """Return what a customer is owed: the key row whatever the tier, else the tier's; one not graded yet counts as D.

    A customer's own cadence or silence threshold takes the place of the model's.
    """
    model = KEY_POLICY if customer.key else POLICIES.get(customer.tier or "", UNGRADED)
    return Policy(
        model.touches_a_year,
        customer.cadence_days or model.cadence_days,
        customer.silence_days or model.silence_days,
        model.activities,
        model.reply_hours,
    )
