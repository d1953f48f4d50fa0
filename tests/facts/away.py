"""Sample facts of the templates in templates/away."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from facts.brief import a_member

from models.absence import Absence

TODAY = date(2026, 11, 19)


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, bob, maria = a_member("U1", said("Alice Berg")), a_member("U2", said("Bob")), a_member("U3", said("Maria"))
    manager = a_member("U3", said("Maria"))
    manager.manager = True
    days, day = an_absence("a1", date(2026, 12, 1), date(2026, 12, 14)), an_absence("a2", TODAY, TODAY, None)
    around = {"member": alice, "person": alice, "absence": days, "today": TODAY}
    chains = ([(bob, None)], [(bob, an_absence("a3", TODAY, TODAY)), (maria, None)], [(bob, day)], [])
    for template in ("away/set", "away/set_form"):
        for chain in chains:
            facts = {
                "chain": chain,
                "due": len(chain) * 3,
                "managers": [maria],
                "replaced": [day] * len(chain),
                "rest": days,
            }
            yield template, around | facts | {"stand_in": maria}
        for person, stand_in in ((bob, None), (bob, bob), (alice, alice), (manager, bob), (manager, manager)):
            alone = {"chain": [], "due": 1, "managers": [], "replaced": []}
            yield template, around | alone | {"person": person, "stand_in": stand_in}
        covered = {"chain": [(bob, None)], "due": 0, "managers": [], "replaced": [], "stand_in": bob}
        yield template, around | covered | {"person": manager, "member": manager}
    for member in (alice, manager):
        for absence, question in ((None, None), (days, "D0ALICE 1795.1")):
            yield "away/form", {"member": member, "today": TODAY, "absence": absence, "question": question}
    for problem in ("order", "past", "far", "oneself", "outsider", "person", "several"):
        yield "away/wrong", {"problem": problem, "block": "last"}
        yield "away/wrong_cover", {"problem": problem, "cover_id": "U2", "text": said("1-14 Dec @bob")}
    for rest in (said("skiing"), ""):
        yield "away/which_days", {"rest": rest, "text": said("sometime")}
    for whose in (alice, bob):
        long_ago = {
            "first": date(2026, 11, 11),
            "last": date(2026, 12, 1),
            "text": said("11 Nov - 1 Dec"),
            "draft": "d1",
        }
        yield "away/long_ago", long_ago | {"person": whose, "member": alice, "today": TODAY}
    for person in (bob, None):
        yield "away/not_yours", {"person": person, "text": said("@bob today")}
    for reader in (manager, bob, alice, None):
        known = {"absences": [days, day], "people": {"U2": bob}, "readers": {"a1": bob, "a2": reader}}
        yield "away/known", known | {"today": TODAY}
    for person, absence in ((alice, days), (bob, days), (alice, day), (bob, day)):
        shown = {"member": alice, "person": person, "absence": absence, "today": TODAY}
        yield "away/back", shown
        yield "away/not_away", shown
        yield "away/undone", shown
    undone = an_absence("a4", TODAY, TODAY)
    undone.undone_at = datetime(2026, 11, 19, tzinfo=UTC)
    yield "away/undone", around | {"absence": undone}
    for why in ("already_undone", "too_late", "not_yours", "gone"):
        yield "away/not_undone", {"why": why, "person": None if why == "gone" else bob}


def an_absence(id_: str, first: date, last: date, cover_id: str | None = "U2") -> Absence:
    created = datetime(2026, 11, 19, tzinfo=UTC)
    facts = {"user_id": "U1", "first_day": first, "last_day": last, "cover_id": cover_id, "created_at": created}
    return Absence(team_id="T1", id=id_, **facts)
