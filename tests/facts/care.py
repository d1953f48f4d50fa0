"""Sample facts of the templates in templates/care."""

from collections.abc import Callable, Iterator
from typing import Any


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for near in ("show", None):
        yield "care/unknown", {"typed": said("shwo acme"), "near": near}
