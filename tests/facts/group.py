"""Sample facts of the templates in templates/group."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace as Facts
from typing import Any

from facts.brief import TODAY, a_customer, a_line, a_member

from models.group import Group, Place
from models.group_rollup import Rollup
from models.one_person import OnePerson
from models.workspace import Workspace
from models.worth import Worth

Said = Callable[[str], str]
ONE = a_customer(str)
NOTHING = Rollup([ONE])
MUCH = Rollup([ONE] * 1234, Worth(120_000_000_00, 70_000_000_00, stated=True), 512, 7, 99)


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    acme, globex = a_customer(said, "c1"), a_customer(said, "c2", name=said("Globex"), champion_id=None)
    around = {"workspace": Workspace(team_id="T1"), "today": TODAY, "people": {"U1": a_member("U1", said("Alice"))}}
    around["sees_worth"] = True
    for template in ("group/tree", "group/view"):
        for may_change in (True, False):
            alone = {"customer": acme, "group": None, "standings": {}, "complaints": set(), "may_change": may_change}
            yield template, around | alone
        for group in groups(said):
            standing = a_line(said, ["due"], 1, heard=len(group.rows) > 2).standing
            stand = {"standings": {one.id: standing for one, _ in group.rows}, "complaints": {"c0"}}
            yield template, around | stand | {"customer": acme, "group": group, "may_change": True}
    for template in ("group/connected", "group/connected_form", "group/connected_view"):
        for decision in (None, Facts(id="d1")):
            for parent, place in ((globex, a_place(said)), (None, None)):
                facts = {"customer": acme, "parent": parent, "decision": decision, "group": place}
                yield template, around | facts
    hanging = list(one_person(said))
    for many in (0, 1, 50):
        overview = {"groups": [(globex, MUCH)] * many, "hanging": hanging * many}
        overview["worths"] = {one.customer.id: Worth(410_000_00) for one in hanging}
        yield "group/overview", around | overview
    for parent in (acme, globex):
        yield "group/circle", {"customer": acme, "parent": parent, "text": said("/care group acme belongs to globex")}
    for parent in (acme, globex, None):
        yield "group/errors", {"customer": acme, "parent": parent}
        yield "group/form", {"customer": acme, "parent": parent}


def one_person(said: Said) -> Iterator[OnePerson]:
    """Yield each way in which a customer hangs on one person."""
    acme, jane = a_customer(said), said("Jane Doe")
    yield OnePerson(acme, only_known=jane)
    yield OnePerson(acme, talked_to=jane, talks=4)
    yield OnePerson(a_customer(said, revenue_minor=None), colleague_id="U9")
    yield OnePerson(acme, jane, jane, 2, "U1")


def groups(said: Said) -> Iterator[Group]:
    head = a_customer(said, "c0", name=said("Globex"))
    left = a_customer(said, "c9", state="left", left_on=TODAY, key=False, tier=None)
    yield Group(head, [(head, 0), (a_customer(said), 1)], 0, NOTHING)
    deep = [(a_customer(said, f"c{depth}"), depth) for depth in range(1, 22)]
    yield Group(head, [(head, 0), *deep, (left, 1)], 5_000, MUCH)


def a_place(said: Said) -> Place:
    head, parent = (a_customer(said, id_, name=said("Globex")) for id_ in ("c0", "c2"))
    return Place(head, parent, 3, MUCH)
