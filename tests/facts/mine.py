"""Sample facts of the templates in templates/mine."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import TODAY, a_line, a_member, unanswered, what_waits

from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice = a_member("U1", said("Alice Berg"))
    around = {"member": alice, "workspace": Workspace(team_id="T1"), "people": {"U1": alice}, "today": TODAY}
    booked, heard, unheard = (
        a_line(said, reasons, 1, heard=heard).standing
        for reasons, heard in ((["happened"], True), (["due"], True), (["due"], False))
    )
    for standings in ([], [booked, heard, unheard], [heard] * 300):
        yield "mine/mine", {"standings": standings, **around}
        for decisions in (None, what_waits(said, alice)):
            for owed in ([], unanswered(said)):
                yield "mine/due", {"standings": standings, "decisions": decisions, "unanswered": owed, **around}
