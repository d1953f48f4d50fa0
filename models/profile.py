"""The profile: how many customers bought once, how many came back, how many speak for us, and what shape that makes.

Every function here is a rule: it knows only its arguments.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rung import ADVOCATES
from models.working_time import DAY

QUARTERS_SHOWN = 8
MONTHS = 3


class Level(StrEnum):
    """What a customer is to us by what they did: level 1, 2 and 3."""

    ONE_TIME = "one-time"
    REPEAT = "repeat"
    ADVOCATE = "advocate"


class Shape(StrEnum):
    """What the three shares look like, advocates on top."""

    PYRAMID = "pyramid"
    HOURGLASS = "hourglass"
    HEXAGON = "hexagon"


@dataclass(frozen=True)
class Profile:
    """How many customers are of each level; who never bought and is no advocate is of none."""

    one_time: int = 0
    repeat: int = 0
    advocate: int = 0

    @property
    def total(self) -> int:
        return self.one_time + self.repeat + self.advocate

    @property
    def parts(self) -> tuple[int, int, int]:
        return self.one_time, self.repeat, self.advocate

    @property
    def percents(self) -> tuple[int, int, int]:
        """Return the shares in whole percent, which add up to 100: who lost most by rounding down is rounded up."""
        if not self.total:
            return 0, 0, 0
        whole = [part * 100 // self.total for part in self.parts]
        lost = sorted(range(3), key=lambda place: (-(self.parts[place] * 100 % self.total), place))
        for place in lost[: 100 - sum(whole)]:
            whole[place] += 1
        return whole[0], whole[1], whole[2]

    @property
    def shape(self) -> Shape | None:
        """Return the shape; None of nobody.

        Few in the middle, fewer than at either end, are an hourglass; else more who bought once than who came back
        are a pyramid; else the middle is at least as wide as the foot, which is a hexagon.
        """
        if not self.total:
            return None
        if self.repeat < min(self.one_time, self.advocate):
            return Shape.HOURGLASS
        return Shape.PYRAMID if self.one_time > self.repeat else Shape.HEXAGON


def level_of(purchases: int, rung: str | None) -> Level | None:
    """Return the level of a customer with so many purchases who stands on a rung; an advocate need not have bought."""
    if rung in ADVOCATES:
        return Level.ADVOCATE
    return None if not purchases else Level.ONE_TIME if purchases == 1 else Level.REPEAT


def quarters(today: date) -> list[date]:
    """Return the last days of the quarters before this one, oldest first, and today."""
    first, ends = date(today.year, (today.month - 1) // MONTHS * MONTHS + 1, 1), [today]
    for _ in range(QUARTERS_SHOWN - 1):
        ends.append(first - DAY)
        first = date(ends[-1].year, ends[-1].month - MONTHS + 1, 1)
    return ends[::-1]


def read_ideal(text: str) -> Profile | None:
    """Return the ideal as it is kept, "20,60,20"; None where none is set."""
    return Profile(*map(int, text.split(","))) if text else None


def write_ideal(ideal: Profile | None) -> str:
    """Return the ideal as it is kept."""
    return ",".join(map(str, ideal.parts)) if ideal else ""
