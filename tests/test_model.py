"""The care model: shown, drafted, tried out, switched on, taken back; and who is covered."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Json, Live, find_element, form_words, labels
from typer.testing import CliRunner

from bot.cli import app
from handlers.model_draft import MANY
from models.audit import Audit
from models.care_change import CareChange, can_be_undone
from models.care_model import STANDARD, CareModel, care_model_of
from models.customer import Customer
from models.dry_run import compare, dry_run
from models.nudge import Nudge
from models.workspace import Workspace

A_ROW = {"cadence": "60", "silence": "90", "touches": "4", "reply_hours": "2", "activities": "visit, phone, training"}


def test_a_change_is_a_draft_with_its_dry_run_first_then_switched_on_and_taken_back(live: Live) -> None:
    for place in range(7):
        live.add(f"firm {place}", last=THURSDAY - timedelta(days=70), revenue_minor=place * 1000)
    draft_a(live)
    assert model(live) == STANDARD
    said = live.brief("maria")
    assert "*A care model that is not switched on yet*" in said
    assert "*Tier A*: a touch every 3 months → every 2 months · silent after 4 months → 3 months" in said
    assert "*Alice Weber*: 7, at most 5 a day" in said
    assert any(block["type"] == "data_visualization" for block in live.shown_brief("maria")["blocks"])
    live.tap_brief("maria", "Switch on")
    assert model(live).rows["A"].cadence_days == 60
    assert "*The care model was changed by Maria" in live.brief("maria")
    live.morning()
    told = live.rows(Nudge)
    assert len(told) == 5, "nothing avalanches: five new nudges a champion a day"
    assert "firm 6" in {nudge.customer_id for nudge in told}, "the most valuable come first"
    live.tap_brief("maria", "Undo")
    assert model(live) == STANDARD
    assert "Taken back by Maria" in live.brief("maria")
    kept = [row.action for row in sorted(live.rows(Audit), key=lambda row: row.at) if "care_model" in row.action]
    assert kept == ["care_model.on", "care_model.undone"]


def test_what_the_form_says_stands_in_the_table_and_touches_follow_the_cadence(live: Live) -> None:
    live.add()
    draft_a(live)
    table = live.open("maria", "/care", "model")
    assert "*There is a draft* by Maria" in form_words({"views": [table]})
    drafted = live.rows(CareChange)[0].policies["A"]
    assert (drafted.touches_a_year, drafted.reply_hours) == (6, 2), "365 days by 60"
    assert [str(kind) for kind in drafted.activities] == ["visit", "call", "training"]


# what is typed into the form of tier A, which inputs are wrong
WRONG = [
    ({"silence": "60"}, {"silence"}),  # as long as the cadence
    ({"silence": ""}, {"silence"}),
    ({"cadence": ""}, {"silence"}),  # never, and yet silent
    ({"cadence": "3"}, {"cadence"}),
    ({"cadence": "weekly"}, {"cadence"}),
    ({"cadence": "9" * 10}, {"cadence"}),
    ({"touches": "-1"}, {"touches"}),
    ({"reply_hours": ""}, {"reply_hours"}),
    ({"reply_hours": "0", "activities": "visit, golfing"}, {"reply_hours", "activities"}),
    ({"activities": "call, visit, lunch, demo, card, gift"}, {"activities"}),
]


def test_bad_input_is_told_beside_it_and_nothing_is_drafted(live: Live) -> None:
    form = change(live, live.open("maria", "/care", "model"), "Tier A")
    for typed, wrong in WRONG:
        answer = live.practice.submit("maria", form["id"], A_ROW | typed)
        assert set(answer["errors"]) == wrong, typed
    assert live.rows(CareChange) == []
    assert not live.practice.submit("maria", form["id"], A_ROW).get("errors")


def test_a_row_that_is_put_back_leaves_no_draft_and_a_dropped_draft_changes_nothing(live: Live) -> None:
    live.add()
    draft_a(live)
    draft_a(live, cadence="91", silence="120", reply_hours="1", touches="4", activities="lunch, visit, event")
    assert "was dropped" in live.brief("maria")
    draft_a(live)
    live.tap_brief("maria", "Drop")
    assert [change.state for change in live.rows(CareChange)] == ["dropped", "dropped"]
    assert model(live) == STANDARD


def test_the_dry_run_counts_what_the_clocks_will_say(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 25))
    live.add("delta", last=date(2026, 10, 1), champion_id=BOB, tier="C")
    live.add("echo", last=date(2026, 3, 1), tier="E")
    live.add("fox", champion_id=None)
    closer = STANDARD.with_rows({"C": replace(STANDARD.rows["C"], cadence_days=60, silence_days=90)})
    with live.reading() as session:
        workspace = session.get_one(Workspace, TEAM)
        before, after = compare(session, workspace, [STANDARD, closer], live.bot.clock.now())
        known = {one.champion.user_id: one.nudges for one in dry_run(session, workspace, date(2026, 11, 18))}
    assert {one.champion.user_id: one.nudges for one in before if one.nudges} == {
        user_id: nudges for user_id, nudges in known.items() if nudges
    }
    assert [(one.champion.user_id, one.nudges) for one in after] == [(ALICE, 1), (BOB, 2)]


def test_of_very_many_customers_it_is_counted_after_the_draft_was_sent(live: Live) -> None:
    very_many(live)
    live.add(last=THURSDAY - timedelta(days=70))
    draft_a(live)
    assert "*Alice Weber*: 1" in live.brief("maria")
    assert labels(live.shown_brief("maria")["blocks"]) == ["Switch on", "Change…", "Drop"]


def test_each_manager_can_have_the_dry_run_of_the_one_draft_and_switch_it_on(live: Live) -> None:
    live.add()
    with live.bot.storage.database.begin() as session:
        live.member(session, BOB).manager = True
    draft_a(live)
    stale = find_element(live.shown_brief("maria")["blocks"], "Drop", "")
    press(live, live.open("bob", "/care", "model"), "Send me its dry run", user="bob")
    live.tap_brief("bob", "Switch on")
    assert "was changed by Bob" in live.brief("maria")
    assert "Undo" in labels(live.shown_brief("maria")["blocks"])
    body = {"type": "block_actions", "actions": [{"action_id": "model_drop", "block_id": "b", "value": stale["value"]}]}
    live.practice.forge("maria", body | {"view": {"type": "home"}})
    assert model(live).rows["A"].cadence_days == 60, "a button on an old draft does nothing"


def test_only_the_last_change_can_be_undone_and_only_for_a_day(live: Live) -> None:
    live.add()
    for cadence in ("60", "70"):
        draft_a(live, cadence=cadence)
        live.tap_brief("maria", "Switch on")
    now = live.bot.clock.now()
    older, newer = sorted(live.rows(CareChange), key=lambda one: one.decided_at)
    with live.reading() as session:
        assert not can_be_undone(session, older, now)
        assert can_be_undone(session, newer, now)
        assert not can_be_undone(session, newer, now + timedelta(hours=25))
    assert "Undo the last change" in labels(live.open("maria", "/care", "model")["blocks"])
    live.practice.advance("1m")
    live.touch("acme lunch", user="maria")
    assert live.touch("undo", user="maria").startswith("Taken back: *Acme*, lunch today"), "the latest goes first"
    assert live.touch("undo", user="alice").startswith("There is nothing of yours")
    said = live.touch("undo", user="maria")
    assert said.startswith("Taken back: the change of the care model (Tier A). It is as it was before")
    assert model(live).rows["A"].cadence_days == 60


def test_it_opens_from_home_and_shows_the_next_90_days(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 20))
    live.home("maria")
    [table] = live.tap_home("maria", "Care model")["views"]
    assert "*Key customers*: a touch every 2 months (6 a year)" in form_words({"views": [table]})
    assert "*Alice Weber*: 1 nudge for 1 customer." in form_words(press(live, table, "The next 90 days"))


def test_coverage_says_who_has_nobody_who_has_too_many_and_who_is_not_graded(live: Live) -> None:
    live.add("acme", champion_id=None, revenue_minor=500)
    live.add("delta", tier=None)
    said = form_words({"views": [live.open("maria", "/care", "model coverage")]})
    assert "*1 customer has no champion*, most valuable first: Acme." in said
    assert "*Nobody has too many*; most has Alice Weber: 1 customer, 1 touch a year." in said
    assert "*1 customer is not graded*, and cared for as D: Delta." in said
    for place in range(5):
        live.add(f"firm {place}", champion_id=BOB, cadence_days=7)
    said = form_words({"views": [live.open("maria", "/care", "model coverage")]})
    assert "*Too many for one person*\n*Bob Miller*: 5 customers, 260 touches a year" in said


def test_an_operator_reads_the_model_its_dry_run_and_a_draft_in_a_terminal(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.add("acme", last=date(2026, 8, 20))
    draft_a(live)
    for name in ("database_url", "practice_clock_url", "slack_api_url"):
        monkeypatch.setenv(name.upper(), str(getattr(live.bot.settings, name)))
    said = CliRunner().invoke(app, ["model"], env={"COLUMNS": "120"}).output
    assert "Draft, not switched on" in said
    assert said.count("Alice Weber") == 2
    assert re.search(r"A +│ 91 +│ 4 +│ 120 +│ 1 +│ lunch, visit, event", said)
    assert re.search(r"A +│ 60 +│ 6 +│ 90 +│ 2 +│ visit, call, training", said)


def draft_a(live: Live, **values: str) -> Json:
    """Maria changes the row of A."""
    live.practice.advance("1m")  # Slack takes one message a second
    form = change(live, live.open("maria", "/care", "model"), "Tier A")
    return live.practice.submit("maria", form["id"], A_ROW | values)


def change(live: Live, table: Json, row: str) -> Json:
    [form] = press(live, table, "Change…", row)["views"]
    return form


def press(live: Live, view: Json, label: str, within: str = "", user: str = "maria") -> Json:
    """Somebody presses a button of a modal."""
    element = find_element(view["blocks"], label, within)
    where = {"view": view["id"], "block_id": element["block"]}
    return live.practice.click(user, element["action_id"], element.get("value"), **where)


def very_many(live: Live) -> None:
    """More customers than are counted while others wait; all of them E, whom nobody is asked about."""
    facts = {"team_id": TEAM, "tier": "E", "champion_id": BOB, "added_on": THURSDAY, "created_at": live.bot.clock.now()}
    with live.bot.storage.database.begin() as session:
        session.add_all(Customer(**facts, name=f"E {number}", normal=f"e{number}") for number in range(MANY + 1))


def model(live: Live) -> CareModel:
    with live.reading() as session:
        return care_model_of(session, TEAM)
