"""The loyalty ladder: the rung that a customer seems to have reached, from what is known of them.

Every function here is a rule: it knows only its arguments. Days are calendar days in the reader's zone. A rung is only
ever suggested upwards, and a person confirms it. The rules follow what each rung means: who bought once is a shopper,
who came back a customer, who keeps coming a member, who speaks for us an advocate, who keeps doing so a raving fan.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.rung import Rung
from models.saying import Commitment

A_YEAR = timedelta(days=365)
RESTS = timedelta(days=90)
"""So long a rung is not suggested again after *Not yet*."""
CAME_BACK, KEEPS_COMING = 2, 4
TWICE = 2
RUNGS = tuple(Rung)


class Because(StrEnum):
    """What a reason tells: they bought so many times, referred so many, and so on."""

    BOUGHT = "bought"
    REFERRED = "referred"
    TESTIMONIAL = "testimonial"
    PRAISED = "praised"
    AGAIN = "again"


@dataclass(frozen=True)
class Reason:
    """One reason for a rung: what they did, how often, and when last."""

    because: Because
    count: int
    day: date


@dataclass(frozen=True)
class Evidence:
    """What is known of a customer on `today`: how often and when they bought, days on which they spoke for us.

    `again` is whether they would choose us again, asked or said last, and when. `testimonials` are those that may be
    shown. `hurt`: a complaint of theirs is open, or they have not said yet that they are happy again.
    """

    today: date
    purchases: int = 0
    last_bought: date | None = None
    praise: Sequence[date] = ()
    testimonials: Sequence[date] = ()
    referrals: Sequence[date] = ()
    again: tuple[str, date] | None = None
    hurt: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A rung above the present one, and why."""

    rung: Rung
    reasons: tuple[Reason, ...]


def suggest(rung: str | None, known: Evidence, refused: tuple[str, date] | None = None) -> Suggestion | None:
    """Return the highest rung above theirs for which anything speaks; None where nothing does.

    While a complaint hurts nothing is suggested, and nothing above *customer* to who would not choose us again. After
    *Not yet* (`refused`: the rung, and until when it rests) that rung and those below it are not suggested either.
    """
    if known.hurt:
        return None
    lowest = place_of(rung)
    if refused and refused[1] > known.today:
        lowest = max(lowest, place_of(refused[0]))
    doubts = known.again is not None and known.again[0] == Commitment.NO
    highest = place_of(Rung.CUSTOMER if doubts else Rung.RAVING_FAN)
    for reached, rule in reversed(RULES):
        if lowest < place_of(reached) <= highest and (reasons := rule(known)):
            return Suggestion(reached, tuple(reasons))
    return None


def place_of(rung: str | None) -> int:
    """Return how high a rung is: 1 for the lowest, 0 where nobody knows."""
    return RUNGS.index(Rung(rung)) + 1 if rung else 0


def as_shopper(known: Evidence) -> list[Reason]:
    """A shopper is who bought once."""
    return _bought(known, 1)


def as_customer(known: Evidence) -> list[Reason]:
    """A customer is who came back: the second purchase, or the third."""
    return _bought(known, CAME_BACK)


def as_member(known: Evidence) -> list[Reason]:
    """A member is who keeps coming: bought four times or more, the last time within a year.

    Or came back, and would choose us again.
    """
    lately = known.last_bought is not None and known.last_bought > known.today - A_YEAR
    if lately and (often := _bought(known, KEEPS_COMING)):
        return often
    back, again = _bought(known, CAME_BACK), _again(known)
    return [*back, *again] if back and again else []


def as_advocate(known: Evidence) -> list[Reason]:
    """An advocate is who speaks for us: referred somebody, or gave a testimonial that may be shown.

    Or praised us on two days within a year; or did so once, and would choose us again. They need not have bought.
    """
    spoke = [
        *_told(Because.REFERRED, known.referrals),
        *_told(Because.TESTIMONIAL, known.testimonials),
    ]
    praise = _told(Because.PRAISED, [day for day in known.praise if day > known.today - A_YEAR])
    again = _again(known)
    if spoke or (praise and (praise[0].count >= TWICE or again)):
        return [*spoke, *praise, *again]
    return []


def as_raving_fan(known: Evidence) -> list[Reason]:
    """A raving fan is who keeps speaking for us: referred two or more, or referred one and gave a testimonial."""
    referred, testimonial = _told(Because.REFERRED, known.referrals), _told(Because.TESTIMONIAL, known.testimonials)
    if referred and (referred[0].count >= TWICE or testimonial):
        return [*referred, *testimonial]
    return []


Rule = Callable[[Evidence], list[Reason]]
RULES: tuple[tuple[Rung, Rule], ...] = (
    (Rung.SHOPPER, as_shopper),
    (Rung.CUSTOMER, as_customer),
    (Rung.MEMBER, as_member),
    (Rung.ADVOCATE, as_advocate),
    (Rung.RAVING_FAN, as_raving_fan),
)
"""What speaks for which rung, the lowest first. Nobody is suggested to be a suspect or prospect."""


def _bought(known: Evidence, least: int) -> list[Reason]:
    if known.last_bought is None or known.purchases < least:
        return []
    return [Reason(Because.BOUGHT, known.purchases, known.last_bought)]


def _told(because: Because, days: Sequence[date]) -> list[Reason]:
    """Return one reason for what happened on these days; twice on one day is once."""
    return [Reason(because, len(set(days)), max(days))] if days else []


def _again(known: Evidence) -> list[Reason]:
    return [Reason(Because.AGAIN, 1, known.again[1])] if known.again and known.again[0] == Commitment.YES else []
