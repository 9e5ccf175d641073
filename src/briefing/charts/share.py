"""One share of a whole as a single bar: the part solid, the rest hollow."""

from __future__ import annotations

from briefing.charts import style
from briefing.charts.barrows import color
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, extent, word, words, wrap
from briefing.model.document import ShareSpec

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
    part = spec.part
    extra = (*words(part.tags), *words(part.marks))
    rest = words(spec.rest)
    side = extent(rest, sheet.faces)
    whole = sheet.faces.width(part.label, "hei", style.LABEL) + extent(extra, sheet.faces)
    beside = whole + 9 + side <= sheet.width
    lines = wrap(part.label, sheet.faces, sheet.width - extent(extra, sheet.faces), 2)
    for index, text in enumerate(lines):
        name = Word(text, run=part.label_run)
        sheet.put(0, y + 12 + style.LINE * index, (name, *extra) if index == len(lines) - 1 else name)
    if rest:
        sheet.put(sheet.width, y + 12 + (0 if beside else style.LINE * len(lines)), rest, "right")
    return y + 6 + style.LINE * (len(lines) + (0 if beside or not rest else 1))
