"""Sample facts of the templates in templates/menu."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import a_member


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, maria = a_member("U1", said("Alice Berg")), a_member("U2", said("Maria Sommer"))
    maria.manager = True
    for member in (alice, maria):
        for needing in (0, 1, 5000):
            yield "menu/menu", {"member": member, "needing": needing}
