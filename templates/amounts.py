"""Filters for amounts: money and numbers as the reader writes them, things counted, days as people say them."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import format_compact_currency, format_currency, format_decimal, get_currency_precision
from jinja2 import pass_context
from jinja2.runtime import Context

from templates.reader import locale_of

LAKHS = ("IN", "PK", "BD", "NP", "LK")
ORDINALS = ("none", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def many(number: int, noun: str, plural: str | None = None) -> str:
    """Count things: "1 customer", "3 customers"; `plural` where an s does not do."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


@pass_context
def counted(context: Context, number: int, noun: str, plural: str | None = None) -> str:
    """Count things for a reader, with their separators where there are thousands: "5,000 customers"."""
    said = many(number, noun, plural)
    if abs(number) < 1000 or "reader" not in context:  # a file of macros that is imported without it
        return said
    return said.replace(str(number), format_decimal(number, locale=locale_of(context)), 1)


def span(days: int) -> str:
    """Say a number of days as people do: "3 weeks", "4 months", "1 year"; months only where they are about right."""
    close = max(1.0, days * 0.02)
    for unit, length in (("year", 365.25), ("month", 30.44)):
        number = round(days / length)
        if number and abs(days - number * length) <= close and (unit == "month" or number * 365 <= days + close):
            return many(number, unit)
    return many(days // 7, "week") if days % 7 == 0 and days else many(days, "day")


def every(days: int) -> str:
    """Say a cadence: "every 4 months", "every week"."""
    number, unit = span(days).split()
    return f"every {unit}" if number == "1" else f"every {number} {unit}"


def ordinal(number: int) -> str:
    """Say which one in a row it is: "third"; "12th" from ten on."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _major(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def _in_thousands(locale: Locale) -> Locale:
    """Return a locale that shortens by thousands: where lakhs are counted, €410,000 would become a rough "€4L"."""
    return Locale("en", "GB") if locale.territory in LAKHS else locale


def _apart(amount: str) -> str:
    """Keep a currency of letters apart from its number: "NOK 410k"."""
    return re.sub(r"(?<=[A-Z])(?=\d)", "\xa0", amount)


@pass_context
def money(context: Context, minor: int, currency: str) -> str:
    """Write an amount of minor units in full: "€410,000", with cents only where there are some."""
    locale, amount = locale_of(context), _major(minor, currency)
    if amount != amount.to_integral_value():
        return _apart(format_currency(amount, currency, locale=locale))
    without_cents = locale.currency_formats["standard"].pattern.replace(".00", "")
    return _apart(format_currency(amount, currency, without_cents, locale=locale, currency_digits=False))


@pass_context
def money_short(context: Context, minor: int, currency: str) -> str:
    """Write an amount of minor units as one says it: "€410k", "€1.2M"."""
    locale, amount = _in_thousands(locale_of(context)), round(_major(minor, currency))
    amount = round(amount, -5 if abs(amount) >= 999_500 else 0)
    digits = 1 if abs(amount) >= 1_000_000 else 0
    short = format_compact_currency(amount, currency, locale=locale, fraction_digits=digits)
    return _apart(re.sub(r"(?<=\d)K", "k", short))


@pass_context
def number(context: Context, value: float) -> str:
    """Write a number with the reader's separators."""
    return format_decimal(value, locale=locale_of(context))


FILTERS: dict[str, Callable[..., Any]] = {
    "many": counted,
    "span": span,
    "every": every,
    "ordinal": ordinal,
    "money": money,
    "money_short": money_short,
    "number": number,
}
