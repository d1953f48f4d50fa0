"""Plan and done: the same entries, however summed; told to champions of their own, to managers of everybody."""

import csv
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import BOB, THURSDAY, Live, labels, words
from test_exporting import touchbase

from models import acts
from models.answers import Answers
from models.kind import Kind
from models.plan import Counted, measured, plan_rows, sums_of
from models.plan_and_actual import Entry, Sum
from models.workspace import Workspace
from tests.company import ALICE, TODAY, Company
from tests.company import BOB as OUR_BOB

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


def test_which_kinds_got_an_answer_is_counted_within_two_weeks(company: Company) -> None:
    answered, too_late = "2026-09-07", "2026-10-01"
    for day, facts in (
        (answered, {}),
        (too_late, {}),
        ("2026-10-20", {"two_way": True}),  # "replied" stood in the text
        ("2026-11-10", {}),  # there is time yet
        ("2026-11-12", {"source": "slack", "external_id": "1"}),  # logged itself
        ("2025-11-30", {}),  # more than twelve months ago
    ):
        company.touch(day, kind="email", **facts)
    company.touch("2026-09-08", kind="card", customer_id="delta")
    company.act(acts.note_reply, ALICE, date(2026, 9, 21), "")
    company.act(acts.note_reply, ALICE, date(2026, 10, 16), "")
    with company.writing() as session:
        workspace = session.get_one(Workspace, company.team_id)
        assert measured(session, workspace, TODAY).answers == (Answers(Kind.EMAIL, 3, 2), Answers(Kind.CARD, 1, 0))
        assert measured(session, workspace, TODAY, OUR_BOB).answers == (Answers(Kind.CARD, 1, 0),)


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
    assert labels(view["blocks"]) == ["As a chart", "As a table"]


def test_the_months_come_as_a_chart_into_the_dm_and_say_what_the_answer_says(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.touch("acme call on 2 november")
    live.care("plan")
    assert "it comes in our DM in a moment" in words(live.tap("alice", "As a chart"))
    shown = live.shown_brief("alice")
    [chart] = [block["chart"] for block in shown["blocks"] if block["type"] == "data_visualization"]
    done, planned = [[point["value"] for point in series["data"]] for series in chart["series"]]
    assert (done[-3:], planned[-3:]) == ([1, 0, 1], [0, 0, 0])
    assert [point["label"] for point in chart["series"][0]["data"]][::11] == ["December 2025", "November"]
    assert "Done: December 2025 0," in shown["text"]
    assert "files" not in shown


def test_a_workspace_without_charts_is_told_the_months_in_words(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.care("plan")
    live.practice.fault("refuse", method="chat.postMessage", error="invalid_blocks")
    live.tap("alice", "As a chart")
    live.morning()
    shown = live.shown_brief("alice")
    assert {block["type"] for block in shown["blocks"]} == {"section"}
    assert "September: 1 done of 0 planned" in shown["text"]


def test_the_table_comes_as_a_file_into_the_dm_of_who_asks_and_holds_what_they_see(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.add("delta", champion_id=BOB, last=date(2026, 9, 8))
    live.touch("acme call on 2 november")
    live.care("plan")
    assert "it comes in our DM in a moment" in words(live.tap("alice", "As a table"))
    shown = live.shown_brief("alice")
    assert shown["text"].startswith("*Plan and done, your customers*")
    rows = table_of(live, shown)
    made = {"Month": "2026-11", "Champion": "Alice Weber", "Tier": "A", "Kind": "call", "Planned": "0", "Done": "1"}
    assert {**made, "Still to do": "0"} in rows
    assert {row["Champion"] for row in rows} == {"Alice Weber"}
    live.care("plan", user="maria")
    live.tap("maria", "As a table")
    assert {row["Champion"] for row in table_of(live, live.shown_brief("maria"))} == {"Alice Weber", "Bob Miller"}


def test_an_operator_writes_the_table_that_a_manager_gets(live: Live, place: Path) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.add("delta", champion_id=None, tier=None, last=date(2026, 9, 8))
    live.touch("acme lunch on 3 december")
    assert "plan.csv: " in touchbase("export", "--plan", "plan.csv")
    with (place / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    live.care("plan", user="maria")
    live.tap("maria", "As a table")
    assert written == table_of(live, live.shown_brief("maria"))
    assert {(row["Champion"], row["Tier"]) for row in written} == {("Alice Weber", "A"), ("", "–")}
    assert {row["Month"] for row in written if row["Kind"] == "lunch" and row["Planned"] == "1"} == {"2026-12"}
    assert "plan.csv is there already" in touchbase("export", "--plan", "plan.csv", exit_code=1)


@pytest.fixture
def place(live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an operator's, with the settings of the bot that runs, and its clock."""
    for name in ("database_url", "practice_clock_url", "slack_api_url"):
        monkeypatch.setenv(name.upper(), str(getattr(live.bot.settings, name)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal", "files.info"])
def test_where_the_file_cannot_be_uploaded_the_words_say_what_to_do(live: Live, method: str) -> None:
    live.add("acme", last=THURSDAY)
    live.care("plan", user="maria")
    live.practice.fault("refuse", method=method, error="missing_scope")
    live.tap("maria", "As a table")
    shown = live.shown_brief("maria")
    assert shown["text"].startswith("The table could not be brought into Slack. Ask for it once more with `/care plan`")
    assert "files" not in shown


def test_a_file_is_uploaded_and_shared_once_though_nobody_heard_that_slack_took_the_message(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("plan")
    live.practice.fault("accept_then_drop", method="chat.postMessage")
    live.tap("alice", "As a table")
    live.morning()
    assert len([one for one in live.practice.messages("@bot", "alice") if one.get("files")]) == 1
    calls = [call["method"] for call in live.practice.state()["calls"]]
    assert (calls.count("files.completeUploadExternal"), calls.count("chat.postMessage")) == (1, 1)


@pytest.fixture
def company(sqlite):
    planning = Company(sqlite)
    planning.add()
    planning.add("delta", champion_id=OUR_BOB, tier="B", key=True)
    planning.touch("2026-11-16", kind="call")
    planning.book("2026-12-01", kind="visit", customer_id="delta")
    planning.touch("2026-10-05", kind="visit", customer_id="delta")
    return planning


def table_of(live: Live, shown: dict[str, Any]) -> list[dict[str, str]]:
    """Return the rows of the file that a message shares, saved as the page saves it."""
    [shared] = shown["files"]
    assert shared["title"] == "Plan and done"
    with urlopen(f"{live.practice.base_url}/practice/picture/{shared['id']}") as file:  # noqa: S310
        return list(csv.DictReader(StringIO(file.read().decode("utf-8-sig"), newline="")))


def added(parts: Any) -> Sum:
    parts = [*parts]
    return Sum(sum(one.planned for one in parts), sum(one.made for one in parts))
