"""What is current for the issue's period, and what is history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from briefing.model.fact import Figure
from briefing.model.period import bounds, is_whole_year, months_between
from briefing.model.source import SourceInfo


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
    current until a later year of the same question is known. A figure without any date is history, unless no source of the issue
    bears one: then nothing says that it is older than the rest."""
    figures = list(figures)
    undated = not any(info.published for info in sources.values())
    newest: dict[tuple[str, str | None, str], date] = {}
    for figure in figures:
        if figure.period and is_whole_year(figure.period) and figure.modality == "actual":
            question = (figure.indicator, figure.scope, figure.measure)
            newest[question] = max(newest.get(question, date.min), bounds(figure.period).last)
    return [
        figure.model_copy(update={"fresh": _fresh(figure, newest, sources, issue, fresh_months, undated)}) for figure in figures
    ]


def _fresh(
    figure: Figure,
    newest: Mapping[tuple[str, str | None, str], date],
    sources: Mapping[str, SourceInfo],
    issue: date,
    fresh_months: int,
    undated: bool,
) -> bool:
    day = as_of(figure, sources)
    if day is None:
        return undated
    if figure.period and is_whole_year(figure.period) and figure.modality == "actual":
        latest = newest[(figure.indicator, figure.scope, figure.measure)]
        # An annual value is published in the year after and holds until the next one: two years after its end it is history
        # even when nobody has sent a newer one.
        return day == latest and months_between(day, issue) <= fresh_months + 12
    return months_between(day, issue) <= fresh_months
