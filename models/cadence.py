"""A cadence that corrects itself: where what people do does not fit the plan another one is proposed, and never set.

Who touches a customer early twice in a row is offered a shorter one, who puts them off three times in a row a longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

PUT_OFF_OFTEN = 3
EARLY = 2 / 3
"""A touch is early before so much of the cadence has passed."""
ONE_CONVERSATION = timedelta(days=7)
"""Touches within a week belong together: a mail, a call back, the lunch they led to."""


@dataclass(frozen=True)
class Sooner:
    """The shorter cadence to propose, and after how many days they were touched the last two times, in order."""

    cadence_days: int
    gaps: tuple[int, int]


def sooner(days: Sequence[date], cadence_days: int | None, cadences: Sequence[int]) -> Sooner | None:
    """Return the shorter cadence that fits somebody touched on these days, None where the plan fits.

    It is the one of `cadences` nearest to what was done. Only the second early touch in a row counts: who was offered
    one and went on as before is not asked again.
    """
    shorter = [known for known in cadences if cadence_days and known < cadence_days]
    begun = _conversations(days)
    gaps = [(after - before).days for before, after in pairwise(begun)]
    if not shorter or not cadence_days or len(gaps) < 2:
        return None
    early = [gap < cadence_days * EARLY for gap in gaps[-3:]]
    if not all(early[-2:]) or (len(early) > 2 and early[0]):
        return None
    usual = (gaps[-1] + gaps[-2]) / 2
    return Sooner(min(shorter, key=lambda known: abs(known - usual)), (gaps[-2], gaps[-1]))


def _conversations(days: Sequence[date]) -> list[date]:
    """Return the first day of each conversation, earliest first."""
    begun: list[date] = []
    for day in sorted(set(days)):
        if not begun or day - begun[-1] > ONE_CONVERSATION:
            begun.append(day)
    return begun
