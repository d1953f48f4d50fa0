"""Reading what somebody says of a purchase: "1,200 EUR yesterday, spare parts", "3 pallets for 450.50 last friday"."""

import re
from dataclasses import dataclass
from datetime import date

from models.changing import read_amount
from models.day import DayRead, read_day
from models.importing.figures import currency_in

EDGES = " \t,;:–-"
_NUMBER = r"[-−]?\d(?:[\d.,'’]*\d)?(?:\s\d{3}(?!\d))*(?:[.,]\d{1,2}(?!\d))?"
_CURRENCY = r"(?:US\$|A\$|C\$|R\$|[€$£¥₹]|zł|Kč|Fr\.|[Ee]uros?\b|[A-Z]{3}\b)"
MARKED = re.compile(rf"(?:\bfor\s+)?(?:{_CURRENCY}\s?{_NUMBER}|{_NUMBER}\s?{_CURRENCY})")
FOR = re.compile(rf"\bfor\s+{_NUMBER}(?=[\s,;]|$)")
BARE = re.compile(rf"{_NUMBER}(?=[\s,;]|$)")


NEGATIVE = re.compile(
    rf"(?<!\S)(?:[-−]|minus\s+)(?:{_CURRENCY}\s?)?\d[\d.,'’]*\s?(?:{_CURRENCY})?(?=[\s,;]|$)", re.IGNORECASE
)


class UnreadableAmountError(ValueError):
    """What is no amount, one in another currency than the workspace's, or less than nothing."""

    def __init__(self, currency: str | None = None, *, negative: bool = False) -> None:
        self.currency, self.negative = currency, negative


@dataclass(frozen=True)
class Purchase:
    """What was said of a purchase: its value in minor units, its day, and the rest as a note."""

    amount_minor: int | None
    day: DayRead | None
    note: str


def read_purchase(text: str, today: date, currency: str, *, month_first: bool = True) -> Purchase:
    """Return what words say of a purchase; raises UnreadableAmountError.

    The amount is what a currency marks, else what stands behind "for", else a number at the beginning, before or
    behind the day.
    """
    if NEGATIVE.search(text):
        raise UnreadableAmountError(negative=True)
    text, day = text.strip(EDGES), None
    found = _marked(text) or FOR.search(text)
    if found is None:
        day = read_day(text, today, month_first=month_first)
        text = day.rest.strip(EDGES) if day else text
        found = BARE.match(text)
    pieces = [text[: found.start()], text[found.end() :]] if found else [text]
    for place, piece in reversed(list(enumerate(pieces))):
        if day is None and (day := read_day(piece.strip(EDGES), today, month_first=month_first)):
            pieces[place] = day.rest
    note = " ".join(" ".join(piece.strip(EDGES) for piece in pieces).split())
    return Purchase(_amount(found[0], currency) if found else None, day, note)


def _marked(text: str) -> re.Match[str] | None:
    """Return the first amount with a currency beside it; three capitals that are no currency mark none."""
    return next((found for found in MARKED.finditer(text) if currency_in(found[0].upper())), None)


def _amount(said: str, currency: str) -> int | None:
    said = said.removeprefix("for").strip()
    named = currency_in(said.upper(), currency)
    if named not in (None, currency):
        raise UnreadableAmountError(named)
    try:
        amount = read_amount(re.sub(r"[Ee]uros?", "", said), currency)
    except ValueError:
        raise UnreadableAmountError from None
    if amount is not None and amount < 0:
        raise UnreadableAmountError(negative=True)
    return amount
