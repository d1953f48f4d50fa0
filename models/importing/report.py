"""What came of an import: counts, what was refused in which row, and what a person should know."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """Why a row was refused; it is refused whole, nothing of it is written."""

    NO_NAME = "no_name"
    SAME_NAME = "same_name"
    NO_MONEY = "no_money"
    OTHER_CURRENCY = "other_currency"
    NO_DAY = "no_day"
    FUTURE_DAY = "future_day"
    UNKNOWN_CUSTOMER = "unknown_customer"
    TOO_WIDE = "too_wide"
    CIRCLE = "circle"
    OWN_PLAN = "own_plan"
    NO_TIER = "no_tier"
    NO_ANSWER = "no_answer"
    NO_TIME = "no_time"
    OUT_OF_ORDER = "out_of_order"


class RefusedError(Exception):
    """A row that cannot be taken over, and the cell that is to blame."""

    def __init__(self, trouble: Trouble, seen: str = "") -> None:
        super().__init__(trouble, seen)
        self.trouble, self.seen = trouble, seen


@dataclass(frozen=True)
class Problem:
    """A refused row of the customers' file, or of the contacts' file."""

    row: int
    trouble: Trouble
    seen: str
    in_contacts: bool = False


@dataclass
class Report:
    """Counts of customers, people and past contacts; `currency` is the workspace's after the import.

    `suggested` counts by tier and `example` names one of them; `asked_about` are asked for their last contact, `spread`
    are the other new ones without one; `orphan` is one whose owner in the file is unknown here;
    `purchases` are counted among `signs`, `connected` counts those who belong to somebody else now.
    """

    currency: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    without_champion: int = 0
    suggested: Counter[str] = field(default_factory=Counter)
    example: str = ""
    orphan: str = ""
    people: int = 0
    touches: int = 0
    signs: int = 0
    purchases: int = 0
    known_contacts: int = 0
    asked_about: int = 0
    spread: int = 0
    problems: list[Problem] = field(default_factory=list)
    unknown_owners: Counter[str] = field(default_factory=Counter)
    unknown_tiers: Counter[str] = field(default_factory=Counter)
    connected: int = 0
    unknown_parents: Counter[str] = field(default_factory=Counter)
    guessed_order: list[str] = field(default_factory=list)

    @property
    def customers(self) -> int:
        """Return how many customers the file spoke of."""
        return self.new + self.changed + self.unchanged

    @property
    def with_champion(self) -> int:
        return self.customers - self.without_champion

    @property
    def contacts(self) -> int:
        """Return how many past contacts were new."""
        return self.touches + self.signs

    @property
    def wrote(self) -> bool:
        """Tell whether anything at all was changed."""
        return bool(self.new or self.changed or self.people or self.contacts)

    def refuse(self, row: int, refused: RefusedError, in_contacts: bool = False) -> None:
        """Note a row that was left out."""
        self.problems.append(Problem(row, refused.trouble, refused.seen, in_contacts))
