"""One number where it stands: the context, the clause, the words left of it and the predicate read from them."""

from __future__ import annotations

from typing import NamedTuple

from briefing.extraction.course.context import Context
from briefing.extraction.course.passages import Clause, Passage, Sentence
from briefing.extraction.measures import nouns
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.predicates import Predicate
from briefing.extraction.tokens.quantities import Token
from briefing.model.fact import Measure


class Site(NamedTuple):
    """`at`–`start` is the left context of the number, `left` its words; `noun` its noun phrase, cut by `found`."""

    context: Context
    passage: Passage
    sentence: Sentence
    clause: Clause
    token: Token
    at: int
    start: int
    left: str
    found: Predicate
    noun: str

    @property
    def base(self) -> Item | None:
        """The figure before, which a number without a noun of its own hangs on."""
        return self.context.base

    @property
    def after(self) -> str:
        """The words between this number and the next, or the end of the clause."""
        start, end = self.token.end, self.clause.end
        for token in self.clause.tokens:
            if token.start >= start and token.kind != "refused":
                end = token.start
                break
        return self.passage.words(start, end) if end > start else ""

    def span(self, piece: tuple[int, int] | None) -> str:
        """The words of a part of the left context the predicate points at."""
        return self.passage.words(self.at + piece[0], self.at + piece[1]) if piece else ""

    def item(self, noun: str, label: str, measure: Measure, rule: str, *, end: int = 0, used: int = 0) -> Item:
        """An item of this number: its clause from the noun to the number (or to `end`); words up to `used` belong to it alone."""
        token = self.token
        start = max(self.at, self.clause.start)
        named, doubtful = nouns.labelled(label)
        return Item(
            number=token.number,
            start=min(start, token.number[0]),
            end=max(end, token.end, token.number[1]),
            value=token.value,
            value_max=token.value_max,
            unit=token.unit,
            approx=token.approx,
            noun=noun,
            label=named,
            measure=measure,
            rule=rule,
            used=used or end,
            confidence="low" if doubtful else "high",
        )

    def carry(self, item: Item, base: Item | None = None) -> None:
        """Notes that the item takes its indicator from the figure before, with its place and period."""
        base = base or self.base
        if base:
            item.of = base.of if item.measure == base.measure == "growth" and base.of else base
            item.support.append(("indicator", base.number, base.label))
            self._inherit(item, base)
            if item.confidence == "high":
                item.confidence = "medium"

    def _inherit(self, item: Item, base: Item) -> None:
        """Place and period of the figure before, unless the text has named others since."""
        scope, period = self.context.scope, self.context.period
        if not (scope and scope.place and scope.place[0] >= base.number[1]):
            item.scope = base.scope
        last = self.context.recent[-1] if self.context.recent else None
        if item.measure == "rank" and last is not None and last.measure == "change" and last.number[0] >= self.clause.start:
            item.period = last.period  # 累计增幅位次前移5位至全省第六
            return
        if (item.basis is None and "年均" in self.found.basis) or self.left.startswith("累计"):
            return
        if not (period and period.place and period.place[0] >= base.number[1]) and not (
            base.rule.endswith("from") or (base.modality == "target" and item.measure == "count")
        ):
            item.period = base.period
