"""What follows a stocktake: C and D to be converted by a deadline, and E of which to decide whether they stay.

Both are lists of the last confirmed stocktake. Who has become an A or B since is converted, who is no E any more is
decided about, by whatever way that happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from models.audit import record
from models.customer import Customer
from models.stocktake import KEPT, STAYS, Graded, Grading, closed_stocktakes, gradings_in
from models.stocktake_acts import TO_CONVERT
from models.stocktake_reminder import CONVERSION, MISSED, expect, morning_after, remind_person, tell_managers_anew
from models.stocktake_rules import BY_REVENUE
from models.workspace import Workspace

TO_CONVERT_IN = timedelta(days=182)
TOLD_BEFORE = timedelta(days=14)


@dataclass(frozen=True)
class Lists:
    """The lists of a stocktake: those with a deadline, the soonest first; and E undecided, most revenue first."""

    converting: Sequence[Graded]
    ends: Sequence[Graded]


def points(grading: Grading) -> int:
    """Return the sum that decides between A, B, C and D: the answers' and the revenue's points."""
    return sum(grading.answers.values()) + BY_REVENUE.get(grading.band, 0)


def lists_of(session: Session, team_id: str) -> Lists:
    """Return the lists of the last confirmed stocktake; empty ones where there has been none."""
    lower = col(Customer.tier).in_(TO_CONVERT) & col(Grading.deadline).is_not(None)
    undecided = (col(Customer.tier) == "E") & (col(Grading.decision).is_distinct_from(KEPT))
    graded = _of_last(session, team_id, lower | undecided)
    converting = [one for one in graded if one[1].tier != "E" and one[0].decision != STAYS]
    return Lists(
        sorted(converting, key=lambda one: one[0].deadline or date.max), [one for one in graded if one[1].tier == "E"]
    )


def convertible(session: Session, team_id: str) -> list[Graded]:
    """Return the C and D without a deadline: nearest to the next tier first, of equals those with most revenue."""
    found = _of_last(session, team_id, col(Customer.tier).in_(TO_CONVERT) & col(Grading.deadline).is_(None))
    return sorted(found, key=lambda one: -points(one[0]))


def _of_last(session: Session, team_id: str, wanted: ColumnElement[bool]) -> list[Graded]:
    [*closed] = closed_stocktakes(session, team_id)[:1]
    return [one for last in closed for one in gradings_in(session, last, wanted)]


def missed(lists: Lists, today: date) -> list[Graded]:
    """Return who was to be converted and was not: their deadline has passed."""
    return [one for one in lists.converting if one[0].deadline and one[0].deadline < today]


def nearing(lists: Lists, owner_id: str, today: date) -> list[Graded]:
    """Return whom somebody is to convert within the next two weeks."""
    return [
        one
        for one in lists.converting
        if one[0].owner_id == owner_id and one[0].deadline and today <= one[0].deadline <= today + TOLD_BEFORE
    ]


def convert(session: Session, grading: Grading, deadline: date, owner_id: str | None, by: str, now: datetime) -> None:
    """Set by when a C or D is to become more, and who sees to it; they are told in their brief two weeks before."""
    grading.deadline, grading.owner_id, grading.decision = deadline, owner_id, None
    session.flush()
    workspace = session.get_one(Workspace, grading.team_id)
    tell_owner(session, workspace, grading, now)
    watch_deadlines(session, workspace, now)
    _keep(session, grading, "convert", by, now, deadline=deadline.isoformat())


def tell_owner(session: Session, workspace: Workspace, grading: Grading, now: datetime) -> None:
    """Have the brief of who sees to a conversion speak of it two weeks before its deadline, once that is to come."""
    if grading.owner_id and grading.deadline and grading.deadline >= now.date():
        remind_person(session, workspace, grading.owner_id, CONVERSION, grading.deadline - TOLD_BEFORE, now)


def watch_deadlines(session: Session, workspace: Workspace, now: datetime) -> None:
    """Have the managers told on the morning after the next deadline that is still to come."""
    soon = [one[0].deadline for one in lists_of(session, workspace.team_id).converting if one[0].deadline]
    ahead = min((day for day in soon if day >= now.date()), default=None)
    expect(session, workspace, MISSED, morning_after(ahead) if ahead else None, now)


def drop_conversion(session: Session, grading: Grading, by: str, now: datetime) -> None:
    """Take somebody off the list of those to be converted."""
    grading.deadline = grading.owner_id = None
    _keep(session, grading, "not_converted", by, now)


def let_stay(session: Session, grading: Grading, by: str, now: datetime) -> None:
    """Keep that a C or D stays one: nobody asks again before the next stocktake."""
    grading.decision = STAYS
    _keep(session, grading, STAYS, by, now)


def keep_e(session: Session, grading: Grading, by: str, now: datetime) -> None:
    """Keep that an E stays an E and a customer."""
    grading.decision = KEPT
    _keep(session, grading, KEPT, by, now)


def decide_again(session: Session, grading: Grading, by: str, now: datetime) -> None:
    """Take back that somebody stays as they are: they are on their list again."""
    grading.decision = None
    _keep(session, grading, "undecided", by, now)


def _keep(session: Session, grading: Grading, what: str, by: str, now: datetime, **after: str) -> None:
    subject = f"customer:{grading.customer_id}"
    action = f"stocktake.{what}"
    record(session, team_id=grading.team_id, at=now, actor=by, action=action, subject=subject, after=after or None)
    tell_managers_anew(session, grading.team_id, now)
