"""Sample facts of the digest: a full week, a quiet one, money known and unknown, the preview and its refusals."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from facts.brief import a_customer, a_member, a_question, a_touch, recoveries
from facts.stocktake import a_report

from models.complaint_waiting import WaitingComplaint
from models.complaint_week import ComplaintWeek
from models.digest import Digest
from models.digest_details import Behind, MyWeek
from models.lost import Reason
from models.movements import Move, Movements
from models.outlook import AtRisk, Load, Waiting
from models.plan_and_actual import Tally
from models.praise import AGAIN, BUSY, HEARD, SENT, Thanks
from models.quotes import Quote
from models.week import week_named
from models.workspace import Workspace

WEEK = week_named("2026-W47")
TODAY = date(2026, 11, 23)
Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    workspace = Workspace(team_id="T1", digest_channel="C1", currency="EUR")
    posted = {"workspace": workspace, "today": TODAY, "plain": False}
    full, quiet = a_full_week(said), a_quiet_week()
    for digest in (full, quiet, *_money(full), *_few_words(said, full)):
        yield "digest/digest", posted | {"digest": digest}
    yield "digest/digest", posted | {"digest": full, "plain": True}
    previewed = {"workspace": workspace, "today": TODAY, "digest": replace(full, today=date(2026, 11, 18))}
    yield "digest/preview", previewed | {"post_at": datetime(2026, 11, 23, 8, tzinfo=UTC)}
    yield "digest/preview", previewed | {"digest": quiet, "post_at": None}
    yield "digest/nobody", {}
    for many in (0, 1, 200, 5000):
        yield from details(said, many)


def details(said: Said, many: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is behind a digest, and somebody's own week, with so many customers."""
    customer, unknown = a_customer(said), a_customer(said, "c2", revenue_minor=None)
    clocks = ((TODAY, None), (None, TODAY), (TODAY, TODAY))
    waiting = [Waiting(unknown if place % 3 else customer, *clocks[place % 3]) for place in range(many)]
    plans = [a_touch(said, state=state, day=TODAY) for state in ("planned", "dropped")]
    unanswered = [WaitingComplaint("opened", a_question(said, "cause", 1).complaint, customer)] * many
    around = {"workspace": Workspace(team_id="T1", currency="EUR"), "today": TODAY, "week": WEEK}
    not_made = [(plans[place % 2], customer) for place in range(many)]
    for risk in (AtRisk(many, many, 0, 0, 0, 0, many), AtRisk(many, 0, 47_000_000, min(many, 2), 41_000_000, many, 0)):
        yield "digest/behind", around | {"details": Behind(risk, waiting, not_made, unanswered)}
        mine = MyWeek(many, Tally(WEEK, many, 3), many, risk, waiting, unanswered, Load(many, 0))
        yield "digest/my_week", around | {"mine": mine}


def a_full_week(said: Said) -> Digest:
    alice, bob, chen = a_member("U1", said("Alice")), a_member("U3", said("Bob")), a_member("U4", said("Chen"))
    customers = [a_customer(said, f"c{number}") for number in range(9)]
    return Digest(
        week=WEEK,
        today=TODAY,
        weeks=[Tally(WEEK.later(place - 11), made=place, planned=14) for place in range(12)],
        at_risk=AtRisk(customers=7, unknown=2, revenue_minor=47_000_000, few=2, few_minor=41_000_000, due=5, silent=3),
        thanks=[
            Thanks(chen, BUSY, touches=4, customers=4, kind="visit"),
            Thanks(alice, AGAIN, kind="lunch", customer=customers[0], since=date(2026, 6, 2)),
            Thanks(bob, HEARD, customer=customers[1], since=date(2025, 11, 2)),
        ],
        movements=Movements(
            tiers=[Move(customer, None if place else "C", "B") for place, customer in enumerate(customers)],
            keys=[Move(customer, place > 0, place == 0) for place, customer in enumerate(customers)],
            new=customers,
            lost=[Move(customer, None, reason) for customer, reason in zip(customers, Reason, strict=False)],
            ended=customers,
            won=customers,
            again=customers,
            referred=[Move(one, None, said("Kestrel Coffee")) for one in customers],
            rungs=[Move(one, "member" if place else None, "advocate") for place, one in enumerate(customers)],
        ),
        signs=Counter({"reply": 1, "purchase": 3, "message": 2}),
        purchases_minor=1_250_000,
        load=Load(booked=4, due=9),
        without_champion=2,
        set_up_by=a_member("U2", said("Maria")),
        quotes=[
            Quote(customers[0], said("They called before the problem.")),
            Quote(None, said("Never again"), said("a rival's customer"), "delivery"),
            Quote(None, said("Yes")),
        ],
        complaints=ComplaintWeek(3, [0, 1, 3], 2),
    )


def a_quiet_week() -> Digest:
    return Digest(
        week=WEEK,
        today=TODAY,
        weeks=[Tally(WEEK.later(place - 11), made=0, planned=0) for place in range(12)],
        at_risk=AtRisk(0, 0, 0, 0, 0, 0, 0),
        thanks=[],
        movements=Movements([], [], []),
        signs=Counter(),
        purchases_minor=0,
        load=Load(0, 0),
        without_champion=0,
        set_up_by=None,
    )


def _money(full: Digest) -> Iterator[Digest]:
    """Everything waits with one customer, overdue or silent or both; of nobody is the revenue known."""
    for clocks in ((1, 0), (0, 1), (1, 1)):
        yield replace(full, at_risk=AtRisk(1, 0, 41_000_000, 1, 41_000_000, *clocks))
    yield replace(full, at_risk=AtRisk(3, 3, 0, 0, 0, 2, 1))


def _few_words(said: Said, full: Digest) -> Iterator[Digest]:
    """One touch, planned or not; thanks for touches of several kinds; only one sort of movement."""
    member, customer = full.thanks[0].member, full.movements.new[0]
    for made, planned in ((1, 0), (0, 1), (1, 1), (3, 2)):
        yield replace(full, weeks=[Tally(WEEK, made, planned)], thanks=[], load=Load(made, planned))
    for kind in (None, "lunch", "other"):
        yield replace(full, thanks=[Thanks(member, BUSY, touches=5, customers=3, kind=kind)])
        yield replace(full, thanks=[Thanks(member, SENT, customer=customer, newcomer=customer)])
    for kind in ("other", "card"):
        yield replace(full, thanks=[Thanks(member, AGAIN, kind=kind, customer=customer, since=TODAY)])
    hour = timedelta(hours=1)
    several = ComplaintWeek(2, [0, 3], 1, replies=[hour, hour / 2], asked=3, happy=2)
    single = ComplaintWeek(1, [1], replies=[hour], asked=1)
    for week in (single, several, ComplaintWeek(1, [2]), ComplaintWeek(waiting=1), ComplaintWeek(0, [0])):
        yield replace(full, complaints=week, thanks=[])
    for recovery in recoveries(said):
        yield replace(full, recovery=recovery, thanks=[])
    for many in (1, 30):
        yield replace(full, stocktake=a_report(said, many), thanks=[])
    for moves in (Movements(full.movements.tiers[:1], [], []), Movements([], full.movements.keys[:1], [])):
        yield replace(full, movements=moves, signs=Counter(), without_champion=1)
