"""挂图: the timeline of what happened and what was promised, one lane a project, grouped by district."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from briefing.composition.desk import Desk
from briefing.composition.inline import structure
from briefing.composition.works import Works, plain_name
from briefing.model.chart import Lane, LaneGroup, Sign, TimelineSpec
from briefing.model.fact import STAGES, Project
from briefing.model.period import bounds, months_between
from briefing.model.run import Run

_LANES = 14
_LABEL = 9
_DEPTH = 540
"""Points of page the lanes may take: 24 a group, 24 a lane and 12 for each further line of its name."""
_ONE, _LARGE = 380, 250
"""Points up to which the lanes stay in one chart; in the style of large type, which leaves it less of a page."""
_LATE = STAGES[4:]


def timeline(desk: Desk, works: Works) -> dict[str, Any] | None:
    """The chart and the words of its title; None with fewer than two planned nodes that have a date."""
    planned = [p for p in desk.summary.projects if any(m.when for m in p.planned) and not desk.weak(p.evidence)]
    nodes = sum(1 for p in planned for m in p.planned if m.when)
    if nodes < 2:
        return None
    shown = _shown(desk, works, planned)
    groups: dict[str, list[Project]] = {}
    for project in shown:
        groups.setdefault(desk.place(project.district) or desk.region or "其他", []).append(project)
    order = [name for name in (*desk.places, *groups) if name in groups]
    lanes = tuple(
        LaneGroup(title=name, lanes=tuple(_lane(desk, works, project) for project in groups[name])) for name in dict.fromkeys(order)
    )
    years = sorted({int(sign.at) for group in lanes for lane in group.lanes for sign in lane.signs} | {desk.issued.year})
    overdue = sum(1 for due in works.due if due.project in planned)
    return {
        "sheets": [_sheet(desk, part, years) for part in _parts(lanes, _LARGE if desk.options.style == "公文" else _ONE)],
        "nodes": desk.count_words(nodes),
        "cut": sum(project in planned for project in shown) < len(planned),
        "next": _next(desk, works, shown),
        "overdue": (desk.count_words(overdue),) if overdue else (),
    }


def _sheet(desk: Desk, lanes: tuple[LaneGroup, ...], years: list[int]) -> dict[str, Any]:
    """One chart: all of them have the same years, so that they can be read together."""
    spec = TimelineSpec(
        groups=lanes,
        years=tuple(structure("year", str(year)) for year in years),
        now=_at(desk.issued),
        now_label=(Run(kind="text", text="本期"), structure("date", f"{desk.issued.year}年{desk.issued.month}月")),
    )
    return {
        "spec": spec,
        "places": [desk.name("district", group.title) for group in lanes],
        "alt": tuple(run for group in lanes for lane in group.lanes for run in _told(lane)),
    }


def _parts(lanes: tuple[LaneGroup, ...], most: int) -> list[tuple[LaneGroup, ...]]:
    """The groups as one chart or, where they are many, as two of about the same height: two half pages find their place, a whole
    one leaves the page before it empty."""
    heights = [24 + 24 * len(group.lanes) for group in lanes]
    if sum(heights) <= most or len(lanes) < 2:
        return [lanes]
    cut = min(range(1, len(lanes)), key=lambda at: abs(sum(heights[:at]) - sum(heights[at:])))
    return [lanes[:cut], lanes[cut:]]


def _next(desk: Desk, works: Works, shown: list[Project]) -> tuple[Run, ...]:
    """The promise that comes due first: the project and what is promised."""
    coming = [(bounds(m.when).last, p, m.what) for p in shown for m in p.planned if m.when and bounds(m.when).last > works.end]
    if not coming:
        return ()
    _, project, what = min(coming, key=lambda item: item[0])
    return desk.name("project", plain_name(project.name), key=project.key), desk.name("milestone", what, key=project.key)


def _shown(desk: Desk, works: Works, planned: list[Project]) -> list[Project]:
    """The lanes: promises nearest to the issue first to be chosen, then works lately finished; as many as stand on a page."""
    near = sorted(planned, key=lambda p: min(abs(months_between(bounds(m.when).last, works.end)) for m in p.planned if m.when))
    told = [] if desk.homes else [p for p in works.current if p not in planned and p.stage_date and p.stage in _LATE]
    room, seen = _DEPTH, set[str]()
    chosen: list[Project] = []
    for project in (near + told)[: min(_LANES, max(2 * len(planned), 2))]:
        place = desk.place(project.district) or ""
        room -= 24 * (place not in seen) + 12 + 12 * math.ceil(len(plain_name(project.name)) / 11)
        if room < 0:
            break
        seen.add(place)
        chosen.append(project)
    return [p for p in (*planned, *told) if any(p is one for one in chosen)]


def _lane(desk: Desk, works: Works, project: Project) -> Lane:
    signs = []
    latest = {report.stage: report for report in project.history if report.date and report.stage != "停滞"}
    for report in latest.values():
        if report.date:
            late = report.stage == "投产"
            signs.append(Sign(
                at=_at(bounds(report.date).last if bounds(report.date).last <= works.end else works.end),
                label=(Run(kind="text", text=report.stage),), shape="dot-large" if late else "dot", accent=late,
            ))  # fmt: skip
    for milestone in project.planned:
        if milestone.when is None:
            continue
        last = bounds(milestone.when).last
        passed = any(due.project is project and due.milestone is milestone for due in works.due)
        signs.append(Sign(
            at=_at(last), label=(desk.name("milestone", _short(milestone.what), key=project.key),),
            shape="diamond-core" if passed else "diamond", accent=passed,
        ))  # fmt: skip
    evidence = next((m.evidence for m in project.planned if m.evidence), project.evidence[0])
    label = plain_name(project.name)
    return Lane(
        label=label,
        label_run=desk.name("project", label, key=project.key),
        marks=desk.mark_evidence(evidence),
        signs=tuple(sorted(signs, key=lambda sign: sign.at)),
    )


def _short(what: str) -> str:
    return what if len(what) <= _LABEL else f"{what[: _LABEL - 1]}…"


_KINDS = {"diamond": "（目标）", "diamond-core": "（目标已过期）"}


def _told(lane: Lane) -> tuple[Run, ...]:
    label = lane.label_run or Run(kind="name", ref=f"label:{lane.label}", text=lane.label)
    out: list[Run] = [label, Run(kind="text", text="：")]
    for sign in lane.signs:
        out += [*sign.label, structure("year", str(int(sign.at))), Run(kind="text", text=f"年{_KINDS.get(sign.shape, '')}；")]
    return tuple(out)


def _at(day: date) -> float:
    """A day as a decimal year: 2024-10-01 is about 2024.75."""
    start = date(day.year, 1, 1)
    return round(day.year + (day - start).days / 366, 3)
