"""A touch in the place of what the Annual Calendar planned: the row that was the plan becomes the touch."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.calendar_plan import half
from models.care_model import care_model_of, policy_of
from models.customer import Customer
from models.touch import CALENDAR, IN_CALENDAR, PLANNED, SLACK, Touch

TAKEN_OVER = ("state", "kind", "day", "two_way", "note", "people", "permalink")
"""What a plan takes over from the touch that is done or booked in its place."""
KEPT = (*TAKEN_OVER, "by", "planned_for", "booked_at", "moved_from", "changed_at", "changed_by")
"""What a plan is given back when the last change of it is undone."""


def place_for(session: Session, customer: Customer, touch: Touch) -> Touch | None:
    """Return the plan of the calendar whose place a touch takes: the nearest within half a cadence of its day.

    What logged itself in a shared channel and what an import brings take nobody's place.
    """
    cadence = policy_of(customer, care_model_of(session, customer.team_id)).cadence_days
    if cadence is None or touch.source == SLACK or touch.external_id:
        return None
    plans = session.exec(
        select(Touch)
        .where(Touch.team_id == touch.team_id, Touch.customer_id == touch.customer_id)
        .where(IN_CALENDAR, col(Touch.undone_at).is_(None))
    )
    near = [plan for plan in plans if abs((plan.day - touch.day).days) <= half(cadence)]
    return min(near, key=lambda plan: (abs((plan.day - touch.day).days), plan.day), default=None)


def taken_over(touch: Touch, plan: Touch, now: datetime) -> dict[str, Any]:
    """Return what changes about a plan when a touch is done or booked in its place."""
    change = {name: getattr(touch, name) for name in TAKEN_OVER}
    change |= {name: change[name] or getattr(plan, name) for name in ("note", "people", "permalink")}
    return change | {"booked_at": now if touch.state == PLANNED else None}


def note_change(plan: Touch, change: dict[str, Any]) -> None:
    """Keep what a plan of the calendar was before a change; one that is moved is planned for its new day."""
    plan.before = {name: _plain(getattr(plan, name)) for name in KEPT}
    if "day" in change and change.get("state", PLANNED) == PLANNED and "booked_at" not in change:
        plan.planned_for = change["day"]


def as_before(plan: Touch) -> None:
    """Give a plan of the calendar back what it was before somebody last changed it."""
    for name, value in (plan.before or {}).items():
        setattr(plan, name, _read(name, value))
    plan.before = None


def give_back(session: Session, touch: Touch) -> None:
    """Let a touch go to another customer: the plan in whose place it was stays with the first one."""
    if touch.source != CALENDAR or not touch.before:
        return
    names = ("team_id", "customer_id", "source", "created_at", "planned_kind")
    plan = Touch(**{name: getattr(touch, name) for name in names})
    plan.before = touch.before
    as_before(plan)
    session.add(plan)
    touch.source, touch.planned_for, touch.planned_kind, touch.before = "", None, None, None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(name: str, value: Any) -> Any:
    if value and name in ("day", "planned_for", "moved_from"):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if value and name in ("booked_at", "changed_at") else value
