"""Sample facts of the templates in templates/offerings."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace as Facts
from typing import Any

from facts import brief

from models.offerings import Known, Offering, Share, Use

Said = Callable[[str], str]
NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = brief.a_customer(said)
    for many in (0, 1, 20):
        offered = some(said, many)
        for may_change in (True, False):
            for asked in (0, 3, 3000):
                shares = [Share(one, dict.fromkeys(Use, asked)) for one in offered]
                around = {"customers": asked * 3, "asked": asked, "everybody": may_change, "may_change": may_change}
                yield "offerings/list", around | {"shares": shares}
                yield "offerings/view", around | {"shares": shares}
        yield "offerings/list_form", {"names": [one.name for one in offered], "most": 20}
        names = [one.name for one in offered]
        for last, new, gone in ((None, [], []), (Facts(id="a1"), names, names), (Facts(id="a1"), [], names[:1])):
            yield "offerings/list_saved", {"offered": offered, "last": last, "new": new, "gone": gone}
        for done in (True, False):
            yield "offerings/list_back", {"offered": offered, "done": done}
        for known in (None, of_customer(offered)):
            yield "offerings/customer", {"customer": customer, "offered": offered, "known": known}
        uses = {one.id: use for one, use in of_customer(offered).uses}
        for kept in (uses, {}):
            yield "offerings/form", {"customer": customer, "offered": offered, "uses": kept, "choices": list(Use)}
        for decision in (None, Facts(id="d1")):
            told = {"customer": customer, "known": of_customer(offered), "decision": decision}
            yield "offerings/saved", told
    for problem in ("many", "long"):
        yield "offerings/list_errors", {"problem": problem, "most": 20, "longest": 60, "count": 21}


def some(said: Said, many: int) -> list[Offering]:
    return [
        Offering(team_id="T1", id=f"o{place}", name=said("training")[:60], place=place, created_at=NOW)
        for place in range(many)
    ]


def of_customer(offered: list[Offering]) -> Known:
    return Known([(one, list(Use)[one.place % 3]) for one in offered])
