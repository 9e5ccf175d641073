"""冲突 and 点数: two quotes side by side with what was done, and squares that say how many of N were seen."""

from __future__ import annotations

from dataclasses import replace

from briefing.model.document import ConflictBox, CountBox, QuoteSide
from briefing.model.run import Run
from briefing.writers.pdf.flow import Box, Group, Op, Slab, Text
from briefing.writers.pdf.setting import Place, Setter, joined
from briefing.writers.pdf.tree import Node

_SIDE = 8.0
_SQUARE = 8.0
_PITCH = 10.5
_MOST = 200
"""Squares beyond which only the numbers are printed."""


def conflict(block: ConflictBox, setter: Setter, place: Place) -> list[Slab]:
    """The question as title, two quotes with their places, the class as a tag and what was done; never torn."""
    node = place.node.add("Div")
    look = setter.role("list-title")
    asides = setter.snug(block.aside, "aside", place.width * 0.4) if block.aside else ()
    room = place.width - (max(line.width for line in asides) + 8 if asides else 0.0)
    ops: list[Op] = [setter.rule(place.width, "block")]
    title_node = node.add("P")
    lines = setter.lines(block.title, "list-title", room)
    ops += [Text(0.0, look.base + 12.0 * at, line, title_node) for at, line in enumerate(lines)]
    aside_node = node.add("P")
    ops += [Text(place.width - line.width, look.base + 12.0 * at, line, aside_node) for at, line in enumerate(asides)]
    top = look.line + 12.0 * max(len(lines) - 1, len(asides) - 1, 0)
    gutter = setter.style.page.gutter
    half = (place.width - gutter) / 2
    sides = [_side(side, setter, half, node) for side in (block.left, block.right)]
    ops += [Group(at * (half + gutter), top, side) for at, side in enumerate(sides)]
    top += max(side.height for side in sides) + 6.0
    words = (Run(kind="structure", text=block.tag, ref="class", style="tag-outline"), *block.resolution)
    done = node.add("P")
    for at, line in enumerate(setter.lines(words, "cell", place.width)):
        ops.append(Text(0.0, top + 12.5 + 12.0 * at, line, done))
        height = top + 18.0 + 12.0 * at
    return [Slab(height, tuple(ops), what="冲突")]


def _side(side: QuoteSide, setter: Setter, width: float, node: Node) -> Slab:
    quote = node.add("BlockQuote")
    text = setter.slabs(setter.lines(side.runs, "quote", width - _SIDE), "quote", quote.add("P"), x=_SIDE)
    place = setter.slabs(setter.lines(side.place, "aside", width - _SIDE), "aside", quote.add("P"), x=_SIDE)
    whole = joined([*text, *place])
    bar = Box(0.0, 0.0, setter.style.rule["side"], whole.height, fill="g3")
    return replace(whole, ops=(bar, *whole.ops))


def count(block: CountBox, setter: Setter, place: Place) -> list[Slab]:
    """Label, squares (filled = seen), found/expected, and below it what was seen. Many squares wrap under the label."""
    node = place.node.add("P")
    ratio = setter.one((block.ratio,), "cell-bold", place.width / 3)
    label = setter.snug(block.label, "cell", place.width - ratio.width - 8.0)
    left = max(54.0, max((line.width for line in label), default=0.0) + 6.0)
    across = int((place.width - ratio.width - 8.0 - left) // _PITCH)
    rows = 0
    ops: list[Op] = [Text(0.0, 13.0 + 12.0 * at, line, node) for at, line in enumerate(label)]
    shown = block.expected if block.expected <= _MOST else 0
    if shown > across or len(label) > 1:
        left, rows, across = 0.0, len(label), max(int(place.width // _PITCH), 1)
    for at in range(shown):
        x, y = left + (at % across) * _PITCH, 5.5 + 12.0 * (rows + at // across)
        if at < block.found:
            ops.append(Box(x, y, _SQUARE, _SQUARE, fill="ink"))
        else:
            ops.append(Box(x + 0.4, y + 0.4, _SQUARE - 0.8, _SQUARE - 0.8, stroke="red", line=0.8))
    ops.append(Text(place.width - ratio.width, 13.0, ratio, node))
    top = 18.0 + (12.0 * (rows - 1 - (-shown // across)) if rows else 0.0)
    look = setter.role("aside")
    below = place.node.add("P")
    for line in setter.lines(block.below, "aside", place.width):
        ops.append(Text(0.0, top + look.base, line, below))
        top += look.line
    return [Slab(top, tuple(ops), what=f"点数“{block.label}”")]
