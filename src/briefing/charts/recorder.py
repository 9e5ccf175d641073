"""matplotlib draws, this room listens: a renderer that writes paths and texts down as a neutral drawing, one point a point.

Imported only where a chart is drawn: matplotlib costs half a second. Nothing of the host program's matplotlib is touched or
trusted: no pyplot, no registered fonts, and every property that rcParams could give a default to is set here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from briefing import resources
from briefing.charts.drawing import Command, Drawing, Label, Shape
from briefing.charts.words import Measure, Word

_FILES = {"hei": "BriefingHei-Regular.ttf", "hei-bold": "BriefingHei-Bold.ttf", "song": "BriefingSong-Regular.ttf"}


@dataclass(frozen=True, slots=True)
class Ink:
    """How a path is painted, by names: what matplotlib's colours cannot carry."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()


@lru_cache(maxsize=64)
def _font(face: str, size: float) -> Any:
    return FontProperties(fname=str(resources.font_file(_FILES[face])), size=size)


def _plain(artist: Any, gid: int) -> Any:
    """Strips what a host's rcParams may have put on an artist, and gives it its number in the side table."""
    artist.set_gid(str(gid))
    artist.set_sketch_params(None)
    artist.set_path_effects([])
    artist.set_snap(False)
    artist.set_clip_on(False)
    artist.set_zorder(gid)
    return artist


def path_artist(vertices: Sequence[tuple[float, float]], closed: bool, ink: Ink, gid: int) -> Any:
    """A broken line or a polygon."""
    if not closed:
        line = Line2D(*zip(*vertices, strict=True), color="k", linewidth=ink.width, linestyle="-", marker="", drawstyle="default")
        return _plain(line, gid)
    return _patch(Path([*vertices, vertices[0]], closed=True), ink, gid)


def circle_artist(x: float, y: float, radius: float, ink: Ink, gid: int) -> Any:
    return _patch(Path.circle((x, y), radius), ink, gid)


def _patch(path: Any, ink: Ink, gid: int) -> Any:
    stroke = "k" if ink.stroke else "none"
    patch = PathPatch(path, facecolor="k" if ink.fill else "none", edgecolor=stroke, linewidth=ink.width, linestyle="-", hatch=None)
    return _plain(patch, gid)


def text_artist(x: float, y: float, word: Word, gid: int) -> Any:
    text = Text(
        x, y, word.text, fontproperties=_font(word.face, word.size), color="k", usetex=False, parse_math=False, wrap=False,
        horizontalalignment="left", verticalalignment="baseline",
    )  # fmt: skip
    return _plain(text, gid)


def record(artists: Sequence[Any], table: Sequence[Ink | Word], width: float, height: float, faces: Measure) -> Drawing:
    """Draws the artists (given in points, y down) on a figure of `width` by `height` points and returns what was drawn."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
    down = Affine2D.from_values(1, 0, 0, -1, 0, height)
    for artist in artists:
        artist.set_transform(down)
        figure.add_artist(artist)
    recorder = Recorder(width, height, table, faces)
    figure.draw(recorder)
    return Drawing(width, height, tuple(recorder.items))


class Recorder(RendererBase):
    """Writes down what it is told to draw. `table` gives the colour names and the typed run behind an artist's gid."""

    def __init__(self, width: float, height: float, table: Sequence[Ink | Word], faces: Measure) -> None:
        super().__init__()
        self.items: list[Shape | Label] = []
        self._size = (width, height)
        self._table = table
        self._faces = faces
        self._now: Ink | Word | None = None

    def open_group(self, s: str, gid: str | None = None) -> None:
        self._now = self._table[int(gid)] if gid is not None else None

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def flipy(self) -> bool:
        return False

    def new_gc(self) -> Any:
        return GraphicsContextBase()

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        size = prop.get_size_in_points()
        width = self._faces.width(s, self._now.face, size) if isinstance(self._now, Word) else 0.0
        return width, size, size * 0.12

    def _get_font_height_metrics(self, prop: Any) -> tuple[float, float, float]:
        """Spares matplotlib 3.11 opening the font file: a single line stands on its baseline whatever its height."""
        size = prop.get_size_in_points()
        return size * 0.88, size * 0.12, 0.0

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
        ink = self._now
        if isinstance(ink, Ink):
            commands = _commands(path, transform, self._size[1])
            self.items.append(Shape(commands, ink.fill, ink.stroke, ink.width if ink.stroke else 0.0, ink.dash))

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        word = self._now
        if isinstance(word, Word):
            link = word.run.link if word.run else None
            at = (_round(x), _round(self._size[1] - y))
            self.items.append(Label(*at, s, word.face, word.size, word.color, word.run, word.box, link))


def _round(value: float) -> float:
    return round(float(value), 3) + 0.0


def _commands(path: Any, transform: Any, height: float) -> tuple[Command, ...]:
    """matplotlib's path as drawing commands, y turned back down."""
    points = [(_round(x), _round(height - y)) for x, y in transform.transform(path.vertices).tolist()]
    codes = path.codes.tolist() if path.codes is not None else [Path.MOVETO] + [Path.LINETO] * (len(points) - 1)
    out: list[Command] = []
    at = 0
    while at < len(points):
        code = codes[at]
        if code == Path.CURVE4:
            out.append(("C", points[at] + points[at + 1] + points[at + 2]))
            at += 3
            continue
        if code == Path.CLOSEPOLY:
            out.append(("Z", ()))
        elif code in (Path.MOVETO, Path.LINETO):
            out.append(("M" if code == Path.MOVETO else "L", points[at]))
        at += 1
    return tuple(out)
