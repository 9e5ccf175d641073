"""What is current for the issue's period, and what is history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from briefing.model.fact import Figure
from briefing.model.period import bounds, is_whole_year, months_between
from briefing.model.source import SourceInfo

_YEAR, _NEXT = 12, 6
"""Months of a year, and months in which the figures of the next one have come out."""


class _Known(NamedTuple):
    """Of one question: the last day of its newest annual value, and of its newest value of any period."""

    annual: date
    any: date


def as_of(figure: Figure, sources: Mapping[str, SourceInfo]) -> date | None:
    """The last day a figure speaks of: the end of its period, else the latest publication of its sources.

    A target is as old as the paper it was promised in, whatever year it names.
    """
    printed = [sources[e.source].published for e in figure.evidence if e.source in sources]
    latest = max((day for day in printed if day), default=None)
    if figure.period is None or figure.modality != "actual":
        return latest
    span = bounds(figure.period)
    return latest if span.kind == "since" and latest else span.last


def mark_fresh(figures: Iterable[Figure], sources: Mapping[str, SourceInfo], issue: date, fresh_months: int) -> list[Figure]:
    """Sets `fresh`: the figure's last day lies within `fresh_months` before the end of the issue's period; annual values stay
    current until a later year of the same question is known or must have come out. A figure without any date is history, unless no
    source of the issue bears one: then nothing says that it is older than the rest."""
    figures = list(figures)
    undated = not any(info.published for info in sources.values())
    known: dict[tuple[str, str | None, str], _Known] = {}
    for figure in figures:
        if figure.period and figure.modality == "actual":
            annual, newest = known.get(_question(figure), _Known(date.min, date.min))
            last = bounds(figure.period).last
            known[_question(figure)] = _Known(max(annual, last) if is_whole_year(figure.period) else annual, max(newest, last))
    return [figure.model_copy(update={"fresh": _fresh(figure, known, sources, issue, fresh_months, undated)}) for figure in figures]


def _question(figure: Figure) -> tuple[str, str | None, str]:
    return figure.indicator, figure.scope, figure.measure


def _fresh(
    figure: Figure,
    known: Mapping[tuple[str, str | None, str], _Known],
    sources: Mapping[str, SourceInfo],
    issue: date,
    fresh_months: int,
    undated: bool,
) -> bool:
    day = as_of(figure, sources)
    if day is None:
        return undated
    age = months_between(day, issue)
    if figure.period and is_whole_year(figure.period) and figure.modality == "actual":
        newest = known[_question(figure)]
        # An annual value is published in the year after and holds until the next one. Half a year behind the end of that year it is
        # history even when nobody has sent a newer one; and it never outlives a value of a later day.
        outlived = newest.any > day and months_between(newest.any, issue) > fresh_months
        return day == newest.annual and age <= max(_YEAR, fresh_months) + _NEXT and not outlived
    return age <= fresh_months
