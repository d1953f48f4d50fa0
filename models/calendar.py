"""The Annual Calendar: a year of planned touches, put in and taken out as a whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, select

from models.absence import absences_from
from models.audit import record
from models.blackout import blackouts
from models.calendar_plan import A_YEAR, Cared, Planned, plan_year
from models.calendar_surplus import too_many
from models.customer import ACTIVE, Customer
from models.ids import new_id
from models.kind import TWO_WAY, Kind
from models.member import Member, members_by_id
from models.reminder import reader_of
from models.settling import settle_workspace_soon
from models.spread import worth
from models.standing import Standing, standings
from models.touch import CALENDAR, DROPPED, IN_CALENDAR, PLANNED, Touch
from models.working_time import working_time
from models.workspace import Workspace

PUT_IN, TAKEN_OUT = "calendar.put_in", "calendar.taken_out"


@dataclass(frozen=True)
class Missing:
    """What the calendar would put in: touches, of which customers, and for whom.

    `surplus` stands in it and is more than is owed by now.
    """

    touches: Sequence[Planned]
    customers: dict[str, Customer]
    people: dict[str, Member]
    without_champion: int
    surplus: Sequence[Touch] = ()


def missing(session: Session, workspace: Workspace, now: datetime) -> Missing:
    """Return what is missing in the calendar of the next twelve months, of all active customers with a champion."""
    team_id, working = workspace.team_id, working_time(workspace)
    today = working.today(now)
    found = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    people = members_by_id(session, team_id, {customer.champion_id for customer in found})
    cared_for = [customer for customer in found if reader_of(customer, people)]
    planned = _planned(session, team_id, today)
    known = standings(session, cared_for, working, today)
    cared = [one for standing in known if (one := _cared(standing, planned.get(standing.customer.id, ())))]
    touches = plan_year(cared, today, free_days(session, workspace, people, today))
    customers = {customer.id: customer for customer in cared_for}
    plans = [(standing, planned.get(standing.customer.id, ())) for standing in known]
    surplus = [touch for standing, rows in plans for touch in surplus_of(standing, rows, today)]
    return Missing(touches, customers, people, len(found) - len(cared_for), surplus)


def surplus_of(standing: Standing, rows: Iterable[Touch], today: date) -> list[Touch]:
    """Return what stands ahead and is more than a customer is owed by now; what somebody booked or changed stays."""
    plans = [(touch, not touch.is_in_calendar or touch.changed_at is not None) for touch in rows]
    plans = [(touch, fixed) for touch, fixed in plans if touch.state == PLANNED and touch.day > today]
    one = _cared(standing, ())
    if one is None:
        return [touch for touch, fixed in plans if not fixed]
    days = [(touch.day, fixed) for touch, fixed in plans]
    return [plans[place][0] for place in too_many(days, one.due_on, one.cadence_days, today)]


def _cared(standing: Standing, rows: Iterable[Touch]) -> Cared | None:
    """Return a customer as the rule of the calendar knows them; None for one to whom no touches are owed for a year.

    A prospect is followed up until they buy or we let go, which nobody plans for a year.
    """
    customer, history, policy = standing.customer, standing.history, standing.policy
    if policy.cadence_days is None or standing.due_on is None or standing.is_prospect:
        return None
    unknown = not (history.last_touch or history.last_spoke or history.not_needed)
    due = min(standing.due_on, history.first_ask_on) if unknown and history.first_ask_on else standing.due_on
    rests = (history.later_until, history.rest_until)
    return Cared(
        customer_id=customer.id,
        champion_id=customer.champion_id or "",
        cadence_days=policy.cadence_days,
        activities=policy.activities,
        due_on=max(due, *(day for day in rests if day), due),
        worth=worth(customer),
        recent=tuple(Kind(touch.kind) for touch in standing.recent[:2]),
        planned=tuple((touch.day, Kind(touch.kind)) for touch in rows if touch.state == PLANNED),
        skipped=tuple(touch.day for touch in rows if touch.state == DROPPED),
    )


def _planned(session: Session, team_id: str, today: date) -> dict[str, list[Touch]]:
    """Return by customer what is planned from today on, and what was skipped there."""
    rows = session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, col(Touch.day) >= today, col(Touch.undone_at).is_(None))
        .where((col(Touch.state) == PLANNED) | ((col(Touch.state) == DROPPED) & (col(Touch.source) == CALENDAR)))
        .order_by(col(Touch.day), Touch.id)
    )
    found: dict[str, list[Touch]] = {}
    for touch in rows:
        found.setdefault(touch.customer_id, []).append(touch)
    return found


def free_days(
    session: Session, workspace: Workspace, people: dict[str, Member], today: date
) -> Callable[[str, date], bool]:
    """Return what tells whether something may be planned for a champion on a day."""
    closed = [(one.first_day, one.last_day) for one in blackouts(session, workspace.team_id, today)]
    away: dict[str, list[tuple[date, date]]] = {}
    for absence in absences_from(session, workspace.team_id, today):
        away.setdefault(absence.user_id, []).append((absence.first_day, absence.last_day))
    working = {id_: working_time(workspace, person) for id_, person in people.items()}

    def is_free(champion_id: str, day: date) -> bool:
        taken = (*closed, *away.get(champion_id, ()))
        return working[champion_id].is_working_day(day) and not any(first <= day <= last for first, last in taken)

    return is_free


def put_in(session: Session, workspace: Workspace, by: str, now: datetime) -> int:
    """Put what is missing into the calendar, all of the instant `now`; return how many touches that were."""
    rows = [_row(workspace.team_id, planned, now) for planned in missing(session, workspace, now).touches]
    if rows:
        session.execute(insert(Touch), rows)
        _tell(session, workspace.team_id, by, PUT_IN, len(rows), now)
    return len(rows)


def _row(team_id: str, planned: Planned, now: datetime) -> dict[str, object]:
    return {
        "team_id": team_id,
        "id": new_id(),
        "customer_id": planned.customer_id,
        "kind": planned.kind,
        "state": PLANNED,
        "day": planned.day,
        "two_way": planned.kind in TWO_WAY,
        "source": CALENDAR,
        "planned_for": planned.day,
        "planned_kind": planned.kind,
        "created_at": now,
        "revised_at": now,
    }


def take_out(session: Session, team_id: str, put_in_at: datetime, by: str, now: datetime) -> tuple[int, int]:
    """Take out what was put in at that instant and nobody has changed since; return how many went, how many stay."""
    mine = (col(Touch.team_id) == team_id, col(Touch.source) == CALENDAR, col(Touch.created_at) == put_in_at)
    untouched = (IN_CALENDAR, col(Touch.changed_at).is_(None), col(Touch.undone_at).is_(None))
    gone = session.exec(select(Touch.id).where(*mine, *untouched)).all()
    session.exec(update(Touch).where(*mine, *untouched).values(undone_at=now, revised_at=now))
    stay = session.exec(select(func.count()).select_from(Touch).where(*mine, col(Touch.undone_at).is_(None))).one()
    if gone:
        _tell(session, team_id, by, TAKEN_OUT, len(gone), now)
    return len(gone), stay


def _tell(session: Session, team_id: str, by: str, action: str, count: int, now: datetime) -> None:
    subject = f"workspace:{team_id}"
    record(session, team_id=team_id, at=now, actor=by, action=action, subject=subject, after={"touches": count})
    settle_workspace_soon(session, team_id, now)


def last_day_of(today: date) -> date:
    """Return the last day that a calendar made today reaches to."""
    return today + A_YEAR
