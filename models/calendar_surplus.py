"""What stands in the Annual Calendar and is more than a customer is owed by now: taken out at once, and taken back.

That happens where a tier became slower, a cadence longer, a key customer an ordinary one. Nothing goes by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models.audit import Audit, record
from models.calendar_plan import A_YEAR, half, tolerance
from models.settling import settle_workspace_soon
from models.touch import CALENDAR, Touch
from models.undo import UNDO_WITHIN
from models.working_time import DAY

OUT, BACK = "calendar.surplus_out", "calendar.surplus_back"


def too_many(plans: Sequence[tuple[date, bool]], due_on: date, cadence_days: int, today: date) -> list[int]:
    """Return the places of those plans that are more than a cadence asks for in the next twelve months.

    Of each plan, in the order of days, its day and whether somebody booked or changed it: such a plan is never one of
    them. Days that levelling has brought a little nearer to each other are no surplus.
    """
    first, last, early = max(due_on, today + DAY), today + A_YEAR, tolerance(cadence_days)
    room = (last - first).days + early
    if len(plans) <= (room // max(1, cadence_days - early) + 1 if room >= 0 else 0):
        return []
    kept, target = set[int](), first
    while target <= last + DAY * half(cadence_days):
        place = _nearest(plans, kept, target, cadence_days)
        if place is not None:
            kept.add(place)
        target = (target if place is None else plans[place][0]) + timedelta(days=cadence_days)
    return [place for place, (_, fixed) in enumerate(plans) if place not in kept and not fixed]


def _nearest(plans: Sequence[tuple[date, bool]], kept: set[int], target: date, cadence_days: int) -> int | None:
    """Return which plan sees to a target: the nearest that is not early, people's own before the calendar's."""
    near = {place: (day - target).days for place, (day, _) in enumerate(plans) if place not in kept}
    near = {place: days for place, days in near.items() if abs(days) <= half(cadence_days)}
    in_time = [place for place, days in near.items() if days >= -tolerance(cadence_days)]
    if in_time:
        return min(in_time, key=lambda place: (not plans[place][1], abs(near[place])))
    return max(near, default=None)


@dataclass(frozen=True)
class TakenOut:
    """That so many touches were taken out at an instant, and by it how they are taken back."""

    touches: int
    at: datetime


def take_out_surplus(session: Session, team_id: str, surplus: Sequence[Touch], by: str, now: datetime) -> None:
    """Take these touches out of the calendar."""
    for touch in surplus:
        touch.undone_at = touch.revised_at = now
    if surplus:
        _tell(session, team_id, by, OUT, len(surplus), now)


def put_back(session: Session, team_id: str, taken_out_at: str, by: str, now: datetime) -> int:
    """Put back what was taken out at that instant; return how many touches that were."""
    known = latest_taken_out(session, team_id, now)
    if known is None or known.at.isoformat() != taken_out_at:
        return 0
    gone = (Touch.team_id == team_id, Touch.source == CALENDAR, Touch.undone_at == known.at)
    touches = session.exec(select(Touch).where(*gone)).all()
    for touch in touches:
        # one revision more than it had when it was taken out, so that other calendars put it back as well
        touch.undone_at, touch.revised_at, touch.revision = None, now, touch.revision + 2
    _tell(session, team_id, by, BACK, len(touches), now)
    return len(touches)


def latest_taken_out(session: Session, team_id: str, now: datetime) -> TakenOut | None:
    """Return what was last taken out within a day and not put back."""
    found = session.exec(
        select(Audit)
        .where(Audit.team_id == team_id, Audit.subject == _subject(team_id), col(Audit.action).in_((OUT, BACK)))
        .order_by(col(Audit.at).desc())
        .limit(1)
    ).first()
    if found is None or found.action == BACK or now - found.at > UNDO_WITHIN:
        return None
    return TakenOut(found.after["touches"], found.at)


def _tell(session: Session, team_id: str, by: str, action: str, count: int, now: datetime) -> None:
    after = {"touches": count}
    record(session, team_id=team_id, at=now, actor=by, action=action, subject=_subject(team_id), after=after)
    settle_workspace_soon(session, team_id, now)


def _subject(team_id: str) -> str:
    return f"workspace:{team_id}"
