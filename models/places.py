"""Time zones and countries to choose from, found by what somebody begins to type."""

from zoneinfo import available_timezones

from babel import Locale
from holidays import country_holidays
from holidays.registry import COUNTRIES
from rapidfuzz import fuzz, process

MOST_OFFERED = 30
FEW = 3


def zones_like(typed: str) -> list[str]:
    """Return IANA names of time zones that a typed beginning ("berlin", "new york") may mean, best first."""
    zones = [zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith(("Etc/", "posix/"))]
    near = process.extract(
        typed.replace(" ", "_"), zones, scorer=fuzz.partial_ratio, processor=str.lower, limit=MOST_OFFERED
    )
    return [zone for zone, _, _ in near]


def is_zone(name: str | None) -> bool:
    """Tell whether there is a time zone of this name."""
    return name in available_timezones()


def countries_like(typed: str) -> list[tuple[str, str]]:
    """Return `(code, name)` of countries whose holidays are known, by name or code, and of the first few's parts."""
    wanted = typed.strip().lower()
    country, _, part = wanted.partition("-")
    codes = [code for _, code, *_ in COUNTRIES.values() if country in f"{code} {country_name(code)}".lower()]
    nearest = sorted(codes, key=lambda code: (code.lower() != country, *_by_beginning(country_name(code), country)))
    found = [*nearest, *(f"{code}-{own}" for code in nearest[:FEW] for own in country_holidays(code).subdivisions)]
    return [(code, country_name(code)) for code in found if part in code.lower()][:MOST_OFFERED]


def _by_beginning(name: str, typed: str) -> tuple[bool, str]:
    return not name.lower().startswith(typed), name


def country_name(code: str) -> str:
    """Return the English name of a country or a part of one: "DE" Germany, "DE-BY" Germany (BY)."""
    country, _, part = code.partition("-")
    name = Locale("en").territories.get(country, country)
    return f"{name} ({part})" if part else name
