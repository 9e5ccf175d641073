"""Sums and rates of the ledger (推算): how much of a project's investment is done, and what the written totals add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from briefing.model.fact import Figure, Project
from briefing.model.period import bounds, months_between
from briefing.model.summary import Derived
from briefing.reconciliation.derived import make

_MOST = 60
"""Addends a formula may have and still be printed."""
_UNIT = "亿元"


def of_projects(projects: Iterable[Project], figures: Iterable[Figure], end: date, fresh_months: int) -> list[Derived]:
    """The rate of every project of which both amounts are figures of the summary, and the sum of the written totals of the
    projects a fresh source speaks of: whole projects only, each figure once, no rounded ones, none of low trust."""
    by_id = {figure.id: figure for figure in figures}
    out: list[Derived] = []
    summed: dict[str, Figure] = {}
    for project in projects:
        total, done = amounts(project, by_id)
        if total is None:
            continue
        if done is not None:
            out += _rate(project, done, total)
        if project.part_of is None and project.trust != "low" and total.unit == _UNIT and _fresh(project, end, fresh_months):
            summed.setdefault(total.id, total)
    return out + _sum(tuple(summed.values()))


def amounts(project: Project, by_id: Mapping[str, Figure]) -> tuple[Figure | None, Figure | None]:
    """The figures a project's total and done investment were taken from; None for one that is rounded or no figure of its own."""
    told = [by_id[key] for key in project.investment_figures if key in by_id]
    total = next((f for f in told if project.investment_total == f.quantity), None)
    done = next((f for f in reversed(told) if project.investment_done == f.quantity and f is not total), None)
    span = bounds(done.period).kind == "span" if done is not None and done.period else False
    return _plain(total), None if span else _plain(done)


def _plain(figure: Figure | None) -> Figure | None:
    return figure if figure is not None and figure.approx is None and figure.value_max is None and not figure.doubt else None


def _fresh(project: Project, end: date, months: int) -> bool:
    return project.reported is None or months_between(project.reported, end) <= months


def _rate(project: Project, done: Figure, total: Figure) -> list[Derived]:
    (a, unit), (b, other) = done.quantity.base(), total.quantity.base()
    if unit != other or not 0 < a <= b:
        return []
    units = ("", "") if done.unit == total.unit else (done.unit, total.unit)
    value = (a * 100 / b).quantize(Decimal("0.1"), ROUND_HALF_UP)
    formula = f"{done.value}{units[0]} ÷ {total.value}{units[1]}"
    return [make("investment-rate", f"{project.name}投资完成率", value, "%", formula, (total, done), project.district)]


def _sum(figures: tuple[Figure, ...]) -> list[Derived]:
    if not 2 <= len(figures) <= _MOST:
        return []
    ordered = tuple(sorted(figures, key=lambda f: (-f.value, f.id)))
    formula = " + ".join(str(figure.value) for figure in ordered)
    value = sum((figure.value for figure in ordered), Decimal(0))
    found = make("sum-of-totals", "写明总投资的项目总投资之和", value, _UNIT, formula, ordered, None)
    return [found.model_copy(update={"period": None})]
