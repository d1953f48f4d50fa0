"""Reading amounts of money as spreadsheets write them, into minor units and never through a float.

A single cell is often ambiguous ("1.234"); the whole column decides which mark stands before decimals.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.numbers import get_currency_precision, list_currencies

SYMBOLS = {
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "R$": "BRL",
    "€": "EUR",
    "EURO": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "zł": "PLN",
    "Kč": "CZK",
    "Fr.": "CHF",
    "$": "USD",
}
DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")
NOTHING = ("", "-", "–", "—", "n/a", "na", "none", "null", "#n/a")
GREATEST_MINOR = 10**15

_NUMBER = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_NEGATIVE = re.compile(r"\s*[-−–(]")
_MINUS_BEHIND = re.compile(r"\s*-\s*")
_DECORATION = re.compile(r"[\s()+.,–—−-]*")


def is_nothing(text: str) -> bool:
    """Tell whether a cell is empty, or says so in a word."""
    return text.strip().lower() in NOTHING


def currency_in(text: str, home: str = "") -> str | None:
    """Return the ISO code of the currency that a cell or header names.

    A bare "$" means the home currency where that is a dollar of its own.
    """
    for code in _CODE.findall(text):
        if code in _currencies():
            return str(code)
    for symbol, currency in SYMBOLS.items():
        if symbol in text:
            return home if symbol == "$" and home in DOLLARS else currency
    return None


def decimal_mark(cells: Iterable[str]) -> str | None:
    """Return the mark before decimals in a column, "," or "."; "" if nothing proves one, None if cells disagree."""
    proven = {mark for mark in map(_proven_mark, cells) if mark}
    return None if len(proven) > 1 else next(iter(proven), "")


def read_money(text: str, mark: str | None, currency: str) -> int | None:
    """Return an amount in minor units of the currency, None for an empty cell; "(12.00)", "-12" and "12-" are negative.

    `mark` is what `decimal_mark` said of the column; with "" every mark groups thousands. Raises ValueError for what
    is no amount, or could be two.
    """
    if is_nothing(text):
        return None
    bare = _without_currency(text)
    found = _NUMBER.search(bare)
    if not found:
        raise ValueError(text)
    before, after = bare[: found.start()], bare[found.end() :]
    if not _DECORATION.fullmatch(before) or not _DECORATION.fullmatch(after):
        raise ValueError(text)
    amount = _decimal(found.group(), mark) * 10 ** get_currency_precision(currency)
    minor = int(amount.to_integral_value(ROUND_HALF_UP))
    if minor > GREATEST_MINOR:
        raise ValueError(text)
    return -minor if _NEGATIVE.match(before) or _MINUS_BEHIND.fullmatch(after) else minor


def exchange(minor: int, rate: Decimal, currency: str, home: str) -> int:
    """Return an amount in the home currency's minor units; `rate` is what one unit of the currency is worth at home."""
    digits = get_currency_precision(home) - get_currency_precision(currency)
    return int((minor * rate * Decimal(10) ** digits).to_integral_value(ROUND_HALF_UP))


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def _without_currency(text: str) -> str:
    for symbol in SYMBOLS:
        text = text.replace(symbol, "")
    return _CODE.sub(lambda code: "" if code.group() in _currencies() else code.group(), text)


def _decimal(digits: str, mark: str | None) -> Decimal:
    own = _proven_mark(digits)
    if mark is None and not own and re.search(r"[.,]", digits):
        raise ValueError(digits)
    if own and mark and own != mark:
        raise ValueError(digits)
    mark = own or mark
    whole, _, fraction = digits.partition(mark) if mark else (digits, "", "")
    first, *groups = re.split(r"[.,'’\s]", whole)
    if (fraction and not fraction.isdigit()) or (groups and not _grouped(first, groups)):
        raise ValueError(digits)
    return Decimal(f"{first}{''.join(groups)}.{fraction or '0'}")


def _grouped(first: str, groups: list[str]) -> bool:
    """Thousands are grouped by three; Indian lakhs by two before the last three."""
    return 1 <= len(first) <= 3 and len(groups[-1]) == 3 and all(len(group) in (2, 3) for group in groups)


def _proven_mark(text: str) -> str:
    """Return the decimal mark that this cell alone proves, "" where it could be read either way."""
    found = _NUMBER.search(text)
    marks = re.findall(r"[.,]", found.group()) if found else []
    if not found or not marks:
        return ""
    last = str(marks[-1])
    other = "," if last == "." else "."
    if other in marks:
        return last if marks.count(last) == 1 else ""
    if len(marks) > 1:
        return other
    whole, _, rest = found.group().partition(last)
    return last if len(rest) != 3 or len(whole) > 3 or whole == "0" else ""
