"""Lists: several values over several subjects (分别), ratios a:b:c."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.chinese import indicators
from briefing.extraction import figures, nouns, predicates
from briefing.extraction.context import Context, place_of
from briefing.extraction.items import Item
from briefing.extraction.passages import Clause, Mark, Passage, Sentence
from briefing.extraction.scan import Token

_SPLIT = re.compile(r"、|以及|和(?!谐|平)|与(?!会)|及(?!格|时)")
_RESPECTIVELY = re.compile(r"(?:，)?(?:又|还|则|也)?(?:分别|各)")
_QUANTIFIER = re.compile(
    r"(?:[一二三四五六七八九十两\d]+)(?:大|个|类|项|种)[^\W\d]{0,8}?(?:产业|行业|领域|企业|项目|指标|地区|区县)?$"
)
_CITY = re.compile(r"^城乡(?P<rest>居民.*)$")


def align(
    context: Context, passage: Passage, sentence: Sentence, clause: Clause, group: tuple[Token, ...], at: int, start: int
) -> Iterator[Item]:
    """k values on k subjects; nothing when the numbers of both do not agree."""
    left, masked = passage.words(at, start), passage.blotted(at, start)
    match = _RESPECTIVELY.search(masked)
    found = predicates.read(masked, group[0].unit)
    noun_end = min(found.noun_end, match.start()) if match else found.noun_end
    size = len(group)
    if found.kind == "gap" and found.reference and size > 1:
        yield from _references(context, passage, clause, group, found, at, start)
        return
    if match is None and found.kind == "plain" and size > 1 and units_differ(group):
        return
    subject_words = left[:noun_end]
    places = [m for m in passage.within(at, at + noun_end) if m.kind == "place"]
    if size > 1 and len(places) == size:
        yield from _places(context, passage, clause, group, found, places, at, start)
        return
    parts = _parts(subject_words, masked[:noun_end], size)
    if parts:
        for token, part in zip(group, parts, strict=True):
            yield from _one(context, passage, clause, token, found, part, at, start)
        return
    earlier = _earlier(context, size, group)
    if earlier:
        for token, item in zip(group, earlier, strict=True):
            yield from _on(context, passage, clause, token, found, item, at, start, nouns.left(subject_words, masked[:noun_end]))


def units_differ(group: tuple[Token, ...]) -> bool:
    return len({t.unit for t in group}) > 1


def _parts(words: str, masked: str, size: int) -> list[str]:
    """The subjects of a list, a shared noun at the end of the last given to all: 新材料、食品加工增加值."""
    noun = nouns.left(words, masked)
    if city := _CITY.match(noun):
        noun = f"城镇{city['rest']}、农村{city['rest']}" if size == 2 else noun
    pieces = [p for p in _SPLIT.split(noun) if p]
    if size < 2 or len(pieces) != size:
        return []
    last = pieces[-1]
    tail = indicators.tails().search(last)
    if tail and not indicators.tails().search(pieces[0]) and not re.search(r"(?:率|比|额|量|值|数)$", pieces[0]):
        head = _QUANTIFIER.sub("", last[: tail.start()])
        pieces[-1] = (head or last[: tail.start()]) + tail[0]
        pieces = [p + tail[0] for p in pieces[:-1]] + [pieces[-1]]
    else:
        rate = re.search(r"(?:增速|增幅|数量|总量|占比)$", last)
        if rate:
            pieces = [p if p.endswith(rate[0]) else p + rate[0] for p in pieces]
    return pieces


def _one(
    context: Context, passage: Passage, clause: Clause, token: Token, found: predicates.Predicate, noun: str, at: int, start: int
) -> Iterator[Item]:
    maker = figures._MAKERS[found.kind]
    base, context.base = context.base, None
    item = maker(context, passage, clause, token, noun, found, at)
    context.base = base
    if item is not None:
        item.rule = f"each-{item.rule}"
        yield figures.finished(context, passage, clause, item, token, found, at, start)


def _places(
    context: Context,
    passage: Passage,
    clause: Clause,
    group: tuple[Token, ...],
    found: predicates.Predicate,
    places: list[Mark],
    at: int,
    start: int,
) -> Iterator[Item]:
    after = places[-1].end
    words = passage.words(after, at + found.noun_end)
    words = re.sub(r"^(?:的)?|(?:分别|各)+", "", words)
    noun = nouns.trim(words)
    if not noun and context.base is None and context.recent:
        context.base = context.recent[-1]
    for token, mark in zip(group, places, strict=True):
        base = context.base
        maker = figures._MAKERS[found.kind]
        item = maker(context, passage, clause, token, noun, found, at)
        context.base = base
        if item is None:
            continue
        item.rule = f"places-{item.rule}"
        item.scope = place_of(context, mark)
        item.linked = False
        yield figures.finished(context, passage, clause, item, token, found, at, start)


def _earlier(context: Context, size: int, group: tuple[Token, ...]) -> list[Item]:
    """The last figures a list of values speaks of."""
    chosen = [i for i in context.recent if not i.linked and i.measure in ("level", "count", "share")]
    if len(chosen) < size or size < 2:
        return []
    return chosen[-size:]


def _on(
    context: Context,
    passage: Passage,
    clause: Clause,
    token: Token,
    found: predicates.Predicate,
    base: Item,
    at: int,
    start: int,
    noun: str,
) -> Iterator[Item]:
    kept, context.base = context.base, base
    maker = figures._MAKERS[found.kind]
    if found.kind == "plain" and noun:
        item = figures.new(
            token,
            clause,
            at,
            base.noun,
            f"{re.sub('^(?:完成|实现)', '', base.noun)}{noun}",
            "share" if token.unit == "%" else "level",
            "each-plain",
        )
        figures._from_base(context, item)
    else:
        item = maker(context, passage, clause, token, "", found, at)  # type: ignore[assignment]
    context.base = kept
    if item is not None:
        item.rule = f"respectively-{item.rule}"
        item.linked = True
        yield figures.finished(context, passage, clause, item, token, found, at, start)


def _references(
    context: Context, passage: Passage, clause: Clause, group: tuple[Token, ...], found: predicates.Predicate, at: int, start: int
) -> Iterator[Item]:
    """分别高于全国、全省、全市0.7、0.5和0.2个百分点."""
    a, b = found.reference or (0, 0)
    names = [n for n in _SPLIT.split(re.sub(r"平均水平|平均|水平|增速|的", "", passage.words(at + a, at + b))) if n]
    noun = nouns.left(passage.words(at, at + found.noun_end), passage.blotted(at, at + found.noun_end))
    for number, token in enumerate(group):
        item = figures._points(context, passage, clause, token, noun, replace(found, reference=None), at)
        if item is None:
            continue
        item.rule = "each-gap"
        item.among = names[number] if len(names) == len(group) else None
        yield figures.finished(context, passage, clause, item, token, found, at, start)


_STRUCTURE = re.compile(r"三次产业|产业结构|三产结构|一二三产|三次产业比")
_SECTORS = ("第一产业增加值占比", "第二产业增加值占比", "第三产业增加值占比")


def ratio(context: Context, passage: Passage, clause: Clause, token: Token, at: int) -> Iterator[Item]:
    """a:b:c of the three sectors are three shares; a:b is one ratio."""
    left = passage.words(clause.start, token.start)
    masked = passage.blotted(clause.start, token.start)
    sectors = len(token.parts) == 3 and (_STRUCTURE.search(left) or (context.recent and context.recent[-1].rule == "sectors"))
    found = predicates.read(passage.blotted(at, token.start), "%")
    if sectors:
        for (value, a, b), label in zip(token.parts, _SECTORS, strict=True):
            item = Item((a, b), clause.start, b, value, "%", label, label, "share", "sectors")
            yield figures.finished(context, passage, clause, item, replace(token, number=(a, b)), found, at, token.start)
        return
    noun = nouns.left(left, masked)
    value, a, b = token.parts[0]
    if noun and len(token.parts) == 2 and token.parts[1][0] == 1:
        item = Item((a, b), clause.start, token.end, value, "", noun, noun, "level", "ratio")
        yield figures.finished(context, passage, clause, item, replace(token, number=(a, b)), found, at, token.start)
