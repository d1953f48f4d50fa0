"""Filters for days and times of day, in the reader's locale and zone; `today` is a fact that the template was given."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date, format_interval, format_skeleton, format_time
from jinja2 import pass_context
from jinja2.runtime import Context

from templates.reader import locale_of, zone_of

GOES_WITHOUT_SAYING = timedelta(days=183)
ALMOST_A_YEAR = timedelta(days=335)
HALF_OF_DAY = re.compile(r"([ap])\.?m\.?$", re.IGNORECASE)
NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def _day(context: Context, value: date) -> date:
    """Return the calendar day; an instant falls on its day in the reader's zone."""
    return value.astimezone(zone_of(context)).date() if isinstance(value, datetime) else value


def month_comes_first(context: Context) -> bool:
    """Tell whether the reader writes "Nov 17"; British order where nothing is known of them."""
    if "reader" not in context:  # a file of macros that is imported without it
        return False
    pattern: str = locale_of(context).datetime_skeletons["MMMd"].pattern
    return pattern.startswith("M")


def _today(context: Context) -> date | None:
    today: date | None = context.get("today")
    return today


@pass_context
def day(context: Context, value: date) -> str:
    """Write "Tue 17 Nov"; with the year where it is another one and half a year or more away, or `today` is unknown."""
    shown, today = _day(context, value), _today(context)
    same = today is not None and (shown.year == today.year or abs(shown - today) < GOES_WITHOUT_SAYING)
    written = format_skeleton("MMMEd" if same else "yMMMEd", shown, locale=locale_of(context))
    return written.replace(",", "", 1)


@pass_context
def short_day(context: Context, value: date | str) -> str:
    """Write "17 Nov", where weekday and year go without saying; a day as the audit keeps it is "2026-11-17"."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return format_skeleton("MMMd", _day(context, value), locale=locale_of(context))


@pass_context
def to_type(context: Context, example: str) -> str:
    """Write days of an example as the reader would type them: "1–14 Dec", or "Dec 1–14" where the month comes first."""
    days, _, month = example.rpartition(" ")
    return f"{month} {days}" if month_comes_first(context) else example


@pass_context
def through(context: Context, first: date, last: date) -> str:
    """Write "16–22 Nov", from the first day through the last."""
    return format_interval(first, last, "MMMd", locale=locale_of(context))


@pass_context
def near_day(context: Context, value: date) -> str:
    """Write "today", "yesterday", "tomorrow", else "Tue 17 Nov"."""
    today = _today(context)
    return NEAR.get((_day(context, value) - today).days if today else 2) or day(context, value)


@pass_context
def on_day(context: Context, value: date) -> str:
    """Write "today", "yesterday", "tomorrow", else "on Tue 17 Nov"."""
    near = near_day(context, value)
    return near if near in NEAR.values() else f"on {near}"


@pass_context
def weekday(context: Context, value: date) -> str:
    """Write "Tuesday"."""
    return format_date(_day(context, value), "EEEE", locale=locale_of(context))


@pass_context
def month(context: Context, value: date) -> str:
    """Write "June"; with its year where `today` is nearly a year later, or unknown."""
    shown, today = _day(context, value), _today(context)
    same = today is not None and abs(shown - today) < ALMOST_A_YEAR
    return format_date(shown, "MMMM" if same else "MMMM y", locale=locale_of(context))


@pass_context
def moment(context: Context, value: datetime) -> str:
    """Write "11:20" where it is today, else "11:20 tomorrow" or "11:20 on Mon 23 Nov"."""
    said = clock(context, value)
    return said if _day(context, value) == _today(context) else f"{said} {on_day(context, value)}"


@pass_context
def clock(context: Context, value: datetime | time | str) -> str:
    """Write a time of day, "09:00" or "9:00 am"; an instant in the reader's zone, a time or "09:00" as it stands."""
    if isinstance(value, datetime):
        value = value.astimezone(zone_of(context)).time()
    shown = time.fromisoformat(value) if isinstance(value, str) else value
    said = format_time(shown, "short", locale=locale_of(context))
    return HALF_OF_DAY.sub(lambda half: f"{half[1].lower()}m", said)


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "short_day": short_day,
    "through": through,
    "to_type": to_type,
    "near_day": near_day,
    "on_day": on_day,
    "weekday": weekday,
    "month": month,
    "moment": moment,
    "clock": clock,
}
