"""Sample facts of the templates in templates/find."""

from collections.abc import Callable, Iterator
from typing import Any


def samples(_: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "find/form", {}
