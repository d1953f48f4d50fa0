"""Sample facts of the templates in templates/variation: a plan of their own, none, one taken back."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import NOW, TODAY, a_customer

from models.care_model import STANDARD, STANDARD_ROWS, policy_of
from models.decision import Decision

Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    own = {"cadence_days": 30, "silence_days": 45, "activities": ["training"], "care_reason": said("They asked for it")}
    about = {"team_id": "T1", "customer_id": "c1", "day": TODAY, "by": "U1", "created_at": NOW}
    for varied in (own, own | {"activities": []}, {}):
        for row in ("key", "E"):
            customer, policy = a_customer(said, key=row == "key", tier="E", **varied), STANDARD_ROWS[row]
            yield "variation/form", {"customer": customer, "row": row, "policy": policy, "most": 300}
            for decision in (None, Decision(id="d1", kind="cadence", **about)):
                facts = {"own": policy_of(customer, STANDARD), "policy": policy, "decision": decision}
                yield "variation/kept", facts | {"customer": customer}
                yield "variation/back", facts | {"customer": customer}
