"""Sample facts of the templates in templates/lost."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace as Facts
from typing import Any

from facts.brief import TODAY, a_customer, a_line, a_member

from models.lost import Reason, steps_of


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, decision = a_member("U1", said("Alice")), Facts(id="d1")
    for place, reason in enumerate([*Reason, None]):
        customer = a_customer(said, "c1", state="left", left_on=TODAY if place else None, left_reason=reason)
        steps = [(step, place % 2 == 0) for step in steps_of(reason)]
        told = {"customer": customer, "steps": steps}
        yield "lost/lost", told | {"champion": alice, "can_tick": True, "decision": decision}
        yield "lost/lost", told | {"champion": None, "can_tick": False, "decision": None}
        yield "lost/lost_form", told | {"decision": decision}
        yield "lost/already", {"customer": customer, "today": TODAY}
    for chosen, words in ((None, ""), (a_customer(said, "c1"), said("who knows"))):
        yield "lost/form", {"customer": chosen, "words": words, "reasons": list(Reason), "reason": reason}
    standing = a_line(said, ["due"], 1).standing
    for champion, decided in ((alice, decision), (None, decision), (alice, None)):
        facts = {"customer": standing.customer, "standing": standing, "champion": champion, "decision": decided}
        yield "lost/back", facts | {"today": TODAY}
