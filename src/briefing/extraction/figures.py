"""Sentence by sentence, clause by clause: numbers become figures.

A clause gives groups of numbers (one, or a list with one unit); what stands left and right of a group, and what the context
carries, makes the items. Special constructions have rooms of their own: `ranks`, `lists`, `tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.chinese import indicators, units
from briefing.extraction.course import discourse, modality, scopes
from briefing.extraction.course.context import Context
from briefing.extraction.course.passages import PLACE, Clause, Passage, Sentence
from briefing.extraction.doubts import damage, oddnames
from briefing.extraction.measures import listing, lists, makers, nouns, owners, predicates, ranks
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site
from briefing.extraction.tokens.broken import DOUBT
from briefing.extraction.tokens.quantities import Token
from briefing.limits import check
from briefing.model.text import CUT_OFF

Group = tuple[Token, ...]


def read(context: Context, passage: Passage) -> Iterator[Item]:
    """The items of a paragraph, heading or caption."""
    at = passage.start
    joined = parted = False
    leaned: str | None = None
    for number, sentence in enumerate(passage.sentences):
        check()
        discourse.passed(context, passage, at, sentence.start)
        joined = joined or (number > 0 and context.project is not None and _joined(passage, at, sentence.start))
        seam = next((place for place in passage.seams if at <= place < sentence.end), None)
        at = sentence.end
        discourse.start_sentence(context, passage, sentence, first=number == 0)
        parted = (seam is not None and (context.over_seam() or passage.words(sentence.start, seam).strip() != "")) or parted
        made = [item for clause in sentence.clauses for item in _clause(context, passage, sentence, clause)]
        owners.parallel(made)
        if why := _damage(context, passage, sentence) or (damage.JOINED if parted else "分项相连" if joined else None):
            _doubted(context, made, why)
        leans = passage.words(sentence.start, sentence.start + 2) == "其中"
        torn = (context.torn or context.torn_section) and not _timed(passage, sentence)
        for item in made:
            item.doubt = (
                item.doubt
                or oddnames.odd(item.label, item.scope)
                or ("期间存疑" if torn and (item.period or context.torn) else None)
            )
            item.doubt = item.doubt or ("标题存疑" if context.unsure else None)
            item.doubt = item.doubt or (leaned if leans and indicators.lookup(item.label) is None else None)
        _counted(passage, made)
        leaned = next((item.doubt for item in made if item.doubt), None)  # 其中 is said of the sentence before
        yield from made
        context.recent = context.recent[-8:]
    if passage.sentences and (passage.damaged or passage.signs):
        context.shaken = _damage(context, passage, passage.sentences[-1])


def _counted(passage: Passage, made: list[Item]) -> None:
    """Tells a number that was taken for what stands behind it though what it counts stands before, and what the clause goes on."""
    lost = len(passage.text) + passage.start
    for item in made:
        first = item.number[0]
        if item.rule == "count-right" and damage.counted(passage.words(max(first - 6, passage.start), first)):
            lost = first
        if first >= lost:
            item.doubt = item.doubt or (damage.LOST if not damage.MARK.search(passage.words(lost, first)) else None)


def _of_block(passage: Passage, sentence: Sentence) -> str | None:
    """The doubt of a block: all of it, but of a paragraph whose end is lost the last sentence alone."""
    doubt = passage.block.doubt
    return None if doubt == CUT_OFF and sentence is not passage.sentences[-1] else doubt


def _damage(context: Context, passage: Passage, sentence: Sentence) -> str | None:
    """The damage that makes a sentence doubtful: in it, before it, or in the paragraph this one goes on from."""
    if passage.damaged and passage.damaged[0][0] < sentence.end:
        return DOUBT
    return (damage.told(passage.signs, sentence.start, sentence.end) if passage.signs else None) or context.shaken


_ITEM = re.compile(r"[。；] ?(?:\d{1,2}[.、](?!\d)|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)")


def _joined(passage: Passage, start: int, end: int) -> bool:
    """Whether the next item of a list begins between two sentences: the paragraph told of one project and now of another."""
    return _ITEM.search(passage.words(max(start - 1, passage.start), min(end + 6, passage.start + len(passage.text)))) is not None


def _timed(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence names its time in full, whatever the headings say."""
    times = (m.time for m in passage.within(sentence.start, sentence.end) if m.kind == "time")
    return any(time is not None and time.period and not time.inferred and time.kind != "now" for time in times)


def _doubted(context: Context, items: list[Item], why: str) -> None:
    """Beside and behind a damaged number nothing in the paragraph is sure, and what follows leans on none of it."""
    for item in items:
        item.doubt = item.doubt or why
    context.base = context.parent = None
    context.recent = []


def _clause(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> Iterator[Item]:
    at = told = clause.start
    kept = (context.base, context.project, context.scope, context.modality) if clause.opened == "（" else None
    modality.enter(context, passage, sentence, clause)
    discourse.enter(context, passage, clause)
    _whole(context, passage, sentence, clause)
    listing.enter(context, passage, sentence, clause)
    at = max(at, min(context.told, clause.end))
    for group in _groups(passage, clause) if clause.tokens else ():
        check()
        if group[0].kind == "refused" or group[0].number[0] < told:
            continue  # told: the number belongs to the words of a figure before (12家企业产值超10亿元)
        if passage.damaged:
            at = max([at, *(b for a, b in passage.damaged if at <= a < group[0].start)])
        start = min(group[0].start, group[0].number[0])
        discourse.apply(context, passage, at, start, group)
        end = max(group[-1].end, group[-1].number[1])
        for item in _group(context, passage, sentence, clause, group, at, start):
            item.sentence = (sentence.start, sentence.end)
            item.block = passage.block
            item.headline = context.headline
            item.doubt = _of_block(passage, sentence) or item.doubt
            _belong(context, item)
            _remember(context, item)
            if item.used > end:
                end = min(item.used, clause.end)
            told = max(told, min(item.used, clause.end)) if item.rule == "count-over" else told
            yield item
        discourse.held(context, passage, group[0])
        at = end
    _orphaned(context, passage, clause, at)
    if not clause.tokens:
        _topic(context, passage, sentence, clause)
    discourse.apply(context, passage, at, clause.end, ())
    if kept and clause.mark != "）":
        context.outside = kept  # the bracket goes on
    elif kept := kept or (context.outside if clause.mark == "）" else None):
        context.base, context.project, context.scope, context.modality = kept
        context.outside = None


_TOPIC = re.compile(
    r"(?P<noun>[\u4e00-\u9fff、]{3,24}?)(?:增速|增长|发展|运行|生产|走势|势头)*"
    r"(?:总体|整体|继续|持续|保持|稳步|平稳|较快|快速|稳定|加快|强劲|迅猛|良好|明显|小幅|大幅|由负转正)+"
    r"(?:运行|增长|发展|上升|回升|提升|恢复|向好|加快|态势|势头|平稳|迅猛|强劲)*"
)
_MEASURES = ("值", "额", "量", "入", "出", "资", "税", "款", "计算", "润")
"""How an indicator ends that stands alone before its growth: 规模以上工业增加值按可比价格计算，同比增长1.7%."""
_MOVES = re.compile("平稳|迅猛|强劲|快速|较快|稳定|稳步|良好|持续|大幅|小幅|明显")
_ASIDE = re.compile(r"（[^（）]*）")
"""增速平稳运行, 增长势头迅猛: what a sentence is about, said before its numbers."""


def _topic(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> None:
    if clause.mark == "，" and clause.words.endswith(_MEASURES):
        bare = nouns.left(clause.words, passage.blotted(clause.start, clause.end))
        context.orphan = bare if indicators.lookup(bare) is not None else context.orphan
    if _MOVES.search(clause.words) is None:
        return
    said = re.split("[，：]", _ASIDE.sub("", passage.words(sentence.start, clause.end)))[-1]
    match = _TOPIC.fullmatch(said)
    noun = nouns.left(match["noun"], match["noun"]) if match else ""
    if indicators.lookup(noun) is not None:
        context.orphan = noun
    elif noun.endswith(("产业", "行业", "制造业", "加工业")):
        context.sector = noun.rpartition("中")[2] or noun


def _orphaned(context: Context, passage: Passage, clause: Clause, at: int) -> None:
    """第二产业增加值28.4，增长4.5%: the number has lost its unit, but the growth behind it is of the second sector."""
    last = clause.tokens[-1] if clause.tokens else None
    if last is None or last.reason != "no-unit" or last.number[1] != clause.end or last.number[0] < at:
        return
    noun = nouns.left(passage.words(at, last.start), passage.blotted(at, last.start))
    if indicators.lookup(noun) is not None or indicators.tails().search(noun):
        context.orphan = noun


def _whole(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> None:
    """其中: what follows in the sentence is part of the figure before."""
    if clause.start == sentence.start:
        context.parent, context.family, context.breakdown = None, "", False
    words = clause.words
    opens = words[:1] in _OPENINGS
    if opens and _BREAKDOWN.match(words):
        context.breakdown = True
        heads = [i for i in reversed(context.recent) if not i.linked]
        heads = heads[:1] if words.startswith("其中") else heads  # of the whole told last
        context.family = next((m[0] for i in heads if (m := FAMILY.search(i.noun))), "")
        said = _SAID.search(passage.words(sentence.start, clause.end))
        context.family = said[0] if said else "零售额" if "商品看" in words else context.family
    elif not clause.tokens and _PRODUCTS.search(words):
        context.breakdown, context.family = True, "产量"
    if opens and _OF_WHICH.match(words):
        context.parent = next((i for i in reversed(context.recent) if not i.linked and i.measure in ("level", "count")), None)


_OPENINGS = frozenset("其这重主支行产分从按 \n\t")
"""What such words can begin with."""
_OF_WHICH = re.compile(r"其中|\s*这其中")
_BREAKDOWN = re.compile(
    r"\s*(?:其中|[分从按][^，。；：]{1,8}?分?(?:产量|增加值|产值|投资|销售额)(?:完成)?情况：?$"
    r"|(?:重点|主要|支柱)?(?:行业|产业)(?:中|看)(?:，|：|$)|(?:分|从|按)[^，。；：]{1,12}?(?:看|分)(?:，|：|$))"
)
_SAID = re.compile(
    r"(?:产量|增加值|产值|投资|零售额|出口额|进口额)(?=看|(?:完成)?情况(?:来?看|：|$)|[^，。；、]{0,6}增长，其中|[^，。；、]{0,6}，其中)"
)
"""从主要工业产品产量看, 多种产品产量大幅增长，其中: what the parts measure is said by the words themselves."""
_PRODUCTS = re.compile(r"工业(?:新|产)*产?品[^，。；]{0,8}(?:增长|看)")
FAMILY = re.compile(r"(?:增加值|投资|产量|零售额|出口额|进口额|总?产值|营业收入)$")


def _belong(context: Context, item: Item) -> None:
    parent = context.parent
    if parent is not None and item.parent is None and item.measure == parent.measure and _alike(item.unit, parent.unit):
        item.parent = parent


def _alike(a: str, b: str) -> bool:
    """Whether numbers in two units can be part and whole."""
    return a.lstrip("百千万亿") == b.lstrip("百千万亿") or {a, b} <= {"个", "项", "家", "户"}


def _remember(context: Context, item: Item) -> None:
    if context.breakdown and (tail := FAMILY.search(item.noun)):
        context.family = tail[0]
    context.orphan = "" if not item.linked or item.measure == "growth" else context.orphan
    context.recent.append(item)
    if not item.linked:
        context.base = item


def _groups(passage: Passage, clause: Clause) -> Iterator[Group]:
    """Runs of quantities joined by nothing but 、和, one unit."""
    run: list[Token] = []
    for token in clause.tokens:
        if token.reason == "no-unit" and _INDEX.search(passage.words(clause.start, token.start)):
            token = token._replace(kind="quantity", reason="")
        if token.kind == "refused" and token.reason != "open-rank":
            continue
        if (
            token.unit == "个"
            and any(t.unit == "个百分点" for t in clause.tokens)
            and _POINTS.search(passage.words(token.end, clause.end))
        ):
            token = token._replace(unit="个百分点")  # 分别下降0.2个、提高0.8个百分点
        if run and _continues(passage, run[-1], token, listed="分别" in passage.words(clause.start, run[0].start)):
            run.append(token)
            continue
        if run:
            yield tuple(run)
        run = [token]
    if run:
        yield tuple(run)


_POINTS = re.compile(
    r"^(?:[、，和](?:下降|提高|上升|回落|增长|降低)?[\d.]+个)*?[、，和](?:下降|提高|上升|回落|增长|降低)?[\d.]+个百分点"
)
_INDEX = re.compile(
    r"(?:收入比|性别比|比值|指数|系数|存贷比|得分|综合评分|收入之比)(?:[由从](?:[^，。；]{0,8}?的)?[\d.]+)?(?:为|达到?|是|由|从|降至|升至|降低到|提高到|下降到|提升到|缩小到|缩小至)?(?:[^，。；\d]{0,6}的)?$"
)
"""Nouns whose numbers have no unit."""
_JOINER = re.compile(r" *(?:、|和|及|与|以及|，|/|:)+$")
_TURN = re.compile(r"[、，和](?:(?:增长|上升|提高|上涨|增加|提升)|(?:下降|减少|回落|降低|下跌))(?:了|约)?$")
"""分别增长5.2%、下降3.1%: one list in which each value has a direction of its own."""


def _continues(passage: Passage, last: Token, token: Token, *, listed: bool) -> bool:
    if last.kind != token.kind:
        return False
    if last.kind == "quantity" and last.unit != token.unit and not (units.akin(last.unit, token.unit) and listed):
        return False
    between = passage.words(last.end, min(token.start, token.number[0]))
    return bool(between) and (_JOINER.fullmatch(between) is not None or (listed and _TURN.fullmatch(between) is not None))


def _group(
    context: Context, passage: Passage, sentence: Sentence, clause: Clause, group: Group, at: int, start: int
) -> Iterator[Item]:
    site = site_of(context, passage, sentence, clause, group[0], at, start)
    if group[0].kind == "ratio":
        yield from lists.ratio(site)
        return
    if group[0].kind == "rank":
        yield from ranks.read(site, group) if not listing.heads(site) else ()
        return
    unclear = False
    if len(group) > 1 and _PASSING.search(site.left) and _MARKS.match(site.passage.words(group[-1].end, clause.end)):
        return
    if len(group) > 1 or "分别" in site.left:
        lost = next((t for t in clause.tokens if t.start >= group[-1].end), None)
        if len(group) == 1 and lost is not None and lost.reason == "malformed":
            aligned = list(lists.first_of(site, 2))
        else:
            aligned = list(lists.align(site, group))
        if aligned:
            yield from aligned
            return
        unclear = "分别" in site.left
    for number, token in enumerate(group):
        item = single(site._replace(token=token) if token is not site.token else site)
        if item is not None:
            if number:  # several values of which the text does not say in words whose they are
                item.confidence = "low"
            item.doubt = "分别难对" if unclear else None
            yield item


_PASSING = re.compile(r"(?:连跨|连破|(?:连续|接连|先后|相继)(?:跨越|跨过|跨上|突破|迈过|迈上|站上))(?:了)?$")
_MARKS = re.compile(r"(?:[、和]\d+[百千万亿]*元)*(?:大关|台阶|关口|门槛)")
"""生产总值连跨50亿元、60亿元、70亿元大关: marks it has passed, no figures."""


def site_of(context: Context, passage: Passage, sentence: Sentence, clause: Clause, token: Token, at: int, start: int) -> Site:
    """A number with its left context read."""
    words, left = passage.words(at, start), passage.blotted(at, start)
    found = predicates.read(left, token.unit)
    last = context.recent[-1] if context.recent else None
    if last is not None and last.measure == "gap" and token.unit == last.unit and PLACE in left and not left.strip(_AGAINST):
        verb = "高" if last.direction == "up" else "低"
        found = predicates.Predicate("gap", 0, verb, direction=last.direction, reference=(0, len(left)))
    noun = nouns.left(words[: found.noun_end], left[: found.noun_end])
    if found.kind == "plain" and token.unit == "%" and (behind := _BEHIND.match(passage.words(token.number[1], clause.end))):
        noun = _KEPT.sub("", noun)
        found = found._replace(kind="growth", verb=behind["verb"], direction=predicates.direction_of(behind["verb"]))
    noun = owners.owned(context, sentence, clause, at, left, nouns.without_done(noun))
    return Site(context, passage, sentence, clause, token, at, start, words, found, noun)


_BEHIND = re.compile(r"(?:以上|左右)?的(?:[高较快中]速|较快|两位数|高|同比)*+(?P<verb>增长|增速|增幅|降幅)")
"""均实现了50%以上的高速增长: the verb stands behind the number."""
_KEPT = re.compile(r"(?:均|都|也|每[年月])*(?:实现|保持|取得)?(?:了)?$")
_AGAINST = f"、，和平均水平{PLACE}"
"""高于全国0.7、全省2.3个百分点: the second gap has only what it is measured against."""


def single(site: Site) -> Item | None:
    """One number by what stands around it."""
    item = None if listing.heads(site) else listing.read(site) or makers.make(site)
    return finished(site, item) if item is not None and len(item.label) > 1 and not nouns.torn(item.label) else None


def finished(site: Site, item: Item) -> Item:
    """Basis, modality, scope and period of an item, from its own words or the context."""
    item.basis = item.basis or _basis(site.found.basis) or ("累计" if "累计" in site.left else None)
    if site.context.event and item.label in ("项目数", "项目总投资", "项目年度计划投资"):
        item.label = site.context.event + item.label
    if item.measure in ("level", "count") and (every := _every(site.left)) and every not in item.label:
        item.label = every + item.label
    modality.settle(site, item)
    scopes.settle(site, item)
    return item


_EACH = re.compile(
    r"(?:年均|月均|日均|年平均|月平均|日平均)(?=(?:都|均|稳定|保持|在|超过|超|达到|达|约|近|突破|为|实现|完成|增加|新增|以上)*$)"
)
"""城镇新增就业年均超过70万人: so many a year, not in all."""


@lru_cache(maxsize=4096)
def _every(left: str) -> str:
    """年均, 月均, 日均 where the words left of a number say so, else nothing."""
    match = _EACH.search(left)
    return f"{match[0][0]}均" if match else ""


_BASIS_WORD = re.compile("同比|环比|年均|累计|同口径|两年平均|(?:比|较)[^，\ue000-\ue002]{2,8}")


@lru_cache(maxsize=1024)
def _basis(words: str) -> str | None:
    match = _BASIS_WORD.search(words)
    return match[0] if match else None
