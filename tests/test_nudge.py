"""Every button and menu of a nudge: what one tap does, and what it does too late, twice, or to somebody else's."""

import re
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Live, find_element, form_words, labels, past_touch, words

from models.audit import Audit
from models.complaint import Complaint
from models.customer import Contact
from models.decision import Decision
from models.sign_of_life import SignOfLife

DUE_THURSDAY = THURSDAY - timedelta(days=91)
IN_A_WEEK = THURSDAY + timedelta(days=7)


@pytest.fixture
def told(live: Live) -> Live:
    """It is Thursday morning, and Alice's brief tells of Acme, who are due."""
    live.add("acme", last=DUE_THURSDAY)
    live.morning()
    return live


@pytest.fixture
def quiet(live: Live) -> Live:
    """It is Thursday morning, and Alice's brief tells of Acme, who were written to but have not been heard from."""
    live.add("acme", last=THURSDAY - timedelta(days=20), kind="email", added_on=date(2026, 1, 5))
    live.morning()
    return live


def test_i_did_it_logs_the_touch_and_folds_the_nudge_to_a_line(told: Live) -> None:
    told.tap("alice", "I did it", within="Acme", option="Visit")
    assert [(touch.kind, touch.day, touch.two_way) for touch in told.touches()][-1] == ("visit", THURSDAY, True)
    assert "✓ *Acme*: visit logged, today. Next due Thu 18 Feb." in told.brief("alice")
    assert labels(told.shown("alice")["blocks"]) == ["Add a note", "Undo"]


def test_the_card_opens_from_a_short_line_and_answers_nothing(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY, revenue_minor=100_00)
    live.add("delta", last=DUE_THURSDAY)
    with live.bot.storage.database.begin() as session:
        live.member(session, ALICE).brief_size = 1
    live.morning()
    answer = live.tap("alice", "…", within="*Delta*", option="Show all, hand over…")
    assert "Champion: Alice Weber" in form_words(answer)
    assert live.nudges("delta")[0].outcome is None


def test_a_note_can_be_added_to_what_was_logged_with_one_tap(told: Live) -> None:
    told.tap("alice", "I did it", within="Acme", option="Visit")
    [view] = told.tap("alice", "Add a note")["views"]
    told.practice.submit("alice", view["id"], {"note": "they want a demo"})
    assert told.touches()[-1].note == "they want a demo"


def test_undo_opens_the_nudge_again(told: Live) -> None:
    told.tap("alice", "I did it", within="Acme", option="Visit")
    told.tap("alice", "Undo")
    assert len(told.touches()) == 1
    assert "I did it" in labels(told.shown("alice")["blocks"], "Acme")
    assert told.nudges()[0].outcome is None


def test_booked_asks_what_and_when_and_rests_the_nudge(told: Live) -> None:
    [view] = told.tap("alice", "Booked…", within="Acme")["views"]
    told.practice.submit("alice", view["id"], {"kind": "lunch", "day": "2026-11-26", "note": "the new plant"})
    assert [(touch.state, touch.day, touch.note) for touch in told.touches()][-1] == (
        "planned",
        IN_A_WEEK,
        "the new plant",
    )
    assert "✓ *Acme*: lunch booked for Thu 26 Nov. I'll ask the morning after how it went." in told.brief("alice")


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("2026-11-18", "That day is over. If it happened then, log it with I did it; else choose a day from today on."),
        ("2028-01-01", "That is more than a year away; choose a day within a year."),
    ],
)
def test_a_wrong_day_is_said_beside_the_day_and_nothing_is_booked(told: Live, day: str, error: str) -> None:
    [view] = told.tap("alice", "Booked…", within="Acme")["views"]
    assert told.practice.submit("alice", view["id"], {"kind": "lunch", "day": day})["errors"] == {"day": error}
    assert len(told.touches()) == 1


def test_later_rests_the_customer_and_it_wakes_in_the_morning(told: Live) -> None:
    told.tap("alice", "Later", within="Acme", option="Next week")
    assert "*Acme*: put off until Thu 26 Nov." in told.brief("alice")
    told.go_to("2026-11-26 08:55")
    assert len(told.briefs(ALICE)) == 1
    told.go_to("2026-11-26 09:05")
    assert [nudge.step for nudge in told.nudges()] == [1, 1]


def test_later_takes_any_day_with_a_reason(told: Live) -> None:
    [view] = told.tap("alice", "Later", within="Acme", option="Another day…")["views"]
    refused = told.practice.submit("alice", view["id"], {"day": "2026-11-19", "reason": "they are moving"})
    assert refused["errors"] == {"day": "A day after today and within a year, please."}
    told.practice.submit("alice", view["id"], {"day": "2026-12-10", "reason": "they are moving"})
    assert [(one.kind, one.until, one.reason) for one in told.rows(Decision)] == [
        ("later", date(2026, 12, 10), "they are moving")
    ]


def test_not_needed_closes_the_round_and_the_audit_knows_who_and_why(told: Live) -> None:
    [view] = told.tap("alice", "Not needed", within="Acme")["views"]
    told.practice.submit("alice", view["id"], {"reason": "we speak every day"})
    assert "*Acme*: not needed this time. Next due Thu 18 Feb." in told.brief("alice")
    [entry] = told.rows(Audit, action="care.not_needed")
    assert (entry.actor, entry.reason) == (ALICE, "we speak every day")


def test_they_have_been_in_touch_answers_silence_alone(quiet: Live) -> None:
    assert "Quiet: nothing from them recorded since they came into Touchbase" in quiet.brief("alice")
    quiet.tap("alice", "They've been in touch", within="Acme")
    assert [sign.kind for sign in quiet.rows(SignOfLife)] == ["reply"]
    assert "✓ *Acme*: they have been in touch." in quiet.brief("alice")


def test_a_due_touch_stays_owed_after_they_have_been_in_touch(told: Live) -> None:
    told.touch("acme replied")
    assert "I did it" in labels(told.shown_brief("alice")["blocks"], "Acme")


def test_a_line_can_do_all_that_a_full_nudge_can(live: Live) -> None:
    for worth, name in enumerate(("Fir", "Oak", "Ash", "Elm", "Yew"), start=1):
        live.add(name.lower(), last=DUE_THURSDAY, name=name, revenue_minor=worth * 1_000_000)
    live.morning()
    live.tap("alice", "…", within="*Oak*", option="Later: next week")
    assert "*Oak*: put off until Thu 26 Nov." in live.brief("alice")
    [view] = live.tap("alice", "…", within="*Fir*", option="I did it…")["views"]
    live.practice.submit("alice", view["id"], {"kind": "call", "day": "2026-11-19"})
    assert "✓ *Fir*: call logged, today." in live.brief("alice")


def test_a_second_tap_on_what_is_answered_changes_nothing(told: Live) -> None:
    shown = told.shown("alice")
    told.practice.fault("http_500", method="chat.update")  # the brief still shows its buttons
    told.tap("alice", "I did it", within="Acme", option="Visit")
    element = find_element(shown["blocks"], "I did it", "Acme")
    told.practice.click("alice", "nudge_did", element["options"][0]["value"], channel="@bot", ts=shown["ts"])
    assert len(told.touches()) == 2
    told.practice.advance("5m")
    assert "✓ *Acme*: visit logged" in told.brief("alice")


def test_a_customer_who_is_somebody_elses_by_now_is_left_alone(told: Live) -> None:
    told.practice.fault("http_500", method="chat.update")
    told.care("assign acme @bob", user="maria")
    said = told.tap_brief("alice", "Booked…", within="Acme")
    assert "*Acme* is in Bob's care now, so I changed nothing." in str(said["replies"])
    assert len(told.touches()) == 1
    told.practice.advance("5m")
    assert "*Acme* is in Bob's care now." in told.brief("alice")
    assert [customer.champion_id for customer in told.customers()] == [BOB]


def test_a_button_of_two_months_ago_still_answers(told: Live) -> None:
    old = told.shown_brief("alice")
    told.go_to("2027-01-22 10:00")
    value = find_element(old["blocks"], "I did it", "Acme")["options"][0]["value"]
    told.practice.click("alice", "nudge_did", value, channel="@bot", ts=old["ts"])
    assert told.touches()[-1].day == date(2027, 1, 22)
    assert "✓ *Acme*: lunch logged, Fri 22 Jan" in told.practice.messages("@bot", "alice")[0]["text"]


def test_a_modal_that_is_submitted_when_the_customer_is_somebody_elses_says_so(told: Live) -> None:
    [view] = told.tap("alice", "Booked…", within="Acme")["views"]
    told.care("assign acme @bob", user="maria")
    answer = told.practice.submit("alice", view["id"], {"kind": "lunch", "day": "2026-11-26", "note": "prices"})
    assert "*Acme* is in Bob's care, so that is for Bob or a manager." in form_words(answer)
    assert 'Nothing is saved; your text is kept: "prices"' in form_words(answer)
    assert len(told.touches()) == 1


def test_money_and_tiers_are_shown_where_they_are_known(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY, tier=None, cadence_days=91)
    live.morning()
    assert "*Acme*\nDue today" in live.brief("alice")


def test_beside_a_nudge_is_all_that_is_known_of_them(told: Live) -> None:
    [card] = told.tap("alice", "…", within="Acme", option="Show all about them")["views"]
    assert "Champion: Alice Weber" in form_words({"views": [card]})


def test_who_has_been_in_touch_is_noted_and_their_touch_stays_due(told: Live) -> None:
    said = words(told.tap("alice", "…", within="Acme", option="They've been in touch"))
    assert said.startswith("*Acme* has been in touch today.\nOur own next touch is still due Thu 19 Nov.")
    assert [sign.kind for sign in told.rows(SignOfLife)] == ["reply"]
    told.tap("alice", "Undo")
    assert told.rows(SignOfLife, undone_at=None) == []


def test_a_complaint_that_comes_up_is_noted_from_the_nudge(told: Live) -> None:
    [view] = told.tap("alice", "…", within="Acme", option="They have a complaint…")["views"]
    told.practice.submit("alice", view["id"], {"words": "late again"})
    assert [one.words for one in told.rows(Complaint)] == ["late again"]


def test_kinds_that_they_answered_to_come_before_those_they_did_not(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY, kind="coffee")
    with live.bot.storage.database.begin() as session:
        session.add(past_touch("acme", DUE_THURSDAY - timedelta(days=3), "email", live.bot.clock.now()))
    live.morning()
    offered = find_element(live.shown_brief("alice")["blocks"], "I did it", "Acme")["options"]
    assert [one["text"]["text"] for one in offered][:5] == ["Lunch", "Visit", "Event", "Coffee", "Email"]


def test_a_mail_that_only_needs_to_be_sent_is_one_tap_away(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    with live.bot.storage.database.begin() as session:
        session.add(
            Contact(team_id=TEAM, customer_id="acme", name="Jane Doe", phone="+49 30 1", email="j@acme.example")
        )
    live.morning()
    said = unquote(live.brief("alice"))
    assert "Jane Doe: +49 30 1" in said
    assert "Would you have time for a visit one of these days?" in said


def test_why_it_is_not_needed_or_later_is_chosen_without_typing(told: Live) -> None:
    [view] = told.tap("alice", "Not needed", within="Acme")["views"]
    told.practice.submit("alice", view["id"], {"why": "We are in touch often anyway", "reason": "every week"})
    assert [one.reason for one in told.rows(Decision)] == ["We are in touch often anyway, every week"]


@pytest.mark.parametrize("tier", ["A", "C"])  # what is suggested to an A is proposed in the mail, to a C it is not
def test_a_mail_draft_greets_by_the_very_name_and_keeps_its_paragraphs(live: Live, tier: str) -> None:
    live.add("acme", last=date(2026, 5, 1), tier=tier)
    with live.bot.storage.database.begin() as session:
        session.add(Contact(team_id=TEAM, customer_id="acme", name="Jo O'Neill", email="jo@acme.example"))
    live.morning()
    [draft] = re.findall(r"<mailto:[^|]*body=([^|]*)\|Write to Jo>", live.brief("alice"))
    paragraphs = unquote(draft).split("\n\n")
    assert paragraphs[:2] == ["Hello Jo O'Neill,", "thank you again for the lunch."]
    assert paragraphs[2].startswith("How are things going on your side?")
