"""Headings, running text, lists, fields, quotes: what is read."""

from __future__ import annotations

from dataclasses import replace

from briefing.model.document import FieldList, Heading, KeyPoints, Listing, Paragraph, PullQuote, Tinted
from briefing.typography.pieces import Line
from briefing.writers.pdf.flow import Anchor, Box, Dot, Op, Slab, Text, stack
from briefing.writers.pdf.setting import Place, Setter, Words, joined, plain
from briefing.writers.pdf.tree import Node

_NOTHING = "本期无"
"""How an empty field begins; it gets a dashed outline."""
_BULLET = 8.0
_WHOLE_LIST = 216.0
"""Points up to which a list is not torn."""
_PULL = 12.0
_TINT_PAD = 12.0
_TINT_LABEL = 96.0


def heading(block: Heading, setter: Setter, place: Place) -> list[Slab]:
    """A heading of any level with its rule; a first-level one in a column has none and sits higher."""
    role = {1: "h1-column" if place.column else "h1", 2: "h2", 3: "h3"}[block.level]
    look = setter.role(role)
    node = place.node.add(f"H{block.level}")
    title = f"{block.numeral or ''}{plain(block.runs)}"
    ops: list[Op] = [Anchor(block.anchor, title, block.level)]
    left = 0.0
    if block.numeral:
        numeral = setter.free(block.numeral, role)
        ops.append(Text(0.0, look.base, _tinted(numeral, "numeral"), node))
        left = setter.faces.advance(block.numeral, look.face, look.size)
    asides = setter.snug(block.aside, "aside", place.width * 0.6) if block.aside else ()
    room = place.width - left - (max(line.width for line in asides) + 12 if asides else 0.0)
    beside = len(asides) <= 2 and room >= 4 * look.size
    lines = setter.lines(block.runs, role, room if beside else place.width - left) or (Line((), 0.0, True),)
    ops += [Text(left, look.base + at * look.line, line, node) for at, line in enumerate(lines)]
    height = look.line * len(lines)
    # Words at the right end of the line, or under it where there is no room.
    first = look.base - 12.0 * (len(asides) - 1) if beside else height + 8.0
    aside = place.node.add("P")
    ops += [Text(place.width - line.width, first + 12.0 * at, line, aside) for at, line in enumerate(asides)]
    height += 0.0 if beside else 12.0 * len(asides)
    if block.level == 1 and not place.column:
        if setter.style.rule["h1"]:
            ops.append(setter.rule(place.width, "h1"))
        height += 6
    elif block.level > 1:
        ops.append(setter.rule(place.width, "h2", "g3"))
    return [Slab(height, tuple(ops), keep=True, what=f"标题“{title}”")]


def _tinted(line: Line, color: str) -> Line:
    return replace(line, spans=tuple(replace(span, piece=replace(span.piece, color=color)) for span in line.spans))


def paragraph(block: Paragraph, setter: Setter, place: Place) -> list[Slab]:
    """Running text, line by line; the large name of a district in one piece."""
    node = place.node.add("P")
    if block.style in ("district", "district-short"):
        node.tag = "H2"
        return [_district(block, setter, place, node)]
    slabs = setter.slabs(
        setter.lines(block.runs, block.style, place.width), block.style, node, what=f"段落“{plain(block.runs)[:12]}…”"
    )
    if block.anchor and slabs:
        slabs[0] = replace(slabs[0], ops=(Anchor(block.anchor), *slabs[0].ops))
    return slabs


def _district(block: Paragraph, setter: Setter, place: Place, node: Node) -> Slab:
    """The large name on one line, made smaller for a long one; a very long one wraps."""
    look = setter.role(block.style)
    title = plain(block.runs)
    *steps, least = setter.style.large_factors[:5]
    fitting = next((line for step in steps if (line := setter.free(block.runs, block.style, step)).width <= place.width), None)
    lines = (fitting,) if fitting else setter.worded(block.runs, block.style, place.width, factor=least)
    pitch = -(-look.size * least * 1.2 // 6) * 6
    ops = [Text(0.0, look.base + pitch * at, line, node) for at, line in enumerate(lines)]
    return Slab(look.line + pitch * (len(lines) - 1), (Anchor(block.anchor, title, 2), *ops), keep=True, what=f"“{title}”")


def listing(block: Listing, setter: Setter, place: Place) -> list[Slab]:
    """A list with small bullets, its title and count above; an empty one says so."""
    slabs: list[Slab] = []
    if block.title:
        slabs.append(_list_title(block, setter, place))
    items = [item for item in block.items if plain(item).strip()]
    if not items:
        return [*slabs, _empty(block.empty or "本期无", setter, place)]
    parent = place.node.add("L")
    role = "small"
    look = setter.role(role)
    for at, item in enumerate(items):
        body = parent.add("LI").add("LBody")
        lines = setter.lines(item, role, place.width - _BULLET)
        item_slabs = setter.slabs(lines, role, body, x=_BULLET, what=f"条目“{plain(item)[:12]}…”")
        bullet = Dot(3.0, look.base - 3.0, 0.9, fill="g2")
        item_slabs[0] = replace(item_slabs[0], ops=(bullet, *item_slabs[0].ops), gap=6.0 if at else 0.0)
        slabs += item_slabs
    if stack(slabs) <= _WHOLE_LIST:
        slabs = [replace(slab, keep=at < len(slabs) - 1) for at, slab in enumerate(slabs)]
    return slabs


def _list_title(block: Listing, setter: Setter, place: Place) -> Slab:
    look = setter.role("list-title")
    ops: list[Op] = [setter.rule(place.width, "block")]
    count = setter.free(block.count, "aside") if block.count else None
    if count and count.width + 8 > place.width * _BESIDE:
        return _counted_below(block, setter, place)
    lines = setter.snug(block.title, "list-title", place.width - (count.width + 8 if count else 0))
    node = place.node.add("P")
    ops += [Text(0.0, look.base + 12.0 * at, line, node) for at, line in enumerate(lines)]
    if count:
        ops.append(Text(place.width - count.width, look.base, count, place.node.add("P")))
    return Slab(look.line + 12.0 * (len(lines) - 1), tuple(ops), keep=True, what="清单标题")


_BESIDE = 0.7
"""Up to this share of the width a count stands beside its title; a longer one stands below it."""


def _counted_below(block: Listing, setter: Setter, place: Place) -> Slab:
    look = setter.role("list-title")
    lines = setter.snug(block.title, "list-title", place.width)
    counted = setter.lines(block.count, "aside", place.width)
    node, below = place.node.add("P"), place.node.add("P")
    rows = [(line, node) for line in lines] + [(line, below) for line in counted]
    ops = [Text(0.0, look.base + 12.0 * at, line, owner) for at, (line, owner) in enumerate(rows)]
    height = look.line + 12.0 * (len(rows) - 1)
    return Slab(height, (setter.rule(place.width, "block"), *ops), keep=True, what="清单标题")


def _empty(word: str, setter: Setter, place: Place) -> Slab:
    line = setter.one(word, "empty", place.width - 10)
    return Slab(18.0, (*empty_box(0.0, 1.5, line.width + 10, setter), Text(5.0, 12.0, line, place.node.add("P"))), what=word)


def empty_box(x: float, y: float, width: float, setter: Setter) -> tuple[Op, ...]:
    """The dashed outline of an empty field, 15 high."""
    return (Box(x, y, width, 15.0, stroke="g3", line=setter.style.rule["dashed"], dash=(2.0, 1.5)),)


def fields(block: FieldList, setter: Setter, place: Place) -> list[Slab]:
    """Label and value a line."""
    look = setter.role("small")
    parent = place.node.add("L")
    slabs: list[Slab] = []
    roles = ["field-label" if len(label) > 1 else "cell-bold" for label, _ in block.items]
    labels = [setter.snug(label, role, place.width * 0.45) for role, (label, _) in zip(roles, block.items, strict=True)]
    left = -(-max((line.width + 7.5 for lines in labels for line in lines), default=0.0) // 6) * 6
    for label, (_, runs) in zip(labels, block.items, strict=True):
        item = parent.add("LI")
        head, body = item.add("Lbl"), item.add("LBody")
        ops: list[Op] = [Text(0.0, 13.0 + look.line * at, line, head) for at, line in enumerate(label)]
        if plain(runs).startswith(_NOTHING):
            line = setter.one(runs, "empty", place.width - left - 10)
            ops += [*empty_box(left, 2.5, line.width + 10, setter), Text(left + 5, 13.0, line, body)]
            slabs.append(Slab(18.0 + look.line * max(len(label) - 1, 0), tuple(ops), what="字段"))
            continue
        lines = setter.lines(runs, "small", place.width - left)
        ops += [Text(left, 13.0 + look.line * at, line, body) for at, line in enumerate(lines)]
        slabs.append(Slab(18.0 + look.line * max(len(lines) - 1, len(label) - 1, 0), tuple(ops), what="字段"))
    return slabs


def pull_quote(block: PullQuote, setter: Setter, place: Place) -> list[Slab]:
    """定位: label, the words large, what they mean, who said so, and a red bar beside it all."""
    width = place.width - _PULL
    quote = place.node.add("BlockQuote")
    parts: list[Slab] = []
    if block.runs:
        label = setter.one(block.label, "pull-label", width)
        parts.append(Slab(18.0, (Text(_PULL, setter.role("pull-label").base, label, quote.add("P")),)))
    parts += _unbroken(setter, "pull", block.runs, width, quote, gap=0.0)
    parts += _unbroken(setter, "point", block.body, width, quote, gap=6.0)
    parts += _unbroken(setter, "aside", block.origin, width, quote, gap=0.0 if block.body else 6.0)
    whole = joined(parts, what=f"定位“{plain(block.runs)[:12]}”")
    bar = Box(0.0, 0.0, setter.style.rule["quote"], whole.height, fill="red")
    return [replace(whole, ops=(bar, *whole.ops))]


def _unbroken(setter: Setter, role: str, words: Words, width: float, quote: Node, gap: float) -> list[Slab]:
    lines = setter.worded(words, role, width)
    if not lines:
        return []
    slabs = setter.slabs(lines, role, quote.add("P"), x=_PULL)
    slabs[0] = replace(slabs[0], gap=gap)
    return slabs


def tinted(block: Tinted, setter: Setter, place: Place) -> list[Slab]:
    """The tinted box: label and words."""
    node = place.node.add("P")
    label = setter.snug(block.label, "cell-bold", _TINT_LABEL - _TINT_PAD - 6)
    lines = setter.lines(block.runs, "cell", place.width - _TINT_LABEL - _TINT_PAD)
    height = 18.0 + 12.0 * max(len(lines), len(label), 1)
    ops: list[Op] = [Box(0.0, 0.0, place.width, height, fill="tint")]
    ops += [Text(_TINT_PAD, 17.5 + 12.0 * at, line, node) for at, line in enumerate(label)]
    ops += [Text(_TINT_LABEL, 17.5 + 12.0 * at, line, node) for at, line in enumerate(lines)]
    return [Slab(height, tuple(ops), what=f"“{block.label}”")]


def key_points(block: KeyPoints, setter: Setter, place: Place) -> list[Slab]:
    """本期要点: a bold label and a sentence each, 6 between them."""
    look = setter.role("point")
    left = 4 * setter.role("point-label").size
    parent = place.node.add("L")
    slabs: list[Slab] = []
    for at, point in enumerate(block.items):
        item = parent.add("LI")
        label = setter.snug(point.label, "point-label", left - 6)
        head, body = item.add("Lbl"), item.add("LBody")
        lines = setter.lines(point.runs, "point", place.width - left)
        ops: list[Op] = []
        for row, line in enumerate(label):
            ops.append(Text(0.0, look.base + look.line * row, _tinted(line, "red") if point.accent else line, head))
        ops += [Text(left, look.base + look.line * row, line, body) for row, line in enumerate(lines)]
        height = look.line * max(len(lines), len(label), 1)
        slabs.append(Slab(height, tuple(ops), gap=6.0 if at else 0.0, what=f"要点“{point.label}”"))
    return slabs
