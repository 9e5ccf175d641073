"""Horizontal bars from a zero line: one measure, value at the end of the bar, ranks on a line beside them when there are any."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts import style
from briefing.charts.barrows import Wish, paint, plan, zero_line
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.rankline import RankLine
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, words
from briefing.model.chart import BarsSpec, Datum

_SMALL_FROM = 5
"""From so many data on, bars are 9 high and lines 12 apart."""


def draw(spec: BarsSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    ranks = RankLine.of([datum.rank for datum in spec.data], width)
    asides = tuple(words(datum.aside, style.QUIET, color="g1") for datum in spec.data)
    small = spec.compact or len(spec.data) >= _SMALL_FROM
    right = ranks.left - (18 if ranks.step else 12) if ranks else width
    made = plan(one_red(spec.data), Wish(width, right, _pitch(spec, small), small, asides), faces)
    sheet = Sheet(width, faces)
    top = style.TOP
    if ranks:
        _heads(sheet, spec, made.zero, ranks, top + 10)
        top += 18
    y = top
    for index, row in enumerate(made.rows):
        if index:
            _divider(sheet, made.rows[index - 1].datum, row.datum, y, ruled=bool(ranks))
        paint(sheet, row, made, y)
        if ranks and row.datum.rank is not None:
            ranks.put(sheet, row.datum, y + row.head + row.band / 2)
        y += row.height
    zero_line(sheet, made, top)
    return sheet.finish(y + (2 if made.small else 0))


def one_red(data: Sequence[Datum]) -> tuple[Datum, ...]:
    """One finding a chart: the first accent stays red, or without one the first part of a whole; other accents are plain."""
    finding = next((datum for datum in data if datum.accent), None) or next((datum for datum in data if datum.part), None)
    out = []
    for datum in data:
        part = datum.part and datum.part.model_copy(update={"accent": datum is finding and not datum.accent})
        out.append(datum.model_copy(update={"accent": datum is finding and datum.accent, "part": part}))
    return tuple(out)


def refuse(spec: BarsSpec) -> None:
    values = [datum.value for datum in spec.data] + [datum.part.value for datum in spec.data if datum.part]
    if len(values) < 2 or not any(values):
        raise NothingToDraw("bars need two values, one of them not zero")


def _pitch(spec: BarsSpec, small: bool) -> float:
    ranked = any(datum.rank is not None for datum in spec.data)
    if small:
        return 24.0 if ranked else style.LINE
    return 36.0 if ranked or any(datum.sub or datum.group or datum.part for datum in spec.data) else 24.0


def _heads(sheet: Sheet, spec: BarsSpec, zero: float, ranks: RankLine, y: float) -> None:
    """What the bars and what the ranks are, over both."""
    side = Word(spec.rank_head or "位次", size=style.QUIET, color="g1")
    left = min(ranks.left - 2, sheet.width - sheet.faces.width(side.text, side.face, side.size))
    sheet.put(left, y, side)
    head = Word(spec.head or spec.unit, size=style.QUIET, color="g1")
    room = left - 6 - sheet.faces.width(head.text, head.face, head.size)
    if head.text and room >= 0:
        sheet.put(min(zero, room), y, head)


def _divider(sheet: Sheet, before: Datum, after: Datum, y: float, ruled: bool) -> None:
    if before.group != after.group:
        sheet.line((0, y), (sheet.width, y), color="g3", width=0.5, dash=style.DOTTED)
    elif ruled:
        sheet.line((0, y), (sheet.width, y), color="g4", width=style.HAIR)
