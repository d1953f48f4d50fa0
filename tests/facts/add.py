"""Sample facts of the templates in templates/add."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace as Facts
from typing import Any

from facts.brief import TODAY, a_line


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    standing = a_line(said, ["due"], 1).standing
    customer = standing.customer
    yield "add/added", {"customer": customer, "standing": standing, "today": TODAY}
    for champion in (Facts(first_name=said("Bob")), None):
        yield "add/known", {"customer": customer, "champion": champion}
    yield "add/name", {}
    for removed in (True, False):
        yield "add/removed", {"customer": customer, "removed": removed}
