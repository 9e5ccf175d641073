"""Ranks: 位居全省第七, 总量和增速分别位居全省第5位和第2位, 均排名全市城区第一."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.extraction import figures, nouns, scopes
from briefing.extraction.context import Context
from briefing.extraction.items import Item
from briefing.extraction.passages import Clause, Passage, Sentence
from briefing.extraction.predicates import Predicate
from briefing.extraction.scan import Token

_QUANTITY = re.compile(r"^(?:其)?(?:总量|数量|总额|规模|总数)$")
_RATE = re.compile(r"^(?:其|单月|累计)?(?:增速|增幅|涨幅|增长率)$")
_ALL = re.compile(r"(?:均|都|皆|全部)")
_TIED = re.compile(r"(?P<field>[^\W\d]{0,10}?(?:全国|全省|全市|全区|全县|全州)[^，。；]{0,6}?)\d*个[^，。；]{1,14}中$")


def read(
    context: Context, passage: Passage, sentence: Sentence, clause: Clause, group: tuple[Token, ...], at: int
) -> Iterator[Item]:
    """The items of ranks joined in one clause."""
    first = group[0]
    start = min(first.start, first.number[0])
    left, masked = passage.words(at, start), passage.blotted(at, start)
    lead = passage.words(first.start, first.number[0])
    many = bool(_ALL.search(lead) or left.endswith(("均", "都", "皆")))
    subjects = _subjects(context, passage, at, start, many, len(group))
    among = first.among or _field(context, passage, sentence, clause) or ""
    del left, masked
    for number, token in enumerate(group if len(group) > 1 else group * len(subjects)):
        noun, label, of = subjects[number % len(subjects)]
        if not label:
            continue
        item = figures.new(token, clause, at, noun, label, "rank", "rank-each" if many else "rank")
        item.linked = True
        item.of = of
        item.among = scopes.full_among(context, token.among or among)
        if of is not None:
            item.scope, item.period = of.scope, of.period
            item.support.append(("indicator", of.number, of.label))
        yield figures.finished(context, passage, clause, item, token, Predicate("plain", 0), at, start)


def _subjects(
    context: Context, passage: Passage, at: int, start: int, many: bool, wanted: int
) -> list[tuple[str, str, Item | None]]:
    """What is ranked: noun, label, and the figure that is ranked when there is one."""
    words, masked = passage.words(at, start), passage.blotted(at, start)
    noun = nouns.left(
        re.sub(r"(?:分别|均|都|皆|持续|连续[^，]{0,4})+$", "", words), re.sub(r"(?:分别|均|都|皆|持续)+$", "", masked)[: len(words)]
    )
    parts = [p for p in re.split(r"、|和|及|与", noun) if p] if (many or wanted > 1) else [noun]
    base = context.base
    if wanted > 1 and len(parts) != wanted:
        parts = [noun] * wanted
    if many and (not noun or _QUANTITY.match(noun)):
        chosen = [i for i in context.recent if not i.linked and i.measure == (base.measure if base else "")]
        joined = chosen[-2:] if len(chosen) >= 2 else chosen
        return [(i.noun, i.label, i) for i in joined] or [("", "", None)]
    shared = _RATE_TAIL.search(parts[-1]) if len(parts) > 1 else None
    return [_subject(context, part, shared[0] if shared and part != parts[-1] else "") for part in parts]


_RATE_TAIL = re.compile(r"(?:增速|增幅|总量|数量|占比|规模)$")


def _subject(context: Context, part: str, tail: str) -> tuple[str, str, Item | None]:
    base = context.base
    if not part:
        return (base.noun, base.label, base) if base else ("", "", None)
    if _RATE.match(part):
        return (base.noun, figures.growth_label(base.noun, ""), base) if base else ("", "", None)
    if _QUANTITY.match(part):
        if base is None:
            return "", "", None
        label = base.label if base.measure == "count" else base.noun + ("" if base.measure == "level" else part)
        return base.noun, label, base
    if tail and not part.endswith(tail):
        part += tail
    noun = re.sub(r"(?:增速|增幅)$", "", part)
    return noun, part, None


def _field(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> str | None:
    """Among whom, when an earlier clause says so: 全市6个区县中,…居第3位; 在…考核评价中列第86位."""
    for other in sentence.clauses:
        if other.start >= clause.start:
            break
        match = re.search(r"(全国|全省|全市|全区|全县|全州)[^，。；]*中$", passage.words(other.start, other.end))
        if match:
            return match[1]
    here = re.search(
        r"([^\W\d]{0,4}(?:经开区|高新区|县|市|区|城市|园区|开发区))[^，。；\d]{0,14}?(?:考核|评价|排名|评比)[^，。；]{0,4}中$",
        passage.words(clause.start, clause.tokens[0].start),
    )
    return here[1] if here else None
