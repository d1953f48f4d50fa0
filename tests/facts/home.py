"""Sample facts of the templates in templates/home."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import TODAY, a_line, a_member, unanswered


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, maria = a_member("U1", said("Alice Berg")), a_member("U2", said("Maria Sommer"))
    due, booked = (a_line(said, reasons, 1).standing for reasons in (["due"], ["happened"]))
    for standings, needing in (([], []), ([booked], []), ([booked, due], [due]), ([due] * 900, [due] * 900)):
        for managers in ([maria], []):
            around = {"member": alice, "managers": managers, "most": 50, "today": TODAY}
            for owed in ([], unanswered(said)):
                yield "home/home", {"standings": standings, "needing": needing, "unanswered": owed, **around}
