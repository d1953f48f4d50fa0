"""The rule of the stocktake: five answers and revenue suggest a tier. Nothing here knows more than its arguments.

An answer is 1 (yes), 0 (so-so, or nobody knows) or -1 (no); the points are their sum, from -5 to 5. Revenue adds to
them: 2 in the first half of all revenue, 1 up to four fifths. With 5 and more it is A, from 3 B, from 1 C, else D. Who
has one "no" is at best B, who treats our staff badly at best C. E is suggested by answers alone: at -3 points and
fewer, whatever they pay. A better answer or more revenue never gives a worse tier.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.care_model import TIERS
from models.importing.tier_words import suggest_tiers

YES, SO_SO, NO = 1, 0, -1
PLEASANT, LOYAL, REFERS, PAYS, STAFF = "pleasant", "loyal", "refers", "pays", "staff"
QUESTIONS = (PLEASANT, LOYAL, REFERS, PAYS, STAFF)
"""Pleasant to deal with, loyal, refers us, pays on time, treats our staff well."""
LARGE, MIDDLE, SMALL, UNKNOWN = "large", "middle", "small", "unknown"
"""Where a customer's revenue stands among all: in the first half, up to four fifths, in the rest, or nobody knows."""
BY_REVENUE = {LARGE: 2, MIDDLE: 1}
ENOUGH_FOR = (("A", 5), ("B", 3), ("C", 1))
TO_BE_LET_GO = -3
AS_THEIR_TIER = {
    "A": dict.fromkeys(QUESTIONS, YES),
    "B": {PLEASANT: YES, LOYAL: SO_SO, REFERS: SO_SO, PAYS: YES, STAFF: YES},
    "C": {PLEASANT: SO_SO, LOYAL: SO_SO, REFERS: SO_SO, PAYS: YES, STAFF: SO_SO},
    "D": dict.fromkeys(QUESTIONS, SO_SO),
    "E": {PLEASANT: SO_SO, LOYAL: NO, REFERS: NO, PAYS: NO, STAFF: SO_SO},
}
"""What a tier says of a customer of whom nothing else is known: with small revenue these answers suggest it again."""


@dataclass(frozen=True)
class Suggestion:
    """A tier with its reasons: which answers are yes and no, where revenue stands, and what held the tier down."""

    tier: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    band: str
    held_by: str | None = None

    @property
    def reasons(self) -> dict[str, Any]:
        """Return the reasons as they are kept."""
        return {"good": list(self.good), "bad": list(self.bad), "band": self.band, "held_by": self.held_by}


def suggest(answers: Mapping[str, int], band: str) -> Suggestion:
    """Suggest a tier from the five answers and where revenue stands."""
    good = tuple(name for name in QUESTIONS if answers[name] == YES)
    bad = tuple(name for name in QUESTIONS if answers[name] == NO)
    points = len(good) - len(bad)
    if points <= TO_BE_LET_GO:
        return Suggestion("E", good, bad, band)
    total = points + BY_REVENUE.get(band, 0)
    tier = next((tier for tier, enough in ENOUGH_FOR if total >= enough), "D")
    if STAFF in bad and worse("C", tier):
        return Suggestion("C", good, bad, band, STAFF)
    if bad and worse("B", tier):
        return Suggestion("B", good, bad, band, bad[0])
    return Suggestion(tier, good, bad, band)


def worse(tier: str, than: str) -> bool:
    """Tell whether a tier is a worse one than another."""
    return TIERS.index(tier) > TIERS.index(than)


def bands(revenues: Mapping[str, int | None]) -> dict[str, str]:
    """Return where each customer's revenue stands among all, counted together from the largest on.

    The one that crosses a border still belongs to the better side, as when an import suggests tiers.
    """
    places = {"A": LARGE, "B": MIDDLE}
    suggested = suggest_tiers(revenues)
    return {
        id_: places.get(suggested.get(id_, ""), SMALL) if known is not None else UNKNOWN
        for id_, known in revenues.items()
    }
