"""What is typed of a date or a promise: "send the new price list by Friday", "renewal 1 March every year"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from models.customer import Contact
from models.day import DayProblem, DayRead
from models.details import tokens

LONGEST = 200
MOST_WORDS = 60
YEARLY = re.compile(
    r"[\s,;(]*\b(?:every year|each year|yearly|annually|jedes jahr|jährlich|chaque année|cada año)\b[\s.)]*$",
    re.IGNORECASE,
)
COMES_AGAIN = re.compile(
    r"\b(?:birthday|anniversary|name ?day|geburtstag|jubiläum|hochzeitstag|anniversaire|cumpleaños|aniversario)\b",
    re.IGNORECASE,
)
BIRTHDAY = re.compile(r"\b(?:birthday|geburtstag|anniversaire|cumpleaños)\b", re.IGNORECASE)
LITTLE = frozenset({"s", "of", "the", "von", "de", "del"})
BEFORE_DAY = re.compile(
    r"[\s,;:–-]*\b(?:by|on|until|till|before|is|due|bis|am|im|avant|le|antes del|el)?[\s:]*$", re.IGNORECASE
)
EDGES = " \t,;:.–-"
OWED = re.compile(r"^(?:that we(?:'ll| will)?|we(?:'ll| will)|to|them|that)\s+", re.IGNORECASE)

Days = Callable[..., DayRead | None]


@dataclass(frozen=True)
class Said:
    """What was typed: what it is, its day, whether it comes again each year, and what is wrong with the day."""

    what: str
    day: date | None = None
    yearly: bool = False
    problem: DayProblem | None = None


def read_known(text: str, days: Days) -> Said:
    """Read a date or promise: the day stands at the end of it, or at its beginning.

    `days` reads a day at the start of a text and looks ahead. A birthday or an anniversary comes again each year.
    """
    again = YEARLY.search(text)
    rest = text[: again.start()] if again else text
    yearly = bool(again or COMES_AGAIN.search(text))
    for word in tokens(rest, most=MOST_WORDS):
        found = days(rest[word.start() :])
        if found and not found.rest.strip(EDGES) and word.start():
            return Said(_what(BEFORE_DAY.sub("", rest[: word.start()])), found.day, yearly, found.problem)
    first = re.match(r"\s*(?:by|until|on|before|bis)?\s*", rest, re.IGNORECASE)
    start = first.end() if first else 0
    if (found := days(rest[start:])) and found.rest.strip(EDGES):
        return Said(_what(found.rest), found.day, yearly, found.problem)
    return Said(_what(rest), None, yearly)


def _what(text: str) -> str:
    return OWED.sub("", " ".join(text.strip(EDGES).split()))[:LONGEST]


def belongs_to(what: str, contacts: Sequence[Contact]) -> Contact | None:
    """Return the person at the customer whose day it is: named in full, or the only one with that first name."""
    said = what.casefold()
    named = [one for one in contacts if one.name and re.search(rf"\b{re.escape(one.name.casefold())}\b", said)]
    if not named:
        named = [
            one for one in contacts if one.name and re.search(rf"\b{re.escape(one.name.casefold().split()[0])}\b", said)
        ]
    return named[0] if len(named) == 1 else None


def whose_birthday(what: str, contact: Contact | None) -> frozenset[str] | None:
    """Return the words that say whose birthday it is, the contact's name left out; None: it is no birthday.

    Everybody has one: who is named twice by the same words, order and "of" aside, has another one than we had.
    """
    if not BIRTHDAY.search(what):
        return None
    known = re.findall(r"\w+", contact.name.casefold()) if contact else []
    return frozenset(re.findall(r"\w+", what.casefold())) - LITTLE - set(known)
