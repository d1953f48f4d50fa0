"""A customer's own plan in an export: days between touches, days until silence, activities, and why."""

from collections.abc import Sequence
from typing import Any

from models.care_model import LONGEST_DAYS, SHORTEST_DAYS
from models.importing.headers import Column, Layout
from models.importing.report import RefusedError, Trouble
from models.kind import find_kind

OWN_PLAN = ("cadence_days", "silence_days", "activities", "care_reason")
"""The columns of a customer that are their own plan."""
COLUMNS = (Column.OWN_CADENCE, Column.OWN_SILENCE, Column.OWN_ACTIVITIES, Column.OWN_REASON)
LONGEST_REASON = 300


def read_own_plan(cells: Sequence[str], layout: Layout) -> dict[str, Any]:
    """Return what a row says of a customer's own plan, by the customer's columns; an empty cell says nothing.

    Raises RefusedError for days that are none or too many, for silence within the cadence, and for unknown activities.
    """
    cadence, silence, activities, reason = (layout.cell(cells, column).strip() for column in COLUMNS)
    said: dict[str, Any] = {
        "cadence_days": _days(cadence, LONGEST_DAYS) if cadence else None,
        "silence_days": _days(silence, 2 * LONGEST_DAYS) if silence else None,
        "activities": _activities(activities) if activities else None,
        "care_reason": " ".join(reason.split())[:LONGEST_REASON] or None,
    }
    if said["cadence_days"] and said["silence_days"] and said["silence_days"] <= said["cadence_days"]:
        raise RefusedError(Trouble.OWN_PLAN, f"{cadence}, {silence}")
    return {name: value for name, value in said.items() if value is not None}


def _days(cell: str, most: int) -> int:
    if not cell.isdecimal() or not SHORTEST_DAYS <= int(cell[:9]) <= most:
        raise RefusedError(Trouble.OWN_PLAN, cell)
    return int(cell[:9])


def _activities(cell: str) -> list[str]:
    found = []
    for words in cell.split(","):
        kind = find_kind(words.split())
        if kind is None:
            raise RefusedError(Trouble.OWN_PLAN, cell)
        found.append(str(kind[0]))
    return found
