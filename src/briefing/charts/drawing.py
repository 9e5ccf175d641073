"""A finished drawing: shapes and labels in painting order, in points, x to the right and **y down** from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.run import Run

Command = tuple[str, tuple[float, ...]]
"""``("M", (x, y))``, ``("L", (x, y))``, ``("C", (x1, y1, x2, y2, x, y))``, ``("Z", ())``."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, filled and stroked. Colours are names of `style.toml` (ink, g3, red …) or ``#RRGGBB``."""

    commands: tuple[Command, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A piece of text from `x` on the baseline `y`, left aligned. `run` is the typed run it prints (None: words of the chart that
    hold no number); `text` is the run's own text or, of a name set on several lines or cut short, a part of it. `box` frames it as
    a tag or badge: `x` is where the text begins, the frame reaches its padding (2 a tag, 3 a badge) further on both sides."""

    x: float
    y: float
    text: str
    face: str
    size: float
    color: str = "ink"
    run: Run | None = None
    box: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    items: tuple[Shape | Label, ...]
