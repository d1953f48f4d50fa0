"""Sample facts of the templates in templates/causes."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Facts
from typing import Any

from facts import brief

from models.causes import Cause, Noted
from models.causes_quarter import Course, Quarter
from models.causes_seen import Seen
from models.complaint import Complaint
from models.voice import quarters_to

Said = Callable[[str], str]
TODAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    maria = brief.a_member("U2", said("Maria"))
    maria.manager = True
    for seen in seens(said):
        for member in (maria, brief.a_member("U1", said("Alice"))):
            around = {"seen": seen, "member": member, "today": TODAY, "has_nobody": not seen.repeated}
            yield "causes/causes", around
            yield "causes/view", around
            for plain in (True, False):
                yield "causes/chart", around | {"plain": plain}
    cause = a_cause(said, 3)
    yield "causes/apart", {"cause": cause, "steps": [Facts(id="s1"), Facts(id="s2")]}
    yield "causes/open_again", {"cause": cause}
    yield "causes/settled", {}


def a_cause(said: Said, count: int, again: int = 1, *, prevented: bool = True) -> Cause:
    """A cause of so many complaints, of which the last ones came since it was prevented."""
    noted = []
    for place in range(count):
        at = NOW - timedelta(days=count - place)
        about = {"words": said("late again"), "cause": said("loaded in the wrong order"), "opened_at": at}
        complaint = Complaint(
            team_id="T1", id=f"x{place}", customer_id=f"c{place}", round_opened_at=at, reply_due_at=at, **about
        )
        noted.append(Noted(complaint, brief.a_customer(said, f"c{place}")))
    at = noted[-again].complaint.opened_at - HOUR if again else NOW
    return Cause(noted, said("a checklist"), at) if prevented else Cause(noted)


def unwritten(said: Said, count: int) -> list[Noted]:
    """So many complaints that were put right."""
    about = {"words": said("late again"), "opened_at": NOW, "round_opened_at": NOW, "reply_due_at": NOW}
    complaint = Complaint(team_id="T1", id="x1", customer_id="c1", recovered_at=NOW, **about)
    return [Noted(complaint, brief.a_customer(said, "c1"))] * count


def seens(said: Said) -> Iterator[Seen]:
    shown = quarters_to(TODAY)
    quiet = [Quarter(first, []) for first in shown]
    yield Seen([], 0, [], quiet, TODAY, None)
    yield Seen([], 1, unwritten(said, 1), quiet, TODAY, frozenset())
    went = [Course(HOUR / 2, 0, True, True, None), Course(None, None, False, None, None)]
    went += [Course(9 * HOUR, 5, False, False, True), Course(None, None, None, None, None)]
    busy = [Quarter(first, went * place) for first, place in zip(shown, (0, 1, 4, 300), strict=True)]
    few = [a_cause(said, 2), a_cause(said, 2, 0), a_cause(said, 3, prevented=False)]
    yield Seen(few, 2, unwritten(said, 3), busy, TODAY, frozenset({"c1"}))
    yield Seen([a_cause(said, 12, 11)] * 200, 1234, unwritten(said, 1234), busy, TODAY, None)
