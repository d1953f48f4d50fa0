"""A customer's own rhythm: how often they are heard from, and after how many days their silence is unusual for them.

The threshold is the upper end of a one-sided 95 % prediction interval for the next gap, with gaps taken as log-normal
(W. Q. Meeker, G. J. Hahn, L. A. Escobar: Statistical Intervals, Wiley 2017, chapter 4): where nothing has changed, one
gap in twenty is longer. Few or uneven gaps make it wide, so that little is claimed of little. `benchmarks/rhythm.py`
compares it with fixed thresholds on public purchase histories.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import fmean, median, stdev

from sqlalchemy import func, select, union
from sqlmodel import Session, col

from models.sign_of_life import SignOfLife
from models.statements import IDS, TEAM, among
from models.touch import DONE, Touch

FEWEST_GAPS, MOST_GAPS = 5, 12
SHORTEST_SILENCE = 14
"""Days of silence that are never unusual: a fortnight's holiday."""
SHORTEST_FACTOR = 1.5
"""Silence is never unusual before so many usual gaps: a few gaps alike look more regular than anybody is."""
STUDENT_T_95 = {4: 2.132, 5: 2.015, 6: 1.943, 7: 1.895, 8: 1.860, 9: 1.833, 10: 1.812, 11: 1.796}
"""The 95 % quantile of Student's t by degrees of freedom, one less than there are gaps."""

SPOKEN = select(col(Touch.customer_id), col(Touch.day)).where(
    col(Touch.team_id) == TEAM,
    col(Touch.customer_id).in_(IDS),
    col(Touch.state) == DONE,
    col(Touch.two_way),
    col(Touch.undone_at).is_(None),
)
SIGNS = select(col(SignOfLife.customer_id), col(SignOfLife.day)).where(
    col(SignOfLife.team_id) == TEAM, col(SignOfLife.customer_id).in_(IDS), col(SignOfLife.undone_at).is_(None)
)
HEARD = union(SPOKEN, SIGNS).subquery()  # each day once
PLACE = func.row_number().over(partition_by=HEARD.c.customer_id, order_by=HEARD.c.day.desc())
RANKED = select(HEARD.c.customer_id, HEARD.c.day, PLACE.label("place")).subquery()
LATEST = select(RANKED.c.customer_id, RANKED.c.day).where(RANKED.c.place <= MOST_GAPS + 1).order_by(RANKED.c.place)


@dataclass(frozen=True)
class Rhythm:
    """Heard from every `usual_days`, the median of the last `gaps` gaps; more than `silence_days` is unusual."""

    usual_days: int
    silence_days: int
    gaps: int


def rhythm_of(heard: Sequence[date]) -> Rhythm | None:
    """Return the rhythm of a customer heard from on these days, in any order; None with fewer than five gaps.

    Of many gaps the latest twelve count: habits change.
    """
    days = sorted(set(heard))[-(MOST_GAPS + 1) :]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if len(gaps) < FEWEST_GAPS:
        return None
    logarithms = [math.log(gap) for gap in gaps]
    reach = STUDENT_T_95[len(gaps) - 1] * stdev(logarithms) * math.sqrt(1 + 1 / len(gaps))
    longest = math.exp(min(fmean(logarithms) + reach, math.log(date.max.toordinal())))
    usual = round(median(gaps))
    return Rhythm(usual, max(SHORTEST_SILENCE, math.ceil(SHORTEST_FACTOR * usual), math.ceil(longest)), len(gaps))


def silence_threshold(rhythm: Rhythm | None, planned_days: int | None) -> int | None:
    """Return after how many days without a word they are silent: as their rhythm says, never later than planned."""
    if rhythm is None or planned_days is None:
        return planned_days
    return min(planned_days, rhythm.silence_days)


def rhythms(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, Rhythm]:
    """Return the rhythm of each of these customers that has one, by id."""
    heard = days_heard_from(session, team_id, ids)
    return {customer_id: rhythm for customer_id, days in heard.items() if (rhythm := rhythm_of(days))}


def days_heard_from(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, list[date]]:
    """Return by customer the last days, latest first, of two-way touches and of signs of life that stand."""
    days: dict[str, list[date]] = {}
    for customer_id, day in session.connection().execute(LATEST, among(team_id, ids)):
        days.setdefault(customer_id, []).append(day)
    return days
