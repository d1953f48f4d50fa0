"""Sample facts of the templates in templates/show."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import NOW, TODAY, a_line, a_member, a_question

from models.audit import Audit
from models.decision import Decision
from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice = a_member("U1", said("Alice Berg"))
    around = {"workspace": Workspace(team_id="T1"), "people": {"U1": alice}, "today": TODAY}
    about = {"team_id": "T1", "customer_id": "c1", "day": TODAY, "created_at": NOW}
    complaints = [
        a_question(said, "cause", 1, state=state, recovered_at=NOW, cause=said("an old map")).complaint
        for state in ("opened", "answered", "recovered", "confirmed")
    ]
    for reasons, heard, contacts in ((["happened"], True, 1), (["due"], True, 20), (["due"], False, 0)):
        standing = a_line(said, reasons, 1, heard=heard).standing
        facts = {"customer": standing.customer, "standing": standing, "contacts": [standing.contact] * contacts}
        kept = {"lost": None, "steps": [], "can_tick": True, "changes": [], "more": False}
        kept["complaints"] = complaints[: contacts * 4]
        yield "show/customer", facts | around | kept | {"unread": ""}
        yield "show/customer", facts | around | kept | {"unread": said("and delta")}
    for lost in (Decision(**about, kind="lost", reason=said("10 % cheaper")), None):
        left = standing.customer.model_copy()
        left.state, left.left_on, left.left_reason = "left", TODAY if lost else None, "price" if lost else None
        gone = (
            facts
            | around
            | {"customer": left, "lost": lost, "steps": [("thank", True), ("door", False)], "unread": ""}
            | {"complaints": []}
        )
        for more in (True, False):
            changes = list(a_history(said)) * (7 if more else 1)
            yield "show/customer", gone | {"can_tick": more, "changes": changes, "more": more}


def a_history(said: Callable[[str], str]) -> Iterator[Audit]:
    about = {"team_id": "T1", "at": NOW, "subject": "customer:c1"}
    yield Audit(**about, actor="U1", action="care.tier", before={"tier": "A"}, after={"tier": "B"}, reason=said("why"))
    yield Audit(**about, actor=None, action="import", after={"name": said("Acme"), "key": True})
    yield Audit(**about, actor="U1", action="care.champion", before={"champion_id": None}, after={"champion_id": "U1"})
    yield Audit(**about, actor="U9", action="undo", before={"fact": "t1"})
