"""Rhythm against fixed thresholds on public purchases: `python -m benchmarks.rhythm FILE…`: how early, how rightly?

Each FILE is a CSV with the columns "Company name" and "Order date" (northwind-orders.csv), or the CDNOW file of Fader
and Hardie, as it lies in the wheel `lifetimes` (CDNOW_sample.txt or CDNOW_master.txt). Every customer's history is
walked as the bot would have: from the sixth purchase day on, each gap is watched. Who is not seen for the last 180 days
of the file or longer is gone, and a warning of them right; a warning in a gap that ended was for nothing: they came
back by themselves. The rhythm is held to the tier's threshold, as in the bot; "same cost" is the one threshold for
everybody that would have warned as often for nothing.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from models.care_model import POLICIES
from models.rhythm import FEWEST_GAPS, Rhythm, rhythm_of

GONE_DAYS, LONGEST = 180, 400
GROUPS = {
    "everybody": (0, LONGEST),
    "usually within 14 days": (0, 14),
    "15 to 30 days": (15, 30),
    "31 to 60 days": (31, 60),
    "longer": (61, LONGEST),
}
COLUMNS = "                          gone  came back │ tier: day  nothing │ rhythm: day  nothing │ same cost: day"


@dataclass(frozen=True)
class Gap:
    """Days between two purchases, or since the last one, and the rhythm that was known before it began."""

    days: int
    rhythm: Rhythm
    came_back: bool

    @property
    def gone(self) -> bool:
        return not self.came_back and self.days >= GONE_DAYS


Threshold = Callable[[Gap], int]


def main(files: Iterable[Path]) -> None:
    for file in files:
        histories = read(file)
        end = max(day for days in histories.values() for day in days)
        gaps = [gap for days in histories.values() for gap in watched(days, end)]
        known = sum(len(days) > FEWEST_GAPS for days in histories.values())
        print(f"{file.name}: {known:,} of {len(histories):,} customers have {FEWEST_GAPS} gaps or more")
        for tier in ("A", "B", "C"):
            print(f"\nTier {tier}, silent after {POLICIES[tier].silence_days} days")
            print(COLUMNS)
            for name, (least, most) in GROUPS.items():
                group = [gap for gap in gaps if least <= gap.rhythm.usual_days <= most]
                print(row(name, group, POLICIES[tier].silence_days or LONGEST))
        print()


def read(file: Path) -> dict[str, list[date]]:
    """Return by customer the days on which they bought, earliest first."""
    days: dict[str, set[date]] = defaultdict(set)
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for line in csv.DictReader(lines):
                days[line["Company name"]].add(date.fromisoformat(line["Order date"]))
    else:  # the sample has two numbers of each customer before the day, the master one, and a heading
        for text in file.read_text().splitlines():
            customer, *_, day, _items, _amount = text.split()
            if day.isdecimal():
                days[customer].add(date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}"))
    return {name: sorted(bought) for name, bought in days.items()}


def watched(days: list[date], end: date) -> Iterator[Gap]:
    """Yield the gaps of one customer from the first on before which a rhythm was known; last the one still open."""
    for place, (before, after) in enumerate(pairwise([*days, end]), start=1):
        if rhythm := rhythm_of(days[:place]):
            yield Gap((after - before).days, rhythm, came_back=place < len(days))


def row(name: str, gaps: Sequence[Gap], tier: int) -> str:
    """Say of a group how long after the last purchase those who are gone are noticed, and how often for nothing."""
    gone = [gap for gap in gaps if gap.gone]

    def learned(gap: Gap) -> int:
        return min(gap.rhythm.silence_days, tier)

    by_tier, by_rhythm = for_nothing(gaps, lambda _: tier), for_nothing(gaps, learned)
    same = min(range(1, LONGEST), key=lambda days: abs(for_nothing(gaps, lambda _: days) - by_rhythm))
    day = f"{fmean(map(learned, gone)):.0f}" if gone else "–"
    came_back = sum(gap.came_back for gap in gaps)
    return f"{name:24}{len(gone):>6,}{came_back:>11,} │{tier:>10}{by_tier:>9,} │{day:>12}{by_rhythm:>9,} │{same:>15}"


def for_nothing(gaps: Iterable[Gap], threshold: Threshold) -> int:
    """Return of how many gaps it was said that somebody is silent who came back by themselves."""
    return sum(gap.came_back and gap.days >= threshold(gap) for gap in gaps)


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
