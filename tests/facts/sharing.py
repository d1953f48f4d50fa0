"""Sample facts of the templates in templates/sharing."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import a_customer, a_member
from facts.hand_over import a_decision

from models.sharing import Load


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for count in (1, 60):
        ids = [f"U{number}" for number in range(count)]
        people = {id_: a_member(id_, said("Alice Berg")) for id_ in ids}
        shares = {id_: Load(number, number * 3) for number, id_ in enumerate(ids, 1)}
        facts = {"shares": shares, "people": people}
        given = [(a_customer(said, f"c{number}"), "U0") for number in range(count)]
        for left in (0, 7):
            before = {id_: Load(left, left) for id_ in ids}
            yield "sharing/preview", facts | {"before": before, "given": given, "ids": ",".join(ids), "left": left}
            yield "sharing/done", facts | {"decision": a_decision(), "left": left}
        yield "sharing/people", {"count": count, "champions": ids}
    for strangers in (True, False):
        yield "sharing/wrong", {"strangers": strangers, "most": 60}
    yield "sharing/nobody", {}
    yield "sharing/nobody_form", {}
    for done in (0, 3):
        yield "sharing/undone", {"done": done}
