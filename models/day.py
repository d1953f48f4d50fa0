"""A day as people type it ("last friday", "12 Nov", "vor zwei Wochen"), read at the start of a text."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import dateparser

from models.day_words import (
    DIGITS,
    ISO,
    LAST,
    MONTHS,
    NEAR,
    NEXT,
    NUMBERED,
    NUMERIC,
    RELATIVE,
    SPELLED,
    THIS,
    WEEKDAY,
    WEEKDAYS,
)

LANGUAGES = ["en", "de", "fr", "es"]
LONGEST_PHRASE = 60
A_YEAR = timedelta(days=366)
TEN_YEARS = timedelta(days=3653)
CALENDAR_DAY = r"(?:19|20)\d\d|[a-z]{3}"  # a year or a month's name: no score and no version number
SHAPES = (*NEAR.values(), WEEKDAY, NUMBERED, SPELLED, ISO, NUMERIC, RELATIVE)
ROUND_THE_CLOCK = "24/7"


class DayProblem(StrEnum):
    """Why a day cannot be taken as it was typed."""

    TOO_FAR = "more than a year ahead"
    TOO_LONG_AGO = "more than ten years ago"
    NO_SUCH_DAY = "not in the calendar"


class DayRead(NamedTuple):
    """A day and the text after it; with a problem the day is what was understood, None if there is no such day."""

    day: date | None
    rest: str
    problem: DayProblem | None = None


def read_day(text: str, today: date, *, future: bool = False, month_first: bool = True) -> DayRead | None:
    """Return the day that stands at the start of a text, in the longest reading, or None.

    English, German, French, Spanish. A bare weekday ("tuesday", "on tuesday") is the latest one, today included; with
    `future` (something is booked) the next one after today, as "next tuesday" always is. "This friday" lies in this
    week. A day without a year is the nearest one; with `future` the nearest from today on; "on the 20th" and "friday
    13th" are of this month or the one before or after. 3/4/2026 is March where `month_first`, and 16/11 can only be
    November. A bare month, number or "a week" is no day.
    """
    folded = _folded(text[:LONGEST_PHRASE])
    found = max((shape.match(folded) for shape in SHAPES), key=lambda match: match.end() if match else 0)
    if not found:
        return None
    day = _meaning(found, today, future, month_first)
    if day is None and not _looks_like_a_day(found):
        return None
    problem = problem_of(day, today) if day else DayProblem.NO_SUCH_DAY
    return DayRead(day, text[found.end() :], problem)


def _looks_like_a_day(found: re.Match[str]) -> bool:
    """Tell a day that the calendar does not have ("30 february", "31/11") from figures ("50/50", "24/7")."""
    if found.re is NUMERIC and found["slashed"]:
        smaller, larger = sorted((int(found["first"]), int(found["slashed"])))
        return 0 < smaller <= 12 and larger <= 31 and found[0] != ROUND_THE_CLOCK
    return found.re is not RELATIVE and bool(re.search(CALENDAR_DAY, found[0]))


def problem_of(day: date, today: date) -> DayProblem | None:
    """Return what is wrong with a day: a touch is planned at most a year ahead and logged at most ten years back."""
    if day > today + A_YEAR:
        return DayProblem.TOO_FAR
    return DayProblem.TOO_LONG_AGO if day < today - TEN_YEARS else None


def warm_up() -> None:
    """Let dateparser load its languages (0.3 s), so that nobody's first command waits for it."""
    for phrase in ("2 weeks ago", "vor 2 wochen", "il y a 2 semaines", "hace 2 semanas"):
        _parsed(phrase, date(2026, 1, 1))


def _meaning(found: re.Match[str], today: date, future: bool, month_first: bool) -> date | None:
    """Return the day that a phrase of one of the shapes means, or None if the calendar has no such day."""
    if found.re is WEEKDAY:
        return _weekday(found, today, future)
    if found.re is NUMBERED:
        return _numbered(found, today, future)
    if found.re is RELATIVE:
        return _parsed(_with_digits(found["ago"] or found["ahead"] or found["period"]), today)
    if found.re is ISO:
        return _date(int(found["year"]), int(found["month"]), int(found["day"]))
    if found.re is NUMERIC:
        return _numeric(found, today, future, month_first)
    if found.re is SPELLED:
        number, month = int(found["day"] or found["day2"]), MONTHS[found["month"] or found["month2"]]
        return _nearest([_date(year, month, number) for year in _years(found["year"], today)], today, future)
    return today + timedelta(days=next(days for days, near in NEAR.items() if near is found.re))


def _weekday(found: re.Match[str], today: date, future: bool) -> date:
    word = found["before"] or found["after"] or ""
    last, following, this = (bool(re.fullmatch(words, word)) for words in (LAST, NEXT, THIS))
    ahead = WEEKDAYS[found["day"]] - today.weekday()
    if this:
        return today + timedelta(days=ahead)
    if found["week_before"] or found["week_after"]:
        return today + timedelta(days=ahead + (7 if following else -7))
    if following or (future and not last):
        return today + timedelta(days=(ahead - 1) % 7 + 1)
    return today - timedelta(days=-ahead % 7 or (7 if last else 0))


def _numbered(found: re.Match[str], today: date, future: bool) -> date | None:
    """Read "on the 20th" and "friday 13th": the nearest such day of this month and its neighbours."""
    months = [today.year * 12 + today.month - 1 + ahead for ahead in (-1, 0, 1)]
    days = [_date(month // 12, month % 12 + 1, int(found["day"])) for month in months]
    weekday = WEEKDAYS.get(found["weekday"] or "")
    return _nearest([day for day in days if day and weekday in (None, day.weekday())], today, future)


def _numeric(found: re.Match[str], today: date, future: bool, month_first: bool) -> date | None:
    """Read 11/16/2026, 16.11.2026, 16.11. and 11/16; dots put the day first, and a month above 12 swaps the two.

    All day, every day ("24/7") is none.
    """
    if found[0] == ROUND_THE_CLOCK:
        return None
    first, second = int(found["first"]), int(found["second"] or found["dotted"] or found["slashed"])
    dotted = found["dotted"] or found["mark"] == "."
    day, month = (second, first) if month_first and not dotted else (first, second)
    if month > 12 and not dotted:
        day, month = month, day
    return _nearest([_date(year, month, day) for year in _years(found["year"], today)], today, future)


def _years(typed: str | None, today: date) -> list[int]:
    """Return the years that may be meant: the one typed, the nearer century for two digits, else those around us."""
    if not typed:
        return [today.year - 1, today.year, today.year + 1]
    if len(typed) == 2:
        return [min((1900 + int(typed), 2000 + int(typed)), key=lambda year: abs(year - today.year))]
    return [int(typed)]


def _nearest(days: list[date | None], today: date, future: bool) -> date | None:
    known = [day for day in days if day]
    coming = [day for day in known if day >= today] if future else []
    return min(coming or known, key=lambda day: abs(day - today), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_digits(phrase: str) -> str:
    """Return a phrase with the counts that dateparser does not know written as numbers."""
    words = "|".join(DIGITS)
    return re.sub(rf"\b(?:{words})\b(?= )", lambda word: DIGITS[word[0]], phrase)


@lru_cache(maxsize=512)
def _parsed(phrase: str, today: date) -> date | None:
    base = datetime.combine(today, time(12))
    found = dateparser.parse(phrase, languages=LANGUAGES, settings={"RELATIVE_BASE": base, "TIMEZONE": "UTC"})
    return found.date() if found else None


def _folded(text: str) -> str:
    """Return a text in small letters without accents, each letter in its place."""
    return "".join(unicodedata.normalize("NFKD", letter)[0].lower()[0] for letter in text.replace("’", "'"))
