"""The measures of the charts in points, from `style.toml`; colours stay names, resolved by whoever paints."""

from __future__ import annotations

import tomllib
from typing import Any

from briefing import resources

_LOOK: dict[str, Any] = tomllib.loads((resources.template_folder() / "style.toml").read_text(encoding="utf-8"))
_CHART: dict[str, Any] = _LOOK["chart"]
COLORS: dict[str, str] = _LOOK["color"]

UNIT: float = _LOOK["page"]["unit"]
"""Every drawing is a multiple of this high."""
TOP = 0.0
"""White above the first sign: none, the writer keeps 6 between the words above a chart and its drawing."""

VALUE: float = _CHART["value"]
VALUE_SMALL: float = _CHART["value_small"]
DERIVED: float = _CHART["derived"]
LARGE: float = _CHART["large"]
COUNT: float = _CHART["count"]
LABEL: float = _CHART["label"]
QUIET: float = _CHART["quiet"]
NOTE: float = _CHART["note"]
LINE: float = _CHART["line"]
BAR: float = _CHART["bar"]
BAR_SMALL: float = _CHART["bar_small"]
GAP: float = _CHART["gap"]
LEAST: float = _CHART["least"]
ZERO: float = _CHART["zero"]
HOLLOW: float = _CHART["hollow"]
HAIR: float = _CHART["hair"]
SLOPE: float = _CHART["slope"]
DOTTED: tuple[float, ...] = tuple(_CHART["dotted"])
NOW: tuple[float, ...] = tuple(_CHART["now"])

MARK: float = _LOOK["mark"]["size"]
MARK_RISE: float = _LOOK["mark"]["rise"]
TAG: dict[str, float] = _LOOK["tag"]
BADGE: dict[str, float] = _LOOK["badge"]

RISE = 0.36
"""From the middle of a sign down to the baseline of a label beside it, in sizes of the label: half the height of a hanzi's ink."""
ASCENT = 0.88
DESCENT = 0.14
"""The ink of a line of text above and below its baseline, in sizes."""


def up(height: float) -> float:
    """`height` rounded up to the grid."""
    steps = int(height // UNIT)
    return (steps + (height - steps * UNIT > 0.01)) * UNIT


def middle(y: float, size: float) -> float:
    """The baseline of a label of `size` whose middle stands on `y`."""
    return y + size * RISE
