"""Sample facts of the templates in templates/add."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace as Facts
from typing import Any

from facts.brief import TODAY, a_line


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    standing = a_line(said, ["due"], 1).standing
    customer = standing.customer
    yield "add/added", {"customer": customer, "standing": standing, "today": TODAY}
    for champion in (Facts(first_name=said("Bob")), None):
        yield "add/known", {"customer": customer, "champion": champion}
    for managers in ([], [Facts(user_id="UMARIA")]):
        for may_win in (True, False):
            for left_on, reason in ((TODAY, "price"), (None, None)):
                gone = Facts(id="c1", name=said("Acme"), left_on=left_on, left_reason=reason)
                yield "add/lost", {"customer": gone, "may_win": may_win, "managers": managers, "today": TODAY}
    for typed in ("", said("Acme")):
        yield "add/name", {"longest": 80, "typed": typed}
    for removed in (True, False):
        yield "add/removed", {"customer": customer, "removed": removed}
