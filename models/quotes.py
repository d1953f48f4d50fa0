"""Customers' own words for the digest: what was noted with their consent, and what stands in quotation marks in notes.

Who has agreed to be quoted is named. A note of a touch says nothing of consent, so what stands in it is told without a
name; and not at all where the same words were noted as theirs without consent.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.customer import Customer
from models.customer_week import CustomerWeek
from models.saying import Saying

QUOTED = re.compile(r"[\"“„«]\s*([^\"“”„«»]{12,160}?)\s*[\"”“»]")
LEAST_WORDS = 3
MOST_QUOTES = 2


@dataclass(frozen=True)
class Quote:
    """What somebody said, word for word; `customer` is None where it may not be told who, or where it was no customer.

    `said_by` names in words who that was; `moment` is what the moment of truth is called that it is about.
    """

    customer: Customer | None
    words: str
    said_by: str = ""
    moment: str | None = None


def quotes(
    weeks: Iterable[CustomerWeek],
    sayings: Sequence[Saying] = (),
    customers: Mapping[str, Customer] | None = None,
    moments: Mapping[str, str] | None = None,
) -> list[Quote]:
    """Return at most two quotations of a week, one a customer: who agreed first, then the most valuable customers.

    `sayings` are those of the week; of customers, only of these; `moments` are names by id.
    """
    agreed = _with_consent(sayings, customers or {}, moments or {})
    told = {quote.customer.id for quote in agreed if quote.customer}
    known = {_bare(saying.words) for saying in sayings}
    ranked = sorted((one for one in weeks if one.customer.id not in told), key=lambda one: _rank(one.customer))
    found = (next((words for words in _said(theirs) if _bare(words) not in known), None) for theirs in ranked)
    return [*agreed, *(Quote(None, words) for words in found if words)][:MOST_QUOTES]


def _with_consent(
    sayings: Iterable[Saying], customers: Mapping[str, Customer], moments: Mapping[str, str]
) -> list[Quote]:
    """Return what was said by who agreed to be quoted, one a speaker, non-customers last."""
    found: dict[str, Quote] = {}
    for saying in sayings:
        customer = customers.get(saying.customer_id or "")
        if saying.may_quote and saying.words and (customer or saying.customer_id is None):
            about = moments.get(saying.moment or "")
            found.setdefault(saying.speaker, Quote(customer, saying.words, saying.said_by, about))
    return sorted(found.values(), key=lambda quote: (quote.customer is None, quote.customer and _rank(quote.customer)))


def _rank(customer: Customer) -> tuple[int, str]:
    return -(customer.revenue_minor or 0), customer.normal


def _said(theirs: CustomerWeek) -> Iterator[str]:
    """Yield what they said to us: what we wrote to them is none of it."""
    spoken = [touch.note for touch in theirs.touches if touch.two_way]
    for note in (*spoken, *(sign.note for sign in theirs.signs)):
        if words := quoted(note):
            yield words


def quoted(note: str) -> str:
    """Return what stands in quotation marks in a note and is longer than a word or two; empty where nothing does."""
    found = (" ".join(words.split()) for words in QUOTED.findall(note))
    return next((words for words in found if len(words.split()) >= LEAST_WORDS), "")


def _bare(words: str) -> str:
    """Return words without what two people who write down the same would write differently."""
    return " ".join(re.findall(r"\w+", words.casefold()))
