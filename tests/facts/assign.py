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
    for count, held in ((0, 1), (1, 1), (2, 0), (30, 30)):
        names, already = [said(f"Acme {n}") for n in range(count)], [Facts(name=said("Delta")) for _ in range(held)]
        kept = {"names": names, "already": already, "undo": "x1,x2" if names else ""}
        yield "assign/several", {"champion": alice, **kept}
    yield "assign/several_people", {"people": ("U1", "U2"), "text": said("acme @alice @bob")}
    for choices in ([Facts(name=said("Smith Brothers")), Facts(name=said("Smithfield Foods"))], []):
        yield "assign/which", {"found": Facts(typed=said("smith"), choices=choices), "text": said("acme, smith @bob")}
