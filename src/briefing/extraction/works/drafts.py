"""What is gathered of a project while its document is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from briefing.extraction.works import stages
from briefing.model.base import Span
from briefing.model.fact import Evidence, Milestone

Report = tuple[stages.Progress, Evidence]


@dataclass
class Draft:
    """What has been gathered of one project."""

    key: str
    names: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    districts: list[tuple[int, str]] = field(default_factory=list)
    total: tuple[Decimal, str, Span] | None = None
    done: tuple[int, Decimal, str, Span] | None = None
    reports: list[Report] = field(default_factory=list)
    planned: list[Milestone] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    listed: bool = False
    owner: str | None = None
    programme: str | None = None
    class_: str | None = None
    evidence: list[Evidence] = field(default_factory=list)
