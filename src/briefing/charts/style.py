"""The measures of the charts (points) and the words they share; colours are names of `style.toml`, resolved by whoever paints."""

from __future__ import annotations

UNIT = 6.0
"""Every drawing is a multiple of this high."""
TOP = 0.0
"""White above the first sign: none, the writer keeps 6 between the words above a chart and its drawing."""

VALUE = 10.5
VALUE_SMALL = 8.5
DERIVED = 9.0
LABEL = 8.5
NOTE = 7.5
QUIET = 8.0
MARK = 6.5
MARK_RISE = 3.2
TAG = 6.5
TAG_PAD = 2.0
TAG_GAP = 3.0
BADGE = 7.5
BADGE_PAD = 3.0
LINE = 12.0
"""Distance of two lines of a wrapped label."""

ZERO = 0.75
HOLLOW = 0.9
HAIR = 0.35
DOTTED = (1.0, 1.4)
NOW_DASH = (3.0, 1.6)
GAP = 5.0
"""Between the end of a bar and its value."""
LEAST = 0.9
"""A value that is not zero is never drawn shorter than this."""

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
