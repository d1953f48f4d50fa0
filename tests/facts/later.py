"""Sample facts of the templates in templates/later."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace as Facts
from typing import Any


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = Facts(id="c1", name=said("Acme Corporation"))
    yield "later/choice", {"customer": customer, "tomorrow": date(2026, 11, 19)}
    for reason in (said("they are moving house"), ""):
        decision = Facts(id="x1", until=date(2026, 12, 2), reason=reason)
        yield "later/put_off", {"customer": customer, "decision": decision, "today": date(2026, 11, 18)}
    yield "later/which_day", {"customer": customer, "text": said("acme sometime")}
    yield "later/wrong_day", {}
