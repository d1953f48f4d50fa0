"""Sample facts of the templates in templates/quality."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from models.member import Member
from models.quality import Quality, Use
from models.quality_month import Answer, QualityMonth


def rows() -> list[QualityMonth]:
    """Return what a brief may ask and say about nudges."""
    slow = {"before": 3, "after": 2}
    said: list[dict[str, Any]] = [{}, slow, slow | {"taken_back": True}, {"before": 1, "after": 2}]
    said += [{"answer": answer} for answer in Answer] + [slow | {"answer": Answer.NOT_USEFUL}]
    return [QualityMonth(team_id="T1", user_id="U1", month="2026-11", **facts) for facts in said]


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    one, many = Quality(Counter({Use.ACTED: 1})), Quality(Counter({Use.ACTED: 20, Use.IGNORED: 9, Use.PUT_OFF: 2}))
    for manager in (True, False):
        person = Member(team_id="T1", user_id="U1", name=said("Alice Berg"), manager=manager)
        listed = [(person, one, None, 3), *((person, many, month, 2) for month in rows())]
        for shown in ([], listed, listed * 5):
            for mine in (Quality(), one, many):
                for template in ("quality/quality", "quality/view"):
                    yield template, {"member": person, "mine": mine, "rows": shown}
