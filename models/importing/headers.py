"""Which column of an export holds what, found by its header's words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.importing import header_words as words
from models.importing.figures import currency_in


class Column(StrEnum):
    """What a column can hold; the values are the words that people read."""

    CUSTOMER = "customer"
    CUSTOMER_ID = "customer's id"
    OWNER = "champion"
    TIER = "tier"
    REVENUE = "revenue"
    CURRENCY = "currency"
    LAST_CONTACT = "last contact"
    LAST_ORDER = "last order"
    PERSON = "contact person"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    ROLE = "role"
    PHONE = "phone"
    EMAIL = "e-mail"
    LIKES = "likes"
    STATE = "state"
    LEFT_ON = "left on"
    LEFT_BECAUSE = "left because"
    RUNG = "rung"
    PARENT = "parent"
    OWN_CADENCE = "own cadence"
    OWN_SILENCE = "own silence"
    OWN_ACTIVITIES = "own activities"
    OWN_REASON = "why they have an own plan"
    DAY = "day"
    KIND = "kind"
    DIRECTION = "direction"
    NOTE = "note"
    AMOUNT = "amount"
    CONTACT_ID = "contact's id"
    ORDER_ID = "order number"


CUSTOMER_COLUMNS: Mapping[Column, str] = {
    Column.CUSTOMER: words.CUSTOMER,
    Column.CUSTOMER_ID: words.CUSTOMER_ID,
    Column.OWNER: words.OWNER,
    Column.TIER: words.TIER,
    Column.REVENUE: words.REVENUE,
    Column.CURRENCY: words.CURRENCY,
    Column.LAST_CONTACT: words.LAST_CONTACT,
    Column.LAST_ORDER: words.LAST_ORDER,
    Column.PERSON: words.PERSON,
    Column.FIRST_NAME: words.FIRST_NAME,
    Column.LAST_NAME: words.LAST_NAME,
    Column.ROLE: words.ROLE,
    Column.PHONE: words.PHONE,
    Column.EMAIL: words.EMAIL,
    Column.LIKES: words.LIKES,
    Column.STATE: words.STATE,
    Column.LEFT_ON: words.LEFT_ON,
    Column.LEFT_BECAUSE: words.LEFT_BECAUSE,
    Column.RUNG: words.RUNG,
    Column.PARENT: words.PARENT,
    Column.OWN_CADENCE: words.OWN_CADENCE,
    Column.OWN_SILENCE: words.OWN_SILENCE,
    Column.OWN_ACTIVITIES: words.OWN_ACTIVITIES,
    Column.OWN_REASON: words.OWN_REASON,
}
CONTACT_COLUMNS: Mapping[Column, str] = {
    Column.DAY: words.DAY,
    Column.KIND: words.KIND,
    Column.DIRECTION: words.DIRECTION,
    Column.ORDER_ID: words.ORDER_ID,
    Column.AMOUNT: words.AMOUNT,
    Column.CURRENCY: words.CURRENCY,
    Column.OWNER: words.OWNER,
    Column.CONTACT_ID: words.CONTACT_ID,
    Column.CUSTOMER: words.CUSTOMER,
    Column.CUSTOMER_ID: words.CUSTOMER_ID,
    Column.PERSON: words.PERSON,
    Column.NOTE: words.NOTE,
}


@dataclass(frozen=True)
class Layout:
    """The columns that were recognised, by their place in the header."""

    header: tuple[str, ...]
    places: Mapping[Column, int]

    def __contains__(self, column: Column) -> bool:
        return column in self.places

    def cell(self, cells: Sequence[str], column: Column) -> str:
        """Return what a row says in a column; "" where the file has no such column or the row is too short."""
        place = self.places.get(column, len(cells))
        return cells[place] if place < len(cells) else ""

    def title(self, column: Column) -> str:
        """Return the header that stands over a column."""
        return self.header[self.places[column]]

    def currency(self, column: Column, home: str) -> str | None:
        """Return the currency that a column's header names, as in "Umsatz (EUR)"."""
        return currency_in(self.title(column), home) if column in self else None

    @property
    def unused(self) -> list[str]:
        """Return the headers of columns that say nothing to us."""
        taken = set(self.places.values())
        return [title for place, title in enumerate(self.header) if place not in taken and title]


def layout_of(header: Sequence[str], table: Mapping[Column, str]) -> Layout:
    """Recognise columns: each header counts once, and a column takes the header whose word stands first in its list."""
    folded = [(fold(title), fold(_without_unit(title))) for title in header]
    places: dict[Column, int] = {}
    for column, listed in table.items():
        ranks = {word.strip(): rank for rank, word in enumerate(" ".join(listed.split()).split(","))}
        free = [
            (min(ranks.get(name, len(ranks)) for name in names), place)
            for place, names in enumerate(folded)
            if place not in places.values()
        ]
        rank, place = min(free, default=(len(ranks), 0))
        if rank < len(ranks):
            places[column] = place
    return Layout(tuple(header), places)


def fold(header: str) -> str:
    """Return a header in small plain letters and single blanks: "AnnualRevenue" and "Annual_Revenue" are the same."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    decomposed = unicodedata.normalize("NFKD", spaced.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", plain))


def _without_unit(title: str) -> str:
    """Drop what only says the unit or the year: "Umsatz 2025 (in EUR)" → "Umsatz"."""
    bare = re.sub(r"\(.*?\)|\[.*?\]|\b(19|20)\d\d\b", " ", title)
    currency = currency_in(bare)
    return re.sub(rf"\b(in )?{currency}\b|\bin €", " ", bare) if currency else bare
