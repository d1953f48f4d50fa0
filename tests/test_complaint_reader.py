"""Whoever starts to read of a customer with an open complaint is told of it, once, and the former reader sees who."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from live import ALICE, MARIA, SAM, THURSDAY, Live

from models.complaint import Complaint
from models.message import Message
from models.reminder import Reminder

DUE = "by 11:20"


def assigned(live: Live) -> None:
    live.care("assign acme @sam", user="maria")


def taken_over(live: Live) -> None:
    live.care("handover acme @sam")
    live.go_to("2026-11-19 10:21")
    live.tap_brief("sam", "I'll take it")


def taken_for_now(live: Live) -> None:
    live.care("handover acme @sam until 27 Nov")
    live.go_to("2026-11-19 10:21")
    live.tap_brief("sam", "I'll take it")


def covered_from_today(live: Live) -> None:
    live.care("away 19 Nov - 27 Nov @sam")


def reassigned_after_leaving(live: Live) -> None:
    live.practice.event("user_change", user="alice", changes={"deleted": True})
    assert "They have no champion, so this comes to every manager" in live.brief("maria")
    live.care("assign acme @sam", user="maria")


@pytest.mark.parametrize("change", [assigned, taken_over, taken_for_now, covered_from_today, reassigned_after_leaving])
def test_who_starts_to_read_is_told_at_once_and_the_clock_runs_on(opened: Live, change: Callable[[Live], None]) -> None:
    due = complaint(opened).reply_due_at
    change(opened)
    assert '*Acme has a complaint*: "late delivery again" (from Dana, 10:20).' in opened.brief("sam")
    whose = " for Alice, who is away" if change is covered_from_today else ""
    assert f"It is with you now{whose}. Please answer them {DUE}" in opened.brief("sam")
    assert complaint(opened).reply_due_at == due
    opened.tap_brief("sam", "I answered", option="Call")
    assert complaint(opened).state == "answered"


def test_the_former_readers_message_says_who_has_it_now(opened: Live) -> None:
    assigned(opened)
    assert f"Sam has it now, and is asked to answer them {DUE}." in opened.brief("alice")
    assert f"Sam is asked to answer them {DUE}. You hear of it" in opened.brief("maria")


def test_back_and_forth_tells_nobody_twice(opened: Live) -> None:
    for receiver in ("sam", "alice", "sam", "alice"):
        opened.care(f"assign acme @{receiver}", user="maria")
    assert told(opened) == [ALICE, MARIA, SAM]
    assert f"Please answer them {DUE}" in opened.brief("alice")
    assert f"Alice has it now, and is asked to answer them {DUE}." in opened.brief("sam")


def test_what_is_answered_already_is_told_as_that(opened: Live) -> None:
    opened.tap_brief("alice", "I answered", option="Call")
    assigned(opened)
    assert "by Alice. It is with you now. I'll ask in three working days whether it is put right." in opened.brief(
        "sam"
    )
    assert "I'll ask Sam, who has it now, in three working days" in opened.brief("alice")


def test_what_is_put_right_is_told_to_nobody_else(opened: Live) -> None:
    opened.say("alice", "/recovery", "acme replaced the unit")
    assigned(opened)
    assert told(opened) == [ALICE, MARIA]
    assert opened.rows(Reminder, reason="reader", remind_at=None)


def test_an_answer_that_was_due_before_is_asked_for_all_the_same(opened: Live) -> None:
    opened.go_to("2026-11-19 14:00")
    assigned(opened)
    assert "It is with you now. The answer was due by 11:20; a call now still helps most" in opened.brief("sam")


def test_an_absence_tells_the_cover_on_its_first_morning_and_the_champion_keeps_the_news(opened: Live) -> None:
    opened.tap_brief("alice", "I answered", option="Call")
    opened.care("away 20 Nov - 23 Nov @sam")
    assert told(opened) == [ALICE, MARIA]
    opened.go_to("2026-11-20 00:30")
    assert "I'll ask Sam, who has it now, in three working days" in opened.brief("alice")
    assert told(opened) == [ALICE, MARIA]
    opened.go_to("2026-11-20 09:05")
    assert told(opened) == [ALICE, MARIA, SAM]
    opened.go_to("2026-11-24 09:05")
    assert told(opened) == [ALICE, MARIA, SAM]
    assert "I'll ask Alice, who has it now, in three working days" in about_complaints(opened, "sam")
    assert "I'll ask in three working days" in about_complaints(opened, "alice")


def test_a_cover_further_west_is_not_told_on_the_evening_before(opened: Live) -> None:
    opened.care("away 23 Nov - 27 Nov @dana")
    opened.go_to("2026-11-23 00:30")  # still Sunday in London
    assert told(opened) == [ALICE, MARIA]
    opened.go_to("2026-11-23 10:05")
    assert "It is with you now for Alice, who is away. The answer was due" in about_complaints(opened, "dana")


def test_opened_meanwhile_it_comes_to_who_is_back(company: Live) -> None:
    company.care("away 19 Nov - 20 Nov @sam")
    company.say("dana", "/complaint", "acme late delivery again")
    assert told(company) == [MARIA, SAM]
    company.care("back")
    assert told(company) == [ALICE, MARIA, SAM]
    assert f"It is with you now. Please answer them {DUE}" in company.brief("alice")


def test_who_is_active_again_has_it_back(opened: Live) -> None:
    opened.practice.event("user_change", user="alice", changes={"deleted": True})
    assert "They have no champion" in opened.brief("maria")
    opened.practice.event("user_change", user="alice", changes={"deleted": False})
    assert f"Alice is asked to answer them {DUE}" in opened.brief("maria")
    assert f"Please answer them {DUE}" in opened.brief("alice")


def told(live: Live) -> list[str]:
    """Return who has been told of the complaint, overdue replies aside."""
    sent = live.rows(Message, feature="complaint", state="sent")
    return sorted(message.recipient for message in sent if not message.key.startswith("complaint-overdue"))


def about_complaints(live: Live, user: str) -> str:
    """Return what somebody's DM says outside of briefs."""
    return "\n".join(
        said["text"] for said in live.practice.messages("@bot", user) if "Good morning" not in said["text"]
    )


def complaint(live: Live) -> Complaint:
    [one] = live.rows(Complaint)
    return one


@pytest.fixture
def company(live: Live) -> Live:
    """It is twenty past ten on Thursday; Acme is in Alice's care and was met a month ago."""
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.go_to("2026-11-19 10:20")
    return live


@pytest.fixture
def opened(company: Live) -> Live:
    """Dana has just noted that Acme complained."""
    company.say("dana", "/complaint", "acme late delivery again")
    return company
