"""Sample facts of a complaint: as it is told in every state, to every reader, and the forms and answers about it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from facts.brief import TODAY, a_customer, a_member

from models.complaint import ANSWERED, CONFIRMED, OPENED, RECOVERED, Complaint, ComplaintStep
from models.cover import Rota
from models.customer import Contact
from models.names import Choice
from models.repeat import Repeat
from models.workspace import Workspace

NOW = datetime(2026, 11, 19, 9, 20, tzinfo=UTC)
Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    for state in (OPENED, ANSWERED, RECOVERED, CONFIRMED):
        for facts in _as_people_see_it(said, state):
            for taken_over, late in ((False, False), (True, False), (True, True)):
                yield "complaint/told", facts | {"overdue": False, "taken_over": taken_over, "late": late}
    opened, recovered = list(_as_people_see_it(said, OPENED)), list(_as_people_see_it(said, RECOVERED))
    withdrawn = a_complaint(said, OPENED, withdrawn_at=NOW)
    yield "complaint/told", opened[0] | {"complaint": withdrawn, "overdue": False, "taken_over": False, "late": False}
    for facts in opened:
        yield "complaint/told", facts | {"overdue": True, "taken_over": False, "late": True}
        for already in (False, True):
            one_more = {"alone": already, "also": Choice("c2", said("Delta")) if already else None, "draft": "d1"}
            yield "complaint/noted", facts | {"already": already} | one_more
            yield "complaint/saved", facts | {"already": already}
        yield "complaint/copy", facts
    for undo, number in (("s1,s2", 2), ("", 20)):
        noted = [facts | {"already": not undo} for facts in opened[:3] * 7]
        yield "complaint/several", {"noted": noted[:number], "undo": undo}
    named = {"customers": [opened[0]["customer"]] * 2, "text": said("/complaint acme, delta")}
    for put_right in (False, True):
        yield "complaint/what", named | {"put_right": put_right}
    for undo, number, none_open in (("s1,s2", 2, 0), ("s1", 1, 1), ("", 0, 20), ("s1,s2", 20, 1)):
        kept = [facts | {"already": not undo} for facts in recovered[:2] * 10][:number]
        without = {"none_open": [opened[0]["customer"]] * none_open, "text": said("/recovery acme, delta sent it")}
        yield "complaint/recovered_several", without | {"kept": kept, "undo": undo}
    for facts in recovered:
        for already in (False, True):
            yield "complaint/recovered", facts | {"already": already}
        yield "complaint/recovered_form", facts
        yield "complaint/beyond", facts
        yield "complaint/cause", facts
    yield from _forms(said)


def _as_people_see_it(said: Said, state: str) -> Iterator[dict[str, Any]]:
    """Yield the facts as the champion, a manager and a colleague see them, of customers of several sorts."""
    alice, maria, sam = a_member("U1", said("Alice Berg")), a_member("U2", said("Maria")), a_member("U4", said("Sam"))
    contact = Contact(
        team_id="T1", customer_id="c1", name=said("Jane Doe"), phone=said("+49 30 1"), email=said("j@acme.example")
    )
    opened = ComplaintStep(
        team_id="T1", id="s1", complaint_id="x1", customer_id="c1", kind=OPENED, by="U4", created_at=NOW
    )
    around = {
        "workspace": Workspace(team_id="T1"),
        "undoable": {"s1"},
        "rota": Rota({"U1": alice, "U2": maria, "U4": sam}, [], NOW),
        "people": {"U1": alice, "U2": maria, "U4": sam},
        "matters": True,
        "opened": opened,
        "answered": opened if state == ANSWERED else None,
        "recovered": opened.model_copy(update={"note": said("replaced the unit")}) if state != OPENED else None,
        "last": opened,
        "kinds": ("call", "email", "message", "visit", "meeting"),
        "today": TODAY,
        "customer": a_customer(said),
    }
    complaint = a_complaint(said, state)
    again = Repeat(3, NOW - timedelta(days=160), said("delivery"))
    reading = {"complaint": complaint, "carer": alice, "told": [alice, maria], "repeat": again, "contact": contact}
    for member, promise in ((alice, "noon"), (maria, "afternoon"), (sam, "day")):
        yield around | reading | {"member": member, "promise": promise}
    late = a_complaint(said, state, round=2, permalink="https://acme.slack.com/archives/C1/p1")
    plain = a_customer(said).model_copy(update={"key": False, "tier": "B"})
    nobody = {"carer": None, "told": [maria], "repeat": Repeat(2, NOW), "contact": None, "complaint": late}
    for member in (maria, sam):
        yield around | nobody | {"member": member, "promise": "tomorrow", "customer": plain}
    alone = {"carer": alice, "told": [alice], "repeat": None, "contact": None, "complaint": complaint}
    yield around | alone | {"member": sam, "promise": "noon"}


def a_complaint(said: Said, state: str, **changes: Any) -> Complaint:
    after = state != OPENED
    facts = {
        "team_id": "T1",
        "id": "x1",
        "customer_id": "c1",
        "words": said("late delivery again"),
        "opened_by": "U4",
        "opened_at": NOW,
        "round_opened_at": NOW,
        "reply_due_at": NOW + timedelta(hours=1),
        "state": state,
        "answered_at": NOW if after else None,
        "recovered_at": NOW if state in (RECOVERED, CONFIRMED) else None,
        "beyond": said("a month free") if state == CONFIRMED else "",
        "cause": said("the van was late") if state == CONFIRMED else "",
        "prevention": said("a checklist") if state == CONFIRMED else "",
    }
    return Complaint(**facts | changes)


def _forms(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    customer, complaints = a_customer(said), [a_complaint(said, OPENED, id=f"x{place}") for place in range(12)]
    for whose in (customer, None):
        for link in (None, "https://acme.slack.com/archives/C1/p1"):
            yield "complaint/form", {"customer": whose, "words": said("late again"), "metadata": link}
    for problem in ("gone", "none_open"):
        yield "complaint/form_errors", {"problem": problem}
    for some in (complaints, complaints[:1], []):
        yield "complaint/recovery", {"customer": customer, "complaints": some, "words": said("replaced it")}
    yield "complaint/recovery", {"customer": None, "complaints": [], "words": ""}
    yield "complaint/recovery_which", {"customer": customer, "complaints": complaints, "words": said("replaced it")}
    asked = {"customer": customer, "text": said("acme replaced it"), "draft": "d1", "today": TODAY}
    yield "complaint/none_open", asked
    yield "complaint/which_open", asked | {"complaints": complaints[:5]}
    states = [None, a_complaint(said, OPENED, withdrawn_at=NOW)]
    states += [a_complaint(said, state) for state in (OPENED, ANSWERED, RECOVERED)]
    for complaint in states:
        yield "complaint/gone", {"complaint": complaint}
        yield "complaint/not_kept", {"complaint": complaint, "words": said("replaced it")}
