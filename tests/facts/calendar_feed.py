"""Sample facts of the templates in templates/calendar_feed."""

from collections.abc import Callable, Iterator
from typing import Any


def samples(_: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for address in ("https://touchbase.example.com/calendar/abc.ics", None):
        for replaced in (True, False):
            for served in (True, False):
                yield "calendar_feed/address", {"address": address, "served": served, "replaced": replaced}
