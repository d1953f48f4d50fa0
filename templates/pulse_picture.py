"""The picture of a pulse: a web of sixteen areas, from 1 in the middle to 5 at the rim, a line for each group."""

from collections.abc import Sequence
from io import BytesIO
from math import nan, pi, sin
from typing import Any

from templates import environment

NAMES = {"front_line": "Front line", "managers": "Managers", "everybody": "All together"}
COLOURS = {"front_line": "#1f9d74", "managers": "#5b8def", "everybody": "#1f9d74"}
INCHES, DOTS = (8.0, 6.4), 120
LEAST, MOST = 1, 5
BESIDE = 0.1
"""Names of areas further from the middle than this stand beside the web, the others above and below."""

Line = tuple[str, Sequence[float | None]]


def draw_pulse(areas: Sequence[str], lines: Sequence[Line], before: Sequence[Line]) -> bytes:
    """Return a PNG of each group's mean by area, dashed the pulse before; an area without a mean is a gap.

    `areas` are keys, in the order in which they stand clockwise.
    matplotlib is imported here: it takes half a second and much memory, and most of the time nobody draws.
    """
    from matplotlib.figure import Figure

    names: dict[str, str] = vars(environment().get_template("pulse/_words.j2").module)["NAMES"]
    figure = Figure(figsize=INCHES, dpi=DOTS, layout="constrained")
    axes: Any = figure.add_subplot(1, 1, 1, projection="polar")
    angles = [2 * pi * place / len(areas) for place in range(len(areas))]
    for drawn, style, then in ((before, "--", ", the pulse before"), (lines, "-", "")):
        for group, means in drawn:
            values = [nan if mean is None else mean for mean in means]
            label = NAMES[group] + then
            width, strength = (2.2, 1.0) if style == "-" else (1.2, 0.6)
            line = (*angles, angles[0]), (*values, values[0])
            axes.plot(*line, style, color=COLOURS[group], linewidth=width, alpha=strength, label=label)
    axes.set_theta_offset(pi / 2)
    axes.set_theta_direction(-1)
    axes.set_ylim(LEAST - 0.5, MOST)
    axes.set_yticks(
        range(LEAST, MOST + 1), [str(score) for score in range(LEAST, MOST + 1)], fontsize=9, color="#696969"
    )
    axes.set_xticks(angles, [names[area] for area in areas], fontsize=10)
    for angle, label in zip(angles, axes.get_xticklabels(), strict=True):
        label.set_horizontalalignment("left" if sin(angle) > BESIDE else "right" if sin(angle) < -BESIDE else "center")
    axes.grid(color="#d5d9e0")
    axes.spines["polar"].set_color("#d5d9e0")
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=10)
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()
