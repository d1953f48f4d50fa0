"""A customer's own rhythm: learned from their gaps, explained, never a reason to notice silence later than planned."""

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import THURSDAY, Live

from models.rhythm import SHORTEST_SILENCE, Rhythm, rhythm_of
from models.sign_of_life import PURCHASE, SignOfLife

FIRST = date(2025, 1, 1)


def heard(*gaps: int) -> list[date]:
    """Return the days on which somebody is heard from with these gaps between them."""
    return [FIRST + timedelta(days=day) for day in accumulate(gaps, initial=0)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        (heard(9, 9, 9, 9), None),  # four gaps
        (heard(9, 9, 9, 9, 9), Rhythm(9, 14, 5)),  # alike: half as long again
        (heard(30, 30, 30, 30, 30, 30), Rhythm(30, 45, 6)),
        (heard(1, 1, 1, 1, 1, 1), Rhythm(1, 14, 6)),  # a fortnight's holiday is no silence
        # exp(mean of logarithms + 2.015 s √(1 + 1/6)), reckoned by hand
        (heard(8, 9, 10, 9, 12, 21), Rhythm(10, 24, 6)),
        # uneven ones promise little
        (heard(2, 90, 5, 60, 3, 100), Rhythm(32, 836, 6)),
        # the latest twelve of many
        (heard(*[200] * 20, *[10] * 12), Rhythm(10, 15, 12)),
        # several on one day are one
        ([*heard(10, 10, 10, 10, 10), *heard(10, 10, 10, 10, 10)], Rhythm(10, 15, 5)),
    ],
)
def test_what_is_unusual_is_learned_from_the_gaps(days: list[date], expected: Rhythm | None) -> None:
    assert rhythm_of(days) == expected


@given(gaps=st.lists(st.integers(1, 400), min_size=5, max_size=40), seed=st.randoms())
def test_silence_is_never_unusual_sooner_than_it_is_usual_whatever_the_order_of_the_days(gaps, seed) -> None:
    days = heard(*gaps)
    rhythm = rhythm_of(days)
    assert rhythm
    assert rhythm.silence_days >= max(SHORTEST_SILENCE, rhythm.usual_days)
    seed.shuffle(days)
    assert rhythm_of(days) == rhythm


def bought_every(live: Live, days: int, times: int, last: date) -> None:
    with live.bot.storage.database.begin() as session:
        for number in range(times):
            day = last - timedelta(days=days * number)
            bought = {"kind": PURCHASE, "day": day, "created_at": live.bot.clock.now(), "external_id": f"p{number}"}
            session.add(SignOfLife(team_id="T0PRACTICE", customer_id="acme", **bought))


def test_who_is_heard_from_every_nine_days_is_missed_after_a_fortnight_and_the_brief_says_why(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=13))  # due in 78 days, silent by plan in 107
    bought_every(live, 9, 8, THURSDAY - timedelta(days=13))
    live.touch("acme email about the new lamps")
    live.go_to("2026-11-23 09:05")  # three working days later
    assert (
        "Quiet: nothing from them recorded since Fri 6 Nov (17 days; usually every 9 days), 1 email from us since"
        in (live.brief("alice"))
    )
    live.touch("acme replied, all is well")
    assert " days without a word, for they are usually heard from every 9 days" in live.care("show acme")


def test_the_rhythm_is_explained_to_anybody_who_asks(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=13))
    bought_every(live, 9, 8, THURSDAY - timedelta(days=13))
    said = live.care("rhythm acme", user="sam")
    assert "*Acme* is usually heard from every 9 days, last on Fri 6 Nov." in said
    assert "14 days without a word would be unusual for them, so I speak up then; the plan alone would wait 120" in said
    assert "From the last 7 gaps" in said


def test_what_somebody_set_for_them_alone_holds_whatever_their_rhythm(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=13), silence_days=60)
    bought_every(live, 9, 8, THURSDAY - timedelta(days=13))
    assert "Somebody set 60 days of silence for them alone, so that holds" in live.care("rhythm acme")
    assert "quiet after 60 days" in live.care("show acme")


def test_a_slow_rhythm_is_never_a_reason_to_notice_later_than_planned(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=13))
    bought_every(live, 100, 8, THURSDAY - timedelta(days=13))
    said = live.care("rhythm acme")
    assert "150 days without a word would be unusual; the plan speaks up no later than after 120 days" in said
    assert "quiet after 120 days without a word." in live.care("show acme")


def test_with_few_gaps_the_plan_holds_and_says_so(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    bought_every(live, 9, 3, THURSDAY - timedelta(days=1))
    said = live.care("rhythm acme")
    assert "I know 3 gaps between the days on which *Acme* was heard from, and learn from five on." in said
    assert "Until then I speak up after 120 days without a word" in said
