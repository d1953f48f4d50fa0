"""Sample facts of the templates in templates/ladder."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from facts.brief import NOW, TODAY, a_customer, a_member

from models.decision import NOT_YET, RUNG, Decision
from models.ladder import RUNGS, Because, Reason, Suggestion
from models.ladder_view import Ladder
from models.movements import Move
from models.rung import Rung

Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, acme = a_member("U1", said("Alice Berg")), a_customer(said, "c1")
    around = {"member": alice, "people": {"U1": alice, "U2": alice}, "today": TODAY, "whose": acme}
    for ladder in ladders(said):
        for plain in (True, False):
            yield "ladder/chart", around | {"ladder": ladder, "plain": plain, "done": None}
        for done in decisions():
            for template in ("ladder/all", "ladder/view"):
                yield template, around | {"ladder": ladder, "done": done}
    for rung in (None, *Rung):
        customer = a_customer(said, "c1")
        customer.rung = rung
        for done in decisions():
            moves = [one for one in decisions() if one and one.kind == RUNG]
            suggestion = a_suggestion() if done else None
            facts = {"customer": customer, "moves": moves if done else [], "suggestion": suggestion, "done": done}
            facts |= {"rungs": list(Rung), "may_change": bool(done)}
            for template in ("ladder/one", "ladder/one_view"):
                yield template, around | facts


def a_suggestion(rung: str = "advocate") -> Suggestion:
    """Return a suggestion with every reason there is, once and several times."""
    reasons = tuple(Reason(because, count, TODAY) for because in Because for count in (1, 2, 12_345))
    return Suggestion(Rung(rung), reasons)


def decisions() -> list[Decision | None]:
    about = {"team_id": "T1", "customer_id": "c1", "day": TODAY, "by": "U1", "created_at": NOW}
    told: list[Decision | None] = [None]
    for before, after in ((None, "advocate"), ("advocate", "prospect"), ("prospect", "raving fan")):
        told.append(Decision(kind=RUNG, before={"rung": before}, after={"rung": after}, **about))
    return [*told, Decision(kind=NOT_YET, until=TODAY + timedelta(days=90), after={"rung": "advocate"}, **about)]


def ladders(said: Said) -> Iterator[Ladder]:
    nobody = [(rung, 0) for rung in reversed(RUNGS)]
    for everybody in (True, False):
        yield Ladder(nobody, 0, [], [], everybody)
    acme = a_customer(said, "c1")
    moves = [Move(acme, before, after) for before, after in ((None, "advocate"), ("member", "customer"))]
    yield Ladder([(rung, 1) for rung in reversed(RUNGS)], 1, moves[:1], [(acme, a_suggestion())], everybody=False)
    many = [(rung, 12_345) for rung in reversed(RUNGS)]
    yield Ladder(many, 12_345, moves * 20, [(acme, a_suggestion("raving fan"))] * 40, everybody=True)
