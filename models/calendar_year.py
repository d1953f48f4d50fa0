"""The year as people look at it: of one customer, of one champion, of the team. What is planned, done, still to do."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.calendar_plan import MOST_A_WEEK, Planned
from models.customer import ACTIVE, Customer
from models.touch import CALENDAR, DONE, DROPPED, PLANNED, Touch
from models.week import Week, week_of

MONTHS = 12
FOUR_WEEKS = timedelta(days=28)
BACK = timedelta(days=183)


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def months_from(day: date, count: int = MONTHS) -> list[date]:
    """Return the first days of so many months, that of `day` first."""
    return [
        date(year, month + 1, 1)
        for year, month in (divmod(day.year * 12 + day.month - 1 + ahead, 12) for ahead in range(count))
    ]


@dataclass
class Months:
    """How many touches each month holds; `over` are the weeks in which somebody has more than five."""

    by_month: Counter[date] = field(default_factory=Counter)
    by_week: Counter[Week] = field(default_factory=Counter)

    def add(self, day: date) -> None:
        self.by_month[month_of(day)] += 1
        self.by_week[week_of(day)] += 1

    @property
    def over(self) -> list[Week]:
        return sorted(week for week, count in self.by_week.items() if count > MOST_A_WEEK)

    @property
    def count(self) -> int:
        return self.by_month.total()


def by_champion(planned: Iterable[Planned], before: Iterable[tuple[str, date]]) -> dict[str, Months]:
    """Return for each champion what their months would hold with what is proposed, beside what stands already."""
    found: dict[str, Months] = {}
    for champion_id, day in [*before, *((one.champion_id, one.day) for one in planned)]:
        found.setdefault(champion_id, Months()).add(day)
    return dict(sorted(found.items(), key=lambda item: (-item[1].count, item[0])))


def year_of_customer(session: Session, team_id: str, customer_id: str, today: date) -> Sequence[Touch]:
    """Return what was done with a customer in the last half year, what is planned, and what was skipped, by day."""
    return session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, Touch.customer_id == customer_id, col(Touch.undone_at).is_(None))
        .where(
            (col(Touch.state) == PLANNED)
            | ((col(Touch.state) == DONE) & (col(Touch.day) >= today - BACK))
            | ((col(Touch.state) == DROPPED) & (col(Touch.source) == CALENDAR) & (col(Touch.day) >= today))
        )
        .order_by(col(Touch.day), Touch.id)
    ).all()


def planned_with(
    session: Session, team_id: str, champion_ids: Collection[str] | None, first: date, last: date
) -> list[tuple[Touch, Customer]]:
    """Return what is planned on these days with the active customers of these champions, or of all, by day."""
    theirs = () if champion_ids is None else (col(Customer.champion_id).in_(champion_ids),)
    rows = session.exec(
        select(Touch, Customer)
        .join(Customer, (col(Customer.team_id) == Touch.team_id) & (col(Customer.id) == Touch.customer_id))
        .where(Touch.team_id == team_id, Touch.state == PLANNED, col(Touch.undone_at).is_(None))
        .where(Customer.state == ACTIVE, *theirs)
        .where(col(Touch.day).between(first, last))
        .order_by(col(Touch.day), col(Customer.name), Touch.id)
    )
    return [(touch, customer) for touch, customer in rows]
