"""四张清单: what the sources report as problem, need, reminder or finding, and the reminders that follow from dates.

A reminder made by rule carries the source's own words for the node, and a flag that says why it stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from briefing.chinese.elements import element
from briefing.model.fact import Evidence, Figure, Matter, Milestone, Project
from briefing.model.period import bounds
from briefing.model.source import SourceInfo
from briefing.reconciliation.ledger import DONE, FORGOTTEN, SILENT, SOON
from briefing.reconciliation.salience import is_place

_NOISE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")
_ALIKE = 0.6
KINDS = ("问题", "要素", "提醒", "督导")


def work_lists(
    matters: Iterable[Matter],
    projects: Iterable[Project],
    figures: Iterable[Figure],
    sources: Mapping[str, SourceInfo],
    end: date,
    before: Sequence[Matter] = (),
) -> list[Matter]:
    """All lines of the four lists, in the order of the lists: what the texts say, each once, then overdue nodes, nodes of the
    next period, passed targets and silent projects. `before` are the previous issue's lines: they tell new from continued, and
    what is gone with its project built is struck off (销号)."""
    projects = list(projects)
    finished = _finished(projects, sources)
    matters = (m for m in matters if not _settled(m, finished, sources))
    said = [_due(line, end) for line in _merged(map(_listed, matters))]
    told = {(line.project, _day(line)) for line in said if line.project and line.deadline}
    made = [line for line in _reminders(projects) if (line.project, _day(line)) not in told]
    lines = _merged([*said, *made, *_passed_targets(figures, sources, end), *_silent(projects, end)])
    lines = [_followed(line, before) for line in lines]
    lines += _struck(lines, before, {project.name: project for project in projects})
    return sorted(lines, key=lambda m: (KINDS.index(m.kind), m.progress == "销号", _flag_order(m)))


def _finished(projects: Iterable[Project], sources: Mapping[str, SourceInfo]) -> dict[str, date]:
    """The day of the paper that reports a project built, under each of its names."""
    out: dict[str, date] = {}
    for project in projects:
        told = [sources[r.evidence.source] for r in project.history if r.stage in DONE and r.stage == project.stage]
        day = max((info.published for info in told if info.published and info.trust != "low"), default=None)
        if day is not None and project.stage in DONE:
            out |= dict.fromkeys((project.name, *project.aliases), day)
    return out


def _settled(matter: Matter, finished: Mapping[str, date], sources: Mapping[str, SourceInfo]) -> bool:
    """Whether a paper printed after a trouble of the works was told reports the project built."""
    day = finished.get(matter.project or "") if matter.kind != "督导" else None
    told = [sources[e.source].published for e in matter.evidence]
    return day is not None and all(d is not None and d < day for d in told)


def _listed(matter: Matter) -> Matter:
    """A problem that lacks land, funds, quota, labour, utilities or an approval stands in the list of these."""
    if matter.kind != "问题" or element(matter.text, matter.project) is None:
        return matter
    return matter.model_copy(update={"kind": "要素"})


def _day(line: Matter) -> date | None:
    return bounds(line.deadline).last if line.deadline else None


def _due(line: Matter, end: date) -> Matter:
    """A line of the text with a day: flagged when the day has passed or comes within the next period."""
    day = _day(line)
    if day is None or line.flag or line.state == "closed":
        return line
    flag = "到期待核" if day < end else "近期到期" if day <= end + timedelta(days=SOON) else None
    return line.model_copy(update={"flag": flag}) if flag else line


def _flag_order(matter: Matter) -> int:
    return ("到期待核", "近期到期", "久未更新").index(matter.flag) if matter.flag else -1


def _merged(matters: Iterable[Matter]) -> list[Matter]:
    """A matter told twice is one line with both places; of one project also when the words differ a little."""
    seen: dict[tuple[str, str], Matter] = {}
    of: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for matter in matters:
        key: tuple[str, str] = (matter.kind, _bare(matter.text))
        if key not in seen and matter.project:
            own = of.setdefault((matter.kind, matter.project), [])
            key = next((old for old in own if seen[old].flag == matter.flag and _alike(old[1], key[1])), key)
            own.append(key)
        other = seen.get(key)
        if other is None:
            seen[key] = matter
            continue
        update: dict[str, object] = {"evidence": tuple(dict.fromkeys(other.evidence + matter.evidence))}
        for field in ("project", "district", "owner", "deadline", "since", "state", "flag"):
            update[field] = getattr(other, field) or getattr(matter, field)
        if matter.audience == "internal":
            update["audience"] = "internal"
        seen[key] = other.model_copy(update=update)
    return list(seen.values())


def _alike(a: str, b: str) -> bool:
    """Whether two wordings share most of their pairs of characters."""
    first, second = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (a, b))
    return bool(first and second) and 2 * len(first & second) >= _ALIKE * (len(first) + len(second))


def _bare(text: str) -> str:
    return _NOISE.sub("", text)


def _reminders(projects: Iterable[Project]) -> list[Matter]:
    return [
        Matter(
            kind="提醒",
            text=milestone.what,
            project=project.name,
            district=project.district,
            owner=project.owner,
            deadline=milestone.when,
            flag=milestone.due,
            evidence=(_place(milestone, project),),
        )
        for project in projects
        for milestone in project.planned
        if milestone.due
    ]


def _place(milestone: Milestone, project: Project) -> Evidence:
    return milestone.evidence or project.evidence[0]


def _passed_targets(figures: Iterable[Figure], sources: Mapping[str, SourceInfo], end: date) -> list[Matter]:
    """Targets whose day has passed and whose result no source gives (同一指标、范围和期间没有实绩). A paper printed after the day
    of its own target spoke of something else: such a reading is no reminder."""
    figures = list(figures)
    known = {(f.indicator, f.scope, f.period) for f in figures if f.modality == "actual"}
    out = []
    for figure in figures:
        if figure.modality != "target" or figure.period is None or figure.salience < 2 or figure.trust == "low":
            continue
        span = bounds(figure.period)
        printed = max((d for e in figure.evidence if (d := sources[e.source].published)), default=None)
        if span.kind == "since" or span.last >= end or printed is None or printed > span.last:
            continue
        if (figure.indicator, figure.scope, figure.period) in known:
            continue
        if not is_place(figure.scope):
            continue  # the yearly plans of single projects stand in the ledger
        evidence = figure.evidence[:1]
        text, when = evidence[0].quote, figure.period
        out.append(Matter(kind="提醒", text=text, district=figure.scope, deadline=when, flag="到期待核", evidence=evidence))
    return out


def _silent(projects: Iterable[Project], end: date) -> list[Matter]:
    """Unfinished projects no source has spoken of for half a year (and not yet for two: those are history), unless a node of
    theirs is told anyway."""
    out = []
    for project in projects:
        if project.stage is None or project.stage in DONE or project.reported is None or project.part_of:
            continue
        if SILENT < (end - project.reported).days <= FORGOTTEN and not any(m.due for m in project.planned):
            place = next((r.evidence for r in reversed(project.history) if r.stage == project.stage), project.evidence[0])
            since = project.reported.isoformat()
            out.append(
                Matter(
                    kind="提醒",
                    text=place.quote,
                    project=project.name,
                    district=project.district,
                    owner=project.owner,
                    since=since,
                    flag="久未更新",
                    evidence=(place,),
                )
            )
    return out


def _same(a: Matter, b: Matter) -> bool:
    if a.kind != b.kind or a.flag != b.flag:
        return False
    if _bare(a.text) == _bare(b.text):
        return a.project == b.project or not (a.project and b.project)
    return bool(a.project) and a.project == b.project and a.kind != "提醒" and a.owner == b.owner


def _followed(line: Matter, before: Sequence[Matter]) -> Matter:
    if not before:
        return line
    old = next((m for m in before if _same(line, m) and m.progress != "销号"), None)
    update: dict[str, object] = {"progress": "续办" if old else "新增"}
    if old and line.since is None and old.since:
        update["since"] = old.since
    return line.model_copy(update=update)


def _struck(lines: Sequence[Matter], before: Sequence[Matter], projects: dict[str, Project]) -> list[Matter]:
    """Lines of the previous issue that this issue settles: the project is built now. What merely is not mentioned stays open in
    the list of changes and is never struck off by silence."""
    out = []
    for old in before:
        project = projects.get(old.project or "")
        if old.progress == "销号" or project is None or project.stage not in DONE or any(_same(old, m) for m in lines):
            continue
        evidence = (project.history[-1].evidence,) if project.history else project.evidence[:1]
        out.append(old.model_copy(update={"progress": "销号", "state": "closed", "evidence": (*evidence, *old.evidence)}))
    return out
