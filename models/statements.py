"""Parameters of statements that are made once: one that is put together anew costs more than its answer."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam

TEAM: BindParameter[str] = bindparam("team_id")
NOW: BindParameter[datetime] = bindparam("now")
SINCE_DAY: BindParameter[date] = bindparam("since_day")
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
REASONS: BindParameter[Any] = bindparam("reasons", expanding=True)


def among(team_id: str, ids: Iterable[str]) -> dict[str, Any]:
    """Return the parameters of a statement about these customers of a workspace."""
    return {"team_id": team_id, "ids": list(ids)}
