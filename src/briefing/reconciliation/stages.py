"""Statements of a project's stage that do not fit together become a stage history, told with both quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from briefing.model.fact import STAGES, Project, StageReport
from briefing.model.period import bounds
from briefing.model.source import SourceInfo
from briefing.model.summary import Conflict
from briefing.reconciliation.conflicts import RESOLUTION

_LEVEL = {stage: level for level, stage in enumerate(STAGES)}
_SAME_DAYS = 31
"""Reports so close together should say the same."""


def stage_conflicts(projects: Iterable[Project], sources: Mapping[str, SourceInfo]) -> list[Conflict]:
    """One entry a project whose reports contradict each other: two stages in one source, two stages within a month, or a later
    report that stands behind an earlier one. A stage that rises from source to source is progress and no conflict."""
    out = []
    for project in projects:
        reports = [report for report in project.history if report.stage in _LEVEL]
        found = next((pair for pair in _pairs(reports) if _contradict(*pair, sources)), None)
        if found:
            value = {
                "question": f"{project.name}进度",
                "class": "进度用语",
                "facts": (project.key,),
                "evidence": tuple(report.evidence for report in found),
                "resolution": RESOLUTION["进度用语"],
                "project": project.key,
            }
            out.append(Conflict.model_validate(value))
    return out


def _pairs(reports: list[StageReport]) -> Iterable[tuple[StageReport, StageReport]]:
    """Neighbours in time, and the extremes of every source (reports of one source stand together by their day)."""
    yield from pairwise(reports)
    by_source: dict[str, list[StageReport]] = {}
    for report in reports:
        by_source.setdefault(report.evidence.source, []).append(report)
    for own in by_source.values():
        own = sorted(own, key=lambda r: _LEVEL[r.stage])
        yield own[0], own[-1]


def _contradict(earlier: StageReport, later: StageReport, sources: Mapping[str, SourceInfo]) -> bool:
    if earlier.stage == later.stage or earlier.evidence == later.evidence:
        return False
    days = _day(earlier, sources), _day(later, sources)
    if earlier.evidence.source == later.evidence.source:
        # One text may tell the way of a project: 去年开工, 今年竣工. Only undated or equal days contradict.
        return earlier.date is None or later.date is None or earlier.date == later.date
    if days[0] is None or days[1] is None:
        return False
    close = abs((days[1] - days[0]).days) <= _SAME_DAYS
    return close or (_LEVEL[later.stage] < _LEVEL[earlier.stage] and days[1] > days[0])


def _day(report: StageReport, sources: Mapping[str, SourceInfo]) -> date | None:
    info = sources.get(report.evidence.source)
    return bounds(report.date).last if report.date else info.published if info else None
