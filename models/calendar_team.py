"""What a manager sees of the calendar: what is missing, what each champion has this month and in the year ahead."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from models.calendar import missing
from models.calendar_made import latest_put_in
from models.calendar_plan import A_YEAR
from models.calendar_surplus import TakenOut, latest_taken_out
from models.calendar_year import month_of, months_from, planned_with
from models.customer import ACTIVE, Customer
from models.member import Member
from models.plan_and_actual import Sum, entries, sums
from models.undo import UNDO_WITHIN
from models.working_time import working_time
from models.workspace import Workspace


@dataclass(frozen=True)
class ChampionsYear:
    """One champion: this month's touches, and how many are planned from today on."""

    champion: Member
    month: Sum
    ahead: int


@dataclass(frozen=True)
class PutIn:
    """What was put in within the last day, by the key of the message that laid it out."""

    key: str
    touches: int
    at: datetime


@dataclass(frozen=True)
class Team:
    """The calendar of the team; `missing` touches of so many `customers`, `counts` what is planned by month.

    `surplus` touches are more than their customers are owed by now; `taken_out` is what was so within the last day.
    """

    missing: int
    customers: int
    without_champion: int
    loads: Sequence[ChampionsYear]
    counts: Sequence[tuple[date, int]]
    put_in: PutIn | None
    surplus: int
    with_surplus: int
    taken_out: TakenOut | None


def team_of(session: Session, workspace: Workspace, now: datetime) -> Team:
    """Return the calendar of the team, those with most ahead first."""
    team_id, working = workspace.team_id, working_time(workspace)
    today = working.today(now)
    proposed = missing(session, workspace, now)
    planned = planned_with(session, team_id, None, today, today + A_YEAR)
    by_month, ahead = Counter(month_of(touch.day) for touch, _ in planned), Counter[str]()
    for _, customer in planned:
        ahead[customer.champion_id or ""] += 1
    first, after = months_from(today, 2)
    customers = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    champion_of = {customer.id: customer.champion_id or "" for customer in customers}
    found = [one for one in entries(session, team_id, customers, first, after, working) if one.day < after]
    month = defaultdict(Sum, sums(found, lambda one: champion_of.get(one.customer_id, "")))
    loads = [ChampionsYear(person, month[id_], ahead[id_]) for id_, person in proposed.people.items()]
    return Team(
        missing=len(proposed.touches),
        customers=len({one.customer_id for one in proposed.touches}),
        without_champion=proposed.without_champion,
        loads=sorted(loads, key=lambda one: (-one.ahead, one.champion.name)),
        counts=[(day, by_month[day]) for day in months_from(today, 13)],
        put_in=_put_in(session, team_id, now),
        surplus=len(proposed.surplus),
        with_surplus=len({touch.customer_id for touch in proposed.surplus}),
        taken_out=latest_taken_out(session, team_id, now),
    )


def _put_in(session: Session, team_id: str, now: datetime) -> PutIn | None:
    found = latest_put_in(session, team_id, now - UNDO_WITHIN)
    return PutIn(found[0].key, found[1].touches, found[1].at) if found and found[1].at else None
