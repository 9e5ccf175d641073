"""读后待核: what to ask before the next issue. Every question says where it comes from; none is invented.

The subject is a name of the sources, the text holds no digits: the places carry the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.fact import District, Figure, Project
from briefing.model.source import SourceInfo
from briefing.model.summary import Change, Conflict, CountCheck, Question

_SILENT = "上一期有、本期来源没有提到"


def ask(
    *,
    districts: Sequence[District],
    figures: Sequence[Figure],
    projects: Iterable[Project],
    conflicts: Iterable[Conflict],
    counts: Iterable[CountCheck],
    changes: Iterable[Change],
    sources: Iterable[SourceInfo],
    region: str | None,
) -> list[Question]:
    """The questions in the order in which they matter: contradictions, missed nodes, missing data, unclear lists, sources."""
    out = [
        Question(kind="冲突", subject=c.question, text="两处说法不一致，以哪处为准", facts=c.facts, evidence=c.evidence)
        for c in conflicts
        if c.class_ in ("冲突", "修订")
    ]
    for project in projects:
        late = [m for m in project.planned if m.due == "到期待核"]
        places = tuple(m.evidence or project.evidence[0] for m in late)
        if late:
            text = "原定节点已过，是否兑现"
            out.append(
                Question(
                    kind="到期", subject=project.name, text=text, place=project.district, facts=(project.key,), evidence=places
                )
            )
    out += _without_data(districts, figures, region)
    out += [
        Question(kind="缺数", subject=c.text, text=f"{_SILENT}，有无新数", evidence=c.evidence)
        for c in changes
        if c.class_ == "未更新" and c.what == "figure" and c.salience == 3
    ]
    out += [
        Question(kind="缺项", subject=c.head, text="来源没有列全，其余是哪些", evidence=c.evidence)
        for c in counts
        if len(c.found) < c.expected and not c.parts
    ]
    out += _of_sources(sources)
    return out


def _without_data(districts: Iterable[District], figures: Sequence[Figure], region: str | None) -> list[Question]:
    if region is None:
        return []  # without a region nobody can say which places should have reported
    spoken = {figure.scope for figure in figures if figure.fresh}
    out = []
    for district in districts:
        if district.name == region or district.name in spoken:
            continue
        what = "本期没有资料" if not district.evidence else "本期没有可用的数据"
        out.append(Question(kind="缺数", subject=district.name, text=what, place=district.name, evidence=district.evidence[:1]))
    return out


def _of_sources(sources: Iterable[SourceInfo]) -> list[Question]:
    out = []
    for info in sources:
        name = (info.title or info.path).lstrip("# ")
        if info.published is None:
            out.append(Question(kind="来源", subject=name, text="没有日期，何时发布"))
        elif info.published_how == "inferred":
            out.append(Question(kind="来源", subject=name, text="日期为推断，请核实"))
        if info.trust == "low":
            out.append(Question(kind="来源", subject=name, text="可信度低，原文出自何处"))
    return out
