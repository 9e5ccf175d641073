"""Milestones over years: a lane a project, signs on it, the words of each beside, above or left of its sign."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.charts import style
from briefing.charts.axis import Axis
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.placing import LEVEL, Wanted, apart, meet, place
from briefing.charts.sheet import Frame, Sheet
from briefing.charts.words import Measure, Word, bounds, extent, named, word, words, wrap
from briefing.model.chart import Lane, LaneGroup, Sign, TimelineSpec

_AXIS = 24.0
_HEAD = 24.0
_LANE = 22.0
_LEVEL = 8.0
_CROWD = 16.0
"""Signs nearer than this belong together."""
_RADII = {"dot": 3.6, "dot-large": 4.5, "diamond": 5.2, "diamond-core": 5.2}
_TRIES = ((0, False), (1, False), *((levels, True) for levels in range(13)))
"""How a lane is tried: so many levels above it, and whether a label may cross the line of 本期."""

Placed = tuple[tuple[Word, ...], float, float]
"""The words of a sign, their left end and baseline."""


@dataclass(slots=True)
class Set:
    """A lane laid out: its middle, its signs' places, its labels' places and all that stands in it."""

    lane: Lane
    lines: tuple[tuple[Word, ...], ...]
    middle: float
    xs: list[float]
    labels: list[Placed] = field(default_factory=list)


def draw(spec: TimelineSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    lanes = [lane for group in spec.groups for lane in group.lanes]
    left = _label_width(lanes, width, faces)
    axis = Axis.of(spec.years, [sign.at for lane in lanes for sign in lane.signs], spec.now, left + 5, width - 10)
    years, levels = _years(axis, sheet)
    top = style.TOP + _AXIS - 6 + _LEVEL * (levels - 1)
    now = axis.at(spec.now)
    breaks = [((one + two) / 2 - 4, top, (one + two) / 2 + 4, 1e6) for one, two in axis.breaks]
    ground = Field(sheet, axis, left, (now - 0.5, top, now + 0.5, 1e6), breaks, [])
    y = top
    laid: list[tuple[float, LaneGroup, list[Set]]] = []
    for index, group in enumerate(spec.groups):
        start = y + (0 if index else 6)
        y = start + _group_head(group, ground, start)
        sets = []
        for lane in group.lanes:
            y, item = ground.lay(lane, y)
            sets.append(item)
        y += 6
        laid.append((start, group, sets))
    _frame(sheet, spec, axis, top, y, now)
    for index, (x, label) in enumerate(years):
        sheet.put(x, top - 6 - _LEVEL * (index % levels), label, "middle")
    for index, (start, group, sets) in enumerate(laid):
        _paint_group(ground, group, sets, start, ruled=index > 0)
    return sheet.finish(y + 14)


def refuse(spec: TimelineSpec) -> None:
    if sum(len(lane.signs) for group in spec.groups for lane in group.lanes) < 2:
        raise NothingToDraw("a timeline needs two signs")


def _label_width(lanes: list[Lane], width: float, faces: Measure) -> float:
    natural = max(faces.width(lane.label, "hei", style.LABEL) + extent(words(lane.marks), faces) for lane in lanes)
    return min(natural + 14, (0.27 if width > 400 else 0.34) * width)


def _group_head(group: LaneGroup, ground: Field, y: float) -> float:
    if not group.title:
        return 6.0
    faces = ground.sheet.faces
    end = faces.width(group.title, "hei-bold", style.LABEL) + 6 + extent(words(group.sub, style.QUIET), faces)
    ground.taken.append((0, y + 6, end, y + 19))
    return _HEAD


@dataclass(slots=True)
class Field:
    """The ground the lanes are laid on, and what stands there already. Labels meet nothing of `taken`; only where there is no
    other place may one lie over the line of 本期 or a break of the axis."""

    sheet: Sheet
    axis: Axis
    left: float
    now: Frame
    breaks: list[Frame]
    taken: list[Frame]

    def lay(self, lane: Lane, y: float) -> tuple[float, Set]:
        """Lays a lane from `y` down; it is made higher, level by level, until every label has its place."""
        signs = sorted(lane.signs, key=lambda sign: sign.at)
        radii = [_RADII[sign.shape] for sign in signs]
        xs = apart([self.axis.at(sign.at) for sign in signs], radii, self.left, self.sheet.width)
        name = Word(lane.label, color="g1", run=lane.label_run)
        lines = named(name, words(lane.marks), self.sheet.faces, self.left - 10)
        height = max(_LANE, style.LINE * len(lines) + 6)
        for levels, crossing in _TRIES:
            middle = y + LEVEL * levels + height / 2
            labels = self._labels(signs, xs, radii, middle, levels, crossing)
            if labels is not None:
                break
        assert labels is not None
        self.taken += [(x - r, middle - r, x + r, middle + r) for x, r in zip(xs, radii, strict=True)]
        self.taken += [bounds(items, x, base, self.sheet.faces) for items, x, base in labels]
        return y + LEVEL * levels + height, Set(lane, lines, middle, xs, labels)

    def _labels(
        self, signs: list[Sign], xs: list[float], radii: list[float], middle: float, levels: int, crossing: bool
    ) -> list[Placed] | None:
        """A place for every label of a lane, or None when one finds none."""
        out: list[Placed] = []
        obstacles = list(self.taken) if crossing else [*self.taken, self.now, *self.breaks]
        obstacles += [(x - r, middle - r, x + r, middle + r) for x, r in zip(xs, radii, strict=True)]
        if _joined(signs):
            obstacles.append((xs[0], middle - 0.5, xs[-1], middle + 0.5))
        for index, (sign, x, radius) in enumerate(zip(signs, xs, radii, strict=True)):
            items = _sign_words(sign, self.sheet, self.left)
            if not items:
                continue
            wanted = Wanted(x, middle, radius, extent(items, self.sheet.faces), style.NOTE)
            outer = index == len(signs) - 1 or (index == 0 and xs[1] - x < _CROWD)
            found = place(wanted, levels, self.left, self.sheet.width, obstacles, outer)
            if found is None:
                if (levels, crossing) != _TRIES[-1]:
                    return None
                at = min(max(self.left, x - wanted.width / 2), self.sheet.width - wanted.width)
                found = (at, middle - radius - 4 - LEVEL * (levels - len(out)))
            obstacles.append(wanted.box(*found))
            out.append((items, *found))
        return out


def _joined(signs: list[Sign]) -> bool:
    """A line runs from what has happened to what is promised."""
    return len(signs) > 1 and signs[0].shape.startswith("dot")


def _sign_words(sign: Sign, sheet: Sheet, left: float) -> tuple[Word, ...]:
    items = words(sign.label, style.NOTE)
    room = sheet.width - left - 2
    if len(items) == 1 and extent(items, sheet.faces) > room:
        text = wrap(items[0].text, sheet.faces, room, 1, items[0].face, style.NOTE)[0]
        return (Word(text, items[0].face, style.NOTE, items[0].color, items[0].run),)
    return items


def _frame(sheet: Sheet, spec: TimelineSpec, axis: Axis, top: float, bottom: float, now: float) -> None:
    """Axis with its years and breaks, year lines, and the dashed line of 本期."""
    for x in axis.lines:
        sheet.line((x, top + 2), (x, bottom), color="g5", width=0.6)
    sheet.line((axis.stretches[0].left - 5, top), (sheet.width, top), color="ink", width=style.ZERO)
    for one, two in axis.breaks:
        _break(sheet, (one + two) / 2, top)
    sheet.line((now, top), (now, bottom), color="red", width=0.9, dash=style.NOW)
    label_words = words(spec.now_label, style.QUIET, "hei-bold", "red")
    half = extent(label_words, sheet.faces) / 2
    sheet.put(min(max(now, half), sheet.width - half), bottom + 10, label_words, "middle")


def _years(axis: Axis, sheet: Sheet) -> tuple[list[tuple[float, Word]], int]:
    """Every year with the middle of its stretch: smaller, then on two levels, where many stand side by side."""
    shown = [(stretch, stretch.run) for stretch in axis.stretches if stretch.run is not None]
    out: list[tuple[float, Word]] = []
    for size, levels in ((style.LABEL, 1), (style.NOTE, 1), (style.MARK, 1), (style.MARK, 2)):
        labels = [word(run, size, "hei-bold") for _, run in shown]
        halves = [extent((label,), sheet.faces) / 2 for label in labels]
        middles = [min((one.left + one.right) / 2, sheet.width - half) for (one, _), half in zip(shown, halves, strict=True)]
        out = list(zip(middles, labels, strict=True))
        ends = zip(middles, halves, middles[levels:], halves[levels:], strict=False)
        if all(after - wide >= at + half + 3 for at, half, after, wide in ends):
            break
    return out, levels


def _break(sheet: Sheet, x: float, y: float) -> None:
    sheet.rect(x - 2.5, y - 2, 5, 4, "white")
    for shift in (-2.5, 2.5):
        sheet.line((x + shift - 2.2, y + 4.5), (x + shift + 2.2, y - 4.5), color="ink", width=style.ZERO)


def _paint_group(ground: Field, group: LaneGroup, sets: list[Set], y: float, ruled: bool) -> None:
    sheet = ground.sheet
    if ruled:
        sheet.line((0, y), (sheet.width, y), color="g4", width=0.5)
    if group.title:
        title = Word(group.title, "hei-bold", run=group.title_run, after=6)
        sheet.put(0, y + 15, (title, *words(group.sub, style.QUIET, color="g1")))
    for item in sets:
        first = style.middle(item.middle, style.LABEL) - style.LINE * (len(item.lines) - 1) / 2
        for index, row in enumerate(item.lines):
            sheet.put(0, first + style.LINE * index, row)
        _paint_signs(ground, item)


def _paint_signs(ground: Field, item: Set) -> None:
    sheet = ground.sheet
    signs = sorted(item.lane.signs, key=lambda sign: sign.at)
    if _joined(signs):
        sheet.line((item.xs[0], item.middle), (item.xs[-1], item.middle), color="g3", width=0.9)
    for sign, x in zip(signs, item.xs, strict=True):
        _sign(sheet, sign, x, item.middle)
    for label, x, base in item.labels:
        box = bounds(label, x, base, sheet.faces)
        if meet(box, ground.now, 0.0):
            sheet.rect(box[0] - 1, box[1], box[2] - box[0] + 2, box[3] - box[1], "white")
        sheet.put(x, base, label)


def _sign(sheet: Sheet, sign: Sign, x: float, y: float) -> None:
    ink = "red" if sign.accent else "ink"
    radius = _RADII[sign.shape]
    if sign.shape.startswith("dot"):
        sheet.circle(x, y, radius, ink)
        return
    sheet.diamond(x, y, radius - 0.6, "white", ink, 1.2)
    if sign.shape == "diamond-core":
        sheet.diamond(x, y, 2.2, ink)
