"""`/care mine` and `/care due`: one's own customers with both clocks, and those who need one now."""

from datetime import timedelta

from live import BOB, THURSDAY, Live

A_ROUND = timedelta(days=91)


def test_mine_lists_my_customers_and_nobody_elses(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.add("delta", last=THURSDAY - timedelta(days=100))
    live.add("hilltop", champion_id=BOB)
    said = live.care("mine")
    assert "*2 customers are in your care.*" in said
    assert "• *Acme* · A: due on Tue 19 Jan · quiet from Wed 17 Feb" in said
    assert "• *Delta* · A: due since Tue 10 Nov · quiet from Wed 9 Dec" in said
    assert said.index("Delta") < said.index("Acme")  # the most urgent first
    assert "Hilltop" not in said


def test_due_lists_who_needs_me_now_most_at_risk_first(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.add("delta", last=THURSDAY - timedelta(days=100), revenue_minor=1_000_000)
    live.add("omega", last=THURSDAY - timedelta(days=100), revenue_minor=9_000_000)
    said = live.care("due")
    assert "*2 customers need you now.*" in said
    assert said.index("Omega") < said.index("Delta")
    assert "Acme" not in said


def test_who_has_something_booked_needs_nobody(live: Live) -> None:
    live.add("delta", last=THURSDAY - timedelta(days=100))
    live.touch("delta visit tomorrow")
    assert live.care("due") == "Nobody of yours needs you now."
    assert "• *Delta* · A: visit booked for Thu 19 Nov" in live.care("mine")


def test_who_was_put_off_rests_visibly_until_that_day(live: Live) -> None:
    live.add("delta", last=THURSDAY - timedelta(days=100))
    live.care("later delta 26 november")
    row = "*Delta* · A: due since Tue 10 Nov · rests until Thu 26 Nov · quiet from Wed 9 Dec"
    assert row in live.care("mine")
    assert row in live.home("alice")
    assert "I don't remind anybody of them until Thu 26 Nov." in live.care("show delta")
    live.touch("delta call")
    assert "rests until" not in live.care("mine")


def test_who_a_colleague_is_asked_to_take_rests_meanwhile(live: Live) -> None:
    live.add("delta", last=THURSDAY - timedelta(days=100))
    live.care("handover delta @bob")
    assert "· rests until Sat 21 Nov" in live.care("mine")


def test_who_has_to_say_whether_a_plan_happened_is_needed(live: Live) -> None:
    live.add("acme")
    live.add("delta", last=THURSDAY - timedelta(days=100))
    live.touch("acme lunch tomorrow")
    live.go_to("2026-11-20 12:00")
    said = live.care("due")
    assert "• *Acme* · A: did the lunch yesterday happen?" in said
    assert said.index("Acme") < said.index("Delta")
    assert "*2 customers need you*" in live.home("alice")


def test_what_is_due_can_be_logged_where_it_stands(live: Live) -> None:
    live.add("delta", last=THURSDAY - timedelta(days=100))
    live.care("due")
    [view] = live.tap("alice", "Log a touch", within="Delta")["views"]
    live.practice.submit("alice", view["id"], {"kind": "visit"})
    assert live.touches("delta")[-1].kind == "visit"
    assert live.care("due") == "Nobody of yours needs you now."


def test_who_has_no_customers_is_told_how_to_get_some_instead_of_zeros(live: Live) -> None:
    live.add("acme")
    for words in ("mine", "plan", "left", "ladder", "worth", "know", "refer", "calendar", "causes"):
        said = live.care(words, user="sam")
        assert "Nobody is in your care yet. `/care add Vandelay Industries` takes a customer into it" in said, words


def test_hundreds_of_customers_fit_into_one_answer(live: Live) -> None:
    names = "\n".join(f"Company {number},alice@example.com,A" for number in range(120))
    live.care(f"import name,champion,tier\n{names}", user="maria")
    assert "*120 customers are in your care.*" in live.care("mine")
