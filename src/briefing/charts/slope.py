"""From–to of one share or level: two verticals, the start hollow, the end filled, both values and what lies between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.charts import style
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.placing import meet
from briefing.charts.sheet import Frame, Sheet
from briefing.charts.words import Measure, Word, bounds, extent, flow, named, opening, word, words, wrap
from briefing.model.chart import Datum, SlopeSpec

_HEIGHT = 144.0
_SIZES = (style.LARGE, style.VALUE, style.DERIVED, style.VALUE_SMALL)
_DOT = 4.0
_LOW = 8.0
"""The lowest point stays so far above the feet of the verticals: its value stands beside it."""

Point = tuple[float, float]


def draw(spec: SlopeSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    foot = _HEIGHT - 24
    size, extras, left, right = _columns(spec, sheet)
    ends = float(spec.start.value), float(spec.end.value)
    for top, low in ((12.0, _LOW), (12.0, _LOW + 16), (20.0, _LOW), (20.0, _LOW + 16)):
        scale = scale_from(min(ends), max(ends), top + 6, foot - low)
        line = (left, scale.at(ends[0])), (right, scale.at(ends[1]))
        texts = _values(spec, size, extras, line, sheet)
        if all(bounds(*text, sheet.faces)[1] >= 0 and bounds(*text, sheet.faces)[3] < foot + 2 for text in texts):
            break
    for x in (left, right):
        sheet.line((x, top), (x, foot), color="g4", width=0.75)
        if scale.broken:
            break_sign(sheet, x, foot - 6)
    if min(ends) < 0 < max(ends):
        sheet.line((left, scale.at(0.0)), (right, scale.at(0.0)), color="g3", width=0.5)
    taken = [bounds(items, x, base, sheet.faces) for items, x, base in texts]
    rows, extra = _difference(spec, line, taken, sheet, top, foot)
    texts += rows
    for items, x, base in texts:
        box = bounds(items, x, base, sheet.faces)
        sheet.rect(box[0] - 1.5, box[1] + 1, box[2] - box[0] + 3, box[3] - box[1], "white")
    sheet.line(*line, color="red", width=style.SLOPE)
    sheet.circle(*line[0], _DOT, "white", "red", style.SLOPE)
    sheet.circle(*line[1], _DOT + 0.5, "red")
    for items, x, base in texts:
        sheet.put(x, base, items)
    lines = _feet(sheet, spec, left, right, foot, not extras)
    return sheet.finish(_HEIGHT + max(extra, 10.0 * (lines - 2)))


def refuse(spec: SlopeSpec) -> None:
    if spec.start.value == spec.end.value:
        raise NothingToDraw("a slope needs two values that differ")


def _words(datum: Datum, spec: SlopeSpec, size: float, extras: bool) -> tuple[Word, ...]:
    ink = "red" if datum is spec.end else "ink"
    unit = (Word(spec.unit, size=style.LABEL, color=ink, before=3),) if spec.unit else ()
    return (word(datum.run, size, "hei-bold", ink), *unit, *(_extras(datum) if extras else ()))


def _extras(datum: Datum) -> tuple[Word, ...]:
    return (*words(datum.tags), *words(datum.marks))


def _columns(spec: SlopeSpec, sheet: Sheet) -> tuple[float, bool, float, float]:
    """The size of the values, whether tags and marks stand behind them (else under the verticals), and where the verticals
    stand: at the right there is room for the end's value."""
    width = sheet.width
    left = max(min(width * 0.17, 40.0), 12.0)
    for extras in (True, False):
        for size in _SIZES if not extras else _SIZES[:2]:
            wide = extent(_words(spec.end, spec, size, extras), sheet.faces)
            right = min(width - wide - _DOT - 5, width * 0.66)
            if right - left >= 0.33 * width and extent(_words(spec.start, spec, size, extras), sheet.faces) < 0.8 * width:
                return size, extras, left, right
    return _SIZES[-1], False, left, max(right, left + 0.25 * width)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to heights: ``foot - (value - base) * factor``."""

    foot: float
    base: float
    factor: float
    broken: bool

    def at(self, value: float) -> float:
        return self.foot - (value - self.base) * self.factor


def scale_from(low: float, high: float, top: float, foot: float) -> Scale:
    """One scale from zero between `foot` and `top`; broken, and to be marked so, where all values are far from zero and close
    to each other."""
    broken = low > 0 and low / high > 0.6 and low < high
    base = low - 1.2 * (high - low) if broken else min(low, 0.0)
    floor = foot - 12 if broken else foot
    ceiling = max(high, 0.0)
    return Scale(floor, base, (floor - top) / ((ceiling - base) or 1.0), broken)


def break_sign(sheet: Sheet, x: float, y: float) -> None:
    """Two strokes across a line: the scale does not begin at zero."""
    sheet.polygon(((x - 3, y + 1), (x + 3, y - 3), (x + 3, y), (x - 3, y + 4)), "white")
    for drop in (0.0, 3.0):
        sheet.line((x - 3, y + 1 + drop), (x + 3, y - 3 + drop), color="g2", width=0.75)


def _values(
    spec: SlopeSpec, size: float, extras: bool, line: tuple[Point, Point], sheet: Sheet
) -> list[tuple[tuple[Word, ...], float, float]]:
    """Both values with their places: the end's right of its point, the start's beside, above or below its own, off the line."""
    (x, y), (right, last) = line
    first, second = _words(spec.start, spec, size, extras), _words(spec.end, spec, size, extras)
    whole, wide = extent(first, sheet.faces), extent(second, sheet.faces)
    end = (second, min(right + _DOT + 5, sheet.width - wide), style.middle(last, size))
    off = y - 9 if last > y else y + 9 + size * 0.75
    level = style.middle(y, size)
    other = bounds(*end, sheet.faces)
    near = max(min(x - 6, sheet.width - whole), 0.0)
    for at, base in ((x + 9, level), (x + 9, level - 3), (x + 3, off), (near, off)):
        box = bounds(first, at, base, sheet.faces)
        if box[2] <= sheet.width and not crossed(box, line) and not meet(box, other, 2, 1) and (box[2] < right - 3 or base == off):
            return [(first, at, base), end]
    return [(first, near, off + (size + 2 if meet(bounds(first, near, off, sheet.faces), other, 2, 1) and last < y else 0)), end]


def _difference(
    spec: SlopeSpec, line: tuple[Point, Point], taken: list[Frame], sheet: Sheet, top: float, foot: float
) -> tuple[list[tuple[tuple[Word, ...], float, float]], float]:
    """What lies between, at the side of the line that is free; without any free place in a line of its own under the chart.
    Returns the rows with their places and how much higher the chart becomes."""
    if not spec.difference:
        return [], 0.0
    rows = _two_rows(words(spec.difference), sheet)
    whole = max(extent(row, sheet.faces) for row in rows)
    (x, y), (right, last) = line
    middle = (y + last) / 2
    along = (x + right) / 2
    for shift in (0, 6, 12, 20, 28, 36, 46):
        for base in (middle - 14 - shift, middle + 10 + shift) if last > y else (middle + 10 + shift, middle - 14 - shift):
            for at in (along + 10, sheet.width - whole, along + 24, 0.0):
                box = (at, base - 9, at + whole, base + 12.0 * (len(rows) - 1) + 3)
                free = box[1] >= top - 6 and box[3] <= foot - 4 and at >= 0 and at + whole <= sheet.width + 0.01
                if free and not crossed(box, line, 2) and not any(meet(box, other, 5, 2) for other in taken):
                    return [(row, at, base + 12.0 * index) for index, row in enumerate(rows)], 0.0
    flat = words(spec.difference)
    if extent(flat, sheet.faces) <= sheet.width:
        rows = [flat]
    return [(row, 0.0, _HEIGHT + 8 + 12.0 * index) for index, row in enumerate(rows)], 12.0 * len(rows)


def crossed(box: Frame, points: Sequence[Point], white: float = 1.0) -> bool:
    """Does the broken line run through the box, or nearer than `white` to it?"""
    for (x, y), (right, last) in pairwise(points):
        low, high = max(x, box[0] - white), min(right, box[2] + white)
        if low >= high:
            continue
        ends = [y + (last - y) * (at - x) / (right - x) for at in (low, high)]
        if max(ends) > box[1] - white and min(ends) < box[3] + white:
            return True
    return False


def _two_rows(items: tuple[Word, ...], sheet: Sheet) -> list[tuple[Word, ...]]:
    """The number first, its unit and tag below it, where one line would be long."""
    if len(items) < 2 or extent(items, sheet.faces) <= 0.3 * sheet.width:
        return [items]
    for at in range(1, len(items)):
        run = items[at - 1].run
        if run is not None and run.kind in ("derived", "figure"):
            return [items[:at], opening(items[at:])]
    return [items[:1], opening(items[1:])]


def _feet(sheet: Sheet, spec: SlopeSpec, left: float, right: float, foot: float, extras: bool) -> int:
    """The words under both verticals, each on its own half, and tags and marks that found no room above. Returns the lines."""
    half = (left + right) / 2
    most = 0
    for x, datum, low, high in ((left, spec.start, 0.0, half - 3), (right, spec.end, half + 3, sheet.width)):
        rows: list[tuple[Word, ...]] = [
            (Word(text, size=style.QUIET, color="g1", run=datum.label_run),)
            for text in wrap(datum.label, sheet.faces, high - low, 4, "hei", style.QUIET)
        ]
        if datum.sub:
            rows += named(Word(datum.sub, size=style.QUIET, color="g1", run=datum.sub_run), (), sheet.faces, high - low, 2)
        if extras:
            rows += flow(_extras(datum), sheet.faces, high - low)
        for index, row in enumerate(rows):
            wide = extent(row, sheet.faces) / 2
            at = min(max(x, low + wide), max(high - wide, low + wide))
            sheet.put(at, foot + 11 + 10 * index, row, "middle")
        most = max(most, len(rows))
    return most
