"""The briefing as a tree of typed runs: what every writer renders and `verify` re-reads.

Words are runs (`run`), pictures specifications (`chart`). The tree never learns page numbers; a page reference is a
structure run (``page:<anchor>``) that the PDF writer fills after layout.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefing.model.base import Value
from briefing.model.chart import Chart
from briefing.model.run import Run, Runs

SCHEMA = "briefing-document/1"


class Heading(Value):
    kind: Literal["heading"] = "heading"
    level: Literal[1, 2, 3]
    runs: Runs
    numeral: str | None = None
    """The red numeral of a first-level heading: ``一、`` (structure)."""
    aside: Runs = ()
    """Small grey words at the right end of the line."""
    anchor: str | None = None


ParagraphStyle = Literal["body", "note", "lead", "small", "quote", "district", "district-short"]


class Paragraph(Value):
    """Running text. ``body`` is justified Song with an indent; ``note``/``small`` Hei in g2; ``district`` the large name."""

    kind: Literal["paragraph"] = "paragraph"
    runs: Runs
    style: ParagraphStyle = "body"
    anchor: str | None = None


class Listing(Value):
    kind: Literal["list"] = "list"
    items: tuple[Runs, ...]
    title: Runs = ()
    count: Runs = ()
    empty: str | None = None
    """What stands in an empty list: 本期无."""


class KeyPoint(Value):
    label: str
    runs: Runs
    accent: bool = False


class KeyPoints(Value):
    """本期要点: label of two characters and a sentence each."""

    kind: Literal["key-points"] = "key-points"
    items: tuple[KeyPoint, ...]


class Card(Value):
    label: Runs
    value: Run
    unit: Run | None = None
    badge: Runs = ()
    """Rank badge, change (▲ 13.21% 同比) or a word on the comparison."""
    period: Runs


class Cards(Value):
    kind: Literal["cards"] = "cards"
    items: tuple[Card, ...]


class Strip(Value):
    """A stage strip: index 0–7 of the current stage in `STAGES`, None when the text does not say."""

    stage: int | None


class Bar(Value):
    """A small bar in a table cell, 0–1 of the column's width."""

    share: float
    accent: bool = False


class Dots(Value):
    """Trust as three dots."""

    filled: Literal[1, 2, 3]


class Lamp(Value):
    """The lamp of the ledger: a sign that differs by shape, not by colour alone."""

    light: Literal["red", "yellow", "green", "grey"]


class CellValue(Value):
    runs: Runs = ()
    strip: Strip | None = None
    bar: Bar | None = None
    dots: Dots | None = None
    lamp: Lamp | None = None
    heat: Literal[0, 1, 2, 3, 4] = 0
    """0 no tint, then by count (LOOK §3)."""
    boxed: bool = False
    """The dashed outline of an empty field: 本期无数据."""


class Column(Value):
    head: str
    width: float
    """Points; the widths of a table add up to its measure."""
    align: Literal["left", "right", "center", "decimal", "mark"] = "left"
    bold: bool = False
    song: bool = False
    """Verbatim wording: set in Song."""
    quiet: bool = False


class Row(Value):
    cells: tuple[CellValue, ...]
    style: Literal["normal", "total", "sub"] = "normal"
    anchor: str | None = None


class Table(Value):
    kind: Literal["table"] = "table"
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: Runs = ()
    subtitle: Runs = ()
    note: Runs = ()
    row_height: Literal[12, 18, 24] = 18
    """Least height of a row; a cell that wraps makes it taller by whole lines of 12."""
    stacked_heads: bool = False
    anchor: str | None = None


class PullQuote(Value):
    """定位: a red bar at the left, the words large, then what they mean, then who said so."""

    kind: Literal["pull-quote"] = "pull-quote"
    label: str
    runs: Runs
    body: Runs = ()
    origin: Runs = ()


class FieldList(Value):
    """Label and value a line: 主导产业 · 资料截至."""

    kind: Literal["fields"] = "fields"
    items: tuple[tuple[str, Runs], ...]


class Tinted(Value):
    """The one tinted box a page may carry: 目标与结果."""

    kind: Literal["tinted"] = "tinted"
    label: str
    runs: Runs


class QuoteSide(Value):
    runs: Runs
    place: Runs


class ConflictBox(Value):
    """Two quotes side by side, the class as a tag, and what was done."""

    kind: Literal["conflict"] = "conflict"
    title: Runs
    aside: Runs = ()
    left: QuoteSide
    right: QuoteSide
    tag: str
    resolution: Runs


class CountBox(Value):
    """应有 N 见到 M: squares, filled when seen."""

    kind: Literal["count"] = "count"
    label: str
    expected: int
    found: int
    ratio: Run
    below: Runs


class Columns(Value):
    """Blocks side by side on the 12-column grid; `spans` add up to 12."""

    kind: Literal["columns"] = "columns"
    spans: tuple[int, ...]
    cells: tuple[tuple[Block, ...], ...]

    @property
    def stacked(self) -> tuple[tuple[Block, ...], ...]:
        """The cells in the order in which a style of large type sets them under each other: what stands beside the key points comes
        behind them, but for its heading; its contents last."""
        first, *others = self.cells
        if not any(part.kind == "key-points" for cell in others for part in cell):
            return self.cells
        heads = tuple(part for part in first if part.kind == "heading")
        small = tuple(part for part in first if part.kind not in ("heading", "contents"))
        contents = tuple(part for part in first if part.kind == "contents")
        return heads + tuple(part for cell in others for part in cell), small, contents


class Masthead(Value):
    """报头: name, number, publisher left, date right, red double rule."""

    kind: Literal["masthead"] = "masthead"
    name: Run
    issue: Run
    publisher: Run
    date: Run
    classification: Run | None = None
    serial: Run | None = None


class ContentsEntry(Value):
    numeral: str
    title: str
    anchor: str
    page: Run


class Contents(Value):
    """目录, filled with page numbers after layout."""

    kind: Literal["contents"] = "contents"
    entries: tuple[ContentsEntry, ...]


class Citation(Value):
    """One entry of the annex: the mark, the sentence with the numbers emphasised, and where it stands."""

    number: int
    runs: Runs
    place: Runs
    anchor: str


class Annex(Value):
    kind: Literal["annex"] = "annex"
    citations: tuple[Citation, ...]


class Colophon(Value):
    """版记: 报, 送, 发; publisher, date of printing, copies. Stands at the foot of the last page."""

    kind: Literal["colophon"] = "colophon"
    lines: tuple[Runs, ...]
    left: Runs
    right: Runs
    made: Runs = ()
    """How it was made: one small line above."""


class PageBreak(Value):
    """Where a page may end. Writers that have no pages pass over it."""

    kind: Literal["page-break"] = "page-break"
    when: Literal["always", "whole", "never"] = "always"
    """``whole``: only if what follows, up to the next break, does not fit on what is left of the page; ``never``: the end of such
    a stretch."""


class Space(Value):
    """Extra white in points (a multiple of 6)."""

    kind: Literal["space"] = "space"
    height: float


Block = Annotated[
    Heading
    | Paragraph
    | Listing
    | KeyPoints
    | Cards
    | Table
    | Chart
    | PullQuote
    | FieldList
    | Tinted
    | ConflictBox
    | CountBox
    | Columns
    | Masthead
    | Contents
    | Annex
    | Colophon
    | PageBreak
    | Space,
    Field(discriminator="kind"),
]


class Section(Value):
    """A first-level part of the briefing; `new_page` starts it on a fresh page."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = True


class Document(Value):
    """The whole briefing. `running_head` stands left and right on every page but the first."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    title: str
    author: str
    language: str = "zh-CN"
    created: str
    """Date of issue, ISO 8601; the PDF's creation date."""
    running_head: tuple[Runs, Runs]
    sections: tuple[Section, ...]


Columns.model_rebuild()
