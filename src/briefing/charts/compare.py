"""Own value against an average, pair by pair: each pair has its own measure and therefore its own scale."""

from __future__ import annotations

from briefing.charts import style
from briefing.charts.bars import bar, fit, value_words
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, extent, words, wrap
from briefing.model.document import ComparePair, CompareSpec, Datum

_BAR = 15.0
_ROW = 20.0


def draw(spec: CompareSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    labels = max(faces.width(datum.label, "hei", style.LABEL) for pair in spec.pairs for datum in (pair.own, pair.other))
    left = min(labels + 9, 0.36 * width)
    y = style.TOP
    for index, pair in enumerate(spec.pairs):
        if index:
            sheet.line((0, y + 3), (width, y + 3), color="g4", width=0.5)
            y += 6
        y = _pair(sheet, pair, left, y)
    return sheet.finish(y)


def refuse(spec: CompareSpec) -> None:
    if not spec.pairs or not any(datum.value for pair in spec.pairs for datum in (pair.own, pair.other)):
        raise NothingToDraw("a comparison needs a pair of values")


def _pair(sheet: Sheet, pair: ComparePair, left: float, y: float) -> float:
    y = _title(sheet, pair, y)
    rows = (pair.own, pair.other)
    said = [value_words(datum) for datum in rows]
    gap = words(pair.gap, style.LABEL)
    scale, zero = _scale(sheet, pair, said, extent(gap, sheet.faces), left)
    end = 0.0
    top = y
    for datum, value in zip(rows, said, strict=True):
        height = _label(sheet, datum, left - 6, y)
        middle = y + height / 2
        bar(sheet, datum, zero, middle, _BAR, scale)
        reach = float(datum.value) * scale
        base = style.middle(middle, value[0].size)
        if reach < 0:
            sheet.put(zero + reach - style.GAP, base, value, "right")
            end = zero
        else:
            end = sheet.put(zero + reach + style.GAP, base, value)[2]
        y += height
    sheet.line((zero, top), (zero, y), color="ink", width=style.ZERO)
    if gap:
        inline = end + 9 + extent(gap, sheet.faces) <= sheet.width
        sheet.put(sheet.width, style.middle(y - _ROW / 2, style.LABEL) + (0 if inline else 14), gap, "right")
        y += 0 if inline else 12
    return y + 6


def _scale(sheet: Sheet, pair: ComparePair, said: list[tuple[Word, ...]], gap: float, left: float) -> tuple[float, float]:
    """A scale that leaves the difference its room behind the second value, unless the bars would become too short for it."""
    ends = [
        (float(datum.value), extent(value, sheet.faces) + style.GAP)
        for datum, value in zip((pair.own, pair.other), said, strict=True)
    ]
    with_gap = [ends[0], (ends[1][0], ends[1][1] + gap + 9)]
    largest = max(abs(value) for value, _ in ends)
    scale, zero = fit(with_gap, left, sheet.width)
    return (scale, zero) if gap and largest * scale >= 0.4 * sheet.width else fit(ends, left, sheet.width)


def _title(sheet: Sheet, pair: ComparePair, y: float) -> float:
    """What is compared at the left, its period and unit at the right or, where there is no room, below."""
    sub = words(pair.sub, style.QUIET, color="g1")
    side = extent(sub, sheet.faces)
    beside = sheet.faces.width(pair.title, "hei-bold", style.LABEL) + 9 + side <= sheet.width
    lines = wrap(pair.title, sheet.faces, sheet.width, 2, "hei-bold")
    for index, text in enumerate(lines):
        sheet.put(0, y + 10 + style.LINE * index, Word(text, "hei-bold"))
    if beside:
        sheet.put(sheet.width, y + 10, sub, "right")
    elif sub:
        sheet.put(0, y + 10 + style.LINE * len(lines), sub)
    return y + 6 + style.LINE * (len(lines) + (0 if beside or not sub else 1))


def _label(sheet: Sheet, datum: Datum, room: float, y: float) -> float:
    lines = wrap(datum.label, sheet.faces, room, 3)
    height = max(_ROW, style.LINE * len(lines) + 2)
    first = style.middle(y + height / 2, style.LABEL) - style.LINE * (len(lines) - 1) / 2
    for index, text in enumerate(lines):
        sheet.put(0, first + style.LINE * index, Word(text, run=datum.label_run))
    return height
