"""What is said of a touch around the customer's name: kind, day, who was there, whether they spoke, and the note."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise

from models.day import DayProblem, DayRead
from models.details_words import ADJECTIVES, BOOKED, ENDS_COMPANY, FILLERS, GOES_ON, LONGEST_SIGN, SIGNS
from models.kind import Kind, find_kind, fold

TOKEN = re.compile(r"<[^<>\n]*>|[^\s<]+|<")
GAP = re.compile(r"(?:[\s,;:\u200e\u200f\u202a-\u202e\u2066-\u2069]|[-–—.!](?=\s|$))*")
WINDOW = 12
CALLS = frozenset({Kind.CALL, Kind.VIDEO_CALL})
LONGEST_EXCUSE = 40

FOR = re.compile(r"(?:(?:for|fur|für|pour|para)\s+)?", re.IGNORECASE)
COMPANY = re.compile(r"(?:with|w/|mit|avec|con)\s", re.IGNORECASE)
COMPANY_LATER = re.compile(r"[^,;.:!?\n]*?\s(?:with|w/|mit|avec|con)\s(?=[A-ZÀ-Þ]|<@)")
COMPANY_OR_PLACE = re.compile(
    r"(?:with|w/|mit|avec|con|by|via|per|to|at|in|from|over|bei|im|chez|par|au|à|en)\s", re.IGNORECASE
)
AGO = re.compile(r"\bago\b", re.IGNORECASE)
MENTION = re.compile(r"<@[^<>\n]+>")

SPOKE = re.compile(r"\b(?:replied|answered|responded|geantwortet|répondu|respondió)\b", re.IGNORECASE)
SILENT = re.compile(
    r"\b(?:no (?:answer|reply|response)|unanswered|nicht erreicht|keine antwort|pas de réponse|sin respuesta|"
    r"(?:not|never|nobody|no one|\w+n['’]?t)(?: \w+)? (?:answer|reply|repl|respon|pick)\w*)"
    r"|(?:^|\b(?:left|got|reached|only|just|to) )(?:an? |the |his |her )?(?:voice ?mail|mailbox|answering machine)\b",
    re.IGNORECASE,
)

Days = Callable[..., DayRead | None]


@dataclass(frozen=True)
class Details:
    """What stands around a customer's name.

    `spelled` tells a kind written right from a guessed one; `end` is the place in the text up to which all is read;
    `day_text` begins with the day that was seen.
    """

    kind: Kind | None = None
    spelled: bool = True
    sign: bool = False
    two_way: bool | None = None
    booked: bool = False
    day_text: str | None = None
    day: date | None = None
    problem: DayProblem | None = None
    note: str = ""
    people: str = ""
    end: int = 0


def tokens(text: str, start: int = 0, most: int = WINDOW) -> list[re.Match[str]]:
    """Return the first words of a text; a mention or link is one word."""
    return list(islice(TOKEN.finditer(text, start), most))


def read_opening(text: str, days: Days) -> Details:
    """Return what stands before the note: booked, a day, and a kind or a sign of life, "had a quick" before it or not.

    Where neither kind nor sign follows, such words are left to the note, and only a day or "booked" is read.
    """
    said = certain = Details()
    place, bare, head = 0, True, -1
    for _ in range(WINDOW):
        words = tokens(text, _gap(text, place))
        if not words:
            break
        if named := _kind_or_sign(words):
            note = text[head : named.end] if head >= 0 else ""
            return replace(named, booked=said.booked, day_text=said.day_text, note=note)
        start, place, word = words[0].start(), words[0].end(), fold(words[0][0])
        if word in BOOKED:
            said = replace(said, booked=True, end=place)
        elif not said.day_text and (read := days(_after_for(text, start))):
            place = len(text) - len(read.rest)
            said = replace(said, day_text=_after_for(text, start), end=place)
        elif word in ADJECTIVES:
            head, bare = (start if head < 0 else head), False
        elif word in FILLERS:
            bare = False
        else:
            break
        certain = said if bare else certain
    return certain


def read_rest(text: str, opening: Details, days: Days) -> Details:
    """Return all details, the opening being read up to its `end`: booked, answered, day, then people and the note."""
    said, place = opening, opening.end
    for _ in range(WINDOW):
        words = tokens(text, _gap(text, place))
        start = words[0].start() if words else len(text)
        sign = _sign(words)
        if words and fold(words[0][0]) in BOOKED:
            said, place = replace(said, booked=True), words[0].end()
        elif sign and said.kind and _stands_alone(text, words[sign - 1], days):
            said, place = replace(said, two_way=True), words[sign - 1].end()
        elif words and not said.day_text and (read := days(_after_for(text, start))):
            said, place = replace(said, day_text=_after_for(text, start)), len(text) - len(read.rest)
        else:
            break
    rest, day_text = text[_gap(text, place) :].rstrip(), said.day_text
    if not day_text:
        rest, day_text = _day_in_company(rest, days)
    read = days(day_text, future=said.booked) if day_text else None
    return replace(
        said,
        two_way=said.two_way if said.two_way is not None else _spoke(said.kind, rest),
        day=read.day if read else None,
        problem=read.problem if read else None,
        note=f"{said.note} {rest}".strip(),
        people=_people(rest),
    )


def _gap(text: str, place: int) -> int:
    gap = GAP.match(text, place)
    return gap.end() if gap else place


def _after_for(text: str, start: int) -> str:
    """Return the text from a place on, without the "for" of "booked for tuesday"."""
    return FOR.sub("", text[start:], count=1)


def _kind_or_sign(words: list[re.Match[str]]) -> Details | None:
    """Return the kind or sign that these words begin with, the longer one; "answered my call" is a two-way call."""
    typed = [word[0] for word in words]
    sign, kind = _sign(words), find_kind(typed)
    if sign and sign >= (kind[1] if kind else 0):
        later = sign + sum(fold(word) in {"my", "our", "the"} for word in typed[sign : sign + 1])
        answered = find_kind(typed[later:])
        if not answered or not answered[2]:
            return Details(sign=True, end=words[sign - 1].end())
        return Details(kind=answered[0], two_way=True, end=words[later + answered[1] - 1].end())
    return Details(kind=kind[0], spelled=kind[2], end=words[kind[1] - 1].end()) if kind else None


def _sign(words: list[re.Match[str]]) -> int:
    """Return how many of the first words say that they did something, 0 for none."""
    folded = [fold(word[0]) for word in words[:LONGEST_SIGN]]
    return next((count for count in range(len(folded), 0, -1) if " ".join(folded[:count]) in SIGNS), 0)


def _stands_alone(text: str, word: re.Match[str], days: Days) -> bool:
    after = text[word.end() :].lstrip()
    return not after or word[0][-1] in ",;.:!" or days(after) is not None


def _day_in_company(rest: str, days: Days) -> tuple[str, str | None]:
    """Return the note without the day that ends "with Jane yesterday" or "in Berlin last friday", and where it began.

    A date in figures ("with Jane 12 Dec") may be what the talk was about; only "on 12 Dec" counts here.
    """
    if not COMPANY_OR_PLACE.match(rest):
        return rest, None
    for before, word in pairwise(tokens(rest)[1:7]):
        if fold(before[0]) in ENDS_COMPANY or before[0][-1] in ",;.:!?":
            break
        day_text = rest[word.start() :]
        read = days(day_text)
        if read and (not word[0][0].isdigit() or AGO.search(day_text[: len(day_text) - len(read.rest)])):
            return rest[: word.start()].rstrip() + read.rest, day_text
    return rest, None


def _people(rest: str) -> str:
    """Return who was there: the names behind "with", else everybody mentioned."""
    company = COMPANY.match(rest) or COMPANY_LATER.match(rest)
    if not company:
        return ", ".join(MENTION.findall(rest))
    end, before = company.end(), "with"
    for word in tokens(rest, company.end()):
        folded = fold(word[0])
        goes_on = before in GOES_ON or folded in GOES_ON or word[0][0].isupper() or word[0][0] in "<&+"
        if folded in ENDS_COMPANY or not goes_on:
            break
        end, before = word.end(), folded or "and"
        if word[0][-1] in ",;:!?" or (word[0][-1] == "." and folded not in GOES_ON):
            break
    return rest[company.end() : end].strip(" ,;:!?.")


def _spoke(kind: Kind | None, note: str) -> bool | None:
    """Return whether the note says that they spoke too, None where it says nothing and the kind decides."""
    if kind in CALLS and SILENT.search(note[:LONGEST_EXCUSE]):
        return False
    return True if kind and SPOKE.search(SILENT.sub("", note)) else None
