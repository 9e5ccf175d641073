"""One indicator across places: which values may stand side by side, who leads, and the chart of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from briefing.composition.choice import Pool
from briefing.composition.desk import Desk, limited
from briefing.composition.facts import Fact, falls, named, signed, subject
from briefing.composition.pictures import Picture, alt, datum
from briefing.composition.themes import theme_of
from briefing.model.chart import BarsSpec
from briefing.model.document import Card
from briefing.model.fact import Figure
from briefing.model.period import bounds
from briefing.model.run import Run, Runs

_BARS = 12


@dataclass(frozen=True)
class Group:
    """Values of one indicator, period, measure and modality, one a place, the highest first."""

    facts: tuple[Fact, ...]

    @property
    def first(self) -> Figure:
        return self.facts[0].main


@dataclass(frozen=True)
class Leaders:
    """What a sentence about a group says."""

    indicator: Run
    period: Run
    count: Run
    best: Run
    short: Run
    best_value: Run
    next: tuple[tuple[Run, Run], ...]
    tags: Runs
    marks: Runs


@dataclass(frozen=True)
class Heading:
    """Sentences of one theme."""

    label: str
    title: str
    leaders: tuple[Leaders, ...]


def groups(desk: Desk, facts: Iterable[Fact], least: int) -> list[Group]:
    """Comparable values of at least `least` places, those of most places and most weight first."""
    found: dict[tuple[str, str, str, str, bool], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        main = fact.main
        place = desk.place(main.scope)
        exact = main.value_max is None and not (main.approx and falls(main))
        if place and main.period and exact and main.measure not in ("rank", "gap", "change") and named(main):
            key = (main.indicator, main.period, main.quantity.base()[1], main.measure, desk.promised(main))
            found[key].setdefault(place, fact)
    kept = [(key, per_place) for key, per_place in found.items() if len(per_place) >= least and _told(per_place.values())]
    kept.sort(key=lambda item: (item[0][4], -max(f.salience for f in item[1].values()), -len(item[1]), item[0]))
    return [Group(tuple(sorted(per_place.values(), key=lambda f: -_signed(f.main)))) for _, per_place in kept]


def of_districts(desk: Desk, facts: Iterable[Fact]) -> list[Group]:
    """Comparisons of a region's districts: of each subject one, its growth rather than its size, the newest that holds at least
    half of the places the fullest has, of those the longest period."""
    facts = list(facts)
    rates = [Fact(main=_dated(f.growth, f.main)) for f in facts if f.growth is not None and f.main.measure in ("level", "count")]
    found: dict[tuple[str, bool], list[Group]] = defaultdict(list)
    ordered = groups(desk, [*facts, *rates], least=3)
    for group in ordered:
        found[(subject(group.first), group.first.measure == "growth")].append(group)
    best = {key: _newest(same) for key, same in found.items()}
    chosen = {id(group) for (name, growing), group in best.items() if growing or (name, True) not in best}
    return [group for group in ordered if id(group) in chosen]


def _newest(same: list[Group]) -> Group:
    fullest = max(len(group.facts) for group in same)
    return max((group for group in same if 2 * len(group.facts) >= fullest), key=_reach)


def _reach(group: Group) -> tuple[date, int]:
    span = bounds(str(group.first.period))
    return span.last, (span.last - span.first).days


def _dated(growth: Figure, of: Figure) -> Figure:
    return growth if growth.period and growth.scope else growth.model_copy(update={"period": of.period, "scope": of.scope})


def _told(facts: Iterable[Fact]) -> bool:
    """False when nearly all values are the same: there is nothing to compare."""
    values = [_signed(fact.main) for fact in facts]
    return len(set(values)) * 3 > len(values)


def _signed(figure: Figure) -> Decimal:
    value = figure.quantity.base()[0]
    return -abs(value) if signed(figure) < 0 else value


def picture(desk: Desk, group: Group) -> Picture:
    """Bars of the places, the leader in the accent; at most twelve."""
    shown, first = group.facts[:_BARS], group.first
    mixed = len({fact.main.unit for fact in shown}) > 1
    data = tuple(
        datum(
            desk, fact.main, desk.short(desk.place(fact.main.scope) or ""), unit=mixed, value=_signed(fact.main),
            accent=fact is shown[0], marks=desk.mark(fact.main), tags=(),
        )
        for fact in shown
    )  # fmt: skip
    unit = "" if mixed else first.unit
    return Picture(
        kind="peers", spec=BarsSpec(data=data, unit=unit, compact=len(data) >= 5), count=(desk.count(len(group.facts)),),
        best=(desk.name("scope", data[0].label),), best_value=(desk.shown(first),),
        front=(desk.name("indicator", first.indicator),),
        period=(desk.period(first.period),), unit=unit, flag=len(group.facts) > len(shown), alt=alt(data, unit),
        tags=desk.tags(first), up=not desk.promised(first),
    )  # fmt: skip


def leaders(desk: Desk, group: Group) -> Leaders:
    first, rest = group.first, group.facts[1:3]
    return Leaders(
        indicator=desk.name("indicator", first.indicator),
        period=desk.period(first.period),
        count=desk.count(len(group.facts)),
        best=desk.name("scope", desk.place(first.scope) or ""),
        short=desk.name("scope", desk.short(desk.place(first.scope) or "")),
        best_value=desk.shown(first, "strong"),
        next=tuple((desk.name("scope", desk.place(f.main.scope) or ""), desk.shown(f.main)) for f in rest),
        tags=desk.tags(first),
        marks=desk.mark(first, *(f.main for f in rest)),
    )


def headings(desk: Desk, pool: Pool, found: Iterable[Group], each: int) -> list[Heading]:
    """Sentences by theme, in the order of the themes, at most `each` a theme."""
    themed: dict[str, list[Group]] = defaultdict(list)
    for group in found:
        themed[theme_of(group.first, pool.themes).label].append(group)
    return [
        Heading(theme.label, theme.title, tuple(leaders(desk, g) for g in themed[theme.label][:each]))
        for theme in pool.themes
        if theme.label in themed and theme is not pool.themes[-1]
    ]


def cards(desk: Desk, found: Iterable[Group]) -> list[Card]:
    """The leading value of each of the first eight groups."""
    out = []
    for group in list(found)[:8]:
        first = group.first
        whole = limited(first)
        out.append(Card(
            label=(desk.name("indicator", first.indicator), *desk.mark(first)),
            value=desk.shown(first, unit=whole),
            unit=None if whole else desk.unit(first),
            badge=(desk.name("scope", desk.place(first.scope) or ""), Run(kind="text", text="　"), desk.count(len(group.facts)),
                   Run(kind="text", text="地中最高")),
            period=(desk.period(first.period), *desk.tags(first)),
        ))  # fmt: skip
    return out[: len(out) - len(out) % 4] if len(out) > 4 else out
