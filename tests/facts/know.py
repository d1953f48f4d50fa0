"""Sample facts of the templates in templates/know, and of what a brief says of dates and promises."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from handlers.know_list import Item
from models.customer import Contact, Customer
from models.decision import KNOWN, Decision
from models.know import DATE, PROMISE, Known
from models.know_brief import KnownLine
from models.member import Member
from models.nudge import Nudge

TODAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)
Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    alice = Member(team_id="T1", user_id="U1", name=said("Alice Berg"))
    around = {"member": alice, "people": {"U1": alice}, "today": TODAY, "customer": _customer(said)}
    yield from _lists(said, around)
    for known in _known(said):
        facts = {"known": known, "day": known.next_on(TODAY), "contact": _contact(said) if known.contact_id else None}
        for decision, remind_at, told in ((_done(said), NOW, alice), (None, None, None)):
            kept = {"decision": decision, "already": decision is None, "remind_at": remind_at, "told": told}
            for before in (None, TODAY):
                yield "know/kept", around | facts | kept | {"before": before}
    for kind in (PROMISE, DATE):
        for problem in (None, "over already"):
            for what in ("", said("send the list")):
                facts = {"what": what, "kind": kind, "problem": problem, "text": said("/care promise acme")}
                yield "know/which_day", around | facts
        for known in (None, *_known(said)):
            for contacts in ([], [_contact(said, f"c{number}") for number in range(120)]):
                facts = {"kind": kind, "known": known, "contacts": contacts, "remind_days": 14}
                yield "know/form", around | facts
    for problems in (["what"], ["what", "day"], ["promise_day"]):
        yield "know/errors", {"problems": problems}
    for known in (None, *_known(said)):
        yield "know/gone", {"known": known}


def _lists(said: Said, around: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    listed = items(said)
    for shown in ([], listed[:1], listed * 12):
        thanked = _done(said, kept_on="2026-11-19", kind="thanks")
        for done in (None, _done(said), _done(said, kept_on="2026-11-19"), _done(said, removed_at="x"), thanked):
            for template in ("know/list", "know/view"):
                yield (
                    template,
                    around | {"items": shown, "done": done, "before": done and TODAY, "may_change": done is not None},
                )
        for as_form in (True, False):
            for has_nobody in (True, False):
                facts = {"items": shown, "as_form": as_form, "has_nobody": has_nobody}
                yield "know/coming", around | facts


def items(said: Said) -> list[Item]:
    """Return dates and promises as they are listed."""
    return [Item(one, one.next_on(TODAY), _contact(said), _customer(said)) for one in _known(said)]


def in_brief(said: Said) -> list[KnownLine]:
    """Return what a brief says of each, at each step, and of what has become of it."""
    lines = []
    for number, known in enumerate(_known(said)):
        for outcome in (None, "answered"):
            nudge = Nudge(
                team_id="T1",
                message_key="k",
                customer_id="c1",
                known_id=known.id,
                reasons=[known.kind],
                step=number % 3 + 1,
                full=number != 1,
                position=0,
                outcome=outcome,
                fact_id="s1" if outcome else None,
                resolved_by="U2" if outcome else None,
            )
            lines.append(KnownLine(nudge, known, _customer(said), known.next_on(TODAY), _contact(said), _done(said)))
    return lines


def _known(said: Said) -> list[Known]:
    about = {"team_id": "T1", "customer_id": "c1", "what": said("the new price list"), "since": NOW, "created_at": NOW}
    promises = [
        Known(kind=PROMISE, by=by, day=TODAY + timedelta(days=ahead), remind_days=1, id=f"p{ahead}", **about)
        for by, ahead in (("U1", 1), ("U2", -3), (None, 30))
    ]
    kept = Known(kind=PROMISE, by="U1", day=TODAY, kept_on=TODAY, id="p-kept", **about)
    gone = Known(kind=PROMISE, by="U1", day=TODAY, removed_at=NOW, id="p-gone", **about)
    dates = [
        Known(kind=DATE, day=TODAY + timedelta(days=ahead), remind_days=days, id=f"d{ahead}", **about)
        for ahead, days in ((0, 0), (1, 1), (14, 14))
    ]
    birthday = Known(kind=DATE, day=date(1980, 2, 29), yearly=True, remind_days=3, contact_id="jane", id="d-b", **about)
    removed = Known(kind=DATE, day=TODAY, removed_at=NOW, id="d-gone", **about)
    return [*promises, kept, gone, *dates, birthday, removed]


def a_date(said: Said) -> Known:
    """Return a date that is near."""
    return _known(said)[7]


def _done(said: Said, **after: str) -> Decision:
    about = {"team_id": "T1", "customer_id": "c1", "kind": KNOWN, "day": TODAY, "created_at": NOW, "id": "s1"}
    return Decision(**about, before={"id": "p1"}, after={"id": "p1", "what": said("the price list"), **after})


def _contact(said: Said, id_: str = "jane") -> Contact:
    about = {"team_id": "T1", "customer_id": "c1", "id": id_}
    return Contact(**about, name=said("Jane Doe") or "J", likes=said("sailing"))


def _customer(said: Said) -> Customer:
    about = {"team_id": "T1", "id": "c1", "normal": "acme", "champion_id": "U1", "added_on": TODAY, "created_at": NOW}
    return Customer(**about, name=said("Acme Corporation"))
