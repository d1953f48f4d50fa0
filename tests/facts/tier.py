"""Sample facts of the templates in templates/tier."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace as Facts
from typing import Any

from facts.brief import TODAY, a_line


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    standing = a_line(said, ["due"], 1).standing
    customer = standing.customer
    for kind in ("tier", "key"):
        for policy in (standing.policy, Facts(cadence_days=None)):
            decided = {"decision": Facts(id="x1", kind=kind), "policy": policy, "standing": standing}
            for surplus in (0, 1, 9):
                yield "tier/set", {"customer": customer, "today": TODAY, "surplus": surplus, **decided}
    yield "tier/which", {"customer": customer, "text": said("acme platinum")}
