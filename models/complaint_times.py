"""How long it took to answer a complaint and to put it right: one definition, for the causes, the digest and the pulse.

Time to reply is working time: from the complaint to the first answer, or to the recovery where nothing was said before,
in the hours of the customer's champion, as the reply clock runs. Time to recover is in days: from the day of the
complaint to the day of the last recovery, so that a complaint that was opened again counts as a whole; 0 is the same
day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from models.complaint import ANSWERED, RECOVERED, Complaint, ComplaintStep
from models.working_hours import WorkingHours, hours_worked

REPLIES = (ANSWERED, RECOVERED)


def replied_at(steps: Sequence[ComplaintStep]) -> datetime | None:
    """Return the instant of the first answer, of a complaint's steps in order."""
    return next((step.created_at for step in steps if step.kind in REPLIES), None)


def time_to_reply(complaint: Complaint, steps: Sequence[ComplaintStep], hours: WorkingHours) -> timedelta | None:
    """Return the working time to the first answer; None while there is none."""
    replied = replied_at(steps)
    return hours_worked(complaint.opened_at, replied, hours) if replied else None


def days_to_recover(complaint: Complaint, hours: WorkingHours) -> int | None:
    """Return the days until it was put right; None while it is not."""
    if complaint.recovered_at is None:
        return None
    return (hours.working.today(complaint.recovered_at) - hours.working.today(complaint.opened_at)).days


def middle_time(times: Sequence[timedelta]) -> timedelta | None:
    """Return the median of several times; None of none."""
    return timedelta(seconds=median(time.total_seconds() for time in times)) if times else None


def middle_days(days: Sequence[int]) -> int | None:
    """Return the median of several days; None of none."""
    return round(median(days)) if days else None
