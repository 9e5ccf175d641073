"""Chart specification → neutral drawing in points. Writers paint the drawing; they know nothing of charts.

`draw` has matplotlib lay the signs down and writes them into a `Drawing`: the body of a chart under its title and subtitle,
a multiple of 6 points high, without white above its first sign. `NothingToDraw` (a ValueError) refuses a chart of fewer than two
comparable values; `refusal` asks beforehand. `alt` tells a chart in words, `svg` sets a drawing for the screen.
"""

from __future__ import annotations

from briefing.charts.alt import alt
from briefing.charts.draw import draw, refusal
from briefing.charts.drawing import Drawing, Label, Shape
from briefing.charts.errors import NothingToDraw
from briefing.charts.svg import svg

__all__ = ["Drawing", "Label", "NothingToDraw", "Shape", "alt", "draw", "refusal", "svg"]
