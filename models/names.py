"""The names of customers: how they are stored, how they are compared, and which of them somebody meant."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

LONGEST_NAME = 80
MOST_CHOICES = 5
MOST_ANSWERS = 1_000

# From NEAR on a name is worth a closer look, from ASK on worth asking about; from SURE on it is taken, unless another
# customer comes as CLOSE.
NEAR, ASK, SURE, CLOSE = 60.0, 74.0, 84.0, 6.0
WHOLE, SAME, BEGINS, CONTAINS, STARTS, INITIALS = 100.0, 98.0, 96.0, 94.0, 93.0, 90.0

FORMS = """
ab ag aps as asa bv co company corp corporation cv eg ek ev eurl gbr gesmbh gmbh inc incorporated kft kg kgaa
limited llc llp lp ltd ltda mbh nv ohg oy oyj plc pte pty pvt sa sarl sas sasu se sl slu srl ug
"""
LEGAL_FORMS = frozenset(FORMS.split())
JOINING = frozenset({"and", "und", "et"})
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})

Row = tuple[str, str, str]


@dataclass(frozen=True)
class Choice:
    """A customer that may be meant, under the name (or alias) that came closest."""

    customer_id: str
    name: str


@dataclass(frozen=True)
class Found:
    """Whom one typed name means: a customer for sure, or up to five to choose from, best first, or nobody known.

    `score` (0 to 100) says how close the best one came; it only serves to compare.
    """

    typed: str
    choices: tuple[Choice, ...] = ()
    sure: bool = False
    score: float = 0.0

    @property
    def customer_id(self) -> str | None:
        """The one customer that is meant, or None where somebody has to be asked."""
        return self.choices[0].customer_id if self.sure else None


def clean(name: str) -> str:
    """Return a name fit to be stored and shown: entities decoded, no control or bidi characters, at most 80 of them."""
    decoded = html.unescape(html.unescape(name))
    visible = "".join(" " if c.isspace() else c for c in decoded if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", visible).split())[:LONGEST_NAME].rstrip()


def normalise(name: str) -> str:
    """Return a name as it is compared: without case, accents, punctuation, "&", "and" and legal form ("Ltd", "GmbH").

    A name of which nothing would be left ("🚀", "Company") keeps what it has.
    """
    whole = _whole(clean(name))
    words = whole.split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS | JOINING:
        words.pop()
    return " ".join(word for word in words if word not in JOINING) or whole


def find(typed: str, names: "Sequence[Row] | Names") -> Found:
    """Return whom a typed name means among `(customer id, name, normalised name)` rows, aliases included.

    A whole name is sure. So is the only customer whose name begins with, contains, nearly is or abbreviates to what
    was typed. Where several come close, or the only one is far off, somebody has to be asked.
    """
    return (names if isinstance(names, Names) else Names(names)).find(typed)


class Names:
    """The names of one workspace, made ready to be searched several times."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.normals = [normal for _, _, normal in rows]
        self._together = "\n".join(self.normals)
        self._answers: dict[tuple[str, bool], Found] = {}

    def find(self, typed: str, *, typos: bool = True) -> Found:
        """Return whom a typed name means; see `find`. Without `typos` only names that are spelled so are found."""
        if len(self._answers) > MOST_ANSWERS:
            self._answers.clear()
        if (typed, typos) not in self._answers:
            name = clean(typed)
            wanted = normalise(name)
            scores = dict(self._to_the_letter(name, wanted))
            if not scores and typos:
                scores = {place: _likeness(wanted, self.normals[place]) for place in self._near(wanted)}
            if max(scores.values(), default=0) < ASK:
                scores = dict(self._abbreviated(wanted))
            self._answers[typed, typos] = self._judge(typed, scores)
        return self._answers[typed, typos]

    def _to_the_letter(self, name: str, wanted: str) -> Iterator[tuple[int, float]]:
        """Yield the names that are, begin with or contain what was typed, without a typo."""
        whole, words = _whole(name), wanted.split()
        if not words or any(word not in self._together for word in words):
            return
        ended = whole.split()[-1] != words[-1]
        for place in [place for place, normal in enumerate(self.normals) if words[0] in normal]:
            normal = self.normals[place]
            if normal == wanted:
                yield place, WHOLE if _whole(self.rows[place][1]) == whole else SAME
            elif ended:
                continue
            elif normal.startswith(f"{wanted} "):
                yield place, BEGINS
            elif len(wanted) > 2 and set(words) <= set(normal.split()):
                yield place, CONTAINS
            elif len(wanted) > 2 and normal.startswith(wanted):
                yield place, STARTS

    def _near(self, wanted: str) -> set[int]:
        """Return the places of the names most like what was typed: whole, with their words sorted, by either end."""
        size = len(wanted)
        heads = [normal[:size] for normal in self.normals]
        tails = [normal[-size:] for normal in self.normals]
        lists = ((wanted, self.normals), (_sorted(wanted), self._sorted_normals), (wanted, heads), (wanted, tails))
        near = (process.extract(text, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=12) for text, names in lists)
        return {place for found in near for _, _, place in found}

    @cached_property
    def _sorted_normals(self) -> list[str]:
        return [_sorted(normal) for normal in self.normals]

    def _abbreviated(self, wanted: str) -> Iterator[tuple[int, float]]:
        """Yield the names whose words begin with the letters typed: "ibm"."""
        if 2 < len(wanted) < 7:
            for place, normal in enumerate(self.normals):
                if normal[:1] == wanted[0] and "".join(word[0] for word in normal.split()) == wanted:
                    yield place, INITIALS

    def _judge(self, typed: str, scores: dict[int, float]) -> Found:
        best: dict[str, tuple[float, Choice]] = {}
        for place, score in sorted(scores.items(), key=lambda item: (-item[1], self.normals[item[0]])):
            customer_id, name, _ = self.rows[place]
            if score >= ASK:
                best.setdefault(customer_id, (score, Choice(customer_id, name)))
        if not best:
            return Found(typed)
        (first, choice), *others = best.values()
        second = others[0][0] if others else 0.0
        sure = first >= SURE and (second <= first - CLOSE or second < WHOLE == first)
        choices = (choice,) if sure else tuple(choice for _, choice in best.values())[:MOST_CHOICES]
        return Found(typed, choices, sure, first)


def _whole(name: str) -> str:
    """Return a name without case, accents and punctuation, its legal form and "and" still there."""
    marked = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    flat = "".join(c for c in marked if not unicodedata.combining(c))
    joined = re.sub(r"(?<!\w)\w(?:[./]\w)+(?!\w)", lambda dotted: re.sub(r"[./]", "", dotted[0]), flat)
    spelled = re.sub(r"['’`´]", "", joined).replace("&", " and ").replace("+", " and ")
    return " ".join(re.sub(r"[\W_]+", " ", spelled).split()) or flat.strip()


def _sorted(normal: str) -> str:
    return " ".join(sorted(normal.split()))


def _likeness(wanted: str, normal: str) -> float:
    """Return how like a name what was typed is (0 to 100); a name that has more words counts a little less."""
    scores = [fuzz.ratio(wanted, normal), fuzz.token_sort_ratio(wanted, normal) - 1]
    if len(wanted) > 3:
        words, many = normal.split(), len(wanted.split())
        scores.append(fuzz.ratio(wanted, " ".join(words[:many])) - 3)
        scores.append(fuzz.ratio(wanted, " ".join(words[-many:])) - 5)
    return max(scores)
