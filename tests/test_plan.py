"""A touch that is booked: reminders rest until its day, and the morning after the brief asks whether it happened."""

from datetime import date

import pytest
from live import ALICE, MARIA, Live, form_words, labels, words


@pytest.fixture
def asked(live: Live) -> Live:
    """Lunch with Acme was booked for Thursday; it is Friday morning."""
    live.add("acme")
    live.touch("acme lunch tomorrow, about the new plant")
    live.go_to("2026-11-20 09:05")
    return live


def test_the_morning_after_the_brief_asks_whether_it_happened(asked: Live) -> None:
    assert "Did it happen? *Acme*, lunch yesterday: about the new plant" in asked.brief("alice")
    assert labels(asked.shown_brief("alice")["blocks"]) == ["Show", "Yes", "Moved…", "No"]


def test_after_a_friday_it_is_asked_on_monday(live: Live) -> None:
    live.add("acme")
    assert "I'll ask on Monday how it went" in live.touch("acme lunch in 2 days")
    live.go_to("2026-11-23 09:05")
    assert "Did it happen? *Acme*, lunch on Fri 20 Nov" in live.brief("alice")


def test_it_is_asked_three_times_each_in_its_own_words_and_the_third_is_the_last(asked: Live) -> None:
    asked.go_to("2026-11-25 09:05")
    assert "*Acme*, one tap is enough: did the lunch on Thu 19 Nov happen?" in asked.brief("alice")
    asked.go_to("2026-11-30 09:05")
    assert "Did it happen? *Acme*, lunch on Thu 19 Nov\nI won't ask again; your manager sees it too." in asked.brief(
        "alice"
    )
    asked.go_to("2026-12-07 09:05")
    assert len(asked.briefs(ALICE)) == 3


def test_a_line_asks_in_the_same_words_and_a_manager_learns_that_it_stands_on_their_list(live: Live) -> None:
    for name in ("acme", "delta", "elm", "fir"):
        live.add(name, champion_id=MARIA)
        live.touch(f"{name} lunch tomorrow", user="maria")
    live.go_to("2026-11-25 09:05")
    assert live.brief("maria").count("one tap is enough: did the lunch on Thu 19 Nov happen?") == 4
    live.go_to("2026-11-30 09:05")
    assert live.brief("maria").count("I won't ask again; it stands on your list of decisions.") == 4


def test_yes_makes_it_done_on_its_day(asked: Live) -> None:
    asked.tap_brief("alice", "Yes", within="Acme")
    assert [(touch.state, touch.day) for touch in asked.touches()] == [("done", date(2026, 11, 19))]
    assert "✓ *Acme*: lunch logged, yesterday. Next due Thu 18 Feb." in asked.brief("alice")


def test_no_drops_it_and_the_old_due_day_counts_again(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 20))
    live.touch("acme lunch tomorrow")
    live.go_to("2026-11-20 09:05")
    assert live.brief("alice").count("Acme") == 1
    live.tap_brief("alice", "No", within="Acme")
    live.go_to("2026-11-23 09:05")
    assert "Due since Thu 19 Nov" in live.brief("alice")


def test_the_line_says_that_what_did_not_happen_was_dropped(asked: Live) -> None:
    asked.tap_brief("alice", "No", within="Acme")
    assert "*Acme*: the lunch booked for Thu 19 Nov was dropped." in asked.brief("alice")


def test_a_plan_that_happened_on_a_past_day_is_confirmed_with_yes(asked: Live) -> None:
    [view] = asked.tap_brief("alice", "Moved…", within="Acme")["views"]
    errors = asked.practice.submit("alice", view["id"], {"day": "2026-11-18"})["errors"]
    assert errors["day"].startswith("That day is over. If it has happened, tap Yes instead")


def test_on_its_day_a_plan_is_today_and_head_and_foot_count_alike(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 20))
    live.add("delta", last=date(2026, 8, 21))
    live.add("elm")
    live.touch("elm lunch tomorrow")
    live.morning()
    assert "*1 customer needs you today, 2 more this week.*" in live.brief("alice")
    assert "Also this week: Elm (lunch, today), 1 customer comes due." in live.brief("alice")


def test_a_touch_without_a_name_is_called_a_touch(live: Live) -> None:
    live.add("acme")
    view = live.open("alice", "/touch")
    facts = {"customer": "acme", "kind": "other", "day": "2026-11-19"}
    assert "Touch with *Acme* booked" in form_words(live.practice.submit("alice", view["id"], facts))
    live.go_to("2026-11-20 09:05")
    assert "Did it happen? *Acme*, touch yesterday" in live.brief("alice")
    live.tap_brief("alice", "Yes", within="Acme")
    assert "✓ *Acme*: touch logged, yesterday." in live.brief("alice")


def test_of_two_plans_each_is_asked_about_and_answered_by_itself(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch tomorrow")
    live.touch("acme call in 2 days")
    live.go_to("2026-11-27 09:05")  # asked about the lunch on Friday, Wednesday and Monday; nobody has answered
    live.go_to("2026-12-01 09:05")
    assert "Did it happen? *Acme*, call on Fri 20 Nov" in live.brief("alice")
    live.tap_brief("alice", "Yes", within="Acme")
    assert sorted((touch.kind, touch.state) for touch in live.touches()) == [("call", "done"), ("lunch", "planned")]


def test_moved_asks_again_the_morning_after_the_new_day(asked: Live) -> None:
    [view] = asked.tap_brief("alice", "Moved…", within="Acme")["views"]
    asked.practice.submit("alice", view["id"], {"day": "2026-11-24"})
    asked.go_to("2026-11-24 23:00")
    assert len(asked.briefs(ALICE)) == 1
    asked.go_to("2026-11-25 09:05")
    assert "Did it happen? *Acme*, lunch yesterday" in asked.brief("alice")


def test_what_was_said_of_a_plan_can_be_taken_back(asked: Live) -> None:
    asked.tap_brief("alice", "Yes", within="Acme")
    asked.tap_brief("alice", "Undo", within="Acme")
    assert [touch.state for touch in asked.touches()] == ["planned"]
    assert labels(asked.shown_brief("alice")["blocks"]) == ["Show", "Yes", "Moved…", "No"]


def test_a_plan_that_was_answered_in_the_meantime_is_not_moved(asked: Live) -> None:
    [view] = asked.tap_brief("alice", "Moved…", within="Acme")["views"]
    asked.tap_brief("alice", "Yes", within="Acme")
    answer = asked.practice.submit("alice", view["id"], {"day": "2026-11-24"})
    assert "The lunch with *Acme* is noted as done, so nothing was moved." in form_words(answer)
    assert [(touch.state, touch.day) for touch in asked.touches()] == [("done", date(2026, 11, 19))]


def test_a_touch_logged_for_a_customer_with_a_plan_leaves_the_plan(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch in 3 weeks")
    live.touch("acme call")
    assert sorted(touch.state for touch in live.touches()) == ["done", "planned"]


def test_reminders_rest_until_the_plan(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 20))
    live.touch("acme lunch in 2 weeks")
    live.go_to("2026-12-02 23:00")
    assert live.briefs(ALICE) == []


def test_change_moves_a_booked_touch_to_another_day(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch tomorrow")
    [view] = live.tap("alice", "Change")["views"]
    answer = live.practice.submit("alice", view["id"], {"day": "2026-11-24"})
    assert "booked for Tue 24 Nov" in form_words(answer)
    assert [(touch.state, touch.day) for touch in live.touches()] == [("planned", date(2026, 11, 24))]


def test_several_can_be_booked_at_once_and_taken_back_at_once(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    assert "Event with *Acme* and *Delta* booked for Thu 19 Nov." in live.touch("acme, delta event tomorrow")
    assert "Taken back" in words(live.tap("alice", "Undo all"))
    assert live.touches("acme") + live.touches("delta") == []


def test_a_booked_touch_that_is_logged_on_its_day_is_the_plan_come_true(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch tomorrow with Jane")
    live.practice.until("tomorrow 15:00")
    assert live.touch("acme lunch, wants a demo").startswith("Lunch with *Acme* today")
    assert [(touch.state, touch.note) for touch in live.touches()] == [("done", "wants a demo")]
    live.touch("undo")
    assert [touch.state for touch in live.touches()] == ["planned"]
