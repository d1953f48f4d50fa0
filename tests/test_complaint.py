"""A complaint, from the words that opened it to the customer's own word that they are happy again."""

from datetime import timedelta

import pytest
from live import ALICE, MARIA, SAM, TEAM, THURSDAY, Live, labels

from models.complaint import Complaint
from models.customer import Contact
from models.message import Message
from models.sign_of_life import SignOfLife


@pytest.fixture
def company(live: Live) -> Live:
    """It is twenty past ten on Thursday; Acme is in Alice's care, was met a month ago, and Jane answers the phone."""
    live.add("acme", name="Acme Corporation", last=THURSDAY - timedelta(days=30))
    with live.bot.storage.database.begin() as session:
        session.add(Contact(team_id=TEAM, customer_id="acme", name="Jane Doe", phone="+49 30 1234"))
    live.go_to("2026-11-19 10:20")
    return live


@pytest.fixture
def opened(company: Live) -> Live:
    """Sam has just noted that Acme complained."""
    company.say("sam", "/complaint", "acme late delivery again")
    return company


def complaint(live: Live) -> Complaint:
    [one] = live.rows(Complaint)
    return one


def test_a_complaint_plays_through_from_the_first_word_to_the_customers_own(company: Live) -> None:
    said = company.say("sam", "/complaint", "acme late delivery again")
    assert 'Noted for *Acme Corporation*: "late delivery again". I\'m telling Alice now, and Maria, because' in said
    assert "Reply due by 11:20. Reminders for Acme Corporation rest until it is put right." in said
    told = company.brief("alice")
    assert '*Acme Corporation has a complaint*: "late delivery again" (from Sam, 10:20).' in told
    assert "Please answer them by 11:20" in told
    assert '"Jane, you are right to be annoyed. I am on it and will call you before noon."' in told
    assert labels(company.shown_brief("alice")["blocks"]) == ["Copy", "I answered", "Recovered…", "Hand over"]
    assert "You hear of it because Acme Corporation is an A." in company.brief("maria")
    company.tap_brief("alice", "I answered", option="Call")
    assert "✓ Answered at 10:20 by Alice" in company.brief("maria")
    company.go_to("2026-11-19 15:20")
    said = company.say("alice", "/recovery", "acme replaced the unit, called Jane")
    assert "I will ask in a week and in a month whether they are happy again." in said
    assert '✓ Put right at 15:20 by Alice: "replaced the unit, called Jane".' in company.brief("maria")
    assert [(touch.kind, touch.note) for touch in company.touches()][1:] == [
        ("call", ""),
        ("call", "replaced the unit, called Jane"),
    ]
    company.go_to("2026-11-26 09:05")
    assert "A week ago you put it right for *Acme Corporation*" in company.brief("alice")
    company.tap_brief("alice", "They said so")
    assert complaint(company).state == "confirmed"
    assert "✓ *Acme Corporation*: they say they are happy again." in company.brief("alice")


def test_who_must_know_is_told_in_the_same_moment(opened: Live) -> None:
    told = opened.rows(Message, feature="complaint")
    assert sorted((message.recipient, message.state) for message in told) == [(ALICE, "sent"), (MARIA, "sent")]
    assert all((message.sent_at - complaint(opened).opened_at).total_seconds() < 5 for message in told)


def test_a_complaint_is_a_sign_of_life_and_moves_no_due_day(opened: Live) -> None:
    assert [(sign.kind, sign.day, sign.by) for sign in opened.rows(SignOfLife)] == [("complaint", THURSDAY, SAM)]
    assert "Due on Tue 19 Jan" in opened.care("show acme")


def test_not_happy_again_opens_it_anew_and_tells_everybody_again(opened: Live) -> None:
    opened.say("alice", "/recovery", "acme replaced the unit")
    opened.go_to("2026-11-26 09:05")
    opened.tap_brief("alice", "No, reopen")
    again = complaint(opened)
    assert (again.state, again.round, again.recovered_at) == ("opened", 2, None)
    assert "*Acme Corporation is not happy again*" in opened.brief("alice")
    assert "Please answer them by 10:05" in opened.brief("alice")
    assert "*Acme Corporation is not happy again*" in opened.brief("maria")
