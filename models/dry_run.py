"""The dry run: what the care model would have champions do in the next 90 days, before it is switched on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from models.care_model import CareModel, care_model_of, policy_of
from models.clocks import ORDINARY, remindings
from models.customer import ACTIVE, Customer
from models.history import histories
from models.member import Member, members_by_id
from models.reminder import BATCH, CUSTOMER, Reminder, reader_of
from models.spread import MOST_NEW_A_DAY
from models.working_time import DAY, WorkingTime, working_time
from models.workspace import Workspace

DAYS_AHEAD = 90
A_WEEK = 7


@dataclass(frozen=True)
class Expected:
    """One customer: the day on which to ask their champion next, and the days between touches (None: never again)."""

    ask_on: date
    cadence_days: int | None


@dataclass
class Forecast:
    """What awaits one champion: nudges by day; `late` counts those that had to wait, since five a day are the most."""

    champion: Member
    customers: int
    by_day: Counter[date] = field(default_factory=Counter)
    late: int = 0

    @property
    def nudges(self) -> int:
        return sum(self.by_day.values())

    @property
    def busiest(self) -> date | None:
        """Return the day with most nudges, the first of several."""
        return min(self.by_day, key=lambda day: (-self.by_day[day], day), default=None)

    @property
    def full_days(self) -> int:
        """Return on how many days there are as many nudges as a day may have."""
        return sum(count >= MOST_NEW_A_DAY for count in self.by_day.values())

    def by_week(self, today: date) -> list[int]:
        """Return the nudges of each of the weeks that begin today."""
        weeks = [0] * -(-DAYS_AHEAD // A_WEEK)
        for day, count in self.by_day.items():
            weeks[(day - today).days // A_WEEK] += count
        return weeks


def nudges_by_day(customers: Iterable[Expected], working: WorkingTime, today: date) -> tuple[Counter[date], int]:
    """Play the next 90 days of one champion who does each day what is asked: five new nudges at most, the oldest first.

    Return the nudges by day, and how many of them came later than their day.
    """
    waiting = [(one.ask_on, place, one.cadence_days) for place, one in enumerate(customers)]
    by_day: Counter[date] = Counter()
    late = 0
    for ahead in range(1, DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        if not working.is_working_day(day):
            continue
        told = sorted(one for one in waiting if one[0] <= day)[:MOST_NEW_A_DAY]
        rest = sorted(one for one in waiting if one not in told)
        by_day[day] += len(told)
        late += sum(_waited(ask_on, day, working) for ask_on, _, _ in told)
        waiting = rest + [(day + timedelta(days=cadence), place, cadence) for _, place, cadence in told if cadence]
    return +by_day, late


def _waited(ask_on: date, day: date, working: WorkingTime) -> bool:
    """Tell whether there was a working day before this one on which it was wanted already."""
    return any(working.is_working_day(ask_on + DAY * ahead) for ahead in range((day - ask_on).days))


def dry_run(session: Session, workspace: Workspace, today: date) -> list[Forecast]:
    """Return what awaits each champion, those with most nudges first."""
    people = members_by_id(session, workspace.team_id)
    model = care_model_of(session, workspace.team_id)
    by_champion: dict[str, list[Expected]] = {}
    for customer, ask_on in _asked(session, workspace):
        if champion := reader_of(customer, people):
            expected = Expected(ask_on, policy_of(customer, model).cadence_days)
            by_champion.setdefault(champion.user_id, []).append(expected)
    found = [_forecast(people[id_], theirs, workspace, today) for id_, theirs in by_champion.items()]
    return sorted(found, key=lambda one: (-one.nudges, one.champion.name))


def _forecast(champion: Member, theirs: Sequence[Expected], workspace: Workspace, today: date) -> Forecast:
    by_day, late = nudges_by_day(theirs, working_time(workspace, champion), today)
    return Forecast(champion, len(theirs), by_day, late)


def _asked(session: Session, workspace: Workspace) -> Iterable[tuple[Customer, date]]:
    """Yield customers with the day on which the clocks ask for them next."""
    team_id = workspace.team_id
    asked = session.exec(
        select(Reminder.subject_id, func.min(Reminder.remind_at))
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, col(Reminder.reason).in_(ORDINARY))
        .group_by(col(Reminder.subject_id))
    )
    zone = working_time(workspace).zone
    days: Mapping[str, date] = {id_: at.astimezone(zone).date() for id_, at in asked if at}
    customers = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE))
    return ((customer, days[customer.id]) for customer in customers if customer.id in days)


def compare(session: Session, workspace: Workspace, models: Sequence[CareModel], now: datetime) -> list[list[Forecast]]:
    """Return for each of these care models what would await each champion, in the same order: by name.

    The clocks are asked as they are when reminders are settled, but nothing is written.
    """
    people, team_id = members_by_id(session, workspace.team_id), workspace.team_id
    days = {user_id: working_time(workspace, person) for user_id, person in people.items()}
    active = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    read = [(customer, champion) for customer in active if (champion := reader_of(customer, people))]
    expected: list[dict[str, list[Expected]]] = [{} for _ in models]
    for start in range(0, len(read), BATCH):
        some = read[start : start + BATCH]
        working = {customer.id: days[champion.user_id] for customer, champion in some}
        known = histories(session, [customer for customer, _ in some], working)
        for customer, champion in some:
            for model, theirs in zip(models, expected, strict=True):
                policy, mine = policy_of(customer, model), theirs.setdefault(champion.user_id, [])
                said = remindings(known[customer.id], policy, working[customer.id], now)
                asked = [what.ask_on for reason, what in said.items() if reason in ORDINARY and what.remind_at]
                mine += [Expected(min(asked), policy.cadence_days)] if asked else []
    names = sorted(expected[0], key=lambda user_id: (people[user_id].name, user_id))
    today = working_time(workspace).today(now)
    return [[_forecast(people[id_], theirs[id_], workspace, today) for id_ in names] for theirs in expected]


def by_week(before: Sequence[Forecast], after: Sequence[Forecast], today: date) -> list[tuple[date, int, int]]:
    """Return of each week its first day and all nudges in it, now and then; the weeks begin today."""
    sums = [[sum(week) for week in zip(*(one.by_week(today) for one in some), strict=True)] for some in (before, after)]
    days = [today + timedelta(days=A_WEEK * place) for place in range(len(sums[0]))]
    return list(zip(days, *sums, strict=True))
