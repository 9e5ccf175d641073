"""走势: charts of one indicator over the issues, and what each of them shows."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from briefing.chinese.format import short_period
from briefing.composition.desk import Desk
from briefing.composition.inline import structure
from briefing.composition.pictures import Picture, alt
from briefing.model.chart import Datum, TrendSpec
from briefing.model.run import Run
from briefing.model.summary import Trend

_CHARTS, _POINTS = 4, 6
"""Charts; and points of one of half the measure, so that every one can carry its value."""
Course = Literal["up", "down", "top", "bottom", "mixed"]


def trends(desk: Desk) -> list[tuple[Picture, ...]]:
    """The charts in pairs, the weightiest first."""
    found = [trend for trend in desk.summary.trends if trend.fact in desk.figures and not desk.contested(desk.figures[trend.fact])]
    drawn = [_picture(desk, trend) for trend in found[: desk.cap(_CHARTS)]]
    return [tuple(drawn[at : at + 2]) for at in range(0, len(drawn), 2)]


def _picture(desk: Desk, trend: Trend) -> Picture:
    figure = desk.figures[trend.fact]
    trend = trend.model_copy(update={"points": trend.points[-_POINTS:]})
    key = f"{trend.indicator}|{trend.scope}|{trend.measure}"
    data = [
        Datum(
            label=short_period(point.period),
            label_run=structure(f"period:{point.period}", short_period(point.period)),
            value=point.value,
            run=Run(kind="name", ref=f"trend:{key}|{point.period}", text=point.text),
        )
        for point in trend.points
    ]
    # The last point is a figure of this issue and is proved as one; a fall keeps the sign it is drawn with.
    last = Run(kind="figure", ref=figure.id, text=data[-1].run.text)
    data[-1] = data[-1].model_copy(update={"run": last, "accent": True})
    return Picture(
        kind="trend",
        spec=TrendSpec(data=tuple(data), unit=trend.unit),
        count=(desk.count_words(len(data)),),
        best=(desk.name("indicator", trend.indicator),),
        best_value=(last, Run(kind="text", text=trend.unit)),
        scope=() if desk.is_region(figure) else (desk.name("scope", trend.scope),),
        unit=trend.unit,
        basis=_course(trend),
        marks=desk.mark(figure),
        alt=alt(data, trend.unit),
    )


def _course(trend: Trend) -> Course:
    """What the line does: always up, always down, its last point the highest or the lowest, or neither."""
    values = [point.value for point in trend.points]
    steps = [after - before for before, after in pairwise(values)]
    if all(step > 0 for step in steps):
        return "up"
    if all(step < 0 for step in steps):
        return "down"
    if values[-1] == max(values) and values.count(values[-1]) == 1:
        return "top"
    return "bottom" if values[-1] == min(values) and values.count(values[-1]) == 1 else "mixed"
