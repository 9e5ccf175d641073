"""Small makers of facts of an invented place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from briefing.model.extraction import Extraction
from briefing.model.fact import Evidence, Figure, Project, figure_key
from briefing.model.source import Source, SourceInfo


def info(name: str, published: str | None = None, trust: str = "medium") -> SourceInfo:
    source = Source.from_text(f"文本{name}", name=name, published=date.fromisoformat(published) if published else None)
    return source.info.model_copy(update={"trust": trust})


def evidence(source: SourceInfo, start: int = 0) -> Evidence:
    return Evidence(source=source.id, pieces=((start, start + 2),), quote="文本")


def figure(source: SourceInfo, indicator: str = "地区生产总值", value: str = "100", unit: str = "亿元", **more: Any) -> Figure:
    measure = more.pop("measure", "level")
    scope, period = more.pop("scope", "云岭市"), more.pop("period", "2024")
    name = more.pop("id", f"{indicator}{value}{source.path}")
    key = figure_key(indicator, scope, period, measure, more.get("modality", "actual"), more.get("among"))
    return Figure(
        id=name, key=key, indicator=indicator, value=Decimal(value), unit=unit, measure=measure, scope=scope, period=period,
        rule="test", evidence=(evidence(source),), **more,
    )  # fmt: skip


def project(source: SourceInfo, name: str, **more: Any) -> Project:
    return Project(key=f"{name}@{source.path}", name=name, evidence=(evidence(source),), **more)


def extraction(source: SourceInfo, *figures: Figure, projects: tuple[Project, ...] = ()) -> Extraction:
    return Extraction(source=source, figures=figures, projects=projects)
