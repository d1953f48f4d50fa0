"""The two clocks: *we* owe a touch (due), *they* are quiet (silent); and on which day to speak of it.

Every function here is a rule: it knows only its arguments. Days are calendar days in the champion's zone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.care_model import Policy
from models.working_time import WorkingTime, next_working_morning, working_days_later

DUE, SILENT, HAPPENED, LAST_SPOKE = "due", "silent", "happened", "last_spoke"
ORDINARY = (DUE, SILENT)
KEY_WARNING_WORKING_DAYS = 5
STEP_WORKING_DAYS = 3
LAST_STEP = 3


@dataclass(frozen=True)
class History:
    """What the clocks know of one customer: only facts that stand, nothing undone.

    `asked` holds the sent nudges since the last touch, plan or decision, as `(step, day)`, oldest first.
    """

    added_on: date
    key: bool = False
    last_touch: date | None = None
    last_two_way: date | None = None
    last_sign: date | None = None
    last_spoke: date | None = None
    not_needed: date | None = None
    later_until: date | None = None
    plan: date | None = None
    first_ask_on: date | None = None
    ask_last_spoke: bool = False
    asked: tuple[tuple[int, date], ...] = ()


@dataclass(frozen=True)
class Reminding:
    """What a clock says: the day it strikes, the day and the instant (UTC) to speak of it next, and the step reached.

    `remind_at` is None while it waits for a person.
    """

    due_on: date
    ask_on: date
    remind_at: datetime | None
    step: int


def due_day(history: History, policy: Policy) -> date | None:
    """Return the day the next touch should happen: last done touch + cadence.

    Never touched: counted from the day the customer was added. *Not needed* closes the round: a cadence from that day.
    """
    if policy.cadence_days is None:
        return None
    since = _latest(history.last_touch, history.last_spoke) or history.added_on
    return max(since, history.not_needed or since) + timedelta(days=policy.cadence_days)


def silent_day(history: History, policy: Policy) -> date | None:
    """Return the day from which they count as silent: last two-way touch or sign of life + threshold.

    Nothing known: counted from the day the customer was added. After *Not needed* silence rests until the next due day.
    """
    if policy.silence_days is None:
        return None
    since = _latest(history.last_two_way, history.last_sign, history.last_spoke) or history.added_on
    silent = since + timedelta(days=policy.silence_days)
    if history.not_needed and policy.cadence_days:
        silent = max(silent, history.not_needed + timedelta(days=policy.cadence_days))
    return silent


def ask_day(history: History, due: date, working: WorkingTime) -> date:
    """Return the day on which we would first speak of a due touch.

    Key customers are asked for five working days before; those imported without any known contact on the day that the
    spread gave them, which is never later than the due day.
    """
    if history.first_ask_on and not _latest(history.last_touch, history.last_spoke, history.not_needed):
        due = min(due, history.first_ask_on)
    return working_days_later(due, -KEY_WARNING_WORKING_DAYS, working) if history.key else due


def remindings(history: History, policy: Policy, working: WorkingTime, now: datetime) -> dict[str, Reminding]:
    """Return for each reason what the clocks say: two clocks, one step.

    A planned touch lets the others rest; the morning after its day it asks whether it happened.
    """
    struck = {DUE: due_day(history, policy), SILENT: silent_day(history, policy)}
    ask = {reason: day for reason, day in struck.items() if day}
    if history.plan:
        waiting = {reason: Reminding(day, day, None, 0) for reason, day in ask.items()}
        morning_after = history.plan + timedelta(days=1)
        return waiting | {HAPPENED: _ask_again(history.plan, morning_after, morning_after, history, working, now)}
    if DUE in ask:
        ask[DUE] = ask_day(history, ask[DUE], working)
    round_began = min(ask.values(), default=history.added_on)
    found = {
        reason: _ask_again(
            struck[reason] or day, max(day, history.later_until or day), round_began, history, working, now
        )
        for reason, day in ask.items()
    }
    if asks_when_last_spoken(history):
        day = history.added_on
        found[LAST_SPOKE] = Reminding(day, day, next_working_morning(day, working, now), 0)
    return found


def asks_when_last_spoken(history: History) -> bool:
    """Tell whether to ask once when the champion last spoke to a customer of whom the import knew no contact."""
    known = _latest(history.last_touch, history.last_two_way, history.last_sign, history.last_spoke)
    return history.ask_last_spoke and not known and not history.not_needed


def _ask_again(
    due_on: date, day: date, round_began: date, history: History, working: WorkingTime, now: datetime
) -> Reminding:
    """Speak on `day`, three working days later smaller, three later a last time, then wait for a person."""
    asked = [(step, on) for step, on in history.asked if on >= round_began]
    step, last_asked = max(asked, default=(0, day))
    if step >= LAST_STEP:
        return Reminding(due_on, day, None, step)
    if step:
        day = max(day, working_days_later(last_asked, STEP_WORKING_DAYS, working))
    return Reminding(due_on, day, next_working_morning(day, working, now), step)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
