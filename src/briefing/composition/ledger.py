"""项目台账: which projects have a row, what stands in it, and whether it takes the turned sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing.chinese.format import short_period
from briefing.composition.desk import LOW_TRUST, Desk
from briefing.composition.inline import structure
from briefing.composition.pictures import formula
from briefing.composition.works import Works, done, plain_name, short_name, spent, stage_index, total, words
from briefing.model.document import Lamp, Strip
from briefing.model.fact import STAGES, Light, Project
from briefing.model.period import bounds
from briefing.model.run import Run, Runs

_ROWS, _CHOSEN, _DEPTH = 60, 36, 2000
"""Rows up to which all projects have one, rows when they are more, points of page they may take (about three pages); on turned
sheets behind the text twice as many."""
_WIDE = 3
"""Rows with an amount done, or with a node to come, from which the ledger takes the turned sheet."""
_URGENT = {"red": 6, "yellow": 3}
_SIGNS = ("*", "#")
"""Signs of the programmes behind the numbers of the rows, told in the note."""


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
    owner: Runs
    spent: Runs
    """What was done of it in a part of the year: the months and the amount."""
    next: Runs
    """The milestone that comes next: its month and what is due."""
    as_of: Runs
    days: Runs
    """Days from the newest report to the end of the issue's period, where the day of the report is known."""
    lamp: Lamp | None
    light: str
    reason: str
    marks: Runs


def view(desk: Desk, works: Works, told: list[Project]) -> dict[str, Any]:
    """The rows of the projects that tell a stage or an amount, whether they ask for the turned sheet (amounts done or nodes to come
    in more than one), how many have no row, the sum of totals."""
    wide = max(sum(done(desk, p) is not None for p in told), sum(bool(_next(desk, works, p)) for p in told)) >= _WIDE
    rows, chosen, depth = (desk.cap(most * (1 + wide)) for most in (_ROWS, _CHOSEN, _DEPTH))
    shown = _fitting(told if len(told) <= rows else _weighty(told, chosen), depth)
    entries = _entries(desk, works, shown)
    found = next((item for item in desk.summary.derived if item.rule == "sum-of-totals"), None)
    return {
        "entries": entries,
        "wide": wide,
        "owned": wide and any(entry.owner for entry in entries),
        "programmes": [(sign, desk.name("programme", name)) for name, sign in _signs(shown).items()],
        "cut": (desk.count(len(told) - len(shown)),) if len(told) > len(shown) else (),
        "rows": desk.count(len(shown)),
        "sum": formula(desk, found) if found else (),
        "sum_count": desk.count(len(found.inputs)) if found else None,
        "lamps": [(word, desk.count(n)) for light, word in _LIGHTS.items() if (n := sum(p.light == light for p in shown))],
    }


def _signs(projects: Sequence[Project]) -> dict[str, str]:
    names = dict.fromkeys(p.programme for p in projects if p.programme)
    return dict(zip(names, _SIGNS, strict=False))


def _fitting(projects: list[Project], room: int) -> list[Project]:
    """The first rows that fit: a long name takes a line more for every twelve characters."""
    out = []
    for project in projects:
        room -= 18 + 12 * (len(plain_name(project.name)) // 13)
        if room < 0:
            break
        out.append(project)
    return out


def _weighty(told: list[Project], most: int) -> list[Project]:
    """The projects most worth a row when there are too many: those that want attention, then with an amount, a day, a programme; in
    the order they came."""
    worth = {
        p.key: _URGENT.get(p.light or "", 0)
        + 3 * (p.investment_total is not None)
        + 2 * any(m.when for m in p.planned)
        + (p.programme is not None)
        + len(p.evidence)
        for p in told
    }
    kept = {p.key for p in sorted(told, key=lambda p: -worth[p.key])[:most]}
    return [p for p in told if p.key in kept]


def _entries(desk: Desk, works: Works, shown: list[Project]) -> list[Entry]:
    keys, signs = {project.key for project in shown}, _signs(shown)
    out, number = [], 0
    for project in shown:
        part = bool(project.part_of and project.part_of in keys)
        number += not part
        sign = signs.get(project.programme or "", "")
        counted = () if part else (structure("ordinal", str(number)),)
        signed = (Run(kind="text", text=sign),) if sign else ()
        out.append(_entry(desk, works, project, (*counted, *signed), part))
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
        done=(amount_done,) if (amount_done := done(desk, project)) is not None else (),
        rate=_rate(desk, project),
        words=said,
        tags=(LOW_TRUST,) if desk.weak(project.evidence) else (),
        owner=(desk.name("owner", project.owner, key=project.key),) if project.owner else (),
        spent=spent(desk, works, project),
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
