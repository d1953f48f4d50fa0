"""Sample facts of the templates in templates/channel."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import a_customer

PROBLEMS = ("unseen", "internal", "archived", "unknown")


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    acme, delta = a_customer(said), a_customer(said, "c2", name=said("Delta Freight"))
    for customer in (acme, None):
        yield "channel/form", {"customer": customer}
    for heard in (True, False, None):
        for before in (delta, None):
            for template in ("channel/tied", "channel/tied_form"):
                yield template, {"customer": acme, "channel": "C1", "heard": heard, "before": before}
    for channels in ([], ["C1"], [f"C{number}" for number in range(200)]):
        yield "channel/untied", {"customer": acme, "channels": channels}
    for changed in (True, False):
        yield "channel/undone", {"customer": acme, "changed": changed}
    for why in PROBLEMS:
        yield "channel/refused", {"why": why, "text": said("/care channel acme #acme-shared")}
        yield "channel/errors", {"why": why}
