"""How complaints were put right, quarter by quarter: how soon, how many in time, whether they are happy again.

A complaint counts in the quarter in which it was opened; what its times are says `complaint_times`.
Happy again are those who said so themselves, of those who were asked a week after (until the check of a month), and a
month after.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session, col, select

from models.care_model import CareModel, care_model_of
from models.complaint import (
    BOUNCE_BACK,
    RECOVERED,
    REOPENED,
    SAID_HAPPY,
    THOUGHT_HAPPY,
    Complaint,
    ComplaintStep,
)
from models.complaint_clock import reply_due
from models.complaint_state import A_MONTH_AT_LEAST
from models.complaint_times import days_to_recover, middle_days, middle_time, replied_at, time_to_reply
from models.customer import Customer
from models.member import members_by_id
from models.nudge import Nudge
from models.voice import quarter_of, quarters_to
from models.working_hours import WorkingHours, working_hours
from models.workspace import Workspace

ANSWERS = (SAID_HAPPY, THOUGHT_HAPPY, REOPENED)
"""What can come of asking whether they are happy again."""


@dataclass(frozen=True)
class Course:
    """How one complaint went: `replied` in working time, `recovered` in days, None while that has not happened.

    `in_time`: whether the first answer came in time, None while there is still time for it. `week` and `month`:
    whether they said then that they are happy, None where nobody has asked.
    """

    replied: timedelta | None
    recovered: int | None
    in_time: bool | None
    week: bool | None
    month: bool | None


@dataclass(frozen=True)
class Quarter:
    """The complaints of a quarter that begins on `first`."""

    first: date
    courses: Sequence[Course]

    @property
    def replied_in(self) -> timedelta | None:
        """Return the median working time to a first answer."""
        return middle_time([one.replied for one in self.courses if one.replied is not None])

    @property
    def recovered_in(self) -> int | None:
        """Return the median number of days until they were put right."""
        return middle_days([one.recovered for one in self.courses if one.recovered is not None])

    @property
    def in_time(self) -> tuple[int, int]:
        """Return how many were answered in time, of how many that had their time."""
        return _share([one.in_time for one in self.courses])

    @property
    def after_week(self) -> tuple[int, int]:
        """Return how many were happy again after a week, of how many that were asked."""
        return _share([one.week for one in self.courses])

    @property
    def after_month(self) -> tuple[int, int]:
        """Return how many were happy again after a month, of how many that were asked."""
        return _share([one.month for one in self.courses])


def _share(said: Sequence[bool | None]) -> tuple[int, int]:
    known = [one for one in said if one is not None]
    return sum(known), len(known)


def quarters(
    session: Session, workspace: Workspace, today: date, now: datetime, only: Callable[[Customer], bool]
) -> list[Quarter]:
    """Return the last four quarters, the one that goes on among them, of the customers that `only` lets through."""
    team_id, shown = workspace.team_id, quarters_to(today)
    theirs = working_hours(workspace)
    since = datetime.combine(shown[0], time.min, theirs.working.zone).astimezone(UTC)
    rows = session.exec(
        select(Complaint, Customer)
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Complaint.team_id == team_id, col(Complaint.withdrawn_at).is_(None), Complaint.opened_at >= since)
    ).all()
    steps, asked = _steps(session, team_id, since), _asked(session, team_id, since)
    people, model = members_by_id(session, team_id), care_model_of(session, team_id)
    courses: dict[date, list[Course]] = defaultdict(list)
    for complaint, customer in rows:
        if only(customer):
            hours = working_hours(workspace, people.get(customer.champion_id or ""))
            due = _due(complaint, customer, model, hours)
            went = course(complaint, due, steps[complaint.id], asked[complaint.id], hours, now)
            courses[quarter_of(theirs.working.today(complaint.opened_at))].append(went)
    return [Quarter(first, courses[first]) for first in shown]


def _due(complaint: Complaint, customer: Customer, model: CareModel, hours: WorkingHours) -> datetime:
    """Return when the first answer was due; of a complaint opened again, as the care model has it now."""
    if complaint.round == 1:
        return complaint.reply_due_at
    return reply_due(complaint.opened_at, customer, model, hours)


def course(
    complaint: Complaint,
    due: datetime,
    steps: Sequence[ComplaintStep],
    asked: Sequence[datetime],
    hours: WorkingHours,
    now: datetime,
) -> Course:
    """Return how a complaint went, from its steps in order and the instants at which it was asked about."""
    replied = replied_at(steps)
    first = next((step.created_at for step in steps if step.kind == RECOVERED), None)
    return Course(
        replied=time_to_reply(complaint, steps, hours),
        recovered=days_to_recover(complaint, hours),
        in_time=replied <= due if replied else False if due <= now else None,
        week=_happy(steps, asked, first, first and first + A_MONTH_AT_LEAST),
        month=_happy(steps, asked, first and first + A_MONTH_AT_LEAST, None),
    )


def _happy(
    steps: Sequence[ComplaintStep], asked: Sequence[datetime], since: datetime | None, until: datetime | None
) -> bool | None:
    """Return whether they said in that time that they are happy; None where nobody asked, or it is not put right."""
    if since is None:
        return None
    told = [step.kind for step in steps if step.kind in ANSWERS and _within(step.created_at, since, until)]
    if not told and not any(_within(at, since, until) for at in asked):
        return None
    return SAID_HAPPY in told


def _within(at: datetime, since: datetime, until: datetime | None) -> bool:
    return at > since and (until is None or at < until)


def _steps(session: Session, team_id: str, since: datetime) -> dict[str, list[ComplaintStep]]:
    found: dict[str, list[ComplaintStep]] = defaultdict(list)
    for step in session.exec(
        select(ComplaintStep)
        .where(ComplaintStep.team_id == team_id, ComplaintStep.created_at >= since)
        .where(col(ComplaintStep.undone_at).is_(None))
        .order_by(col(ComplaintStep.created_at), col(ComplaintStep.id))
    ):
        found[step.complaint_id].append(step)
    return found


def _asked(session: Session, team_id: str, since: datetime) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = defaultdict(list)
    for nudge in session.exec(
        select(Nudge)
        .where(Nudge.team_id == team_id, col(Nudge.complaint_id).is_not(None), col(Nudge.sent_at) >= since)
        .order_by(col(Nudge.sent_at))
    ):
        if nudge.complaint_id and nudge.sent_at and BOUNCE_BACK in nudge.reasons:
            found[nudge.complaint_id].append(nudge.sent_at)
    return found
