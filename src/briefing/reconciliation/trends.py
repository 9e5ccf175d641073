"""走势: one indicator of one place over the issues of an archive — at least three points of the same kind of period.

Amounts that run from January are left out: they only grow. A value that two issues give is that of the newer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from briefing.chinese.format import number_text
from briefing.model.fact import Figure
from briefing.model.period import bounds
from briefing.model.summary import Summary, Trend, TrendPoint
from briefing.reconciliation.races import Lane, comparable, lane_of, signed

_LEAST, _MOST = 3, 12
"""Points of a trend: fewer show none; of more only the newest."""
Line = dict[str, tuple[int, Figure]]
"""Period → number of the issue and its figure, of one place and lane."""


def trace(figures: Iterable[Figure], places: Collection[str], earlier: Sequence[Summary], issue: int) -> list[Trend]:
    """The trends an archive allows, whose last point is a figure of this issue: the weightiest and longest first. `places` are the
    region and its districts by full name, the region first; `issue` is the number of this one."""
    lines: dict[tuple[str, Lane], Line] = defaultdict(dict)
    for number, told in sorted([(old.meta.issue, old.figures) for old in earlier], key=lambda item: item[0]):
        _enter(lines, number, told, places)
    _enter(lines, issue, figures, places)
    found: list[tuple[tuple[object, ...], Trend]] = []
    ranked = {place: at for at, place in enumerate(places)}
    for (place, lane), line in lines.items():
        periods = sorted(line, key=lambda period: bounds(period).last)[-_MOST:]
        if len(periods) < _LEAST or line[periods[-1]][0] != issue or len({bounds(p).last for p in periods}) < len(periods):
            continue
        last = line[periods[-1]][1]
        units = {line[period][1].unit for period in periods}
        trend = Trend(
            indicator=last.indicator,
            scope=place,
            measure=lane[1],
            unit=last.unit if len(units) == 1 else lane[2],
            fact=last.id,
            points=tuple(_point(*line[period], period, len(units) == 1) for period in periods),
        )
        found.append(((-last.salience, ranked[place] > 0, -len(periods), ranked[place], last.indicator), trend))
    return [trend for _, trend in sorted(found, key=lambda item: item[0])]


def _enter(lines: dict[tuple[str, Lane], Line], issue: int, figures: Iterable[Figure], places: Collection[str]) -> None:
    """Adds the figures of one issue; a question it answers twice has no answer in it."""
    seen: dict[tuple[str, Lane, str], Decimal] = {}
    for figure in figures:
        if not comparable(figure, places):
            continue
        lane, period, place = lane_of(figure), str(figure.period), str(figure.scope)
        if lane[3] == "to-date" and lane[1] in ("level", "count"):
            continue
        key = place, lane, period
        value = signed(figure)
        if seen.setdefault(key, value) != value:
            lines[place, lane].pop(period, None)
            continue
        lines[place, lane][period] = issue, figure


def _point(issue: int, figure: Figure, period: str, whole: bool) -> TrendPoint:
    """The value in the unit as written where all points share it, else in bare units."""
    base = signed(figure)
    value = base if not whole else -abs(figure.value) if base < 0 else figure.value
    return TrendPoint(period=period, value=value, text=number_text(value), issue=issue)
