"""App Home: who needs me and why, my customers, my own days and brief; it follows whatever changes."""

from datetime import timedelta

from live import ALICE, BOB, TEAM, THURSDAY, Live, form_words, labels, said

from models.absence import Absence
from models.customer import Customer
from models.decision import Decision
from models.message import Message
from models.sign_of_life import SignOfLife
from models.touch import Touch

LONG_AGO = THURSDAY - timedelta(days=100)


def shown(live: Live, user: str = "alice") -> str:
    return "\n".join(said(live.shown_home(user)))


def test_home_shows_my_customers_and_who_needs_me(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.add("delta", last=LONG_AGO)
    words = live.home("alice")
    assert "*1 customer needs you*, of 2 in your care." in words
    assert "last lunch 99 days ago, plan 91" in words
    assert "*Acme* · A: due on Tue 19 Jan" in words
    assert "I did it" in labels(live.shown_home("alice"), "*Delta*")


def test_one_tap_in_a_menu_logs_a_touch_and_home_follows(live: Live) -> None:
    live.add("delta", last=LONG_AGO)
    live.home("alice")
    live.tap_home("alice", "I did it", option="Lunch")
    [_, lunch] = live.touches("delta")
    assert (lunch.kind, lunch.by) == ("lunch", ALICE)
    assert "Nobody needs you now; 1 customer is in your care." in shown(live)
    assert "✓ *Delta*: lunch logged, today." in shown(live)
    live.tap_home("alice", "Undo", within="✓ *Delta*")
    assert "*1 customer needs you*" in shown(live)


def test_a_tap_in_a_home_that_is_stale_logs_nothing_twice(live: Live) -> None:
    live.add("delta", last=LONG_AGO)
    live.home("alice")
    for _ in range(2):
        live.practice.forge("alice", tapped_in_home("nudge_did", {"selected_option": {"value": "delta lunch"}}))
    assert len(live.touches("delta")) == 2


def test_later_takes_a_customer_out_of_today_until_its_day(live: Live) -> None:
    live.add("delta", last=LONG_AGO)
    live.home("alice")
    live.tap_home("alice", "Later", option="Next week")
    assert "Nobody needs you now" in shown(live)
    assert "✓ *Delta*: put off until Wed 25 Nov." in shown(live)


def test_whether_a_plan_happened_is_answered_in_home(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    live.touch("acme visit tomorrow")
    live.home("alice")
    assert "visit booked for Thu 19 Nov" in shown(live)
    live.go_to("2026-11-21 09:05")
    assert "Did it happen? *Acme*, visit on Thu 19 Nov" in live.home("alice")
    live.tap_home("alice", "Yes")
    assert live.touches()[-1].state == "done"


def test_the_forms_of_a_brief_open_from_home(live: Live) -> None:
    live.add("delta", last=LONG_AGO)
    live.home("alice")
    for label in ("Booked…", "Hand over", "Not needed"):
        [view] = live.tap_home("alice", label, within="*Delta*")["views"]
        assert "Delta" in form_words({"views": [view]}) or label == "Booked…"
        live.practice.close("alice", view["id"])
    [form] = live.tap_home("alice", "…", within="*Delta* · A: due", option="I did it…")["views"]
    assert "touch_log" in str(form)


def test_home_is_drawn_again_for_whoever_it_concerns(live: Live) -> None:
    live.add("delta", last=LONG_AGO)
    for user in ("alice", "bob", "maria"):
        live.home(user)
    live.touch("delta lunch", user="sam")
    assert "Nobody needs you now" in shown(live)
    live.care("assign delta @bob", user="maria")
    assert "Nobody is in your care yet, Alice." in shown(live)
    assert "1 customer is in your care" in shown(live, "bob")


def test_who_did_not_look_for_a_day_is_left_alone(live: Live) -> None:
    live.add("delta", last=LONG_AGO)
    live.home("alice")
    live.go_to("2026-11-20 09:05")
    before = published(live)
    live.touch("delta lunch")
    assert published(live) == before


def test_a_complaint_stands_in_home_with_its_clock_until_it_is_put_right(live: Live) -> None:
    live.add("acme")
    live.home("alice")
    live.say("sam", "/complaint", "acme late delivery again")
    assert 'late delivery again"\nFirst answer due by 10:00 tomorrow.' in shown(live)
    live.tap_home("alice", "I answered", option="Call")
    assert "Answered today" in shown(live)
    [form] = live.tap_home("alice", "Recovered…")["views"]
    live.practice.submit("alice", form["id"], {"words": "replaced it"})
    assert "not put right" not in shown(live)


def test_my_customers_are_found_by_a_part_of_a_name_or_with_a_typo_and_by_tier(live: Live) -> None:
    import_customers(live, 45)
    live.home("alice")
    assert "Page 1 of 3, 45 customers" in shown(live)
    live.tap_home("alice", "More ›")
    assert "Page 2 of 3" in shown(live)
    search(live, "pany 1")
    assert shown(live).count("*Company 1") == 11
    assert "Page" not in shown(live)
    search(live, "Compani 17")
    assert "*Company 17*" in shown(live)
    search(live, "zzyzx")
    assert 'None of your 45 customers is called anything like "zzyzx".' in shown(live)
    live.tap_home("alice", "Show all")
    live.tap_home("alice", "Tier", option="Tier B (15)")
    assert "Page" not in shown(live)
    assert shown(live).count(" · B: ") == 15


def test_what_i_look_at_stays_when_home_is_drawn_again(live: Live) -> None:
    import_customers(live, 45)
    live.home("alice")
    live.tap_home("alice", "More ›")
    live.touch("company 3 lunch")
    assert "Page 2 of 3" in shown(live)
    assert "Page 2 of 3" in live.home("alice")


def test_two_hundred_customers_fit(live: Live) -> None:
    import_customers(live, 210)
    assert "210 customers are in your care" in live.home("alice") or "of 210 in your care" in shown(live)
    assert len(live.shown_home("alice")) <= 100


def test_who_cares_for_nobody_is_told_what_this_is_and_whom_to_ask(live: Live) -> None:
    words = live.home("sam")
    assert "Nobody is in your care yet, Sam. I keep this company's customers from being forgotten" in words
    assert "can give you some, and knows more" in words
    [form] = live.tap_home("sam", "Log a touch")["views"]
    assert "Customer" in str(form)
    assert "My customers" not in str(live.shown_home("sam"))


def test_who_cares_for_nobody_answers_the_pulse_and_notes_ideas_and_what_was_said(live: Live) -> None:
    live.home("sam")
    for where in (live.tap_home, live.tap):
        assert "Answer this quarter's" in str(where("sam", "Pulse")["views"])
        assert "What it would bring" in str(where("sam", "Idea…")["views"])
        assert "Would they choose us again?" in str(where("sam", "What they said…")["views"])
        live.care("", user="sam")


def test_nobody_sees_customers_of_others(live: Live) -> None:
    live.add("acme")
    assert "Acme" not in str(live.home("bob") + live.home("sam"))
    assert "I help this company's own people" in live.home("gina")
    assert "Acme" not in live.home("gina")


def test_a_cover_sees_whom_they_read_of_and_for_whom(live: Live) -> None:
    live.add("delta", last=LONG_AGO)
    live.home("bob")
    live.care("away until friday @bob")
    assert "*Delta* · A · for Alice, who is away until 20 Nov" in shown(live, "bob")
    assert "You cover for Alice" in shown(live, "bob")
    assert "You are away until Fri 20 Nov; Bob reads of your customers meanwhile" in live.home("alice")
    live.tap_home("alice", "I'm back")
    assert "You are away" not in shown(live)
    assert "Delta" not in shown(live, "bob")


def test_days_off_are_set_from_home(live: Live) -> None:
    live.add("acme")
    live.home("alice")
    [form] = live.tap_home("alice", "Days off…")["views"]
    live.practice.submit("alice", form["id"], {"first": "2026-12-01", "last": "2026-12-04", "cover": "bob"})
    [absence] = live.rows(Absence)
    assert (absence.user_id, absence.cover_id) == (ALICE, BOB)
    assert "You are away *1–4 Dec*; Bob covers." in shown(live)


def test_a_refusal_in_home_opens_as_a_form(live: Live) -> None:
    live.add("delta", last=LONG_AGO)
    live.home("alice")
    with live.bot.storage.database.begin() as session:
        session.get_one(Customer, (TEAM, "delta")).champion_id = BOB
    [refusal] = live.tap_home("alice", "Later", option="Next week")["views"][:1]
    assert "Bob" in "".join(said(refusal["blocks"]))
    assert live.rows(Decision) == []


def test_home_is_one_row_in_the_outbox_however_often_it_is_opened(live: Live) -> None:
    live.add("acme")
    live.home("alice")
    live.home("alice")
    assert len(live.rows(Message, feature="home")) == 1
    assert live.rows(Touch) == []


def search(live: Live, typed: str) -> None:
    """Alice types into the search field and presses Enter."""
    [field] = [block for block in live.shown_home("alice") if block["type"] == "input"]
    live.practice.click("alice", "home_search", typed, view="home", block_id=field["block_id"])


def import_customers(live: Live, many: int) -> None:
    rows = "\n".join(f"Company {number},alice@example.com,{'ABC'[number % 3]}" for number in range(many))
    live.care(f"import name,champion,tier\n{rows}", user="maria")


def tapped_in_home(action_id: str, done: dict[str, object]) -> dict[str, object]:
    """Return what Slack sends of a tap in Home, which has no conversation to answer in."""
    action = {"action_id": action_id, "block_id": "b"} | done
    return {"type": "block_actions", "actions": [action], "container": {"type": "view"}, "view": {"type": "home"}}


def published(live: Live) -> int:
    calls = live.practice.state()["calls"]
    return sum(call["method"] == "views.publish" for call in calls)


def test_what_advocates_should_say_stands_at_the_foot(live: Live) -> None:
    live.add("acme")
    live.set_up(advocates_say="They called before the problem did.")
    assert live.home("alice").endswith('What we would love to hear from them: "They called before the problem did."')


def test_the_card_opens_from_a_row_and_there_a_customer_is_handed_over(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.home("alice")
    [card] = live.tap_home("alice", "…", within="*Acme* · A", option="Show all, hand over…")["views"]
    assert "Champion: Alice Weber" in form_words({"views": [card]})
    assert "'Hand over…'" in str(card["blocks"])


def test_whether_a_plan_happened_can_be_looked_up_on_the_card(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    live.touch("acme visit tomorrow")
    live.go_to("2026-11-21 09:05")
    live.home("alice")
    assert "Champion: Alice" in form_words(live.tap_home("alice", "Show", within="Did it happen?"))


def test_that_they_have_been_in_touch_is_noted_from_home(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=100))
    live.home("alice")
    [noted] = live.tap_home("alice", "…", within="*Acme*", option="They've been in touch")["views"][:1]
    assert (noted["title"]["text"], len(live.rows(SignOfLife))) == ("Only you see this", 1)
