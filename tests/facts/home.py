"""Sample facts of the templates in templates/home: nobody, one, a full page, far too many of everything."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from facts.brief import NOW, TODAY, a_customer, a_line, a_member, a_question, a_touch, unanswered, what_waits

from models.absence import Absence
from models.care_model import STANDARD_ROWS
from models.checklist import STEPS, Step
from models.complaint import PUT_RIGHT
from models.cover import Rota
from models.decide import Waiting
from models.decision import Decision
from models.home import HomeView
from models.home_customers import Page
from models.home_team import Load
from models.home_today import Today
from models.kind import Kind
from models.sign_of_life import SignOfLife
from models.touch import DROPPED, PLANNED
from models.workspace import Workspace

Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, maria = a_member("U1", said("Alice Berg")), a_member("U2", said("Maria Sommer"))
    maria.manager = True
    for member in (alice, maria):
        around = _around(said, member, [alice, maria])
        for changes in _mine(said, member):
            yield "home/mine", around | changes
    yield from _team(said, _around(said, maria, [alice, maria]))
    yield "home/said", {"blocks": [{"type": "divider"}]}
    yield from _preferences(said, alice)


def _around(said: Said, member: Any, people: list[Any]) -> dict[str, Any]:
    known = {each.user_id: each for each in people}
    away = Absence(team_id="T1", user_id="U2", first_day=TODAY, last_day=TODAY + timedelta(days=9), created_at=NOW)
    return {
        "member": member,
        "workspace": Workspace(team_id="T1", set_up_by="U2", advocates_say=said("They called first.")),
        "rota": Rota(known, [away], NOW),
        "people": known,
        "today": TODAY,
        "drawn_on": TODAY,
        "now": NOW,
        "look": HomeView(team_id="T1", user_id=member.user_id),
        "kinds": [Kind.CALL, Kind.EMAIL],
        "complaints": [],
    }


def _mine(said: Said, member: Any) -> Iterator[dict[str, Any]]:
    nothing = {
        "needing": Today([], 0, [], 0),
        "page": Page([], 1, 0, 0, {}),
        "lines": [],
        "no_tier": "none",
        "most_full": 3,
        "done": [],
        "unanswered": [],
        "undoable": set(),
        "stocktake": None,
        "managers": [],
        "absences": [],
        "away": None,
        "stand_in": None,
        "covers": [],
        "brief_at": time(9),
        "brief_days": [0, 1, 2, 3, 4],
    }
    yield nothing
    yield nothing | {"managers": [member]}
    due, silent, happened = (a_line(said, [reason], 1) for reason in ("due", "silent", "happened"))
    one = {"needing": Today([due], 1, [], 0), "lines": [due], "page": Page([due.standing], 1, 1, 1, {"A": 1})}
    yield nothing | one
    yield nothing | one | {"needing": Today([], 0, [], 0), "unanswered": unanswered(said)}
    search = HomeView(team_id="T1", user_id="U1", search=said("acme"), tier="B", page=9)
    yield nothing | {"look": search, "page": Page([], 1, 0, 3, {"A": 2, "none": 1})}
    away = Absence(team_id="T1", id="a1", user_id="U1", first_day=TODAY, last_day=TODAY, created_at=NOW, cover_id="U2")
    later = Absence(**away.model_dump() | {"id": "a2", "first_day": TODAY + timedelta(days=9), "cover_id": None})
    yield nothing | {
        "needing": Today([due, silent, happened] * 100, 5000, [due.standing, happened.standing] * 4, 900),
        "lines": [due, silent, happened] * 6 + [due, silent],
        "page": Page([due.standing] * 20, 125, 5000, 5000, dict.fromkeys([*"ABCDE", "none"], 900)),
        "most_full": 5,
        "complaints": _complaints(said, 40),
        "done": _done(said),
        "undoable": {"t1", "s1"},
        "absences": [away, later, later, later],
        "away": away,
        "stand_in": a_member("U2", said("Maria Sommer")),
        "covers": [(a_member("U2", said("Maria Sommer")), later)] * 9,
        "brief_days": [0, 2],
    }


def _complaints(said: Said, many: int) -> list[Any]:
    opened = a_question(said, PUT_RIGHT, 1).complaint
    answered = a_question(said, PUT_RIGHT, 1, state="answered").complaint
    waiting = a_question(said, PUT_RIGHT, 1, reply_due_at=NOW + timedelta(hours=3)).complaint
    return [(complaint, a_customer(said)) for complaint in (opened, answered, waiting)] * (many // 3 + 1)


def _done(said: Said) -> list[Any]:
    facts: list[Any] = [a_touch(said), a_touch(said, state=PLANNED), a_touch(said, state=DROPPED, kind="other")]
    about = {"team_id": "T1", "customer_id": "c1", "day": TODAY, "by": "U1", "created_at": NOW}
    facts.append(SignOfLife(id="s1", kind="reply", **about))
    facts += [Decision(kind=kind, until=TODAY, **about) for kind in ("later", "not_needed", "cadence", "last_spoke")]
    return [(a_customer(said), fact) for fact in facts]


def _team(said: Said, around: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    around = around | {"policies": STANDARD_ROWS, "gaps": 7}
    empty = {"steps": [Step(name, False) for name in STEPS], "loads": [], "decisions": Waiting([], [], [])}
    yield "home/team", around | empty
    champion = a_member("U1", said("Alice Berg"))
    busy = Load(champion, 210, 12, 3, 41_000_000)
    yield (
        "home/team",
        around
        | {
            "steps": [Step(name, name != "digest") for name in STEPS],
            "loads": [busy, replace(busy, overdue=0, silent=0), Load(None, 1)] * 30,
            "complaints": _complaints(said, 40),
            "decisions": what_waits(said, champion),
        },
    )
    yield "home/team", around | empty | {"steps": [Step(name, True) for name in STEPS], "loads": [busy]}


def _preferences(said: Said, alice: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    away = Absence(team_id="T1", user_id="U1", first_day=TODAY, last_day=TODAY + timedelta(days=9), created_at=NOW)
    own = a_member("U1", said("Alice Berg"))
    own.brief_at, own.rests_on, own.brief_size = "07:30", "24", 5
    for member, absences in ((alice, []), (own, [away])):
        asked = {"workspace": Workspace(team_id="T1"), "today": TODAY, "largest": 5, "size": 3}
        yield "home/preferences", asked | {"member": member, "absences": absences}
    for problem in ("never", "past", "far", "oneself", "outsider"):
        yield "home/preferences_errors", {"problem": problem}
    saved = {"member": alice, "today": TODAY, "brief_at": time(7, 30), "size": 1, "absence": None}
    arranged = {"person": alice, "chain": [(own, None)], "stand_in": own, "due": 2, "managers": [own]}
    yield "home/preferences_saved", saved | {"days": [0]}
    yield (
        "home/preferences_saved",
        saved | arranged | {"days": [0, 1, 3], "absence": away, "replaced": [], "rest": None},
    )
