"""Slabs → pages: every section's flow runs through as many type areas as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.model.document import Document, Run
from briefing.typography.pieces import Span
from briefing.writers.pdf.blocks import BREAK, flow
from briefing.writers.pdf.blocks.annex import BACK
from briefing.writers.pdf.flow import Anchor, Frame, Group, Picture, Slab, Text, fill
from briefing.writers.pdf.setting import Place, Setter
from briefing.writers.pdf.tree import Node

_STEPS = (6.0, 12.0)
_LEAST_GAP = 6.0


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
    for segment, section in _segments(document, setter, root):
        wide = segment[0].wide
        layout.pages += [Page(frame.placed, section, wide) for frame in _best(segment, setter.style.sheet(wide).depth)]
    for number, page in enumerate(layout.pages):
        for top, slab in page.placed:
            _collect(layout, slab, top, number)
    return layout


def _best(segment: Sequence[Slab], depth: float) -> list[Frame]:
    """The pages of a flow. When its last page would hold little, the gaps between blocks give way, step by step, if that saves the
    page."""
    frames = _run(segment, depth)
    if len(frames) > 1 and _used(frames[-1]) < depth / 3:
        for step in _STEPS:
            tight = _run([replace(slab, gap=max(slab.gap - step, min(slab.gap, _LEAST_GAP))) for slab in segment], depth)
            if len(tight) < len(frames):
                return tight
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


def _segments(document: Document, setter: Setter, root: Node) -> list[tuple[list[Slab], str]]:
    """Flows that each begin a page: sections joined to the one before unless they ask for a page, cut at page breaks."""
    segments: list[tuple[list[Slab], str]] = []
    for section in document.sections:
        node = root.add("Sect")
        slabs = flow(section.blocks, setter, Place(setter.style.page.measure, node))
        parts = _cut(slabs)
        if segments and not section.new_page and parts and _agree(segments[-1][0], parts[0]):
            first = parts.pop(0)
            gap = setter.style.gaps["heading-1"]
            segments[-1][0].extend([replace(first[0], gap=max(first[0].gap, gap)), *first[1:]] if first else [])
        segments += [(part, section.title) for part in parts if part]
    return segments


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
