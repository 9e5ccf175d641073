"""较短比长: the districts side by side, and beside where each stood about two months before — two months are one round of the race.

Only the same indicator, measure and kind of period are compared, and only what is counted, current and of sources that can be
trusted. Amounts that run from January are never set beside those of another year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from briefing.model.fact import Figure
from briefing.model.period import bounds, months_between, period_shape
from briefing.model.summary import Race, RacePlace, Summary
from briefing.reconciliation.changes import difference, told
from briefing.reconciliation.merge import amount, label

_ROUND, _SLACK = 2, 1
"""Months of a round, and how many it may be shorter or longer (a quarter is three)."""
_LEAST = 2
Lane = tuple[str, str, str, str]
"""Indicator, measure, bare unit, kind of period."""
Line = dict[str, Figure]
"""Place → figure, of one lane and period."""


def compare(figures: Iterable[Figure], places: Collection[str], earlier: Sequence[Summary]) -> list[Race]:
    """The comparisons an archive allows, those of most weight and most places first. `earlier` are summaries of issues before
    this one, in any order; `places` the districts by full name."""
    now = _lanes(figures, places)
    then = [(summary.meta, _lanes(summary.figures, places)) for summary in earlier]
    out: list[tuple[int, Race]] = []
    for lane, periods in now.items():
        period = max(periods, key=lambda p: bounds(p).last)
        found = [
            (distance, -meta.issue, meta.issue, old, line)
            for meta, lanes in then
            for old, line in lanes.get(lane, {}).items()
            if (distance := _distance(period, old, lane)) is not None and len(line.keys() & periods[period].keys()) >= _LEAST
        ]
        if found:
            _, _, issue, old, line = min(found, key=lambda item: (item[0], item[1]))
            weight = max(figure.salience for figure in periods[period].values())
            out.append((weight, _race(periods[period], period, line, old, issue)))
    out.sort(key=lambda item: (-item[0], -len(item[1].places), item[1].indicator))
    return [race for _, race in out]


def _lanes(figures: Iterable[Figure], places: Collection[str]) -> Mapping[Lane, Mapping[str, Line]]:
    """Lane → period → what each district has, one value a place; a place that is said to have two has none."""
    found: dict[Lane, dict[str, Line]] = defaultdict(lambda: defaultdict(dict))
    twice: set[tuple[Lane, str, str]] = set()
    for figure in figures:
        if not comparable(figure, places):
            continue
        lane, period, place = lane_of(figure), str(figure.period), str(figure.scope)
        if found[lane][period].setdefault(place, figure) is not figure:
            twice.add((lane, period, place))
    for lane, period, place in twice:
        del found[lane][period][place]
    kept = {lane: {p: line for p, line in periods.items() if len(line) >= _LEAST} for lane, periods in found.items()}
    return {lane: periods for lane, periods in kept.items() if periods}


def comparable(figure: Figure, places: Collection[str]) -> bool:
    """Counted, exact, of a known place and time, from a source that can be trusted."""
    counted = figure.modality == "actual" and figure.measure in ("level", "growth", "share", "count")
    exact = figure.approx is None and figure.value_max is None and figure.doubt is None
    known = figure.scope in places and figure.period is not None and period_shape(figure.period) is not None
    return counted and exact and known and figure.trust != "low"


def lane_of(figure: Figure) -> Lane:
    """What a figure may be set beside: figures of the same lane."""
    return label(figure.indicator), figure.measure, amount(figure)[1], str(period_shape(str(figure.period)))


def _distance(period: str, old: str, lane: Lane) -> int | None:
    """How far the time between two periods is from a round, in months; None when they are not to be compared."""
    last, before = bounds(period).last, bounds(old).last
    apart = months_between(before, last)
    if abs(apart - _ROUND) > _SLACK:
        return None
    if lane[3] == "to-date" and lane[1] in ("level", "count") and last.year != before.year:
        return None
    return abs(apart - _ROUND)


def signed(figure: Figure) -> Decimal:
    """The value in bare units, negative for a fall."""
    value = amount(figure)[0]
    return -abs(value) if figure.direction == "down" and figure.measure == "growth" else value


def _race(line: Line, period: str, old_line: Line, old_period: str, issue: int) -> Race:
    first = next(iter(line.values()))
    rank = _ranks(line)
    old_rank = _ranks({place: figure for place, figure in old_line.items() if place in line})
    places = [
        RacePlace(
            place=place,
            fact=figure.id,
            rank=rank[place],
            old=told(old) if (old := old_line.get(place)) else None,
            old_rank=old_rank.get(place),
            difference=difference(figure, old) if old else None,
        )
        for place, figure in line.items()
    ]
    places.sort(key=lambda p: p.rank)
    return Race(
        indicator=first.indicator, measure=first.measure, period=period, old_period=old_period, issue=issue, places=tuple(places)
    )


def _ranks(line: Line) -> dict[str, int]:
    values = {place: signed(figure) for place, figure in line.items()}
    return {place: 1 + sum(other > value for other in values.values()) for place, value in values.items()}
