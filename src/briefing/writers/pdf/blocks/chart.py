"""Charts: the finding as title under a rule, unit and source under it, the drawing, a note; one piece of the page."""

from __future__ import annotations

from briefing.charts import draw
from briefing.model.chart import Chart
from briefing.writers.pdf.flow import Op, Picture, Slab, Text
from briefing.writers.pdf.setting import Place, Setter, plain


def chart(block: Chart, setter: Setter, place: Place) -> list[Slab]:
    """A chart drawn at its final width; its height is rounded up to a multiple of 6."""
    ops: list[Op] = [setter.rule(place.width, "block")]
    top = 0.0
    for role, words in (("chart-title", block.title), ("subtitle", block.subtitle)):
        look = setter.role(role)
        node = place.node.add("P") if words else place.node
        for line in (setter.titled if role == "chart-title" else setter.worded)(words, role, place.width):
            ops.append(Text(0.0, top + look.base, line, node))
            top += look.line
    top += 6.0
    drawing = draw(block, place.width, setter.faces)
    ops.append(Picture(0.0, top, drawing, place.node.add("Figure", alt=block.alt)))
    top += -(-drawing.height // 6) * 6
    if block.note:
        look = setter.role("foot")
        node = place.node.add("P")
        for line in setter.lines(block.note, "foot", place.width):
            ops.append(Text(0.0, top + look.base, line, node))
            top += look.line
    return [Slab(top, tuple(ops), what=f"图“{plain(block.title)}”")]
