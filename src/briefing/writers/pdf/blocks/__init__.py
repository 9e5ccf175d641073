"""Document blocks → slabs: one setter a kind, and the flow that puts the gaps of the look between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from briefing.model.document import Block, Columns, Heading, PageBreak, Paragraph, Space, Table
from briefing.writers.pdf.blocks.annex import annex
from briefing.writers.pdf.blocks.chart import chart
from briefing.writers.pdf.blocks.checks import conflict, count
from briefing.writers.pdf.blocks.front import cards, colophon, contents, masthead
from briefing.writers.pdf.blocks.prose import fields, heading, key_points, listing, paragraph, pull_quote, tinted
from briefing.writers.pdf.blocks.table import table
from briefing.writers.pdf.flow import STEPS, Op, Part, Slab, beside, stack, tightened
from briefing.writers.pdf.setting import Place, Setter

_SETTERS: dict[str, Callable[[Any, Setter, Place], list[Slab]]] = {
    "heading": heading,
    "paragraph": paragraph,
    "list": listing,
    "key-points": key_points,
    "cards": cards,
    "table": table,
    "chart": chart,
    "pull-quote": pull_quote,
    "fields": fields,
    "tinted": tinted,
    "conflict": conflict,
    "count": count,
    "masthead": masthead,
    "contents": contents,
    "annex": annex,
    "colophon": colophon,
}
_LOOSE = frozenset({"conflict", "paragraph-body", "key-points", "list"})
"""Blocks whose columns may be split at any place they allow; others, like the profile of a district, rather stay whole."""
_LEAD = 6
"""Slabs of a stacked profile that are never torn from the district's name."""
_GUTTERS = 60.0
"""Points by which a table may pass the measure and still be scaled down to it."""
BREAK = Slab(0.0, what="page-break")
"""Ends the page."""


def flow(blocks: Sequence[Block], setter: Setter, place: Place) -> list[Slab]:
    """All blocks of a page or a column, one under the other."""
    slabs: list[Slab] = []
    before: str | None = None
    extra = 0.0
    opened: int | None = None
    for at, block in enumerate(blocks):
        if isinstance(block, Space):
            extra += block.height
            continue
        if isinstance(block, PageBreak):
            _close(slabs, opened, setter)
            opened = len(slabs) if block.when == "whole" else None
            if block.when == "always":
                slabs.append(BREAK)
            continue
        wide = not place.column and _wide(blocks, at, setter)
        mine = _set(block, setter, replace(place, width=setter.style.wide.measure) if wide else place)
        if wide:
            mine = [replace(slab, wide=True) for slab in mine]
        if not mine:
            continue
        if isinstance(block, Columns) and _of_district(block, "district") and isinstance(_next(blocks, at), Columns):
            mine[-1] = replace(mine[-1], keep=True)  # a district's name is never left behind by what is told of it
        kind = _kind(block)
        gap = (setter.style.gap(kind, before) if before else 0.0) + extra
        slabs += [replace(mine[0], gap=gap), *mine[1:]]
        before, extra = kind, 0.0
    _close(slabs, opened, setter)
    return slabs


def _next(blocks: Sequence[Block], at: int) -> Block | None:
    return blocks[at + 1] if at + 1 < len(blocks) else None


def _close(slabs: list[Slab], opened: int | None, setter: Setter) -> None:
    """Ties what was set since `opened` into one, if a page can hold it, be it with smaller gaps; an empty slab behind it keeps
    its last columns whole."""
    if opened is None or opened == len(slabs) or slabs[-1].keep:
        return  # nothing, or a heading whose matter comes behind it
    for step in (0.0, *STEPS):
        whole = tightened(slabs[opened:], step)
        if stack(whole) <= setter.style.sheet(False).depth:
            slabs[opened:] = [*(replace(slab, keep=True, whole=not slab.keep) for slab in whole), Slab(0.0)]
            return


def _wide(blocks: Sequence[Block], at: int, setter: Setter) -> bool:
    """Whether a block belongs on a turned sheet: a table wider than the measure, and the headings right above it."""
    while isinstance(blocks[at], Heading) and at + 1 < len(blocks):
        at += 1
    block = blocks[at]
    return isinstance(block, Table) and sum(column.width for column in block.columns) > setter.style.page.measure + _GUTTERS


def _kind(block: Block) -> str:
    if isinstance(block, Heading):
        return f"heading-{block.level}"
    return f"paragraph-{block.style}" if isinstance(block, Paragraph) else block.kind


def _set(block: Block, setter: Setter, place: Place) -> list[Slab]:
    if not isinstance(block, Columns):
        return _SETTERS[block.kind](block, setter, place)
    if setter.style.stacked and any(_prose(part) for cell in block.cells for part in cell):
        slabs = flow(_stacked(block), setter, place)
        # The name of a district stays with what is told of it first.
        lead = min(_LEAD, len(slabs) - 1) if _of_district(block) else 0
        return [replace(slab, keep=slab.keep or at < lead) for at, slab in enumerate(slabs)]
    return columns(block, setter, place)


def _stacked(block: Columns) -> list[Block]:
    """The blocks of side columns under each other; what comes behind the key points keeps its columns."""
    cells = block.stacked
    if cells is block.cells:
        return [part for cell in cells for part in cell]
    told, small, contents = cells
    return [*told, Columns(spans=(6, 6), cells=(small, contents))]


def _prose(block: Block) -> bool:
    """Whether a block wants the full measure in a style of large type."""
    return block.kind in ("key-points", "pull-quote") or (isinstance(block, Paragraph) and block.style in ("body", "lead"))


def columns(block: Columns, setter: Setter, place: Place) -> list[Slab]:
    """Blocks side by side on the grid; a short profile of a district has a rule above all its columns."""
    gutter = setter.style.page.gutter
    unit = (place.width + gutter) / sum(block.spans)
    left = 0.0
    parts: list[Part] = []
    for span, blocks in zip(block.spans, block.cells, strict=True):
        inner = Place(unit * span - gutter, place.node.add("Div"), column=True)
        parts.append(Part(left, tuple(flow(blocks, setter, inner))))
        left += unit * span
    ops: tuple[Op, ...] = (setter.rule(place.width, "block"),) if _of_district(block, "district-short") else ()
    kinds = {_kind(part) for cell in block.cells for part in cell}
    return [beside(parts, ops=ops, loose=not kinds.isdisjoint(_LOOSE), what="并列栏")]


def _of_district(block: Columns, *styles: str) -> bool:
    first = block.cells[0][0] if block.cells and block.cells[0] else None
    return isinstance(first, Paragraph) and first.style in (styles or ("district", "district-short"))
