"""Days on which somebody is away, as people type them: "1–14 Dec", "until Friday", "next week", "from 1 to 14 Dec"."""

import re
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from models.day import A_YEAR, DayRead, read_day

AGO = timedelta(days=31)
KEPT_WHOLE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{2,4}"  # a day written with hyphens is no span of days
DASH = re.compile(rf"({KEPT_WHOLE})|\s*[-–—]+\s*")
TWO_DAYS = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s+(?=\d{4}-\d{1,2}-\d{1,2})")
SINCE = re.compile(r"^(?:since|seit)\b", re.IGNORECASE)
FROM = re.compile(r"^(?:from|between|since|seit|starting|ab|vom|von)\s+", re.IGNORECASE)
TO = re.compile(r"\s*,?\s*\b(?:to|until|till|til|through|thru|bis|zum)\b\s*(?:zum\s+)?", re.IGNORECASE)
FOR = re.compile(
    r"^(?:for |für )?(?=(?:\d+|an?|one|two|three|four|eine?|zwei|drei) (?:days?|weeks?|tage?|wochen?)\b)", re.I
)
WEEK = re.compile(r"(?:(this|diese)|next|nächste|naechste|coming) (?:week|woche)\b", re.IGNORECASE)
NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?(?!\w)", re.IGNORECASE)


class Span(NamedTuple):
    """The first and the last day of an absence, and the text after them."""

    first: date
    last: date
    rest: str


def read_days(text: str, today: date, *, month_first: bool = True) -> Span | None:
    """Return the days that stand at the start of a text, calendar days of who is away, or None.

    One day alone is an absence of that day; "since Monday" lasts until today where no end is named. They may have begun
    up to a month ago, end today or later and at most a year ahead. A week is Monday to Sunday.
    """
    since = SINCE.match(text.strip()) is not None
    said = FROM.sub("", TWO_DAYS.sub(r"\1 to ", DASH.sub(lambda dash: dash[1] or " to ", text.strip())))
    span = _weeks(said, today) or _count(said, today) or _span(said, today, month_first, since)
    if span is None or not today - AGO <= span.first <= span.last <= today + A_YEAR or span.last < today:
        return None
    return span


def _weeks(said: str, today: date) -> Span | None:
    week = WEEK.match(said)
    if week is None or TO.match(said, week.end()):
        return None
    monday = today - timedelta(days=today.weekday())
    if week[1]:
        return Span(today, monday + timedelta(days=6), said[week.end() :])
    return Span(monday + timedelta(days=7), monday + timedelta(days=13), said[week.end() :])


def _count(said: str, today: date) -> Span | None:
    """Read "for two weeks": today is the first day of them."""
    found = FOR.match(said)
    after = read_day(f"in {said[found.end() :]}", today, future=True) if found else None
    return Span(today, after.day - timedelta(days=1), after.rest) if after and after.day else None


def _span(said: str, today: date, month_first: bool, since: bool) -> Span | None:
    read = partial(read_day, future=True, month_first=month_first)
    to = TO.search(said)
    begins, ends = (said[: to.start()], said[to.end() :]) if to else (said, None)
    if to and not begins.strip():
        last = read(ends or "", today)
        return Span(today, last.day, last.rest) if last and last.day else None
    if ends is not None and (number := NUMBER.fullmatch(begins.strip())):
        return _from_number(int(number[1]), read(ends, today))
    first = _first_day(begins, today, month_first, since)
    if first is None or (to and first[1].strip()):
        return None
    if ends is None:
        return Span(first[0], max(first[0], today) if since else first[0], first[1])
    # "yesterday to Friday": a day of this week or a near one is counted from today, a date from the first day
    last = read(ends, first[0] if re.search(r"\d", ends) else max(first[0], today))
    if last and last.day:
        return Span(first[0], last.day, last.rest)
    number = NUMBER.match(ends)
    day = _on(first[0], int(number[1]), later=True) if number else None
    return Span(first[0], day, ends[number.end() :]) if number and day else None


def _first_day(said: str, today: date, month_first: bool, since: bool) -> tuple[date, str] | None:
    """Return the day that a span begins on and what follows it: a date just past is meant, not the one next year.

    "Since Monday" began on the last one.
    """
    past, coming = (read_day(said, today, future=future, month_first=month_first) for future in (False, True))
    begun = since or re.match(r"\D*\d", said) is not None
    found = past if begun and past and past.day and today - AGO <= past.day <= today else coming
    return (found.day, found.rest) if found and found.day else None


def _from_number(number: int, last: DayRead | None) -> Span | None:
    """Read "1 to 14 Dec": the first day is the same month's, or the month's before it ("28 to 4 Jan")."""
    first = _on(last.day, number, later=False) if last and last.day else None
    return Span(first, last.day, last.rest) if last and last.day and first else None


def _on(day: date, number: int, *, later: bool) -> date | None:
    """Return the day of that number in the month of `day`; the next or previous month's if that is out of order."""
    months = (0, 1) if later else (0, -1)
    for month in months:
        year, at = divmod(day.year * 12 + day.month - 1 + month, 12)
        try:
            found = date(year, at + 1, number)
        except ValueError:
            continue
        if (found >= day) if later else (found <= day):
            return found
    return None
