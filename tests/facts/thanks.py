"""Sample facts of the templates in templates/thanks."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from models.member import Member
from models.thanks import ThankYou
from templates import render

Said = Callable[[str], str]


def told(said: Said) -> Iterator[list[ThankYou]]:
    """Yield what a brief may tell of thanks."""
    at = datetime(2026, 11, 18, 8, tzinfo=UTC)
    words = said("covered my customers")
    one = [ThankYou(team_id="T1", by=by, thanked_id="U1", words=words, created_at=at) for by in ("U2", "U9")]
    yield one[:1]
    yield one * 3


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    bob = Member(team_id="T1", user_id="U2", name=said("Bob Miller"))
    for words in ("", said("covered my customers")):
        yield "thanks/form", {"words": words, "to": ["U2"] if words else []}
    for problem in ("people", "words"):
        yield "thanks/errors", {"problem": problem}
    for people in ([bob], [bob] * 5):
        for silent in ([], [bob], people):
            facts = {"people": people, "words": said("covered my customers"), "silent": silent, "ids": ["a", "b"]}
            yield "thanks/said", facts
            yield "thanks/saved", {"blocks": render("thanks/said", bob, **facts)["blocks"]}
    yield "thanks/undone", {}
