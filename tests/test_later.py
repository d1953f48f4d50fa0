"""`/care later`: a customer rests until a day that people write as they like; the cadence stays."""

from datetime import date, timedelta

import pytest
from live import ALICE, THURSDAY, Live

from models.decision import Decision


@pytest.mark.parametrize(
    ("typed", "until", "reason"),
    [
        ("acme 2 weeks", date(2026, 12, 2), ""),
        ("acme corporation until 12 January, they are moving", date(2027, 1, 12), "they are moving"),
        ("acme tomorrow", date(2026, 11, 19), ""),
        ("acmee next month budget round", date(2026, 12, 18), "budget round"),
        ("acme 2027-03-01 - new buyer", date(2027, 3, 1), "new buyer"),
        ("acme 01/03/2027", date(2027, 3, 1), ""),
    ],
)
def test_a_day_can_be_written_as_people_write_it(live: Live, typed: str, until: date, reason: str) -> None:
    live.add("acme", name="Acme Corporation")
    assert live.care(f"later {typed}").startswith("*Acme Corporation* rests until")
    assert [(one.until, one.reason) for one in live.rows(Decision)] == [(until, reason)]


@pytest.mark.parametrize("typed", ["acme", "acme yesterday", "acme when they like", "acme in 3 years", "acme 30 feb"])
def test_without_a_day_within_a_year_it_is_asked_and_the_text_kept(live: Live, typed: str) -> None:
    live.add("acme")
    said = live.care(f"later {typed}")
    assert said.startswith("Until when shall *Acme* rest?")
    assert f'you typed: "/care later {typed}"' in said
    assert live.rows(Decision) == []


def test_it_wakes_in_the_champions_morning_and_not_before(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91))
    live.care("later acme 1 week")
    live.go_to("2026-11-25 08:59")
    assert live.briefs(ALICE) == []
    live.go_to("2026-11-25 09:05")
    assert "*Acme*" in live.brief("alice")


def test_whose_customer_it_is_not_may_not_and_keeps_what_they_typed(live: Live) -> None:
    live.add("acme")
    said = live.care("later acme 2 weeks, they asked me", user="bob")
    assert "in Alice's care" in said
    assert "/care later acme 2 weeks, they asked me" in said
    assert live.rows(Decision) == []


def test_a_manager_may_put_off_anybodys(live: Live) -> None:
    live.add("acme")
    assert live.care("later acme 2 weeks", user="maria").startswith("*Acme* rests until")


def test_which_customer_is_asked_with_buttons_and_the_day_is_not_typed_again(live: Live) -> None:
    live.add("brothers", name="Smith Brothers")
    live.add("foods", name="Smithfield Foods")
    assert live.care("later smith 2 weeks").startswith('Which "smith"? Nothing is changed yet')
    live.tap("alice", "Smithfield Foods")
    assert [(one.customer_id, one.until) for one in live.rows(Decision)] == [("foods", date(2026, 12, 2))]


def test_it_can_be_taken_back(live: Live) -> None:
    live.add("acme")
    live.care("later acme 2 weeks")
    live.tap("alice", "Undo")
    assert live.rows(Decision, undone_at=None) == []
