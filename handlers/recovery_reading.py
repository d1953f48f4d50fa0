"""Reading what was done to put a complaint right: which kind of touch it was, and whether they spoke too."""

import re

from models.kind import TWO_WAY, Kind, find_kind

ANSWERED = re.compile(r"\b(?:replied|answered|agreed|accepted|thanked)\b", re.IGNORECASE)


def kind_of(words: str) -> tuple[Kind, bool]:
    """Return the kind of touch that the words name ("called Jane": a call), else other; and whether it is two-way."""
    pieces = words.split()
    found = (find_kind(pieces[place:]) for place in range(len(pieces)))
    kind = next((one[0] for one in found if one and one[2] and one[0] is not Kind.OTHER), Kind.OTHER)
    return kind, kind in TWO_WAY or bool(ANSWERED.search(words))
