"""Yours to decide: what waits for a manager, in their brief and in `/care due`, and what their taps do."""

from datetime import date, timedelta

import pytest
from live import BOB, MARIA, THURSDAY, Live, form_words, labels, words

from models.decision import Decision

DUE_THURSDAY = THURSDAY - timedelta(days=91)


@pytest.fixture
def waiting(live: Live) -> Live:
    """Alice was asked three times about Acme; it is the Monday after."""
    live.add("acme", last=DUE_THURSDAY, revenue_minor=5_000_000)
    live.go_to("2026-11-30 09:05")
    return live


def test_a_customer_without_champion_is_given_away_with_one_choice(live: Live) -> None:
    live.add("acme", champion_id=None)
    live.morning()
    assert "*Acme* has no champion." in live.brief("maria")
    said = words(live.tap("maria", "Choose a champion", within="Acme", value="bob"))
    assert "*Acme* is in <@U0BOB>'s care now" in said
    assert [customer.champion_id for customer in live.customers()] == [BOB]


def test_the_list_is_drawn_again_when_something_on_it_is_decided(live: Live) -> None:
    live.add("acme", champion_id=None)
    live.add("delta", champion_id=None)
    live.morning()
    live.care("assign acme @bob", user="maria")
    assert "Acme" not in live.brief("maria")
    assert "Delta" in live.brief("maria")


def test_a_guest_cannot_become_champion(live: Live) -> None:
    live.add("acme", champion_id=None)
    live.morning()
    assert "can't be a champion" in words(live.tap("maria", "Choose a champion", within="Acme", value="gina"))
    assert [customer.champion_id for customer in live.customers()] == [None]


@pytest.mark.parametrize(
    ("choice", "said", "kind"),
    [
        ("Ask again in a month", "*Acme* rests until Wed 30 Dec; then the champion is asked again", "later"),
        ("Not needed this time", "*Acme* needs no touch this time; the next one is due Mon 1 Mar", "not_needed"),
        ("Half as often", "*Acme* is to be touched every 6 months from now on.", "cadence"),
        ("Ask again tomorrow", "*Acme* rests until Tue 1 Dec; then the champion is asked again", "later"),
    ],
)
def test_what_was_asked_three_times_is_decided_with_one_choice(
    waiting: Live, choice: str, said: str, kind: str
) -> None:
    assert "*Acme* (€50k a year) · Alice" in waiting.brief("maria")
    assert said in words(waiting.tap_brief("maria", "…", within="Acme", option=choice))
    assert [(decision.kind, decision.by) for decision in waiting.rows(Decision)] == [(kind, MARIA)]
    assert "Acme" not in waiting.brief("maria")


def test_a_decision_can_be_taken_back_and_waits_again(waiting: Live) -> None:
    waiting.tap_brief("maria", "…", within="Acme", option="Ask again in a month")
    waiting.tap("maria", "Undo")
    assert "*Acme* (€50k a year) · Alice" in waiting.brief("maria")


def test_asked_again_tomorrow_the_champion_hears_the_first_step(waiting: Live) -> None:
    waiting.tap_brief("maria", "…", within="Acme", option="Ask again tomorrow")
    waiting.go_to("2026-12-01 09:05")
    assert [nudge.step for nudge in waiting.nudges()] == [1, 2, 3, 1]


def test_a_touch_of_the_champions_takes_it_off_the_list(waiting: Live) -> None:
    waiting.touch("acme lunch")
    assert "Acme" not in waiting.brief("maria")


def test_care_due_shows_a_manager_what_waits_and_nobody_else(waiting: Live) -> None:
    assert "Yours to decide" in waiting.care("due", user="maria")
    assert "…" in labels(waiting.shown("maria")["blocks"], "Acme")
    assert "Yours to decide" not in waiting.care("due")
    assert "*1 customer needs you now.*" in waiting.shown("alice")["text"]


def test_a_message_that_could_not_be_delivered_is_told_once_with_what_to_do(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.practice.fault("refuse", error="messages_tab_disabled")
    live.go_to("2026-11-19 12:00")
    live.go_to("2026-11-20 12:00")
    said = "The brief for Alice could not be delivered (messages_tab_disabled). I can't reach Alice in a DM."
    assert said in live.care("due", user="maria")
    assert said in live.brief("maria")
    assert "choose another channel" not in live.brief("maria")
    live.add("delta", champion_id=None)
    live.go_to("2026-11-23 12:00")
    assert "*Delta* has no champion" in live.brief("maria")
    assert "could not be delivered" not in live.brief("maria")


def test_who_is_no_manager_any_more_decides_nothing(waiting: Live) -> None:
    with waiting.bot.storage.database.begin() as session:
        waiting.member(session, MARIA).manager = False
    said = words(waiting.tap_brief("maria", "…", within="Acme", option="Half as often"))
    assert "That is for a manager to change" in said
    assert waiting.rows(Decision) == []


def test_many_that_wait_are_shown_as_far_as_there_is_room(live: Live) -> None:
    for number in range(30):
        live.add(f"customer{number}", champion_id=None, added_on=date(2026, 11, 1))
    live.morning()
    assert "And 27 more customers have no champion." in live.brief("maria")
    said = words(live.tap_brief("maria", "Show all that wait"))
    assert said.count("has no champion") == 17
    assert "And 13 more customers have no champion. They come up as these are decided." in said


def test_before_deciding_a_manager_looks_at_all_that_is_known(waiting: Live) -> None:
    [card] = waiting.tap_brief("maria", "…", within="Acme", option="Show all about them")["views"]
    assert "Champion: Alice Weber" in form_words({"views": [card]})
