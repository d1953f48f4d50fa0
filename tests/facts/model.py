"""Sample facts of the templates in templates/model: nothing yet, one, far too many of everything."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from facts.brief import NOW, TODAY, a_customer, a_member

from models.care_change import DRAFT, DROPPED, ON, UNDONE, CareChange
from models.care_model import STANDARD_ROWS, Policy, as_stored
from models.coverage import Coverage, Varied
from models.dry_run import Forecast, by_week
from models.kind import Kind
from models.sharing import Load

Said = Callable[[str], str]
A = STANDARD_ROWS["A"]
CLOSER = Policy(12, 30, 45, (Kind.TRAINING, Kind.DEMO), 8)


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    maria = a_member("U2", said("Maria Keller"))
    around = {"policies": STANDARD_ROWS, "today": TODAY, "people": {"U2": maria}}
    yield "model/read", {"policies": STANDARD_ROWS}
    for draft in (None, a_change(DRAFT), a_change(DRAFT, drafted_by="U9")):
        for undoable in (None, a_change(ON)):
            yield "model/table", around | {"draft": draft, "undoable": undoable}
    for name, policy in STANDARD_ROWS.items():
        yield "model/form", {"row": name, "policy": policy}
    whys: list[tuple[str, Any]] = [("no_number", (7, 730)), ("too_short", 91), ("missing", 91), ("alone", None)]
    whys += [("many", 5), ("no_kind", said("golfing")), ("no_reason", None)]
    yield "model/errors", {"problems": {f"block{place}": why for place, why in enumerate(whys)}}
    yield from _drafts(said, around)
    for count in (0, 1, 5_000):
        forecasts = [a_forecast(said, number) for number in range(min(count, 90))]
        yield "model/ahead", around | {"forecasts": forecasts, "without_champion": count}
        yield "model/coverage", {"coverage": a_coverage(said, count), "most": 220}


def _drafts(said: Said, around: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    never = replace(A, cadence_days=None, silence_days=None, touches_a_year=0, activities=())
    rows = [(name, policy, CLOSER) for name, policy in STANDARD_ROWS.items()]
    rows += [("A", A, never), ("A", A, replace(A, activities=()))]
    for plain in (False, True):
        for count in (0, 1, 30):
            pairs = [(a_forecast(said, number), a_forecast(said, number * 2)) for number in range(1, count + 1)]
            before, after = [now for now, _ in pairs], [then for _, then in pairs]
            facts = {"forecasts": pairs, "weeks": by_week(before, after, TODAY), "without_champion": count}
            facts |= {"change": a_change(DRAFT), "rows": rows, "plain": plain, "undoable": False}
            yield "model/draft", around | facts
    counting = {"change": a_change(DRAFT), "rows": rows, "plain": False, "undoable": False, "forecasts": None}
    yield "model/draft", around | counting
    for state in (ON, DROPPED, UNDONE):
        for undoable in (False, True):
            facts = {"change": a_change(state), "rows": rows[:1], "plain": False, "undoable": undoable}
            yield "model/draft", around | facts


def a_change(state: str, drafted_by: str = "U2") -> CareChange:
    decided = {} if state == DRAFT else {"decided_by": "U2", "decided_at": NOW}
    rows = {"A": as_stored(CLOSER), "E": as_stored(CLOSER)}
    return CareChange(team_id="T1", state=state, rows=rows, drafted_by=drafted_by, drafted_at=NOW, **decided)


def a_forecast(said: Said, number: int) -> Forecast:
    by_day = Counter({TODAY + timedelta(days=ahead): 5 for ahead in range(1, min(number, 90) + 1)})
    return Forecast(a_member("U1", said("Alice Weber")), number, by_day, number // 2)


def a_coverage(said: Said, count: int) -> Coverage:
    some = [a_customer(said, key=False) for _ in range(min(count, 60))]
    whys = ["", said("Their budget year ends in June"), ""]
    varied = [
        Varied(a_customer(said, key=False, care_reason=whys[place % 3]), A if place % 7 == 6 else CLOSER, A)
        for place in range(len(some))
    ]
    heavy = [(a_member("U1", said("Alice Weber")), Load(place * 9, place * 36)) for place in reversed(range(len(some)))]
    return Coverage(count, some, heavy, some, count // 2, varied)
