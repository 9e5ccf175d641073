"""三、重点项目: how many stand where, the ledger, the investments, the timeline of what was promised, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.chinese.format import short_period
from briefing.composition import investments, ledger
from briefing.composition.choice import Pool
from briefing.composition.desk import Desk
from briefing.composition.inline import structure
from briefing.composition.milestones import timeline
from briefing.composition.works import Due, Works, plain_name, telling
from briefing.model.chart import StageCount, StagesSpec
from briefing.model.document import Bar
from briefing.model.fact import STAGES, Project
from briefing.model.run import Run, Runs

_DUE = 12
"""Rows of what is due."""


@dataclass(frozen=True)
class DueRow:
    name: Run
    what: Run
    when: Run
    months: Run
    bar: Bar
    words: Run
    marks: Runs


def view(desk: Desk, pool: Pool) -> dict[str, Any] | None:
    """What the template is given; None when no source names a project."""
    works = Works(desk)
    projects = works.current
    if not projects and not works.due:
        return None
    silent = [p for p in projects if not (p.stage or p.investment_total)]
    names = [desk.name("project", plain_name(p.name), key=p.key) for p in silent[:12]]
    letters = sorted({desk.letter(e.source) for p in projects for e in p.evidence[:1]}, key=lambda x: (len(x), x))
    return {
        "letters": [desk.name("source", letter) for letter in letters] if len(letters) <= 8 else [],
        "count": desk.count(len(projects)),
        "stages": _stages(desk, [p for p in projects if not desk.weak(p.evidence)]),
        "weak": any(desk.weak(p.evidence) for p in projects),
        **ledger.view(desk, works, [p for p in projects if p.stage or p.investment_total]),
        "silent": names,
        "silent_count": desk.count(len(silent)),
        "silent_more": len(silent) > len(names),
        "history": (desk.count(len(works.history)),) if works.history else (),
        "investment": investments.totals(desk, projects),
        "progress": investments.progress(desk, projects),
        "timeline": timeline(desk, works),
        "due": [_due(desk, due, works.due[:_DUE]) for due in works.due[:_DUE]],
        "due_more": (desk.count(len(works.due) - _DUE),) if len(works.due) > _DUE else (),
    }


def _stages(desk: Desk, projects: list[Project]) -> dict[str, Any] | None:
    """Projects by stage, one dot each, and the words of the title."""
    if len(projects) < 3 or not any(p.stage in STAGES for p in projects):
        return None
    counted = [(stage, sum(p.stage == stage for p in projects)) for stage in STAGES]
    unknown = sum(p.stage not in STAGES for p in projects)
    stages = tuple(StageCount(name=name, count=desk.count(n), number=n) for name, n in counted)
    rest = StageCount(name="未写进度", count=desk.count(unknown), number=unknown) if unknown else None
    peak = max((n for _, n in counted), default=0)
    accent = "投产" if counted[-1][1] else next(name for name, n in reversed(counted) if n == peak)
    told = [(name, n) for name, n in reversed(counted) if n]
    words = [(desk.count_words(n), name) for name, n in told[:1] + sorted(told[1:], key=lambda item: -item[1])[:1]]
    return {
        "spec": StagesSpec(stages=stages, unknown=rest, accent=accent),
        "told": words,
        "unknown": (desk.count_words(unknown),) if unknown else (),
        "empty": [name for name, n in counted if not n],
        "alt": tuple(run for s in (*stages, *((rest,) if rest else ())) for run in _counted(s)),
    }


def _counted(stage: StageCount) -> Runs:
    return (Run(kind="text", text=stage.name), stage.count, Run(kind="text", text="个；"))


def _due(desk: Desk, due: Due, shown: list[Due]) -> DueRow:
    evidence, longest = due.evidence, max(one.months for one in shown) or 1
    when = due.milestone.when or ""
    return DueRow(
        name=desk.name("project", plain_name(due.project.name), key=due.project.key, style="strong"),
        what=desk.name("milestone", due.milestone.what, key=due.project.key),
        when=structure(f"period:{when}", short_period(when)),
        months=structure(f"months:{when}/{desk.summary.meta.period}", str(due.months), "strong"),
        bar=Bar(share=due.months / longest, accent=due.months <= desk.summary.meta.fresh_months),
        words=telling(desk, evidence, due.milestone.what),
        marks=desk.mark_evidence(evidence),
    )
