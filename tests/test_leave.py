"""A Slack status that looks like leave: one question, once, and nothing kept of what it said."""

from datetime import UTC, datetime
from typing import Any

import pytest
from live import ALICE, BOB, Live, labels

from models.absence import Absence
from models.leave import Status
from models.message import Message

FRIDAY_WEEK = int(datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC).timestamp())  # midnight in Berlin
TODAY = int(datetime(2026, 11, 18, 22, 59, 59, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("Vacationing", ":palm_tree:"),
        ("", ":palm_tree:"),
        ("", ":face_with_thermometer:"),
        ("Out sick", ":face_with_thermometer:"),
        ("OOO until Monday!", ""),
        ("Out of office", ":calendar:"),
        ("Annual leave, back 3 Dec", ":airplane:"),
        ("Parental leave", ":baby:"),
        ("Im Urlaub bis 4.12.", ""),
        ("Außer Haus", ""),
        ("Krank", ""),
        ("En congés", ":ski:"),
        ("Arrêt maladie", ""),
        ("Vacaciones", ""),
        ("De férias", ""),
        ("In ferie", ""),
        ("Met vakantie", ""),
        ("Urlop", ""),
    ],
)
def test_leave_is_known_in_many_words(text: str, emoji: str) -> None:
    assert Status(text, emoji).looks_like_leave


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("", ""),
        ("In a meeting", ":spiral_calendar_pad:"),
        ("Commuting", ":bus:"),
        ("Working remotely", ":palm_tree:"),
        ("Back from vacation", ":palm_tree:"),
        ("Planning the holiday party", ""),
        ("Home office", ":house_with_garden:"),
        ("Zurück aus dem Urlaub", ""),
        ("Coffee", ":coffee:"),
        ("Pizza Oof-ice", ":pizza:"),
        ("Please leave a message", ""),
    ],
)
def test_what_is_no_leave_is_not_asked_about(text: str, emoji: str) -> None:
    assert not Status(text, emoji).looks_like_leave


def test_a_champion_is_asked_once_with_who_covered_the_last_time(live: Live) -> None:
    live.add("acme")
    live.care("away today @bob")
    live.tap("alice", "Undo")
    live.care("away today @bob")
    live.care("back")
    says(live, "Vacationing", ":palm_tree:", FRIDAY_WEEK)
    asked = "Your status says you are away until Fri 27 Nov. Shall Bob see to your customers?"
    assert live.brief("alice").startswith(asked)
    assert labels(live.shown_brief("alice")["blocks"]) == ["Yes, away until Fri 27 Nov", "Other days…", "No"]
    live.practice.post("event", type="user_change", user="alice", changes={"title": "Head of accounts"})
    says(live, "", "")
    says(live, "Vacationing", ":palm_tree:", FRIDAY_WEEK)
    assert len(questions(live)) == 1
    live.tap_brief("alice", "Yes, away until Fri 27 Nov")
    [absence] = live.rows(Absence, ended_at=None, undone_at=None)
    assert (str(absence.first_day), str(absence.last_day), absence.cover_id) == ("2026-11-18", "2026-11-27", BOB)
    assert "You are away *18–27 Nov*. Bob covers" in live.brief("alice")


def test_no_leaves_everything_as_it_is_and_is_not_asked_again(live: Live) -> None:
    live.add("acme")
    says(live, "Urlaub", "", FRIDAY_WEEK)
    assert "Shall Maria see to your customers?" in live.brief("alice")
    live.tap_brief("alice", "No")
    assert live.brief("alice").startswith("All right: your briefs come as always.")
    says(live, "Urlaub", "", FRIDAY_WEEK)
    assert (live.rows(Absence), len(questions(live))) == ([], 1)


def test_other_days_are_chosen_in_the_form_that_knows_the_first_ones(live: Live) -> None:
    live.add("acme")
    says(live, "Urlaub", "", FRIDAY_WEEK)
    [view] = live.tap_brief("alice", "Other days…")["views"]
    live.practice.submit("alice", view["id"], {"first": "2026-11-20", "cover": "bob"})
    [absence] = live.rows(Absence)
    assert (str(absence.first_day), str(absence.last_day)) == ("2026-11-20", "2026-11-27")


def test_the_question_stays_until_the_form_is_saved_and_then_tells_what_came_of_it(live: Live) -> None:
    live.add("acme")
    says(live, "Urlaub", "")
    [view] = live.tap_brief("alice", "Choose the days…")["views"]
    live.practice.close("alice", view["id"])
    assert labels(live.shown_brief("alice")["blocks"]) == ["Choose the days…", "No"]
    [view] = live.tap_brief("alice", "Choose the days…")["views"]
    live.practice.submit("alice", view["id"], {"last": "2026-11-27", "cover": "bob"})
    assert "You are away *18–27 Nov*. Bob covers" in live.brief("alice")
    live.tap_brief("alice", "Undo")
    assert live.rows(Absence, undone_at=None) == []


def test_a_status_without_an_end_asks_until_when(live: Live) -> None:
    live.add("acme")
    says(live, "Parental leave", "")
    assert "Until when are you away?" in live.brief("alice")
    [view] = live.tap_brief("alice", "Choose the days…")["views"]
    assert view["title"]["text"] == "Away"


def test_of_the_words_of_a_status_nothing_is_kept(live: Live) -> None:
    live.add("acme")
    says(live, "Hospital, sick until Friday", ":hospital:", FRIDAY_WEEK)
    [question] = questions(live)
    assert "ospital" not in str(question.model_dump())


@pytest.mark.parametrize("why", ["no customers", "away already", "over today", "no leave", "a guest"])
def test_where_there_is_nothing_to_ask_nobody_is_asked(live: Live, why: str) -> None:
    if why != "no customers":
        live.add("acme")
    if why == "away already":
        live.care("away until friday")
    user = "gina" if why == "a guest" else "alice"
    text = "In a meeting" if why == "no leave" else "Vacationing"
    says(live, text, "", TODAY if why == "over today" else FRIDAY_WEEK, user)
    assert questions(live) == []


def says(live: Live, text: str, emoji: str, until: int = 0, user: str = "alice") -> None:
    """Somebody sets their status."""
    changes: dict[str, Any] = {"status_text": text, "status_emoji": emoji, "status_expiration": until}
    live.practice.post("event", type="user_change", user=user, changes=changes)


def questions(live: Live) -> list[Message]:
    return live.rows(Message, feature="leave", recipient=ALICE)
