"""Repeated complaints: how many a customer has made within a year, and of what they speak again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.complaint import Complaint
from models.kind import fold

A_YEAR = timedelta(days=365)
SHORTEST_WORD = 4
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Words that stand in complaints of every sort, folded: what is repeated is none of them.
EVERYDAY_WORDS = """
about after again already also always annoyed angry another anybody anyone anything bad badly because been before being
both came cannot client come complained complaining complaint complaints could customer customers days does doesnt done
dont down during each early else even ever every everything first from gave gets getting give given goes gone good have
having hear heard here hour hours into just keep keeps kept know last late lately later least left like long made make
many more most much must need needs never none nothing only once other ours over please poor poorly promised quite
really right said same says second seems several should since some somebody someone something soon still such than that
thats their them then there these they thing things third this those through time times today told took tomorrow twice
under until upset very waited waiting want wanted wants week weeks well went were what when where which while will with
without wont worse would wrong year yesterday your yours
"""
EVERYDAY = frozenset(EVERYDAY_WORDS.split())


@dataclass(frozen=True)
class Repeat:
    """A complaint is the `count`-th since an instant (UTC), the first of them; `about` is a word that they share."""

    count: int
    since: datetime
    about: str | None = None


def repeat_of(complaint: Complaint, others: Sequence[Complaint], name: str = "") -> Repeat | None:
    """Return which one in a row this complaint is within a year; None where it is the first.

    `others` are the same customer's complaints, in any order, this one perhaps among them; `name` is the customer's,
    whose words say nothing. Complaints that share a word of meaning are counted together, else all of them are.
    """
    year = [
        other
        for other in others
        if other.id != complaint.id and complaint.opened_at - A_YEAR < other.opened_at <= complaint.opened_at
    ]
    if not year:
        return None
    ignored = significant(name).keys()
    mine = {stem: word for stem, word in significant(complaint.words).items() if stem not in ignored}
    shared = Counter(stem for other in year for stem in significant(other.words).keys() & mine.keys())
    if not shared:
        return Repeat(len(year) + 1, min(other.opened_at for other in year))
    about = max(shared, key=lambda stem: (shared[stem], len(stem), stem))
    alike = [other for other in year if about in significant(other.words)]
    return Repeat(len(alike) + 1, min(other.opened_at for other in alike), mine[about])


def significant(words: str) -> dict[str, str]:
    """Return the words of meaning in a text as they are compared (folded, singular), each with how it was written."""
    found: dict[str, str] = {}
    for written in WORD.findall(words):
        if len(folded := fold(written)) >= SHORTEST_WORD and folded not in EVERYDAY:
            found.setdefault(_singular(folded), written.lower())
    return found


def _singular(folded: str) -> str:
    if folded.endswith("ies"):
        return folded[:-3] + "y"
    return folded.removesuffix("s") if not folded.endswith("ss") else folded
