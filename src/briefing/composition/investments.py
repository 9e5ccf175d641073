"""Investments as bars: what the sources say a project costs in all, and how much of it is done."""

from __future__ import annotations

from typing import Any

from briefing.composition.desk import Desk
from briefing.composition.pictures import alt
from briefing.composition.works import done, plain_name, total
from briefing.model.chart import BarsSpec, Datum
from briefing.model.fact import Project
from briefing.model.run import Run

_BARS, _PARTS = 10, 6


def totals(desk: Desk, projects: list[Project]) -> dict[str, Any] | None:
    """Total investments in 亿元 that a source writes out, the largest first."""
    found = [
        (p, q) for p in projects
        if (q := p.investment_total) is not None and q.unit == "亿元" and not p.part_of and not desk.weak(p.evidence)
        and total(desk, p) is not None
    ]  # fmt: skip
    if len(found) < 2:
        return None
    order = sorted(found, key=lambda item: -item[1].value)
    data: list[Datum] = []
    for project, quantity in order[:_BARS]:
        run = total(desk, project)
        if run is None:
            continue
        figure = desk.figures.get(project.investment_figures[0]) if project.investment_figures else None
        marks = desk.mark(figure) if figure else desk.mark_evidence(project.evidence[0])
        label = plain_name(project.name)
        data.append(Datum(
            label=label, label_run=desk.name("project", label, key=project.key), value=quantity.value, run=run,
            marks=marks, accent=not data,
        ))  # fmt: skip
    return {
        "spec": BarsSpec(data=tuple(data), unit="亿元", compact=len(data) >= 5),
        "count": desk.count_words(len(order)),
        "best": data[0].label_run,
        "value": data[0].run,
        "more": len(order) > len(data),
        "alt": alt(data, "亿元"),
    }


def progress(desk: Desk, projects: list[Project]) -> dict[str, Any] | None:
    """Done inside the whole, for projects of which a source gives both in 亿元; the furthest first."""
    found = []
    for project in projects:
        whole, part = project.investment_total, project.investment_done
        if (
            whole
            and part
            and whole.unit == part.unit == "亿元"
            and 0 < part.value <= whole.value
            and not desk.weak(project.evidence)
            and done(desk, project) is not None
        ):
            found.append((part.value / whole.value, project))
    if len(found) < 2:
        return None
    data = [_both(desk, project) for _, project in sorted(found, key=lambda item: -item[0])[:_PARTS]]
    words: list[Run] = []
    for datum in data:
        if datum.part is not None and datum.label_run is not None:
            words += [datum.label_run, Run(kind="text", text="总投资"), datum.run, Run(kind="text", text="亿元，已完成"),
                      datum.part.run, Run(kind="text", text="亿元；")]  # fmt: skip
    return {
        "spec": BarsSpec(data=tuple(data), unit="亿元"),
        "count": desk.count_words(len(found)),
        "best": data[0].label_run,
        "alt": tuple(words),
    }


def _both(desk: Desk, project: Project) -> Datum:
    whole, part = project.investment_total, project.investment_done
    run, inner = total(desk, project), done(desk, project)
    assert whole is not None and part is not None and run is not None and inner is not None
    name = plain_name(project.name)
    marks = tuple(run for key in project.investment_figures[:2] if key in desk.figures for run in desk.mark(desk.figures[key]))
    return Datum(
        label=name, label_run=desk.name("project", name, key=project.key), value=whole.value, run=run,
        marks=tuple({run.ref: run for run in marks}.values()) or desk.mark_evidence(project.evidence[0]),
        part=Datum(label="已完成", value=part.value, run=inner),
    )  # fmt: skip
