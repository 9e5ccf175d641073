"""Horizontal bars from a zero line: one measure, value at the end of the bar, ranks on a line beside them when there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.charts import style
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.rankline import RankLine
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, extent, flow, word, words, wrap
from briefing.model.document import BarsSpec, Datum

_SMALL_FROM = 5
"""From so many data on, bars are 9 high and lines 12 apart."""


@dataclass(slots=True)
class Row:
    """A datum with its words measured; `height`, `band` (the part of it the bar has) and
    `head` (what stands above the band: the label when stacked) are filled on layout."""

    datum: Datum
    lines: tuple[str, ...]
    value: tuple[Word, ...]
    trailing: tuple[Word, ...] = ()
    """Marks and tags that found no room behind the value and stand behind the label."""
    under: tuple[tuple[Word, ...], ...] = field(default=())
    """Lines below the bar: what the part is, an aside that does not fit."""
    height: float = 0.0
    band: float = 0.0
    head: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How a chart is divided: labels left of `left` (or above the bars when stacked), bars and values between `left` and
    `right`; a value v ends at ``zero + v * scale``."""

    rows: tuple[Row, ...]
    stacked: bool
    left: float
    right: float
    zero: float
    scale: float
    bar: float
    small: bool


def draw(spec: BarsSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    ranks = RankLine.of([datum.rank for datum in spec.data], width)
    plan = _plan(spec, width, ranks.left - 18 if ranks else width, faces)
    sheet = Sheet(width, faces)
    top = style.TOP
    if ranks:
        quiet = Word(spec.head or spec.unit, size=style.QUIET, color="g1")
        sheet.put(plan.zero, top + 10, quiet)
        sheet.put(min(ranks.left - 2, width - faces.width(spec.rank_head, "hei", style.QUIET)), top + 10,
                  Word(spec.rank_head or "位次", size=style.QUIET, color="g1"))  # fmt: skip
        top += 18
    y = top
    for index, row in enumerate(plan.rows):
        if index:
            _divider(sheet, spec.data[index - 1], row.datum, y, ruled=bool(ranks))
        _row(sheet, row, plan, y)
        if ranks and row.datum.rank is not None:
            ranks.put(sheet, row.datum, y + row.head + row.band / 2)
        y += row.height
    if not plan.stacked:
        sheet.line((plan.zero, top), (plan.zero, y), color="ink", width=style.ZERO)
    return sheet.finish(y + (2 if plan.small else 0))


def refuse(spec: BarsSpec) -> None:
    values = [datum.value for datum in spec.data] + [datum.part.value for datum in spec.data if datum.part]
    if len(values) < 2 or not any(values):
        raise NothingToDraw("bars need two values, one of them not zero")


def _plan(spec: BarsSpec, width: float, right: float, faces: Measure) -> Plan:
    """The roomiest arrangement whose longest bar is worth looking at: labels beside the bars and large values, then small
    values, then labels above the bars, then marks and tags up there too."""
    best: Plan | None = None
    small = spec.compact or len(spec.data) >= _SMALL_FROM
    for stacked, little, aloft in ((False, small, False), (False, True, False), (True, True, False), (True, True, True)):
        if not stacked and width < 200 and _longest(spec.data, faces) > 0.42 * width:
            continue
        plan = _arrange(spec, width, right, faces, stacked, little, aloft)
        if _span(spec, plan) >= 0.2 * width:
            return plan
        if best is None or _span(spec, plan) > 1.3 * _span(spec, best):
            best = plan
    assert best is not None
    return best


def _span(spec: BarsSpec, plan: Plan) -> float:
    """From the left end of the longest bar below zero to the right end of the longest above."""
    values = [float(datum.value) for datum in spec.data]
    return (max(*values, 0.0) - min(*values, 0.0)) * plan.scale


def _longest(data: Sequence[Datum], faces: Measure) -> float:
    return max(faces.width(text, _label_face(datum), style.LABEL) for datum in data for text in (datum.label, datum.sub or ""))


def _label_face(datum: Datum) -> str:
    return "hei-bold" if datum.sub else "hei"


def _arrange(
    spec: BarsSpec, width: float, right: float, faces: Measure, stacked: bool, small: bool, aloft: bool
) -> Plan:  # fmt: skip
    left = 0.0 if stacked else min(_longest(spec.data, faces) + 9, (0.24 if width > 400 else 0.36) * width)
    room = right if stacked else left - 9
    rows = tuple(_measured(datum, room, faces, small, aloft, stacked) for datum in spec.data)
    ends = [(float(row.datum.value), extent(row.value, faces) + style.GAP) for row in rows]
    scale, zero = fit(ends, left, right)
    plan = Plan(rows, stacked, left, right, zero, scale, 9.0 if small else 16.0, small)
    for row in rows:
        _heights(row, plan, spec, faces)
    return plan


def _measured(datum: Datum, room: float, faces: Measure, small: bool, aloft: bool, stacked: bool) -> Row:
    value = value_words(datum, small)
    value, trailing = (value[:1], value[1:]) if aloft else (value, ())
    side = 0.0 if datum.sub else extent(trailing, faces)
    return Row(datum, wrap(datum.label, faces, room - side, 3, _label_face(datum)), value, trailing)


def value_words(datum: Datum, small: bool = False) -> tuple[Word, ...]:
    """The value as printed: bold, a derived one regular; then its tags and marks."""
    derived = datum.run.kind == "derived" or (datum.look == "hollow" and bool(datum.tags))
    size = style.VALUE_SMALL if small else style.DERIVED if derived else style.VALUE
    return (word(datum.run, size, "hei" if derived else "hei-bold"), *words(datum.tags), *words(datum.marks))


def fit(ends: Sequence[tuple[float, float]], left: float, right: float) -> tuple[float, float]:
    """Scale (points a unit) and zero line such that every bar with its words (value, width of the words) stays between the
    two edges. Exact where one side is empty, else to a thousandth of a point."""
    room = right - left

    def side(sign: int, scale: float) -> float:
        return max(
            (abs(value) * scale + words for value, words in ends if value * sign > 0 or (sign > 0 and not value)), default=0.0
        )

    largest = max(abs(value) for value, _ in ends)
    low, high = 0.0, room / largest if largest else 0.0
    for _ in range(60):
        scale = (low + high) / 2
        low, high = (scale, high) if side(1, scale) + side(-1, scale) <= room else (low, scale)
    return low, left + side(-1, low)


def _heights(row: Row, plan: Plan, spec: BarsSpec, faces: Measure) -> None:
    datum = row.datum
    count = len(row.lines) + bool(datum.sub)
    ranked = any(other.rank is not None for other in spec.data)
    if plan.stacked:
        row.head = style.LINE * count
        row.band = 18.0 if ranked or not plan.small else 12.0
        row.height = row.head + row.band + 6
    elif plan.small:
        row.height = row.band = max(24.0 if ranked else style.LINE, style.LINE * count + (3 if count > 1 else 0))
    else:
        roomy = len(spec.data) <= 4 and any(other.sub or other.group or other.rank is not None or other.part for other in spec.data)
        row.height = row.band = max(36.0 if roomy else 24.0, style.LINE * count + 12)
    under: list[tuple[Word, ...]] = []
    room = plan.right - (plan.zero if float(datum.value) >= 0 else plan.left) - 5
    if datum.part:
        under += flow(_part_note(datum.part, float(datum.part.value) * plan.scale, faces), faces, room, 2)
    if not _aside_beside(row, plan, faces):
        under += flow(words(datum.aside, style.QUIET, color="g1"), faces, room, 3)
    row.under = tuple(under)
    row.height += 12.0 * len(under) + (6 if under and plan.small and not plan.stacked else 0)


def _aside_beside(row: Row, plan: Plan, faces: Measure) -> bool:
    """Is there room for the quiet words at the right end of the row?"""
    end = plan.zero + max(float(row.datum.value), 0.0) * plan.scale + style.GAP + extent(row.value, faces)
    return end + 9 + extent(words(row.datum.aside, style.QUIET), faces) <= plan.right


def _part_note(part: Datum, reach: float, faces: Measure) -> tuple[Word, ...]:
    """What the part is; with its value when the part is too short to hold it."""
    name = Word(part.label, size=style.QUIET, color="ink", run=part.label_run, after=3)
    if _inside(part, reach, faces):
        return (name, *words(part.marks))
    return (name, word(part.run, style.VALUE_SMALL, "hei-bold"), *words(part.tags), *words(part.marks))


def _inside(part: Datum, reach: float, faces: Measure) -> bool:
    return reach >= faces.width(part.run.text, "hei-bold", style.VALUE) + 10


def _row(sheet: Sheet, row: Row, plan: Plan, y: float) -> None:
    datum = row.datum
    middle = y + row.head + row.band / 2
    lines = [Word(text, _label_face(datum), run=datum.label_run) for text in row.lines]
    subs = [Word(datum.sub, color="g1")] if datum.sub else []
    first = y + 9 if plan.stacked else style.middle(middle, style.LABEL) - style.LINE * (len(lines) + len(subs) - 1) / 2
    for index, item in enumerate((*lines, *subs)):
        last = index == len(lines) + len(subs) - 1
        sheet.put(0, first + style.LINE * index, (item, *row.trailing) if last else item)
    bar(sheet, datum, plan.zero, middle, plan.bar, plan.scale)
    if plan.stacked:
        sheet.line((plan.zero, middle - row.band / 2 + 1), (plan.zero, middle + row.band / 2 - 1), color="ink", width=style.ZERO)
    reach = float(datum.value) * plan.scale
    base = style.middle(middle, row.value[0].size)
    if reach < 0:
        sheet.put(plan.zero + reach - style.GAP, base, row.value, "right")
    else:
        sheet.put(plan.zero + reach + style.GAP, base, row.value)
    _below(sheet, row, plan, y + row.head + row.band)
    if datum.aside and _aside_beside(row, plan, sheet.faces):
        sheet.put(plan.right, style.middle(middle, style.QUIET), words(datum.aside, style.QUIET, color="g1"), "right")


def _below(sheet: Sheet, row: Row, plan: Plan, y: float) -> None:
    """The lines under a bar; that of a part begins with a stroke in its colour."""
    left = plan.zero if float(row.datum.value) >= 0 else plan.left
    for index, line in enumerate(row.under):
        base = y + 12.0 * index + (4 if row.band >= 36 else 9)
        if index == 0 and row.datum.part:
            sheet.line((left + 1.1, base - 7), (left + 1.1, base + 1), color=part_color(row.datum), width=1.5)
        sheet.put(left + 5, base, line)


def color(datum: Datum) -> str:
    if datum.accent:
        return "red"
    return "blue" if datum.look == "solid" else "g3"


def part_color(whole: Datum) -> str:
    """A part is the finding of its bar and takes the accent, unless the whole has it."""
    return "blue" if whole.accent else "red"


def bar(sheet: Sheet, datum: Datum, zero: float, middle: float, height: float, scale: float) -> None:
    """The bar from the zero line, its part inside it."""
    top = middle - height / 2
    reach = _reach(datum, scale)
    left, length = (zero + reach, -reach) if reach < 0 else (zero, reach)
    if datum.look == "hollow":
        sheet.rect(left, top, length, height, "white", "red" if datum.accent else "ink", style.HOLLOW)
    elif length:
        sheet.rect(left, top, length, height, "g4" if datum.part else color(datum))
    if datum.part:
        _part(sheet, datum, datum.part, zero, middle, height, scale)


def _reach(datum: Datum, scale: float) -> float:
    reach = float(datum.value) * scale
    if not reach:
        return 0.0
    return max(reach, style.LEAST) if reach > 0 else min(reach, -style.LEAST)


def _part(sheet: Sheet, whole: Datum, part: Datum, zero: float, middle: float, height: float, scale: float) -> None:
    reach = _reach(part, scale)
    sheet.rect(zero, middle - height / 2, reach, height, part_color(whole))
    if not _inside(part, reach, sheet.faces):
        return
    base = style.middle(middle, style.VALUE)
    box = sheet.put(zero + style.GAP, base, word(part.run, style.VALUE, "hei-bold", "white"))
    share = tuple(word(run, style.LABEL, "hei", "white") for run in part.tags if run.style is None)
    if share and box[2] + 9 + extent(share, sheet.faces) <= zero + reach - style.GAP:
        sheet.put(zero + reach - style.GAP, base, share, "right")


def _divider(sheet: Sheet, before: Datum, after: Datum, y: float, ruled: bool) -> None:
    if before.group != after.group:
        sheet.line((0, y), (sheet.width, y), color="g3", width=0.5, dash=style.DOTTED)
    elif ruled:
        sheet.line((0, y), (sheet.width, y), color="g4", width=style.HAIR)
