"""`/touch`: what is understood, what is asked, what is kept, over Slack's own protocol."""

from datetime import date, timedelta
from html import unescape

import pytest
from live import Live, find_element, labels, words

from models.complaint import Complaint
from models.decision import Decision
from models.sign_of_life import SignOfLife

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 19)


def test_a_touch_is_kept_and_said_back_with_the_next_due_day(live: Live) -> None:
    live.add("acme", name="Acme Corporation")
    said = live.touch("acme corp lunch yesterday with Jane, wants a demo")
    assert said == (
        'Lunch with *Acme Corporation* on Tue 17 Nov, noted: "with Jane, wants a demo". Next due Tue 16 Feb.'
    )
    [touch] = live.touches()
    assert (touch.kind, touch.day, touch.note, touch.two_way) == ("lunch", YESTERDAY, "with Jane, wants a demo", True)


@pytest.mark.parametrize(
    ("typed", "kind", "day", "two_way"),
    [
        # typos in the customer and in the kind
        ("acmee corporation cofee", "coffee", TODAY, True),
        # other words for a kind
        ("acme phoned last friday", "call", date(2026, 11, 13), True),
        # we wrote: one-way, unless they answered
        ("acme emailed", "email", TODAY, False),
        ("acme email, she answered", "email", TODAY, True),
        # HTML entities, as Slack sends them
        ("acme visit & tour of the plant", "visit", TODAY, True),
    ],
)
def test_people_type_as_they_like(live: Live, typed: str, kind: str, day: date, two_way: bool) -> None:
    live.add("acme", name="Acme Corporation")
    live.touch(typed)
    assert [(touch.kind, touch.day, touch.two_way) for touch in live.touches()] == [(kind, day, two_way)]


def test_one_event_is_kept_for_several_customers_and_taken_back_at_once(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    assert live.touch("acme, delta event").startswith("Event with *Acme* and *Delta* today.")
    live.tap("alice", "Undo all")
    assert live.touches("acme") == live.touches("delta") == []


def test_which_customer_is_asked_and_nothing_kept_until_then(live: Live) -> None:
    live.add("brothers", name="Smith Brothers")
    live.add("foods", name="Smithfield Foods")
    asked = live.touch("smith call about prices")
    assert asked == 'Which *smith*? Nothing is saved yet; your text is kept: "/touch smith call about prices"'
    assert live.touches("brothers") + live.touches("foods") == []
    assert words(live.tap("alice", "Smithfield Foods")).startswith("Call with *Smithfield Foods* today")
    assert [touch.note for touch in live.touches("foods")] == ["about prices"]


def test_a_firm_that_only_shares_words_with_others_is_asked_about_and_the_touch_goes_on(live: Live) -> None:
    live.add("brothers", name="Smith Brothers")
    live.add("foods", name="Smithfield Foods")
    assert live.touch("Smith & Sons lunch").startswith("Which *Smith &amp; Sons*? Nothing is saved yet")
    assert live.touches("brothers") == []
    live.tap("alice", "Smith Brothers")
    assert [(touch.kind, touch.note) for touch in live.touches("brothers")] == [("lunch", "")]


def test_an_unknown_customer_can_be_added_and_the_touch_goes_on(live: Live) -> None:
    assert live.touch("zzyzx lunch") == (
        'I know no customer like "zzyzx". Nothing is saved yet; your text is kept: "/touch zzyzx lunch"'
    )
    assert words(live.tap("alice", 'Add "zzyzx"')).startswith("Lunch with *zzyzx* today.")


@pytest.mark.parametrize(
    ("typed", "question", "note"),
    [
        ("replied about the offer", "Who has been in touch?", "about the offer"),
        ("they replied regarding prices", "Who has been in touch?", "regarding prices"),
        ("lunch yesterday about the offer", "With whom?", "about the offer"),
    ],
)
def test_what_it_was_about_is_taken_for_nobodys_name(live: Live, typed: str, question: str, note: str) -> None:
    live.add("acme")
    assert live.touch(typed).startswith(question)
    assert labels(live.shown("alice")["blocks"]) == ["Pick a customer"]
    [view] = live.tap("alice", "Pick a customer")["views"]
    live.practice.submit("alice", view["id"], {"customer": "acme"})
    [kept] = [*live.touches(), *live.rows(SignOfLife)]
    assert kept.note == note


def test_a_customer_called_about_is_found_all_the_same(live: Live) -> None:
    live.add("about", name="About You")
    assert live.touch("lunch about you").startswith("Lunch with *About You* today")


def test_an_unknown_customer_can_be_picked_in_a_form_that_keeps_what_was_typed(live: Live) -> None:
    live.add("acme")
    live.touch("zzyzx lunch yesterday, talked prices")
    [view] = live.tap("alice", "Pick a customer")["views"]
    offered = live.practice.suggest("alice", view["id"], "customer", "acm")
    assert [option["text"]["text"] for option in offered] == ["Acme"]
    live.practice.submit("alice", view["id"], {"customer": "acme"})
    assert [(touch.kind, touch.day, touch.note) for touch in live.touches()] == [("lunch", YESTERDAY, "talked prices")]


def test_a_day_ahead_books_the_touch_and_a_year_ahead_is_too_far(live: Live) -> None:
    live.add("acme")
    assert (
        live.touch("acme lunch tomorrow") == "Lunch with *Acme* booked for Thu 19 Nov. I'll ask on Friday how it went."
    )
    assert "more than a year ahead" in live.touch("acme lunch in 3 years")
    assert [(touch.state, touch.day) for touch in live.touches()] == [("planned", TOMORROW)]


def test_a_reply_of_theirs_is_a_sign_of_life_and_moves_no_due_day(live: Live) -> None:
    live.add("acme", last=TODAY - timedelta(days=30))
    assert "has been in touch today" in live.touch("acme replied about the offer")
    assert [(sign.kind, sign.note) for sign in live.rows(SignOfLife)] == [("reply", "about the offer")]
    assert "Our own next touch is still due Mon 18 Jan" in live.shown("alice")["text"]


def test_the_same_touch_within_ten_minutes_is_kept_once_unless_it_was_another(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch")
    assert live.touch("acme lunch").startswith("Already logged a few minutes ago")
    assert len(live.touches()) == 1
    live.tap("alice", "Log another")
    assert len(live.touches()) == 2


def test_what_happened_is_asked_where_it_was_not_said(live: Live) -> None:
    live.add("acme")
    assert live.touch("acme").startswith("What was it with *Acme*")
    [view] = live.tap("alice", "Say what it was")["views"]
    live.practice.submit("alice", view["id"], {"kind": "visit"})
    assert [touch.kind for touch in live.touches()] == ["visit"]


def test_edit_corrects_the_touch(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch yesterday")
    [view] = live.tap("alice", "Edit")["views"]
    answer = live.practice.submit("alice", view["id"], {"kind": "dinner", "note": "on us", "day": "2026-11-16"})
    assert [(touch.kind, touch.note, touch.day) for touch in live.touches()] == [
        ("dinner", "on us", date(2026, 11, 16))
    ]
    assert "Dinner with *Acme* on Mon 16 Nov" in str(answer["views"])


def test_the_bare_command_opens_a_form_which_says_beside_the_input_what_is_wrong(live: Live) -> None:
    live.add("acme")
    view = live.open("alice", "/touch")
    wrong = {"customer": "acme", "kind": "call", "day": "2029-01-01", "note": "see you then"}
    refused = live.practice.submit("alice", view["id"], wrong)
    assert refused["errors"] == {"day": "That is more than a year ahead. Pick a day within the next twelve months."}
    assert live.touches() == []
    live.practice.submit("alice", view["id"], wrong | {"day": "2026-11-18"})
    assert [(touch.kind, touch.note) for touch in live.touches()] == [("call", "see you then")]


def test_undo_takes_back_the_last_thing_because_answers_vanish(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch")
    assert live.touch("undo").startswith("Taken back: *Acme*, lunch today.")
    assert live.touches() == []
    assert live.touch("undo").startswith("There is nothing of yours to take back")


def test_only_the_champion_or_a_manager_books_ahead_but_anybody_logs(live: Live) -> None:
    live.add("acme")
    assert "in Alice's care" in live.touch("acme lunch tomorrow", user="sam")
    assert live.touches() == []
    assert live.touch("acme lunch", user="sam").startswith("Lunch with *Acme* today")
    assert live.touch("acme visit tomorrow", user="maria").startswith("Visit to *Acme* booked")


@pytest.mark.parametrize(
    "typed",
    [
        "acme lunch " + "a" * 3900,
        "acme lunch 🎉🎂 <!channel> *bold* \u202eevil\u202c",
        'acme lunch &lt;script&gt; {{ 7*7 }} "}]',
    ],
)
def test_hostile_notes_are_kept_and_shown_harmless(live: Live, typed: str) -> None:
    live.add("acme")
    said = live.touch(typed)
    assert said.startswith("Lunch with *Acme* today")
    assert "<!channel>" not in said
    [touch] = live.touches()
    assert unescape(typed).removeprefix("acme lunch ")[:20].strip("<!")[:5] in touch.note


def test_help_shows_examples(live: Live) -> None:
    assert "/touch acme lunch yesterday with Jane" in live.touch("help")
    assert live.rows(Decision) == []


def test_a_message_is_logged_as_a_touch_and_its_link_kept(live: Live) -> None:
    live.add("acme")
    live.practice.say("bob", "#customer-care", "Jane from Acme rang, wants a demo")
    ts = live.practice.messages("#customer-care")[-1]["ts"]
    [view] = live.practice.shortcut("alice", "touch_log_message", "#customer-care", ts)["views"]
    live.practice.submit("alice", view["id"], {"customer": "acme", "kind": "call"})
    [touch] = live.touches()
    assert (touch.kind, touch.note) == ("call", "Jane from Acme rang, wants a demo")
    assert touch.permalink.endswith(f"/p{ts.replace('.', '')}")


def test_a_message_reads_in_the_form_as_it_read_in_the_channel(live: Live) -> None:
    live.add("acme")
    live.practice.say("bob", "#customer-care", "@alice: Acme & Co <say> they are late, see #general @here")
    ts = live.practice.messages("#customer-care")[-1]["ts"]
    [view] = live.practice.shortcut("alice", "touch_log_message", "#customer-care", ts)["views"]
    live.practice.submit("alice", view["id"], {"customer": "acme", "kind": "call"})
    [touch] = live.touches()
    assert touch.note == "@Alice Weber: Acme & Co <say> they are late, see #general @here"
    [view] = live.practice.shortcut("alice", "complaint_log_message", "#customer-care", ts)["views"]
    live.practice.submit("alice", view["id"], {"customer": "acme"})
    assert [one.words for one in live.rows(Complaint)] == [touch.note]


def test_what_a_form_has_noted_is_taken_back_in_the_form(live: Live) -> None:
    live.add("acme", last=date(2026, 10, 1))
    for kind in ("lunch", "reply"):
        [form] = live.practice.shortcut("alice", "touch_log")["views"]
        [noted] = live.practice.submit("alice", form["id"], {"customer": "acme", "kind": kind})["views"]
        undo = find_element(noted["blocks"], "Undo", "")
        [view] = live.practice.click("alice", "undo", undo["value"], view=noted["id"])["views"]
        assert "Taken back: *Acme*" in str(view["blocks"])
    assert [touch.day for touch in live.touches()] == [date(2026, 10, 1)]


@pytest.mark.parametrize(
    ("command", "text", "filled"),
    [
        ("/complaint", "acme", {"words": "late again"}),
        ("/recovery", "", {"customer": "acme", "words": "replaced it"}),
        ("/care", "lost acme", {"reason": "price"}),
    ],
)
def test_so_is_what_other_forms_have_noted(live: Live, command: str, text: str, filled: dict[str, str]) -> None:
    live.add("acme")
    if command == "/recovery":
        live.say("maria", "/complaint", "acme late again")
    form = live.open("maria", command, text)
    [noted] = live.practice.submit("maria", form["id"], filled)["views"]
    undo = find_element(noted["blocks"], "Undo", "")
    [view] = live.practice.click("maria", "undo", undo["value"], view=noted["id"])["views"]
    assert "Taken back: *Acme*" in str(view["blocks"])
    assert view["title"]["text"] == "Only you see this"
