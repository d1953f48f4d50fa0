"""When a moment of truth is due, and when a brief speaks of it: rules of their arguments alone.

The list of a rung begins on the day on which a customer reaches it. The first 100 days begin with the first purchase,
or when somebody puts a newcomer on the rung of shoppers or customers. Newcomers are those who were suspects or
prospects, and those added by hand lately: a customer of years whose rung is merely written down is none, and what an
import brings is past. Days are the reader's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zlib import crc32

from models.clocks import Reminding, ask_again
from models.moment import FIRST_100, OF_COMPANY, THANKED, Moment, MomentCheck
from models.rung import Rung
from models.working_time import WorkingTime

NEW_FOR = timedelta(days=100)
"""So long after they were added by hand somebody counts as a newcomer."""
LATE_AT_MOST = timedelta(days=7)
"""What was due longer ago, when we first heard that it was, is not asked for any more."""
SETTLING_IN = 30
"""So many days after an import nobody is thanked because of it; then it is spread over the time between two thanks."""
LADDER = list(Rung)


@dataclass(frozen=True)
class Climb:
    """A person put them on a rung on `day`, from the rung `before`; None: nobody knows."""

    day: date
    before: str | None
    to: str | None


@dataclass(frozen=True)
class Known:
    """What is known of a customer's way up the ladder.

    `by_hand`: no import brought them. `bought` is the day of their first purchase where that is news, and `heard` the
    day on which it was recorded. `climbs` come earliest first.
    """

    rung: str | None
    by_hand: bool
    added_on: date
    bought: date | None = None
    heard: date | None = None
    climbs: Sequence[Climb] = ()

    @property
    def first_rung(self) -> str | None:
        return self.climbs[0].before if self.climbs else self.rung

    def rung_before(self, day: date) -> str | None:
        """Return where they stood in the morning of a day."""
        earlier = [climb.to for climb in self.climbs if climb.day < day]
        return earlier[-1] if earlier else self.first_rung


@dataclass(frozen=True)
class Reached:
    """The day on which a rung was reached, and on which we heard of it.

    `spread`: they have stood about there for long, so only what comes again begins, spread over its time.
    """

    day: date
    heard: date
    spread: bool = False


def reached(known: Known) -> dict[str, Reached]:
    """Return the rungs whose lists go on, with the day on which each began."""
    found = _at_first(known)
    for climb in known.climbs:
        if rank(climb.to) <= rank(climb.before):
            found = {rung: when for rung, when in found.items() if rank(rung) <= rank(climb.to)}
        elif climb.to in FIRST_100 and _is_newcomer(known, climb.before, climb.day):
            for rung in FIRST_100[: FIRST_100.index(Rung(climb.to)) + 1]:
                found.setdefault(rung, Reached(climb.day, climb.day))
        elif climb.to == Rung.CUSTOMER:
            found.setdefault(Rung.CUSTOMER, Reached(climb.day, climb.day, spread=Rung.SHOPPER not in found))
        elif climb.to in THANKED:
            found[climb.to] = Reached(climb.day, climb.day)
    if known.bought and known.heard and _is_newcomer(known, known.rung_before(known.bought), known.bought):
        shopper = found.get(Rung.SHOPPER)
        if shopper is None or known.bought < shopper.day:
            found[Rung.SHOPPER] = Reached(known.bought, known.heard)
    return {rung: when for rung, when in found.items() if rung in FIRST_100 or rung == known.rung}


def _at_first(known: Known) -> dict[str, Reached]:
    """Return what begins with the rung on which they came: of those who are thanked, and of newcomers."""
    came = known.first_rung
    if came in THANKED:
        return {came: Reached(known.added_on, known.added_on, spread=not known.by_hand)} if came else {}
    if known.by_hand and came in FIRST_100:
        lists = FIRST_100[: FIRST_100.index(Rung(came)) + 1]
        return {rung: Reached(known.added_on, known.added_on) for rung in lists}
    return {}


def _is_newcomer(known: Known, before: str | None, day: date) -> bool:
    return before in OF_COMPANY or (before is None and known.by_hand and day - known.added_on <= NEW_FOR)


def rank(rung: str | None) -> int:
    """Return how high a rung is; where nobody knows it, lower than all."""
    return LADDER.index(Rung(rung)) if rung else -1


def next_due(
    moment: Moment, began: Reached, answered: Sequence[MomentCheck], since: date, key: str = ""
) -> date | None:
    """Return the day on which a moment is due next; None: no more, or never by itself.

    `answered` are the times that it was looked after since the list began. What was due before `since`, the day on
    which the moment was written or changed, or more than a week before we heard of the rung, is not asked for: it
    comes the next time, or not at all. `key` spreads what an import brought.
    """
    every = timedelta(days=moment.every_days) if moment.every_days else None
    times = [one.answered_on for one in answered if one.answered_on and one.began_on == began.day]
    if times:
        return max(times) + every if every else None
    if moment.after_days is None or (began.spread and not every):
        return None
    due = began.day + timedelta(days=moment.after_days)
    if began.spread and every:
        due = began.day + timedelta(days=SETTLING_IN + crc32(key.encode()) % every.days)
    not_before = max(since, began.heard - LATE_AT_MOST)
    if due < not_before and every:
        due += every * -((due - not_before) // every)
    return due if due >= not_before else None


def company_due(moment: Moment, answered: Sequence[MomentCheck], since: date) -> date | None:
    """Return the day on which one of the company's own is due next; None: it comes when it comes.

    The first time is some days after `since`, when somebody took it on, where it says so, else on that day.
    """
    if not moment.every_days:
        return None
    last = max((one.answered_on for one in answered if one.answered_on), default=None)
    return last + timedelta(days=moment.every_days) if last else since + timedelta(days=moment.after_days or 0)


def reminding(
    check: MomentCheck,
    sent: Sequence[tuple[int, datetime]],
    rest_until: date | None,
    working: WorkingTime,
    now: datetime,
) -> Reminding:
    """Return when a brief speaks of it next, three times at most. `sent` holds those that did, as (step, at).

    What was asked before it was put off does not count. Until `rest_until` a complaint is being put right.
    """
    day = max(check.due_on, check.later_until or date.min, rest_until or date.min)
    on = ((step, at, working.today(at)) for step, at in sent)
    told = tuple((step, today) for step, at, today in on if at >= check.since and today >= (check.later_until or today))
    return ask_again(check.due_on, day, told, working, now)
