"""Sample facts of the templates in templates/show."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from facts import know, ladder, offerings
from facts.brief import NOW, TODAY, a_customer, a_line, a_member, a_question, a_touch
from facts.group import a_place, one_person
from facts.voice import sayings

from models.audit import Audit
from models.customer import Alias
from models.decision import Decision
from models.sign_of_life import SignOfLife
from models.workspace import Workspace
from models.worth import Worth

EVERYTHING = ("touch", "plan", "complaint", "recovery", "hand_over", "change", "cadence", "part", "know")


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "show/aside", {}
    for facts in cards(said):
        for template in ("show/customer", "show/view"):
            yield template, facts


def cards(said: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    """Yield what a card is drawn from: of somebody well known, hardly known, and of those who have left."""
    alice = a_member("U1", said("Alice Berg"))
    about = {"team_id": "T1", "customer_id": "c1", "day": TODAY, "created_at": NOW}
    complaints = [
        a_question(said, "cause", 1, state=state, recovered_at=NOW, cause=said("an old map")).complaint
        for state in ("opened", "answered", "recovered", "confirmed")
    ]
    around = {
        "workspace": Workspace(team_id="T1"),
        "people": {"U1": alice},
        "member": alice,
        "today": TODAY,
        "unread": "",
        "sees_worth": True,
    }
    nothing = {
        "graded": None,
        "aliases": [],
        "plans": [],
        "purchase": None,
        "open_complaint": None,
        "more": False,
        "channels": [],
        "group": None,
        "one_person": None,
        "parents": {},
        "sent": {},
        "sayings": [],
        "worth": None,
        "known": [],
        "offered": [],
        "told_of": None,
        "suggestion": None,
        "has_moments": False,
        "moments": {"delivery": said("delivery")},
    }
    nothing |= {"lost": None, "steps": [], "can": ["touch", "complaint"], "changes": [], "complaints": []}
    graded = Decision(**about, kind="tier", by="U1")
    plan = a_touch(said, kind="visit", day=TODAY, state="planned")
    much = {
        "graded": graded,
        "aliases": [Alias(team_id="T1", customer_id="c1", name=said("AC"), normal="ac")] * 12,
        "channels": ["C1", said("general")] * 5,
        "plans": [plan] * 7,
        "group": a_place(said),
        "one_person": list(one_person(said))[3],
        "parents": {"c2": said("Globex")},
        "sent": {"r1": said("Delta Freight")},
        "sayings": list(sayings(said))[-3:],
        "purchase": SignOfLife(**about, kind="purchase"),
        "complaints": complaints,
        "open_complaint": complaints[0],
        "can": EVERYTHING,
        "known": know.items(said),
        "offered": offerings.some(said, 20),
        "told_of": offerings.of_customer(offerings.some(said, 20)),
        "suggestion": ladder.a_suggestion("raving fan"),
        "has_moments": True,
        "moments": {"delivery": said("delivery")},
        "worth": Worth(20_000_00, 12_500_00, stated=True),
        "changes": list(a_history(said)) * 5,
        "more": True,
    }
    for reasons, heard, contacts in ((["happened"], True, 1), (["due"], True, 20), (["due"], False, 0)):
        standing = a_line(said, reasons, 1, heard=heard).standing
        facts = {"customer": standing.customer, "standing": standing, "contacts": [standing.contact] * contacts}
        yield facts | around | nothing
        own = {"cadence_days": 30, "activities": ["training"], "care_reason": said("Their year ends in June")}
        varied = replace(standing, customer=a_customer(said, **own))
        yield facts | around | nothing | {"customer": varied.customer, "standing": varied}
        yield facts | around | much | {"unread": said("and delta")}
        bare = standing.customer.model_copy()
        bare.tier, bare.key, bare.champion_id = None, False, None
        yield facts | around | nothing | {"customer": bare}
        suggested = standing.customer.model_copy()
        suggested.tier_suggested = True
        yield facts | around | much | {"customer": suggested, "people": {}}
    for lost in (Decision(**about, kind="lost", reason=said("10 % cheaper")), None):
        left = standing.customer.model_copy()
        left.state, left.left_on, left.left_reason = "left", TODAY if lost else None, "price" if lost else None
        gone = facts | around | nothing | {"customer": left, "lost": lost}
        gone["steps"] = [("thank", True), ("door", False)]
        for can in (["part"], []):
            yield gone | {"can": can, "changes": list(a_history(said)) * (7 if can else 1), "more": bool(can)}


def a_history(said: Callable[[str], str]) -> Iterator[Audit]:
    about = {"team_id": "T1", "at": NOW, "subject": "customer:c1"}
    yield Audit(**about, actor="U1", action="care.tier", before={"tier": "A"}, after={"tier": "B"}, reason=said("why"))
    yield Audit(**about, actor=None, action="import", after={"name": said("Acme"), "key": True})
    yield Audit(**about, actor="U1", action="care.champion", before={"champion_id": None}, after={"champion_id": "U1"})
    yield Audit(**about, actor="U9", action="undo", before={"fact": "t1"})
    jane, names = {"id": "p1", "name": said("Jane Doe")}, [said("AC"), said("Acme Berlin")]
    yield Audit(**about, actor="U1", action="customer.person", before={"id": "p1"}, after=jane)
    yield Audit(**about, actor="U1", action="customer.person", before=jane, after=jane)
    yield Audit(**about, actor="U1", action="customer.person_removed", before=jane, after={"id": "p1"})
    yield Audit(**about, actor="U1", action="customer.aliases", before={"names": []}, after={"names": names})
    yield Audit(**about, actor=None, action="sign.message", after={"day": "2026-11-19"})
    promise = {"id": "k1", "kind": "promise", "what": said("send the list"), "day": "2026-11-20"}
    for action in ("known.kept", "known.changed", "known.fulfilled", "known.removed"):
        yield Audit(**about, actor="U1", action=action, before={"id": "k1"}, after=promise)
    for referral_id in ("r1", "r9"):
        yield Audit(**about, actor="U1", action="refer.noted", after={"id": referral_id})
    for parent_id in ("c2", "c9", None):
        yield Audit(**about, actor="U1", action="care.group", after={"parent_id": parent_id})
    for after in ({"channel": "C1"}, None):
        yield Audit(**about, actor="U1", action="channel.tied", after=after)
        yield Audit(**about, actor="U1", action="channel.untied", after=after)
