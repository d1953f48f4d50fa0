"""Bad input of every sort: each has a clear answer, nothing typed is lost, nothing is written by half."""

from datetime import timedelta

import pytest
from live import TEAM, Live, find_element, form_words, words

from models.draft import forget_old_drafts
from models.sign_of_life import SignOfLife

NAMES = {
    "mentions everybody": "<!channel> & <!here>",
    "looks like a template": "{{ 7*7 }} {% for x in y %}",
    "looks like JSON": '"}, {"type": "divider"}]',
    "runs from right to left": "\u202eevil\u202c\u200f",
    "is all emoji": "👩‍👩‍👧‍👦🇩🇪🚀",
    "is bold and code": "*bold* _it_ `code` ~no~",
    "has entities": "Smith &amp; Sons &lt;b&gt;",
    "is very long": "Long " * 700,
}


@pytest.mark.parametrize("said", NAMES)
def test_a_customer_may_be_called_anything(live: Live, said: str) -> None:
    live.care(f"add {NAMES[said][:80]}")
    [customer] = live.customers()
    for answer in (
        live.touch(f"{customer.name[:60]} lunch"),
        live.care(f"show {customer.name[:60]}"),
        live.care("mine"),
        live.home("alice"),
    ):
        assert "<!channel>" not in answer
        assert "I could not" not in answer


@pytest.mark.parametrize("said", NAMES)
def test_an_unknown_customer_of_any_name_is_answered_and_the_text_kept(live: Live, said: str) -> None:
    answer = live.touch(f"{NAMES[said]} lunch")
    assert "Nothing is saved yet" in answer
    assert "<!channel>" not in answer
    assert live.customers() == []


@pytest.mark.parametrize("said", NAMES)
def test_a_note_may_hold_anything_and_comes_back_in_the_brief(live: Live, said: str) -> None:
    live.add("acme")
    live.touch(f"acme lunch {NAMES[said]}")
    [touch] = live.touches()
    assert touch.note
    assert "<!channel>" not in live.care("show acme")


def test_what_was_typed_is_shown_as_it_was_typed(live: Live) -> None:
    live.add("acme")
    assert 'your text is kept: "/touch zzyzx &amp; co lunch with @bob &lt;b&gt;"' in live.touch(
        "zzyzx & co lunch with @bob <b>"
    )
    live.touch("acme lunch with @bob & Jane in #general")
    assert live.touches()[0].note == "with @bob & Jane in #general"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lunch yesterday", "With whom?"),
        ("yesterday", "With whom?"),
        ("replied", "Who has been in touch?"),
        ("acme", "What was it with *Acme*"),
        ("acme lunch in 2 years", "more than a year ahead"),
        ("acme lunch on 30 february", "not in the calendar"),
        ("acme booked a demo", "For when is it booked with *Acme*?"),
    ],
)
def test_what_is_missing_is_asked_and_the_form_goes_on_from_what_was_typed(live: Live, typed: str, said: str) -> None:
    live.add("acme")
    answer = live.touch(typed)
    assert said in answer
    assert f'your text is kept: "/touch {typed}"' in answer
    assert live.touches() == []
    shown = live.shown("alice")
    [button] = [element for element in shown["blocks"][-1]["elements"] if element["action_id"] == "touch_open"]
    assert live.practice.click("alice", "touch_open", button["value"], channel="@bot", ts=shown["ts"])["views"]


def test_a_reply_of_a_name_that_nobody_knows_is_noted_with_the_form(live: Live) -> None:
    live.add("acme")
    live.touch("zzyzx replied about the offer")
    [view] = live.tap("alice", "Pick a customer")["views"]
    answer = live.practice.submit("alice", view["id"], {"customer": "acme"})
    assert "*Acme* has been in touch today" in form_words(answer)
    assert [sign.note for sign in live.rows(SignOfLife)] == ["about the offer"]


def test_a_reply_of_several_is_noted_for_each_and_taken_back_at_once(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    assert live.touch("acme, delta replied").startswith("*Acme* and *Delta* have been in touch today.")
    assert {sign.customer_id for sign in live.rows(SignOfLife)} == {"acme", "delta"}
    assert live.touch("undo").startswith("Taken back: they have been in touch, for *Acme*, *Delta*.")
    assert live.rows(SignOfLife, undone_at=None) == []


def test_of_several_only_those_are_logged_who_have_it_not_already(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    live.touch("acme event")
    said = live.touch("acme, delta event")
    assert said.startswith("Event with *Delta* today.")
    assert "Logged already, a few minutes ago: *Acme*." in said
    assert (len(live.touches("acme")), len(live.touches("delta"))) == (1, 1)


def test_a_second_tap_on_log_another_logs_nothing(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch")
    live.touch("acme lunch")
    shown = live.shown("alice")
    button = find_element(shown["blocks"], "Log another", "")
    live.practice.fault("duplicate_event")
    live.practice.click("alice", "touch_again", button["value"], channel="@bot", ts=shown["ts"])
    assert len(live.touches()) == 2


def test_a_command_that_slack_delivers_twice_is_carried_out_once(live: Live) -> None:
    live.add("acme")
    live.practice.fault("duplicate_event")
    live.touch("acme lunch")
    assert len(live.touches()) == 1


def test_a_form_that_is_submitted_twice_logs_one_touch(live: Live) -> None:
    live.add("acme")
    view = live.open("alice", "/touch")
    live.practice.fault("duplicate_event")
    live.practice.submit("alice", view["id"], {"customer": "acme", "kind": "call", "day": "2026-11-18"})
    assert len(live.touches()) == 1


def test_a_button_whose_text_is_long_forgotten_says_so(live: Live) -> None:
    live.add("brothers", name="Smith Brothers")
    live.add("foods", name="Smithfield Foods")
    live.touch("smith call")
    with live.bot.storage.database.begin() as session:
        forget_old_drafts(session, TEAM, live.bot.clock.now() + timedelta(days=8))
    said = words(live.tap("alice", "Smithfield Foods"))
    assert said == "I no longer have what you typed; please type the command again. Nothing was changed."
    assert live.touches("foods") == []


def test_nobody_may_use_what_another_one_typed(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch")
    [touch] = live.touches()
    live.touch("acme lunch", user="bob")
    assert "✓" not in live.say("bob", "/touch", "undo")
    assert [one.id for one in live.touches()] == [touch.id]
