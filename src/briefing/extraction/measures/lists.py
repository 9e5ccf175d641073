"""Lists: several values over several subjects (分别), ratios a:b:c."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.extraction import figures
from briefing.extraction.course import scopes
from briefing.extraction.course.context import place_of
from briefing.extraction.course.passages import TIME, Mark
from briefing.extraction.measures import coordination, levels, makers, nouns, predicates
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site
from briefing.extraction.tokens.quantities import Token

Group = tuple[Token, ...]
_RESPECTIVELY = re.compile(r"(?:，)?(?:又|还|则|也)?分别")
_SECTORS_SAID = re.compile(r"第?一、(?:第)?二、(?:第)?三(?:次)?产业.*$")
_DONE = re.compile(r"(?<=[入出额值量资数])(?:完成|实现|达到?)$")
_LED = re.compile(
    r"(?:其中)?(?P<list>[^，。；：\d]+?)(?:等[^，。；、]{0,18}?)?(?P<rate>增幅|增速|涨幅|降幅|增势|增长|表现|贡献|发展|拉动|领跑|支撑)"
    r"[^，。；、]{0,8}$"
)
"""其中A、B等行业增势较好，营业收入分别增长…: the clause before says whose the values are."""
_BRANCH = re.compile(r"(?:制造业|加工业|产业|行业|企业)$")


def align(site: Site, group: Group) -> Iterator[Item]:
    """k values on k subjects; nothing when the numbers of both do not agree."""
    if site.found.kind == "gap" and site.found.reference and len(group) > 1:
        yield from _references(site, group)
    elif site.found.kind in ("change", "growth") and site.base is not None and _TIMES.fullmatch(site.found.basis):
        for token in group:  # 比一季度、二季度分别回落0.2、0.5个百分点: both of the one figure
            yield from _one(site._replace(token=token), site.base, "each")
    else:
        yield from _over_subjects(site, group)


def _over_subjects(site: Site, group: Group) -> Iterator[Item]:
    masked = site.passage.blotted(site.at, site.start)
    match = _RESPECTIVELY.search(masked)
    end = min(site.found.noun_end, match.start()) if match else site.found.noun_end
    if branches := coordination.branches(site, len(group), site.at + end):
        for token, part in zip(group, branches, strict=True):
            yield from _one(site._replace(token=token, noun=part), None, "each")
        return
    places = _deepest(m for m in site.passage.within(site.at, site.at + end) if m.kind == "place")
    if len(places) > 1 and len(places) == len(group):
        yield from _places(site, group, places)
        return
    names = [m for m in site.passage.within(site.at, site.at + end) if m.kind == "name"]
    if len(names) > 1 and len(names) == len(group):
        yield from _places(site, group, names)
        return
    if match is not None and len(places) > 1 and len(group) > 1 and not names:
        return  # one value or name is lost: whose is whose is not told
    words = site.passage.words(site.at, site.at + end)
    shared = coordination.behind(site, match) if match is not None and len(group) > 1 else ""
    if shared and (parts := coordination.parts(nouns.left(words, masked[:end]), len(group))):
        for token, part in zip(group, parts, strict=True):
            yield from _one(site._replace(token=token, noun=part + shared), None, "each")
        return
    if len(group) == 3 and site.token.unit == "%" and (sectors := list(_sectors(site, group, words))):
        yield from sectors
        return
    three = _SECTORS_SAID.search(words) if len(group) == 3 else None
    noun = three[0] if three else _DONE.sub("", nouns.left(words, masked[:end]))
    if parts := coordination.enumerated(words, len(group)) or coordination.parts(noun, len(group)):
        for token, part in zip(group, parts, strict=True):
            yield from _one(site._replace(token=token, noun=part), None, "each")
        return
    if led := list(_led(site, group)):
        yield from led
        return
    if before := _places_before(site, group, words):
        yield from before
        return
    own = nouns.left(words, masked[:end])
    if not own and match is not None and site.found.kind == "plain":
        a, b = site.at + match.end(), site.at + max(site.found.noun_end, match.end())
        own = nouns.left(site.passage.words(a, b), site.passage.blotted(a, b))
    years = _years(site, len(group))
    own = _ACHIEVED.sub("", own) if years else own
    if years and own and not levels.RELATIVE.match(own):
        for token, year in zip(group, years, strict=True):
            for item in _one(site._replace(token=token, noun=own), None, "years"):
                item.period, item.linked = year, False
                yield item
        return
    named = own and not levels.RELATIVE.match(own) and not re.search(r"率|比|增速|占比|幅$", own) and not nouns.is_verb(own)
    earlier = _earlier(site, len(group))
    if earlier and (not named or (site.found.kind not in ("from", "to") and all(i.measure == "count" for i in earlier))):
        rest = own
        for token, item in zip(group, earlier, strict=True):
            yield from _on(site._replace(token=token), item, rest)


_TIMES = re.compile(rf".*[比较]{TIME}+(?:同期|末)?(?:[、和与]{TIME}+(?:同期|末)?)+分别")


def _deepest(marks: Iterable[Mark]) -> list[Mark]:
    """Places in order; of those that follow each other at once (石泉县柳溪镇) only the last."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda m: m.start):
        if out and out[-1].end == mark.start:
            out.pop()
        out.append(mark)
    return out


_ACHIEVED = re.compile(r"^(?:完成|实现)(?![^，。；]{0,6}投资)(?=.{2,})")
"""分别完成工业开票销售506亿元、639亿元: done goes without saying."""


def _led(site: Site, group: Group) -> Iterator[Item]:
    """The subjects of the clause before, when it has as many as there are values."""
    at = next((i for i, c in enumerate(site.sentence.clauses) if c.start == site.clause.start), 0)
    last = site.sentence.clauses[at - 1] if at else None
    if (
        len(group) < 2
        or last is None
        or last.tokens
        or last.mark != "，"
        or not site.left.lstrip().startswith(("分别", "实现", "营业"))
    ):
        return
    match = _LED.match(site.passage.words(last.start, last.end).strip())
    if match is None:
        return
    listed = coordination.TOLD_SO.sub("", match["list"]) or match["list"]
    pieces = [p.strip() for p in listed.split("、")]
    pieces = pieces if len(pieces) == len(group) else [p.strip() for p in coordination.SPLIT.split(listed)]
    if len(pieces) != len(group) or not all(2 <= len(p) <= 20 for p in pieces):
        return
    if (tail := _BRANCH.search(pieces[-1])) and not any(p.endswith("业") for p in pieces[:-1]):
        pieces = [p if p.endswith(tail[0]) else p + tail[0] for p in pieces]
    found = site.found
    said = _RESPECTIVELY.search(site.passage.blotted(site.at, site.start))
    first = site.at + (said.end() if said and said.start() < 2 else 0)
    last_ = max(site.at + found.noun_end, first)
    own = nouns.without_done(nouns.left(re.sub("分别$", "", site.passage.words(first, last_)), site.passage.blotted(first, last_)))
    if found.kind == "plain":
        if match["rate"][-1] not in "幅速" or site.token.unit != "%":
            return
        down = match["rate"] == "降幅"
        found, own = found._replace(kind="growth", verb=match["rate"], direction="down" if down else "up"), ""
    family = next((m[0] for i in reversed(site.context.recent) if (m := figures.FAMILY.search(i.noun))), "") if not own else ""
    for token, piece in zip(group, pieces, strict=True):
        yield from _one(site._replace(token=token, found=found, noun=piece + (own or family)), None, "each")


def _one(site: Site, base: Item | None, rule: str) -> Iterator[Item]:
    """An item read as if `base` were the figure before."""
    kept, site.context.base = site.context.base, base
    item = makers.make(_turned(site))
    site.context.base = kept
    if item is not None:
        item.rule = f"{rule}-{item.rule}"
        yield figures.finished(site, item)


_TURN = re.compile(r"[、，和](?P<verb>增长|上升|提高|上涨|增加|提升|下降|减少|回落|降低|下跌)(?:了|约)?$")


def _turned(site: Site) -> Site:
    """分别增长5.2%、下降3.1%: the second value has a verb of its own."""
    turn = _TURN.search(site.passage.words(max(site.token.number[0] - 5, site.at), site.token.number[0]))
    if turn is None:
        return site
    verb = turn["verb"]
    return site._replace(found=site.found._replace(verb=verb, direction=predicates.direction_of(verb)))


_COUNTED = re.compile(r"^[两三四五六七八九十\d]+个?(?:行政|中心城|主城)?(?:县市区|县区|区县|县市|区|县|市|旗)")
"""甲、乙和丙三个行政区."""


def _places_before(site: Site, group: Group, words: str) -> list[Item]:
    """The places of the clause before, alone or with what has grown in them."""
    before = _deepest(m for m in site.passage.within(site.sentence.start, site.at) if m.kind == "place")[-len(group) :]
    if words.strip("，、 ") or not len(before) == len(group) > 1:
        return []
    between = site.passage.words(before[-1].end, site.at)
    moved = _MOVED.fullmatch(between)
    return list(_places(site, group, before, moved["what"] if moved else "")) if moved or between == "，" else []


_MOVED = re.compile(r"(?P<what>[^，。；\d]{2,12}?)(?:均|都|有所)*(?:增加|增长|减少|下降|上升|提高|回落)，")
"""甲县、乙县常住人口增加，分别增加3万人、2万人."""


def _places(site: Site, group: Group, places: list[Mark], what: str = "") -> Iterator[Item]:
    """柳泉县、安泽市地区生产总值分别增长7.4%和7.1%."""
    words = site.passage.words(max(places[-1].end, site.at), site.at + site.found.noun_end)
    noun = what or nouns.trim(re.sub(r"^的|分别|各", "", _COUNTED.sub("", words)))
    base = site.context.base or (site.context.recent[-1] if site.context.recent else None)
    for token, mark in zip(group, places, strict=True):
        kept, site.context.base = site.context.base, base
        item = makers.make(_turned(site._replace(token=token, noun=noun)))
        site.context.base = kept
        if item is None:
            continue
        item.rule = f"places-{item.rule}"
        item.scope = mark.value if mark.kind == "name" else place_of(site.context, mark)
        item.linked = False
        yield figures.finished(site._replace(token=token), item)


def _years(site: Site, size: int) -> list[str]:
    """2016年至2018年,分别完成236.3亿元、314.5亿元、365亿元: a year for each value."""
    period = site.context.period
    if period is None or size < 2 or not re.fullmatch(r"\d{4}/\d{4}", period.value):
        return []
    first, last = int(period.value[:4]), int(period.value[5:])
    return [str(year) for year in range(first, last + 1)] if last - first + 1 == size else []


def _earlier(site: Site, size: int) -> list[Item]:
    """The last figures a list of values speaks of."""
    recent = site.context.recent
    chosen = [i for i in recent if not i.linked and i.measure in ("level", "count", "share")]
    if site.found.kind == "completion":  # 6个A项目完成投资…、9个B项目完成投资…，分别占计划的…
        here = [i for i in chosen if i.sentence_start(site.sentence.start)]
        sums, all_sums = ([i for i in some if i.unit.endswith("元")] for some in (here, chosen))
        chosen = next((some for some in (sums, here, all_sums) if len(some) >= size), chosen)
    listed = _told(site, size)
    if listed and (not chosen or listed[0].number[0] > chosen[-1].number[0]):
        return listed
    return chosen[-size:] if 2 <= size <= len(chosen) else []


def _told(site: Site, size: int) -> list[Item]:
    """The list told last, when it has as many values: A、B分别增长…，增幅分别高于全省…."""
    heads = [i for i in site.context.recent if not i.linked and i.sentence_start(site.sentence.start)]
    listed = [i for i in heads if i.rule.startswith("each-")][-size:]
    before = heads[-size - 1] if len(heads) > size else None
    if len(listed) < max(size, 2) or heads[-size:] != listed:
        return []
    return [] if before is not None and before.rule.startswith("each-") and before.start == listed[0].start else listed


def first_of(site: Site, size: int) -> Iterator[Item]:
    """分别增长21.3%和 .7%: the second number was lost in copying, the first still belongs to the first subject."""
    for item in _earlier(site, size)[:1]:
        yield from _on(site, item, "")


def _on(site: Site, base: Item, noun: str) -> Iterator[Item]:
    if site.found.kind == "plain" and noun:
        thing = re.sub(r"^(?:完成|实现)", "", base.noun)
        if base.rule.startswith("sectors") and "贡献" in noun:
            thing = thing.removesuffix("增加值占比") + ("对" if "的" in noun else "")  # 三次产业结构比…，对GDP的贡献率分别为…
        item = site.item(thing, f"{thing}{noun}", levels.plain_measure(site.token.unit), "respectively-plain")
        site.carry(item, base)
        item.linked = True
        yield figures.finished(site, item)
        return
    for item in _one(site._replace(noun=noun if levels.RELATIVE.match(noun) else ""), base, "respectively"):
        item.linked = True
        yield item


def _references(site: Site, group: Group) -> Iterator[Item]:
    """分别高于全国、全省、全市0.7、0.5和0.2个百分点."""
    words = re.sub(r"（[^（）]*）|平均水平|平均|水平|增速|的", "", site.span(site.found.reference))
    names = [n for n in coordination.SPLIT.split(words) if n]
    told = _told(site, len(group)) if len(names) == 1 and levels.RELATIVE.match(site.noun) else []
    bases: list[Item | None] = [*told] or [site.context.base] * len(group)
    for number, (token, base) in enumerate(zip(group, bases, strict=True)):
        for item in _one(site._replace(token=token, found=site.found._replace(reference=None)), base, "each"):
            item.among = names[number] if len(names) == len(group) else scopes.reference(words)
            yield item


_STRUCTURE = re.compile(r"三次产业|产业结构|三产结构|一二三产|三次产业比")
_NO_SHARES = re.compile(r"贡献|拉动|增加值|增[长速幅]|分别为[^，]*业")
_SECTORS = ("第一产业增加值占比", "第二产业增加值占比", "第三产业增加值占比")


def _sectors(site: Site, group: Group, words: str) -> Iterator[Item]:
    """产业结构由22.3%、28.6%和49.1%调整为21.4%、27.9%和50.7%: shares of the three sectors, before and now."""
    recent = site.context.recent
    now = site.found.kind == "to" and len(recent) > 2 and recent[-1].rule.startswith("sectors")
    told = _STRUCTURE.search(words) and not _NO_SHARES.search(words)
    if not (now or told):
        return
    for token, label in zip(group, _SECTORS, strict=True):
        item = site._replace(token=token).item(label, label, "share", "sectors-from" if site.found.kind == "from" else "sectors")
        yield figures.finished(site._replace(token=token), item)


_STRUCTURE_OF = re.compile(r"产业(投资|就业|税收|用电)(?:结构|占比|比)")


def ratio(site: Site) -> Iterator[Item]:
    """a:b:c of the three sectors are three shares; a:b is one ratio."""
    token, clause = site.token, site.clause
    left = site.passage.words(clause.start, token.start)
    recent = site.context.recent
    if len(token.parts) == 3 and (_STRUCTURE.search(left) or (recent and recent[-1].rule == "sectors")):
        kind = _STRUCTURE_OF.search(left)
        for (value, a, b), sector in zip(token.parts, _SECTORS, strict=True):
            label = sector.replace("增加值", kind[1]) if kind else sector
            item = Item((a, b), clause.start, b, value, "%", label, label, "share", "sectors")
            yield figures.finished(site._replace(token=token._replace(number=(a, b))), item)
        return
    value, a, b = token.parts[0]
    noun = nouns.left(left, site.passage.blotted(clause.start, token.start))
    noun = re.sub(r"(?:[由从]\d.*|(?:调整|优化|变化|为|由|从|达|(?:缩小|收窄|缩窄|扩大|提高|提升|下降|降低)[到至]?)+)$", "", noun)
    if noun and len(token.parts) == 2 and token.parts[1][0] == 1:
        item = Item((a, b), clause.start, token.end, value, "", noun, noun, "level", "ratio")
        yield figures.finished(site._replace(token=token._replace(number=(a, b))), item)
