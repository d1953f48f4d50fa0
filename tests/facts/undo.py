"""Sample facts of taking back."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from models.complaint import ComplaintStep
from models.customer import Customer
from models.decision import (
    CADENCE,
    CHAMPION,
    DETAILS,
    GROUP,
    KNOWN,
    LAST_SPOKE,
    LATER,
    NAMES,
    NOT_NEEDED,
    PERSON,
    Decision,
)
from models.sign_of_life import REPLY, SignOfLife
from models.touch import PLANNED, Touch

TODAY, NOW = date(2026, 11, 19), datetime(2026, 11, 19, 8, tzinfo=UTC)


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = Customer(team_id="T1", name=said("Acme"), normal="acme", added_on=TODAY, created_at=NOW)
    fact = {"team_id": "T1", "customer_id": "c1", "day": TODAY, "by": "U1", "created_at": NOW}
    decided = (LATER, NOT_NEEDED, LAST_SPOKE, CHAMPION, DETAILS, GROUP, NAMES)
    facts = [
        Touch(kind="lunch", note=said("demo"), **fact),
        SignOfLife(kind=REPLY, **fact),
        *(Decision(kind=kind, until=TODAY, **fact) for kind in decided),
        *(
            Decision(kind=KNOWN, before={"id": "k"}, after={"what": said("renewal")} | kept, **fact)
            for kept in ({}, {"kept_on": "x"})
        ),
        Decision(kind=PERSON, before={"id": "p1"}, after={"id": "p1", "name": said("Jane Doe")}, **fact),
    ]
    kinds = ("opened", "answered", "recovered", "said_happy", "reopened", "beyond", "cause")
    about = {"team_id": "T1", "customer_id": "c1", "complaint_id": "x1", "by": "U1", "created_at": NOW}
    facts += [ComplaintStep(kind=kind, **about) for kind in kinds]
    for one in facts:
        yield "undo/undone", {"undone": [(customer, one)], "today": TODAY}
    yield "undo/undone", {"undone": [(customer, facts[0])] * 30, "today": TODAY}
    plan = {"cadence_days": 30, "silence_days": None, "activities": None, "care_reason": said("Season")}
    for after in (plan, {"cadence_days": 30}):
        one = Decision(kind=CADENCE, after=after, **fact)
        yield "undo/undone", {"undone": [(customer, one)], "today": TODAY}
    for rows in (["A"], ["key", *"ABCDE"]):
        yield "undo/model", {"rows": rows}
    yield "undo/undone", {"undone": [(customer, Touch(kind="lunch", state=PLANNED, **fact))], "today": TODAY}
    yield "undo/nothing", {}
    for why in ("already_undone", "too_late", "not_yours", "circle", "gone"):
        yield "undo/refused", {"why": why, "fact": facts[0]}
    yield "undo/refused", {"why": "not_yours", "fact": SignOfLife(kind=REPLY, **(fact | {"by": None}))}
    yield "undo/refused", {"why": "gone", "fact": None}
