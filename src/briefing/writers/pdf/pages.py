"""Slabs → pages: every section's flow runs through as many type areas as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.model.document import Document
from briefing.model.run import Run
from briefing.typography.pieces import Span
from briefing.writers.pdf.blocks import BREAK, flow
from briefing.writers.pdf.blocks.annex import BACK
from briefing.writers.pdf.flow import LAST_STEP, STEPS, Anchor, Frame, Group, Picture, Slab, Text, fill, tightened
from briefing.writers.pdf.setting import Place, Setter
from briefing.writers.pdf.tree import Node

_FREE, _FIRST = 0.5, 0.28
"""A section that asks for a page goes on where the one before leaves this share of its last page, behind the front page even where
that leaves less: a short issue does not begin with half a page."""


@dataclass(slots=True)
class Page:
    """A page as laid out: slabs with their top in the type area; `repeated` of them are heads painted as furniture."""

    placed: list[tuple[float, Slab]]
    section: str
    wide: bool = False


@dataclass(slots=True)
class Layout:
    """The pages and what links need to know before anything is painted."""

    pages: list[Page] = field(default_factory=list)
    anchors: dict[str, tuple[int, float]] = field(default_factory=dict)
    """Anchor to page (from 0) and y in the type area."""
    bookmarks: list[tuple[str, int, int, float]] = field(default_factory=list)
    """Title, level, page, y."""


def lay_out(document: Document, setter: Setter, root: Node) -> Layout:
    """All pages of the document. Raises `OverflowingError` when a block is higher than a page or a word wider than its frame."""
    layout = Layout()
    segments = _segments(document, setter, root)
    while segments:
        slabs, section, _ = segments.pop(0)
        depth = setter.style.sheet(slabs[0].wide).depth
        frames = _best(slabs, depth)
        free = _FREE if layout.pages else _FIRST
        while segments and segments[0][2] and _used(frames[-1]) < (1 - free) * depth and _agree(slabs, segments[0][0]):
            slabs = _joined(slabs, segments.pop(0)[0], setter)
            frames = _best(slabs, depth)
        layout.pages += [Page(frame.placed, section, slabs[0].wide) for frame in frames]
    for number, page in enumerate(layout.pages):
        for top, slab in page.placed:
            _collect(layout, slab, top, number)
    return layout


def _best(segment: Sequence[Slab], depth: float) -> list[Frame]:
    """The pages of a flow. When its last page would hold little, the gaps between blocks give way, step by step, if that saves the
    page: on all pages, and more of them on the one before the last."""
    frames = _run(segment, depth)
    if len(frames) > 1 and _used(frames[-1]) < depth / 3:
        for step in STEPS:
            tight = _run(tightened(segment, step), depth)
            if len(tight) < len(frames):
                return tight
        last = frames[-3].rest if len(frames) > 2 else segment
        tight = _run(tightened(last, LAST_STEP), depth)
        if len(tight) == 1:
            return [*frames[:-2], *tight]
    return frames


def _run(segment: Sequence[Slab], depth: float) -> list[Frame]:
    frames: list[Frame] = []
    rest = segment
    while rest:
        frames.append(fill(rest, depth))
        rest = frames[-1].rest
    return frames


def _used(frame: Frame) -> float:
    """Height of what a page holds, without what stands at its foot."""
    return sum(slab.height for _, slab in frame.placed if not slab.foot)


def _segments(document: Document, setter: Setter, root: Node) -> list[tuple[list[Slab], str, bool]]:
    """Flows that each begin a page, with their section and whether they may go on the page before if that holds little: sections
    joined to the one before unless they ask for a page, cut at page breaks."""
    segments: list[tuple[list[Slab], str, bool]] = []
    for section in document.sections:
        node = root.add("Sect")
        slabs = flow(section.blocks, setter, Place(setter.style.page.measure, node))
        parts = _cut(slabs)
        soft = bool(parts and parts[0])
        if segments and not section.new_page and parts and _agree(segments[-1][0], parts[0]):
            before, title, ask = segments[-1]
            segments[-1] = (_joined(before, parts.pop(0), setter), title, ask)
            soft = False
        segments += [(part, section.title, soft and not at) for at, part in enumerate(parts) if part]
    return segments


def _joined(before: list[Slab], after: list[Slab], setter: Setter) -> list[Slab]:
    """A section that goes on below another."""
    if not after:
        return before
    return [*before, replace(after[0], gap=max(after[0].gap, setter.style.gaps["heading-1"])), *after[1:]]


def _agree(before: Sequence[Slab], after: Sequence[Slab]) -> bool:
    """Whether two flows may share a page: both upright or both turned."""
    return not after or before[-1].wide == after[0].wide


def _cut(slabs: Sequence[Slab]) -> list[list[Slab]]:
    parts: list[list[Slab]] = [[]]
    for slab in slabs:
        if slab is BREAK:
            parts.append([])
            continue
        if parts[-1] and parts[-1][-1].wide != slab.wide:
            parts.append([])
        parts[-1].append(slab)
    return parts


def _collect(layout: Layout, slab: Slab, top: float, page: int) -> None:
    """Anchors, bookmarks and first uses of marks, in the order in which they stand on the pages."""
    for op in slab.ops:
        if isinstance(op, Group):
            _collect(layout, op.slab, top + op.y, page)
        elif isinstance(op, Anchor):
            if op.name:
                layout.anchors.setdefault(op.name, (page, top + op.y))
            if op.title:
                layout.bookmarks.append((op.title, op.level, page, top + op.y))
        elif isinstance(op, Text) and op.node is not None:
            for span in op.line.spans:
                _use(layout, span, page, top + op.y)
        elif isinstance(op, Picture):
            for item in op.drawing.items:
                if link := getattr(item, "link", None):
                    layout.anchors.setdefault(BACK + link, (page, top + op.y + item.y - 14.0))  # type: ignore[union-attr]


def _use(layout: Layout, span: Span, page: int, y: float) -> None:
    link = span.piece.link
    if isinstance(span.piece.source, Run) and span.piece.source.anchor:
        layout.anchors.setdefault(span.piece.source.anchor, (page, y - 14.0))
    if link and not link.startswith(BACK):
        layout.anchors.setdefault(BACK + link, (page, y - 14.0))
