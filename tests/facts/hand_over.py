"""Sample facts of the templates in templates/hand_over."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from facts.brief import NOW, TODAY, a_line, a_member

from models.decision import Decision
from models.hand_over import ACCEPTED, ASKED, DECLINED, ENDED, UNANSWERED, WITHDRAWN, HandOver
from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, bob = a_member("U1", said("Alice Berg")), a_member("U2", said("Bob Miller"))
    standing = a_line(said, ["due", "silent"], 1).standing
    around = {
        "customer": standing.customer,
        "standing": standing,
        "people": {"U1": alice, "U2": bob},
        "workspace": Workspace(team_id="T1"),
        "today": TODAY,
        "decision": None,
    }
    text = said("acme @bob until 14 Dec")
    for state in (ASKED, ACCEPTED, DECLINED, UNANSWERED, WITHDRAWN, ENDED):
        for until in (None, date(2026, 12, 14)):
            for member, people in ((bob, around["people"]), (alice, {})):
                asked = a_hand_over(said, state, until)
                facts = around | {"hand_over": asked, "member": member, "people": people}
                yield from ((f"hand_over/{name}", facts) for name in ("question", "not_yours", "settled"))
    taken = around | {"hand_over": a_hand_over(said, ACCEPTED, None), "member": bob, "decision": a_decision()}
    yield "hand_over/question", taken
    for until in (None, date(2026, 12, 14)):
        for instead in (None, alice):
            asked = {"hand_over": a_hand_over(said, ASKED, until), "receiver": bob, "instead": instead}
            yield "hand_over/asked", around | asked
    for instead in (None, alice):
        yield "hand_over/form", {"customer": standing.customer, "today": TODAY, "instead": instead}
    yield "hand_over/whom", {"customer": standing.customer, "text": text}
    yield "hand_over/whom", {"customer": standing.customer, "text": ""}
    yield "hand_over/which_day", {"customer": standing.customer, "text": text}
    for problem in ("oneself", "already", "away", "day", "outsider"):
        facts = {"problem": problem, "receiver": None if problem == "outsider" else bob}
        yield "hand_over/wrong", facts
        yield "hand_over/not_asked", facts | {"customer": standing.customer, "text": text}


def a_hand_over(said: Callable[[str], str], state: str, until: date | None) -> HandOver:
    return HandOver(
        team_id="T1",
        id="h1",
        customer_id="c1",
        giver_id="U1",
        receiver_id="U2",
        until=until,
        note=said("Jane is your neighbour"),
        state=state,
        asked_at=NOW,
        answer_by=NOW,
    )


def a_decision() -> Decision:
    return Decision(team_id="T1", id="x1", customer_id="c1", kind="champion", day=TODAY, by="U2", created_at=NOW)
