"""Projects as the sections need them: current or history, in the order of their stage, what is due, who they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from briefing.composition.desk import Desk
from briefing.model.fact import STAGES, Evidence, Figure, Milestone, Project
from briefing.model.period import bounds, months_between
from briefing.model.run import Run, Runs

_DONE = STAGES.index("竣工")


@dataclass(frozen=True)
class Due:
    """A planned node whose time has passed and of which no source tells the outcome."""

    project: Project
    milestone: Milestone
    months: int

    @property
    def evidence(self) -> Evidence:
        return self.milestone.evidence or self.project.evidence[0]


class Works:
    """The projects of one issue."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.end = bounds(desk.summary.meta.period).last

    @cached_property
    def current(self) -> list[Project]:
        """Projects a fresh source speaks of: those with a stage first, in the order 投产 … 谋划, parts behind their whole."""
        fresh = [p for p in self.desk.summary.projects if self.is_fresh(p)]
        keys = {project.key for project in fresh}
        wholes = [p for p in fresh if not (p.part_of and p.part_of in keys)]
        ordered = sorted(wholes, key=lambda p: (self.desk.weak(p.evidence), p.stage is None, -_order(p)))
        out: list[Project] = []
        parts: dict[str, list[Project]] = {}
        for project in fresh:
            if project.part_of and project.part_of != project.key:
                parts.setdefault(project.part_of, []).append(project)
        for project in ordered:
            out += [project, *parts.get(project.key, [])]
        return out

    @cached_property
    def history(self) -> list[Project]:
        return [p for p in self.desk.summary.projects if not self.is_fresh(p)]

    def is_fresh(self, project: Project) -> bool:
        """True when the newest thing said of it lies within the fresh months, or when nothing dates it."""
        last = self.as_of(project)
        return last is None or months_between(last, self.end) <= self.desk.summary.meta.fresh_months

    def as_of(self, project: Project) -> date | None:
        """The day its newest statement speaks of: the stage's date or the publication of its newest source."""
        days = [bounds(period).last for period in (project.stage_date, *(r.date for r in project.history)) if period]
        for evidence in project.evidence:
            source = self.desk.sources.get(evidence.source)
            if source and source.info.published:
                days.append(source.info.published)
        return max((day for day in days if day <= self.end), default=None)

    def stage_date(self, project: Project) -> date | None:
        """What the ledger calls 截至: the date of the stage, else of the source that tells it."""
        if project.stage_date:
            return min(bounds(project.stage_date).last, self.end)
        lead = (project.history[-1].evidence if project.history else project.evidence[0]).source
        source = self.desk.sources.get(lead)
        return source.info.published if source else None

    def of_place(self, name: str) -> list[Project]:
        return self._by_place.get(name, [])

    @cached_property
    def _by_place(self) -> dict[str, list[Project]]:
        out: dict[str, list[Project]] = {}
        for project in self.current:
            if place := self.desk.place(project.district):
                out.setdefault(place, []).append(project)
        return out

    @cached_property
    def amounts(self) -> dict[str, list[Figure]]:
        """Name of a project → what has been invested in it in a month, a quarter … of a year: current figures, actual."""
        out: dict[str, list[Figure]] = {}
        for figure in self.desk.summary.figures:
            plain = figure.measure == "level" and figure.modality == "actual" and figure.fresh is not False
            part = plain and figure.period is not None and bounds(figure.period).kind == "span"
            if part and figure.scope and _SPENT.fullmatch(figure.indicator) and not self.desk.contested(figure):
                out.setdefault(figure.scope, []).append(figure)
        return out

    def place(self, project: Project) -> str | None:
        return self.desk.place(project.district)

    @cached_property
    def due(self) -> list[Due]:
        """Planned nodes that have passed, the most recent first: those reconciliation has found due, or all without an outcome."""
        projects = self.desk.summary.projects
        judged = any(milestone.due for project in projects for milestone in project.planned)
        out = []
        for project in projects:
            for milestone in project.planned:
                if milestone.when is None or (judged and milestone.due != "到期待核"):
                    continue
                last = bounds(milestone.when).last
                if months_between(last, self.end) < 1 or (not judged and self._reached(project, last)):
                    continue
                out.append(Due(project, milestone, months_between(last, self.end)))
        return sorted(out, key=lambda due: (due.months, due.project.key))

    def _reached(self, project: Project, day: date) -> bool:
        """A source of a later day says that the project is finished."""
        last = self.as_of(project)
        return bool(project.stage and project.stage != "停滞" and _order(project) >= _DONE and last and last >= day)


def _order(project: Project) -> int:
    return STAGES.index(project.stage) if project.stage in STAGES else -1


def stage_index(project: Project) -> int | None:
    """0–7 for the strip; None for 停滞 and for what the text does not say."""
    return STAGES.index(project.stage) if project.stage in STAGES else None


def total(desk: Desk, project: Project) -> Run | None:
    """总投资 as a typed run: the figure it was taken from, else the words of the project's own sentence."""
    quantity = project.investment_total
    if quantity is None:
        return None
    text = str(quantity.value) if quantity.unit == "亿元" else f"{quantity.value}{quantity.unit}"
    figure = desk.figures.get(project.investment_figures[0]) if project.investment_figures else None
    if figure is not None and figure.quantity == quantity:
        return Run(kind="figure", ref=figure.id, text=text)
    return _said(desk, project, text)


def done(desk: Desk, project: Project) -> Run | None:
    """已完成投资 as a typed run, in the same way."""
    quantity = project.investment_done
    if quantity is None:
        return None
    text = str(quantity.value) if quantity.unit == "亿元" else f"{quantity.value}{quantity.unit}"
    keys = [key for key in project.investment_figures[-1:] if key in desk.figures and desk.figures[key].value == quantity.value]
    if keys:
        period = desk.figures[keys[0]].period
        if period is not None and bounds(period).kind == "span":
            return None  # what was done in a half-year is not what has been done of the whole
        return Run(kind="figure", ref=keys[0], text=text)
    return _said(desk, project, text)


_SPENT = re.compile(r"(?:累计|已)?完成(?:固定资产)?投资")


def spent(desk: Desk, works: Works, project: Project) -> Runs:
    """What was done of a project in a part of the year, as the newest source says: 2025年1—9月完成4.41亿元. Nothing where that is
    all that has been done of it."""
    found = [f for name in (project.name, *project.aliases) for f in works.amounts.get(name, ()) if f.period]
    if not found:
        return ()
    newest = max(found, key=lambda f: (bounds(f.period or "").last, -bounds(f.period or "").first.toordinal()))
    if project.investment_done == newest.quantity and done(desk, project) is not None:
        return ()
    return desk.period(newest.period), Run(kind="text", text="完成"), desk.value(newest)


def _said(desk: Desk, project: Project, text: str) -> Run | None:
    """An amount in the words of the project's own sentences; None where none holds it."""
    evidence = next((e for e in project.evidence if text in e.before + e.quote + e.after), None)
    return desk.quote(evidence, text) if evidence else None


def plain_name(name: str) -> str:
    """A project's name without the word that says it is one."""
    return name.removesuffix("建设项目").removesuffix("项目") or name


def short_name(desk: Desk, district: str | None) -> Runs:
    """A narrow name for the ledger: 青石, 全市 for the region, nothing where the text names no place."""
    if district is None:
        return ()
    if district == desk.region:
        short = {"市": "全市", "省": "全省", "县": "全县", "区": "全区"}.get(district[-1], desk.short(district))
    else:
        short = desk.short(desk.place(district) or district)[:4]
    return (desk.name("district", short, key=district),)


_JOINED = re.compile(r"^(?:[、且]|和(?!谐|解)|与(?!会)|及(?!时|格|早)|等(?!级|待|候|效)|并(?![网购联轨入行]))+")
"""Joiners a quotation does not begin with; 并网 and 及时 are words of their own."""


def words(desk: Desk, project: Project) -> tuple[Runs, Evidence]:
    """进展原文: the source's own words of the stage in “”, at most 26 characters, and where they stand."""
    evidence = project.history[-1].evidence if project.history else project.evidence[0]
    text = _JOINED.sub("", (project.stage_text or "").strip("，。；、 "))
    if not text:
        return (), evidence
    told = (report.evidence for report in reversed(project.history))
    said = next((e for e in (evidence, *told, *project.evidence) if text in e.before + e.quote + e.after), None)
    if said is None:
        return (desk.name("project", _cut(text), key=project.key),), evidence
    quoted = desk.quote(said, _cut(text))
    return ((quoted,) if "“" in text else (Run(kind="text", text="“"), quoted, Run(kind="text", text="”"))), said


def telling(desk: Desk, evidence: Evidence, what: str, size: int = 30) -> Run:
    """The part of a sentence that says `what`: the clause that shares most characters with it, cut at `size`."""
    text = evidence.quote
    if len(set(what) & set(text)) * 2 < len(set(what)):
        text = evidence.before + evidence.quote + evidence.after
    clauses = [clause for clause in re.split(r"[，。；,;：:]", text) if clause.strip()]
    best = max(clauses, key=lambda clause: len(set(clause) & set(what)) - len(clause) / 100, default=text)
    return desk.part(evidence, _cut(best.strip(), size))


def _cut(text: str, size: int = 26) -> str:
    return text if len(text) <= size else f"{text[: size - 2]}……"
