"""The briefing as a tree of typed runs: what every writer renders and `verify` re-reads.

Every inline run says what it is. A `text` run that holds a digit cannot be built: a number is a figure, a derived value, a value
set by a person, part of a quotation or a name, or declared structure. The tree never learns page numbers; a page reference is a
structure run (``page:<anchor>``) that the PDF writer fills after layout.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefing.model.base import Value

SCHEMA = "briefing-document/1"

RunKind = Literal["text", "figure", "derived", "human", "quote", "name", "structure"]
RunStyle = Literal[
    "strong",  # key figures in prose, emphasised numbers of a quote: Hei Bold
    "unit",  # the unit beside a large figure
    "mark",  # a source mark [n]: raised, blue, linked
    "tag-outline",  # 目标, 进度用语: outlined tag
    "tag-filled",  # 推算, 推断, 历史, 低可信: grey tag
    "badge",  # a rank with its base, outlined
    "badge-first",  # the same, filled red: first place
    "quiet",  # secondary words, g2
    "label",  # small Hei words inside running text
    "red",
]
_DIGIT = re.compile(r"[0-9０-９]")


class Run(Value):
    """An inline piece of text. `ref` is the id of the figure, derived value or correction; for a quote
    ``<source id>:<start>-<end>[,…]``; for a name ``<kind>:<key>`` (``district:…``, ``project:…``, ``indicator:…``,
    ``source:…``); for structure its kind (``issue``, ``date``, ``ordinal``, ``count``, ``mark:<n>``, ``page:<anchor>``, ``period``
    …). `link` is the anchor a click leads to."""

    kind: RunKind
    text: str
    ref: str | None = None
    style: RunStyle | None = None
    link: str | None = None
    anchor: str | None = None
    """A name for this place, so that a link can come back: the first mark ``[n]`` is ``mark-n``, where the annex entry leads."""

    @model_validator(mode="after")
    def _typed(self) -> Run:
        if self.kind == "text":
            if found := _DIGIT.search(self.text):
                raise ValueError(f"a text run may hold no number: {self.text[max(found.start() - 12, 0) : found.end() + 12]!r}")
        elif not self.ref:
            raise ValueError(f"a {self.kind} run needs a reference: {self.text!r}")
        return self


Runs = tuple[Run, ...]


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


class Datum(Value):
    """One value of a chart: its label, the printed value run, and how it is drawn."""

    label: str
    label_run: Run | None = None
    """What the label is, when it is a name (it may then hold a number: 5G智慧工厂)."""
    value: Decimal
    run: Run
    sub: str | None = None
    """Second line under the label, or a word beside it (上半年, 10个项目)."""
    sub_run: Run | None = None
    """What the second line is, when it holds a number (2024年, 10个项目)."""
    marks: Runs = ()
    look: Literal["solid", "hollow", "grey"] = "grey"
    accent: bool = False
    part: Datum | None = None
    """A part drawn inside the bar of the whole (44.2 of 108.74), in the accent."""
    rank: int | None = None
    rank_run: Run | None = None
    group: str | None = None
    """Data of one group (口径, 期间, 范围) are comparable; a dashed rule divides groups."""
    tags: Runs = ()
    aside: Runs = ()
    """Quiet words at the right end of the row: 空心：授信额度."""


class BarsSpec(Value):
    """Horizontal bars, one measure; with ranks beside them when any datum has one (growth with rank)."""

    type: Literal["bars"] = "bars"
    data: tuple[Datum, ...]
    unit: str
    head: str = ""
    """Over the bars when ranks stand beside them: 增速，%."""
    rank_head: str = ""
    """Over the ranks: 全省位次."""
    compact: bool = False
    """Lists of five or more: bars 9 high, pitch 16."""


class SlopeSpec(Value):
    """From–to of one share or level."""

    type: Literal["slope"] = "slope"
    start: Datum
    end: Datum
    unit: str = ""
    """Small behind both values when the runs do not hold it: %."""
    difference: Runs = ()


class RanksSpec(Value):
    """Ranks as circles on a line, first place filled."""

    type: Literal["ranks"] = "ranks"
    data: tuple[Datum, ...]


class ComparePair(Value):
    title: str
    title_run: Run | None = None
    sub: Runs = ()
    own: Datum
    other: Datum
    gap: Runs = ()


class CompareSpec(Value):
    """Own value against an average (which may be 推算 and hollow), pair by pair."""

    type: Literal["compare"] = "compare"
    pairs: tuple[ComparePair, ...]


class StageCount(Value):
    name: str
    count: Run
    number: int


class StagesSpec(Value):
    """Projects by stage, one dot a project; 未写进度 apart."""

    type: Literal["stages"] = "stages"
    stages: tuple[StageCount, ...]
    unknown: StageCount | None = None
    accent: str | None = None


class Sign(Value):
    """A sign on a lane of the timeline. `at` is years as a decimal number (2024.75 = October)."""

    at: float
    label: Runs
    shape: Literal["dot", "dot-large", "diamond", "diamond-core"]
    accent: bool = False


class Lane(Value):
    label: str
    label_run: Run | None = None
    marks: Runs = ()
    signs: tuple[Sign, ...]


class LaneGroup(Value):
    title: str
    title_run: Run | None = None
    sub: Runs = ()
    lanes: tuple[Lane, ...]


class TimelineSpec(Value):
    """Milestones over years; years without a sign are left out with an axis break."""

    type: Literal["timeline"] = "timeline"
    groups: tuple[LaneGroup, ...]
    years: tuple[Run, ...]
    now: float
    now_label: Runs


class ShareSpec(Value):
    """One share of a whole as a single bar."""

    type: Literal["share"] = "share"
    part: Datum
    rest: Runs = ()


class TrendSpec(Value):
    """One measure over time, oldest first: the label of a datum is its period or issue."""

    type: Literal["trend"] = "trend"
    data: tuple[Datum, ...]
    unit: str = ""


ChartSpec = Annotated[
    BarsSpec | SlopeSpec | RanksSpec | CompareSpec | StagesSpec | TimelineSpec | ShareSpec | TrendSpec, Field(discriminator="type")
]


class Chart(Value):
    """A chart: the title says the finding, the subtitle unit, period, scope and mark."""

    kind: Literal["chart"] = "chart"
    spec: ChartSpec
    title: Runs
    subtitle: Runs = ()
    note: Runs = ()
    alt: str
    """The data in words, for readers who do not see it."""


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
Datum.model_rebuild()
