"""Changing a touch that stands: corrected, confirmed, moved to another day, dropped."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models import nudge, reminder
from models.calendar_place import give_back, note_change
from models.customer import Customer
from models.keeping import tell_audit
from models.touch import DONE, DROPPED, PLANNED, Touch


def change_touch(session: Session, customer: Customer, touch: Touch, by: str, now: datetime, **change: Any) -> Touch:
    """Correct a touch that stands: its kind, day, note, people, direction, whether it is done, or whose it is.

    What is given as it was is no change. To confirm, move or drop a plan is an act of its own, which can be undone.
    """
    change = {name: value for name, value in change.items() if value != getattr(touch, name)}
    before = {name: str(getattr(touch, name)) for name in change}
    if "customer_id" in change:
        give_back(session, touch)
    if touch.is_in_calendar and change.keys() & {"state", "day", "booked_at"}:
        note_change(touch, change)
        _note_planning(touch, by, now, change)
        change["by"] = by if change.get("state") == DONE or "booked_at" in change else touch.by
    elif PLANNED in (touch.state, change.get("state")) and change.keys() & {"state", "day"}:
        _note_planning(touch, by, now, change)
    for name, value in change.items():
        setattr(touch, name, value)
    if change:
        touch.revision, touch.revised_at = touch.revision + 1, now
        after = {name: str(value) for name, value in change.items()}
        tell_audit(session, touch, by, "touch.changed", now, before=before, after=after)
    nudge.look_again(session, touch, now)
    if change.keys() & {"state", "day", "customer_id", "booked_at"}:
        nudge.resolve(session, touch, now)
    reminder.settle(session, customer, now)
    return touch


def _note_planning(touch: Touch, by: str, now: datetime, change: dict[str, Any]) -> None:
    if touch.state == PLANNED:
        touch.changed_at, touch.changed_by = now, by
        if change.get("state", PLANNED) == PLANNED:
            touch.moved_from = touch.day
    else:
        touch.booked_at = now


def left_to_another(session: Session, first: Customer, touch: Touch, now: datetime) -> None:
    """Tell the clocks of a customer that a touch logged for them was corrected to be another's."""
    nudge.look_again(session, touch, now, first.id)
    reminder.settle(session, first, now)


def confirm_plan(session: Session, customer: Customer, touch: Touch, by: str, now: datetime) -> Touch:
    """Make a planned touch done on its day: it did happen."""
    return change_touch(session, customer, touch, by, now, state=DONE)


def drop_plan(session: Session, customer: Customer, touch: Touch, by: str, now: datetime) -> Touch:
    """Drop a planned touch that did not happen: the old due day counts again."""
    return change_touch(session, customer, touch, by, now, state=DROPPED)


def move_plan(session: Session, customer: Customer, touch: Touch, day: date, by: str, now: datetime) -> Touch:
    """Set another day for a planned touch."""
    return change_touch(session, customer, touch, by, now, day=day)
