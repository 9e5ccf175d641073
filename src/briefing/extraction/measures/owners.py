"""Whose a bare noun is, told by the figure before: 规上工业企业营业收入…；利润增长, 五个省级园区实现工业增加值."""

from __future__ import annotations

import re

from briefing.chinese import indicators
from briefing.extraction.course.context import Context
from briefing.extraction.course.passages import Clause, Sentence
from briefing.extraction.measures.items import Item

_OWNER = re.compile(r"(?P<who>.*?(?:企业|业))(?:实现)?(?:主营业务收入|营业收入|营收|销售收入|利润总额|利润|总产值|产值|增加值)")
_GAINS = frozenset(("利润", "利润总额", "实现利润", "利税", "利税总额", "营业收入利润率", "资产负债率"))


def owned(context: Context, sentence: Sentence, clause: Clause, at: int, left: str, noun: str) -> str:
    """The noun with whose it is: 规上工业企业营业收入…；利润增长; 五个省级园区实现工业增加值."""
    if noun in _GAINS:
        earlier = (i for i in reversed(context.recent) if i.sentence_start(sentence.start))
        found = next((m for i in earlier if (m := _OWNER.match(i.noun))), None)
        return found["who"] + noun.removeprefix("实现") if found else noun
    if noun in _MADE:
        return _made(context, sentence, noun)
    last = context.recent[-1] if context.recent and at > clause.start else None
    if last is None or last.rule != "count-right" or last.used != at or not left.startswith(("实现", "共实现", "累计实现", "完成")):
        return noun
    whose = _SUBJECT.search(last.noun) and len(last.noun) <= 12 and indicators.tails().search(noun)
    return last.noun + noun.removeprefix("完成") if whose and not noun.startswith(last.noun) else noun


_SUBJECT = re.compile(r"(?:园区|企业|产业|行业|集群|开发区|基地|功能区|地区)$")
_YIELDS = ("产量", "总产量", "总产", "单产", "亩产", "平均单产", "平均亩产")
_MADE = frozenset(("增加值", "产值", "总产值", *_YIELDS))
_BRANCH = re.compile(
    r"\s*(?:其中，?)?(?P<who>[\u4e00-\u9fff]{2,10}?(?:业|产业|行业))(?!务|企|生产|增加|总产)(?=[“，\u4e00-\u9fff])"
)
_CROP = re.compile(r"(?:播种|种植|采摘|收获)?(?:总?面积|总产量?|平均单产|单产|平均亩产|亩产)$")


def _made(context: Context, sentence: Sentence, noun: str) -> str:
    """农林牧渔业总产值…，增加值; 播种面积…，产量; 船舶修造业提速，实现增加值."""
    earlier = [i for i in reversed(context.recent) if i.sentence_start(sentence.start) and not i.linked]
    if noun in _YIELDS:
        told = next((i for i in earlier if i.measure == "level" and _CROP.sub("", i.noun)), None)
        grown = _CROP.sub("", told.noun) if told is not None else ""
        return grown + noun if told is not None and (grown != told.noun or told.unit.endswith(("亩", "公顷"))) else noun
    found = next((m for i in earlier if (m := _OWNER.match(i.noun))), None)
    if found is None and not earlier:
        text = context.reading.clean.text
        found = _BRANCH.match(text, sentence.start, sentence.end)
    return found["who"] + noun if found else noun


_OWNED = re.compile(
    r"(?P<who>[\u4e00-\u9fffA-Za-z·]{2,8}?)(?P<what>(?:获得|获|投资|投入|完成|实现|入库|缴纳|贡献)[\u4e00-\u9fff]{2,10})"
)
_NO_NAME = re.compile(
    r"计划|累计|以来|年度|已|共|实际|当月|本月|全年|总|项目$|企业$|业$|资金|政府|财政|其中|预计|单位|公路|铁路|港口|航道|水运|保险|[道业类险]$"
)


def parallel(items: list[Item]) -> None:
    """A获得奖励资金2219万元，B获得奖励资金1416万元: the same words behind different names say whose the numbers are."""
    found = [
        (item, match)
        for item in items
        if item.rule == "level" and item.unit.endswith("元") and (match := _OWNED.fullmatch(item.label))
    ]
    found = [(item, match) for item, match in found if not _NO_NAME.search(match["who"])]
    for what in {match["what"] for _, match in found}:
        group = [(item, match["who"]) for item, match in found if match["what"] == what]
        if len({who for _, who in group}) < 2:
            continue
        for item, who in group:
            item.scope, item.label, item.noun = who, what, what
