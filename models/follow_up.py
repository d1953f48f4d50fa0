"""After a first purchase: when to ask how they like it. A rule of its arguments alone."""

from datetime import date, timedelta

FOLLOW_UP = "follow_up"
FOLLOW_UP_AFTER = timedelta(days=14)
"""So long after a first purchase we ask how they like it."""


def follow_up_day(bought: date | None, touched: date | None, closed: date | None) -> date | None:
    """Return the day to ask a first-time buyer; a touch since (`touched`), or *Not needed*, has answered that."""
    if bought is None or (touched and touched > bought) or (closed and closed >= bought):
        return None
    return bought + FOLLOW_UP_AFTER
