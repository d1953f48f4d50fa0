"""Amounts and days as spreadsheets write them: the whole column decides what a single cell leaves open."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.importing.figures import currency_in, decimal_mark, exchange, read_money
from models.importing.written_days import DayOrder, day_order, is_ambiguous, read_day

MARCH_FOURTH = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("column", "currency", "minor"),
    [
        (["1.234,56 €", "1.234", "12,50"], "EUR", [123456, 123400, 1250]),  # German
        (["$1,234.56", "1,234"], "USD", [123456, 123400]),  # American
        (["1 234,56", "1 234", "1\u202f234 €"], "EUR", [123456, 123400, 123400]),  # French, with its narrow blank
        (["1'234.50", "CHF 2’000.–"], "CHF", [123450, 200000]),  # Swiss
        (["12,34,567.89"], "INR", [123456789]),  # lakhs
        (["4273.00", "0.00", "110277.30"], "USD", [427300, 0, 11027730]),  # plain
        (["1.234", "2.000"], "EUR", [123400, 200000]),  # nothing proves decimals: they are thousands
        (["0.125", "1.234"], "USD", [13, 123]),  # a leading zero proves them
        (["1200", "¥1,200"], "JPY", [1200, 1200]),  # no minor units
        (["1.5"], "KWD", [1500]),  # three of them
        (["(12.00)", "-12.00", "12.00-", "− 3"], "USD", [-1200, -1200, -1200, -300]),
        (["12,- €", "EUR 3"], "EUR", [1200, 300]),
        (["", "-", "n/a"], "EUR", [None, None, None]),
    ],
)
def test_a_column_of_money_is_read_as_it_was_meant(column: list[str], currency: str, minor: list[int | None]) -> None:
    assert [read_money(cell, decimal_mark(column), currency) for cell in column] == minor


@pytest.mark.parametrize("cell", ["viel", "12 apples", "1.2.3", "01.02.2026", "12 13 14", "9" * 25, "1.234.56"])
def test_what_is_no_amount_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_money(cell, "", "EUR")


def test_in_a_column_that_contradicts_itself_an_ambiguous_cell_is_refused() -> None:
    mark = decimal_mark(["1,50", "1.50"])
    assert [read_money(cell, mark, "EUR") for cell in ("1,50", "1.50")] == [150, 150]
    with pytest.raises(ValueError, match=r"1\.234"):
        read_money("1.234", mark, "EUR")


@given(st.integers(-(10**14), 10**14), st.sampled_from([".", ","]))
def test_no_cent_is_lost(minor: int, mark: str) -> None:
    whole, cents = divmod(abs(minor), 100)
    thousands = "," if mark == "." else "."
    written = f"{'-' if minor < 0 else ''}{whole:,}".replace(",", thousands) + f"{mark}{cents:02}"
    assert read_money(written, decimal_mark([written]), "EUR") == minor


@pytest.mark.parametrize(
    ("text", "home", "currency"),
    [
        ("1,00 €", "USD", "EUR"),
        ("Umsatz (CHF)", "EUR", "CHF"),
        ("$5", "EUR", "USD"),
        ("$5", "CAD", "CAD"),  # at home in Canada it is theirs
        ("A$5", "CAD", "AUD"),
        ("Revenue", "EUR", None),
    ],
)
def test_currencies_are_known_by_code_and_sign(text: str, home: str, currency: str | None) -> None:
    assert currency_in(text, home) == currency


def test_an_amount_is_exchanged_into_the_minor_units_of_home() -> None:
    assert exchange(100_00, Decimal("0.92"), "USD", "EUR") == 92_00
    assert exchange(5_000, Decimal("0.0061"), "JPY", "EUR") == 30_50


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-04",
        "2026-03-04T23:30:00Z",
        "2026/3/4",
        "20260304",
        "04.03.2026",
        "4.3.26",
        "04.03.2026 10:15",
        "4 March 2026",
        "March 4, 2026",
        "Mar 4, 2026 3:30 PM",
        "04-Mar-26",
        "Mi., 4. März 2026",
        "4 mars 2026",
        "4 de marzo de 2026",
        "4 mrt 2026",
        "4 de março de 2026",
        "2026-Mar-04",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert read_day(written, DayOrder.UNPROVEN) == MARCH_FOURTH


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2026", "31/03/2026"], DayOrder.DAY_FIRST),
        (["03/04/2026", "03/31/2026"], DayOrder.MONTH_FIRST),
        (["03/04/2026", "4.5.2026"], DayOrder.DAY_FIRST),  # nobody puts a month before a dot
        (["03/04/2026", ""], DayOrder.UNPROVEN),
        (["31/03/2026", "03/31/2026"], DayOrder.MIXED),
        (["2026-03-31"], DayOrder.UNPROVEN),
    ],
)
def test_the_whole_column_decides_which_number_is_the_day(column: list[str], order: DayOrder) -> None:
    assert day_order(column) is order


def test_an_ambiguous_day_follows_its_column() -> None:
    assert read_day("03/04/2026", DayOrder.MONTH_FIRST) == MARCH_FOURTH
    assert read_day("04/03/2026", DayOrder.DAY_FIRST) == MARCH_FOURTH
    assert is_ambiguous("03/04/2026")
    assert not is_ambiguous("03/03/2026")


@pytest.mark.parametrize("written", ["soon", "31.02.2026", "45678", "2026", "13/13/2026", "4 Brumaire 2026"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_day(written, DayOrder.UNPROVEN)


def test_in_a_mixed_column_only_what_is_clear_is_read() -> None:
    assert read_day("31/03/2026", DayOrder.MIXED) == date(2026, 3, 31)
    assert read_day("03/03/2026", DayOrder.MIXED) == date(2026, 3, 3)
    with pytest.raises(ValueError, match="03/04/2026"):
        read_day("03/04/2026", DayOrder.MIXED)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        day = read_day(text, DayOrder.UNPROVEN)
    except ValueError:
        return
    assert isinstance(day, date)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        minor = read_money(text, decimal_mark([text]), "EUR")
    except ValueError:
        return
    assert minor is None or isinstance(minor, int)
