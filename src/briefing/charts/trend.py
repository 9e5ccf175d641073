"""One measure over time: a line through its values, the last one the finding, numbers on the points that matter."""

from __future__ import annotations

from briefing.charts import style
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.placing import meet
from briefing.charts.sheet import Frame, Sheet
from briefing.charts.slope import break_sign, crossed, scale_from
from briefing.charts.words import Measure, Word, bounds, extent, word, words, wrap
from briefing.model.chart import Datum, TrendSpec

_HEIGHT = 132.0
_POINT, _LAST = 2.2, 3.6
"""Radius of a point and of the last one."""
_ALL = 8
"""Up to so many points every one carries its value."""


def draw(spec: TrendSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    top, foot = style.TOP + 18, _HEIGHT - 30
    values = [float(datum.value) for datum in spec.data]
    scale = scale_from(min(values), max(values), top, foot - 16 if min(values) < 0 else foot)
    last = _words(spec.data[-1], spec, True)
    left = max(extent(_words(spec.data[0], spec, False), faces) / 2, 14.0)
    right = width - max(extent(last, faces) / 2 + 1, 14.0)
    xs = [left + (right - left) * index / (len(values) - 1) for index in range(len(values))]
    points = [(x, scale.at(value)) for x, value in zip(xs, values, strict=True)]
    zero = scale.at(0.0) if not scale.broken else foot
    sheet.line((0, zero), (width, zero), color="ink", width=style.ZERO)
    if scale.broken:
        break_sign(sheet, 8, zero)
    sheet.line(*points, color="g3", width=1.6)
    for index, (x, y) in enumerate(points):
        final = index == len(points) - 1
        sheet.circle(x, y, _LAST if final else _POINT, "red" if final else "g1")
    _values(sheet, spec, points, zero)
    _periods(sheet, spec, xs, foot)
    return sheet.finish(_HEIGHT)


def refuse(spec: TrendSpec) -> None:
    if len(spec.data) < 2 or not any(datum.value for datum in spec.data):
        raise NothingToDraw("a trend needs two values")


def _words(datum: Datum, spec: TrendSpec, final: bool) -> tuple[Word, ...]:
    value = word(datum.run, style.VALUE if final else style.VALUE_SMALL, "hei-bold", "red" if final else "ink")
    unit = (Word(spec.unit, size=style.NOTE, color=value.color, before=2),) if final and spec.unit else ()
    return (value, *unit, *words(datum.tags), *words(datum.marks))


def _order(spec: TrendSpec) -> list[int]:
    """The points that carry their value, the most important first: last, first, highest, lowest, then the others."""
    values = [datum.value for datum in spec.data]
    first = [len(values) - 1, 0, values.index(max(values)), values.index(min(values))]
    rest = range(len(values)) if len(values) <= _ALL else ()
    return list(dict.fromkeys((*first, *rest)))


def _values(sheet: Sheet, spec: TrendSpec, points: list[tuple[float, float]], zero: float) -> None:
    """Numbers above their points, or below in a valley. Of more than eight points only those that matter carry theirs; of eight
    or fewer all do, even across the line."""
    taken: list[Frame] = [(0, zero, sheet.width, zero)]
    dots = [_dot(point, final=index == len(points) - 1) for index, point in enumerate(points)]
    for index in _order(spec):
        final = index == len(points) - 1
        items = _words(spec.data[index], spec, final)
        x, y = points[index]
        whole = extent(items, sheet.faces)
        left = min(max(x - whole / 2, 0.0), sheet.width - whole)
        around = [points[at][1] for at in (index - 1, index + 1) if 0 <= at < len(points)]
        valley = all(other < y for other in around)
        size = items[0].size
        others = [dot for at, dot in enumerate(dots) if at != index]
        above, below = y - 7, y + 6 + size * style.ASCENT
        for base in (below, above) if valley else (above, below):
            box = bounds(items, left, base, sheet.faces)
            free = not any(meet(box, other, 2.0) for other in taken) and not any(meet(box, dot) for dot in others)
            if box[3] <= _HEIGHT - 30 and free and not crossed(box, points):
                taken.append(box)
                sheet.put(left, base, items)
                break
        else:
            if len(points) <= _ALL:
                _squeeze(sheet, items, left, whole, y, taken, others)


def _dot(point: tuple[float, float], *, final: bool) -> Frame:
    radius = _LAST if final else _POINT
    return point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius


def _squeeze(
    sheet: Sheet, items: tuple[Word, ...], left: float, whole: float, y: float, taken: list[Frame], dots: list[Frame]
) -> None:
    """The nearest place above or below that meets no other number and no other point, on white."""
    for step in range(60):
        base = y - 7 - 3 * step if step % 2 else y + 14 + 3 * step
        box = bounds(items, left, base, sheet.faces)
        if box[1] >= 0 and box[3] <= _HEIGHT - 28 and not any(meet(box, other, 1.0, 0.3) for other in (*taken[1:], *dots)):
            taken.append(box)
            sheet.rect(box[0] - 1, box[1] + 1, whole + 2, box[3] - box[1] - 1, "white")
            sheet.put(left, base, items)
            return


def _periods(sheet: Sheet, spec: TrendSpec, xs: list[float], foot: float) -> None:
    """The periods under their points: first and last always, the others where they have room."""
    natural = max(sheet.faces.width(datum.label, "hei", style.QUIET) for datum in spec.data)
    room = min(natural, max(xs[1] - xs[0] - 4, 60.0))
    taken: list[Frame] = []
    for index in (0, len(xs) - 1, *range(1, len(xs) - 1)):
        datum = spec.data[index]
        lines = wrap(datum.label, sheet.faces, room, 2, "hei", style.QUIET)
        half = max(sheet.faces.width(line, "hei", style.QUIET) for line in lines) / 2
        at = min(max(xs[index], half), sheet.width - half)
        box = (at - half, foot, at + half, foot + 24)
        if any(meet(box, other) for other in taken):
            continue
        taken.append(box)
        for row, line in enumerate(lines):
            sheet.put(at, foot + 11 + 10 * row, Word(line, size=style.QUIET, color="g1", run=datum.label_run), "middle")
