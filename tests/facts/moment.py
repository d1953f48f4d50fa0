"""Sample facts of the templates in templates/moment, and of what a brief says of moments of truth."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.customer import LEFT, Contact, Customer
from models.member import Member
from models.moment import DONE, NOT_NEEDED, Moment, MomentCheck
from models.moment_brief import MomentLine
from models.moment_gaps import Gap
from models.rung import Rung

TODAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)
Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    alice = Member(team_id="T1", user_id="U1", name=said("Alice Berg"))
    around = {"member": alice, "people": {"U1": alice}, "today": TODAY}
    acme, left = a_customer(said), a_customer(said, state=LEFT)
    for customer, began_on in ((acme, TODAY - timedelta(days=7)), (acme, None), (left, None), (None, None)):
        for lines in ([], in_brief(said)[:1], in_brief(said) * 5):
            theirs = {line.check.id for line in lines}
            facts = {"customer": customer, "began_on": began_on, "lines": lines, "theirs": theirs}
            for template in ("moment/list", "moment/view"):
                yield template, around | facts | {"unscheduled": [a_moment(said)] if lines else []}
    for check in (None, _check("c", outcome=DONE, answered_on=TODAY), _check("c", outcome=NOT_NEEDED)):
        yield "moment/gone", {"check": check}
    yield from _of_managers(said, around)
    for lines in ([], in_brief(said)[:1], in_brief(said) * 9):
        for has_nobody in (True, False):
            yield "moment/ahead", around | {"lines": lines, "has_nobody": has_nobody}
    for customer in (None, a_customer(said)):
        yield "moment/undone", around | {"moment": a_moment(said), "customer": customer}
    for owner in (None, alice):
        yield "moment/refused", {"owner": owner}


def _of_managers(said: Said, around: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    moments = [a_moment(said, rung) for rung in Rung]
    bare = Moment(team_id="T1", id="m2", rung="prospect", name=said("the offer"), removed_at=NOW)
    for shown in ([], [*moments, bare], [one for one in moments for _ in range(40)]):
        for changed, last in ((None, None), (moments[0], "a1"), (bare, "a1"), (bare, None)):
            facts = {"moments": shown, "gaps": len(shown), "changed": changed, "last": last}
            yield "moment/overview", around | facts
    for moment in (None, moments[0], bare):
        yield "moment/form", {"moment": moment, "rungs": list(Rung), "below": "gaps" if moment else ""}
    for problems in (["name"], ["after", "every"], ["again", "owner"]):
        yield "moment/errors", {"problems": problems}
    found = [Gap(bare, True, True, True), Gap(moments[0], False, True, False)]
    for gaps in ([], found[:1], found * 30):
        for changed, last in ((None, None), (moments[0], "a1"), (moments[0], None)):
            yield "moment/gaps", around | {"gaps": gaps, "changed": changed, "last": last}


def in_brief(said: Said) -> list[MomentLine]:
    """Return what a brief or list says of each, at each step, and of what has become of it."""
    jane = Contact(team_id="T1", customer_id="c1", name=said("Jane"), phone=said("123"), likes=said("sailing"))
    customer = a_customer(said)
    open_ones = [
        MomentLine(_check(f"o{step}"), a_moment(said, rung), customer, False, step=step, contact=jane)
        for step, rung in ((1, "shopper"), (2, "customer"), (3, "raving fan"))
    ]
    answered = [
        MomentLine(_check(outcome, outcome=outcome, answered_on=TODAY, by=by), a_moment(said), customer, can_undo)
        for outcome, by, can_undo in ((DONE, "U1", True), (DONE, "U2", False), (NOT_NEEDED, None, True))
    ]
    later = MomentLine(_check("later", later_until=TODAY + timedelta(days=7)), a_moment(said), customer, True)
    put_off = MomentLine(later.check, later.moment, customer, True, is_put_off=True)
    ours = MomentLine(_check("ours"), a_moment(said, "suspect"), None, False)
    return [*open_ones, *answered, later, put_off, ours]


def a_moment(said: Said, rung: str = "shopper") -> Moment:
    about = {"team_id": "T1", "id": "m1", "owner_id": "U2", "after_days": 21, "every_days": 182}
    return Moment(**about, rung=rung, name=said("welcome call"), what=said("Hear how they like it."), system=said("x"))


def a_customer(said: Said, **facts: Any) -> Customer:
    about = {"team_id": "T1", "id": "c1", "normal": "acme", "champion_id": "U1", "added_on": TODAY, "created_at": NOW}
    return Customer(**about, name=said("Acme Corporation"), rung="prospect", **facts)


def _check(id_: str, **facts: Any) -> MomentCheck:
    about = {"team_id": "T1", "moment_id": "m1", "customer_id": "c1", "since": NOW}
    return MomentCheck(id=id_, **about, began_on=TODAY - timedelta(days=21), due_on=TODAY, **facts)
