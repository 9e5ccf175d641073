"""Document → Word draft: the same words in Word's own styles, tables and pictures, for offices that edit in Word or WPS.

Source marks are links to the sentences at the end. No macro, no field, nothing is fetched; source text goes in as text alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from briefing.errors import UsageError
from briefing.model.chart import Chart
from briefing.model.document import Block, Document, Row, Table
from briefing.model.fact import STAGES
from briefing.model.run import Run, Runs
from briefing.options import Options
from briefing.writers import word

if TYPE_CHECKING:
    from briefing.typography.roles import Faces

_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
_EPOCH = datetime(2000, 1, 1)


def write(document: Document, options: Options) -> bytes:
    """A .docx of the document; the same document gives the same bytes. Raises `UsageError` when the extra is not installed."""
    try:
        import docx
    except ImportError as error:
        raise UsageError("写 Word 文件需要另装：pip install 'make-briefing[docx]'。") from error
    from briefing.typography.roles import Faces

    book = docx.Document()
    word.styles(book)
    word.page(book)
    properties = book.core_properties
    properties.title, properties.author = _clean(document.title)[:255], _clean(document.author)[:255]
    properties.language = document.language
    created = datetime.fromisoformat(document.created)
    properties.created = properties.modified = datetime(created.year, created.month, created.day)
    properties.last_modified_by, properties.comments = properties.author, ""
    writer = _Writer(book, Faces.load(options.fonts))
    for section in document.sections:
        for block in section.blocks:
            writer.block(block)
    data = io.BytesIO()
    book.save(data)
    return _fixed(data.getvalue())


def _fixed(data: bytes) -> bytes:
    """The package with one date for all its parts: the same content gives the same bytes."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (_EPOCH.year, _EPOCH.month, _EPOCH.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def _clean(text: str) -> str:
    """Text without the characters XML cannot hold."""
    return text.translate(_ILLEGAL)


class _Writer:
    """Puts blocks at the end of a Word document, or into a cell of it."""

    def __init__(self, book: Any, faces: Faces) -> None:
        self.book, self.faces = book, faces
        self.marks = 0

    def block(self, block: Block) -> None:
        getattr(self, "_" + block.kind.replace("-", "_"), _nothing)(block)

    # Pieces

    def _said(self, style: str, *parts: Runs | Run | str | None) -> Any:
        paragraph = self.book.add_paragraph(style=style)
        self._fill(paragraph, *parts)
        return paragraph

    def _fill(self, paragraph: Any, *parts: Runs | Run | str | None) -> None:
        for part in parts:
            if part is None:
                continue
            if isinstance(part, str):
                paragraph.add_run(_clean(part))
            else:
                for run in (part,) if isinstance(part, Run) else part:
                    self._run(paragraph, run)

    def _run(self, paragraph: Any, run: Run) -> None:
        from docx.shared import RGBColor

        target = word.link(paragraph, run.link) if run.link and not run.link.startswith(("http", "mailto")) else None
        piece = paragraph.add_run(_clean(run.text))
        if target is not None:
            target.append(piece._r)
        style = run.style or ""
        piece.bold = True if style in ("strong", "badge", "badge-first") else None
        if style == "mark":
            piece.font.superscript = True
            piece.font.color.rgb = RGBColor.from_string(word.BLUE)
        elif style.startswith("tag-"):
            piece.text = f"［{_clean(run.text)}］"
            piece.font.color.rgb = RGBColor.from_string(word.GREY)
        elif style in ("quiet", "unit"):
            piece.font.color.rgb = RGBColor.from_string(word.GREY)
        elif style in ("red", "badge-first"):
            piece.font.color.rgb = RGBColor.from_string(word.RED)

    # Blocks

    def _heading(self, block: Any) -> None:
        paragraph = self._said(f"Heading {block.level}", block.numeral, block.runs)
        if block.anchor:
            self._anchor(paragraph, block.anchor)
        if block.aside:
            self._said("Caption", block.aside)

    def _anchor(self, paragraph: Any, name: str) -> None:
        """A bookmark round the paragraph, where a link may lead."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), word.bookmark(name))
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)

    def _paragraph(self, block: Any) -> None:
        from docx.shared import Pt

        if block.style.startswith("district"):
            self._said("Heading 2", block.runs)
            return
        paragraph = self._said({"body": "Normal", "lead": "Normal", "quote": "Quote"}.get(block.style, "Caption"), block.runs)
        if block.style == "body":
            paragraph.paragraph_format.first_line_indent = Pt(21)

    def _list(self, block: Any) -> None:
        if block.title:
            self._said("Heading 3", block.title, "　", block.count)
        for item in block.items:
            self._said("List Bullet", item)
        if not block.items and block.empty:
            self._said("Normal", block.empty)

    def _key_points(self, block: Any) -> None:
        for item in block.items:
            paragraph = self.book.add_paragraph()
            paragraph.add_run(f"{_clean(item.label)}　").bold = True
            self._fill(paragraph, item.runs)

    def _cards(self, block: Any) -> None:
        rows = [((c.label,), (c.value, c.unit), c.badge, c.period) for c in block.items]
        grid = self._grid(len(rows) + 1, 4)
        for at, head in enumerate(("指标", "数值", "位次或变化", "期间")):
            self._cell(grid.cell(0, at), head, bold=True)
        for line, (label, value, badge, period) in enumerate(rows, 1):
            self._cell(grid.cell(line, 0), label[0])
            self._cell(grid.cell(line, 1), tuple(run for run in value if run is not None), bold=True)
            self._cell(grid.cell(line, 2), badge)
            self._cell(grid.cell(line, 3), period)

    def _grid(self, rows: int, columns: int) -> Any:
        grid = self.book.add_table(rows, columns)
        grid.style = "Table Grid"
        grid.autofit = True
        word.repeat(grid.rows[0])
        return grid

    def _cell(self, cell: Any, words: Runs | str, *, bold: bool = False) -> None:
        from docx.shared import Pt

        paragraph = cell.paragraphs[0]
        self._fill(paragraph, words)
        for run in paragraph.runs:
            run.font.size = Pt(8.5)
            run.bold = True if bold else run.bold

    def _table(self, block: Table) -> None:
        if not block.rows:
            return
        if block.title:
            self._said("Heading 3", block.title)
        if block.subtitle:
            self._said("Caption", block.subtitle)
        grid = self._grid(len(block.rows) + 1, len(block.columns))
        word.widths(grid, [column.width for column in block.columns])
        for at, column in enumerate(block.columns):
            self._cell(grid.cell(0, at), column.head.replace("\n", ""), bold=True)
        for line, row in enumerate(block.rows, 1):
            for at, words in enumerate(_cells(row)):
                self._cell(grid.cell(line, at), words, bold=row.style == "total" or block.columns[at].bold)
        if block.note:
            self._said("Caption", block.note)

    def _chart(self, block: Chart) -> None:
        from docx.shared import Pt

        from briefing.charts import draw
        from briefing.charts.png import png

        self._said("Heading 3", block.title)
        if block.subtitle:
            self._said("Caption", block.subtitle)
        drawing = draw(block, 480, self.faces)
        picture = self.book.add_picture(io.BytesIO(png(drawing)), width=Pt(480))
        picture._inline.docPr.set("descr", _clean(block.alt))
        if block.note:
            self._said("Caption", block.note)

    def _pull_quote(self, block: Any) -> None:
        self._said("Caption", block.label)
        paragraph = self._said("Quote", block.runs)
        for run in paragraph.runs:
            run.bold = True
        for part in (block.body, block.origin):
            if part:
                self._said("Normal" if part is block.body else "Caption", part)

    def _fields(self, block: Any) -> None:
        for label, value in block.items:
            self._said("Normal", f"{label}：", value)

    def _tinted(self, block: Any) -> None:
        self._said("Normal", f"{block.label}：", block.runs)

    def _conflict(self, block: Any) -> None:
        self._said("Heading 3", block.title, "　", block.aside)
        for side in (block.left, block.right):
            self._said("Quote", side.runs)
            self._said("Caption", side.place)
        self._said("Normal", f"［{block.tag}］", block.resolution)

    def _count(self, block: Any) -> None:
        self._said("Normal", f"{block.label}：", block.ratio)
        self._said("Caption", block.below)

    def _columns(self, block: Any) -> None:
        for cell in block.cells:
            for inner in cell:
                self.block(inner)

    def _masthead(self, block: Any) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        if block.classification:
            self._said("Heading 3", block.classification)
        for style, part in (("Title", block.name), ("Normal", block.issue)):
            self._said(style, part).alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._said("Normal", block.publisher, "　　", block.date).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _annex(self, block: Any) -> None:
        for citation in block.citations:
            paragraph = self._said("Normal", f"[{citation.number}]　", citation.runs)
            self._anchor(paragraph, citation.anchor)
            self._said("Caption", citation.place)

    def _colophon(self, block: Any) -> None:
        if block.made:
            self._said("Caption", block.made)
        for line in block.lines:
            self._said("Normal", line)
        self._said("Normal", block.left, "　　", block.right)


def _nothing(_: Any) -> None:
    """目录, page breaks and white space: Word has its own."""


def _cells(row: Row) -> Iterator[Runs | str]:
    for cell in row.cells:
        if cell.strip is not None:
            yield STAGES[cell.strip.stage] if cell.strip.stage is not None else "未写进度"
        elif cell.dots is not None:
            yield "●" * cell.dots.filled + "○" * (3 - cell.dots.filled) + "".join(run.text for run in cell.runs)
        else:
            yield cell.runs
