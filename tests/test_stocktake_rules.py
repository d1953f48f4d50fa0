"""The rule of the stocktake: five answers and revenue suggest a tier; and what is known before anybody grades."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.care_model import TIERS
from models.customer import Customer
from models.stocktake import Grading
from models.stocktake_prefill import Known, answered
from models.stocktake_rules import (
    AS_THEIR_TIER,
    LARGE,
    LOYAL,
    MIDDLE,
    PLEASANT,
    QUESTIONS,
    REFERS,
    SMALL,
    STAFF,
    UNKNOWN,
    bands,
    suggest,
)

TODAY = date(2026, 11, 19)
ANSWERS = st.fixed_dictionaries({name: st.sampled_from((-1, 0, 1)) for name in QUESTIONS})
BANDS = (UNKNOWN, SMALL, MIDDLE, LARGE)
STORY = [
    # everything is good: A, however little they buy
    ((1, 1, 1, 1, 1), SMALL, "A"),
    # good, and large
    ((1, 0, 0, 1, 1), LARGE, "A"),
    ((1, 0, 0, 1, 1), SMALL, "B"),
    # one "no" is at best B, who treats our staff badly at best C
    ((1, 1, 1, 1, -1), LARGE, "C"),
    ((1, 1, 1, -1, 1), LARGE, "B"),
    # nobody knows anything: revenue alone never makes an E, nor an A
    ((0, 0, 0, 0, 0), UNKNOWN, "D"),
    ((0, 0, 0, 0, 0), LARGE, "C"),
    # to be let go, whatever they pay
    ((0, -1, -1, -1, 0), LARGE, "E"),
    ((-1, -1, 0, 0, 0), SMALL, "D"),
]


@pytest.mark.parametrize(("answers", "band", "tier"), STORY)
def test_answers_and_revenue_suggest_a_tier(answers: tuple[int, ...], band: str, tier: str) -> None:
    assert suggest(dict(zip(QUESTIONS, answers, strict=True)), band).tier == tier


@given(ANSWERS, st.sampled_from(QUESTIONS), st.sampled_from(BANDS))
def test_a_better_answer_never_gives_a_worse_tier(answers: dict[str, int], question: str, band: str) -> None:
    better = answers | {question: min(answers[question] + 1, 1)}
    assert TIERS.index(suggest(better, band).tier) <= TIERS.index(suggest(answers, band).tier)


@given(ANSWERS)
def test_more_revenue_never_gives_a_worse_tier_and_never_decides_about_an_e(answers: dict[str, int]) -> None:
    tiers = [suggest(answers, band).tier for band in (SMALL, MIDDLE, LARGE)]
    assert tiers == sorted(tiers, reverse=True)
    assert len({tier == "E" for tier in tiers}) == 1
    assert ("E" in tiers) == (sum(answers.values()) <= -3)


@pytest.mark.parametrize("tier", TIERS)
def test_what_a_tier_says_of_its_customers_suggests_it_again(tier: str) -> None:
    assert suggest(AS_THEIR_TIER[tier], SMALL).tier == tier


def test_bands_are_counted_from_the_largest_customer_on() -> None:
    assert bands({"a": 60, "b": 25, "c": 15, "d": 0, "e": None}) == {
        "a": LARGE,
        "b": MIDDLE,
        "c": SMALL,
        "d": SMALL,
        "e": UNKNOWN,
    }


def test_regular_purchases_make_a_loyal_customer_and_a_note_one_who_refers() -> None:
    known = Known(
        purchases=[TODAY - timedelta(days=days) for days in (20, 110, 200, 290)],
        notes=[(TODAY, "recommended us to his brother", "t1")],
    )
    found = answered(a_customer("C"), known, None, SMALL, TODAY)
    assert (found[LOYAL], found[REFERS]) == (1, 1)
    assert found["sources"][LOYAL] == {"from": "purchases", "count": 4, "day": "2026-10-30"}
    assert (found["suggested"], found["by_hand"]) == ("B", True)


def test_who_has_not_bought_for_a_year_is_loyal_no_more() -> None:
    known = Known(purchases=[TODAY - timedelta(days=days) for days in (400, 500)])
    assert answered(a_customer("A"), known, None, SMALL, TODAY)[LOYAL] == -1


def test_a_note_from_before_the_last_stocktake_says_nothing_against_what_was_answered_then() -> None:
    known = Known(notes=[(TODAY - timedelta(days=200), "recommended us", "t1"), (TODAY, "thanked us", "t2")])
    then = datetime.combine(TODAY - timedelta(days=182), time(17), UTC)
    answers = AS_THEIR_TIER["C"]
    last = Grading(**answers, chosen="C", suggested="C", graded_at=then, confirmed_at=then, given="C", band=SMALL)
    found = answered(a_customer("C"), known, last, SMALL, TODAY)
    assert (found[REFERS], found[PLEASANT]) == (0, 1)
    assert found["sources"][REFERS] == {"from": "last"}


def test_nothing_known_leaves_a_tier_as_it_is_and_asks_nobody() -> None:
    for tier in TIERS:
        found = answered(a_customer(tier), Known(), None, SMALL, TODAY)
        assert (found["suggested"], found["by_hand"]) == (tier, False)


@pytest.mark.parametrize(
    ("tier", "provisional", "complaints", "by_hand"),
    [
        ("A", True, 0, True),
        ("D", True, 0, False),
        (None, False, 0, True),
        ("B", False, 2, True),
        ("B", False, 1, False),
    ],
)
def test_who_wants_a_look_by_hand(tier: str | None, provisional: bool, complaints: int, by_hand: bool) -> None:
    customer = a_customer(tier, tier_suggested=provisional)
    found = answered(customer, Known(complaints=complaints), None, SMALL, TODAY)
    assert found["by_hand"] is by_hand
    assert (found["sources"][PLEASANT]["from"] == "complaints") == (complaints > 1)
    assert STAFF in found


def a_customer(tier: str | None, **facts: object) -> Customer:
    return Customer(team_id="T1", name="Acme", normal="acme", tier=tier, added_on=TODAY, **facts)
