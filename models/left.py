"""Who has left over time and why, beside our own silence before it; what we ended ourselves apart, win-backs marked.

Silence is counted on the day on which they left: the days since our last touch before that day, and since their last
sign of life (or a touch in which they spoke too) before it. What happened on the day itself is the parting, no care.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from models.customer import Customer
from models.lost import Reason
from models.voice import quarter_of, quarters_to


@dataclass(frozen=True)
class Loss:
    """One customer who left on a day, `touched_on` and `heard_on` before it (None: nothing is recorded).

    `words` say why in somebody's own words; `back_on` is the day on which they came back.
    """

    customer: Customer
    day: date
    reason: str | None
    words: str = ""
    touched_on: date | None = None
    heard_on: date | None = None
    back_on: date | None = None

    @property
    def ended(self) -> bool:
        """Tell whether it was we who ended it, which is no loss."""
        return self.reason == Reason.ENDED

    @property
    def at_once_back(self) -> bool:
        """Tell whether they came back on the day on which they left: then they have neither left nor come back."""
        return self.back_on == self.day

    @property
    def untouched_days(self) -> int | None:
        """Return how long we had not touched them on the day they left."""
        return (self.day - self.touched_on).days if self.touched_on else None

    @property
    def unheard_days(self) -> int | None:
        """Return how long nothing had been heard from them on the day they left."""
        return (self.day - self.heard_on).days if self.heard_on else None

    @property
    def money_minor(self) -> int:
        return self.customer.revenue_minor or 0


@dataclass(frozen=True)
class Quarter:
    """A quarter that begins on `first`: who was lost in it, with whom we ended it, who came back in it."""

    first: date
    lost: Sequence[Loss]
    ended: Sequence[Loss]
    back: Sequence[Loss]

    @property
    def reasons(self) -> list[tuple[str | None, int]]:
        """Return why they left, the most frequent reason first."""
        return Counter(one.reason for one in self.lost).most_common()

    @property
    def gone_minor(self) -> int:
        return sum(one.money_minor for one in self.lost)

    @property
    def back_minor(self) -> int:
        return sum(one.money_minor for one in self.back)

    @property
    def untouched_days(self) -> int | None:
        """Return for how many days we had not touched them, in the middle."""
        return middle([one.untouched_days for one in self.lost])

    @property
    def unheard_days(self) -> int | None:
        """Return for how many days nothing had been heard from them, in the middle."""
        return middle([one.unheard_days for one in self.lost])


def middle(days: Sequence[int | None]) -> int | None:
    """Return the median of the days that are known; None where none is."""
    known = [one for one in days if one is not None]
    return round(median(known)) if known else None


def by_quarter(losses: Sequence[Loss], today: date) -> list[Quarter]:
    """Return the last four quarters, the one that goes on among them."""
    return [
        Quarter(
            first,
            lost=[one for one in losses if quarter_of(one.day) == first and not one.ended],
            ended=[one for one in losses if quarter_of(one.day) == first and one.ended],
            back=[one for one in losses if one.back_on and quarter_of(one.back_on) == first],
        )
        for first in quarters_to(today)
    ]
