"""Tiers: the words that files use for them, and what revenue suggests where a file says nothing."""

import re
from collections.abc import Iterable, Mapping

from models.care_model import TIERS
from models.importing.figures import is_nothing
from models.importing.headers import fold

SHARES = (("A", 50), ("B", 80), ("C", 95))
REST = "D"
METALS = ("platinum", "gold", "silver", "bronze")
OTHER_METALS = {"platin": "platinum", "silber": "silver", "bronce": "bronze", "oro": "gold", "plata": "silver",
                "argent": "silver", "goud": "gold", "zilver": "silver", "brons": "bronze"}  # fmt: skip

_RANKED = re.compile(r"\b(tier|class|klasse|kundenklasse|classe|clase|stufe|niveau|nivel|fascia|abc)\b")


def read_tiers(title: str, cells: Iterable[str]) -> dict[str, str]:
    """Return the tier that each cell of a column means, by the whole column; empty where that evidently holds no tiers.

    "A" to "E" with or without a word beside it; 1 to 5 only where the header or the cell says that it is a tier (a
    rating of 5 is the best elsewhere); metals by their order, gold being the first where there is no platinum.
    """
    words = {cell: fold(cell) for cell in cells if not is_nothing(cell)}
    metals = {OTHER_METALS.get(word, word) for text in words.values() for word in text.split()}
    ladder = [metal for metal in METALS if metal in metals or metal != "platinum"]
    read = {cell: tier for cell, text in words.items() if (tier := _tier_in(text, fold(title), ladder))}
    return read if 2 * len(read) >= len(words) else {}


def _tier_in(text: str, title: str, ladder: list[str]) -> str | None:
    words = text.split()
    for word in words:
        if OTHER_METALS.get(word, word) in ladder:
            return TIERS[ladder.index(OTHER_METALS.get(word, word))]
    letters = [word.upper() for word in words if word.upper() in TIERS]
    if len(letters) == 1 and len(words) <= 2:
        return letters[0]
    digits = [word for word in words if word in "12345"]
    if len(digits) == 1 and len(words) <= 2 and _RANKED.search(f"{title} {text}"):
        return TIERS[int(digits[0]) - 1]
    return None


def suggest_tiers(revenues: Mapping[str, int | None]) -> dict[str, str]:
    """Suggest tiers by cumulative revenue: A the first 50 %, B to 80 %, C to 95 %, D the rest and zero; never E.

    The customer that crosses a border still belongs to the better tier; of equals the earlier one comes first. Where no
    revenue is known at all nothing is suggested.
    """
    earning = {customer_id: revenue for customer_id, revenue in revenues.items() if revenue and revenue > 0}
    total = sum(earning.values())
    if not total:
        return {}
    suggested = dict.fromkeys(revenues, REST)
    before = 0
    for customer_id, revenue in sorted(earning.items(), key=lambda item: -item[1]):
        share = 100 * before
        suggested[customer_id] = next((tier for tier, percent in SHARES if share < percent * total), REST)
        before += revenue
    return suggested
