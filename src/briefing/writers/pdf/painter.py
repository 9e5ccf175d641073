"""Pages → content streams: every operation painted inside marked content of its structure element, or as an artifact."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefing.charts.drawing import Label, Shape
from briefing.errors import OverflowingError
from briefing.model.document import Document
from briefing.model.run import Run
from briefing.typography.breaking import break_lines
from briefing.typography.pieces import Line, Piece, Span
from briefing.writers.pdf import fonts, text
from briefing.writers.pdf.blocks.annex import BACK
from briefing.writers.pdf.flow import Anchor, Box, Dot, Group, Op, PageNumber, Picture, Rule, Slab, Text
from briefing.writers.pdf.pages import Layout, Page
from briefing.writers.pdf.runs import reference
from briefing.writers.pdf.setting import Setter
from briefing.writers.pdf.tree import Content, LinkPlace, Node

_SCHEMES = ("http://", "https://", "mailto:")
_KAPPA = 0.5523
_SLACK = 2.0
"""Points by which a word may pass the edge of the type area before the page is refused."""
_NUDGE = 8.0
_HALF = frozenset("，。、；：？！）》」』”’】")
"""Marks whose right half is blank."""
_ARTIFACT = "/Artifact <</Type /Layout>> BDC"
_FURNITURE = "/Artifact <</Type /Pagination>> BDC"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: rectangle in PDF coordinates, an anchor or a URL, and what it says."""

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    says: str
    node: Node


@dataclass(slots=True)
class Painted:
    """The painted file before the last pass, and what hangs on it."""

    data: bytes
    marks: list[list[Node]] = field(default_factory=list)
    """Structure element of every marked content, page by page."""
    annotations: list[Annotation] = field(default_factory=list)


def paint(document: Document, layout: Layout, setter: Setter, watermark: str | None = None) -> Painted:
    """Paints all pages and returns the file with its marked content and its links; `watermark` lies across every page."""
    painter = _Painter(layout, setter)
    for number, page in enumerate(layout.pages):
        painter.page(number, page, document, watermark)
    return painter.finished()


def _number(value: float) -> str:
    short = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


class _Painter:
    """Walks the operations of a page; y down becomes y up here."""

    def __init__(self, layout: Layout, setter: Setter) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.layout, self.setter, self.style = layout, setter, setter.style
        self.fonts = fonts.register(setter.faces)
        sheet = self.sheet = self.style.page
        self.buffer = io.BytesIO()
        first = self.fonts[setter.faces.pick("一", "song")]
        # Streams are compressed once, by the last pass.
        self.canvas: Any = Canvas(
            self.buffer, (sheet.width, sheet.height), pageCompression=0, invariant=1, initialFontName=first, pdfVersion=(1, 7)
        )
        self.out: list[str] = self.canvas._code
        self.painted = Painted(b"")
        self.number = 0
        self.open: Node | str | None = None
        self.links: dict[tuple[int, int], Node] = {}
        self.alive: list[object] = []
        """Keeps what the keys of `links` stand for."""

    def finished(self) -> Painted:
        self.canvas.save()
        return replace(self.painted, data=self.buffer.getvalue())

    # Marked content

    def _mark(self, node: Node | None, artifact: str = _ARTIFACT) -> None:
        """What follows belongs to `node` (None: an artifact)."""
        wanted: Node | str = artifact if node is None else node
        if wanted is self.open:
            return
        self._close()
        if isinstance(wanted, Node):
            marks = self.painted.marks[self.number]
            self.out.append(f"/{wanted.tag} <</MCID {len(marks)}>> BDC")
            wanted.kids.append(Content(self.number, len(marks)))
            marks.append(wanted)
        else:
            self.out.append(wanted)
        self.open = wanted

    def _close(self) -> None:
        if self.open is not None:
            self.out.append("EMC")
            self.open = None

    # Pages

    def page(self, number: int, page: Page, document: Document, watermark: str | None) -> None:
        sheet = self.sheet = self.style.sheet(page.wide)
        self.number = number
        self.painted.marks.append([])
        self.canvas.setPageSize((sheet.width, sheet.height))
        self.out = self.canvas._code
        if watermark:
            self._watermark(watermark)
        if number:
            self._running_head(document)
        for top, slab in page.placed:
            self._slab(slab, sheet.left, sheet.top + top)
        self._page_number()
        self._close()
        self.canvas.showPage()

    def _watermark(self, words: str) -> None:
        """Large pale words along the diagonal, behind everything, as an artifact."""
        sheet = self.sheet
        line = self.setter.one(words, "watermark", sheet.depth, large=True)
        self._mark(None)
        self.canvas.saveState()
        self.canvas.translate(sheet.width / 2, sheet.height / 2)
        self.canvas.rotate(math.degrees(math.atan2(sheet.height, sheet.width)))
        text.paint(self.canvas, line, -line.width / 2, 0.0, self.style, self.fonts)
        self.canvas.restoreState()

    def _running_head(self, document: Document) -> None:
        sheet = self.sheet
        left, right = (self.setter.one(runs, "running", sheet.measure * 0.6) for runs in document.running_head)
        self._mark(None, _FURNITURE)
        self._line(left, sheet.left, sheet.head_base)
        self._line(right, sheet.left + sheet.measure - right.width, sheet.head_base)

    def _page_number(self) -> None:
        sheet = self.sheet
        line = self.setter.free(f"— {self.number + 1} —", "page-number")
        odd = self.number % 2 == 0
        x = sheet.left + (sheet.measure - sheet.number_inset - line.width if odd else sheet.number_inset)
        self._mark(None, _FURNITURE)
        self._line(line, x, sheet.top + sheet.depth + sheet.number_base)

    def _slab(self, slab: Slab, x: float, y: float) -> None:
        for op in slab.ops:
            self._op(op, x, y)

    def _op(self, op: Op, x: float, y: float) -> None:
        match op:
            case Text():
                self._text(op, x, y)
            case Rule():
                self._mark(None)
                self._rule(op, x, y)
            case Box():
                self._mark(None)
                self._box(op, x, y)
            case Dot():
                self._mark(None)
                self._dot(op, x, y)
            case Group():
                self._slab(op.slab, x + op.x, y + op.y)
            case Picture():
                self._picture(op, x, y)
            case PageNumber():
                self._page_reference(op, x, y)
            case Anchor():
                pass

    # Text

    def _line(self, line: Line | Sequence[Span], x: float, y: float) -> Sequence[text.Target]:
        return text.paint(self.canvas, line, x, self.sheet.height - y, self.style, self.fonts)

    def _text(self, op: Text, x: float, y: float) -> None:
        """A line, its links each in an element of their own."""
        spans = [self._filled(span) for span in op.line.spans]
        node = op.node
        if not spans:
            return
        self._check(op, x)
        if node is None:
            self._mark(None, _FURNITURE)
            self._line(spans, x + op.x, y + op.y)
            return
        at = 0
        while at < len(spans):
            target = self._target(spans[at].piece.link)
            end = at + 1
            while end < len(spans) and (spans[end].piece is spans[at].piece if target else not self._target(spans[end].piece.link)):
                end += 1
            inner = self._link_node(node, spans[at].piece) if target else node
            self._mark(inner)
            targets = self._line(spans[at:end], x + op.x, y + op.y)
            if target and targets:
                self._annotate(targets, target, inner)
            at = end

    def _check(self, op: Text, x: float) -> None:
        """Nothing leaves the type area: what a setter could not shrink any more is refused here."""
        sheet = self.sheet
        last = op.line.spans[-1]
        blank = last.size / 2 if last.text[-1] in _HALF else 0.0
        over = x + op.x + last.x + last.width - blank - sheet.left - sheet.measure
        if over > _SLACK or x + op.x < sheet.left - sheet.gutter:
            words = "".join(span.text for span in op.line.spans)
            raise OverflowingError(f"第 {self.number + 1} 页的“{words[:30]}”超出版心 {over:.0f} 磅；请缩短。")

    def _filled(self, span: Span) -> Span:
        """A page reference gets its number, in the middle of the room it was given."""
        run = span.piece.source
        anchor = reference(run) if isinstance(run, Run) else None
        if anchor is None or anchor not in self.layout.anchors:
            return span
        number = str(self.layout.anchors[anchor][0] + 1)
        width = self.setter.faces.width(number, span.piece.face, span.size)
        return replace(span, text=number, x=span.x + (span.width - width) / 2, width=width, spacing=0.0)

    def _target(self, link: str | None) -> str | None:
        """The link when it leads somewhere it may lead to."""
        if link and (link in self.layout.anchors or link.startswith(_SCHEMES)):
            return link
        return None

    def _link_node(self, node: Node, piece: Piece) -> Node:
        key = (id(node), id(piece))
        if key not in self.links:
            parent = node.add("Reference") if _is_mark(piece) else node
            self.links[key] = parent.add("Link")
            self.alive += [node, piece]
        return self.links[key]

    def _annotate(self, targets: Sequence[text.Target], target: str, node: Node) -> None:
        left = min(place.rectangle[0] for place in targets)
        bottom = min(place.rectangle[1] for place in targets)
        right = max(place.rectangle[2] for place in targets)
        top = max(place.rectangle[3] for place in targets)
        words = "".join(place.span.text for place in targets)
        node.kids.append(LinkPlace(len(self.painted.annotations)))
        says = self._says(target, words)
        self.painted.annotations.append(Annotation(self.number, (left, bottom, right, top), target, says, node))

    def _says(self, target: str, words: str) -> str:
        if target.startswith(_SCHEMES):
            return f"打开 {target}"
        if target.startswith(BACK):
            return f"回到首次引用 {words} 之处"
        page = self.layout.anchors[target][0] + 1
        return f"{words}：见第 {page} 页"

    def _page_reference(self, op: PageNumber, x: float, y: float) -> None:
        place = self.layout.anchors.get(op.anchor)
        if place is None:
            return
        look = self.style.text[op.role]
        piece = Piece(str(place[0] + 1), look.face, look.size, look.color, link=op.anchor)
        line = break_lines((piece,), 1e5, self.setter.faces, justify=False, indent=0.0)[0]
        self._text(Text(op.x - line.width, op.y, line, op.node), x, y)

    # Shapes

    def _color(self, name: str, operator: str) -> str:
        return " ".join(_number(value) for value in self.style.color(name)) + f" {operator}"

    def _pen(self, fill: str | None, stroke: str | None, width: float, dash: Sequence[float]) -> tuple[str, str]:
        """The state before a path and the operator that paints it."""
        state = ["q"]
        if fill:
            state.append(self._color(fill, "rg"))
        if stroke:
            state.append(f"{self._color(stroke, 'RG')} {_number(width)} w")
        if dash and stroke:
            state.append(f"[{' '.join(_number(value) for value in dash)}] 0 d")
        paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[bool(fill), bool(stroke)]
        return " ".join(state), f"{paint} Q"

    def _rule(self, op: Rule, x: float, y: float) -> None:
        before, after = self._pen(None, op.color, op.width, op.dash)
        top, bottom = self.sheet.height - y - op.y, self.sheet.height - y - op.to_y
        self.out.append(f"{before} {_number(x + op.x)} {_number(top)} m {_number(x + op.to_x)} {_number(bottom)} l {after}")

    def _box(self, op: Box, x: float, y: float) -> None:
        before, after = self._pen(op.fill, op.stroke, op.line, op.dash)
        corner = f"{_number(x + op.x)} {_number(self.sheet.height - y - op.y - op.height)}"
        self.out.append(f"{before} {corner} {_number(op.width)} {_number(op.height)} re {after}")

    def _dot(self, op: Dot, x: float, y: float) -> None:
        before, after = self._pen(op.fill, op.stroke, op.line, ())
        self.out.append(f"{before} {_circle(x + op.x, self.sheet.height - y - op.y, op.radius)} {after}")

    def _picture(self, op: Picture, x: float, y: float) -> None:
        """A drawing as one Figure; its links are elements inside it."""
        left, top = x + op.x, y + op.y
        op.node.page = self.number
        op.node.box = (left, self.sheet.height - top - op.drawing.height, left + op.drawing.width, self.sheet.height - top)
        for item in op.drawing.items:
            if isinstance(item, Shape):
                self._mark(op.node)
                self._shape(item, left, top)
            else:
                self._label(item, op, left, top)

    def _shape(self, shape: Shape, left: float, top: float) -> None:
        before, after = self._pen(shape.fill, shape.stroke, shape.width, shape.dash)
        path: list[str] = []
        for name, numbers in shape.commands:
            points = [
                _number(left + value) if at % 2 == 0 else _number(self.sheet.height - top - value)
                for at, value in enumerate(numbers)
            ]
            path.append(" ".join([*points, {"M": "m", "L": "l", "C": "c", "Z": "h"}[name]]))
        self.out.append(f"{before} {' '.join(path)} {after}")

    def _label(self, label: Label, op: Picture, left: float, top: float) -> None:
        """The words of a chart; a few points past its right edge are taken back."""
        box: Any = label.box
        piece = Piece(label.text, label.face, label.size, label.color, glue=bool(box), box=box, link=label.link, source=label.run)
        self.alive.append(piece)
        pad = (self.style.badge if box in ("badge", "badge-first") else self.style.tag).pad if box else 0.0
        line = self._natural(piece, pad)
        over = label.x - pad + line.width - op.drawing.width
        shift = over if 0 < over <= _NUDGE else 0.0
        self._text(Text(label.x - pad - shift, label.y, line, op.node), left, top)

    def _natural(self, piece: Piece, pad: float) -> Line:
        """The words as the chart measured them: one line by the rules of all text, a box with its padding."""
        faces = self.setter.faces
        if not piece.box:
            return break_lines([piece], 1e5, faces, justify=False)[0] if piece.text.strip() else Line((), 0.0, True)
        width = faces.width(piece.text, piece.face, piece.size)
        face = faces.pick(piece.text[0], piece.face)
        return Line((Span(0.0, piece.text, face, piece.size, width + 2 * pad, piece),), width, True)


def _circle(x: float, y: float, radius: float) -> str:
    k = radius * _KAPPA
    curves = (
        (x + radius, y + k, x + k, y + radius, x, y + radius),
        (x - k, y + radius, x - radius, y + k, x - radius, y),
        (x - radius, y - k, x - k, y - radius, x, y - radius),
        (x + k, y - radius, x + radius, y - k, x + radius, y),
    )
    start = f"{_number(x + radius)} {_number(y)} m"
    return " ".join([start, *(" ".join(_number(value) for value in curve) + " c" for curve in curves), "h"])


def _is_mark(piece: Piece) -> bool:
    return isinstance(piece.source, Run) and piece.source.style == "mark"
