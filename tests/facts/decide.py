"""Sample facts of the templates in templates/decide."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace as Facts
from typing import Any

from facts.brief import TODAY, a_line


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    standing = a_line(said, ["due"], 1).standing
    for kind in ("later", "cadence", "not_needed"):
        decision = Facts(id="x1", kind=kind, until=date(2026, 12, 18))
        yield "decide/decided", {"standing": standing, "decision": decision, "today": TODAY}
