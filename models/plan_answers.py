"""Which kinds of touch get an answer: of those where only we speak, how many the customer reacted to."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.kind import TWO_WAY
from models.sign_of_life import MESSAGE, PURCHASE, REPLY, SignOfLife
from models.touch import DONE, SLACK, Touch

WITHIN = timedelta(days=14)
"""So long after a touch what the customer does counts as its answer; until then an unanswered one does not count."""


@dataclass(frozen=True)
class Answered:
    """How many touches of a kind were made, and how many of them got an answer."""

    kind: str
    made: int
    answered: int


def answers_by_kind(
    session: Session, team_id: str, customer_ids: Collection[str], first: date, today: date
) -> list[Answered]:
    """Return the kinds of one-way touches with these customers from `first` through `today`, most frequent first.

    An answer is a reply, a purchase or a message in a shared channel within two weeks, or that the touch itself was
    noted as answered. What logged itself is left out: a lively channel would hide what letters and e-mails bring.
    """
    signs = defaultdict[str, list[date]](list)
    for customer_id, day in session.exec(
        select(SignOfLife.customer_id, col(SignOfLife.day))
        .where(SignOfLife.team_id == team_id, col(SignOfLife.kind).in_((REPLY, PURCHASE, MESSAGE)))
        .where(col(SignOfLife.day) >= first, col(SignOfLife.undone_at).is_(None))
        .order_by(col(SignOfLife.day))
    ):
        signs[customer_id].append(day)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for customer_id, kind, day, two_way in session.exec(
        select(Touch.customer_id, Touch.kind, col(Touch.day), col(Touch.two_way))
        .where(Touch.team_id == team_id, Touch.state == DONE, col(Touch.day).between(first, today))
        .where(col(Touch.kind).not_in(TWO_WAY), Touch.source != SLACK, col(Touch.undone_at).is_(None))
    ):
        answered = two_way or _heard_from(signs[customer_id], day)
        if customer_id in customer_ids and (answered or day + WITHIN < today):
            counts[kind][0] += 1
            counts[kind][1] += answered
    found = [Answered(kind, made, answered) for kind, (made, answered) in counts.items()]
    return sorted(found, key=lambda one: (-one.made, one.kind))


def _heard_from(signs: Sequence[date], day: date) -> bool:
    place = bisect_left(signs, day)
    return place < len(signs) and signs[place] <= day + WITHIN
