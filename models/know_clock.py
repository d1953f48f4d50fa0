"""When to speak of a date or a promise: rules of their arguments alone. Days are the champion's."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from models.clock_history import Asked
from models.clocks import Reminding, ask_again
from models.know import DATE, Known
from models.working_time import DAY, WorkingTime, next_working_morning, working_days_later

OF_KNOWN = ("promise", "thanks", "thanks_again", "date")
"""What a brief says of what is known, in this order."""


def reminding(
    known: Known,
    sent: Sequence[tuple[int, datetime]],
    rest_until: date | None,
    working: WorkingTime,
    now: datetime,
) -> Reminding | None:
    """Return when a brief speaks of it next; None: no more. `sent` holds the briefs that spoke of it, as (step, at).

    A promise is asked about like any nudge, three times at most. Of a date it is told some days before and on the day,
    neither of them twice. On a day off it is said the working morning before. Until `rest_until` a complaint is being
    put right, and both wait.
    """
    told = tuple((step, working.today(at)) for step, at in sent if at >= known.since)
    if known.kind == DATE:
        return _of_date(known, told, rest_until or date.min, working, now)
    day = max(on_working_day(known.day - timedelta(days=known.remind_days), working), rest_until or date.min)
    return ask_again(known.day, day, told, working, now)


def _of_date(known: Known, told: Asked, not_before: date, working: WorkingTime, now: datetime) -> Reminding | None:
    today, last_told = working.today(now), max((on for _, on in told), default=None)
    since = working.today(known.since)
    coming = known.next_on(today)
    for on in (coming, known.next_on(coming + DAY)) if known.yearly else (coming,):
        for wanted in sorted({on - timedelta(days=known.remind_days), on}):
            day = max(on_working_day(wanted, working), not_before)
            is_news = day >= since and (last_told is None or day > last_told)
            if is_news and on >= max(today, day):
                return Reminding(on, day, next_working_morning(day, working, now), 0)
    return None


def on_working_day(day: date, working: WorkingTime) -> date:
    """Return the day, or the working day before it where nobody works then."""
    return day if working.is_working_day(day) else working_days_later(day, -1, working)
