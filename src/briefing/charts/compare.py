"""Own value against an average, pair by pair: each pair has its own measure and therefore its own scale."""

from __future__ import annotations

from dataclasses import replace

from briefing.charts import style
from briefing.charts.barrows import Plan, Wish, paint, plan, zero_line
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, extent, flow, words, wrap
from briefing.model.chart import ComparePair, CompareSpec

_PITCH = 20.0


def draw(spec: CompareSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    y = style.TOP
    for index, pair in enumerate(spec.pairs):
        if index:
            sheet.line((0, y + 3), (width, y + 3), color="g4", width=0.5)
            y += 6
        y = _pair(sheet, pair, y)
    return sheet.finish(y)


def refuse(spec: CompareSpec) -> None:
    if not spec.pairs or not any(datum.value for pair in spec.pairs for datum in (pair.own, pair.other)):
        raise NothingToDraw("a comparison needs a pair of values")


def _pair(sheet: Sheet, pair: ComparePair, y: float) -> float:
    y = _title(sheet, pair, y)
    made = _plan(sheet, pair)
    top = y
    for row in made.rows:
        paint(sheet, row, made, y)
        y += row.height
    zero_line(sheet, made, top)
    return y + 6


def _plan(sheet: Sheet, pair: ComparePair) -> Plan:
    """A scale that leaves the difference its room behind the second value, unless the bars would become too short for it."""
    wish = Wish(sheet.width, sheet.width, _PITCH, asides=((), words(pair.gap, style.LABEL)), reserve=True)
    data = (pair.own, pair.other)
    made = plan(data, wish, sheet.faces)
    return made if made.span >= 0.4 * sheet.width and not made.stacked else plan(data, replace(wish, reserve=False), sheet.faces)


def _title(sheet: Sheet, pair: ComparePair, y: float) -> float:
    """What is compared at the left, its period and unit at the right or, where there is no room, below."""
    sub = words(pair.sub, style.QUIET, color="g1")
    side = extent(sub, sheet.faces)
    beside = sheet.faces.width(pair.title, "hei-bold", style.LABEL) + 9 + side <= sheet.width
    lines = wrap(pair.title, sheet.faces, sheet.width, 2, "hei-bold")
    for index, text in enumerate(lines):
        sheet.put(0, y + 10 + style.LINE * index, Word(text, "hei-bold", run=pair.title_run))
    if beside:
        sheet.put(sheet.width, y + 10, sub, "right")
        return y + 6 + style.LINE * len(lines)
    below = flow(sub, sheet.faces, sheet.width)
    for index, row in enumerate(below):
        sheet.put(0, y + 10 + style.LINE * (len(lines) + index), row)
    return y + 6 + style.LINE * (len(lines) + len(below))
