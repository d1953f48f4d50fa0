"""Thanks among colleagues: read in the next brief and in the digest, and taken back within a day."""

from datetime import date
from typing import Any

from live import ALICE, BOB, TEAM, THURSDAY, Live, form_words, words

from models.member import Member
from models.praise import THANKED, praise
from models.thanks import ThankYou


def test_who_is_thanked_reads_it_once_in_the_next_brief_and_the_digest_names_both(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 20))
    live.add("delta", last=date(2026, 8, 21))
    said = live.care("thanks @alice for covering my customers", user="bob")
    assert "Thanks to *Alice Weber*: “covering my customers”" in said
    assert "They read it in their next brief" in said
    live.go_to("2026-11-19 09:05")
    assert "*Bob thanks you*: “covering my customers”" in live.brief("alice")
    live.go_to("2026-11-20 09:05")
    assert "thanks you" not in live.brief("alice"), "once"
    assert "Thank you, Alice Weber*: “covering my customers” (Bob)" in live.care("digest", user="maria")


def test_taken_back_it_is_told_nowhere_and_by_its_author_alone(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 20))
    live.care("thanks @alice covered for me", user="bob")
    live.go_to("2026-11-19 09:05")
    assert "Taken back: the thanks." in words(live.tap("bob", "Undo"))
    live.practice.advance("1m")
    assert "thanks you" not in live.brief("alice")
    assert live.rows(ThankYou)[0].undone_at is not None


def test_what_is_missing_is_asked_in_a_form_that_keeps_what_was_typed(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    view = live.open("alice", "/care", "thanks covered my customers")
    assert "covered my customers" in str(view["blocks"])
    assert "not yourself" in live.practice.submit("alice", view["id"], {"to": [ALICE]})["errors"]["to"]
    answer = live.practice.submit("alice", view["id"], {"to": [BOB, "U0SAM"]})
    assert "Thanks to *Bob Miller* and *Sam Okafor*: “covered my customers”" in form_words(answer)
    assert "Bob and Sam get no brief from me, so tell them yourself, too." in form_words(answer)
    assert {row.thanked_id for row in live.rows(ThankYou)} == {BOB, "U0SAM"}


def test_the_digest_thanks_people_of_the_company_alone_and_each_once() -> None:
    people = {name: Member(team_id=TEAM, user_id=name, name=name) for name in ("U1", "U2", "U3")}
    people["U3"].deleted = True
    said: list[Any] = [
        ThankYou(by=by, thanked_id=to, words=to) for by, to in (("U1", "U2"), ("U2", "U3"), ("U1", "U2"))
    ]
    assert [(one.reason, one.member.user_id) for one in praise([], people, {}, said)] == [(THANKED, "U2")]
