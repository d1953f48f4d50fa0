"""How one file writes its figures: read once from its whole columns, then used for each of its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from models.importing.figures import currency_in, decimal_mark, exchange, is_nothing, read_money
from models.importing.headers import Column, Layout
from models.importing.report import RefusedError, Trouble
from models.importing.spreadsheet import Sheet
from models.importing.tier_words import read_tiers
from models.importing.written_days import DayOrder, day_order, is_ambiguous, read_day

Answer = TypeVar("Answer")

MONEY = (Column.REVENUE, Column.AMOUNT)
DAYS = (Column.LAST_CONTACT, Column.LAST_ORDER, Column.LEFT_ON, Column.DAY)


@dataclass(frozen=True)
class FileStyle:
    """How to read one file's cells; `home` is the workspace's currency, `rates` what others are worth in it."""

    layout: Layout
    marks: Mapping[Column, str | None]
    orders: Mapping[Column, DayOrder]
    tiers: Mapping[str, str]
    guessed: Sequence[Column]
    usual: Mapping[Column, str]
    named: frozenset[str]
    home: str
    rates: Mapping[str, Decimal] = field(default_factory=dict)

    def money(self, cells: Sequence[str], column: Column) -> int | None:
        """Return an amount in the home currency's minor units, None where the cell says nothing."""
        text = self.layout.cell(cells, column)
        if is_nothing(text):
            return None
        currency = named_currency(self.layout, cells, column, self.home) or self.usual.get(column) or self.home
        if currency != self.home and currency not in self.rates:
            raise RefusedError(Trouble.OTHER_CURRENCY, currency)
        try:
            minor = read_money(text, self.marks[column], currency)
        except ValueError as error:
            raise RefusedError(Trouble.NO_MONEY, text) from error
        if minor is None or currency == self.home:
            return minor
        return exchange(minor, self.rates[currency], currency, self.home)

    def day(self, cells: Sequence[str], column: Column, latest: date) -> date | None:
        """Return the day in a cell, None where it says nothing; what is past must not lie after `latest`."""
        text = self.layout.cell(cells, column)
        if is_nothing(text):
            return None
        try:
            day = read_day(text, self.orders[column])
        except ValueError as error:
            raise RefusedError(Trouble.NO_DAY, text) from error
        if day > latest:
            raise RefusedError(Trouble.FUTURE_DAY, text)
        return day


def style_of(
    sheet: Sheet, layout: Layout, home: str, *, month_first: bool, rates: Mapping[str, Decimal] | None = None
) -> FileStyle:
    """Read a whole file's columns to know how it writes money, days and tiers.

    `month_first` says how to read days such as 03/04/2026 where the column proves no order.
    """
    seen: dict[Column, set[str]] = {column: set() for column in (*MONEY, *DAYS, Column.TIER) if column in layout}
    named: set[str | None] = set()
    for row in sheet.rows():
        for column, cells in seen.items():
            cells.add(layout.cell(row.cells, column))
        for column in MONEY:
            if not is_nothing(layout.cell(row.cells, column)):
                named.add(named_currency(layout, row.cells, column, home))
    usual = {column: currency for column in MONEY if (currency := _usual_currency(layout, column, seen, home))}
    guessed = [c for c in DAYS if c in seen and _is_guess(seen[c])]
    unproven = DayOrder.MONTH_FIRST if month_first else DayOrder.DAY_FIRST
    return FileStyle(
        layout=layout,
        marks=_each(decimal_mark, seen, MONEY),
        orders={c: unproven if c in guessed else order for c, order in _each(day_order, seen, DAYS).items()},
        tiers=read_tiers(layout.title(Column.TIER), seen[Column.TIER]) if Column.TIER in layout else {},
        guessed=guessed,
        usual=usual,
        named=frozenset(currency for currency in (*named, *usual.values()) if currency),
        home=home,
        rates=rates or {},
    )


def named_currency(layout: Layout, cells: Sequence[str], column: Column, home: str) -> str | None:
    """Return the currency of an amount as its row's currency cell says, else as stands beside the amount.

    A currency cell that names none is returned as it is, so that it is refused and shown.
    """
    told = layout.cell(cells, Column.CURRENCY)
    if not is_nothing(told):
        return currency_in(told, home) or currency_in(told.upper(), home) or told
    return currency_in(layout.cell(cells, column), home)


def _usual_currency(layout: Layout, column: Column, seen: Mapping[Column, set[str]], home: str) -> str | None:
    """Return the currency of amounts that name none: as the header says, else the only one named beside the others."""
    beside = {currency for cell in seen.get(column, ()) if (currency := currency_in(cell, home))}
    return layout.currency(column, home) or (beside.pop() if len(beside) == 1 else None)


def _is_guess(cells: set[str]) -> bool:
    return day_order(cells) is DayOrder.UNPROVEN and any(map(is_ambiguous, cells))


def _each(
    ask: Callable[[set[str]], Answer], seen: Mapping[Column, set[str]], columns: Sequence[Column]
) -> dict[Column, Answer]:
    return {column: ask(seen[column]) for column in columns if column in seen}
