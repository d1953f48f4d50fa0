"""Sample facts of the templates in templates/nudge."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace as Facts
from typing import Any


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "nudge/gone", {}
    for state, champion in (("left", None), ("active", None), ("active", Facts(first_name=said("Bob")))):
        customer = Facts(name=said("Acme Corporation"), state=state)
        yield "nudge/not_yours", {"customer": customer, "champion": champion}
