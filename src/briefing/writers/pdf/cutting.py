"""The last resort for a slab higher than a page: it is cut between two lines of its text, boxes and bars are continued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.writers.pdf.flow import Anchor, Box, Dot, Group, Op, PageNumber, Picture, Rule, Slab, Text

_ASCENT = 1.0
_DESCENT = 0.35
_PAGE_NUMBER = 10.0


def cut(slab: Slab, room: float) -> tuple[Slab, Slab] | None:
    """What stands in the first `room` points of a slab, and the rest. None when it cannot be cut: a chart, or no line fits."""
    ops = list(_flat(slab, 0.0, 0.0))
    if any(isinstance(op, Picture) for op in ops):
        return None
    extents = [extent for op in ops if (extent := _extent(op))]
    ends = sorted((bottom for _, bottom in extents if bottom <= room), reverse=True)
    at = next((end for end in ends if not any(top < end < bottom for top, bottom in extents)), None)
    if at is None:
        return None
    above = [part for op in ops for part in _above(op, at)]
    below = [part for op in ops for part in _below(op, at)]
    first = replace(slab, ops=tuple(above), height=at, keep=False)
    return first, replace(slab, ops=tuple(below), height=slab.height - at, gap=0.0)


def _flat(slab: Slab, x: float, y: float) -> Iterator[Op]:
    """All operations from the slab's own corner, groups dissolved."""
    for op in slab.ops:
        if isinstance(op, Group):
            yield from _flat(op.slab, x + op.x, y + op.y)
        elif isinstance(op, Rule):
            yield replace(op, x=op.x + x, y=op.y + y, to_x=op.to_x + x, to_y=op.to_y + y)
        elif isinstance(op, Anchor):
            yield replace(op, y=op.y + y)
        else:
            yield replace(op, x=op.x + x, y=op.y + y)


def _extent(op: Op) -> tuple[float, float] | None:
    """Top and bottom of a line of text."""
    if isinstance(op, Text):
        size = max((span.size for span in op.line.spans), default=0.0)
        return op.y - _ASCENT * size, op.y + _DESCENT * size
    if isinstance(op, PageNumber):
        return op.y - _PAGE_NUMBER, op.y + 3.0
    return None


def _above(op: Op, at: float) -> Iterator[Op]:
    if isinstance(op, Box) and op.y < at < op.y + op.height:
        yield replace(op, height=at - op.y)
    elif isinstance(op, Rule) and min(op.y, op.to_y) < at < max(op.y, op.to_y):
        yield replace(op, y=min(op.y, op.to_y), to_y=at)
    elif _bottom(op) <= at:
        yield op


def _below(op: Op, at: float) -> Iterator[Op]:
    if isinstance(op, Box) and op.y < at < op.y + op.height:
        yield replace(op, y=0.0, height=op.y + op.height - at)
    elif isinstance(op, Rule) and min(op.y, op.to_y) < at < max(op.y, op.to_y):
        yield replace(op, y=0.0, to_y=max(op.y, op.to_y) - at)
    elif _bottom(op) > at:
        yield _lifted(op, at)


def _lifted(op: Op, by: float) -> Op:
    return replace(op, y=op.y - by, to_y=op.to_y - by) if isinstance(op, Rule) else replace(op, y=op.y - by)


def _bottom(op: Op) -> float:
    if isinstance(op, Rule):
        return max(op.y, op.to_y)
    if isinstance(op, Box):
        return op.y + op.height
    if isinstance(op, Dot):
        return op.y + op.radius
    extent = _extent(op)
    return extent[1] if extent else op.y
