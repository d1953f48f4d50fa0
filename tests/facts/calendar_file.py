"""Sample facts of the templates in templates/calendar_file."""

from collections.abc import Callable, Iterator
from typing import Any


def samples(_: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "calendar_file/coming", {}
    for link in ("https://practice.slack.com/files/U0BOT/F1/touchbase.ics", None):
        for team in (True, False):
            yield "calendar_file/file", {"link": link, "team": team}
