"""Whose number it is and when: places, projects and times of the text laid on the items."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.extraction.context import Context, is_reference, period_of, place_of, said
from briefing.extraction.items import Item
from briefing.extraction.passages import NAME, PLACE, TIME, Clause, Mark, Passage, Sentence
from briefing.extraction.predicates import Predicate
from briefing.extraction.scan import Token

_NOT_SUBJECT = re.compile(
    r"(?:高于|低于|快于|慢于|高出|占|比|较|居|列|位|位于|与|距|距离|至|到|由|从|超|优于|领先|好于|融入|对接|连接|通往|穿过|跨|排名?|稳居|获|被|向|面向|辐射|带动|入选|纳入|列入|入围|跻身|争创|创建|荣获|推荐|市场|出口|约占|以上|省级|国家)$"
)
_ANAPHOR = re.compile(
    r"^(?:该|此)?(?:项目|工程|大桥|企业|公司|园区|高速|公路|医院|学校)|^其|^(?:目前|届时|截至|投产后|建成后|达产后|一期|二期|主体|本项目|建设内容|形象进度|存在问题|下一步|总投资|计划|预计)|^“"
)
_START = re.compile(
    rf"^(?:{TIME}+|其中|同时|此外|目前|截至|而|，|：|“|在|据[^，]*|[（(]?[一二三四五六七八九十\d]+[）)、.．]|\s|[-—■▲●]|全年|共)*$"
)
_ATTRIBUTE = re.compile(
    r"总投资|占地|全长|建筑面积|用地|规划面积|里程|车道|设计|装机|年产|产能|能力|库容|床位|跨径|宽|高度|长度|投资额|估算投资|概算|栋|厂房|跨度|泊位|规模|涵盖|建设周期|工期"
)
_LIST = re.compile(r"^(?:、|和|与|及|以及)|等")


def start_sentence(context: Context, passage: Passage, sentence: Sentence, *, first: bool) -> None:
    """What of the sentence before still holds."""
    if first:
        return
    words = passage.words(sentence.start, min(sentence.start + 8, sentence.end)).lstrip("　 ")
    if words.startswith("其中") or _ANAPHOR.match(words):
        return
    context.project = None
    context.scope = context.paragraph_scope
    context.base = context.base if words.startswith(("增速", "总量", "占比", "比重", "数量")) else None


def apply(context: Context, passage: Passage, start: int, end: int, group: tuple[Token, ...]) -> None:
    """Lays the marks between two offsets on the context, left to right."""
    if start >= end:
        return
    places: list[Mark] = []
    for mark in sorted(passage.within(start, end), key=lambda m: m.start):
        if mark.kind == "time":
            if not is_reference(passage, mark) and (when := period_of(context, mark)) and _is_period(passage, mark):
                context.period = when
        elif mark.kind == "place":
            if _is_subject(context, passage, mark):
                places.append(mark)
        elif not _in_list(passage, mark, group):
            context.project = said(mark, mark.value or "", passage)
    if places:
        _place(context, passage, places, start)


def _is_period(passage: Passage, mark: Mark) -> bool:
    """A day is when something happened, seldom what a number is about; spans of days, months and years are."""
    if mark.time is None or mark.time.kind not in ("day", "full"):
        return True
    words = passage.words(mark.start, mark.end)
    before = passage.words(max(mark.start - 3, passage.start), mark.start)
    return bool(re.search(r"截[至止]|[-—至到~]", words) or before.endswith("截至"))


def _is_subject(context: Context, passage: Passage, mark: Mark) -> bool:
    before = passage.words(max(mark.start - 3, passage.start), mark.start)
    after = passage.words(mark.end, mark.end + 3)
    if _NOT_SUBJECT.search(before) or after.startswith(("平均", "首", "第", "前", "率先", "领先", "最", "同")):
        return False
    value = place_of(context, mark)
    if value is None or value == "全国":
        return False
    home = context.default_scope.value if context.default_scope else None
    return not (mark.level in ("全省", "省级") and home and not home.endswith(("省", "自治区")) and value != home)


def _place(context: Context, passage: Passage, places: list[Mark], start: int) -> None:
    last = places[-1]
    value = place_of(context, last)
    if value is None:
        return
    if len(places) > 1 and all(re.fullmatch(r"[、和与及]|以及", passage.words(a.end, b.start)) for a, b in pairwise(places)):
        return
    context.scope = said(last, value, passage)
    sentence_start = next((s.start for s in passage.sentences if s.start <= last.start < s.end), passage.start)
    if _START.match(passage.blotted(sentence_start, last.start)):
        context.paragraph_scope = context.scope
    if context.project and (context.project.place or (0, 0))[1] <= last.start:
        context.project = None


def _in_list(passage: Passage, mark: Mark, group: tuple[Token, ...]) -> bool:
    """Whether a name is one of several that are counted: A、B等15个项目."""
    limit = group[0].start if group else mark.end + 30
    after = passage.words(mark.end, min(limit + 8, passage.block.end))
    before = passage.words(max(mark.start - 1, passage.start), mark.start)
    if re.match(r"[^，。；]{0,60}?等(?:一批|\d+个|个|[^，。；]{0,6}$)?", after) and "等" in passage.words(mark.end, limit + 8):
        return True
    return (
        before in ("、", "和", "与", "及")
        or after[:1] in ("、",)
        or (after[:1] in ("和", "与") and NAME in passage.blotted(mark.end, mark.end + 3))
    )


def settle(context: Context, passage: Passage, clause: Clause, item: Item, token: Token, found: Predicate, at: int) -> None:
    """Scope and period of an item."""
    _scope(context, passage, clause, item, token, at)
    if found.kind == "from":
        item.period = _from_period(context, passage, found, at)
        return
    if item.period is None:
        _period(context, passage, clause, item)


def _scope(context: Context, passage: Passage, clause: Clause, item: Item, token: Token, at: int) -> None:
    from briefing.chinese import indicators

    known = indicators.lookup(item.label)
    own = _holding(passage, token) or _following(passage, clause, token)
    if own is not None and not (known and known.scope == "place"):
        item.scope = own.value
        item.support.append(("scope", (own.start, own.end), own.value or ""))
        return
    if item.scope is not None:
        return
    chosen = context.project if context.project and not (known and known.scope == "place") else context.scope
    if chosen:
        item.scope = chosen.value
        if chosen.place is None or not clause.start <= chosen.place[0] < clause.end:
            item.support.append(("scope", chosen.place, chosen.words))


def _holding(passage: Passage, token: Token) -> Mark | None:
    """The name a number stands in: 年产30万吨再生铝项目."""
    return next((m for m in passage.marks if m.kind == "name" and m.start <= token.number[0] and token.number[1] <= m.end), None)


def _following(passage: Passage, clause: Clause, token: Token) -> Mark | None:
    """The project an attribute stands before: 总投资103亿元的X项目; 总投资7.27亿元、全长6168.1米的X."""
    for mark in passage.marks:
        if mark.kind != "name" or mark.start < token.end or mark.start > token.end + 40:
            continue
        between = passage.words(token.end, mark.start)
        if re.fullmatch(r"(?:[、，]?[^，。；、]{0,8}?\d[\d.]*[^，。；、\d]{1,5})?的", between) or (
            between == "" and token.unit.endswith("元")
        ):
            return mark
    return None


def _from_period(context: Context, passage: Passage, found: Predicate, at: int) -> str | None:
    if found.time is None:
        return None
    a, b = at + found.time[0], at + found.time[1]
    mark = next((m for m in passage.within(a, b + 3) if m.kind == "time"), None)
    when = period_of(context, mark) if mark else None
    return when.value if when else None


def _period(context: Context, passage: Passage, clause: Clause, item: Item) -> None:
    chosen = context.period
    if chosen is None:
        return
    inside = chosen.place is not None and clause.start <= chosen.place[0] < clause.end
    if context.project is not None and _ATTRIBUTE.search(item.label) and not inside:
        return
    if item.scope and not inside and _ATTRIBUTE.search(item.label) and context.scope and item.scope != context.scope.value:
        return
    item.period = chosen.value
    if not inside:
        item.support.append(("period", chosen.place, chosen.words))


def reference(context: Context, passage: Passage, start: int, end: int) -> str | None:
    """What a gap is measured against: 全省, 序时进度."""
    words = re.sub(r"（[^（）]*）?|平均|水平|增速|的|同期|分别", "", passage.words(start, end)).strip("、和及 ")
    return words or None


def full_among(context: Context, words: str) -> str | None:
    """The rank base in the text's own words."""
    return re.sub(r"(?:考核|位次|排名)$", "", words) or None


_UNUSED = (PLACE,)
