"""Whom a command names before plain words: one customer, or several parted by commas or "and"."""

import re
from itertools import takewhile

from models.kind import fold
from models.names import BEGINS, SAME, Found, Names
from models.phrase import AND, ENDS_IN_AND
from models.repeat import EVERYDAY

LONGEST_NAME_IN_WORDS = 8
MOST_NAMES = 20
WORD = re.compile(r"[^\s,;]*(?:[,;]+|(?=\s|$))")
MENTIONED = re.compile(r"<?@")
LISTED, JOINED = re.compile(r"[,;]\s*$"), re.compile(rf"^{AND}\s+", re.IGNORECASE)

# Words with which people go on after a comma: alone they are nobody's name, though one may begin so ("The Body Shop").
GOING_ON = """
a all an and as at bill broken but by called client contract damaged defect delay delayed delivery driver goods he her
his i if in invoice is it its missing my new no not of off old on one or order our out parcel parts price product
quality repair rude service she shipment slow so software staff support system the to too two unit us was we you
"""
SMILEY = r":[\w+'-]+:|:[-'^]?[()DPp/|*](?!\w)"
"""":)" and ":rage:", as Slack sends them: words of the speaker's, no separator and no part of a name."""
MOST_WORDS_OF_UNKNOWN = 4
SHORTEST_TYPO = 4
PLAIN = EVERYDAY | frozenset(GOING_ON.split())


def split_name(text: str, names: Names) -> tuple[Found, str]:
    """Divide "acme corp 2 weeks" into whom the beginning names best and the rest; of equals the longest name wins."""
    candidates = [(names.find(text[:end].strip()), end) for end in _ends(text)]
    found, end = max(candidates, key=lambda one: (one[0].score, one[1]), default=(Found(text), 0))
    return (found, text[end:].strip()) if found.choices else (Found(unknown_name(text)), "")


def unknown_name(text: str) -> str:
    """Return what is probably the name at the start of a text that names nobody known: "zzyzx" of "zzyzx broken"."""
    end = 0
    for ends in _ends(text)[:MOST_WORDS_OF_UNKNOWN]:
        word = text[end:ends].strip(" ,;.:")
        if end and (word[:1].isdigit() or fold(word) in PLAIN):
            break
        end = ends
        if LISTED.search(text[:end]):
            break
    return text[:end].strip(" ,;:") or text


def further_names(text: str, rest: str, names: Names) -> tuple[list[Found], str]:
    """Return whom the rest of a text names besides the first, each behind a comma or "and", and what is left of it.

    "delta, echo late again": names have to be spelled right, so that "late delivery" stays what it is. A single unknown
    word is taken for a name only where a known one follows it.
    """
    found: list[Found] = []
    while len(found) < MOST_NAMES and (listed := _listed(text, rest)):
        one, after = _spelled(listed, names)
        if not one.choices:
            one, after = _unknown(listed, names)
        if not one.typed:
            break
        found.append(one)
        rest = after
    return found, rest


def perhaps_a_name(text: str, rest: str, names: Names) -> tuple[Found, str]:
    """Return what behind a comma could be one more name, and what is left: "delat" of "acme, delat late".

    Nobody, with an empty `typed`, where plain words follow. Whom it may mean comes with typos forgiven, if anybody.
    """
    listed = _listed(text, rest)
    found, end = Found(""), 0
    for ends in _ends(listed)[:MOST_WORDS_OF_UNKNOWN]:
        typed = listed[:ends].strip(" ,;.:")
        if any(fold(word.strip(",;.:")) in PLAIN for word in typed.split()) or not typed[:1].isalpha():
            break
        one = names.find(typed) if len(typed) >= SHORTEST_TYPO else Found(typed)
        if not end or one.score > found.score:
            found, end = one, ends
    return found, listed[end:].strip()


def _ends(text: str) -> list[int]:
    """Return where the name at the start of a text may end: before anybody mentioned, not in "and" or a smiley."""
    words = takewhile(lambda word: not (word.start() and MENTIONED.match(word[0])), WORD.finditer(text))
    ends = (word.end() for word in words if word[0] and not re.fullmatch(SMILEY, word[0]))
    return [end for end in ends if not ENDS_IN_AND.search(text[:end])][:LONGEST_NAME_IN_WORDS]


def _listed(text: str, rest: str) -> str:
    """Return what follows a comma or "and" behind the name before; empty where there is none."""
    joined = JOINED.sub("", rest)
    return joined if joined != rest or LISTED.search(text[: len(text) - len(rest)]) else ""


def _spelled(text: str, names: Names) -> tuple[Found, str]:
    """Return whom the beginning of a text names to the letter: in whole, or by words that could be nothing else."""
    candidates = [(names.find(text[:end].strip(" ,;"), typos=False), end) for end in _ends(text)]
    known = [(one, end) for one, end in candidates if one.score >= (BEGINS if _is_telling(one.typed) else SAME)]
    found, end = max(known, key=lambda one: (one[0].score, one[1]), default=(Found(""), 0))
    return found, text[end:].strip()


def _is_telling(typed: str) -> bool:
    return any(fold(word) not in PLAIN for word in typed.split())


def _unknown(text: str, names: Names) -> tuple[Found, str]:
    end = next(iter(_ends(text)), 0)
    typed, rest = text[:end].strip(" ,;"), text[end:].strip()
    goes_on = _listed(text, rest)
    is_name = _is_telling(typed) and goes_on and _spelled(goes_on, names)[0].choices
    return (Found(typed), rest) if is_name else (Found(""), text)
