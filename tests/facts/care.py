"""Sample facts of the templates in templates/care."""

from collections.abc import Callable, Iterator
from typing import Any

from models.names import Choice


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for near in ("show", None):
        yield "care/unknown", {"typed": said("shwo acme"), "near": near, "found": []}
    for many in (1, 3):
        found = [Choice(f"c{number}", said("Acme")) for number in range(many)]
        yield "care/unknown", {"typed": said("acme"), "near": None, "found": found}
