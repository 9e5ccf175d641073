"""The summary of all sources for one issue: what the briefing is composed from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from briefing.model.base import Value
from briefing.model.fact import District, Enumeration, Evidence, Figure, Matter, Office, Programme, Project
from briefing.model.note import Note
from briefing.model.period import Period
from briefing.model.source import SourceInfo

SCHEMA: Literal["briefing-summary/1"] = "briefing-summary/1"

ConflictClass = Literal["其他期间", "范围不同", "进度用语", "约数", "修订", "冲突"]


class Meta(Value):
    """What the issue is: its name, number, dates, region and the versions that made it."""

    name: str
    """简报名."""
    publisher: str | None = None
    classification: str | None = None
    region: str | None = None
    period: Period
    issue: int = 1
    revision: int = 0
    """第N次修订 of the issue; 0 as first printed."""
    issued: date
    fresh_months: int = 12
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int | None = None
    signer: str | None = None
    edition: str | None = None
    version: str = "0"
    inputs_sha256: str = ""


class SummarySource(Value):
    """A source with the letter it is cited by and what it gave."""

    letter: str
    info: SourceInfo
    figures: int = 0
    projects: int = 0


class Conflict(Value):
    """Two statements that do not agree, or seem not to: the ids of the facts, the class and what was done."""

    question: str
    class_: ConflictClass = Field(alias="class")
    facts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    resolution: str
    """What was done, in words without digits."""
    project: str | None = None
    """Key of the project a conflict of stages is about."""


class Derived(Value):
    """A value computed from figures: never without its formula and its inputs."""

    id: str
    indicator: str
    value: Decimal
    unit: str
    formula: str
    """Readable, with the inputs' own numbers: ``44.4 − 15.7``."""
    inputs: tuple[str, ...]
    scope: str | None = None
    period: Period | None = None
    rule: str


class CountCheck(Value):
    """应有 N 见到 M."""

    head: str
    expected: int
    found: tuple[str, ...]
    missing: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    parts: tuple[str, ...] = ()
    """For a sum (N = a + b): the ids of the figures that are its parts; `found` holds their labels."""


class Change(Value):
    """What differs from the previous issue."""

    class_: Literal["新增", "变化", "再提及", "未更新", "撤下"] = Field(alias="class")
    key: str
    text: str
    """What it is about: 云岭市地区生产总值, the name of a project."""
    old: str | None = None
    new: str | None = None
    what: Literal["figure", "project", "matter", "office"] = "figure"
    facts: tuple[str, ...] = ()
    """Ids of the figures of this issue (keys of projects) it speaks of; none when it is gone."""
    old_period: Period | None = None
    new_period: Period | None = None
    difference: str | None = None
    """New minus old with its sign and unit, where both are exact and of one unit."""
    salience: Literal[1, 2, 3] = 1
    """Of the figure, in the issue that still had it."""
    silent: int = 0
    """For 未更新: the number of issues in a row that do not speak of it."""
    evidence: tuple[Evidence, ...] = ()
    """Where this issue says it; the previous issue's places for what is gone."""
    weak: bool = False
    """True when only sources of low trust say it (低可信)."""


class RacePlace(Value):
    """One district in a comparison: its value now, and where it stood about two months before."""

    place: str
    fact: str
    """Id of the figure of this issue."""
    rank: int
    """By value among the places of the comparison, the highest first; equal values share one."""
    old: str | None = None
    """The value of the earlier issue as it was printed; None when that issue did not hold it."""
    old_rank: int | None = None
    """Among the places of this comparison that had a value then."""
    difference: str | None = None
    """New minus old with its sign and unit, where both are exact."""


class Race(Value):
    """较短比长: districts on one indicator and period, beside the same kind of period about two months before."""

    indicator: str
    measure: str
    period: Period
    old_period: Period
    issue: int
    """Number of the issue the earlier values stand in."""
    places: tuple[RacePlace, ...]


class TrendPoint(Value):
    """One value of a trend, as it was printed in the issue that told it last."""

    period: Period
    value: Decimal
    """In the unit of the trend; negative for a fall."""
    text: str
    issue: int


class Trend(Value):
    """走势: one indicator of one place over several issues, the oldest first; the last point is a figure of this issue."""

    indicator: str
    scope: str
    measure: str
    unit: str
    fact: str
    """Id of the figure of the last point."""
    points: tuple[TrendPoint, ...]


class Question(Value):
    """读后待核: something to ask before the next issue, and what made it a question."""

    kind: Literal["缺数", "冲突", "缺项", "到期", "口径", "来源"]
    subject: str
    """What is asked about: an indicator with its place, a project, a list, a source."""
    text: str
    """The question, without digits."""
    place: str | None = None
    """The district or project to ask."""
    facts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class PreviousIssue(Value):
    """The issue this one was compared with."""

    period: Period
    issue: int
    inputs_sha256: str = ""


class Decision(Value):
    """What a person decided about a figure, anchored on its number in its sentence, and whether it could be applied."""

    id: str
    action: Literal["accept", "reject", "correct", "pin", "hide", "reword"]
    quote: str
    """The number with its unit as the source writes it."""
    before: str = ""
    after: str = ""
    """The rest of its sentence on both sides."""
    indicator: str | None = None
    """What the figure was called when the decision was made: tells two readings of one number apart."""
    value: str | None = None
    """For correct: the right number in the figure's unit."""
    label: str | None = None
    scope: str | None = None
    period: Period | None = None
    """For correct: the right indicator, scope and period; None leaves what was read."""
    wording: str | None = None
    """For reword: the sentence to print."""
    comment: str | None = None
    by: str | None = None
    on: date | None = None
    state: Literal["applied", "changed", "vanished"] = "applied"
    """changed: the sentence around the number is another one; vanished: no source holds it. Neither is applied."""
    fact: str | None = None
    """Id of the figure it was applied to; None when the figure was rejected or hidden."""


class Summary(Value):
    """The whole: merged facts of all sources, in a fixed order."""

    schema_: Literal["briefing-summary/1"] = Field(default=SCHEMA, alias="schema")
    meta: Meta
    sources: tuple[SummarySource, ...] = ()
    figures: tuple[Figure, ...] = ()
    projects: tuple[Project, ...] = ()
    districts: tuple[District, ...] = ()
    matters: tuple[Matter, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
    programmes: tuple[Programme, ...] = ()
    offices: tuple[Office, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    derived: tuple[Derived, ...] = ()
    counts: tuple[CountCheck, ...] = ()
    changes: tuple[Change, ...] = ()
    previous: PreviousIssue | None = None
    revised: tuple[Change, ...] = ()
    """For a correction: what differs from the issue as it was printed before."""
    races: tuple[Race, ...] = ()
    trends: tuple[Trend, ...] = ()
    questions: tuple[Question, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()
