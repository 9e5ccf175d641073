"""What is read from a text: figures, projects, districts, matters, enumerations, programmes, offices — each with its evidence."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from briefing.model.base import Span, Value
from briefing.model.period import Period
from briefing.model.quantity import Quantity

Measure = Literal["level", "growth", "share", "count", "rank", "gap", "change"]
Modality = Literal["actual", "target", "forecast", "capacity"]
Direction = Literal["up", "down"]
Confidence = Literal["high", "medium", "low"]
Stage = Literal["谋划", "前期", "开工", "在建", "主体完工", "试生产", "竣工", "投产", "停滞"]
STAGES: tuple[Stage, ...] = ("谋划", "前期", "开工", "在建", "主体完工", "试生产", "竣工", "投产")
"""The eight stages of the strip, in order; 停滞 is a state beside it."""


class Locator(Value):
    """Where a person finds the quote: 第 N 段, page, sheet and cell."""

    paragraph: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    caption: bool = False


class Evidence(Value):
    """The place of a fact in a source: `pieces` are half-open character offsets into `Source.text`, `quote` their text joined.
    Only `CleanText.evidence` makes one."""

    source: str
    pieces: tuple[Span, ...] = Field(min_length=1)
    quote: str
    number: tuple[Span, ...] = ()
    """The number with its unit, inside the pieces."""
    before: str = ""
    after: str = ""
    """The rest of the sentence around the quote, in the source's own characters."""
    sentence: tuple[Span, ...] = ()
    """The whole sentence (``before + quote + after``), where it is known: what the annex prints."""
    locator: Locator = Locator()

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


class Support(Value):
    """What a field that stands outside the clause was taken from: the words and their place, or a key of the configuration."""

    field: Literal["period", "scope", "unit", "indicator"]
    text: str
    pieces: tuple[Span, ...] = ()
    config: str | None = None


class Figure(Value):
    """A number that says something about a place, its economy, its projects or its government.

    `id` names the sentence it stands in, `key` the question it answers (merge and comparison go by the key).
    """

    id: str
    key: str
    indicator: str
    indicator_id: str | None = None
    value: Decimal
    value_max: Decimal | None = None
    unit: str
    approx: str | None = None
    measure: Measure
    modality: Modality = "actual"
    direction: Direction | None = None
    basis: str | None = None
    scope: str | None = None
    period: Period | None = None
    among: str | None = None
    of: str | None = None
    part_of: str | None = None
    salience: Literal[1, 2, 3] = 1
    confidence: Confidence = "medium"
    rule: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    support: tuple[Support, ...] = ()
    doubt: str | None = None
    """Why a person should look again (分栏错位 …), printed with the mark."""
    trust: Literal["high", "medium", "low"] | None = None
    """Set by reconciliation: the best trust among its sources."""
    confirmed: int = 1
    """Set by reconciliation: how many independent sources say it. Copies and low-trust sources beside another never count; 0 when
    it stands on low-trust sources only."""
    correction: str | None = None
    """Id of the decision of a person that changed or confirmed it (人工核定)."""
    pinned: bool = False
    """A person wants it on page 1."""
    wording: str | None = None
    """The sentence a person wants printed instead of the composed one."""
    fresh: bool | None = None
    """Set by reconciliation: current for the issue's period, or history."""

    @property
    def quantity(self) -> Quantity:
        return Quantity(value=self.value, unit=self.unit)


def figure_id(text_sha256: str, number: tuple[Span, ...], indicator: str, measure: str) -> str:
    """Says *this sentence*: a hash of the text, the place of the number, the indicator and the measure."""
    place = ",".join([f"{a}-{b}" for a, b in number])
    return "f" + hashlib.sha256(f"{text_sha256}|{place}|{indicator}|{measure}".encode()).hexdigest()[:12]


def figure_key(indicator: str, scope: str | None, period: str | None, measure: str, modality: str, among: str | None) -> str:
    """Says *this question*: indicator, scope, period, measure, modality and rank base, readable and stable."""
    return "|".join((indicator, scope or "", period or "", measure, modality, among or ""))


Light = Literal["green", "yellow", "red", "grey"]
"""The lamp of a project in the ledger; grey: nothing to judge by."""


class Milestone(Value):
    """A planned node of a project: what, and when (None when the text gives no date)."""

    what: str
    when: Period | None = None
    evidence: Evidence | None = None
    due: Literal["到期待核", "近期到期"] | None = None
    """Set by reconciliation: the day has passed and no source says that it was kept, or it comes within the next period."""


class StageReport(Value):
    """One statement of a project's stage."""

    stage: Stage
    text: str
    date: Period | None = None
    evidence: Evidence


class Project(Value):
    """A project or work the text names."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    district: str | None = None
    programme: str | None = None
    class_: str | None = Field(default=None, alias="class")
    owner: str | None = None
    investment_total: Quantity | None = None
    investment_done: Quantity | None = None
    investment_figures: tuple[str, ...] = ()
    """Ids of the figures the two amounts were taken from: total first."""
    attributes: tuple[str, ...] = ()
    stage: Stage | None = None
    stage_text: str | None = None
    stage_date: Period | None = None
    history: tuple[StageReport, ...] = ()
    planned: tuple[Milestone, ...] = ()
    problems: tuple[str, ...] = ()
    part_of: str | None = None
    """Key of the whole this is a part of (一期 ⊂ 园区)."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    trust: Literal["high", "medium", "low"] | None = None
    reported: date | None = None
    """Set by reconciliation: publication of the newest source that speaks of it."""
    light: Light | None = None
    light_reason: str | None = None
    """Set by reconciliation: the lamp of the ledger and why, without digits."""


class Phrase(Value):
    """A positioning, an industry or a highlight in the text's own words, with its place."""

    text: str
    evidence: Evidence


class District(Value):
    """A place the documents speak of: what it wants to be, what it makes, what it is proud of."""

    name: str
    positioning: tuple[Phrase, ...] = ()
    industries: tuple[Phrase, ...] = ()
    highlights: tuple[Phrase, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """Empty for a district of the region that no document speaks of: 本期无数据."""


MatterKind = Literal["问题", "要素", "提醒", "督导"]


class Matter(Value):
    """A problem, a missing factor, a reminder or an inspection finding."""

    kind: MatterKind
    text: str
    project: str | None = None
    district: str | None = None
    owner: str | None = None
    deadline: Period | None = None
    since: Period | None = None
    state: Literal["open", "handled", "closed"] | None = None
    audience: Literal["public", "internal"] = "public"
    flag: Literal["到期待核", "近期到期", "久未更新"] | None = None
    """For a reminder made by rule from a milestone, a target or a silent project: why it is one. Its text stays the source's."""
    progress: Literal["新增", "续办", "销号"] | None = None
    """Set by reconciliation: against the previous issue."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Enumeration(Value):
    """A head “N个X” (三个转变, 六个围绕) with the items found."""

    head: str
    count: int
    items: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Programme(Value):
    """A named set of projects with its classes (“双百工程” = two classes of a hundred), from the configuration or the text."""

    name: str
    classes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    expected: int | None = None


class Office(Value):
    """A person in a post, as of a date."""

    person: str
    post: str
    as_of: Period | None = None
    evidence: Evidence
