"""Sample facts of the templates in templates/help."""

from collections.abc import Callable, Iterator
from typing import Any

from handlers.words import WORDS


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "help/complaint", {}
    yield "help/touch", {"kinds": [said("call"), said("lunch"), said("email")]}
    for word in WORDS:
        yield "help/usage", {"word": word, "typed": ""}
    yield "help/usage", {"word": "left", "typed": said("acme")}
    for manager in (True, False):
        for template in ("help/care", "help/all"):
            yield template, {"manager": manager}
