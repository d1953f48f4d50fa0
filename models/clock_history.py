"""What the clocks know of one customer: only facts that stand, gathered by `models/history.py`."""

from dataclasses import dataclass
from datetime import date

from models.rhythm import Rhythm

Asked = tuple[tuple[int, date], ...]


@dataclass(frozen=True)
class History:
    """What the clocks know of one customer: only facts that stand, nothing undone.

    `asked` holds the ordinary nudges sent since the last act that sets the step back (a touch, a plan, a decision), as
    `(step, day)`; `asked_happened` those that asked whether `plan` happened: of several plans the earliest one that was
    not asked about three times. `ask_last_spoke`: the import knew no touch, and nobody has been asked yet when they
    last spoke. `first_bought`: the day of the one purchase of a customer without another, if it was logged soon after.
    Until `rest_until` a complaint is being put right. `left`: they are no customer any more; `part_from`: the day they
    left, until their champion has been told how to part well; `parted`: the steps of it that are done.
    They were `put_off` so many times in a row.
    `rhythm` is the customer's own, None where it is not known or somebody has set how long they may be silent.
    `calendar` is the next day of the Annual Calendar that nobody has answered, `skipped` the days taken out of it.
    """

    added_on: date
    key: bool = False
    last_touch: date | None = None
    last_two_way: date | None = None
    last_sign: date | None = None
    last_spoke: date | None = None
    not_needed: date | None = None
    later_until: date | None = None
    put_off: int = 0
    plan: date | None = None
    plan_id: str | None = None
    first_ask_on: date | None = None
    ask_last_spoke: bool = False
    rest_until: date | None = None
    first_bought: date | None = None
    asked: Asked = ()
    asked_happened: Asked = ()
    rhythm: Rhythm | None = None
    left: bool = False
    part_from: date | None = None
    parted: frozenset[str] = frozenset()
    calendar: date | None = None
    calendar_id: str | None = None
    asked_calendar: Asked = ()
    skipped: tuple[date, ...] = ()
