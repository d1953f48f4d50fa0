"""When to speak of a date or a promise: rules of their arguments alone. Days are the champion's."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from models.clock_history import Asked
from models.clocks import Reminding, ask_again
from models.know import DATE, Known
from models.working_time import DAY, WorkingTime, next_working_morning, working_days_later

OF_KNOWN = ("promise", "thanks", "thanks_again", "date")
"""What a brief says of what is known, in this order."""
LATE = timedelta(days=3)
"""So long after its day a date is still told ("was yesterday") that no brief had spoken of."""


def reminding(
    known: Known,
    sent: Sequence[tuple[int, datetime]],
    rest_until: date | None,
    working: WorkingTime,
    now: datetime,
) -> Reminding | None:
    """Return when a brief speaks of it next; None: no more. `sent` holds the briefs that spoke of it, as (step, at).

    A promise is asked about like any nudge, three times at most. Of a date it is told some days before and on the day,
    neither of them twice; where no brief spoke of it until then, up to LATE after it. On a day off it is said the
    working morning before. Until `rest_until` a complaint is being put right, and both wait.
    """
    told = tuple((step, working.today(at)) for step, at in sent if at >= known.since)
    if known.kind == DATE:
        return _of_date(known, told, rest_until or date.min, working, now)
    day = max(on_working_day(known.day - timedelta(days=known.remind_days), working), rest_until or date.min)
    return ask_again(known.day, day, told, working, now)


def _of_date(known: Known, told: Asked, not_before: date, working: WorkingTime, now: datetime) -> Reminding | None:
    today, last_told = working.today(now), max((on for _, on in told), default=date.min)
    since = working.today(known.since)
    for on in _occurrences(known, today):
        wanted = [on_working_day(each, working) for each in sorted({on - timedelta(days=known.remind_days), on})]
        for day in (max(each, not_before) for each in wanted):
            if day >= since and day > last_told and on >= max(today, day):
                return Reminding(on, day, next_working_morning(day, working, now), 0)
        morning = next_working_morning(day := max(wanted[-1], not_before), working, now)
        if since < on and last_told < wanted[0] and working.today(morning) <= on + LATE:
            return Reminding(on, day, morning, 0)
    return None


def _occurrences(known: Known, today: date) -> Iterator[date]:
    """Return the days of a date that may want telling: one that has just passed, and the next ones."""
    on = known.next_on(today - LATE)
    yield on
    for _ in range(2 if known.yearly else 0):
        on = known.next_on(on + DAY)
        yield on


def on_working_day(day: date, working: WorkingTime) -> date:
    """Return the day, or the working day before it where nobody works then."""
    return day if working.is_working_day(day) else working_days_later(day, -1, working)
