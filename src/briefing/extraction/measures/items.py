"""A figure in the making, and how it becomes a `Figure` with evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from briefing.chinese import indicators, units
from briefing.chinese.indicators import Indicator
from briefing.extraction.document import Reading
from briefing.model.base import Span, made
from briefing.model.fact import Confidence, Direction, Figure, Measure, Modality, Support, figure_id, figure_key
from briefing.model.text import Block


@dataclass(slots=True)
class Item:
    """What the grammar has read of a number so far. `noun` is the thing measured without the word for the measure (增速, 数)."""

    number: Span
    start: int
    end: int
    value: Decimal
    unit: str
    noun: str
    label: str
    measure: Measure
    rule: str
    value_max: Decimal | None = None
    approx: str | None = None
    modality: Modality = "actual"
    direction: Direction | None = None
    basis: str | None = None
    scope: str | None = None
    period: str | None = None
    among: str | None = None
    of: Item | None = None
    parent: Item | None = None
    confidence: Confidence = "high"
    support: list[tuple[str, Span | None, str]] = field(default_factory=list)
    """Fields taken from outside the clause: field, place in the clean text, words."""
    sentence: Span | None = None
    block: Block | None = None
    doubt: str | None = None
    headline: bool = False
    used: int = 0
    also: list[Item] = field(default_factory=list)
    """Other places that say the same: a headline whose figure the body gives in full."""
    linked: bool = False
    """A change, gap or rank: it qualifies `of` and is no base for what follows."""

    def sentence_start(self, at: int) -> bool:
        """Whether the item stands in the sentence that starts at `at`."""
        return self.number[0] >= at


def figures(reading: Reading, items: list[Item]) -> tuple[Figure, ...]:
    """The figures of a document in order; a fact read twice becomes one figure with more evidence."""
    found: dict[int, Figure] = {}
    for item in _headlines(items):
        found[id(item)] = _figure(reading, item, found)
    return tuple(_merged(list(found.values())))


def _headlines(items: list[Item]) -> list[Item]:
    """A figure of a headline that the text below gives again is told there: one fact, with both places."""
    heads = [i for i in items if i.block is not None and i.headline]
    if not heads:
        return items
    told: set[int] = set()
    for head in heads:
        for item in items:
            if item.number[0] > head.number[1] and item.block is not None and not item.headline and _retold(head, item):
                item.also.append(head)
                told.add(id(head))
                break
    kept = [i for i in items if id(i) not in told]
    for item in kept:
        item.of = None if item.of is not None and id(item.of) in told else item.of
        item.parent = None if item.parent is not None and id(item.parent) in told else item.parent
    return kept


def _retold(head: Item, item: Item) -> bool:
    same = (head.value, head.unit, head.measure, head.approx) == (item.value, item.unit, item.measure, item.approx)
    if not same or (head.scope and item.scope and head.scope != item.scope):
        return False
    short, long = sorted((label.replace("计划投资比重", "计划比重") for label in (head.label, item.label)), key=len)
    return long.endswith(short) or short[-4:] == long[-4:] or short.removesuffix("数") in long


def _known(item: Item) -> Indicator | None:
    """The indicator of the lexicon; an amount of money is none of what is counted or weighed (出口1200台)."""
    known = indicators.lookup(item.label)
    if known is None or item.measure not in ("level", "count") or units.kind(item.unit).name in ("money", "scale"):
        return known
    return None if known.units and all(units.kind(unit).name == "money" for unit in known.units) else known


def _reworded(first: Figure, again: Figure) -> bool:
    """集中开工项目总投资 and 重点集中开工项目总投资 of one value: the same told in other words, in another sentence."""
    short, long = sorted((first.indicator, again.indicator), key=len)
    digits = len(first.value.as_tuple().digits)
    apart = first.evidence[0].pieces[-1][1] < again.evidence[0].pieces[0][0]
    alike = short[-3:] == long[-3:] and len(short) >= 5 and not set(short) - set(long)
    these = again.indicator in _BARE or (again.indicator.endswith(_BARE) and _THESE.match(again.evidence[0].quote) is not None)
    if apart and digits >= 2 and first.measure == "count" and first.indicator.endswith(_BARE) and these:
        return True  # 全市在建36件工程, 本次27个项目的落地: the ones counted before
    return apart and alike and digits >= (2 if first.measure == "count" else 3) and "项目" in short


_BARE = ("项目数", "工程数")
_THESE = re.compile(r"(?:本次|此次|这次|当日|当天|上述|这)[^，。；\d]{0,6}\d")


def _figure(reading: Reading, item: Item, before: dict[int, Figure]) -> Figure:
    clean = reading.clean
    known = _known(item)
    indicator = known.label if known else item.label
    evidence = clean.evidence(item.start, item.end, number=item.number, sentence=item.sentence, block=item.block)
    further = [clean.evidence(i.start, i.end, number=i.number, sentence=i.sentence, block=i.block) for i in item.also]
    support = [_support(name, words, clean.pieces(*place) if place else (), place is None) for name, place, words in item.support]
    of, parent = before.get(id(item.of)), before.get(id(item.parent))
    return made(
        Figure,
        {
            "id": figure_id(clean.source.info.text_sha256, evidence.number, indicator, item.measure),
            "key": figure_key(indicator, item.scope, item.period, item.measure, item.modality, item.among),
            "indicator": indicator,
            "indicator_id": known.id if known else None,
            "value": item.value,
            "value_max": item.value_max,
            "unit": item.unit,
            "approx": item.approx,
            "measure": item.measure,
            "modality": item.modality,
            "direction": item.direction,
            "basis": item.basis,
            "scope": item.scope,
            "period": item.period,
            "among": item.among,
            "of": of.id if of else None,
            "part_of": parent.id if parent else None,
            "salience": indicators.salience(indicator, known, item.measure, item.modality),
            "confidence": item.confidence,
            "rule": item.rule,
            "evidence": (evidence, *further),
            "support": tuple(support),
            "doubt": item.doubt,
        },
    )


@lru_cache(maxsize=4096)
def _support(field: str, words: str, pieces: tuple[Span, ...], configured: bool) -> Support:
    """One value for all figures that lean on the same words."""
    return made(Support, {"field": field, "text": words, "pieces": pieces, "config": "home" if configured else None})


def _merged(found: list[Figure]) -> list[Figure]:
    """The same value of the same question in another place of the document is further evidence."""
    kept: dict[tuple[object, ...], int] = {}
    told: dict[tuple[object, ...], list[int]] = {}
    out: list[Figure] = []
    names: dict[str, str] = {}
    for figure in found:
        down = figure.value < 0 or figure.direction == "down"
        same = (figure.key, abs(figure.value), figure.value_max, figure.unit, figure.approx, down)
        at = kept.get(same)
        if at is None and figure.measure in ("level", "count"):
            like = (figure.value, figure.unit, figure.approx, figure.scope, figure.period, figure.modality)
            before = told.setdefault(like, [])
            at = next((i for i in before if _reworded(out[i], figure)), None)
            before.append(len(out))
        if at is not None and figure.measure not in ("gap", "change"):
            first = out[at]
            names[figure.id] = first.id
            if figure.evidence[0].pieces != first.evidence[0].pieces:
                out[at] = first.model_copy(update={"evidence": (*first.evidence, *figure.evidence)})
            continue
        kept[same] = len(out)
        out.append(figure)
    return [
        f.model_copy(update={"of": names.get(f.of or "", f.of), "part_of": names.get(f.part_of or "", f.part_of)})
        if f.of in names or f.part_of in names
        else f
        for f in out
    ]
