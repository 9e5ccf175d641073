"""The sheet a chart is laid out on: points, x right, y down, nothing known of matplotlib outside it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from briefing.charts import style
from briefing.charts.words import Measure, Word, extent

if TYPE_CHECKING:
    from briefing.charts.drawing import Drawing
    from briefing.charts.recorder import Ink

Anchor = Literal["left", "middle", "right"]
Frame = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@lru_cache(maxsize=1)
def _recorder() -> ModuleType:
    """matplotlib, imported when the first chart is drawn. Where it has no home for its cache it would say so on stderr: no
    matter of ours, we draw with our own font files."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        return import_module("briefing.charts.recorder")
    finally:
        logger.setLevel(level)


class Sheet:
    """Collects matplotlib artists; `finish` has them drawn and written down. Later signs lie on earlier ones."""

    def __init__(self, width: float, faces: Measure) -> None:
        self.width = width
        self.faces = faces
        self._recorder = _recorder()
        self._artists: list[Any] = []
        self._table: list[Ink | Word] = []

    def _ink(self, fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...] = ()) -> Ink:
        ink: Ink = self._recorder.Ink(fill, stroke, width if stroke else 0.0, dash)
        self._table.append(ink)
        return ink

    def line(self, *points: tuple[float, float], color: str, width: float, dash: tuple[float, ...] = ()) -> None:
        ink = self._ink(None, color, width, dash)
        self._artists.append(self._recorder.path_artist(points, False, ink, len(self._table) - 1))

    def polygon(
        self, points: Sequence[tuple[float, float]], fill: str | None = None, stroke: str | None = None, width: float = 0.0
    ) -> None:
        ink = self._ink(fill, stroke, width)
        self._artists.append(self._recorder.path_artist(points, True, ink, len(self._table) - 1))

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str | None = None, stroke: str | None = None, line: float = 0.0
    ) -> None:
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.polygon(corners, fill, stroke, line)

    def circle(
        self, x: float, y: float, radius: float, fill: str | None = None, stroke: str | None = None, width: float = 0.0
    ) -> None:
        ink = self._ink(fill, stroke, width)
        self._artists.append(self._recorder.circle_artist(x, y, radius, ink, len(self._table) - 1))

    def diamond(
        self, x: float, y: float, radius: float, fill: str | None = None, stroke: str | None = None, width: float = 0.0
    ) -> None:
        self.polygon(((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), fill, stroke, width)

    def put(self, x: float, y: float, items: Word | Iterable[Word], anchor: Anchor = "left") -> Frame:
        """Sets words on the baseline `y`; `x` is their left end, middle or right end. Returns the box they fill."""
        row = (items,) if isinstance(items, Word) else tuple(items)
        whole = extent(row, self.faces)
        at = x - {"left": 0.0, "middle": whole / 2, "right": whole}[anchor]
        start = at
        size = 0.0
        for item in row:
            at += item.before
            self._table.append(item)
            self._artists.append(self._recorder.text_artist(at, y - item.rise, item, len(self._table) - 1))
            at += self.faces.width(item.text, item.face, item.size) + item.after
            size = max(size, item.size)
        return (start, y - size * style.ASCENT, at, y + size * style.DESCENT)

    def finish(self, height: float) -> Drawing:
        """The finished drawing, `height` rounded up to the grid."""
        drawing: Drawing = self._recorder.record(self._artists, self._table, self.width, style.up(height), self.faces)
        return drawing
