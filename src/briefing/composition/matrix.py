"""The matrix of all districts: positioning, total investment, projects by stage, how new the material is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from briefing.chinese.format import short_period
from briefing.composition.desk import HISTORY, LOW_TRUST, Desk
from briefing.composition.facts import Fact
from briefing.composition.inline import structure
from briefing.composition.works import Works, stage_index, total
from briefing.model.document import CellValue
from briefing.model.fact import District, Phrase, Project
from briefing.model.period import bounds
from briefing.model.run import Runs

_LOOSE = re.compile(
    r"^(?:[、，,：—·的之等和与及或是为了在把将被以均]|同比|增速|位居|居全|分别|数量|总量|占比|(?:增长|下降|上升|回落|提高|提升)[约近超]?\d)|[的和与及之]$|[。；：;:]"
)
_ROWS, _NAMED = 32, 16
"""Rows of the matrix; districts without data that are named."""


@dataclass
class Material:
    """What is known of a district before anything is chosen."""

    district: District
    facts: list[Fact]
    current: list[Fact]
    projects: list[Project]

    @property
    def size(self) -> int:
        return len(self.current) + len(self.projects) + 2 * bool(self.district.positioning)

    @property
    def bare(self) -> bool:
        """Nothing for a row of the matrix."""
        return not self.facts and not self.projects and not self.district.positioning


def fit(phrase: Phrase, least: int, most: int) -> bool:
    """True for words that can stand alone: whole quotation marks, no loose beginning, not too long."""
    text = phrase.text
    if not least <= len(text) <= most or any(text.count(a) != text.count(b) for a, b in ("“”", "（）", "()", "《》")):
        return False
    return not _LOOSE.search(text)


_COMMON = re.compile(r"五位一体|四个全面|两个维护|两个确立|^“?(?:战略|功能|发展|城市|总体|区域)*(?:定位|布局|目标|格局)”?$")
"""定位 every place has, and heads without a body."""


def leading(phrases: Sequence[Phrase], most: int) -> Phrase | None:
    """The 定位 that stands for all: the first short one in “”, else the first that is not long; None when none can stand alone."""
    found = [p for p in phrases if fit(p, 4, most) and not _COMMON.search(p.text)]
    short = next((p for p in found if "“" in p.text and len(p.text) <= 16), None)
    return short or min(found[:3], key=lambda p: len(p.text) > 18, default=None)


def phrase_tags(desk: Desk, phrase: Phrase) -> Runs:
    out = []
    source = desk.sources.get(phrase.evidence.source)
    if source and source.info.published and (desk.issued - source.info.published).days > 31 * desk.summary.meta.fresh_months:
        out.append(HISTORY)
    if desk.trust(phrase.evidence) == "low":
        out.append(LOW_TRUST)
    return tuple(out)


def newest(desk: Desk, works: Works, m: Material) -> date | None:
    """The day of the newest thing said of a district by a source that can be trusted: of a source without a date, the end of the
    time it tells of."""
    days = [day for p in m.projects if (day := works.stage_date(p))]
    for fact in m.facts:
        source = desk.sources.get(fact.main.evidence[0].source)
        if source is None or source.info.trust == "low":
            continue
        period = fact.main.period if fact.main.modality == "actual" else None
        if day := source.info.published or (min(bounds(period).last, desk.summary.meta.issued) if period else None):
            days.append(day)
    return max(days, default=None)


def as_of(desk: Desk, works: Works, m: Material) -> Runs:
    day = newest(desk, works, m)
    return (structure("date", f"{day.year}年{day.month}月"),) if day else ()


def view(desk: Desk, works: Works, material: list[Material]) -> dict[str, Any]:
    """All districts: positioning, total investment, projects by stage, and how new the material is."""
    groups = ((0, 1), (2,), (3,), (4,), (5,), (6,), (7,), (None,))
    rows, totals = [], [0] * (len(groups) + 1)
    told = [m for m in material if not m.bare]
    without = [m.district.name for m in material if m.bare]
    shown = told if len(told) <= _ROWS else sorted(told, key=lambda m: -m.size)[:_ROWS]
    shown = [m for m in told if m in shown]
    table = [[sum(stage_index(p) in group for p in m.projects) for group in groups] for m in shown]
    most_cell = max((n for counts in table for n in counts), default=0)
    for m, counts in zip(shown, table, strict=True):
        totals = [a + b for a, b in zip(totals, [*counts, len(m.projects)], strict=True)]
        rows.append(_row(desk, works, m, counts, most_cell))
    most = max(material, key=lambda m: len(m.projects))
    return {
        "rows": rows,
        "rows_more": (desk.count(len(told) - len(shown)),) if len(told) > len(shown) else (),
        "without": [desk.name("district", name) for name in without[:_NAMED]],
        "without_count": (desk.count_words(len(without)),) if len(without) > _NAMED else (),
        "placed": any(row["positioning"] for row in rows),
        "priced": any(row["total"] for row in rows),
        "totals": [(desk.count(n, "strong"),) if n else () for n in totals],
        "matrix": len(material) >= 2 and bool(told),
        "all_projects": desk.count(totals[-1]),
        "any_projects": totals[-1] > 2,
        "staged": totals[-1] > 0,
        "most": (desk.name("district", most.district.name), desk.count(len(most.projects))),
        "half": 2 * len(most.projects) > totals[-1],
    }


def _row(desk: Desk, works: Works, m: Material, counts: list[int], most: int) -> dict[str, Any]:
    name = m.district.name
    shown = name if len(name) != 2 else f"{name[0]}　{name[1:]}"
    lead = leading(m.district.positioning, 24)
    day = newest(desk, works, m)
    words: Runs = (
        (desk.quote(lead.evidence, lead.text), *phrase_tags(desk, lead), *desk.mark_evidence(lead.evidence)) if lead else ()
    )
    return {
        "name": desk.name("district", shown, key=name),
        "positioning": words,
        "facts": (desk.count(sum(len(f.figures) for f in m.facts)),) if m.facts else (),
        "total": _sum(desk, m.projects),
        "cells": [CellValue(runs=(desk.count(n),) if n else (), heat=_heat(n, most)) for n in counts],  # type: ignore[arg-type]
        "count": (desk.count(len(m.projects), "strong"),),
        "as_of": (structure("date", short_period(day.isoformat())),) if day else (),
        "mentioned": day is None and bool(m.district.evidence or m.facts),
    }


def _heat(number: int, most: int) -> int:
    """The tint of a cell: by count up to four, by share of the largest where there are many."""
    return min(number, 4) if most <= 8 else -(-4 * number // most)


def _sum(desk: Desk, projects: list[Project]) -> Runs:
    """The one total investment a district's projects name; several are not added here: a sum needs its formula."""
    amounts = [run for p in projects if (run := total(desk, p)) is not None]
    values = [p.investment_total.value for p in projects if p.investment_total]
    if len(amounts) == 1 and values and values[0] > Decimal(0):
        return (amounts[0],)
    return ()
