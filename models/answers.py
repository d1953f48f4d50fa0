"""Which kinds of touch get an answer: of what we wrote, sent or posted, how much they answered.

An answer is a sign of life within a fortnight, or a two-way touch in the fortnight after; a complaint is none.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import literal, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.customer import ACTIVE, Customer
from models.kind import Kind
from models.sign_of_life import COMPLAINT, SignOfLife
from models.touch import DONE, Touch

ANSWERED_WITHIN = timedelta(days=14)
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
    session: Session, team_id: str, ids: Sequence[str] | None, today: date
) -> dict[str, tuple[Answers, ...]]:
    """Return by customer what became of each kind in the last two years, the most written first.

    `ids` None: of all customers who have not left.
    """
    written: dict[str, list[tuple[Kind, date]]] = defaultdict(list)
    heard: dict[str, list[date]] = defaultdict(list)
    for customer_id, kind, two_way, day in _contacts(session, team_id, ids, today - LOOKED_BACK):
        if two_way is None:
            heard[customer_id].append(day)
        elif two_way:
            heard[customer_id].append(day - timedelta(days=1))  # what was written on the same day is not answered by it
        else:
            written[customer_id].append((Kind(kind), day))
    return {id_: _counted(theirs, sorted(heard[id_]), today) for id_, theirs in written.items()}


def in_all(by_customer: dict[str, tuple[Answers, ...]]) -> tuple[Answers, ...]:
    """Return what became of each kind with all of these customers, the most written first."""
    every = [one for theirs in by_customer.values() for one in theirs]
    kinds = {one.kind for one in every}
    sums = (
        Answers(kind, sum(a.written for a in every if a.kind == kind), sum(a.answered for a in every if a.kind == kind))
        for kind in kinds
    )
    return tuple(sorted(sums, key=lambda one: (-one.written, one.kind)))


def _counted(written: list[tuple[Kind, date]], heard: list[date], today: date) -> tuple[Answers, ...]:
    counted: Counter[Kind] = Counter()
    answered: Counter[Kind] = Counter()
    for kind, day in written:
        place = bisect_left(heard, day)
        has_answer = place < len(heard) and heard[place] <= day + ANSWERED_WITHIN
        if has_answer or day + ANSWERED_WITHIN < today:  # what was written lately may still be answered
            counted[kind] += 1
            answered[kind] += has_answer
    return tuple(Answers(kind, number, answered[kind]) for kind, number in counted.most_common())


def _contacts(
    session: Session, team_id: str, ids: Sequence[str] | None, since: date
) -> Sequence[tuple[str, str, bool | None, date]]:
    """Return who, the kind of touch, whether it was two-way (None: a sign of life) and the day."""
    touches = select_columns(col(Touch.customer_id), col(Touch.kind), col(Touch.two_way), col(Touch.day)).where(
        col(Touch.team_id) == team_id,
        col(Touch.state) == DONE,
        col(Touch.day) >= since,
        col(Touch.undone_at).is_(None),
    )
    signs = select_columns(col(SignOfLife.customer_id), col(SignOfLife.kind), literal(None), col(SignOfLife.day)).where(
        col(SignOfLife.team_id) == team_id,
        col(SignOfLife.kind) != COMPLAINT,
        col(SignOfLife.day) >= since,
        col(SignOfLife.undone_at).is_(None),
    )
    if ids is None:
        active = select_columns(col(Customer.id)).where(col(Customer.team_id) == team_id, col(Customer.state) == ACTIVE)
        touches = touches.where(col(Touch.customer_id).in_(active))
        signs = signs.where(col(SignOfLife.customer_id).in_(active))
    else:
        touches = touches.where(col(Touch.customer_id).in_(ids))
        signs = signs.where(col(SignOfLife.customer_id).in_(ids))
    rows: Sequence[Any] = session.connection().execute(union_all(touches, signs)).all()
    return rows
