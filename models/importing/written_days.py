"""Reading days as spreadsheets write them; the whole column decides whether 03/04 is in April or in March."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from babel.dates import get_month_names

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
PIVOT_YEAR = 70

_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+|\d+")


class DayOrder(StrEnum):
    """How a column writes days such as 03/04/2026."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNPROVEN = "unproven"
    MIXED = "mixed"


def day_order(cells: Iterable[str]) -> DayOrder:
    """Return the order that a column's unambiguous cells prove: no month is above 12, and dots put the day first."""
    proven = {order for order in map(_proven_order, set(cells)) if order}
    if len(proven) > 1:
        return DayOrder.MIXED
    return next(iter(proven), DayOrder.UNPROVEN)


@lru_cache(maxsize=20_000)
def read_day(text: str, order: DayOrder) -> date:
    """Return the day a cell names; a time of day behind it is left out.

    Reads ISO, numbers with dots, slashes or dashes, and months by name in seven languages. An unproven order counts
    as day first. Raises ValueError for what is no day, or could be two.
    """
    text = text.strip()
    if found := _YEAR_FIRST.match(text) or _COMPACT.fullmatch(text.split("T")[0]):
        year, *_, month, day = found.groups()
        return date(int(year), int(month), int(day))
    if found := _YEAR_LAST.match(text):
        first, _, second, year = found.groups()
        proven = _proven_order(text)
        if order is DayOrder.MIXED and is_ambiguous(text):
            raise ValueError(text)
        month_first = (proven or order) is DayOrder.MONTH_FIRST
        day, month = (second, first) if month_first else (first, second)
        return date(_whole_year(year), int(month), int(day))
    return _with_month_name(text)


def is_ambiguous(text: str) -> bool:
    """Tell whether a cell alone leaves open which number is the day, as 03/04/2026 does."""
    found = _YEAR_LAST.match(text.strip())
    return bool(found and found[1] != found[3] and not _proven_order(text))


def _proven_order(text: str) -> DayOrder | None:
    found = _YEAR_LAST.match(text.strip())
    if not found:
        return None
    if found[2] == "." or int(found[1]) > 12:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if int(found[3]) > 12 else None


def _with_month_name(text: str) -> date:
    """Read "17 Nov 2026", "Nov 17, 2026", "Di., 17. November 2026": a month's name and the two numbers beside it."""
    words = [_plain(word) for word in _WORDS.findall(text)]
    at = next((index for index, word in enumerate(words) if word in _months()), None)
    if at is None:
        raise ValueError(text)
    numbers = [word for word in words[:at] if word.isdecimal()] + [word for word in words[at:] if word.isdecimal()][:2]
    if len(numbers) < 2:
        raise ValueError(text)
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    return date(_whole_year(year), _months()[words[at]], int(day))


def _whole_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (1900 if int(year) >= PIVOT_YEAR else 2000)


@cache
def _months() -> dict[str, int]:
    return {
        _plain(name.rstrip(".")): month
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for month, name in get_month_names(width, locale=language).items()
    } | {"sep": 9, "mrz": 3, "sept": 9}


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
