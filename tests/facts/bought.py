"""Sample facts of the templates in templates/bought."""

from collections.abc import Callable, Iterator
from typing import Any

from facts import ladder
from facts.brief import NOW, TODAY, a_customer

from models.draft import Draft
from models.sign_of_life import SignOfLife
from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    customer = a_customer(said)
    about = {"team_id": "T1", "customer_id": "c1", "kind": "purchase", "day": TODAY, "created_at": NOW}
    for amount, note in ((120_000, said("spare parts")), (None, "")):
        sign = SignOfLife(**about, amount_minor=amount, note=note)
        for suggestion in (None, ladder.a_suggestion()):
            facts = {"customer": customer, "sign": sign, "workspace": Workspace(team_id="T1"), "today": TODAY}
            yield (
                "bought/bought",
                facts | {"suggestion": suggestion, "done": None, "member": None, "people": {}, "begins": not note},
            )
    for why, named in (("currency", "USD"), ("amount", None), ("day", None), ("negative", None)):
        facts = {"customer": customer, "why": why, "said": named, "currency": "EUR", "text": said("acme 1200 USD")}
        yield "bought/unclear", facts
    draft = Draft(id="d1", team_id="T1", by="U1", command="bought", text=said("acme 99999"), created_at=NOW)
    facts = {"customer": customer, "draft": draft, "amount": 9_999_900, "sure": "sure", "currency": "EUR"}
    yield "bought/sure", facts | {"text": said("/care bought acme 99999")}
