"""Sample facts of the templates in templates/show."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import TODAY, a_line, a_member

from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice = a_member("U1", said("Alice Berg"))
    around = {"workspace": Workspace(team_id="T1"), "people": {"U1": alice}, "today": TODAY}
    for reasons, heard, contacts in ((["happened"], True, 1), (["due"], True, 20), (["due"], False, 0)):
        standing = a_line(said, reasons, 1, heard=heard).standing
        facts = {"customer": standing.customer, "standing": standing, "contacts": [standing.contact] * contacts}
        yield "show/customer", facts | around | {"unread": ""}
        yield "show/customer", facts | around | {"unread": said("and delta")}
