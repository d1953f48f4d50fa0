"""Sample facts of the templates in templates/cadence."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from facts.brief import NOW, TODAY, a_customer

from models.care_model import KEY_POLICY
from models.decision import Decision


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    decision = Decision(team_id="T1", customer_id="c1", kind="cadence", day=TODAY, by="U1", created_at=NOW)
    for days in (7, 61, 365):
        policy = replace(KEY_POLICY, cadence_days=days)
        yield "cadence/taken", {"customer": a_customer(said), "policy": policy, "decision": decision}
