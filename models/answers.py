"""Which kinds of touch get an answer: of what we wrote, sent or posted, how much the customer answered.

An answer is a reply, a purchase or a message in a shared channel within a fortnight, or that the touch itself was noted
as answered. What logged itself is left out: a lively channel would hide what letters and e-mails bring.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.customer import Customer
from models.kind import TWO_WAY, Kind
from models.sign_of_life import MESSAGE, PURCHASE, REPLY, SignOfLife
from models.touch import DONE, SLACK, Touch

ANSWERED_WITHIN = timedelta(days=14)
"""So long after a touch what the customer does counts as its answer; until then an unanswered one does not count."""
LOOKED_BACK = timedelta(days=730)
ENOUGH, ONE_IN = 3, 5
"""So many touches of a kind tell something; it has not worked where fewer than one in five were answered."""


@dataclass(frozen=True)
class Answers:
    """Of `written` touches of this kind that could have been answered by now, `answered` were."""

    kind: Kind
    written: int
    answered: int

    @property
    def has_not_worked(self) -> bool:
        return self.written >= ENOUGH and self.answered * ONE_IN < self.written


def answers_by_customer(
    session: Session, team_id: str, whose: ColumnElement[bool], since: date, today: date
) -> dict[str, tuple[Answers, ...]]:
    """Return by customer what became of each one-way kind from `since` through `today`, the most written first.

    `whose` says of `Customer` who is meant.
    """
    theirs = select(Customer.id).where(Customer.team_id == team_id, whose)
    heard: dict[str, list[date]] = defaultdict(list)
    for customer_id, day in session.exec(
        select(SignOfLife.customer_id, col(SignOfLife.day))
        .where(SignOfLife.team_id == team_id, col(SignOfLife.customer_id).in_(theirs))
        .where(col(SignOfLife.kind).in_((REPLY, PURCHASE, MESSAGE)))
        .where(col(SignOfLife.day) >= since, col(SignOfLife.undone_at).is_(None))
        .order_by(col(SignOfLife.day))
    ):
        heard[customer_id].append(day)
    written: dict[str, list[tuple[Kind, date, bool]]] = defaultdict(list)
    for customer_id, kind, day, noted in session.exec(
        select(Touch.customer_id, Touch.kind, col(Touch.day), col(Touch.two_way))
        .where(Touch.team_id == team_id, col(Touch.customer_id).in_(theirs), Touch.state == DONE)
        .where(col(Touch.day).between(since, today), col(Touch.kind).not_in(TWO_WAY), Touch.source != SLACK)
        .where(col(Touch.undone_at).is_(None))
    ):
        written[customer_id].append((Kind(kind), day, noted))
    return {id_: _counted(one, heard[id_], today) for id_, one in written.items()}


def in_all(by_customer: Iterable[tuple[Answers, ...]]) -> tuple[Answers, ...]:
    """Return what became of each kind with all of these customers, the most written first."""
    written: Counter[Kind] = Counter()
    answered: Counter[Kind] = Counter()
    for one in (one for theirs in by_customer for one in theirs):
        written[one.kind] += one.written
        answered[one.kind] += one.answered
    return _sorted(written, answered)


def _counted(written: Iterable[tuple[Kind, date, bool]], heard: Sequence[date], today: date) -> tuple[Answers, ...]:
    made: Counter[Kind] = Counter()
    answered: Counter[Kind] = Counter()
    for kind, day, noted in written:
        place = bisect_left(heard, day)
        has_answer = noted or (place < len(heard) and heard[place] <= day + ANSWERED_WITHIN)
        if has_answer or day + ANSWERED_WITHIN < today:
            made[kind] += 1
            answered[kind] += has_answer
    return _sorted(made, answered)


def _sorted(made: Counter[Kind], answered: Counter[Kind]) -> tuple[Answers, ...]:
    found = (Answers(kind, number, answered[kind]) for kind, number in made.items())
    return tuple(sorted(found, key=lambda one: (-one.written, one.kind)))
