"""Sample facts of the templates in templates/touch."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace as Facts
from typing import Any

from models.cadence import Sooner
from models.kind import Kind

TODAY = date(2026, 11, 18)
KINDS = list(Kind)


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from touches(said)
    yield from questions(said)
    yield from forms(said)


def touches(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = Facts(id="c1", name=said("Acme Corporation"), state="active")
    lunch = a_touch(note=said("wants a demo"), people=said("Jane"))
    booked = a_touch(day=date(2026, 11, 19), state="planned", people=said("Jane"))
    due = {"next_due": date(2027, 1, 18), "today": TODAY, "customer": customer, "offer": None}
    sign = Facts(id="s1", day=TODAY, note=said("about the offer"))
    for kind in KINDS:
        yield "touch/logged", {"touch": a_touch(kind=kind, note=said("wants a demo")), **due}
    yield "touch/logged", {"touch": lunch, **due, "next_due": None}
    yield "touch/logged", {"touch": lunch, **due, "offer": Sooner(61, (40, 52))}
    yield "touch/logged", {"touch": lunch, **due, "next_due": date(2026, 11, 2)}
    for ask_on in (date(2026, 11, 20), date(2027, 3, 1)):
        yield "touch/booked", {"touch": booked, "customer": customer, "ask_on": ask_on, "today": TODAY}
    many = [Facts(customer=customer, next_due=date(2027, 1, 18), touch=lunch) for _ in range(60)]
    for touch, number in ((lunch, 2), (lunch, 60), (booked, 3)):
        facts = {"logged": many[:number], "ask_on": date(2026, 11, 20), "undo": "t1,t2", "today": TODAY}
        for already in ([], [customer] * 12):
            yield "touch/several", {"touch": touch, "already": already, **facts}
    for next_due in (None, date(2026, 11, 2), date(2027, 1, 18)):
        noted = [Facts(customer=customer, sign=sign, next_due=next_due)]
        for number in (1, 2, 40):
            yield "touch/replied", {"noted": noted * number, "undo": "s1", "today": TODAY}
    for touch in (lunch, booked):
        yield "touch/already_logged", {"touch": touch, "customer": customer, "another": "x", "today": TODAY}


def questions(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    asked = {"typed": said("smith"), "text": said("smith call"), "draft": "d1"}
    choices = [Facts(name=said(name), value=name) for name in ("Smith Brothers", "Smithfield Foods") * 4]
    for number in (1, 2, 8):
        yield "touch/ambiguous", {**asked, "choices": choices[:number]}
    yield "touch/unknown", asked
    for sign in (True, False):
        yield "touch/whom", {"sign": sign, "text": said("lunch yesterday"), "draft": "d1"}
    yield "touch/no_kind", {"customer": Facts(name=said("Acme")), "text": said("acme"), "draft": "d1"}
    yield "touch/no_day", {"customer": Facts(name=said("Acme")), "text": said("acme"), "draft": "d1"}
    for day in (date(2029, 1, 1), date(1999, 1, 1), None):
        yield "touch/day_too_far", {"day": day, "text": said("acme lunch"), "draft": "d1", "today": TODAY}


def forms(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = Facts(id="c1", name=said("Acme Corporation"), state="active")
    empty = Facts(customer=None, kind=None, day=TODAY, people="", note="", two_way=None)
    yield "touch/modal", {"draft": empty, "kinds": KINDS, "metadata": None}
    for two_way in (True, False, None):
        words = {"people": said("Jane"), "note": said("wants a demo\nand a visit")}
        draft = Facts(customer=customer, kind="lunch", day=TODAY, two_way=two_way, **words)
        yield "touch/modal", {"draft": draft, "kinds": KINDS, "metadata": "p1"}
        yield "touch/edit", {"draft": draft, "kinds": KINDS, "metadata": "t1"}
    for touch in (a_touch(note=said("wants a demo")), a_touch(day=date(2026, 12, 1), state="planned")):
        facts = {"next_due": TODAY, "ask_on": date(2026, 12, 2), "today": TODAY}
        for offer in (None, Sooner(61, (40, 52))):
            yield "touch/saved", {"touch": touch, "customer": customer, "offer": offer, **facts}
    for next_due in (None, date(2026, 11, 2), date(2027, 1, 18)):
        sign = Facts(id="s1", day=TODAY, note=said("about the offer"))
        yield "touch/noted", {"customer": customer, "sign": sign, "next_due": next_due, "today": TODAY}
    for touch in (None, a_touch(undone_at=TODAY), a_touch(undone_at=None)):
        yield "touch/form_refused", {"touch": touch}
        for why in ("already_undone", "too_late", "not_yours") if touch else ("already_undone",):
            yield "touch/cannot_edit", {"touch": touch, "why": why}
    for problem in ("far_ahead", "long_ago", "gone", "not_yours", "not_yet"):
        yield "touch/modal_errors", {"problems": [problem]}
    for number in (0, 1, 120):
        gone = Facts(id="gone", name=said("Gone"), state="left")
        yield "touch/suggestions", {"customers": [customer, gone] * number}


def a_touch(**facts: Any) -> Facts:
    given = {
        "id": "t1",
        "kind": "lunch",
        "day": date(2026, 11, 17),
        "state": "done",
        "by": "U1",
        "note": "",
        "people": "",
    }
    return Facts(**{**given, "two_way": True, **facts})
