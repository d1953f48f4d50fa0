"""Views and messages about nobody, one customer, two hundred and five thousand, with the longest and the rudest names.

What Slack would refuse is what the practice workspace refuses. Objects are shared: it is the numbers that count here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from facts.brief import NOW, TODAY, a_customer, a_line, a_member, a_question, messages
from facts.digest import WEEK
from facts.hand_over import a_decision
from test_templates import refused, words_of

from models.complaint import CAUSE
from models.complaint_waiting import WaitingComplaint
from models.complaint_week import ComplaintWeek
from models.cover import Rota
from models.decide import AskedInVain, Waiting
from models.digest import Digest
from models.leaver import Leaver
from models.lost import Reason
from models.movements import Move, Movements
from models.outlook import AtRisk, Load
from models.plan_and_actual import Tally
from models.praise import BUSY, Thanks
from models.quotes import Quote
from models.week_ahead import WeekAhead
from models.workspace import Workspace
from templates import render

READER = SimpleNamespace(locale="en-US", zone="America/New_York")
NAMES = {
    "two hundred characters": "Consolidated & Amalgamated <Lamps> of Northern Westphalia " * 4,
    "hostile": '<!channel> *_~`> &amp; \u202e\x00 {{ 7*7 }} "}, {"type": "divider"} ' * 4,
}
COUNTS = (0, 1, 200, 5000)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", COUNTS)
def test_slack_takes_whatever_is_said_of_so_many(count: int, name: str) -> None:
    for template, facts in everything_of(count, NAMES[name][:200]):
        rendered = render(template, READER, **facts)
        assert refused(rendered) == [], template
        assert "<!channel>" not in words_of(rendered), template


def everything_of(count: int, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    def said(_: str) -> str:
        return name

    customer, alice = a_customer(said), a_member("U1", name)
    complaint = a_question(said, CAUSE, 2, recovered_at=NOW).complaint
    unanswered = [WaitingComplaint("opened", complaint, customer)] * count
    # no view shows more than a hundred: those are different customers, the others one and the same
    all_of_them = [a_customer(said, f"c{place}") for place in range(min(count, 100))] + [customer] * (count - 100)
    waits = [AskedInVain(one, alice, [alice]) for one in all_of_them]
    leavers = [Leaver(alice, all_of_them)] * min(count, 200)
    decisions = Waiting(all_of_them, waits, [], leavers=leavers, complaints=unanswered) if count else None
    around = {"workspace": Workspace(team_id="T1"), "today": TODAY, "member": alice, "people": {"U1": alice}}
    yield from briefs(said, count, around | {"decisions": decisions, "unanswered": unanswered})
    yield from lists(said, count, around, decisions, unanswered)
    digest = a_digest(count, name, all_of_them, alice)
    yield "digest/digest", {"digest": digest, "workspace": around["workspace"], "today": TODAY, "plain": False}
    yield "digest/preview", {"digest": digest, "workspace": around["workspace"], "today": TODAY, "post_at": None}


def briefs(said: Any, count: int, around: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A brief holds eighteen nudges at most; what stands around them may be any number."""
    full, line = a_line(said, ["due", "silent"], 3, full=True), a_line(said, ["due"], 1)
    quiet = {
        "complaints": [],
        "undoable": set(),
        "meanwhile": [],
        "covers": [],
        "news": [],
        "most_full": 3,
        "stocktake": None,
        "pulse": None,
        "quality": None,
        "thanked": [],
        "changes": [],
        "moments": [],
        "to_tell": None,
        "came_back": [],
        "ideas": [],
        "known": [],
        "from_groups": [],
    }
    week = WeekAhead([(line.standing.recent[0], line.customer)] * count, count)
    rota = Rota(around["people"], [], NOW)
    about = around | quiet | {"drawn_on": TODAY, "week": week, "rota": rota, "logged": messages(said)[:count]}
    for lines in ([], [full] * min(count, 3) + [line] * min(count, 15)):
        yield "brief/brief", about | {"lines": lines}


def lists(
    said: Any, count: int, around: dict[str, Any], decisions: Waiting | None, unanswered: list[WaitingComplaint]
) -> Iterator[tuple[str, dict[str, Any]]]:
    standing = a_line(said, ["due"], 1).standing
    some = [replace(standing, customer=a_customer(said, f"c{place}")) for place in range(min(count, 100))]
    standings = some + [standing] * (count - 100)
    yield "mine/mine", around | {"standings": standings}
    yield "mine/due", around | {"standings": standings, "decisions": decisions, "unanswered": unanswered}
    leaver = around["member"]
    form = {"leaver": leaver, "workspace": around["workspace"], "today": TODAY}
    yield "leaver/form", form | {"standings": standings[:90], "more": count - 90}
    given = {"leaver": leaver, "people": around["people"], "decision": a_decision(), "left": count}
    if count:
        yield "leaver/done", given | {"given": [(standings[0].customer, "U1")] * count}


def a_digest(count: int, name: str, customers: list[Any], member: Any) -> Digest:
    moves = [Move(customer, "A", "B") for customer in customers]
    lost = [Move(customer, None, Reason.PRICE) for customer in customers]
    many = timedelta(hours=5)
    return Digest(
        week=WEEK,
        today=TODAY,
        weeks=[Tally(WEEK.later(place - 11), made=count, planned=count) for place in range(12)],
        at_risk=AtRisk(count, count // 2, count * 41_000_000, min(count, 3), count * 40_000_000, count, count // 2),
        thanks=[Thanks(member, BUSY, touches=count, customers=count)] * min(count, 3),
        movements=Movements(moves, moves, customers, lost=lost, ended=customers, won=customers),
        signs=Counter({"reply": count, "purchase": count, "message": count}),
        purchases_minor=count * 1_000,
        load=Load(count, count),
        without_champion=count,
        set_up_by=member,
        complaints=ComplaintWeek(count, [count] * count, count, replies=[many] * count, asked=count, happy=count),
        quotes=[Quote(customer, name) for customer in customers[:2]],
    )
