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

SCHEMA = "briefing-summary/1"

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


class Change(Value):
    """What differs from the previous issue."""

    class_: Literal["新增", "变化", "再提及", "未更新", "撤下"] = Field(alias="class")
    key: str
    text: str
    old: str | None = None
    new: str | None = None


class Summary(Value):
    """The whole: merged facts of all sources, in a fixed order."""

    schema_: str = Field(default=SCHEMA, alias="schema")
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
    notes: tuple[Note, ...] = ()
