"""The picture of a profile: three bands as wide as their shares, advocates on top, beside the ideal."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

NAMES = ("Bought once", "Came back", "Advocates")
COLOURS = ("#c9ced6", "#5b8def", "#1f9d74")
INK = "#1d1c1d"
INCHES, DOTS = (8.0, 3.4), 140
LEAST = 0.5
"""A band of nobody is drawn this wide, in percent, so that it is seen that there is none."""
NARROW = 18
"""Beside a narrower band stands its label, not inside."""

Shares = Sequence[int]
Labels = Sequence[str]


def draw_profile(now: Shares, labels: Labels, ideal: Shares | None) -> bytes:
    """Return a PNG of the shares in percent, who bought once, came back, speaks for us, and of the ideal if any.

    `labels` stand on the bands of today. matplotlib is imported here: it takes half a second and much memory, and most
    of the time nobody draws.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=INCHES, dpi=DOTS, layout="constrained")
    shapes = [("Now", now, labels), *([("Ideal", ideal, [f"{share} %" for share in ideal])] if ideal else [])]
    for place, (title, shares, said) in enumerate(shapes, start=1):
        axes = figure.add_subplot(1, len(shapes), place)
        _draw(axes, shares, said)
        axes.set_title(title, fontsize=13)
        axes.set_yticks(range(3), NAMES if place == 1 else [""] * 3, fontsize=11)
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _draw(axes: Any, shares: Shares, labels: Labels) -> None:
    for level, (share, label) in enumerate(zip(shares, labels, strict=True)):
        width = max(share, LEAST)
        axes.barh(level, width, left=-width / 2, height=0.94, color=COLOURS[level])
        x, side = (width / 2 + 2, "left") if share < NARROW else (0, "center")
        axes.text(x, level, label, ha=side, va="center", fontsize=13, color=INK)
    axes.set_xlim(-52, 52)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
