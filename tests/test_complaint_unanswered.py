"""What nobody has answered yet comes back in the morning; nobody reads meanwhile that they are not needed."""

from datetime import timedelta

import pytest
from live import THURSDAY, Live, labels

from models.complaint import Complaint


def test_who_reads_of_them_is_asked_for_a_first_answer_on_three_mornings_running(opened: Live) -> None:
    seen = []
    for morning in ("2026-11-20 09:05", "2026-11-23 09:05", "2026-11-24 09:05"):
        opened.go_to(morning)
        assert "*1 customer needs you today" in opened.brief("alice")
        assert '*Hilltop still waits for a first answer*: "late delivery again"' in opened.brief("alice")
        seen.append(opened.brief("alice"))
    assert len({words.partition("first answer*")[2] for words in seen}) == 3
    opened.go_to("2026-11-25 09:05")
    assert opened.brief("alice") == seen[-1]
    assert "*Hilltop* waits for a first answer since" in opened.care("due", user="maria")


def test_the_first_answer_can_be_given_from_the_brief(opened: Live) -> None:
    opened.go_to("2026-11-20 09:05")
    assert labels(opened.shown_brief("alice")["blocks"], "Hilltop")[:2] == ["I answered", "Recovered…"]
    opened.tap_brief("alice", "I answered", option="Call")
    assert [one.state for one in opened.rows(Complaint)] == ["answered"]
    assert "I'll ask in three working days whether it is put right." in opened.brief("alice")
    opened.go_to("2026-11-25 09:05")
    assert "*Hilltop*: is it put right?" in opened.brief("alice")


def test_what_is_due_names_who_waits_for_an_answer(opened: Live) -> None:
    assert "*Hilltop still waits for a first answer.*" in opened.care("due")
    opened.tap("alice", "I answered", option="Email")
    assert "Nobody of yours needs you now." in opened.care("due")


def test_home_says_so_as_well(opened: Live) -> None:
    assert "*Hilltop still waits for a first answer.*" in opened.home("alice")


def test_a_brief_about_something_else_says_that_an_answer_is_owed(opened: Live) -> None:
    opened.go_to("2026-11-24 12:00")
    opened.add("delta", champion_id="U0BOB", last=THURSDAY)
    opened.care("away 26 Nov - 27 Nov @alice", user="bob")
    opened.go_to("2026-11-26 09:05")
    assert "You cover for Bob" in opened.brief("alice")
    assert "*Hilltop still waits for a first answer.*" in opened.brief("alice")
    assert "obody needs you today" not in opened.brief("alice")


def test_an_overdue_answer_stands_on_the_next_mornings_list_of_the_managers(opened: Live) -> None:
    opened.go_to("2026-11-20 14:00")
    assert "still waits for a first answer" not in opened.brief("maria")
    opened.go_to("2026-11-24 09:05")
    assert "Yours to decide" in opened.brief("maria")
    assert "*Hilltop* waits for a first answer since" in opened.brief("maria")


@pytest.fixture
def opened(live: Live) -> Live:
    """It is twenty past ten on Thursday; Dana has just noted that Hilltop, in Alice's care, complained."""
    live.add("hilltop", last=THURSDAY - timedelta(days=30), tier="D")
    live.go_to("2026-11-19 10:20")
    live.say("dana", "/complaint", "hilltop late delivery again")
    return live


def test_what_prevents_it_can_be_added_while_it_is_missing(opened: Live) -> None:
    opened.say("alice", "/recovery", "hilltop replaced the unit")
    [view] = opened.tap_brief("alice", "Cause and prevention")["views"]
    opened.practice.submit("alice", view["id"], {"words": "an old map"})
    [view] = opened.tap_brief("alice", "Cause and prevention")["views"]
    assert "an old map" in str(view["blocks"])
    opened.practice.submit("alice", view["id"], {"words": "an old map", "prevention": "a new one"})
    assert "Cause and prevention" not in labels(opened.shown_brief("alice")["blocks"])


def test_put_right_the_folded_line_says_so(live: Live) -> None:
    live.add("hilltop", last=THURSDAY - timedelta(days=91))
    live.morning()
    live.say("dana", "/complaint", "hilltop late delivery")
    live.say("alice", "/recovery", "hilltop replaced the unit")
    brief = live.practice.messages("@bot", "alice")[0]["text"]
    assert "✓ *Hilltop*: the complaint was put right today." in brief
    assert "a complaint is open" not in brief


def test_the_folded_line_rests_as_long_as_another_complaint_is_open(live: Live) -> None:
    live.add("hilltop", last=THURSDAY - timedelta(days=91))
    live.morning()
    live.say("dana", "/complaint", "hilltop late delivery")
    live.say("alice", "/recovery", "hilltop replaced the unit")
    assert "was put right today." in live.practice.messages("@bot", "alice")[0]["text"]
    live.say("dana", "/complaint", "hilltop rude driver")
    brief = live.practice.messages("@bot", "alice")[0]["text"]
    assert "*Nobody else on today's list needs you; a complaint is open.*" in brief
    assert "a complaint is open, so this rests" in brief
    live.say("alice", "/recovery", "hilltop we said sorry")
    assert "was put right today." in live.practice.messages("@bot", "alice")[0]["text"]


def test_of_who_was_quiet_the_folded_line_tells_of_the_complaint(live: Live) -> None:
    live.add("hilltop", last=THURSDAY - timedelta(days=120))
    live.touch("hilltop email")
    live.go_to("2026-11-24 09:05")
    assert "*Hilltop* · A\nQuiet:" in live.brief("alice")
    live.say("dana", "/complaint", "hilltop late delivery")
    brief = live.practice.messages("@bot", "alice")[0]["text"]
    assert "*Hilltop*: a complaint is open, so this rests until it is put right." in brief
    live.say("dana", "/touch", "undo")
    assert "Quiet:" in live.practice.messages("@bot", "alice")[0]["text"]


def test_nobody_is_asked_to_answer_by_a_time_that_is_over(opened: Live) -> None:
    opened.go_to("2026-11-25 09:05")
    opened.care("assign hilltop @sam", user="maria")
    opened.care("assign hilltop @alice", user="maria")
    [told] = [one["text"] for one in opened.practice.messages("@bot", "alice") if "has a complaint" in one["text"]]
    assert "The answer was due by 10:20 on Mon 23 Nov; a call now still helps most." in told
    [told] = [one["text"] for one in opened.practice.messages("@bot", "sam") if "has a complaint" in one["text"]]
    assert "Alice has it now, and was asked to answer them by 10:20 on Mon 23 Nov." in told


def test_who_answers_what_was_overdue_does_not_read_that_it_is_with_them_now(opened: Live) -> None:
    opened.go_to("2026-11-23 10:30")
    assert opened.brief("alice").startswith("*Hilltop still waits for a first answer*")
    opened.tap_brief("alice", "I answered", option="Call")
    assert "✓ Answered at 10:30 by you. I'll ask in three working days" in opened.brief("alice")


def test_the_cause_is_asked_for_on_a_line_of_its_own(opened: Live) -> None:
    opened.say("alice", "/recovery", "hilltop replaced the unit")
    opened.go_to("2026-12-01 09:05")
    assert "Are they happy again?" in opened.brief("alice")
    assert "?When" not in opened.brief("alice")


def test_a_reopened_complaint_stands_once_and_only_who_may_can_undo_it(opened: Live) -> None:
    opened.say("alice", "/recovery", "hilltop replaced the unit")
    opened.go_to("2026-11-26 09:05")
    opened.tap_brief("alice", "No, reopen")
    brief = next(said for said in opened.practice.messages("@bot", "alice") if "Good morning" in said["text"])
    assert brief["text"].count("open again") == 1
    assert "Undo" in labels(brief["blocks"])


def test_undo_is_not_offered_to_who_may_not_use_it(opened: Live) -> None:
    opened.say("sam", "/recovery", "hilltop replaced the unit")
    assert "Undo" not in labels(opened.shown_brief("alice")["blocks"])


def test_what_is_unknown_comes_back_as_it_was_typed(opened: Live) -> None:
    assert 'you typed: "/complaint zzyzx late again"' in opened.say("sam", "/complaint", "zzyzx late again")
