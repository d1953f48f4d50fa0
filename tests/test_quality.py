"""Nudge quality: what became of nudges as a number, a champion's word once a month, a bot that slows down."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, WEDNESDAY_EVENING, Live, form_words, labels

from models.member import Member
from models.message import Message
from models.nudge import Nudge
from models.quality import Quality, Use, judge
from models.quality_month import QualityMonth

NOW = WEDNESDAY_EVENING
ACTED, PUT_OFF, NOT_NEEDED, IGNORED = Use.ACTED, Use.PUT_OFF, Use.NOT_NEEDED, Use.IGNORED


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        # days ago, outcome, fact that answered it
        ([(3, "done", "f")], {ACTED: 1}),
        ([(3, "planned", "f")], {ACTED: 1}),
        ([(3, "replied", "f")], {ACTED: 1}),
        ([(3, "answered", "f")], {ACTED: 1}),  # another cadence was taken
        ([(3, "later", "f")], {PUT_OFF: 1}),
        ([(3, "not_needed", "f")], {NOT_NEEDED: 1}),
        # nobody has answered: it still waits for a week, then it was ignored
        ([(6, None, None)], {}),
        ([(7, None, None)], {IGNORED: 1}),
        # a complaint let it rest
        ([(3, "opened", "f")], {}),
        # they left, or came back, which nobody was nudged for
        ([(9, "lost", "f")], {}),
        ([(9, "won", "f")], {}),
        # a touch after the third step answers the third alone
        ([(9, "done", "f"), (6, "done", "f"), (3, "done", "f")], {IGNORED: 2, ACTED: 1}),
        ([(5, None, None), (2, None, None)], {IGNORED: 1}),
        # two rounds are two
        ([(50, "done", "f"), (3, "later", "g")], {ACTED: 1, PUT_OFF: 1}),
    ],
)
def test_what_counts_as_what(sent: list[tuple[int, str | None, str | None]], expected: dict[Use, int]) -> None:
    nudges = [
        a_nudge("acme", place, days, outcome=outcome, fact_id=fact) for place, (days, outcome, fact) in enumerate(sent)
    ]
    assert judge(nudges, NOW).uses == expected


@pytest.mark.parametrize(("of_use", "total", "low"), [(6, 9, False), (6, 10, True), (7, 10, False), (13, 20, True)])
def test_quality_is_low_below_seventy_percent_of_ten_and_more(of_use: int, total: int, low: bool) -> None:
    quality = Quality()
    quality.uses.update({ACTED: of_use - 1, PUT_OFF: 1, IGNORED: total - of_use})
    assert (quality.of_use, quality.is_low) == (of_use, low)


def test_where_few_are_of_use_the_bot_slows_down_says_so_and_takes_it_back(live: Live) -> None:
    was_nudged(live, of_use=5, ignored=6)
    live.add("delta", last=date(2026, 8, 20))
    live.go_to("2026-11-19 09:05")
    told = live.brief("alice")
    assert "*Once a month I ask: were my nudges of use to you?*" in told
    assert (
        "I slow down: only 2 nudges in full now instead of 3, the others as lines, since too few were of use." in told
    )
    assert size_of(live) == 2
    live.tap_brief("alice", "Back to 3")
    assert "3 nudges in full again, from the next brief on." in live.brief("alice")
    assert size_of(live) == 3
    live.tap_brief("alice", "So-so")
    assert "Noted: my nudges are so-so." in live.brief("alice")
    assert "5 of 11 were of use: acted on 5, put off 0, not needed 0, ignored 6" in live.care("quality")
    everybody = live.care("quality", user="maria")
    assert (
        "*Alice Weber*: 5 of 11 were of use (acted on 5, put off 0, not needed 0, ignored 6) · says they are so-so"
        in everybody
    )
    assert "Alice" not in live.care("quality", user="bob"), "names are for managers"
    live.home("maria")
    assert "*Alice Weber*: 5 of 11 were of use" in form_words(live.tap_home("maria", "Nudge quality"))


def test_not_useful_slows_down_from_the_next_brief_on_and_is_asked_once_a_month(live: Live) -> None:
    was_nudged(live, of_use=6, ignored=0)
    live.add("delta", last=date(2026, 8, 20))
    live.add("echo", last=date(2026, 8, 21))
    live.go_to("2026-11-19 09:05")
    assert "I slow down" not in live.brief("alice")
    live.tap_brief("alice", "Not useful")
    assert "only 2 nudges in full from the next brief on instead of 3" in live.brief("alice")
    live.go_to("2026-11-20 09:05")
    assert "*Echo*" in live.brief("alice")
    assert "Once a month" not in live.brief("alice")
    assert [row.month for row in live.rows(QualityMonth)] == ["2026-11"]


def test_who_was_asked_late_in_a_month_is_not_asked_again_early_in_the_next(live: Live) -> None:
    was_nudged(live, of_use=6, ignored=0)
    live.add("delta", last=date(2026, 8, 20))
    live.add("echo", last=date(2026, 9, 1))
    live.go_to("2026-11-19 09:05")
    assert "Once a month" in live.brief("alice")
    live.go_to("2026-12-01 09:05")
    assert "*Echo*" in live.brief("alice")
    assert "Once a month" not in live.brief("alice")


def test_who_has_hardly_been_nudged_is_not_asked_and_reads_how_it_is_counted(live: Live) -> None:
    live.add("delta", last=date(2026, 8, 20))
    live.go_to("2026-11-19 09:05")
    assert "Once a month" not in live.brief("alice")
    assert "There is nothing to count yet" in live.care("quality")


def test_the_question_of_the_month_takes_the_place_of_one_ask(live: Live) -> None:
    was_nudged(live, of_use=5, ignored=0)
    for number in range(4):
        live.add(f"due{number}", last=date(2026, 8, 20))
    live.go_to("2026-11-19 09:05")
    shown = labels(live.shown_brief("alice")["blocks"])
    assert [shown.count(each) for each in ("I did it", "Useful", "…")] == [2, 1, 2 + 2]


def test_when_nudges_are_of_use_again_one_more_comes_in_full(live: Live) -> None:
    was_nudged(live, of_use=12, ignored=0)
    with live.bot.storage.database.begin() as session:
        live.member(session, ALICE).brief_size = 1
        for month, before, after in (("2026-09", 3, 2), ("2026-10", 2, 1)):
            session.add(QualityMonth(team_id=TEAM, user_id=ALICE, month=month, before=before, after=after))
    live.add("delta", last=date(2026, 8, 20))
    live.go_to("2026-11-19 09:05")
    assert "Most of my nudges were of use lately, so 2 come in full again." in live.brief("alice")
    assert size_of(live) == 2


def size_of(live: Live) -> int | None:
    [alice] = live.rows(Member, user_id=ALICE)
    return alice.brief_size


def was_nudged(live: Live, *, of_use: int, ignored: int) -> None:
    """Let a brief of a fortnight ago have told Alice of so many customers; a colleague's are none of hers."""
    at: dict[str, Any] = {"not_before": NOW, "created_at": NOW, "sent_at": NOW}
    for place in range(of_use + ignored):
        live.add(f"c{place}", last=THURSDAY - timedelta(days=1))
    with live.bot.storage.database.begin() as session:
        for user_id in (ALICE, BOB):
            about = {"recipient": user_id, "feature": "brief", "state": "sent"}
            session.add(Message(team_id=TEAM, key=f"before:{user_id}", **about, **at))
        session.flush()
        for place in range(of_use + ignored):
            done = {"outcome": "done", "fact_id": f"f{place}"} if place < of_use else {}
            session.add(a_nudge(f"c{place}", place, 14, message_key=f"before:{ALICE}", **done))
        session.add(a_nudge("c0", 0, 14, message_key=f"before:{BOB}"))


def a_nudge(customer_id: str, place: int, days_ago: int, **facts: Any) -> Nudge:
    about: dict[str, Any] = {"message_key": "b", "reasons": ["due"], "step": 1, "full": True, "position": place}
    sent_at: datetime = NOW - timedelta(days=days_ago)
    return Nudge(team_id=TEAM, customer_id=customer_id, sent_at=sent_at, **about | facts)
