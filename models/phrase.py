"""What `/touch` was told: `<customer>[, customer …] <kind> [when] [with …] [note]`, in the order people type it."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from models.day import DayProblem, read_day
from models.details import COMPANY, Days, Details, read_opening, read_rest, tokens
from models.details_words import LINKS, TOPICS
from models.kind import Kind, find_kind, fold
from models.names import BEGINS, MOST_CHOICES, SAME, WHOLE, Choice, Found, Names, Row

LONGEST_NAME_WORDS, MOST_WORDS_OF_UNKNOWN = 8, 4
MOST_WORDS_OF_NAMES, MOST_NAMES = 60, 40

# What a way to split the text costs, on the scale of a name's score.
TYPO_IN_KIND, NO_KIND, KIND_FIRST, NAME_RUNS_ON = 4.0, 4.0, 6.0, 20.0
FITS_WELL = 93.0
UNKNOWN_BESIDE_KNOWN, SENTENCE, KIND_AS_NAME, ONE_MORE = 65.0, -30.0, 15.0, 4.0

NOBODY: tuple[Found, ...] = ()
EDGES = " \t\r\n,;:-–—"
COMMAS = re.compile(r"[,;\n]")
AND = r"(?:and|und|et|y|&|\+)"
ANDS = re.compile(rf"\s+{AND}\s+", re.IGNORECASE)
ENDS_IN_AND = re.compile(rf"\s{AND}$", re.IGNORECASE)
LABELLED = re.compile(r"<[^<>|]*\|([^<>]*)>")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Phrase:
    """What was understood; nothing that was typed is lost: words without another meaning are in the note.

    `customers` has one entry for each name typed, in order, but no customer twice. `kind` None: ask for it, unless
    `sign` says that the customer was in touch (a sign of life). `two_way` overrules the kind's own direction, None
    leaves it. `booked` says so in words, even without a day. `day` None is today; with `day_problem` it is no day to
    write down. `people` are also part of the note.
    """

    customers: tuple[Found, ...] = ()
    kind: Kind | None = None
    sign: bool = False
    two_way: bool | None = None
    booked: bool = False
    day: date | None = None
    day_problem: DayProblem | None = None
    note: str = ""
    people: str = ""


@dataclass(frozen=True)
class Split:
    """One way to tell the names from what is said about the touch."""

    names: str
    opening: Details
    rest: str
    cost: float


def read(text: str, names: Sequence[Row] | Names, today: date, *, month_first: bool = True) -> Phrase:
    """Return what a command's text says; `names` as in `models.names.find`, `today` in the zone of the one who typed.

    Every way to split the text into names and the rest is weighed: how well the names are known, then whether a kind, a
    sign of life or a day follows; of equals the longer name wins. So "Coffee House Ltd", "Event Horizon" and "Visit
    Scotland" are customers, and "lunch with acme" is understood too. Nothing is guessed from the middle of a note.
    """
    plain = _plain(text)
    days = partial(read_day, today=today, month_first=month_first)
    known = names if isinstance(names, Names) else Names(names)
    split, customers = _best(list(_splits(plain, days)), known)
    said = read_rest(split.rest, split.opening, days)
    return Phrase(
        customers, said.kind, said.sign, said.two_way, said.booked, said.day, said.problem, said.note, said.people
    )


def read_names(text: str, names: Names) -> Sequence[Found]:
    """Return whom names parted by commas or "and" mean, each customer once."""
    return _customers(text, names, typos=True)


def _plain(text: str) -> str:
    """Return the text as it was typed: Slack's three entities decoded, without characters that no database keeps."""
    decoded = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return UNSTORABLE.sub("", decoded)


def _splits(text: str, days: Days) -> Iterator[Split]:
    opening = read_opening(text, days)
    note = tokens(read_rest(text, opening, days).note, most=1) if opening.end else []
    if opening.end and (not note or fold(note[0][0]) in TOPICS):
        yield Split("", opening, text, 0)
    if opening.kind or opening.sign:
        yield from _kind_first(text, opening, days)
    since_comma = 0
    for number, word in enumerate(tokens(text, most=MOST_WORDS_OF_NAMES), 1):
        names, rest = text[: word.end()], text[word.end() :]
        if not ENDS_IN_AND.search(names):
            yield Split(names, said := read_opening(rest, days), rest, _cost(said, rest, number))
        since_comma = 0 if COMMAS.search(word[0]) else since_comma + 1
        if since_comma > LONGEST_NAME_WORDS:
            break


def _cost(said: Details, rest: str, words: int) -> float:
    """Return how unlikely it is that the names end here, seen from what follows them."""
    if said.kind or said.sign:
        return 0 if said.spelled else TYPO_IN_KIND
    ends = not rest.strip() and words <= MOST_WORDS_OF_UNKNOWN
    return NO_KIND if said.end or ends else NAME_RUNS_ON


def _kind_first(text: str, opening: Details, days: Days) -> Iterator[Split]:
    """Yield the ways to read "lunch with acme yesterday"."""
    words = tokens(text, opening.end)
    while words and fold(words[0][0]) in LINKS:
        words.pop(0)
    for word in words[:LONGEST_NAME_WORDS]:
        rest = text[word.end() :]
        ends = not rest.strip() or word[0][-1] in ",;:." or COMPANY.match(rest.lstrip()) or read_opening(rest, days).end
        cost = KIND_FIRST + (0 if opening.spelled else TYPO_IN_KIND) + (0 if ends else NAME_RUNS_ON / 2)
        yield Split(text[words[0].start() : word.end()], replace(opening, end=0), rest, cost)


def _best(splits: list[Split], known: Names) -> tuple[Split, tuple[Found, ...]]:
    """Return the likeliest split and its customers; typos are only forgiven where no names spelled right fit well."""
    best, customers = Split("", Details(), "", 0), NOBODY
    for typos in (False, True):
        highest = (-math.inf, 0)
        for split in sorted(splits, key=lambda split: split.cost):
            if split.cost > NAME_RUNS_ON / 2 and highest[0] > WHOLE - split.cost:
                break
            found = _customers(split.names, known, typos)
            rank = _rank(split, found)
            if rank > highest:
                best, customers, highest = split, found, rank
        if highest[0] >= FITS_WELL and all(one.choices for one in customers):
            break
    return best, customers


def _rank(split: Split, found: tuple[Found, ...]) -> tuple[float, int]:
    """Return how likely a split is; of equals known names are rather long, unknown ones rather short."""
    score, words = _score(found), tokens(split.names)
    kind = find_kind([word[0] for word in words])
    if kind and kind[2] and (score == 0 or (kind[1] == len(words) and score < SAME)):
        score -= KIND_AS_NAME
    score += ONE_MORE * (sum(one.sure for one in found) - 1 if score > 0 else 0)
    return score - split.cost, len(split.names) if score > 0 else -len(split.names)


def _customers(typed: str, known: Names, typos: bool) -> tuple[Found, ...]:
    """Return whom the names mean, each customer once; commas or "and" belong to a name that is known so."""
    typed = LABELLED.sub(r"\1", typed).strip(EDGES)
    whole = known.find(typed, typos=typos)
    if whole.score >= SAME or not typed:
        return (whole,) if typed else ()
    pieces = filter(None, (piece.strip(EDGES) for piece in COMMAS.split(typed, MOST_NAMES)))
    found = [one for piece in pieces for one in _joined(piece, known, typos)]
    once: dict[str, Found] = {}
    for one in found:
        once.setdefault(one.customer_id or one.typed, one)
    return tuple(once.values())


def _joined(piece: str, known: Names, typos: bool) -> Sequence[Found]:
    """Return whom names joined by "and" mean: one customer called so, or one each where every name alone is sure.

    "Müller & Sons" may be somebody else's name: where only a part of it is known, somebody has to be asked.
    """
    one = known.find(piece, typos=typos)
    names = ANDS.split(piece)
    if one.sure or len(names) < 2:
        return [one]
    parts = [known.find(name, typos=typos) for name in names]
    if all(part.sure and part.score >= BEGINS for part in parts) and not known.find(piece).sure:
        return parts
    if not (typos and parts[0].choices):
        return [one]
    choices: dict[str, Choice] = {}
    for choice in (choice for each in (one, *parts) for choice in each.choices):
        choices.setdefault(choice.customer_id, choice)
    return [Found(piece, tuple(choices.values())[:MOST_CHOICES], False, parts[0].score)]


def _score(found: tuple[Found, ...]) -> float:
    """Return how well names are known (0 to 100); a word beside known customers may be one more, a sentence is none."""
    known = any(one.choices for one in found)
    unknown = UNKNOWN_BESIDE_KNOWN if known else 0.0
    scores = [one.score or (unknown if len(one.typed.split()) == 1 or len(found) == 1 else SENTENCE) for one in found]
    return sum(scores) / len(scores) if scores else 0.0
