"""Sample facts of the templates in templates/importing."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from models.importing.report import Problem, Report, Trouble
from models.importing.spreadsheet import Fault, UnreadableError


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "importing/form", {}
    for fault in Fault:
        problem = UnreadableError(fault, 7, said("Firma"))
        yield "importing/unreadable", {"problem": problem, "pasted": said("Acme, Delta")}
        yield "importing/errors", {"problem": problem}
    for report in reports(said):
        yield "importing/done", {"report": report}
        yield "importing/done_form", {"report": report}


def reports(said: Callable[[str], str]) -> Iterator[Report]:
    yield Report(currency="EUR")
    yield Report(currency="EUR", new=1, asked_about=1)
    problems = [Problem(number, trouble, said("viel")) for number, trouble in enumerate(list(Trouble) * 9, 2)]
    yield Report(
        currency="EUR",
        new=91,
        changed=3,
        unchanged=1,
        without_champion=2,
        suggested=Counter(A=13, B=21, C=27, D=30),
        example=said("Acme"),
        orphan=said("Delta"),
        spread=30,
        asked_about=10,
        problems=problems,
        unknown_owners=Counter({said(f"Charlie {number}"): number for number in range(30)}),
        connected=2,
        unknown_parents=Counter({said("Globex"): 2}),
        unknown_tiers=Counter({said("Partner"): 2}),
        guessed_order=[said("Last contact")],
    )
