"""The two clocks: *we* owe a touch (due), *they* are quiet (silent); and on which day to speak of it.

Every function here is a rule: it knows only its arguments. Days are calendar days in the champion's zone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.calendar_clock import due_after_skips, speaks_alone, takes_dues_place
from models.care_model import Policy
from models.clock_history import Asked, History
from models.follow_up import FOLLOW_UP, follow_up_day
from models.rhythm import silence_threshold
from models.working_time import DAY, WorkingTime, next_working_morning, working_days_later

DUE, SILENT, HAPPENED, LAST_SPOKE, PARTING, CALENDAR = "due", "silent", "happened", "last_spoke", "parting", "calendar"
ORDINARY = (DUE, SILENT)
OF_CUSTOMERS = (DUE, SILENT, FOLLOW_UP, HAPPENED, LAST_SPOKE, PARTING, CALENDAR)
KEY_WARNING_WORKING_DAYS = 5
STEP_WORKING_DAYS, LAST_STEP = 3, 3


@dataclass(frozen=True)
class Reminding:
    """What a clock says: the day it strikes, the day and the instant (UTC) to speak of it next, and the step reached.

    `remind_at` is None while it waits for a person.
    """

    due_on: date
    ask_on: date
    remind_at: datetime | None
    step: int

    @property
    def waits(self) -> bool:
        """Tell whether this was asked three times and now waits for a decision."""
        return self.step >= LAST_STEP and self.remind_at is None


def due_day(history: History, policy: Policy) -> date | None:
    """Return the day the next touch should happen: last done touch + cadence.

    Never touched: counted from the day the customer was added. *Not needed* closes the round: a cadence from that day.
    """
    if policy.cadence_days is None:
        return None
    since = max(_latest(history.last_touch, history.last_spoke) or history.added_on, history.not_needed or date.min)
    return due_after_skips(since + timedelta(days=policy.cadence_days), history.skipped, policy.cadence_days)


def silent_day(history: History, policy: Policy) -> date | None:
    """Return the day from which they count as silent: last two-way touch or sign of life + threshold.

    Nothing known: counted from the day the customer was added. After *Not needed* silence rests until the next due day;
    for a customer without cadence, for a threshold.
    """
    threshold = silence_threshold(history.rhythm, policy.silence_days)
    if threshold is None:
        return None
    since = _latest(history.last_two_way, history.last_sign, history.last_spoke) or history.added_on
    silent = since + timedelta(days=threshold)
    if history.not_needed:
        silent = max(silent, history.not_needed + timedelta(days=policy.cadence_days or threshold))
    return silent


def ask_due_day(history: History, due: date, working: WorkingTime) -> date:
    """Return the day from which we may speak of a due touch.

    Key customers are asked for five working days before; those imported without any known touch on the day that the
    spread gave them, which is never later than the due day.
    """
    day = working_days_later(due, -KEY_WARNING_WORKING_DAYS, working) if history.key else due
    if history.first_ask_on and not _latest(history.last_touch, history.last_spoke, history.not_needed):
        day = min(day, history.first_ask_on)
    return day


def ask_silent_day(history: History, silent: date, working: WorkingTime) -> date:
    """Return the day from which we may speak of silence: who was just written to has three working days to answer."""
    written = history.last_touch
    return max(silent, working_days_later(written, STEP_WORKING_DAYS, working)) if written else silent


def remindings(history: History, policy: Policy, working: WorkingTime, now: datetime) -> dict[str, Reminding]:
    """Return for each reason what the clocks say: two clocks, one step.

    A planned touch lets the others rest; the morning after its day it asks whether it happened. One of the Annual
    Calendar speaks on its day, and the others leave it to speak. Of a lost customer the one thing said is how to part
    well, once, on the next working morning.
    """
    if history.left:
        since = history.part_from
        return {PARTING: ask_again(since, since, (), working, now)} if since else {}
    due, silent = due_day(history, policy), silent_day(history, policy)
    follow_up = follow_up_day(history.first_bought, history.last_touch, history.not_needed)
    struck = {reason: day for reason, day in ((DUE, due), (SILENT, silent), (FOLLOW_UP, follow_up)) if day}
    if history.plan:
        resting = {reason: Reminding(day, day, None, 0) for reason, day in struck.items()}
        return resting | {HAPPENED: _ask_happened(history.plan, history, working, now)}
    ask = {FOLLOW_UP: follow_up} if follow_up else {}
    if due:
        ask[DUE] = ask_due_day(history, due, working)
    if silent:
        ask[SILENT] = ask_silent_day(history, silent, working)
    not_before = _latest(history.later_until, history.rest_until) or date.min
    # nudges of an earlier round do not count: a sign of life may have ended it without setting the step back
    asked = _since(min(ask.values(), default=history.added_on), history.asked)
    said = {reason: ask_again(struck[reason], max(day, not_before), asked, working, now) for reason, day in ask.items()}
    if history.calendar and policy.cadence_days:
        for reason, what in said.items():
            ask_on = max(what.ask_on, working.today(now))
            if leaves_it_to_calendar(reason, what.due_on, ask_on, history.calendar, policy.cadence_days):
                said[reason] = Reminding(what.due_on, what.ask_on, None, 0)
        asked = _since(history.calendar, history.asked_calendar)
        said[CALENDAR] = ask_again(history.calendar, max(history.calendar, not_before), asked, working, now)
    if asks_when_last_spoken(history):
        day = max(history.added_on, history.rest_until or history.added_on)
        said[LAST_SPOKE] = ask_again(history.added_on, day, (), working, now)
    return said


def leaves_it_to_calendar(
    reason: str, struck_on: date, ask_on: date, planned_on: date | None, cadence_days: int | None
) -> bool:
    """Tell whether a clock that would speak on `ask_on` leaves it to what the Annual Calendar has planned next."""
    if planned_on is None or cadence_days is None:
        return False
    return (reason == DUE and takes_dues_place(planned_on, struck_on, cadence_days)) or speaks_alone(planned_on, ask_on)


def asks_when_last_spoken(history: History) -> bool:
    """Tell whether to ask when the champion last spoke to a customer; only touches and decisions make that idle."""
    return history.ask_last_spoke and not _latest(history.last_touch, history.last_spoke, history.not_needed)


def _ask_happened(plan: date, history: History, working: WorkingTime, now: datetime) -> Reminding:
    return ask_again(plan, plan + DAY, _since(plan + DAY, history.asked_happened), working, now)


def ask_again(
    due_on: date, day: date, asked: Asked, working: WorkingTime, now: datetime, every: int = STEP_WORKING_DAYS
) -> Reminding:
    """Return when to ask: on `day`, then twice more `every` so many working days; then it waits for a person."""
    step, last_asked = max(asked, default=(0, day))
    if step >= LAST_STEP:
        return Reminding(due_on, day, None, step)
    if step:
        day = max(day, working_days_later(last_asked, every, working))
    return Reminding(due_on, day, next_working_morning(day, working, now), step)


def _since(day: date, asked: Asked) -> Asked:
    return tuple((step, on) for step, on in asked if on >= day)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
