"""三、重点项目: how many stand where, the ledger, the investments, the timeline of what was promised, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.chinese.format import short_period
from briefing.composition import investments
from briefing.composition.choice import Pool
from briefing.composition.desk import LOW_TRUST, Desk
from briefing.composition.inline import structure
from briefing.composition.milestones import timeline
from briefing.composition.pictures import formula
from briefing.composition.works import Due, Works, done, plain_name, short_name, stage_index, telling, total, words
from briefing.model.document import Bar, Lamp, Run, Runs, StageCount, StagesSpec, Strip
from briefing.model.fact import STAGES, Light, Project
from briefing.model.period import bounds

_LEDGER, _CHOSEN = 60, 36
_WIDE = 3
"""Rows with an amount done, or with a node to come, from which the ledger takes the turned sheet."""
_DUE, _DEPTH = 12, 2000
"""Rows of what is due; points of page the ledger may take: about three pages."""


_LIGHTS: dict[Light, str] = {"red": "红", "yellow": "黄", "green": "绿", "grey": "灰"}


@dataclass(frozen=True)
class Entry:
    """A row of the ledger."""

    number: Runs
    part: bool
    name: Run
    place: Runs
    strip: Strip
    stage: str
    reached: bool
    total: Runs
    done: Runs
    rate: Runs
    words: Runs
    tags: Runs
    next: Runs
    """The milestone that comes next: its month and what is due."""
    as_of: Runs
    days: Runs
    """Days from the newest report to the end of the issue's period, where the day of the report is known."""
    lamp: Lamp | None
    light: str
    reason: str
    marks: Runs


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
    told = [p for p in projects if p.stage or p.investment_total]
    ledger = _fitting(told if len(told) <= desk.cap(_LEDGER) else _weighty(told, desk.cap(_CHOSEN)), desk.cap(_DEPTH))
    silent = [p for p in projects if not (p.stage or p.investment_total)]
    names = [desk.name("project", plain_name(p.name), key=p.key) for p in silent[:12]]
    letters = sorted({desk.letter(e.source) for p in projects for e in p.evidence[:1]}, key=lambda x: (len(x), x))
    return {
        "letters": [desk.name("source", letter) for letter in letters] if len(letters) <= 8 else [],
        "count": desk.count(len(projects)),
        "stages": _stages(desk, [p for p in projects if not desk.weak(p.evidence)]),
        "weak": any(desk.weak(p.evidence) for p in projects),
        "cut": (desk.count(len(told) - len(ledger)),) if len(told) > len(ledger) else (),
        **_ledger(desk, works, ledger),
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


def _fitting(ledger: list[Project], room: int) -> list[Project]:
    """The first rows that fit: a long name takes a line more for every twelve characters."""
    out = []
    for project in ledger:
        room -= 18 + 12 * (len(plain_name(project.name)) // 13)
        if room < 0:
            break
        out.append(project)
    return out


def _weighty(told: list[Project], most: int) -> list[Project]:
    """The projects most worth a row when there are too many: with an amount, a day, a programme; in the order they came."""
    worth = {
        p.key: 3 * (p.investment_total is not None)
        + 2 * any(m.when for m in p.planned)
        + (p.programme is not None)
        + len(p.evidence)
        for p in told
    }
    kept = {p.key for p in sorted(told, key=lambda p: -worth[p.key])[:most]}
    return [p for p in told if p.key in kept]


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


def _ledger(desk: Desk, works: Works, ledger: list[Project]) -> dict[str, Any]:
    """The rows, whether they ask for the turned sheet (amounts done or nodes to come in more than one), and the sum of totals."""
    entries = _entries(desk, works, ledger)
    told = sum(bool(entry.done or entry.rate) for entry in entries), sum(bool(entry.next) for entry in entries)
    found = next((item for item in desk.summary.derived if item.rule == "sum-of-totals"), None)
    return {
        "entries": entries,
        "wide": max(told) >= _WIDE,
        "sum": formula(desk, found) if found else (),
        "sum_count": desk.count(len(found.inputs)) if found else None,
        "lamps": [(word, desk.count(n)) for light, word in _LIGHTS.items() if (n := sum(p.light == light for p in ledger))],
    }


def _entries(desk: Desk, works: Works, ledger: list[Project]) -> list[Entry]:
    keys = {project.key for project in ledger}
    out, number = [], 0
    for project in ledger:
        part = bool(project.part_of and project.part_of in keys)
        number += not part
        out.append(_entry(desk, works, project, () if part else (structure("ordinal", str(number)),), part))
    return out


def _entry(desk: Desk, works: Works, project: Project, number: Runs, part: bool) -> Entry:
    said, evidence = words(desk, project)
    day = works.stage_date(project)
    amount = total(desk, project)
    sources = [evidence]
    if amount is not None and project.investment_figures and project.investment_figures[0] in desk.figures:
        lead = desk.figures[project.investment_figures[0]].evidence[0]
        marks = (*desk.mark_evidence(evidence), *desk.mark(desk.figures[project.investment_figures[0]]))
        sources = [evidence, lead]
    else:
        marks = desk.mark_evidence(*sources)
    stage = stage_index(project)
    return Entry(
        number=number,
        part=part,
        name=desk.name("project", plain_name(project.name), key=project.key),
        place=short_name(desk, project.district),
        strip=Strip(stage=stage),
        stage=project.stage or "未写",
        reached=stage is not None and stage >= STAGES.index("竣工"),
        total=(amount,) if amount is not None else (),
        done=(spent,) if (spent := done(desk, project)) is not None else (),
        rate=_rate(desk, project),
        words=said,
        tags=(LOW_TRUST,) if desk.weak(project.evidence) else (),
        next=_next(desk, works, project),
        as_of=(structure("date", short_period(day.isoformat())),) if day else (Run(kind="text", text="—"),),
        days=_days(desk, works, project),
        lamp=Lamp(light=project.light) if project.light else None,
        light=_LIGHTS[project.light] if project.light else "",
        reason=project.light_reason or "",
        marks=tuple({run.ref: run for run in marks}.values()),
    )


def _rate(desk: Desk, project: Project) -> Runs:
    """已完成 ÷ 总投资: as the source says it, else derived."""
    keys = project.investment_figures
    found = (d for key in keys[:1] for d in desk.derived.get(key, []) if d.rule == "investment-rate" and d.inputs[-1] in keys)
    if (said := next((desk.stated_rates[key] for key in reversed(keys) if key in desk.stated_rates), None)) is not None:
        return (desk.value(said, unit=False),)
    return tuple(desk.derived_value(item, unit=False) for item in list(found)[:1])


def _next(desk: Desk, works: Works, project: Project) -> Runs:
    coming = [m for m in project.planned if m.when and bounds(m.when).last > works.end]
    if not coming:
        return ()
    first = min(coming, key=lambda m: bounds(m.when or "").last)
    when = structure(f"period:{first.when}", short_period(first.when or ""))
    return when, Run(kind="text", text="　"), desk.name("milestone", first.what, key=project.key)


def _days(desk: Desk, works: Works, project: Project) -> Runs:
    dated = [desk.sources[e.source].info for e in project.evidence if e.source in desk.sources]
    known = [info.published for info in dated if info.published and info.published_precision == "day"]
    last = max((day for day in known if day <= works.end), default=None)
    if last is None or last != works.as_of(project):
        return ()
    return (structure(f"days:{last.isoformat()}/{desk.summary.meta.period}", str((works.end - last).days)),)


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
