"""From–to of one share or level: two verticals, the start hollow, the end filled, both values and what lies between."""

from __future__ import annotations

from briefing.charts import style
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.sheet import Frame, Sheet
from briefing.charts.words import Measure, Word, extent, word, words, wrap
from briefing.model.document import Datum, Run, SlopeSpec

_HEIGHT = 144.0
_LARGE = 13.0
_DOT = 4.0


def draw(spec: SlopeSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    top, foot = style.TOP + 12, _HEIGHT - 24
    values = _words(spec.start, spec), _words(spec.end, spec)
    left, right = _columns(width, extent(values[1], faces), sheet, spec)
    start, end, broken = _heights(float(spec.start.value), float(spec.end.value), top + 6, foot)
    for x in (left, right):
        sheet.line((x, top), (x, foot), color="g4", width=0.75)
        if broken:
            _slashes(sheet, x, foot - 6)
    sheet.line((left, start), (right, end), color="red", width=2.0)
    sheet.circle(left, start, _DOT, "white", "red", 2.0)
    sheet.circle(right, end, _DOT + 0.5, "red")
    taken = _values(sheet, values, (left, start), (right, end))
    for x, datum in ((left, spec.start), (right, spec.end)):
        _foot(sheet, x, foot, datum, left, right)
    if spec.difference:
        _difference(sheet, spec.difference, (left, start), (right, end), taken, top)
    return sheet.finish(_HEIGHT)


def refuse(spec: SlopeSpec) -> None:
    if spec.start.value == spec.end.value:
        raise NothingToDraw("a slope needs two values that differ")


def _words(datum: Datum, spec: SlopeSpec) -> tuple[Word, ...]:
    finding = datum is spec.end
    value = word(datum.run, _LARGE, "hei-bold", "red" if finding else "ink")
    unit = Word(spec.unit, size=style.LABEL, color="red" if finding else "ink", before=3) if spec.unit else None
    return (value, *((unit,) if unit else ()), *words(datum.tags), *words(datum.marks))


def _columns(width: float, value: float, sheet: Sheet, spec: SlopeSpec) -> tuple[float, float]:
    """Where the verticals stand: room for the words under both, and for the end's value right of the second."""
    left = max(min(width * 0.17, 40.0), 12.0)
    right = min(width - value - _DOT - 6, width * 0.66)
    return left, max(right, left + 0.3 * width)


def _heights(start: float, end: float, top: float, foot: float) -> tuple[float, float, bool]:
    """The two points on one scale from zero; where both are far from zero and close to each other the scale is broken."""
    low, high = min(start, end), max(start, end)
    base, ceiling = min(low, 0.0), max(high, 0.0)
    broken = low > 0 and low / high > 0.6
    if broken:
        base = low - 1.2 * (high - low)
    floor = foot - 14 if broken else foot - 2
    scale = (floor - top) / (ceiling - base)
    return floor - (start - base) * scale, floor - (end - base) * scale, broken


def _slashes(sheet: Sheet, x: float, y: float) -> None:
    sheet.polygon(((x - 3, y + 1), (x + 3, y - 3), (x + 3, y), (x - 3, y + 4)), "white")
    for drop in (0.0, 3.0):
        sheet.line((x - 3, y + 1 + drop), (x + 3, y - 3 + drop), color="g2", width=0.75)


def _values(
    sheet: Sheet, values: tuple[tuple[Word, ...], tuple[Word, ...]], start: tuple[float, float], end: tuple[float, float]
) -> list[Frame]:
    """Both values clear of the line: right of the start when the line leaves it steeply, else above or below it."""
    (x, y), (right, last) = start, end
    slope = (last - y) / (right - x)
    whole = extent(values[0], sheet.faces)
    beside = x + _DOT + 5
    base = style.middle(y, _LARGE)
    if slope > 0 and abs(slope) * 7 < 8 and slope < 0.8:
        base = y - 8
    elif slope > 0:
        base = min(base, y + 2)
    elif slope > -0.8:
        base = y + 18
        beside = x + 3
    first = sheet.put(min(beside, sheet.width - whole), base, values[0])
    second = sheet.put(min(right + _DOT + 4, sheet.width - extent(values[1], sheet.faces)), style.middle(last, _LARGE), values[1])
    return [first, second]


def _foot(sheet: Sheet, x: float, foot: float, datum: Datum, left: float, right: float) -> None:
    room = right - left - 6
    for index, line in enumerate(wrap(datum.label, sheet.faces, room, 2, "hei", style.QUIET)):
        half = sheet.faces.width(line, "hei", style.QUIET) / 2
        at = min(max(x, half), sheet.width - half)
        sheet.put(at, foot + 10 + 10 * index, Word(line, size=style.QUIET, color="g1", run=datum.label_run), "middle")


def _difference(
    sheet: Sheet, runs: tuple[Run, ...], start: tuple[float, float], end: tuple[float, float], taken: list[Frame], top: float
) -> None:
    """What lies between, on two lines at the side of the line that is free."""
    rows = _two_rows(words(runs), sheet)
    whole = max(extent(row, sheet.faces) for row in rows)
    falling = end[1] > start[1]
    middle = (start[1] + end[1]) / 2
    along = start[0] + (end[0] - start[0]) * 0.5
    left = min(along + 14, sheet.width - whole)
    y = middle - 14 if falling else middle + 8
    box = (left, y - 9, left + whole, y + 12.0 * (len(rows) - 1) + 3)
    for other in taken:
        if box[0] < other[2] and other[0] < box[2] and box[1] < other[3] + 1 and other[1] - 1 < box[3]:
            y += (other[3] + 2 - box[1]) if falling else (other[1] - 2 - box[3])
    sheet.rect(left - 2, y - 9, whole + 4, 12.0 * len(rows) + 1, "white")
    for index, row in enumerate(rows):
        sheet.put(left, y + 12.0 * index, row)


def _two_rows(items: tuple[Word, ...], sheet: Sheet) -> list[tuple[Word, ...]]:
    if len(items) < 2 or extent(items, sheet.faces) <= 0.3 * sheet.width:
        return [items]
    for at in range(1, len(items)):
        run = items[at - 1].run
        if run is not None and run.kind in ("derived", "figure"):
            return [items[:at], items[at:]]
    return [items[:1], items[1:]]
