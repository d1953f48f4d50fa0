"""Sample facts of the templates in templates/voice."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from facts.brief import TODAY, a_customer

from models.moment import Moment
from models.moment_default import defaults
from models.saying import VOICE, Commitment, Saying, SayingKind
from models.voice import Heard, Quarter, Theme, heard
from models.voice_heard import Voice

Said = Callable[[str], str]
NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)
PROBLEMS = ("gone", "nobody", "no_answer", "no_words", "ahead")


def a_saying(said: Said, kind: str = "praise", **facts: Any) -> Saying:
    known = {"customer_id": "c1", "words": said("They called before the problem."), "said_by": said("Ruth"), "by": "U1"}
    return Saying(team_id="T1", id="s1", kind=kind, day=TODAY, created_at=NOW, **known | facts)


def sayings(said: Said) -> Iterator[Saying]:
    for kind in SayingKind:
        yield a_saying(said, kind, moment="delivery", may_quote=True)
    for answer in Commitment:
        yield a_saying(said, "commitment", answer=answer, words="", said_by="")
        yield a_saying(said, "like", answer=answer, customer_id=None)


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    acme = a_customer(said, "c1")
    choices = {"kinds": VOICE, "moments": _moments(said), "answers": list(Commitment), "day": TODAY}
    yield "voice/form", choices | {"customer": None, "said": "", "metadata": None}
    yield "voice/form", choices | {"customer": acme, "said": said("lovely"), "metadata": "https://x.example"}
    for problem in PROBLEMS:
        yield "voice/form_errors", {"problem": problem}
    for saying in sayings(said):
        yield (
            "voice/saved",
            {"saying": saying, "customer": acme if saying.customer_id else None, "moments": names(said)},
        )
        yield "voice/undone", {"saying": saying}
    for voice in voices(said):
        yield "voice/themes", {"voice": voice, "today": TODAY, "moments": names(said)}
        yield "voice/view", {"voice": voice, "today": TODAY, "moments": names(said)}
        for plain in (True, False):
            yield "voice/chart", {"voice": voice, "plain": plain, "today": TODAY}


def names(said: Said) -> dict[str, str]:
    """Return what moments of truth are called: as we call them, and as a company may."""
    return {one.id: one.name for one in defaults()} | {"delivery": said("delivery")}


def _moments(said: Said) -> list[Moment]:
    return [Moment(team_id="T1", id=id_, rung="raving fan", name=name) for id_, name in names(said).items()]


def voices(said: Said) -> Iterator[Voice]:
    yield Voice(heard([], TODAY, 5, {}), TODAY, {}, True, {})
    few = list(sayings(said))
    yield Voice(heard(few, TODAY, 5, names(said)), TODAY, {"c1": a_customer(said, "c1")}, False, names(said))
    quarters = [Quarter(TODAY, 12_345, 1, 2, 3, 4, 5)] * 4
    themes = [Theme(said("delivery")[:200] or "light", 12_345, 1, 0, (1, 2, 3, 4))] * 8
    moments = [(name, 1, 12_345) for name in names(said).values()]
    yield Voice(Heard(quarters, themes, moments, few[:5], 99), TODAY, {}, True, names(said))
