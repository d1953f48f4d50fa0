"""Sample facts of the templates in templates/booking."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace as Facts
from typing import Any


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = Facts(id="c1", name=said("Acme Corporation"))
    for suggestion in ("lunch", None):
        standing = Facts(kinds=["lunch", "video call", "other"], suggestion=suggestion)
        yield "booking/form", {"standing": standing, "customer": customer, "today": date(2026, 11, 18)}
    touch = Facts(id="t1", kind="video call", day=date(2026, 11, 17))
    yield "booking/moving", {"touch": touch, "customer": customer, "today": date(2026, 11, 18)}
    for state in ("done", "dropped"):
        moved = Facts(kind="video call", state=state, undone_at=None)
        yield "booking/not_moved", {"touch": moved, "customer": customer}
    for past in (True, False):
        for moving, in_calendar in ((False, False), (True, False), (True, True)):
            yield "booking/wrong_day", {"past": past, "moving": moving, "in_calendar": in_calendar}
