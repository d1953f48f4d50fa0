"""Slack's blocks for data: the chart (data_visualization, since June 2026) and the table, with their limits."""

from collections.abc import Iterator
from typing import Any

from practice.block_checks import NUMBER, OBJECT, Check, many, one_of, shape, string, variant, wrong

LABEL = string(20)
POINT = shape({"label": LABEL, "value": NUMBER}, {})
SERIES = shape({"name": LABEL, "data": many(POINT, 1, 20)}, {})
AXES = shape({"categories": many(LABEL, 1, 20)}, {"x_label": string(50), "y_label": string(50)})


def _distinct(names: list[str], what: str, place: str) -> Iterator[str]:
    if len(names) != len(set(names)):
        yield wrong(f"{what} must be unique", place)


def pie_adds_up(chart: dict[str, Any], place: str) -> Iterator[str]:
    """A rule: slices are greater than zero and have names of their own."""
    yield from _distinct([segment["label"] for segment in chart["segments"]], "labels", f"{place}/segments")
    if any(segment["value"] <= 0 for segment in chart["segments"]):
        yield wrong("values must be greater than 0", f"{place}/segments")


def series_fit_axes(chart: dict[str, Any], place: str) -> Iterator[str]:
    """A rule: every series has exactly one point for each category, and names differ."""
    categories = chart["axis_config"]["categories"]
    yield from _distinct(categories, "categories", f"{place}/axis_config/categories")
    yield from _distinct([series["name"] for series in chart["series"]], "series names", f"{place}/series")
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            yield wrong("must have one point for each category", f"{place}/series/{index}/data")


def plotted(kind: str) -> Check:
    return shape({"type": one_of(kind), "series": many(SERIES, 1, 6), "axis_config": AXES}, {}, series_fit_axes)


PIE = shape({"type": one_of("pie"), "segments": many(POINT, 1, 6)}, {}, pie_adds_up)
CHART = variant({"pie": PIE} | {kind: plotted(kind) for kind in ("bar", "line", "area")}, "a chart")
DATA_VISUALIZATION = shape(
    {"type": one_of("data_visualization"), "title": string(50), "chart": CHART}, {"block_id": string(255)}
)

CELL = variant(
    {
        "raw_text": shape({"type": one_of("raw_text"), "text": string(10_000)}, {}),
        "rich_text": shape({"type": one_of("rich_text"), "elements": many(OBJECT, 1, 100)}, {}),
        "raw_number": shape({"type": one_of("raw_number"), "value": NUMBER}, {}),
    },
    "a table cell",
)
TABLE = shape(
    {"type": one_of("table"), "rows": many(many(CELL, 1, 20), 1, 100)},
    {"block_id": string(255), "column_settings": many(OBJECT, 1, 20)},
)
