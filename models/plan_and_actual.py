"""Plan against actual: how many touches were made and how many planned, week by week. One definition of both."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.care_model import Policy, care_model_of, policy_of
from models.customer import REMOVED, Customer
from models.decision import LAST_SPOKE, NOT_NEEDED, Decision
from models.touch import DONE, PLANNED, SLACK, Touch
from models.week import Week, week_of
from models.working_time import WorkingTime


@dataclass(frozen=True)
class Tally:
    """One week's touches: all that were made, and all that were planned (booked for the week, or due in it)."""

    week: Week
    made: int
    planned: int

    @property
    def remaining(self) -> int:
        return max(0, self.planned - self.made)


@dataclass(frozen=True)
class Plan:
    """A booking as it stands now: for which day, and on which day it was made."""

    day: date
    booked_on: date


@dataclass
class _Round:
    """What decides one customer's due days: when they were touched, rounds closed without a touch, and bookings."""

    touched: list[date] = field(default_factory=list)
    closed: list[date] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)


def tallies(
    session: Session,
    team_id: str,
    customers: Iterable[Customer],
    weeks: Sequence[Week],
    working: WorkingTime,
    only: Collection[str] | None = None,
) -> list[Tally]:
    """Return the tally of consecutive weeks for a workspace's active customers, in a handful of queries.

    With `only` (ids of customers) touches with nobody else are counted. What logged itself counts once a week and
    customer: a lively shared channel must not hide what was planned and not made.
    Due days are those of today's care model. A booking counts in the week in which it stands now, whatever came of it.
    """
    first = weeks[0].monday
    rows = [row for row in _touches(session, team_id, since=first) if only is None or row[0] in only]
    made, planned = _made(rows), Counter[Week]()
    rounds: dict[str, _Round] = defaultdict(_Round)
    for customer_id, day, state, booked_at, created_at, _ in rows:
        if state == DONE:
            rounds[customer_id].touched.append(day)
        if booked_at or state == PLANNED:
            planned[week_of(day)] += 1
            rounds[customer_id].plans.append(Plan(day, working.today(booked_at or created_at)))
    for customer_id, day in _last_touches(session, team_id, before=first):
        rounds[customer_id].touched.append(day)
    for decision in _decisions(session, team_id):
        known = rounds[decision.customer_id]
        if decision.kind == NOT_NEEDED:
            known.closed.append(decision.day)
        elif decision.until:
            known.touched.append(decision.until)
    model = care_model_of(session, team_id)
    for customer in customers:
        for week in _due_weeks(customer, policy_of(customer, model), rounds[customer.id]):
            planned[week] += 1
    return [Tally(week, made[week], planned[week]) for week in weeks]


def _made(rows: Sequence[Any]) -> Counter[Week]:
    """Count what was done in each week; what logged itself counts once a week and customer."""
    done = [(customer_id, week_of(day), source) for customer_id, day, state, *_, source in rows if state == DONE]
    itself = {(customer_id, week) for customer_id, week, source in done if source == SLACK}
    return Counter([*(week for _, week, source in done if source != SLACK), *(week for _, week in itself)])


def _due_weeks(customer: Customer, policy: Policy, known: _Round) -> Iterator[Week]:
    """Yield the weeks in which a customer's touch was due and nothing was booked in its place."""
    cadence = policy.cadence_days
    if cadence is None:
        return
    for due in due_days(customer.added_on, known.touched, known.closed, cadence):
        week = week_of(due)
        if not any(answers(plan, week) for plan in known.plans):
            yield week


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


def _touches(session: Session, team_id: str, since: date) -> Iterable[Any]:
    """Return customer, day, state, when booked, when recorded and source: plain columns, for there may be thousands."""
    return session.connection().execute(
        select_columns(
            *(col(Touch.customer_id), col(Touch.day), col(Touch.state)),
            *(col(Touch.booked_at), col(Touch.created_at), col(Touch.source)),
        )
        .join(Customer, (col(Customer.team_id) == Touch.team_id) & (col(Customer.id) == Touch.customer_id))
        .where(col(Touch.team_id) == team_id, col(Touch.day) >= since, col(Touch.undone_at).is_(None))
        .where(col(Customer.state) != REMOVED)
    )


def _last_touches(session: Session, team_id: str, before: date) -> Iterable[tuple[str, date]]:
    return session.exec(
        select(Touch.customer_id, func.max(Touch.day))
        .where(Touch.team_id == team_id, Touch.state == DONE, Touch.day < before, col(Touch.undone_at).is_(None))
        .group_by(Touch.customer_id)
    ).all()


def _decisions(session: Session, team_id: str) -> Sequence[Decision]:
    return session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, col(Decision.undone_at).is_(None))
        .where(col(Decision.kind).in_((NOT_NEEDED, LAST_SPOKE)))
    ).all()
