"""Whose a bare noun is, told by the figure before: 规上工业企业营业收入…；利润增长, 五个省级园区实现工业增加值."""

from __future__ import annotations

import re

from briefing.chinese import indicators
from briefing.extraction.context import Context
from briefing.extraction.passages import Clause, Sentence

_OWNER = re.compile(
    r"(?P<who>.*?(?:企业|工业|服务业|建筑业|制造业))(?:实现)?(?:主营业务收入|营业收入|营收|销售收入|利润总额|利润|总产值|产值|增加值)"
)
_GAINS = frozenset(("利润", "利润总额", "实现利润", "利税", "利税总额", "营业收入利润率", "资产负债率"))


def owned(context: Context, sentence: Sentence, clause: Clause, at: int, left: str, noun: str) -> str:
    """The noun with whose it is: 规上工业企业营业收入…；利润增长; 五个省级园区实现工业增加值."""
    if noun in _GAINS:
        earlier = (i for i in reversed(context.recent) if i.sentence_start(sentence.start))
        found = next((m for i in earlier if (m := _OWNER.match(i.noun))), None)
        return found["who"] + noun.removeprefix("实现") if found else noun
    last = context.recent[-1] if context.recent and at > clause.start else None
    if last is None or last.rule != "count-right" or last.used != at or not left.startswith(("实现", "共实现", "累计实现", "完成")):
        return noun
    whose = _SUBJECT.search(last.noun) and len(last.noun) <= 12 and indicators.tails().search(noun)
    return last.noun + noun.removeprefix("完成") if whose and not noun.startswith(last.noun) else noun


_SUBJECT = re.compile(r"(?:园区|企业|产业|行业|集群|开发区|基地|功能区)$")
