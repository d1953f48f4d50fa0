"""What was said, summed up: by quarter, by moment of truth, and the words that recur.

A theme is a word that three speakers or more, customers and others, used within the quarters shown, however often each
did. Words of fewer than four letters and those that every text is full of are left out; a plural counts as its
singular. That is no statistics: it shows where to read on. Likes and dislikes are customers' own: what a rival's
customer dislikes may be the rival.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.saying import Commitment, Saying, SayingKind

LIKES = (SayingKind.LIKE, SayingKind.PRAISE, SayingKind.TESTIMONIAL)
DISLIKES = (SayingKind.DISLIKE, SayingKind.BETTER, SayingKind.OTHERS)
QUARTERS = 4
"""So many are shown, the one that is going on among them."""
MOST_THEMES = 8
LEAST_SPEAKERS = 3
_WORD = re.compile(r"[^\W\d_]{4,}")
_EVERYDAY_WORDS = """
about after again against almost already also although always another anything around asked back because been before
being best better between both came come could customer customers does doing done down each else enough even ever every
everything find first from gave give given gets getting going gone good great have having help here himself into itself
just keep kept know last less like liked likes little long look made make makes many mean more most much must need needs
never next nobody nothing often once only other others over people perhaps please quite rather really said same says
seem should since some somebody something sometimes still such take takes than thank thanks that their them themselves
then there these they thing things think this those though three through time told took until used very want wanted
wants well went were what when where whether which while whom whose will wish with without wonderful would year years
your yours
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


@dataclass(frozen=True)
class Quarter:
    """What customers said in a quarter that begins on `first`, commitment by answer; how much `others` said."""

    first: date
    likes: int
    dislikes: int
    yes: int
    perhaps: int
    no: int
    others: int


@dataclass(frozen=True)
class Theme:
    """A word that recurs: how many use it, in how many likes and dislikes, and how many used it in each quarter."""

    word: str
    speakers: int
    likes: int
    dislikes: int
    quarters: tuple[int, ...]


@dataclass(frozen=True)
class Heard:
    """All of it; `moments` are those of which anything was said: (name, likes, dislikes). `latest` comes first."""

    quarters: Sequence[Quarter]
    themes: Sequence[Theme]
    moments: Sequence[tuple[str, int, int]]
    latest: Sequence[Saying]
    sayings: int


def quarter_of(day: date) -> date:
    """Return the day on which the quarter of a day begins."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarters_to(today: date) -> list[date]:
    """Return the first days of the quarters that are shown, oldest first."""
    shown = [quarter_of(today)]
    while len(shown) < QUARTERS:
        first = shown[0]
        shown.insert(0, date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1))
    return shown


def heard(sayings: Sequence[Saying], today: date, latest: int, moments: Mapping[str, str]) -> Heard:
    """Sum up sayings that stand, earliest first; those from before the quarters shown are left out.

    `moments` are the names of moments of truth by id, in order.
    """
    shown = quarters_to(today)
    lately = [one for one in sayings if shown[0] <= one.day <= today]
    return Heard(
        quarters=[_quarter(first, [one for one in lately if quarter_of(one.day) == first]) for first in shown],
        themes=_themes(lately, shown),
        moments=list(_moments(lately, moments)),
        latest=[one for one in reversed(lately) if one.words][:latest],
        sayings=len(lately),
    )


def _quarter(first: date, sayings: Sequence[Saying]) -> Quarter:
    answers = [one.answer for one in sayings if one.customer_id]
    return Quarter(
        first,
        likes=_count(LIKES, sayings),
        dislikes=_count(DISLIKES, sayings),
        yes=answers.count(Commitment.YES),
        perhaps=answers.count(Commitment.PERHAPS),
        no=answers.count(Commitment.NO),
        others=sum(one.customer_id is None for one in sayings),
    )


def _count(kinds: Sequence[SayingKind], sayings: Iterable[Saying]) -> int:
    """Return how many of these customers said."""
    return sum(one.kind in kinds and one.customer_id is not None for one in sayings)


def _moments(sayings: Sequence[Saying], moments: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    for moment, name in moments.items():
        found = [one for one in sayings if one.moment == moment]
        if found:
            yield name, _count(LIKES, found), _count(DISLIKES, found)


def _themes(sayings: Sequence[Saying], shown: Sequence[date]) -> list[Theme]:
    using: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        for word in words_in(saying.words):
            using[word].append(saying)
    themes = [
        Theme(
            word=word,
            speakers=len({one.speaker for one in found}),
            likes=_count(LIKES, found),
            dislikes=_count(DISLIKES, found),
            quarters=tuple(len({one.speaker for one in found if quarter_of(one.day) == first}) for first in shown),
        )
        for word, found in using.items()
    ]
    recurring = [theme for theme in themes if theme.speakers >= LEAST_SPEAKERS]
    return sorted(recurring, key=lambda theme: (-theme.speakers, theme.word))[:MOST_THEMES]


def words_in(text: str) -> set[str]:
    """Return the words of a text that can be a theme, in lower case and as singulars."""
    found = {word for word in _WORD.findall(text.lower()) if word not in _EVERYDAY}
    return {_singular(word) for word in found} - _EVERYDAY


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 4 else word
