"""Worth: what a customer brings less what they cost; key customers with a manager's yes; the unprofitable tail."""

import csv
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live import ALICE, TEAM, THURSDAY, Live, form_words, past_touch, words
from rich.console import Console

from bot.settings import Settings
from bot.worth import tell_worth
from models.audit import Audit
from models.customer import Customer
from models.decision import MANAGED, NOT_KEY, Decision
from models.purchase_words import UnreadableAmountError, read_purchase
from models.sign_of_life import PURCHASE, SignOfLife
from models.worth import (
    Brought,
    Costs,
    Known,
    Span,
    Worth,
    best,
    calendar_year,
    last_year,
    part,
    share_of,
    tail,
    worth_of,
    years_since,
)

TODAY = date(2026, 11, 18)
YEAR = last_year(TODAY)
LONG_AGO = date(2020, 1, 1)
COSTS = Costs(6250, {"lunch": 60_00, "call": 15_00}, 120_00)


@pytest.mark.parametrize(
    ("known", "brought", "expected"),
    [
        # recorded purchases are the revenue, whatever was stated
        (Known(LONG_AGO, bought=True, stated_minor=9_00), Brought(2, 1000_00), Worth(1000_00, 625_00, 0, 120_00)),
        # no purchase: what was stated for a year, and it is said so
        (Known(LONG_AGO, stated_minor=1000_00), Brought(), Worth(1000_00, 625_00, 0, 120_00, stated=True)),
        # bought once, but not in this span
        (Known(LONG_AGO, bought=True), Brought(), Worth(0, 0, 0, 120_00)),
        # nobody knows
        (Known(LONG_AGO), Brought(), Worth(0, 0, 0, 120_00, unknown=True)),
        # touches cost by kind; a kind without a cost costs nothing
        (
            Known(LONG_AGO, bought=True),
            Brought(0, 0, {"lunch": 2, "call": 1, "visit": 9}),
            Worth(0, 0, 135_00, 120_00),
        ),
        # a cost of sales of their own, nothing among them
        (Known(LONG_AGO, bought=True, sales_points=0), Brought(1, 1000_00), Worth(1000_00, 0, 0, 120_00)),
        # a customer since 73 days costs a fifth of a year's communicating; one who left is communicated with no more
        (Known(TODAY - timedelta(days=72), bought=True), Brought(), Worth(0, 0, 0, 24_00)),
        (Known(LONG_AGO, until=TODAY - timedelta(days=292), bought=True), Brought(), Worth(0, 0, 0, 24_00)),
        (Known(LONG_AGO, until=LONG_AGO, bought=True), Brought(), Worth()),
    ],
)
def test_worth_is_revenue_less_cost_of_sales_serving_and_communicating(
    known: Known, brought: Brought, expected: Worth
) -> None:
    found = worth_of(known, brought, COSTS, YEAR)
    assert (found.revenue_minor, found.sales_minor, found.serving_minor, found.communicating_minor) == (
        expected.revenue_minor,
        expected.sales_minor,
        expected.serving_minor,
        expected.communicating_minor,
    )
    assert (found.stated, found.unknown) == (expected.stated, expected.unknown)


@pytest.mark.parametrize(
    ("minor", "share", "whole", "expected"),
    [(1, 1, 2, 0), (3, 1, 2, 2), (5, 1, 2, 2), (-1, 1, 2, 0), (-3, 1, 2, -2), (100, 1, 3, 33), (10**15, 1, 1, 10**15)],
)
def test_amounts_are_rounded_to_the_nearest_and_of_two_to_the_even(
    minor: int, share: int, whole: int, expected: int
) -> None:
    assert part(minor, share, whole) == expected


@settings(max_examples=25)
@given(
    st.dates(date(2015, 1, 1), TODAY),
    st.lists(st.tuples(st.integers(2015, 2026), st.integers(-(10**9), 10**9)), max_size=9),
    st.integers(0, 10_000),
    st.integers(0, 10**6),
)
def test_worth_over_the_years_is_the_sum_of_the_years(
    since: date, bought: list[tuple[int, int]], points: int, communicating: int
) -> None:
    costs, known = Costs(points, {}, communicating), Known(since, bought=True)
    years = years_since(since, TODAY)
    each = [
        worth_of(known, Brought(1, sum(minor for year, minor in bought if year == span.first.year)), costs, span)
        for span in years
    ]
    assert sum(worth.minor for worth in each) == sum(each, Worth()).minor
    assert sum(span.days for span in years) == (TODAY - date(since.year, 1, 1)).days + 1
    assert all(worth.minor <= worth.revenue_minor for worth in each if worth.revenue_minor >= 0)


def test_a_leap_year_spreads_a_yearly_amount_over_its_366_days() -> None:
    whole = worth_of(Known(LONG_AGO, bought=True), Brought(), COSTS, calendar_year(2024, TODAY))
    assert whole.communicating_minor == 120_00
    assert calendar_year(2026, TODAY) == Span(date(2026, 1, 1), TODAY, 365)


def test_the_best_fifth_is_rounded_up_and_nobody_is_in_it_who_is_worth_nothing() -> None:
    worths = {f"c{minor}": Worth(minor) for minor in (1, 2, 3, 4, 5, 6)}
    assert best(worths) == ["c6", "c5"]
    assert share_of(worths, best(worths)) == Decimal(11) / 21
    assert best({"c": Worth(0)}) == []
    assert share_of({"c": Worth(0)}, []) is None


@pytest.mark.parametrize(
    ("costs", "worths", "expected"),
    [
        # with costs: who is worth less than nothing, the worst first; of whom nothing is known nothing is said
        (
            COSTS,
            {
                "a": Worth(100),
                "b": Worth(0, 0, 50),
                "c": Worth(0, 0, 90),
                "d": Worth(0),
                "e": Worth(0, 0, 9, unknown=True),
            },
            ["c", "b"],
        ),
        # without: who brings the last 2 % of revenue, the least first
        (Costs(), {"a": Worth(970), "b": Worth(10), "c": Worth(15), "d": Worth(5)}, ["d", "b"]),
        (Costs(), {"a": Worth(0), "b": Worth(0)}, []),
    ],
)
def test_the_tail_are_those_who_cost_more_than_they_bring(
    costs: Costs, worths: dict[str, Worth], expected: list[str]
) -> None:
    assert tail(worths, costs) == expected


@pytest.mark.parametrize(
    ("typed", "minor", "days_ago", "note"),
    [
        ("1,200 EUR yesterday, spare parts", 1200_00, 1, "spare parts"),
        ("1200", 1200_00, None, ""),
        ("€1200.50 last friday", 1200_50, 5, ""),
        ("3 pallets for 450.50", 450_50, None, "3 pallets"),
        ("3 pallets for 450 EUR yesterday", 450_00, 1, "3 pallets"),
        ("yesterday 1 200,50 spare parts", 1200_50, 1, "spare parts"),
        ("12 Nov 900", 900_00, 6, ""),
        ("900 euros for LED lamps -10%", 900_00, None, "for LED lamps -10%"),
        ("- 1200", 1200_00, None, ""),
        ("900 euros for LED lamps", 900_00, None, "for LED lamps"),
        ("spare parts", None, None, "spare parts"),
        ("", None, None, ""),
    ],
)
def test_a_purchase_is_read_as_people_write_it(typed: str, minor: int | None, days_ago: int | None, note: str) -> None:
    said = read_purchase(typed, TODAY, "EUR")
    assert (said.amount_minor, said.note) == (minor, note)
    assert (said.day.day if said.day else None) == (None if days_ago is None else TODAY - timedelta(days=days_ago))


@pytest.mark.parametrize(("typed", "currency"), [("1200 USD", "USD"), ("$5", "USD"), ("€-5", None), ("1.2.3", None)])
def test_another_currency_or_no_amount_is_not_guessed(typed: str, currency: str | None) -> None:
    with pytest.raises(UnreadableAmountError) as raised:
        read_purchase(typed, TODAY, "EUR")
    assert raised.value.currency == currency


@pytest.mark.parametrize(
    "typed", ["-5", "−5", "minus 5", "Minus 5 EUR", "-€5", "yesterday -5", "lamps for -5.50 EUR", "€ -5"]
)
def test_less_than_nothing_is_no_amount(typed: str) -> None:
    with pytest.raises(UnreadableAmountError) as raised:
        read_purchase(typed, TODAY, "EUR")
    assert raised.value.negative


def test_an_amount_far_beyond_what_is_known_is_asked_about(live: Live) -> None:
    live.add("acme", revenue_minor=1_000_00)
    live.care("bought acme 100000")
    assert [one.amount_minor for one in live.rows(SignOfLife)] == [100_000_00]
    live.touch("undo")
    assert live.care("bought acme 9999999 lamps").startswith("Is it *€9,999,999*?")
    assert live.rows(SignOfLife, undone_at=None) == []
    assert words(live.tap("alice", "Yes, note it")).startswith("*Acme* bought for €9,999,999 today")
    live.add("delta")
    assert live.care("bought delta 100,000,000").startswith("*Delta* bought for €100,000,000")
    live.add("echo")
    assert live.care("bought echo 100,000,001").startswith("Is it")


def test_a_purchase_is_logged_told_and_taken_back(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    said = live.care("bought acme 1,200 EUR yesterday, spare parts", user="sam")
    assert said.startswith('*Acme* bought for €1,200 yesterday, noted: "spare parts".')
    [sign] = live.rows(SignOfLife)
    assert (sign.kind, sign.amount_minor, sign.day) == (PURCHASE, 1200_00, date(2026, 11, 17))
    assert "Last 365 days: *€1,200*" in live.care("worth acme")
    assert words(live.tap("sam", "Undo")).startswith("Taken back: *Acme*, a purchase.")
    assert live.rows(SignOfLife, undone_at=None) == []


def test_what_is_no_purchase_is_asked_about_and_nothing_is_saved(live: Live) -> None:
    live.add("acme")
    for typed, asked in (
        ("1200 USD", "Amounts are kept in EUR here"),
        ("1200 tomorrow", "On which day"),
        ("1.2.3", "I can't read"),
        ("-5", "What did *Acme* pay?"),
        ("minus 5", "What did *Acme* pay?"),
    ):
        said = live.care(f"bought acme {typed}")
        assert said.startswith(asked)
        assert f'you typed: "/care bought acme {typed}"' in said
    assert live.rows(SignOfLife) == []


def test_costs_are_set_in_a_form_that_keeps_what_was_typed(live: Live) -> None:
    company(live)
    live.care("worth", user="maria")
    [form] = live.tap("maria", "Costs…")["views"]
    wrong = live.practice.submit("maria", form["id"], {"sales": "130", "cost_lunch": "x"})
    assert set(wrong["errors"]) == {"sales", "cost_lunch"}
    right = live.practice.submit("maria", form["id"], {"sales": "62,5 %", "communicating": "120", "cost_lunch": "600"})
    assert "Kept. Worth is counted with these costs from now on" in form_words(right)
    said = live.care("worth acme")
    assert "revenue €4,000 less €2,500 cost of sales, €600 for touches and €" in said
    assert live.rows(Audit, action="costs")[0].after == {
        "sales": 6250,
        "touches": {"lunch": 600_00},
        "communicating": 120_00,
    }


def test_a_manager_sees_the_best_and_says_who_becomes_a_key_customer_one_by_one_or_all_at_once(live: Live) -> None:
    company(live)
    said = live.care("worth", user="maria")
    assert said.startswith("*What your customers are worth, last 365 days*: *€9,580*.")
    assert "The best 2 of 6 are worth €9,000." in said
    assert "No costs are set yet, so worth is revenue." in said
    assert "1. *Delta* €5,000 (stated)" in said
    done = words(live.tap("maria", "Yes, a key customer"))
    assert "✓ *Delta* is a key customer now" in done
    assert "1 is not yet:" in done
    assert [one.id for one in live.customers() if one.key] == ["delta"]
    live.tap("maria", "Undo")
    assert [one.id for one in live.customers() if one.key] == []
    live.care("worth", user="maria")
    assert "✓ *Delta* and *Acme* are key customers now" in words(live.tap("maria", "All 2 become key customers"))
    assert [one.id for one in live.customers() if one.key] == ["acme", "delta"]
    assert words(live.tap("maria", "Undo")).startswith("Taken back: whether they are a key customer, for")
    assert [one.id for one in live.customers() if one.key] == []


def test_a_no_is_remembered_for_a_year(live: Live) -> None:
    company(live)
    live.care("worth", user="maria")
    assert "I won't suggest it again for a year" in words(live.tap("maria", "No"))
    assert "Yes, a key customer" in str(live.shown("maria"))
    assert live.care("worth", user="maria").count("1 is not yet:") == 1
    assert [one.customer_id for one in live.rows(Decision, kind=NOT_KEY)] == ["delta"]


def test_the_unprofitable_are_managed_graded_down_or_ended(live: Live) -> None:
    company(live)
    live.add("newcomer", added_on=THURSDAY - timedelta(days=99), revenue_minor=1)
    said = live.care("worth", user="maria")
    assert "2 customers bring the last 2 % of revenue" in said
    assert "1 customer in its first 100 days is not judged yet." in said
    assert "✓ *Tiny* is kept and managed" in words(live.tap("maria", "Decide", option="Keep and manage", within="Tiny"))
    assert "✓ *Small* is E now" in words(live.tap("maria", "Decide", option="Make it E", within="Small"))
    [form] = live.tap("maria", "Decide", option="End it…", within="Small")["views"]
    live.practice.submit("maria", form["id"], {})
    assert [(one.id, one.state, one.left_reason) for one in live.customers() if one.id in ("small", "tiny")] == [
        ("small", "left", "ended"),
        ("tiny", "active", None),
    ]
    assert "1 customer is managed already" in live.care("worth", user="maria")
    assert [one.customer_id for one in live.rows(Decision, kind=MANAGED)] == ["tiny"]


def test_a_champion_sees_their_own_and_decides_nothing(live: Live) -> None:
    company(live)
    live.add("foreign", champion_id="U0BOB", revenue_minor=99_000_00)
    said = live.care("worth")
    assert said.startswith("*What the customers in your care are worth")
    assert "Foreign" not in said
    assert "Key customers?" not in said
    assert "That is" in live.care("worth foreign") or "Bob's care" in live.care("worth foreign")
    assert "Worth in the last 365 days: €4,000." in live.care("show acme")
    assert "Worth in the last 365 days" not in live.care("show acme", user="sam")


def test_home_opens_the_same_in_a_form_and_the_chart_comes_into_the_dm(live: Live) -> None:
    company(live)
    live.home("maria")
    [view] = live.tap_home("maria", "Worth")["views"]
    done = live.practice.click("maria", "worth_key", "delta", view=view["id"], block_id="key:delta")
    assert "✓ *Delta* is a key customer now" in form_words({"views": done["views"][:1]})
    live.care("worth", user="maria")
    live.tap("maria", "As a chart, in our DM")
    [chart] = [block for block in live.shown_brief("maria")["blocks"] if block["type"] == "data_visualization"]
    assert [point["value"] for point in chart["chart"]["series"][0]["data"]][:2] == [5000, 4000]


def test_a_customer_may_have_a_cost_of_sales_of_their_own(live: Live) -> None:
    company(live)
    live.care("show acme", user="maria")
    [form] = live.tap("maria", "…", option="Edit…")["views"]
    assert "sales" in live.practice.submit("maria", form["id"], {"sales": "120"})["errors"]
    live.practice.submit("maria", form["id"], {"sales": "25"})
    assert "revenue €4,000 less €1,000 cost of sales" in live.care("worth acme", user="maria")


def test_the_terminal_prints_the_same_and_writes_a_file(live: Live, tmp_path, capsys) -> None:
    company(live)
    known = Settings(_env_file=None, database_url=live.bot.storage.url)
    tell_worth(known, None, Console(width=200))
    assert "Communicating" in capsys.readouterr().out
    tell_worth(known, None, Console(width=80))
    narrow = capsys.readouterr().out
    assert "5000" in narrow
    assert "…" not in narrow
    assert "Communicating" not in narrow
    tell_worth(known, tmp_path / "worth.csv", Console(width=200))
    with (tmp_path / "worth.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Customer"]: row for row in csv.DictReader(file)}
    assert (rows["Delta"]["Worth"], rows["Delta"]["Stated"]) == ("5000", "stated")
    assert (rows["Acme"]["Worth"], rows["Acme"]["Stated"]) == ("4000", "")


def company(live: Live) -> None:
    """Six customers of Alice's: one with recorded purchases, four with stated revenue, one of whom nothing is known."""
    now, about = live.bot.clock.now(), {"team_id": TEAM, "champion_id": ALICE, "added_on": date(2026, 1, 5)}
    stated = {"acme": 5000_00, "delta": 5000_00, "middle": 400_00, "small": 100_00, "tiny": 80_00, "unsaid": None}
    tiers = {"delta": "B", "middle": "C", "small": "D", "tiny": "D"}
    with live.bot.storage.database.begin() as session:
        for id_, minor in stated.items():
            facts = {"id": id_, "name": id_.title(), "normal": id_, "tier": tiers.get(id_, "A"), "revenue_minor": minor}
            session.add(Customer(created_at=now, **about, **facts))
        session.flush()
        for id_ in stated:
            session.add(past_touch(id_, THURSDAY - timedelta(days=30), "lunch", now))
        for place, minor in enumerate((1500_00, 2500_00)):
            sign = {"customer_id": "acme", "kind": PURCHASE, "day": TODAY - timedelta(days=90 * place + 9)}
            session.add(SignOfLife(team_id=TEAM, amount_minor=minor, created_at=now, **sign))
