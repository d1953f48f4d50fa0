"""Sample facts of the templates in templates/voice."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from facts.brief import TODAY, a_customer

from models.saying import VOICE, Commitment, Moment, Saying, SayingKind
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
        yield a_saying(said, kind, moment=Moment.DELIVERY, may_quote=True)
    for answer in Commitment:
        yield a_saying(said, "commitment", answer=answer, words="", said_by="")
        yield a_saying(said, "like", answer=answer, customer_id=None)


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    acme = a_customer(said, "c1")
    choices = {"kinds": VOICE, "moments": list(Moment), "answers": list(Commitment), "day": TODAY}
    yield "voice/form", choices | {"customer": None, "said": "", "metadata": None}
    yield "voice/form", choices | {"customer": acme, "said": said("lovely"), "metadata": "https://x.example"}
    for problem in PROBLEMS:
        yield "voice/form_errors", {"problem": problem}
    for saying in sayings(said):
        yield "voice/saved", {"saying": saying, "customer": acme if saying.customer_id else None}
        yield "voice/undone", {"saying": saying}
    for voice in voices(said):
        yield "voice/themes", {"voice": voice, "today": TODAY}
        yield "voice/view", {"voice": voice, "today": TODAY}
        for plain in (True, False):
            yield "voice/chart", {"voice": voice, "plain": plain, "today": TODAY}


def voices(said: Said) -> Iterator[Voice]:
    yield Voice(heard([], TODAY, 5), TODAY, {}, everybody=True)
    few = list(sayings(said))
    yield Voice(heard(few, TODAY, 5), TODAY, {"c1": a_customer(said, "c1")}, everybody=False)
    quarters = [Quarter(TODAY, 12_345, 1, 2, 3, 4)] * 4
    themes = [Theme(said("delivery")[:200] or "light", 12_345, 1, 0, (1, 2, 3, 4))] * 8
    moments = [(moment, 1, 12_345) for moment in Moment]
    yield Voice(Heard(quarters, themes, moments, few[:5], 99), TODAY, {}, everybody=True)
