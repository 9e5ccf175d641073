"""报头, 目录, cards and 版记: the parts only a briefing has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.errors import OverflowingError
from briefing.model.document import Card, Cards, Colophon, Contents, Masthead
from briefing.typography.pieces import Line
from briefing.writers.pdf.flow import Anchor, Op, PageNumber, Rule, Slab, Text
from briefing.writers.pdf.setting import Place, Setter, plain, spaced
from briefing.writers.pdf.tree import Node

_CARD = 114.0
_LEAST_CARD = 105.0
_CARD_HEIGHT = 84.0
_ROW = 18.0
_COLOPHON_ROW = 24.0
_NUMBER = re.compile(r"([^0-9]*[0-9.,]+) ?([^0-9].*)")


def masthead(block: Masthead, setter: Setter, place: Place) -> list[Slab]:
    """报头, 150 high: 密级 and 编号, the name in red, the number, publisher and date, a red double rule."""
    width = place.width
    node = place.node
    ops: list[Op] = []
    if block.classification:
        ops.append(_left((block.classification,), "classification", 0.0, setter, width / 2, node))
    if block.serial:
        ops.append(_right((block.serial,), "serial", 0.0, setter, width, node))
    ops += _name(block, setter, width, node)
    issue = setter.one((block.issue,), "issue", width)
    ops.append(Text((width - issue.width) / 2, 96.0 + setter.role("issue").base, issue, node.add("P")))
    date = _right((block.date,), "publisher", 120.0, setter, width, node)
    if block.publisher.text:
        ops.append(_left((block.publisher,), "publisher", 120.0, setter, date.x - 12, node))
    ops.append(date)
    rule = setter.style.rule
    thick, thin, gap = rule["masthead_thick"], rule["masthead_thin"], rule["masthead_gap"]
    ops.append(Rule(0.0, 144.0, width, 144.0, thick, "red"))
    ops.append(Rule(0.0, 144.0 + thick / 2 + gap, width, 144.0 + thick / 2 + gap, thin, "red"))
    return [Slab(150.0, tuple(ops), what="报头")]


def _name(block: Masthead, setter: Setter, width: float, node: Node) -> list[Op]:
    """The name on one line, letterspaced; a long one is made smaller, a very long one takes two lines."""
    look = setter.role("name")
    node = node.add("P")
    text = block.name.text
    half = (len(text) + 1) // 2
    for parts, factors in (((text,), setter.style.large_factors[:4]), ((text[:half], text[half:]), setter.style.large_factors[2:])):
        for factor in factors:
            runs = [block.name.model_copy(update={"text": part}) for part in parts]
            lines = [spaced(setter.free((run,), "name", factor), look.spacing * factor) for run in runs]
            if all(line.width <= width for line in lines):
                bases = (24.0 + look.base,) if len(parts) == 1 else (24.0 + 30.0, 24.0 + 66.0)
                placed = [Text((width - line.width) / 2, y, line, node) for line, y in zip(lines, bases, strict=True)]
                return [Anchor("top", text, 0), *placed]
    raise OverflowingError(f"简报名“{text}”太长，两行也排不下；请在配置 name 中缩短。")


def _left(words: tuple[object, ...], role: str, top: float, setter: Setter, room: float, node: Node) -> Text:
    line = setter.one(words, role, room)  # type: ignore[arg-type]
    return Text(0.0, top + setter.role(role).base, line, node.add("P"))


def _right(words: tuple[object, ...], role: str, top: float, setter: Setter, width: float, node: Node) -> Text:
    line = setter.one(words, role, width / 2)  # type: ignore[arg-type]
    return Text(width - line.width, top + setter.role(role).base, line, node.add("P"))


def contents(block: Contents, setter: Setter, place: Place) -> list[Slab]:
    """目录: numeral, title and page number, hair rules between."""
    look = setter.role("contents")
    parent = place.node.add("TOC")
    slabs: list[Slab] = []
    hair = setter.rule(place.width, "row", "g4")
    for at, entry in enumerate(block.entries):
        item = parent.add("TOCI").add("Reference")
        numeral = setter.free(entry.numeral, "contents")
        left = numeral.width + look.size
        title = setter.snug(entry.title, "contents", place.width - left - 24)
        height = _ROW + look.line * max(len(title) - 1, 0)
        ops: list[Op] = [hair] if not at else []
        ops.append(Text(0.0, 12.5, _linked(numeral, entry.anchor), item))
        ops += [Text(left, 12.5 + look.line * row, _linked(line, entry.anchor), item) for row, line in enumerate(title)]
        ops += [PageNumber(place.width, 12.5, entry.anchor, "contents", item), replace(hair, y=height, to_y=height)]
        slabs.append(Slab(height, tuple(ops), keep=at < len(block.entries) - 1, what="目录"))
    return slabs


def _linked(line: Line, anchor: str) -> Line:
    return replace(line, spans=tuple(replace(span, piece=replace(span.piece, link=anchor)) for span in line.spans))


def cards(block: Cards, setter: Setter, place: Place) -> list[Slab]:
    """Cards of 114 in rows of as many as the measure holds, 12 between rows."""
    gutter = setter.style.page.gutter
    across = max(int((place.width + gutter + 0.01) // (_CARD + gutter)), 4 if place.width > 4 * _LEAST_CARD else 1)
    wide = min((place.width + gutter) / across - gutter, _CARD)
    parent = place.node.add("L")
    slabs: list[Slab] = []
    for first in range(0, len(block.items), across):
        ops: list[Op] = []
        row = block.items[first : first + across]
        labels = [_label(card, setter, wide) for card in row]
        deepest, badged = max(map(len, labels)), any(card.badge for card in row)
        height = _CARD_HEIGHT if badged else _CARD_HEIGHT - 18.0
        for at, (card, label) in enumerate(zip(row, labels, strict=True)):
            node = parent.add("LI").add("LBody")
            drawn, tall = _card(card, label, setter, node, at * (wide + gutter), wide, 12.0 * deepest, badged)
            ops += drawn
            height = max(height, tall)
        slabs.append(Slab(height, tuple(ops), gap=12.0 if first else 0.0, what="指标卡"))
    return slabs


def _card(
    card: Card, label: Sequence[Line], setter: Setter, node: Node, x: float, width: float, depth: float, badged: bool
) -> tuple[list[Op], float]:
    """A card from its left edge; label, figure with unit, badge or change, period. A long label takes two lines; the labels of a
    row take the same `depth`, so that its figures stand on one line. A row without changes (`badged`) has no line for them."""
    rule = setter.rule(width, "card", x=x)
    ops: list[Op] = [rule]
    label_node = node.add("P")
    for row, line in enumerate(label):
        ops.append(Text(x, 12.0 * row + setter.role("card-label").base, line, label_node))
    top = depth + 6.0
    ops += _figure(card, setter, node.add("P"), x, top, width)
    top += setter.role("card-value").line
    if not badged:
        top -= 18.0
    if card.badge:
        change = setter.lines(card.badge, "card-change", width)
        change_node = node.add("P")
        for at, line in enumerate(change):
            ops.append(Text(x, top + setter.role("card-change").base + 12.0 * at, line, change_node))
        top += 12.0 * (len(change) - 1)
    top += 18.0
    period_node = node.add("P")
    for line in setter.lines(card.period, "card-period", width):
        ops.append(Text(x, top + setter.role("card-period").base, line, period_node))
        top += 12.0
    return ops, top + 6.0


def _label(card: Card, setter: Setter, width: float) -> tuple[Line, ...]:
    fitting = setter.fits(card.label, "card-label", width)
    return (fitting,) if fitting else setter.worded(card.label, "card-label", width)


def _figure(card: Card, setter: Setter, node: Node, x: float, top: float, width: float) -> list[Op]:
    """The large figure and its unit on one line; a long one is made smaller."""
    base = top + setter.role("card-value").base
    number, behind = card.value, card.unit
    if behind is None and (parts := _NUMBER.fullmatch(number.text)):  # 550亿斤左右: only the number is large
        number, behind = (card.value.model_copy(update={"text": part}) for part in parts.groups())
    unit = setter.one((behind,), "card-unit", width / 2, large=True) if behind else Line((), 0.0, True)
    value = setter.one((number,), "card-value", width - unit.width - 3, large=True)
    ops: list[Op] = [Text(x, base, value, node)]
    if behind:
        ops.append(Text(x + value.width + 3, base, unit, node))
    return ops


def colophon(block: Colophon, setter: Setter, place: Place) -> list[Slab]:
    """版记 on the lower edge of the last page: how it was made, then rows between rules."""
    width = place.width
    inset = setter.role("colophon").size
    ops: list[Op] = []
    top = 0.0
    if block.made:
        made = setter.lines(block.made, "made", width)
        node = place.node.add("P")
        ops += [Text(0.0, setter.role("made").base + 12.0 * at, line, node) for at, line in enumerate(made)]
        top = 12.0 * len(made) + 12.0
    outer, inner = setter.style.rule["colophon_outer"], setter.style.rule["colophon_inner"]
    for at, words in enumerate(block.lines):
        ops.append(Rule(0.0, top, width, top, inner if at else outer))
        node = place.node.add("P")
        lines = setter.lines(words, "colophon", width - 2 * inset)
        ops += [Text(inset, top + 15.5 + 18.0 * row, line, node) for row, line in enumerate(lines)]
        top += _COLOPHON_ROW + 18.0 * max(len(lines) - 1, 0)
    ops.append(Rule(0.0, top, width, top, inner if block.lines else outer))
    right = setter.one(block.right, "colophon", width / 2)
    left = setter.snug(block.left, "colophon", width - 3 * inset - right.width)
    node = place.node.add("P")
    ops += [Text(inset, top + 15.5 + 18.0 * row, line, node) for row, line in enumerate(left)]
    ops.append(Text(width - inset - right.width, top + 15.5, right, place.node.add("P")))
    top += _COLOPHON_ROW + 18.0 * max(len(left) - 1, 0)
    ops.append(Rule(0.0, top, width, top, outer))
    return [Slab(top, tuple(ops), foot=True, what=f"版记“{plain(block.left)}”")]
