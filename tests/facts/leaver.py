"""Sample facts of the templates in templates/leaver."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from facts.brief import TODAY, a_customer, a_line, a_member
from facts.hand_over import a_decision

from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    dana, bob = a_member("U1", said("Dana Clarke")), a_member("U2", said("Bob"))
    dana.deleted = True
    shown = [a_line(said, ["due", "silent"], 1).standing, a_line(said, ["due"], 1, heard=False).standing]
    form = {"leaver": dana, "workspace": Workspace(team_id="T1"), "today": TODAY}
    many = [replace(shown[n % 2], customer=a_customer(said, f"c{n}")) for n in range(90)]
    yield "leaver/form", form | {"standings": many, "more": 120}
    yield "leaver/form", form | {"standings": many[:2], "more": -88}
    given = {"leaver": dana, "people": {"U2": bob}, "decision": a_decision()}
    for count, left in ((1, 0), (90, 3)):
        customers = [(a_customer(said, f"c{number}"), "U2") for number in range(count)]
        yield "leaver/done", given | {"given": customers, "left": left}
    for leaver in (dana, bob, None):
        yield "leaver/nobody", {"leaver": leaver}
        yield "leaver/nobody_left", {"leaver": leaver}
    for none in (True, False):
        yield "leaver/wrong", {"blocks": ["others", "customer:c1"], "none": none}
        yield "leaver/undone", {"done": none}
