"""Sample facts of the templates in templates/about."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace as Facts
from typing import Any


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = Facts(name=said("Acme Corporation"))
    draft = Facts(id="d1", command="later", text=said("smith 2 weeks"))
    choices = [Facts(customer_id=f"c{n}", name=said("Smith Brothers")) for n in range(5)]
    alice = Facts(first_name=said("Alice"), user_id="U1")
    for champion, needs_manager, managers in (
        (alice, False, []),
        (None, False, []),
        (alice, True, [alice]),
        (None, True, []),
    ):
        refused = {"champion": champion, "needs_manager": needs_manager, "managers": managers}
        for typed in ("", said("/care later acme 2 weeks")):
            yield "about/refused", {"customer": customer, "typed": typed, **refused}
            for whose in (Facts(name=said("Acme"), state="active"), Facts(name=said("Acme"), state="left"), None):
                yield "about/refused_form", {"customer": whose, "typed": typed, **refused}
    for found in (choices, choices[:2], []):
        asked = {
            "found": Facts(typed=said("smith"), choices=found),
            "draft": draft,
            "text": said("/care later smith 2 weeks"),
        }
        for form in (None, "complaint_go_on"):
            yield "about/which", asked | {"form": form, "place": 2 if form else None}
    for left_on, reason in ((date(2026, 11, 18), "friend"), (None, None)):
        gone = Facts(id="c1", name=said("Acme"), left_on=left_on, left_reason=reason)
        facts = {"customer": gone, "draft": draft, "text": draft.text, "today": date(2026, 11, 19)}
        for may_win, managers, form in ((True, [alice], None), (False, [alice], "touch_open"), (False, [], None)):
            yield "about/gone", facts | {"may_win": may_win, "managers": managers, "form": form}
    yield "about/whom", {"command": "later"}
    for can_be in ([], ["prospect", "shopper"]):
        unread = {"words": said("and so on"), "can_be": can_be, "text": said("acme B and so on")}
        yield "about/unread", {"customer": customer, **unread}
    yield "about/forgotten", {}
