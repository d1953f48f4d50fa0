"""Sample facts of the templates in templates/calendar."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Facts
from typing import Any

from models.plan_and_actual import Sum
from models.week import week_of

TODAY = date(2026, 11, 18)
MONTHS = [(date(2026 + (10 + ahead) // 12, (10 + ahead) % 12 + 1, 1), ahead % 5) for ahead in range(13)]


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "calendar/coming", {}
    yield "calendar/nobody", {"user_id": "U0NOBODY"}
    yield from _years(said)
    yield from _dry_runs(said)
    yield from _blackouts(said)


def a_touch(day: date, state: str = "planned", **facts: Any) -> Facts:
    known = {"id": "t1", "kind": "video call", "state": state, "day": day, "booked_at": None, "moved_from": None}
    return Facts(**known | facts)


def _years(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    member = Facts(manager=False, user_id="U1")
    customer = Facts(id="c1", name=said("Acme Corporation"))
    rows = [
        a_touch(date(2026, 9, 3), "done"),
        a_touch(date(2026, 11, 9)),
        a_touch(date(2026, 12, 3), moved_from=date(2026, 12, 1)),
        a_touch(date(2027, 3, 3), "dropped"),
        a_touch(date(2027, 6, 3), booked_at=datetime(2026, 11, 18, tzinfo=UTC)),
    ]
    blackouts = [Facts(id="b1", first_day=TODAY, last_day=date(2027, 1, 2), reason=said("inventory"))]
    for known, policy in ((rows, Facts(cadence_days=91, activities=("lunch", "visit"))), (rows * 12, None), ([], None)):
        policy = policy or Facts(cadence_days=None, activities=())
        facts = {"policy": policy, "rows": known, "can": bool(policy.cadence_days), "today": TODAY}
        skipped = a_touch(TODAY, "dropped") if known else None
        yield "calendar/customer", {"customer": customer, "member": member, "skipped": skipped, **facts}
        soon = [(touch, customer) for touch in known]
        counts = MONTHS if known else [(day, 0) for day, _ in MONTHS]
        mine = {"month": Sum(3, 1), "soon": soon, "counts": counts, "blackouts": blackouts * len(known), "today": TODAY}
        mine["has_nobody"] = not known
        for whose in (member, Facts(user_id="U2", name=said("Alice Smith"))):
            yield "calendar/mine", {"member": member, "whose": whose, **mine}
        load = Facts(champion=Facts(name=said("Alice Smith")), month=Sum(12, 14), ahead=48)
        team = {"missing": len(known), "customers": len(known), "without_champion": len(known), "counts": counts}
        put_in = Facts(key="calendar:1", touches=4, at=datetime(2026, 11, 18, 9, tzinfo=UTC)) if known else None
        taken_out = Facts(touches=4, at=datetime(2026, 11, 18, 9, tzinfo=UTC)) if known else None
        team |= {"surplus": len(known), "with_surplus": len(known), "taken_out": taken_out}
        around = {"loads": [load] * len(known), "put_in": put_in, "mine": bool(known), "blackouts": blackouts}
        yield "calendar/team", {"member": Facts(manager=True), "today": TODAY, **team, **around}


def _dry_runs(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for state, can_undo in (("dropped", False), ("put_in", True), ("put_in", False), ("taken_out", False)):
        for stay in (0, 1):
            facts = {"touches": 1204 * stay, "stay": stay, "can_undo": can_undo}
            yield "calendar/dry_run", {"state": state, "key": "calendar:1", **facts}
    for count, plain in ((0, False), (1, False), (60, True), (60, False)):
        months = Facts(count=count, over=[week_of(TODAY + timedelta(days=7 * week)) for week in range(count % 7)])
        load = Facts(champion=Facts(name=said("Alice Smith")), months=months, busiest=7)
        facts = {"touches": count, "customers": count, "loads": [load] * count, "counts": MONTHS, "plain": plain}
        yield "calendar/dry_run", {"state": "dry_run", "key": "calendar:1", "today": TODAY, **facts}


def _blackouts(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "calendar/blackout", {"first": TODAY, "last": TODAY}
    for problem in ("order", "past"):
        yield "calendar/blackout_errors", {"problem": problem}
    yield "calendar/which_days", {"text": said("when we close")}
    for planned, reason in ((0, ""), (1, said("inventory")), (40, said("inventory"))):
        blackout = Facts(id="b1", first_day=TODAY, last_day=date(2027, 1, 2), reason=reason)
        kept = {"blackout": blackout, "planned": planned, "today": TODAY}
        yield "calendar/blackout_saved", kept
        for removed in (False, True):
            yield "calendar/blackout_kept", {"removed": removed, **kept}
