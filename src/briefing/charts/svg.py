"""A drawing as SVG for pages on screen: selectable text, typed runs as data attributes, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from briefing.charts import style
from briefing.charts.drawing import Drawing, Label, Shape
from briefing.charts.words import Measure

_FAMILIES = {"hei": "BriefingHei", "song": "BriefingSong"}
_FALLBACK = {"hei": "'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif", "song": "'Noto Serif SC','Songti SC',SimSun,serif"}


def svg(drawing: Drawing, alt: str, faces: Measure, colors: Mapping[str, str] | None = None) -> str:
    """One ``<svg>`` element, 1 unit a point. `alt` names it for screen readers; `faces` measures the frames of tags. Numbers
    carry ``data-kind`` and ``data-ref`` of their run, source marks a link to their anchor."""
    named = colors or style.COLORS
    size = f"{_n(drawing.width)} {_n(drawing.height)}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" aria-label={quoteattr(alt)}>'
    body = "".join(_shape(item, named) if isinstance(item, Shape) else _label(item, named, faces) for item in drawing.items)
    return f"{head}{body}</svg>"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _color(name: str | None, named: Mapping[str, str]) -> str:
    if name is None:
        return "none"
    return name if name.startswith("#") else named[name]


def _shape(shape: Shape, named: Mapping[str, str]) -> str:
    path = "".join(op + " ".join(_n(value) for value in values) for op, values in shape.commands)
    stroke = ""
    if shape.stroke:
        stroke = f' stroke="{_color(shape.stroke, named)}" stroke-width="{_n(shape.width)}"'
    if shape.dash:
        stroke += f' stroke-dasharray="{" ".join(_n(value) for value in shape.dash)}"'
    return f'<path d="{path}" fill="{_color(shape.fill, named)}"{stroke}/>'


def _label(label: Label, named: Mapping[str, str], faces: Measure) -> str:
    role = label.face.removesuffix("-bold")
    kind = "song" if role not in _FAMILIES else role
    bold = ' font-weight="700"' if label.face.endswith("-bold") else ""
    data = ""
    if label.run is not None:
        data = f" data-kind={quoteattr(label.run.kind)}" + (f" data-ref={quoteattr(label.run.ref)}" if label.run.ref else "")
    # The width the label was laid out with holds whatever font the screen has.
    length = f' textLength="{_n(faces.width(label.text, label.face, label.size))}"' if len(label.text) > 1 else ""
    text = (
        f'<text x="{_n(label.x)}" y="{_n(label.y)}" font-family="{_FAMILIES[kind]},{_FALLBACK[kind]}" font-size="{_n(label.size)}"'
        f'{bold}{length} fill="{_color(label.color, named)}"{data}>{escape(label.text)}</text>'
    )
    if label.link:
        text = f"<a href={quoteattr('#' + label.link)}>{text}</a>"
    return _frame(label, named, faces) + text


def _frame(label: Label, named: Mapping[str, str], faces: Measure) -> str:
    if label.box is None:
        return ""
    badge = label.box.startswith("badge")
    look = style.BADGE if badge else style.TAG
    pad, height, drop = look["pad"], look["height"], look["drop"]
    fill = {"filled": "g5", "badge-first": "red"}.get(label.box)
    line = look["line"] if label.box in ("outline", "badge") else 0.0
    stroke = f' stroke="{named["ink"]}" stroke-width="{line}"' if line else ""
    width = faces.width(label.text, label.face, label.size) + 2 * pad
    return (
        f'<rect x="{_n(label.x - pad)}" y="{_n(label.y + drop - height)}" width="{_n(width)}" height="{_n(height)}"'
        f' fill="{_color(fill, named)}"{stroke}/>'
    )
