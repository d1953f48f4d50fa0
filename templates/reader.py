"""Who reads, and how days, hours and amounts are written where they live."""

from functools import lru_cache
from typing import Protocol, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from jinja2.runtime import Context


class Reader(Protocol):
    """A member or a workspace: Slack's name of a locale ("de-DE") and an IANA zone, each of which may be empty."""

    @property
    def locale(self) -> str: ...

    @property
    def zone(self) -> str: ...


@lru_cache(maxsize=256)
def locale_named(name: str) -> Locale:
    """Return how English is written where the reader lives: for "de-DE" it is "17 Nov", 15:00 and €1.234.

    Our words are English, and "on Freitag" would be neither. British English where the locale is empty or unknown.
    """
    try:
        return Locale("en", Locale.parse(name, sep="-").territory or "GB")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


def zone_named(name: str) -> ZoneInfo:
    """Return the IANA zone of that name; UTC where it is empty or unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def reader_of(context: Context) -> Reader:
    """Return who reads this template. A file of macros has to be imported `with context` to know."""
    return cast(Reader, context["reader"])


def locale_of(context: Context) -> Locale:
    """Return the locale of who reads this template."""
    return locale_named(reader_of(context).locale)


def zone_of(context: Context) -> ZoneInfo:
    """Return the zone of who reads this template."""
    return zone_named(reader_of(context).zone)
