"""Sample facts of the templates in templates/pulse."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from models.complaint_week import ComplaintWeek
from models.idea import Shares
from models.member import Member
from models.pulse import AREAS, PulsePart
from models.pulse_change import Outcome, PulseChange
from models.pulse_measured import Measured
from models.pulse_results import EVERYBODY, FRONT_LINE, MANAGERS, Opinion, Results
from models.pulse_waiting import ASK, CHOOSE, PulseWaiting
from models.quarter import Quarter

Said = Callable[[str], str]
TODAY, NOW = date(2026, 11, 19), datetime(2026, 11, 19, 8, tzinfo=UTC)
Q2, Q3, Q4 = (Quarter(2026, number) for number in (2, 3, 4))
MUCH = Measured(8, 6, ComplaintWeek(3, [2]), 12, Decimal("0.61"), 30, 9, Shares(3, 1, 1, 0), 12, 1)
ONE = Measured(1, 0, ComplaintWeek(1), 1, None, 1, 0, Shares(0, 1, 0, 0), 1, 2)
NOTHING = Measured(0, 0, ComplaintWeek(), 0, None, 0, 0, Shares(0, 0, 0, 0), 0, 0)


def a_part(place: int = 0, **facts: Any) -> PulsePart:
    return PulsePart(team_id="T1", quarter=Q4.name, user_id="U1", place=place, **facts)


def a_change(said: Said, **facts: Any) -> PulseChange:
    about = {"quarter": Q2.name, "area": "people", "words": said("A call on Fridays"), "owner_id": "U1", "by": "U2"}
    return PulseChange(team_id="T1", id="p1", created_at=NOW, **{"due": TODAY} | about | facts)


def in_briefs(said: Said) -> Iterator[dict[str, Any]]:
    """Yield what a brief may say of the pulse."""
    for offer in (None, a_part(), a_part(declined=True), a_part(sent=True)):
        yield {"pulse": offer, "changes": []}
    late, done = TODAY - timedelta(days=7), {"done_on": TODAY}
    for changes in ([a_change(said)], [a_change(said, due=late), a_change(said, **done), a_change(said, due=date.max)]):
        yield {"pulse": None, "changes": changes}


def waiting(said: Said) -> list[PulseWaiting]:
    """Return what may wait for a manager."""
    return [PulseWaiting(ASK, Q4, a_change(said)), PulseWaiting(CHOOSE, Q3)]


def results(said: Said) -> Iterator[Results]:
    low, high = dict.fromkeys(AREAS, Opinion(5, 22)), dict.fromkeys(AREAS, Opinion(14, 44))
    ended = a_change(said, outcome=Outcome.HELPED)
    yield Results(Q3, {FRONT_LINE: high, MANAGERS: low}, 19, Q2, {FRONT_LINE: low, MANAGERS: low}, MUCH, ended)
    yield Results(Q3, {FRONT_LINE: dict(list(low.items())[:3])}, 6, Q2, {FRONT_LINE: low}, ONE, None, a_change(said))
    yield Results(Q3, {EVERYBODY: low}, 5, measured=NOTHING, change=a_change(said, owner_id="U9", done_on=TODAY))
    yield Results(Q3, {MANAGERS: low}, 5, measured=NOTHING, change=a_change(said, outcome=Outcome.NONE))


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    alice = Member(team_id="T1", user_id="U1", name=said("Alice Berg"))
    about = {"quarter": Q4, "areas": AREAS, "today": Q4.first}
    full = {area.value: 3 for area in AREAS}
    parts = [a_part(draft={}), a_part(3, draft={"feedback": 5}), a_part(16, draft=full), a_part(16, sent=True)]
    for part in [*parts, a_part(16, draft=dict.fromkeys(full, 0))]:
        yield "pulse/pulse", about | {"part": part}
        yield "pulse/coming", about | {"part": part}
    yield "pulse/over", {}
    around = {"areas": AREAS, "people": {"U1": alice}, "quarter": Q4, "today": TODAY}
    for found in (*results(said), None):
        for allowed in (True, False):
            facts = around | {"results": found, "too_few": allowed, "can_change": allowed}
            yield "pulse/results", facts
            yield "pulse/view", facts
            yield "pulse/results", facts | {"quarter": Q4.later(1)}
        if found:
            yield "pulse/alt", {"results": found, "areas": AREAS}
            for file_id in ("F1", None):
                yield "pulse/picture", {"results": found, "areas": AREAS, "file_id": file_id}
    yield "pulse/change", {"member": alice, "quarter": Q3, "areas": AREAS, "lowest": AREAS[3]}
    for problems in (["words"], ["due", "owner"]):
        yield "pulse/change_errors", {"problems": problems}
    yield "pulse/change_saved", {"change": a_change(said), "owner": alice, "today": TODAY}
    for name in ("none", "not_yours"):
        yield f"pulse/change_{name}", {"change": a_change(said)}
    yield "pulse/change_judged", {"change": a_change(said, outcome=Outcome.NOT_DONE)}
    yield "pulse/change_undone", {}
