"""Ranks as circles on a line, one row each; rows of another base stand behind a dashed rule."""

from __future__ import annotations

from briefing.charts import style
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.rankline import RankLine
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, named, words
from briefing.model.chart import Datum, RanksSpec
from briefing.model.run import Run

_HEAD = 24.0
_ROW = 24.0
_BETWEEN = 6.0
_NARROW = 200.0


def draw(spec: RanksSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    line = RankLine.of([datum.rank for datum in spec.data], width, 0.42, wide=True)
    assert line is not None
    _head(sheet, line, style.TOP + 10)
    right = line.left - 13
    subs = max((faces.width(datum.sub, "hei", style.QUIET) for datum in spec.data if datum.sub), default=0.0)
    # Narrow columns have the period under the label.
    room = right - (min(subs, right * 0.45) + 8 if subs and width >= _NARROW else 0)
    y = style.TOP + _HEAD - 6
    for index, datum in enumerate(spec.data):
        if index and spec.data[index - 1].group != datum.group:
            sheet.line((0, y + 3), (width, y + 3), color="g3", width=0.5, dash=style.DOTTED)
            y += _BETWEEN
        y += _row(sheet, datum, line, y, room, right)
    return sheet.finish(y)


def refuse(spec: RanksSpec) -> None:
    if sum(datum.rank is not None for datum in spec.data) < 2:
        raise NothingToDraw("ranks need two rows with a rank")


def _head(sheet: Sheet, line: RankLine, y: float) -> None:
    """第1, 第2 … over the line, as many as have room."""
    end = -100.0
    last = sheet.faces.width(f"第{line.last}", "hei", style.QUIET)
    marks = range(1, line.last + 1) if line.last <= 5 else (1, *range(5, line.last, 5), line.last)
    for rank in marks:
        text = f"第{rank}"
        half = sheet.faces.width(text, "hei", style.QUIET) / 2
        at = min(line.at(rank), sheet.width - half)
        crowds_last = rank != line.last and at + half + 3 > min(line.at(line.last), sheet.width - last / 2) - last / 2
        if at - half < end + 3 or crowds_last:
            continue
        sheet.put(at, y, Word(text, size=style.QUIET, color="g1", run=Run(kind="structure", text=text, ref="ordinal")), "middle")
        end = at + half


def _row(sheet: Sheet, datum: Datum, line: RankLine, y: float, room: float, right: float) -> float:
    """One row from `y` down: label, its period beside it (below it where `room` reaches to the line), and the ring."""
    rows = list(named(Word(datum.label, run=datum.label_run), (*words(datum.tags), *words(datum.marks)), sheet.faces, room))
    sub = Word(datum.sub or "", size=style.QUIET, color="g2", run=datum.sub_run)
    beside = bool(datum.sub) and room < right
    if datum.sub and not beside:
        rows += named(sub, (), sheet.faces, room, 2)
    height = max(_ROW, style.LINE * len(rows) + 6)
    middle = y + height / 2
    first = style.middle(middle, style.LABEL) - style.LINE * (len(rows) - 1) / 2
    for index, row in enumerate(rows):
        sheet.put(0, first + style.LINE * index, row)
    if beside:
        subs = named(sub, (), sheet.faces, right - room - 7.9, 2)
        for index, row in enumerate(subs):
            sheet.put(right, style.middle(middle, style.QUIET) - 5 * (len(subs) - 1) + 10 * index, row, "right")
    if datum.rank is None:
        sheet.put(line.left - 3, style.middle(middle, style.QUIET), Word("未见", size=style.QUIET, color="g2"))
    else:
        line.put(sheet, datum, middle)
    return height
