"""Sample facts of the templates in templates/not_needed."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace as Facts
from typing import Any


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = Facts(id="c1", name=said("Acme Corporation"))
    for cadence in (91, None):
        yield "not_needed/reason", {"customer": customer, "policy": Facts(cadence_days=cadence)}
