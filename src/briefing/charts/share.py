"""One share of a whole as a single bar: the part solid, the rest hollow."""

from __future__ import annotations

from briefing.charts import style
from briefing.charts.barrows import color
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, extent, named, word, words
from briefing.model.chart import ShareSpec

_BAR = 18.0


def draw(spec: ShareSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    part = spec.part
    inset = style.HOLLOW / 2
    top = style.TOP
    sheet.rect(inset, top + inset, width - 2 * inset, _BAR - 2 * inset, "white", "ink", style.HOLLOW)
    reach = width * float(part.value) / 100
    sheet.rect(0, top, reach, _BAR, color(part) if part.look != "hollow" else "g3")
    middle = top + _BAR / 2
    value = word(part.run, style.VALUE, "hei-bold", "white")
    if reach >= extent((value,), faces) + 2 * style.GAP:
        sheet.put(style.GAP + 1, style.middle(middle, style.VALUE), value)
    else:
        sheet.put(reach + style.GAP, style.middle(middle, style.VALUE), word(part.run, style.VALUE, "hei-bold"))
    return sheet.finish(_below(sheet, spec, top + _BAR))


def refuse(spec: ShareSpec) -> None:
    if not 0 < spec.part.value <= 100:
        raise NothingToDraw("a share lies between nothing and all, in per cent")


def _below(sheet: Sheet, spec: ShareSpec, y: float) -> float:
    """What the part is at the left; the rest at the right or, where there is no room, on a line of its own."""
    part = spec.part
    sub = (Word(part.sub, color="g1", run=part.sub_run, before=6),) if part.sub else ()
    rows = named(Word(part.label, run=part.label_run), (*sub, *words(part.tags), *words(part.marks)), sheet.faces, sheet.width)
    for index, row in enumerate(rows):
        sheet.put(0, y + 12 + style.LINE * index, row)
    rest = words(spec.rest)
    beside = len(rows) == 1 and extent(rows[0], sheet.faces) + 9 + extent(rest, sheet.faces) <= sheet.width
    count = len(rows) + (0 if beside or not rest else 1)
    if rest:
        sheet.put(sheet.width, y + 12 + style.LINE * (count - 1), rest, "right")
    return y + 6 + style.LINE * count
