"""Instants as people name them: "in a day", "monday 09:00", "tomorrow 09:00"."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class BadMomentError(ValueError):
    """Nobody knows when that is, or it lies in the past."""


def target(body: dict[str, Any], now: datetime, zone: str) -> datetime:
    """The instant (UTC) that a request names with `now`, `advance` or `until` (in `zone`). Raises BadMomentError."""
    if "now" in body:
        goal = datetime.fromisoformat(body["now"])
        if goal.tzinfo is None:
            raise BadMomentError("Say the time with its offset, such as 2026-11-19T09:00:00+01:00.")
    elif "advance" in body:
        goal = now + span(str(body["advance"]))
    else:
        goal = following(str(body["until"]), now.astimezone(ZoneInfo(body.get("zone") or zone)))
    if goal < now:
        raise BadMomentError("Time only goes forward.")
    return goal.astimezone(UTC)


def span(words: str) -> timedelta:
    """ "1d", "2w", "3h" or "5m". Raises BadMomentError."""
    match = re.fullmatch(r"(\d+)([mhdw])", words.strip())
    if match is None:
        raise BadMomentError(f"How long is {words!r}? Say 5m, 1h, 1d or 1w.")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def following(words: str, local: datetime) -> datetime:
    """The next instant after `local` that is called so, in its zone. Raises BadMomentError."""
    match = re.fullmatch(r"(today|tomorrow|\w+day) (\d\d):(\d\d)", words.strip().lower())
    if match is None or match[1] not in (*WEEKDAYS, "today", "tomorrow"):
        raise BadMomentError(f"When is {words!r}? Say monday 09:00, today 17:00 or tomorrow 09:00.")
    at = local.replace(hour=int(match[2]), minute=int(match[3]), second=0, microsecond=0)
    if match[1] in WEEKDAYS:
        at += timedelta(days=(WEEKDAYS.index(match[1]) - local.weekday()) % 7)
        return at if at > local else at + timedelta(days=7)
    return at + timedelta(days=match[1] == "tomorrow")
