"""Customers' own words: what stands in quotation marks in the notes of touches and replies, told in the digest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.customer import Customer
from models.customer_week import CustomerWeek

QUOTED = re.compile(r"[\"“„«]\s*([^\"“”„«»]{12,160}?)\s*[\"”“»]")
LEAST_WORDS = 3
MOST_QUOTES = 2


@dataclass(frozen=True)
class Quote:
    """What a customer said, word for word."""

    customer: Customer
    words: str


def quotes(weeks: Iterable[CustomerWeek]) -> list[Quote]:
    """Return at most two quotations of a week, one a customer, the most valuable customers first."""
    ranked = sorted(weeks, key=lambda one: (-(one.customer.revenue_minor or 0), one.customer.normal))
    found = (next(_said(theirs), None) for theirs in ranked)
    return [quote for quote in found if quote][:MOST_QUOTES]


def _said(theirs: CustomerWeek) -> Iterator[Quote]:
    """Yield what they said to us: what we wrote to them is none of it."""
    spoken = [touch.note for touch in theirs.touches if touch.two_way]
    for note in (*spoken, *(sign.note for sign in theirs.signs)):
        if words := quoted(note):
            yield Quote(theirs.customer, words)


def quoted(note: str) -> str:
    """Return what stands in quotation marks in a note and is longer than a word or two; empty where nothing does."""
    found = (" ".join(words.split()) for words in QUOTED.findall(note))
    return next((words for words in found if len(words.split()) >= LEAST_WORDS), "")
