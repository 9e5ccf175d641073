"""Rows of horizontal bars: how labels, bars, values and notes share the width, and how a row is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.charts import style
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, extent, flow, named, word, words
from briefing.model.chart import Datum

Words = tuple[Word, ...]


@dataclass(slots=True)
class Row:
    """A datum with its words measured; `height`, `band` (the part of it the bar has) and `head` (what stands above the band: the
    label when stacked) are filled on layout."""

    datum: Datum
    lines: tuple[Words, ...]
    """The label, what it is about, and marks and tags that found no room behind the value."""
    value: Words
    aside: Words = ()
    under: tuple[Words, ...] = field(default=())
    """Lines below the bar: what the part is, an aside that does not fit."""
    height: float = 0.0
    band: float = 0.0
    head: float = 0.0
    edge: float = 0.0
    """Where the lines below the bar begin."""


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

    @property
    def span(self) -> float:
        """From the left end of the longest bar below zero to the right end of the longest above."""
        values = [float(row.datum.value) for row in self.rows]
        return (max(*values, 0.0) - min(*values, 0.0)) * self.scale


@dataclass(frozen=True, slots=True)
class Wish:
    """What the chart asks for: `right` end of the bars, least height of a row, small bars and values, quiet words at the right
    end of each row and whether bars leave them their room."""

    width: float
    right: float
    pitch: float
    small: bool = False
    asides: tuple[Words, ...] = ()
    reserve: bool = False


def plan(data: Sequence[Datum], wish: Wish, faces: Measure) -> Plan:
    """The roomiest arrangement whose longest bar is worth looking at: labels beside the bars and large values, then small
    values, then labels above the bars, then marks and tags up there too."""
    best: Plan | None = None
    for stacked, small, aloft in ((False, wish.small, False), (False, True, False), (True, True, False), (True, True, True)):
        if not stacked and wish.width < 200 and longest(data, faces) > 0.42 * wish.width:
            continue
        made = _arrange(data, wish, faces, stacked, small, aloft)
        if made.span >= 0.2 * wish.width:
            return made
        if best is None or made.span > 1.3 * best.span:
            best = made
    assert best is not None
    return best


def longest(data: Sequence[Datum], faces: Measure) -> float:
    return max(faces.width(text, _face(datum), style.LABEL) for datum in data for text in (datum.label, datum.sub or ""))


def _face(datum: Datum) -> str:
    return "hei-bold" if datum.sub else "hei"


def _arrange(data: Sequence[Datum], wish: Wish, faces: Measure, stacked: bool, small: bool, aloft: bool) -> Plan:
    share = 0.3 if wish.width > 400 else 0.36
    left = 0.0 if stacked else min(longest(data, faces) + 9, share * wish.width)
    room = wish.right if stacked else left - 9
    asides = wish.asides or ((),) * len(data)
    rows = tuple(_measured(datum, aside, room, faces, small, aloft) for datum, aside in zip(data, asides, strict=True))
    ends = [(float(row.datum.value), extent(row.value, faces) + style.GAP) for row in rows]
    if wish.reserve:
        ends = [
            (value, room + (extent(row.aside, faces) + 9.5 if row.aside else 0))
            for (value, room), row in zip(ends, rows, strict=True)
        ]
    scale, zero = fit(ends, left, wish.right)
    made = Plan(rows, stacked, left, wish.right, zero, scale, style.BAR_SMALL if small else min(style.BAR, wish.pitch - 5), small)
    for row in rows:
        _heights(row, made, wish, faces)
    return made


def _measured(datum: Datum, aside: Words, room: float, faces: Measure, small: bool, aloft: bool) -> Row:
    value = value_words(datum, small)
    value, trailing = (value[:1], value[1:]) if aloft else (value, ())
    name = Word(datum.label, _face(datum), run=datum.label_run)
    if not datum.sub:
        return Row(datum, named(name, trailing, faces, room), value, aside)
    sub = Word(datum.sub, color="g1", run=datum.sub_run)
    return Row(datum, (*named(name, (), faces, room), *named(sub, trailing, faces, room, 2)), value, aside)


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


def _heights(row: Row, made: Plan, wish: Wish, faces: Measure) -> None:
    datum = row.datum
    count = len(row.lines)
    if made.stacked:
        row.head = style.LINE * count
        row.band = max(12.0, min(wish.pitch, 18.0))
        row.height = row.head + row.band + 6
    elif made.small:
        row.height = row.band = max(min(wish.pitch, 24.0), style.LINE * count + (3 if count > 1 else 0))
    else:
        row.height = row.band = max(wish.pitch, style.LINE * count + (12 if wish.pitch >= 24 else 2))
    under: list[Words] = []
    row.edge = made.zero if float(datum.value) >= 0 and made.right - made.zero >= 0.55 * wish.width else made.left
    room = made.right - row.edge - 5
    if datum.part:
        under += flow(_part_note(datum.part, float(datum.part.value) * made.scale, faces), faces, room, 2)
    if not _aside_beside(row, made, faces):
        under += flow(row.aside, faces, room, 3)
    row.under = tuple(under)
    row.height += 12.0 * len(under) + (6 if under and made.small and not made.stacked else 0)


def _aside_beside(row: Row, made: Plan, faces: Measure) -> bool:
    """Is there room for the quiet words at the right end of the row?"""
    end = made.zero + max(float(row.datum.value), 0.0) * made.scale
    if float(row.datum.value) >= 0:
        end += style.GAP + extent(row.value, faces)
    return end + 9 + extent(row.aside, faces) <= made.right


def _part_note(part: Datum, reach: float, faces: Measure) -> Words:
    """What the part is; with its value and share when the part is too short to hold them."""
    name = Word(part.label, size=style.QUIET, color="ink", run=part.label_run, after=3)
    inside = _inside(part, reach, faces)
    value = () if inside else (word(part.run, style.VALUE_SMALL, "hei-bold"),)
    shared = inside and _share(part, reach, faces)
    tags = tuple(run for run in part.tags if not (shared and run.style is None))
    return (name, *value, *(replace(item, before=max(item.before, 3)) for item in words(tags)), *words(part.marks))


def _share(part: Datum, reach: float, faces: Measure) -> Words:
    """The share of the part (a tag without style), white at the right end inside it; nothing where there is no room."""
    share = words((run for run in part.tags if run.style is None), style.LABEL, color="white")
    used = 2 * style.GAP + 9 + faces.width(part.run.text, "hei-bold", style.VALUE)
    return share if share and used + extent(share, faces) <= reach else ()


def _inside(part: Datum, reach: float, faces: Measure) -> bool:
    return reach >= faces.width(part.run.text, "hei-bold", style.VALUE) + 10


def paint(sheet: Sheet, row: Row, made: Plan, y: float) -> None:
    """Paints a row from its upper edge `y` down."""
    datum = row.datum
    middle = y + row.head + row.band / 2
    _label(sheet, row, made, y, middle)
    bar(sheet, datum, made.zero, middle, made.bar, made.scale)
    if made.stacked:
        sheet.line((made.zero, middle - row.band / 2 + 1), (made.zero, middle + row.band / 2 - 1), color="ink", width=style.ZERO)
    reach = float(datum.value) * made.scale
    base = style.middle(middle, row.value[0].size)
    if reach < 0:
        sheet.put(made.zero + reach - style.GAP, base, row.value, "right")
    else:
        sheet.put(made.zero + reach + style.GAP, base, row.value)
    _below(sheet, row, made, y + row.head + row.band)
    if row.aside and _aside_beside(row, made, sheet.faces):
        sheet.put(made.right, style.middle(middle, row.aside[0].size), row.aside, "right")


def _label(sheet: Sheet, row: Row, made: Plan, y: float, middle: float) -> None:
    first = y + 9 if made.stacked else style.middle(middle, style.LABEL) - style.LINE * (len(row.lines) - 1) / 2
    for index, line in enumerate(row.lines):
        sheet.put(0, first + style.LINE * index, line)


def zero_line(sheet: Sheet, made: Plan, y: float) -> None:
    """The line the bars start from, past every row; it spares lines of words that begin left of it."""
    if made.stacked:
        return  # every bar has a stroke of its own
    start = y
    for row in made.rows:
        y += row.height
        if row.under and row.edge < made.zero:
            sheet.line((made.zero, start), (made.zero, y - 12.0 * len(row.under)), color="ink", width=style.ZERO)
            start = y
    if start < y:
        sheet.line((made.zero, start), (made.zero, y), color="ink", width=style.ZERO)


def _below(sheet: Sheet, row: Row, made: Plan, y: float) -> None:
    """The lines under a bar; that of a part begins with a stroke in its colour."""
    for index, line in enumerate(row.under):
        base = y + 12.0 * index + (4 if row.band >= 36 else 9)
        if index == 0 and row.datum.part:
            sheet.line((row.edge + 1.1, base - 7), (row.edge + 1.1, base + 1), color=part_color(row.datum), width=1.5)
        sheet.put(row.edge + 5, base, line)


def color(datum: Datum) -> str:
    if datum.accent:
        return "red"
    return "blue" if datum.look == "solid" else "g3"


def part_color(whole: Datum) -> str:
    """A part is red when it is the finding of the chart."""
    return "red" if whole.part and whole.part.accent else "blue"


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
    sheet.put(zero + style.GAP, base, word(part.run, style.VALUE, "hei-bold", "white"))
    sheet.put(zero + reach - style.GAP, base, _share(part, reach, sheet.faces), "right")
