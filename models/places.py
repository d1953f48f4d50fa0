"""Time zones and countries to choose from, found by what somebody begins to type."""

from functools import cache
from zoneinfo import available_timezones

import holidays
from babel import Locale
from rapidfuzz import fuzz, process

MOST_OFFERED = 30


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
    """Return `(code, name)` of countries and parts of them whose holidays are known, by name or code."""
    wanted = typed.strip().lower()
    found = [(code, name) for code, name in country_names().items() if wanted in f"{code} {name}".lower()]
    return sorted(found, key=lambda one: (not one[1].lower().startswith(wanted), one[1]))[:MOST_OFFERED]


@cache
def country_names() -> dict[str, str]:
    """Return English names by code: "DE" Germany, "DE-BY" Germany (BY)."""
    territories = Locale("en").territories
    known: dict[str, str] = {}
    for country, parts in holidays.list_supported_countries(include_aliases=False).items():
        name = territories.get(country, country)
        known[country] = name
        known |= {f"{country}-{part}": f"{name} ({part})" for part in parts}
    return known
