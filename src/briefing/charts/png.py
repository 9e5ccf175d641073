"""A drawing as a picture for programs that take no vectors, painted by matplotlib's Agg."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import Any

from briefing import resources
from briefing.charts import style
from briefing.charts.drawing import Drawing, Label, Shape
from briefing.threads import DRAWING

_FILES = {
    "hei": "BriefingHei-Regular.ttf",
    "hei-bold": "BriefingHei-Bold.ttf",
    "song": "BriefingSong-Regular.ttf",
    "song-bold": "BriefingSong-Bold.ttf",
}
_BOXES = {
    "outline": (style.TAG, None),
    "filled": (style.TAG, "g5"),
    "badge": (style.BADGE, None),
    "badge-first": (style.BADGE, "red"),
}


def png(drawing: Drawing, *, dots: int = 220, colors: Mapping[str, str] | None = None) -> bytes:
    """PNG of a drawing at `dots` per inch, on white; the same drawing gives the same bytes."""
    with DRAWING:
        return _painted(drawing, dots, colors or style.COLORS)


def _painted(drawing: Drawing, dots: int, named: Mapping[str, str]) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=dots, facecolor="white")
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), frameon=False)
    axes.set_axis_off()
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(drawing.height, 0)
    for order, item in enumerate(drawing.items):
        if isinstance(item, Shape):
            _shape(axes, item, named, order)
        else:
            _label(axes, item, named, order)
    out = io.BytesIO()
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})
    return out.getvalue()


def _color(name: str | None, named: Mapping[str, str]) -> str:
    if name is None:
        return "none"
    return name if name.startswith("#") else named[name]


def _shape(axes: object, shape: Shape, named: Mapping[str, str], order: int) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    kinds: dict[str, tuple[Any, ...]] = {"M": (Path.MOVETO,), "L": (Path.LINETO,), "C": (Path.CURVE4,) * 3, "Z": (Path.CLOSEPOLY,)}
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for name, values in shape.commands:
        pairs = list(zip(values[::2], values[1::2], strict=True)) or [(0.0, 0.0)]
        points += pairs
        codes += kinds[name]
    line = (0, tuple(step / shape.width for step in shape.dash)) if shape.dash and shape.width else "-"
    patch = PathPatch(
        Path(points, codes),
        facecolor=_color(shape.fill, named),
        edgecolor=_color(shape.stroke, named),
        linewidth=shape.width if shape.stroke else 0.0,
        linestyle=line,
        zorder=order,
        clip_on=False,
    )
    axes.add_patch(patch)  # type: ignore[attr-defined]


@cache
def _drawn(file: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(resources.font_file(file))).get_charmap())


def _file(label: Label) -> str:
    """The font of the label's face; the fullest one when that lacks a character of it."""
    own = _FILES.get(label.face, _FILES["hei"])
    return own if all(ord(c) in _drawn(own) for c in label.text) else _FILES["song"]


def _label(axes: object, label: Label, named: Mapping[str, str], order: int) -> None:
    from matplotlib.font_manager import FontProperties

    font = FontProperties(fname=str(resources.font_file(_file(label))), size=label.size)
    box = None
    if label.box:
        look, fill = _BOXES[label.box]
        box = {
            "boxstyle": f"square,pad={look['pad'] / label.size}",
            "facecolor": _color(fill, named) if fill else "white",
            "edgecolor": _color("ink", named) if fill is None else "none",
            "linewidth": look["line"],
        }
    axes.text(  # type: ignore[attr-defined]
        label.x, label.y, label.text, fontproperties=font, color=_color(label.color, named), va="baseline", ha="left",
        zorder=order, bbox=box, parse_math=False,
    )  # fmt: skip
