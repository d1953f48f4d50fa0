"""Sample facts of the templates in templates/plan."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace as Facts
from typing import Any

from models.answers import Answers
from models.kind import Kind
from models.plan import Measured
from models.plan_and_actual import Sum


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for chart in (True, False):
        yield "plan/coming", {"chart": chart}
    for link in ("https://practice.slack.com/files/U0BOT/F1/plan-2026-11-18.csv", None):
        for team in (True, False):
            yield "plan/file", {"link": link, "team": team}
    trend = [(date(2026, month, 1), Sum(month, month + 2)) for month in range(1, 13)]
    people = [(Facts(name=said("Alice Smith")), Sum(12, 4)), (None, Sum(1, 0))]
    tiers, kinds = [("key", Sum(1, 1)), ("–", Sum(1, 0))], [("any", Sum(1))]
    answers = (Answers(Kind.EMAIL, 12, 4), Answers(Kind.OTHER, 1, 0))
    full = Measured(Sum(3, 1), Sum(9, 10), people * 30, tiers, kinds, trend, answers)
    empty = Measured(Sum(), Sum(), [], [], [], [(day, Sum()) for day, _ in trend])
    for team in (True, False):
        for plan, has_nobody in ((full, False), (empty, False), (empty, True)):
            facts = {"plan": plan, "team": team, "today": date(2026, 11, 18), "has_nobody": has_nobody}
            yield "plan/plan", facts
            for plain in (True, False):
                yield "plan/chart", facts | {"plain": plain}
