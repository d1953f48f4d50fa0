"""Sample facts of the templates in templates/rhythm."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from facts.brief import TODAY, a_line

from models.rhythm import Rhythm


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    known = a_line(said, ["silent"], 1, heard=True).standing
    never = replace(known, policy=replace(known.policy, silence_days=None))
    for learned in (
        Rhythm(9, 24, 12),
        Rhythm(60, known.policy.silence_days, 9),
        Rhythm(1, 14, 5),
        Rhythm(300, 700, 6),
        None,
    ):
        for standing in (known, never, replace(known, history=replace(known.history, rhythm=learned))):
            facts = {"customer": standing.customer, "standing": standing, "learned": learned, "gaps": 3}
            yield "rhythm/rhythm", {**facts, "today": TODAY}
