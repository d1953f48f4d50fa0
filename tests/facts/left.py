"""Sample facts of the templates in templates/left."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from facts.brief import TODAY, a_customer

from models.left import Loss, by_quarter
from models.left_seen import Seen
from models.lost import Reason

Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    for losses in ([], some(said)[:1], some(said), some(said) * 40):
        for everybody in (True, False):
            seen = Seen(by_quarter(losses, TODAY), losses, TODAY, "EUR", everybody)
            around = {"seen": seen, "today": TODAY, "has_nobody": not losses}
            yield "left/left", around
            yield "left/left", around | {"has_nobody": False}
            yield "left/view", around
            for plain in (True, False):
                yield "left/chart", around | {"plain": plain}


def some(said: Said) -> list[Loss]:
    """Customers who left for each reason; of some nothing is known, some came back."""
    found = []
    for place, reason in enumerate([*Reason, None]):
        day = TODAY - timedelta(days=40 * place)
        known: dict[str, date] = {"touched_on": day - timedelta(days=200), "heard_on": day - timedelta(days=1)}
        customer = a_customer(said, f"c{place}", revenue_minor=None if place == 1 else 41_000_000)
        back = {"back_on": day + timedelta(days=30)} if place == 2 else {}
        found.append(Loss(customer, day, reason, said("10 % cheaper"), **(known if place % 3 else {}), **back))
    return found
