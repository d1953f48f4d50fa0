"""Plan against actual: which touches were planned and which were made. One definition, whatever is summed of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from sqlmodel import Session

from models.calendar_plan import half
from models.care_model import CareModel, care_model_of, policy_of
from models.customer import Customer
from models.decision import NOT_NEEDED
from models.plan_facts import Recorded, decisions_about, last_touches, touches_since
from models.touch import DONE, DROPPED, PLANNED, SLACK
from models.week import Week, week_of
from models.working_time import WorkingTime

ANY_KIND = ""
"""The kind of a touch that came due with nothing planned: whichever suits."""
Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True)
class Entry:
    """One touch that was planned for a day, or one that was made on it: `planned` and `made` are 1 or 0."""

    customer_id: str
    kind: str
    day: date
    planned: int = 0
    made: int = 0


@dataclass(frozen=True)
class Sum:
    """What a group of entries comes to; `remaining` is the one definition of what is still to do."""

    planned: int = 0
    made: int = 0

    @property
    def remaining(self) -> int:
        return max(0, self.planned - self.made)

    def __add__(self, entry: Entry) -> "Sum":
        return Sum(self.planned + entry.planned, self.made + entry.made)


@dataclass(frozen=True)
class Tally:
    """One week's touches: all that were made, and all that were planned (booked for the week, or due in it)."""

    week: Week
    made: int
    planned: int

    @property
    def remaining(self) -> int:
        return Sum(self.planned, self.made).remaining


@dataclass(frozen=True)
class Plan:
    """A booking as it stands now: for which day, and on which day it was made."""

    day: date
    booked_on: date


@dataclass
class _Round:
    """What decides one customer's due days: when they were touched, rounds closed without a touch, and what is planned.

    `plans` are bookings, `calendar` the days of the Annual Calendar, those taken out of it among them.
    """

    touched: list[date] = field(default_factory=list)
    closed: list[date] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    calendar: list[date] = field(default_factory=list)


def entries(
    session: Session, team_id: str, customers: Iterable[Customer], first: date, last: date, working: WorkingTime
) -> list[Entry]:
    """Return what was planned and made from `first` through `last` for a workspace, in a handful of queries.

    Due days are those of today's care model, of the customers given. A booking counts where it stands now, whatever
    came of it; so does what the Annual Calendar has planned, unless somebody took it out, and neither counts beside
    the due day in whose place it is. What logged itself counts once a week and customer: a lively shared channel must
    not hide what was planned and not made.
    """
    rows = touches_since(session, team_id, week_of(first).monday)
    found, rounds = list(_made(rows)), defaultdict[str, _Round](_Round)
    for row in rows:
        if row.state == DONE:
            rounds[row.customer_id].touched.append(row.day)
        if row.planned_for:
            rounds[row.customer_id].calendar.append(row.planned_for)
            if row.state != DROPPED:
                found.append(Entry(row.customer_id, row.planned_kind or row.kind, row.planned_for, planned=1))
        elif row.booked_at or row.state == PLANNED:
            found.append(Entry(row.customer_id, row.kind, row.day, planned=1))
            rounds[row.customer_id].plans.append(Plan(row.day, working.today(row.booked_at or row.created_at)))
    for customer_id, day in last_touches(session, team_id, before=week_of(first).monday):
        rounds[customer_id].touched.append(day)
    for decision in decisions_about(session, team_id):
        known = rounds[decision.customer_id]
        if decision.kind == NOT_NEEDED:
            known.closed.append(decision.day)
        elif decision.until:
            known.touched.append(decision.until)
    model = care_model_of(session, team_id)
    for customer in customers:
        found += [Entry(customer.id, ANY_KIND, day, planned=1) for day in _due(customer, rounds[customer.id], model)]
    return [entry for entry in found if first <= entry.day <= last]


def sums(found: Iterable[Entry], group: Callable[[Entry], Group]) -> dict[Group, Sum]:
    """Return what each group of entries comes to."""
    by_group: dict[Group, Sum] = defaultdict(Sum)
    for entry in found:
        by_group[group(entry)] += entry
    return dict(by_group)


def tallies(
    session: Session,
    team_id: str,
    customers: Iterable[Customer],
    weeks: Sequence[Week],
    working: WorkingTime,
    only: Collection[str] | None = None,
) -> list[Tally]:
    """Return the tally of consecutive weeks for a workspace's active customers.

    With `only` (ids of customers) touches with nobody else are counted.
    """
    found = entries(session, team_id, customers, weeks[0].monday, weeks[-1].sunday, working)
    by_week = sums((one for one in found if only is None or one.customer_id in only), lambda one: week_of(one.day))
    return [Tally(week, (known := by_week.get(week, Sum())).made, known.planned) for week in weeks]


def _made(rows: Sequence[Recorded]) -> Iterator[Entry]:
    """Yield what was done; what logged itself counts once a week and customer."""
    itself = Counter[tuple[str, Week]]()
    for row in sorted(rows, key=lambda row: row.day):
        if row.state == DONE and row.source == SLACK:
            itself[row.customer_id, week_of(row.day)] += 1
        if row.state == DONE and (row.source != SLACK or itself[row.customer_id, week_of(row.day)] == 1):
            yield Entry(row.customer_id, row.kind, row.day, made=1)


def _due(customer: Customer, known: _Round, model: CareModel) -> Iterator[date]:
    """Yield the days on which a customer's touch was due and nothing was planned in its place."""
    cadence = policy_of(customer, model).cadence_days
    if cadence is None:
        return
    for due in due_days(customer.added_on, known.touched, known.closed, cadence):
        in_calendar = any(abs((day - due).days) <= half(cadence) for day in known.calendar)
        if not in_calendar and not any(answers(plan, week_of(due)) for plan in known.plans):
            yield due


def due_days(added_on: date, touched: Iterable[date], closed: Iterable[date], cadence_days: int) -> Iterator[date]:
    """Yield the due days that stood when their week began: a touch + cadence, or a closed round + cadence.

    A touch in the week of the due day leaves it standing (that is the one that was planned), one before moves it.
    *Not needed* takes it off the plan even in its own week. Never touched: counted from the day the customer was added.
    """
    since = sorted(touched)
    if not since or since[0] > added_on:
        since = [added_on, *since]
    steps = sorted([(day, False) for day in since] + [(day, True) for day in closed])
    for place, (day, _) in enumerate(steps):
        due = day + timedelta(days=cadence_days)
        following, closes = steps[place + 1] if place + 1 < len(steps) else (date.max, False)
        if following > week_of(due).sunday or (following >= week_of(due).monday and not closes):
            yield due


def answers(plan: Plan, week: Week) -> bool:
    """Tell whether a booking takes the place of a due day of this week: it is for this week, or by then for later."""
    return plan.day in week or (plan.booked_on <= week.sunday < plan.day)
