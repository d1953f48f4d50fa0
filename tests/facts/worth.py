"""Sample facts of the templates in templates/worth."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from facts.brief import TODAY, a_customer

from handlers.worth_decide import Done
from models.group_rollup import Rollup
from models.kind import Kind
from models.workspace import Workspace
from models.worth import Costs, Worth
from models.worth_figures import Figures
from models.worth_review import Review

COSTS = Costs(6250, {"lunch": 6000}, 12000)
GOOD, BAD = Worth(20_000_00, 12_500_00, 600_00, 120_00), Worth(500_00, 312_50, 600_00, 120_00, said_minor=9_000_00)
STATED, UNKNOWN = Worth(100_00, stated=True), Worth(unknown=True)


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    around = {"workspace": Workspace(team_id="T1")}
    acme = a_customer(said)
    for manager in (True, False):
        for review in reviews(said):
            for done in [None, *(Done(kind, review.customers[:9], ["x1"] * 9) for kind in DONE if review.customers)]:
                facts = around | {"review": review, "manager": manager, "done": done}
                yield "worth/team", facts
                yield "worth/view", facts
            shown = review.customers[:12]
            chart = {"shown": shown, "values": [1.5] * len(shown), "done": None}
            for plain in (True, False):
                yield "worth/chart", around | chart | {"review": review, "manager": manager, "plain": plain}
    for worth in (GOOD, BAD, STATED, UNKNOWN):
        for years in (1, 20):
            figures = Figures(worth, worth, [(2026 - place, worth) for place in range(years)])
            for costs in (COSTS, Costs()):
                facts = around | {"customer": acme, "figures": figures, "costs": costs, "today": TODAY}
                rollup = Rollup([acme] * 3, worth)
                facts["together"] = None
                if years > 1:
                    facts["together"] = {"head": acme, "rollup": rollup, "ever": worth, "since": 2007}
                yield "worth/customer", facts | {"can_set": years > 1, "unread": said("and delta") if years > 1 else ""}
        yield "worth/costs_saved", {"costs": COSTS if worth is GOOD else Costs()}
    yield "worth/costs", {"currency": "EUR", "sales": "", "communicating": "", "kinds": dict.fromkeys(Kind, "")}
    yield "worth/costs", {"currency": "EUR", "sales": "62.5", "communicating": "9", "kinds": dict.fromkeys(Kind, "9")}
    yield "worth/costs_errors", {"problems": {"sales": "no_share", "cost_lunch": "no_amount"}, "currency": "EUR"}


DONE = ("key", "not_key", "managed", "tier")


def reviews(said: Callable[[str], str]) -> Iterator[Review]:
    yield Review(COSTS, [], {}, [], None, [], [], [], 0)
    for many in (1, 3, 120):
        customers = [a_customer(said, id=f"c{place}", key=place % 7 == 0) for place in range(many)]
        worths = {one.id: [GOOD, STATED, UNKNOWN, BAD][place % 4] for place, one in enumerate(customers)}
        for costs in (COSTS, Costs()):
            yield Review(
                costs, customers, worths, customers[:40], Decimal("0.61"), customers, customers, customers, 2, many
            )
        yield Review(COSTS, customers, worths, [], None, [], [], [], 0)
