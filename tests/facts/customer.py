"""Sample facts of the templates in templates/customer."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import NOW, TODAY, a_customer, a_member

from handlers.customer_form import Kept
from models.care_model import STANDARD, policy_of
from models.customer import Contact
from models.decision import PERSON, Decision
from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, acme = a_member("U1", said("Alice Berg")), a_customer(said, cadence_days=77)
    about = {"team_id": "T1", "customer_id": "c1"}
    jane = Contact(
        **about, name=said("Jane Doe"), role=said("CFO"), phone=said("+49 30 1"), email=said("j@acme.example")
    )
    bare = Contact(**about, name=said("Tom"))
    nothing = {"aliases": [], "contacts": [], "revenue": "", "sales": "", "kept": None}
    form = {"member": alice, "workspace": Workspace(team_id="T1"), **nothing}
    for may in (True, False):
        grades = {"may_grade": may, "may_mark": may, "may_assign": may, "may_cost": may}
        yield "customer/form", form | grades | {"customer": None, "called": said("Vandelay")}
        kept = {"aliases": [said("VI")] * 9, "contacts": [jane, bare] * 15, "revenue": "410000", "sales": "62.5"}
        yield "customer/form", form | grades | kept | {"customer": acme, "called": said("Acme")}
    for person in (None, jane, bare):
        yield "customer/person", {"customer": acme, "person": person}
    removed = Decision(**about, kind=PERSON, day=TODAY, created_at=NOW, before={}, after={"name": said("Jane Doe")})
    yield "customer/person_removed", {"customer": acme, "person": jane, "removed": removed}
    yield "customer/form", form | kept | grades | {"customer": acme, "called": said("Acme"), "kept": removed}
    yield "customer/no_person", {}
    lost = a_customer(said, state="left")
    whys = [
        ("known", (acme, alice)),
        ("known", (acme, None)),
        ("known", (lost, None)),
        ("long", 80),
        ("no_amount", "EUR"),
    ]
    whys += [(why, None) for why in ("empty", "outsider", "negative", "no_name", "no_share", "no_address")]
    yield "customer/errors", {"problems": {f"block{place}": why for place, why in enumerate(whys)}}
    around = {"customer": acme, "policy": policy_of(acme, STANDARD), "member": alice}
    for kept in (
        Kept(acme, True),
        Kept(acme, False, ("d1", "d2")),
        Kept(acme, False),
    ):
        for champion in (alice, None):
            yield "customer/saved", around | {"kept": kept, "champion": champion}
    theirs = around | {"customer": a_customer(said, champion_id="U2", tier="E", key=False)}
    yield (
        "customer/saved",
        theirs | {"kept": Kept(acme, True), "champion": alice, "policy": policy_of(theirs["customer"], STANDARD)},
    )
