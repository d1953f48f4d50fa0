"""Sample facts of the templates in templates/assign."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace as Facts
from typing import Any


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = Facts(name=said("Acme Corporation"))
    alice, bob = (Facts(user_id=f"U{n}", first_name=said(name)) for n, name in enumerate(("Alice", "Bob"), 1))
    for before in (bob, alice, None):
        assigned = {"champion": alice, "before": before, "decision": Facts(id="x1")}
        yield "assign/assigned", {"customer": customer, **assigned}
    for mentioned, text in (("U1", said("acme @bob")), (None, said("acme bob")), ("U1", "")):
        yield "assign/whom", {"customer": customer, "mentioned": mentioned, "text": text}
