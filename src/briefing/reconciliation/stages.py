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
    """One entry a project whose reports contradict each other: two stages in one source, stages far apart within a month, or a
    later report that stands behind an earlier one. A stage that rises from source to source is progress and no conflict."""
    out = []
    for project in projects:
        reports = [report for report in project.history if report.stage in _LEVEL]
        reports.sort(key=lambda report: _day(report, sources) or date.min)
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
    """Neighbours in time, and the lowest work on the ground beside the highest stage of every source."""
    yield from pairwise(reports)
    by_source: dict[str, list[StageReport]] = {}
    for report in reports:
        by_source.setdefault(report.evidence.source, []).append(report)
    for own in by_source.values():
        ground = sorted((r for r in own if _LEVEL[r.stage] >= _LEVEL["开工"]), key=lambda r: _LEVEL[r.stage])
        if len(ground) > 1:
            yield ground[0], ground[-1]


def _contradict(earlier: StageReport, later: StageReport, sources: Mapping[str, SourceInfo]) -> bool:
    if earlier.stage == later.stage or earlier.evidence == later.evidence:
        return False
    if earlier.evidence.source == later.evidence.source:
        return _in_one_text(earlier, later)
    days = _day(earlier, sources), _day(later, sources)
    if days[0] is None or days[1] is None:
        return False
    levels = _LEVEL[earlier.stage], _LEVEL[later.stage]
    if abs((days[1] - days[0]).days) <= _SAME_DAYS:
        return abs(levels[1] - levels[0]) > 1
    return levels[1] < levels[0] and days[1] > days[0]


def _in_one_text(a: StageReport, b: StageReport) -> bool:
    """One text may tell the way of a project: 去年开工, 今年竣工, 加快建设 in the plan behind 建成 in the review. Two undated or
    equally dated statements contradict when both speak of a finished building (封顶, 完工), or a caption says other than the
    text of the work on the ground."""
    places = a.evidence.locator, b.evidence.locator
    if (a.date and b.date and a.date != b.date) or places[0] == places[1]:
        return False
    low, high = sorted((_LEVEL[a.stage], _LEVEL[b.stage]))
    captioned = places[0].caption != places[1].caption
    return high >= _LEVEL["主体完工"] and (low >= _LEVEL["主体完工"] or (captioned and low >= _LEVEL["开工"]))


def _day(report: StageReport, sources: Mapping[str, SourceInfo]) -> date | None:
    info = sources.get(report.evidence.source)
    return bounds(report.date).last if report.date else info.published if info else None
