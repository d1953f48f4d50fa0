"""Causes of complaints that come again: which are the same, how often they came, and whether what prevents them does.

Causes are free words, so two are the same by a stated method and no other. Their normal form: lower case, no accents
or punctuation, plurals as singulars, without articles, prepositions and forms of "be" and "have", in order of the
alphabet. The same are two whose normal forms are alike by 80 of 100 (rapidfuzz's ratio, the share of letters that need
no change), or of which the shorter, two words at least, stands in the other as a whole. A cause is named in the words
in which it was written first, and every later one is compared with those: so nothing drifts from one cause to another.
What nobody has written down is no cause, and one word in common makes none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from models.complaint import Complaint
from models.customer import Customer
from models.kind import fold

ALIKE = 80
"""So alike are the normal forms of two causes that are the same, of 100."""
LEAST_WORDS = 2
"""So many words has a cause at least that may stand in another as a part of it."""
_SAID_ANYWAY_WORDS = """
a again an and are as at be been being but by did do does for from had has have in into is it its my of off on or our
out so that the their them they this to too up us was we were with you your
"""
_SAID_ANYWAY = frozenset(_SAID_ANYWAY_WORDS.split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Noted:
    """A complaint with its cause, if it is written down, and all that was written to prevent it, with when (UTC).

    `apart`: a manager has said that its cause, as it is worded now, is not the same as others that read alike.
    """

    complaint: Complaint
    customer: Customer
    preventions: Sequence[tuple[datetime, str]] = ()
    apart: bool = False


@dataclass(frozen=True)
class Cause:
    """One cause and its complaints, oldest first; `prevention` was written last against it, at `prevented_at` (UTC).

    What was written twice in like words counts from the first time.
    """

    noted: Sequence[Noted]
    prevention: str = ""
    prevented_at: datetime | None = None

    @property
    def words(self) -> str:
        return self.noted[0].complaint.cause

    @property
    def customers(self) -> Sequence[Customer]:
        """Return whom it has hit, each once, the first of them first."""
        return list({one.customer.id: one.customer for one in self.noted}.values())

    @property
    def again(self) -> Sequence[Noted]:
        """Return the complaints that it has brought since it was prevented."""
        return [one for one in self.noted if self.prevented_at and one.complaint.opened_at > self.prevented_at]

    @property
    def latest(self) -> Noted:
        return self.noted[-1]


def normal(words: str) -> str:
    """Return the normal form of a cause, or of what prevents it."""
    folded = (_singular(fold(word)) for word in _WORD.findall(words) if fold(word) not in _SAID_ANYWAY)
    return " ".join(sorted(word for word in folded if word))


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 and not word.endswith(("ss", "us", "is")) else word


def alike(one: str, other: str) -> bool:
    """Tell whether two normal forms are of the same cause."""
    if not one or not other:
        return False
    shorter, longer = sorted((set(one.split()), set(other.split())), key=len)
    return (len(shorter) >= LEAST_WORDS and shorter <= longer) or fuzz.ratio(one, other) >= ALIKE


def causes_in(noted: Iterable[Noted]) -> list[Cause]:
    """Return the causes of complaints, those that came most often first, of equals the one that came last."""
    known: list[tuple[str, list[Noted]]] = []
    for one in sorted(noted, key=lambda one: (one.complaint.opened_at, one.complaint.id)):
        form = normal(one.complaint.cause)
        same = None if one.apart else next((those for name, those in known if alike(name, form)), None)
        if same is None:
            known.append(("" if one.apart else form, [one]))
        else:
            same.append(one)
    causes = [_cause(those) for _, those in known]
    return sorted(causes, key=lambda cause: (len(cause.noted), cause.latest.complaint.opened_at), reverse=True)


def _cause(noted: Sequence[Noted]) -> Cause:
    """Put together what was written of one cause."""
    kept: list[tuple[datetime, str]] = []
    for at, words in sorted(written for one in noted for written in one.preventions):
        if not any(alike(normal(words), normal(before)) for _, before in kept):
            kept.append((at, words))
    if not kept:
        return Cause(noted)
    at, words = kept[-1]
    return Cause(noted, words, at)


def repeated(causes: Iterable[Cause]) -> list[Cause]:
    """Return those that came more than once."""
    return [cause for cause in causes if len(cause.noted) > 1]
