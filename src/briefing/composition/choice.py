"""Which facts a section may print: by weight, freshness, trust and place. Written once, used by every section."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from copy import copy
from dataclasses import replace
from functools import cached_property

from briefing.composition.desk import Desk
from briefing.composition.facts import Fact, averaged, gather, named, ranks_growth, subject
from briefing.composition.newest import newest
from briefing.composition.themes import Theme, theme_of, themes
from briefing.model.fact import Figure

_POINTS = ("个百分点", "百分点")
_WHOLE = 3
"""Facts up to which a sentence is never divided by theme."""


class Pool:
    """All facts of the issue, sorted by place. Printing order is the order of the summary."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.themes = themes()
        self.facts = [self._of_itself(fact) for fact in gather(desk.summary.figures)]
        self.told: frozenset[str] = frozenset()
        """Ids of the figures the key points tell: what comes behind them adds others."""

    def _of_itself(self, fact: Fact) -> Fact:
        """A region does not lie above or below its own average: such a gap was read from a clause about a part of it."""
        own = self.desk.is_region(fact.main) and fact.gap is not None and self.desk.own(fact.gap.among)
        return replace(fact, gap=None) if own else fact

    @cached_property
    def sound(self) -> list[Fact]:
        """Current, real, and not from a source of low trust, older answers of a question beside the newest."""
        return [fact for fact in self.facts if self.fit(fact) and not self.desk.promised(fact.main)]

    @cached_property
    def solid(self) -> list[Fact]:
        """Facts fit for page 1: of each question the newest sound answer."""
        return newest(self.sound)

    @cached_property
    def _moved(self) -> frozenset[str] | None:
        """Ids of the figures the issue before did not tell, told otherwise, or from other papers; None for a first issue."""
        summary = self.desk.summary
        if summary.previous is None:
            return None
        return frozenset(key for change in summary.changes if change.what == "figure" for key in change.facts)

    def news(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts the issue before has not told word for word."""
        moved = self._moved
        return [fact for fact in facts if moved is None or any(figure.id in moved for figure in fact.figures)]

    def moving(self, ids: Collection[str]) -> Pool:
        """The same pool with the facts of these figures told by their growth, where they have one."""
        other = copy(self)
        for name in ("solid", "facts"):
            vars(other)[name] = [_moving(fact) if fact.main.id in ids else fact for fact in getattr(self, name)]
        vars(other)["solid"] = newest(other.solid)
        return other

    @cached_property
    def targets(self) -> list[Fact]:
        """Promises; what went beyond a plan (超年度计划28%) is none."""
        promised = [fact for fact in self.facts if self.fit(fact) and self.desk.promised(fact.main)]
        return [fact for fact in promised if not fact.main.indicator.startswith("超")]

    @cached_property
    def doubtful(self) -> list[Fact]:
        """What is told, marked, where nothing solid is: history and values of low trust that nothing speaks against."""
        told = [
            fact for fact in self.facts if not self.desk.promised(fact.main) and not fact.main.doubt and not averaged(fact.main)
        ]
        return [fact for fact in told if fact.start is not None or not self.desk.contested(fact.main)]

    def fit(self, fact: Fact) -> bool:
        """Current, from a source that can be trusted, without doubt and without a rival."""
        main = fact.main
        if main.fresh is False or main.doubt or averaged(main) or self.desk.weak(main.evidence):
            return False
        if main.measure == "gap" and self.desk.is_region(main) and self.desk.own(main.among):
            return False
        return fact.start is not None or not self.desk.contested(main)

    def of_region(self, facts: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in facts if self.desk.is_region(fact.main)]

    def of_place(self, name: str) -> list[Fact]:
        """Everything said of a district, its history and weak sources included."""
        return self._by_place.get(name, [])

    @cached_property
    def _by_place(self) -> dict[str, list[Fact]]:
        out: dict[str, list[Fact]] = {}
        for fact in self.facts:
            if place := self.desk.place(fact.main.scope):
                out.setdefault(place, []).append(fact)
        return out

    def theme(self, fact: Fact) -> Theme:
        return theme_of(fact.main, self.themes)


def _moving(fact: Fact) -> Fact:
    """An amount by its growth: how it moved, where that ranks, how far from others. Not where more is told of the amount itself."""
    growth = fact.growth
    if growth is None or fact.main.measure not in ("level", "count") or fact.start or fact.parts or not named(growth):
        return fact
    of_size = (fact.rank and not ranks_growth(fact)) or any(one and one.unit not in _POINTS for one in (fact.gap, fact.change))
    if of_size:
        return fact
    return replace(fact, main=growth.model_copy(update={"scope": fact.main.scope, "period": fact.main.period}), growth=None)


def weight(fact: Fact) -> tuple[int, int, int]:
    """How much a fact matters on page 1: salience, then what is said with it, then the precision of its period."""
    ranked = fact.rank is not None or fact.main.measure == "rank"
    said = 2 * ranked + (fact.growth is not None) + 2 * (fact.start is not None) + 2 * bool(fact.parts) + (fact.gap is not None)
    return fact.salience, said, int(fact.main.period is not None)


def leads(fact: Fact) -> bool:
    """True for the growth or size of the whole economy: the first thing said of a place."""
    name = fact.main.indicator
    return "地区生产总值" in name and "人均" not in name and "占" not in name


def by_sentence(facts: Iterable[Fact], theme: Callable[[Fact], Theme] | None = None) -> list[list[Fact]]:
    """Facts of one source sentence and one place together, those of the first theme (the economy as a whole) apart from others;
    order of first appearance."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((*fact.sentence, fact.main.scope, theme is not None and theme(fact).order == 0), []).append(fact)
    return list(groups.values())


def themed(pool: Pool, facts: Iterable[Fact]) -> dict[Theme, list[list[Fact]]]:
    """Sentences by theme: a short sentence whole under the theme of its weightiest fact, a long list of figures theme by theme."""
    out: dict[Theme, list[list[Fact]]] = {}
    for group in by_sentence(facts, pool.theme):
        lead = pool.theme(max(group, key=weight))
        parts: dict[Theme, list[Fact]] = {}
        for fact in group:
            own = pool.theme(fact)
            parts.setdefault(lead if len(group) <= _WHOLE or own is pool.themes[-1] else own, []).append(fact)
        for theme, part in parts.items():
            out.setdefault(theme, []).append(part)
    return out


def heaviest(facts: list[Fact], room: int, length: Callable[[Fact], int], least: int = 2) -> list[Fact]:
    """The weightiest facts of a sentence that fit into `room` characters, in the order of the sentence."""
    chosen: list[Fact] = []
    for fact in sorted(facts, key=lambda f: weight(f), reverse=True):
        size = length(fact)
        if fact.salience < least or (chosen and size > room):
            continue
        chosen.append(fact)
        room -= size
    return [fact for fact in facts if any(fact is one for one in chosen)]


def level(figure: Figure) -> str:
    """The label of a figure in tables and cards: its indicator, 增速 made plain for a growth, a count without its 数."""
    if figure.measure == "count":
        return subject(figure)
    return (
        figure.indicator
        if figure.measure != "growth" or figure.indicator.endswith(("增速", "增幅", "涨幅", "降幅", "率"))
        else f"{figure.indicator}增速"
    )
