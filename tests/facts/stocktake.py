"""Sample facts of the stocktake: nobody, one, a whole company; graded, overruled, confirmed; its report and lists."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace as Facts
from typing import Any

from facts import brief

from models.care_model import TIERS
from models.stocktake import Graded, Grading, Stocktake
from models.stocktake_lists import Lists
from models.stocktake_report import Report, Share, TierMove, shares
from models.stocktake_rules import AS_THEIR_TIER, QUESTIONS
from models.stocktake_waiting import ENDS, LATE, MISSED_ONE, OFFER, READY, Review, StocktakeNews
from models.workspace import Workspace

Said = Callable[[str], str]
SOURCES = (
    {"from": "last"},
    {"from": "tier", "tier": "B"},
    {"from": "purchases", "count": 6, "day": date(2026, 10, 3)},
    {"from": "stopped", "day": date(2025, 10, 3)},
    {"from": "person"},
)


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, maria = brief.a_member("U1", said("Alice Berg")), brief.a_member("U2", said("Maria Sommer"))
    around = {"workspace": Workspace(team_id="T1", currency="EUR"), "today": brief.TODAY}
    yield from _grading(said, around, alice)
    yield from _progress(said, around, alice)
    yield from _lists(said, around, {"U1": alice, "U2": maria})
    for many in (0, 1, 30, 5000):
        for plain in (True, False):
            yield "stocktake/report", around | {"report": a_report(said, many), "plain": plain}
    yield "stocktake/begun", around | {"stocktake": a_stocktake(), "total": 1}
    yield "stocktake/rested", around | {"day": brief.TODAY + timedelta(days=30)}
    for there in (True, False):
        yield "stocktake/coming", {"there": there}
        yield "stocktake/undone", {"done": there}
    yield "stocktake/errors", {"suggested": "B", "tier": "A"}
    for last in (brief.NOW, None):
        yield "stocktake/nothing", around | {"last": last}


def _grading(said: Said, around: dict[str, Any], alice: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    listed = around | {"key": "U1", "mine": True, "whose": alice, "until": brief.TODAY}
    for many in (0, 1, 200):
        graded = {"graded_at": brief.NOW, "chosen": "A", "reason": said("why")}
        left = [a_grading(said, id=f"g{number}") for number in range(many)]
        done = [a_grading(said, id=f"g{number}", **graded) for number in range(many)]
        for as_before, by_hand in ((left, []), ([], left), (left, left), ([], [])):
            hanging = [customer for _, customer in by_hand]
            facts = {"as_before": as_before, "by_hand": by_hand, "done": done, "hanging": hanging}
            yield "stocktake/list", listed | facts
    facts = {"as_before": left, "by_hand": [], "done": [], "hanging": []}
    yield "stocktake/list", listed | facts | {"mine": False, "whose": None}
    form = around | {"key": "U1", "left": 2, "questions": QUESTIONS, "all_tiers": TIERS, "last": None}
    for place, (grading, customer) in enumerate(
        (a_grading(said), a_grading(said, tier_before=None), a_grading(said, staff=-1), a_grading(said, pays=-1))
    ):
        told = [*SOURCES[place:], *SOURCES[:place]]
        told[4] = (
            {"from": "note", "day": brief.TODAY, "words": said("recommended us")},
            {"from": "complaints", "count": 3},
        )[place % 2]
        facts = {"grading": grading, "customer": customer, "answers": grading.answers}
        yield "stocktake/grade", form | facts | {"sources": dict(zip(QUESTIONS, told, strict=True)), "left": place}
    last = a_grading(said, chosen="B", reason=said("they grow"))[0]
    known = {"sources": {key: {"from": "nothing"} for key in QUESTIONS}}
    yield "stocktake/grade", form | facts | known | {"last": last}
    back = a_grading(said, chosen="B", taken_back_at=brief.NOW, given="C")[0]
    yield "stocktake/grade", form | facts | known | {"last": back}


def _progress(said: Said, around: dict[str, Any], alice: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    quiet = {"stocktake": None, "graded": 0, "total": 0, "rows": [], "changes": [], "just": None, "confirmed": None}
    for last, customers in ((None, 0), (None, 60), (brief.NOW, 60), (brief.NOW, 0)):
        yield "stocktake/progress", around | quiet | {"last": last, "customers": customers}
    changes = [
        a_grading(said, graded_at=brief.NOW, chosen="A"),
        a_grading(said, graded_at=brief.NOW, chosen="C", reason=said("why")),
        a_grading(said, graded_at=brief.NOW, chosen="B", tier="B", tier_suggested=True),
    ]
    just = {"just": Facts(id="d1"), "confirmed": changes[0][1], "stocktake": a_stocktake(), "customers": 60}
    yield "stocktake/progress", around | quiet | just | {"last": None}
    rows = [Facts(key="U1", person=alice, done=3, total=12), Facts(key="-", person=None, done=2, total=2)]
    for many in (0, 1, 200):
        going_on = {"stocktake": a_stocktake(), "rows": rows * many, "changes": changes * many, "customers": 60}
        yield (
            "stocktake/progress",
            around | quiet | going_on | {"graded": many, "total": 200, "last": brief.NOW if many else None},
        )
        yield "stocktake/closed", {"stocktake": a_stocktake(), "changed": many}


def _lists(said: Said, around: dict[str, Any], people: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    grading, customer = a_grading(said, tier="C")
    late = a_grading(said, tier="D", deadline=brief.TODAY - timedelta(days=1), owner_id="U1")
    for many in (0, 1, 90):
        facts = {"converting": [late] * many, "others": [(grading, customer)] * many, "people": people}
        yield "stocktake/convert", around | facts
        ends = around | {"ends": [a_grading(said, tier="E")] * many, "people": people}
        yield "stocktake/ends", ends | {"decided": None, "how": "", "undo": None}
    for how in ("keep", "end", "D"):
        yield "stocktake/ends", ends | {"decided": customer, "how": how, "undo": ("undo", "d1")}
    for one, _ in ((grading, 0), late):
        form = {
            "grading": one,
            "customer": customer,
            "deadline": brief.TODAY,
            "owner_id": one.owner_id,
            "people": people,
        }
        yield "stocktake/convert_form", around | form
    for why in ("day", "owner"):
        yield "stocktake/convert_errors", {"why": why}
    for how in ("e", "half", "stay", "again"):
        answered = {"customer": customer, "how": how, "deadline": brief.TODAY, "owner": people["U1"]}
        yield "stocktake/missed", around | answered | {"undo": ("undo", "d1") if how == "e" else None}


def a_stocktake(**changes: Any) -> Stocktake:
    return Stocktake(
        **{"team_id": "T1", "id": "s1", "begun_at": brief.NOW, "until": brief.TODAY, "closed_at": brief.NOW} | changes
    )


def a_grading(said: Said, tier: str = "B", tier_suggested: bool = False, **changes: Any) -> Graded:
    """Return a grading of Acme, which is a B of whom an A is suggested unless `changes` say otherwise."""
    customer = brief.a_customer(said, tier=tier, tier_suggested=tier_suggested)
    answers = AS_THEIR_TIER["A"] | {name: changes[name] for name in QUESTIONS if name in changes}
    known = {
        "team_id": "T1",
        "id": "g1",
        "stocktake_id": "s1",
        "customer_id": "c1",
        "tier_before": "B",
        "band": "large",
    }
    sources = {"sources": {name: {"from": "complaints", "count": 2} for name in QUESTIONS}}
    grading = Grading(**known | answers | sources | {"suggested": "A", "revenue_minor": 41_000_000} | changes)
    grading.suggested = grading.suggestion.tier
    return grading, customer


def a_report(said: Said, many: int) -> Report:
    gradings = [a_grading(said, tier_before=tier, revenue_minor=4_100_000)[0] for tier in TIERS] * (many // 5 + 1)
    tiers, classes = shares(gradings[:many])
    customer = brief.a_customer(said)
    moves = [TierMove(customer, *("BA" if place % 2 else "AC")) for place in range(many)]
    ends, late = [a_grading(said, tier="E")] * many, [a_grading(said, tier="C", deadline=brief.TODAY)] * many
    return Report(
        stocktake=a_stocktake(),
        tiers=tiers,
        classes=classes,
        customers=many,
        revenue_minor=sum(share.revenue_minor for share in tiers),
        ungraded=many,
        unknown=many,
        moves=moves,
        taken_back=[a_grading(said, taken_back_at=brief.NOW, given="C" if many > 1 else None)] * many,
        before=[Share(share.name, 3) for share in classes] if many else (),
        last=a_stocktake(id="s0") if many else None,
        lists=Lists(late, ends),
    )


def reviews(said: Said) -> list[Review]:
    """Return one of everything that a stocktake wants of a manager."""
    grading, customer = a_grading(said, tier="D", deadline=brief.TODAY)
    ready = Review(READY, graded=60, total=60, stocktake=a_stocktake())
    missed = Review(MISSED_ONE, grading=grading, customer=customer)
    return [
        Review(OFFER, last=brief.TODAY),
        Review(OFFER),
        ready,
        replace(ready, what=LATE),
        missed,
        Review(ENDS, total=4),
    ]


def news(said: Said) -> list[StocktakeNews]:
    """Return what briefs say: customers to grade, customers to convert, far too many of both."""
    soon = a_grading(said, tier="D", deadline=brief.TODAY)
    return [
        StocktakeNews(1, 1, brief.TODAY, []),
        StocktakeNews(0, 0, None, [soon]),
        StocktakeNews(99, 99, brief.TODAY, [soon] * 9),
    ]
