"""Plan and done: the same entries, however summed; told to champions of their own, to managers of everybody."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import BOB, Live, labels

from models.plan import Counted, measured, plan_rows, sums_of
from models.plan_and_actual import Entry, Sum
from models.workspace import Workspace
from tests.company import BOB as OUR_BOB
from tests.company import TODAY, Company

DAYS = st.integers(0, 400).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
NONE_OR_ONE = st.integers(0, 1)
ENTRIES = st.builds(Entry, st.sampled_from("abc"), st.sampled_from(["", "call"]), DAYS, NONE_OR_ONE, NONE_OR_ONE)
COUNTED = st.lists(st.builds(Counted, ENTRIES, st.sampled_from(["U1", "U2", ""]), st.sampled_from(["A", "B", "key"])))


@given(COUNTED)
def test_whatever_is_summed_it_agrees(rows: list[Counted]) -> None:
    whole = sums_of(rows, lambda _: True).get(True, Sum())
    for name in ("month", "champion_id", "tier", "kind"):
        parts = [*sums_of(rows, lambda one, name=name: getattr(one, name)).values()]
        assert added(parts) == whole
        assert all(one.remaining == max(0, one.planned - one.made) for one in parts)


def test_the_table_the_quarter_and_its_groups_agree(company: Company) -> None:
    with company.writing() as session:
        workspace = session.get_one(Workspace, company.team_id)
        plan = measured(session, workspace, TODAY)
        rows = list(plan_rows(session, workspace, date(2026, 10, 1), date(2026, 12, 31)))
    assert added(Sum(int(row[4]), int(row[5])) for row in rows) == plan.quarter
    for groups in (plan.by_champion, plan.by_tier, plan.by_kind):
        assert added(known for _, known in groups) == plan.quarter
    assert plan.quarter.made == 2
    assert {"call", "visit"} <= {kind for kind, _ in plan.by_kind}


def test_a_champion_is_told_of_their_own_and_a_manager_of_everybody(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.add("delta", champion_id=BOB, last=date(2026, 9, 8))
    live.touch("acme call on 2 november")
    mine = live.care("plan")
    assert "Plan and done, your customers" in mine
    assert "0 planned · 1 done · 0 still to do" in mine
    assert "Bob" not in mine
    everybody = live.care("plan", user="maria")
    assert "This quarter: 1 planned · 1 done · 0 still to do" in everybody
    assert "1 planned · 0 done · 1 still to do" in everybody


def test_home_opens_it(live: Live) -> None:
    live.add("acme")
    live.home("alice")
    [view] = live.tap_home("alice", "Plan and done")["views"]
    assert any("your customers" in str(block) for block in view["blocks"])
    assert labels(view["blocks"]) == []


@pytest.fixture
def company(sqlite):
    planning = Company(sqlite)
    planning.add()
    planning.add("delta", champion_id=OUR_BOB, tier="B", key=True)
    planning.touch("2026-11-16", kind="call")
    planning.book("2026-12-01", kind="visit", customer_id="delta")
    planning.touch("2026-10-05", kind="visit", customer_id="delta")
    return planning


def added(parts: Any) -> Sum:
    parts = [*parts]
    return Sum(sum(one.planned for one in parts), sum(one.made for one in parts))
