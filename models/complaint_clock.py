"""When to speak of a complaint: is it put right? are they happy again? what was the cause? Each is a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from models.care_model import CareModel, Graded, policy_of
from models.clock_history import Asked
from models.clocks import LAST_STEP, STEP_WORKING_DAYS, Reminding, ask_again
from models.complaint import BOUNCE_BACK, CAUSE, OPEN, OPENED, PUT_RIGHT
from models.complaint_state import State
from models.working_hours import WorkingHours, after_working_hours
from models.working_time import WorkingTime, next_working_morning, working_days_later

RESTS_AT_MOST = timedelta(days=14)
"""So long ordinary nudges rest for a complaint that is not put right."""
BOUNCE_BACK_AFTER = (timedelta(days=7), timedelta(days=30))
CAUSE_EVERY = timedelta(days=7)
ESCALATES_AFTER_HOURS = 1

OF_COMPLAINTS = (PUT_RIGHT, BOUNCE_BACK, CAUSE)
"""What a brief asks about a complaint."""


def reply_due(opened_at: datetime, customer: Graded, model: CareModel, theirs: WorkingHours) -> datetime:
    """Return the instant (UTC) by which the customer should have a first answer, in the hours of who reads of them."""
    return after_working_hours(opened_at, policy_of(customer, model).reply_hours, theirs)


def remindings(
    state: State, asked: Mapping[str, Sequence[tuple[int, datetime]]], working: WorkingTime, now: datetime
) -> dict[str, Reminding]:
    """Return by reason when a brief asks about a complaint; `asked` holds by reason what briefs have asked already."""
    on = {
        reason: tuple((step, working.today(at)) for step, at in asked.get(reason, ()) if at > _since(state, reason))
        for reason in OF_COMPLAINTS
    }
    said = {}
    if state.state in OPEN:
        said[PUT_RIGHT] = _ask_put_right(state, on[PUT_RIGHT], working, now)
    if state.recovered_at and state.checks < len(BOUNCE_BACK_AFTER):
        recovered_on = working.today(state.recovered_at)
        days = [recovered_on + after for after in BOUNCE_BACK_AFTER[state.checks :]]
        said[BOUNCE_BACK] = _ask_happy(days, on[BOUNCE_BACK], working, now)
    if state.recovered_at and not (state.cause and state.prevention):
        said[CAUSE] = _ask_cause(working.today(state.recovered_at), on[CAUSE], working, now)
    return said


def _since(state: State, reason: str) -> datetime:
    """Return since when asking counts: an answer, a recovery or another round begins anew."""
    if reason == PUT_RIGHT:
        return state.answered_at or state.round_opened_at
    return state.recovered_at or state.round_opened_at


def _ask_put_right(state: State, asked: Asked, working: WorkingTime, now: datetime) -> Reminding:
    """Ask on three working mornings running for a first answer; of what is answered, as any nudge is asked."""
    every = 1 if state.state == OPENED else STEP_WORKING_DAYS
    day = working_days_later(working.today(_since(state, PUT_RIGHT)), every, working)
    return ask_again(day, day, asked, working, now, every)


def _ask_happy(days: Sequence[date], asked: Asked, working: WorkingTime, now: datetime) -> Reminding:
    """Ask on the first of these days; what was asked three times in vain is asked once more on the next of them.

    From the third time on the step stays the last: it waits for a manager as well, whenever it is asked next.
    """
    for day in days:
        said = ask_again(day, day, tuple((step, on) for step, on in asked if on >= day), working, now)
        if not said.waits:
            break
    return replace(said, step=max([said.step, *(step for step, on in asked if on >= days[0])]))


def _ask_cause(recovered_on: date, asked: Asked, working: WorkingTime, now: datetime) -> Reminding:
    """Ask once a week from a week after the recovery; after three times it waits for a manager."""
    step, last_asked = max(asked, default=(0, recovered_on))
    day = last_asked + CAUSE_EVERY
    if step >= LAST_STEP:
        return Reminding(day, day, None, step)
    return Reminding(day, day, next_working_morning(day, working, now), step)
