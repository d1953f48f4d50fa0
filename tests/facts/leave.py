"""Sample facts of the templates in templates/leave."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from facts.brief import TODAY, a_member


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    bob = a_member("U2", said("Bob Miller"))
    for last in (TODAY, TODAY + timedelta(days=9), None):
        for cover, managers in ((bob, []), (None, [bob] * 5), (None, [])):
            for due in (0, 1, 7):
                yield "leave/question", {"last": last, "cover": cover, "managers": managers, "due": due, "today": TODAY}
    for template in ("here", "over"):
        yield f"leave/{template}", {}
