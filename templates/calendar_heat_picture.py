"""The picture of a year ahead: a square for each day, weeks side by side, darker where more is planned."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any, Protocol

from babel import Locale
from babel.dates import format_skeleton

from templates.reader import Reader, locale_named

SHADES = ("#c6dbf7", "#93b9ef", "#5b8def", "#2f63c9", "#173f8f")
LIGHT = 2
"""On so many shades, the lightest, dark figures are read."""
EMPTY, OFF, CLOSED, INK, EDGE = "#f3f4f6", "#d5d8dd", "#ffffff", "#1d1c1d", "#8d939c"
HATCH = "////"
INCHES, DOTS = (7.2, 3.7), 170
WEEKS_A_ROW = 27
GAP = 0.1
SIDE = 1 - GAP
PLACE = {"left": 0.06, "right": 0.995, "top": 0.92, "bottom": 0.11, "hspace": 0.22}
FEWEST_WEEKS = 3
"""So many weeks a month has to begin before the next one for its name to have room."""


class Day(Protocol):
    """A day as it is drawn: how much is planned, whether it is kept free, whether nobody works."""

    @property
    def day(self) -> date: ...

    @property
    def count(self) -> int: ...

    @property
    def closed(self) -> bool: ...

    @property
    def off(self) -> bool: ...


def draw_heat(days: Sequence[Day], reader: Reader) -> bytes:
    """Return a PNG of the year in two rows of weeks, from the week of the first day.

    matplotlib is imported here: it takes half a second and much memory, and most of the time nobody draws.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch, Rectangle

    figure, locale, step = Figure(figsize=INCHES, dpi=DOTS), locale_named(reader.locale), _step(days)
    figure.subplots_adjust(**PLACE)
    monday = days[0].day - timedelta(days=days[0].day.weekday())
    weekdays = sorted({one.day.weekday() for one in days})
    rows = [figure.add_subplot(2, 1, place) for place in (1, 2)]
    for place, axes in enumerate(rows):
        _frame(axes, monday + timedelta(weeks=WEEKS_A_ROW * place), weekdays, locale)
    for one in days:
        row, column = divmod((one.day - monday).days // 7, WEEKS_A_ROW)
        x, y = column + GAP / 2, weekdays.index(one.day.weekday()) + GAP / 2
        rows[row].add_artist(Rectangle((x, y), SIDE, SIDE, **_look(one, step)))
        if one.count:
            ink = INK if _shade(one.count, step) < LIGHT else "white"
            about: dict[str, Any] = {"ha": "center", "va": "center_baseline", "fontsize": 9, "color": ink}
            rows[row].text(x + SIDE / 2, y + SIDE / 2, str(one.count), **about)
    handles = [Patch(color=shade, label=_label(level, step)) for level, shade in enumerate(_used(days, step))]
    handles += [Patch(label=label, **look) for label, look in _rests(days)]
    figure.legend(handles=handles, loc="lower center", ncols=7, frameon=False, fontsize=10)
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _step(days: Sequence[Day]) -> int:
    """Return how many counts share a shade, so that the five are enough."""
    return max(1, -(-max(one.count for one in days) // len(SHADES)))


def _shade(count: int, step: int) -> int:
    return (count - 1) // step


def _used(days: Sequence[Day], step: int) -> Sequence[str]:
    return SHADES[: _shade(max(one.count for one in days), step) + 1]


def _label(level: int, step: int) -> str:
    first, last = level * step + 1, (level + 1) * step
    return f"{first}–{last}" if step > 1 else f"{first} touch" if first == 1 else str(first)


def _look(one: Day, step: int) -> dict[str, Any]:
    plain = CLOSED if one.closed else OFF if one.off else EMPTY
    look = {"facecolor": SHADES[_shade(one.count, step)] if one.count else plain, "linewidth": 0.0}
    return look | ({"edgecolor": EDGE, "hatch": HATCH, "linewidth": 0.5} if one.closed else {})


def _rests(days: Sequence[Day]) -> list[tuple[str, dict[str, Any]]]:
    """Return what stands for days without touches, of those that there are."""
    free = next((_look(one, 1) for one in days if one.off and not one.count), None)
    kept = next((_look(one, 1) for one in days if one.closed and not one.count), None)
    return [(label, look) for label, look in (("day off", free), ("kept free", kept)) if look]


def _frame(axes: Any, monday: date, weekdays: Sequence[int], locale: Locale) -> None:
    """Write the weekdays beside and the months above, each where its first Monday stands."""
    axes.set_xlim(0, WEEKS_A_ROW)
    axes.set_ylim(len(weekdays), 0)
    names = [format_skeleton("E", monday + timedelta(days=weekday), locale=locale) for weekday in weekdays]
    axes.set_yticks([place + 0.5 for place in range(len(weekdays))], names, fontsize=10)
    mondays = [monday + timedelta(weeks=week) for week in range(WEEKS_A_ROW)]
    begins = [week for week, day in enumerate(mondays) if day.day <= 7]
    begins = [*([0] if begins[0] >= FEWEST_WEEKS else []), *begins]
    shown = [("yMMM" if mondays[week].month == 1 else "MMM", mondays[week]) for week in begins]
    months = [format_skeleton(skeleton, day, locale=locale) for skeleton, day in shown]
    axes.set_xticks([week + 0.5 for week in begins], months, fontsize=10)
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    for side in axes.spines.values():
        side.set_visible(False)
