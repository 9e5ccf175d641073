"""Towns, villages and development zones that a text names and no table holds: 柳溪镇, 文昌街道, 白沙村, 滨江新区.

A name is taken when the text shows that it is one: a town right behind its county, a town or zone that opens a clause and comes up
again (a zone also when a figure follows at once). Patterns see the canonical text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.chinese.divisions import ZONE
from briefing.resources import lexicon

_KIND = r"(?:镇(?![痛静压长区域级上江海])|乡(?![村镇贤亲音土愁级情间下里长友])|街道(?![口两]|主任))"
_KINDS = re.compile(_KIND)
_BELOW = re.compile(rf"(?<=[县区市旗])[一-龥]{{1,4}}?{_KIND}")
"""石泉县柳溪镇."""
_LISTED = re.compile(rf"[、和与及](?P<x>[一-龥]{{1,4}}?{_KIND})")
"""石泉县柳溪镇、白塔乡和马河镇."""
_VILLAGE = re.compile(r"[一-龥]{2,3}?(?:村(?![民庄落委务史镇级两])|社区(?![党居服卫医工矫]))")
"""柳溪镇白沙村."""
_MARKS = "，。；：、“（\n "
"""Behind what a clause or an item of a list begins; none of them is part of a name."""
_OPENS = re.compile(rf"(?:其中|在)?(?P<x>[一-龥]{{2,3}}{_KIND})")
_ZONE = re.compile(
    r"(?:其中|在|同时|目前|今年|去年)?"
    rf"(?P<x>[一-龥]{{2,3}}(?!(?:一体化|融合)?示范区|集聚区|管理区|港区){ZONE})(?P<after>.{{0,12}})"
)
_ZONE_END = re.compile("区")
_ZONE_KIND = re.compile(f"{ZONE}$")
_ACTS = re.compile(r"(?:新?签约|入驻|完成|实现|累计|新增|共有|现有|拥有|规上|规模以上|地区生产总值|开工)[^，。；]{0,8}?\d|\d")
_FUNCTION = frozenset(
    "全我该本各某两每其一二三四五六七八九十省市县区在到对由向与和及从将把是为了等以年月日个的有并中上下多农外内强占级辖属直"
)
_NO_STEM = re.compile(r"[小城村乡古强名集]$|建制|特色|重点|[级属辖各的个等]|郊|城中|城乡|[一-龥]+镇")
_NO_OPEN = re.compile(r"(?:建设|推进|打造|支持|位于|走进|来到|推动|加快|服务|深入|前往|围绕|依托|聚焦)")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words found all over official texts: no stem of a name."""
    lines = lexicon("common.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def named(text: str) -> tuple[str, ...]:
    """The towns and zones a text names, each once."""
    return tuple(dict.fromkeys((*_towns(text), *_zones(text))))


def _found(pattern: re.Pattern[str], text: str, ends: re.Pattern[str], reach: int, marks: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds, tried only behind one of the `marks`, and where the text begins, at most `reach` characters
    before one of the `ends`: few words end a name, and marks stand everywhere."""
    done = 0
    for end in ends.finditer(text):
        for at in range(max(end.start() - reach, done), end.start()):
            if text[at - 1 : at] in marks and (match := pattern.match(text, at)):
                yield match
                done = match.end()
                break
        else:
            done = max(done, end.start())


def _towns(text: str) -> Iterator[str]:
    """The towns, and the villages that stand right behind them."""
    for match in _found(_BELOW, text, _KINDS, 4, "县区市旗"):
        if not _is_stem(_stem(match[0]), text[max(match.start() - 2, 0) : match.start()]):
            continue
        yield match[0]
        yield from _village(text, match.end())
        at = match.end()
        while (more := _LISTED.match(text, at)) is not None and _is_stem(_stem(more["x"])):
            yield more["x"]
            at = more.end()
    for match in _found(_OPENS, text, _KINDS, 5, _MARKS):
        name = match["x"]
        if _is_stem(_stem(name)) and not _NO_OPEN.match(name) and text.count(name) > 1:
            yield name
            yield from _village(text, match.end())


def _village(text: str, at: int) -> Iterator[str]:
    match = _VILLAGE.match(text, at)
    if match is not None and match[0][0] not in _FUNCTION and match[0][:2] not in _common():
        yield match[0]


def _stem(name: str) -> str:
    return name.removesuffix("街道") if name.endswith("街道") else name[:-1]


def _is_stem(stem: str, county: str = "县区") -> bool:
    """Whether the words before 镇, 乡, 街道 can name one; `county` are the two characters before them."""
    if len(stem) < (2 if county else 1) or stem[0] in _FUNCTION or _NO_STEM.search(stem) or county[0] in "全我该本各":
        return False
    return stem not in _common() and (len(stem) < 3 or (stem[:2] not in _common() and stem[1:] not in _common()))


def _zones(text: str) -> Iterator[str]:
    for match in _found(_ZONE, text, _ZONE_END, 14, _MARKS):
        name = match["x"]
        stem = _ZONE_KIND.sub("", name)
        if len(stem) < 2 or stem[0] in _FUNCTION or stem[-1] in _FUNCTION or stem in _common() or _NO_OPEN.match(stem):
            continue
        if text.count(name) > 1 or _ACTS.match(match["after"]):
            yield name
