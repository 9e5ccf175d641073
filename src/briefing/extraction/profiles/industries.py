"""What a place makes: 主导产业 and its like, the industries listed before or after the word, cut into single ones."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from briefing.chinese.beginnings import compiled
from briefing.chinese.quick import Quick
from briefing.extraction.works import namewords
from briefing.extraction.works.namewords import alternation
from briefing.model.base import Span
from briefing.resources import lexicon

_COUNT = (
    r"(?:等)?(?:一批)?(?:\d+|[一二两三四五六七八九十]+)?(?:大|个|条)?(?:重点|千亿级|百亿级|特色|优势|先进|主导|本土|本地|地方)*"
)
_X = r"(?P<x>[^，。；：“”\d的了]{2,60}?)"
_BRANCH = (
    r"(?:高端|现代|绿色|新型|智能|生物|化学|精细|农副|特色|先进|节能|医疗|健康|冷链|跨境|再生|循环|高性能|化工|金属|电子|航空){0,2}"
    r"(?:数字经济|低空经济|总部经济|医药|原料药|中药|材料|能源|装备(?:制造)?|集成电路|电子信息|信息技术|食品(?:加工)?|化工|纺织|服装|家居|家具|物流|电商|光伏|锂电池?|半导体"
    r"|芯片|陶瓷|机器人|汽车|汽配|零部件|器械|制药|种业|预制菜)"
)
"""Branches by their own words: no firm's name is one."""
_BAD = re.compile(
    r"^[一两三四五六七八九十]个|^带动$|^(?:聚焦|坚持|围绕|突出|瞄准|紧扣|立足|主导|支柱)|引领$|[强兴]市$|[\d%]|企业|项目|产值|增加值|增长|投资|全[市县区省]|各|这|该|水平|传统|未来|新兴|现代化?$|重点|优势|创新链|供应链|要素链|制度链|产业链|抓手|多元|本地|关联|方面|工作|建设"
    r"|[新老]型工业化|一批|数字化|智能化|绿色化$|集群|体系|发展|特色$|优质|相关|其他|配套|公园|循环$|集约|集成$|先导$|高精尖|^临港$|富民$|^绿色$|高新技术$|^(?:绿色)?低碳$|低碳岛|岛$|应用服务|核心$"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[Quick, ...]:
    data = tomllib.loads(lexicon("districts.toml").read_text(encoding="utf-8"))["industries"]
    kinds, verbs = alternation([data["kinds"]]), alternation([data["verbs"]])
    lead = r"(?:\A|(?<=[，：；、即。！？\n”]))"
    return (
        Quick(rf"“(?P<x>[^“”]{{1,4}}(?:、[^“”、]{{1,6}})+)”{_COUNT}(?:{kinds})"),
        Quick(r"(?:(?<!全省)(?<!全国)(?<!入))(?P<whole>“[\d+A-Z]+”(?:重点)?产业链群?)"),
        Quick(rf"(?:{verbs}){_X}“?{_COUNT}(?:{kinds})"),
        Quick(
            rf"(?:{lead}|(?<=产业[及和与]))(?:其中，?)?{_X}(?:等)?(?:\d+|[一二两三四五六七八九十])大?(?:主导|支柱|优势|特色|传统|新兴|未来)产业"
        ),
        Quick(
            r"(?<=[以、，])(?P<x>[^，。；：“”\d的了为、以（）]{2,16}?)(?:（[^（）]{1,12}）)?(?:传统|战略性?新兴|新兴|未来|主导|特色|优势)*(?:产业)?"
            r"为(?:基础|主导|支撑|引领|支柱|特色|补充|配套)(?=[、，的][^。；]{0,70}产业(?:发展)?(?:体系|格局|集群|结构|布局))"
        ),
        Quick(
            rf"(?:把|将|以){_X}(?:等)?(?:产业)?(?:确定|定)?(?:作为|为)(?:全[市县区]的?)?(?:(?:主导|支柱|首位|引领的现代产业)(?:产业)?|主体的?(?:现代)?产业)"
        ),
        Quick(rf"(?:主导|支柱|首位|优势|特色)产业(?:为|是|有|包括|：|主要有){_X}(?=，|；|。|等|$)"),
        Quick(
            r"(?:(?:重点|大力|优先)发展|聚焦)(?P<x>[^，。；：“”\d的了]{2,40}?、[^，。；：“”\d的了]{2,30}?)(?:等)?(?:[一二两三四五六七八九十\d]+大)?(?:高端|新兴|战略性?新兴|优势|特色|重点|现代|先进)*(?:产业(?![兴强富立转创])|经济|特色农业)"
        ),
        Quick(
            r"以[^，。；“”]{2,40}?为(?:龙头|核心|代表|主|重点|主体|引领|支撑)的(?P<x>[\u4e00-\u9fff]{2,14}?)产业(?:集群)?(?=、以|，以|和以|以及以|及以|等[^，。；]{0,6}产业|[，。；]|$)"
        ),
        Quick(r"(?:\A|(?<=\n))\s*[-•·●]\s*(?P<x>[\u4e00-\u9fff]{2,14})产业(?=\s*(?:\n|$))", re.M),
        Quick(r"(?:\A|(?<=\n))——(?P<x>[\u4e00-\u9fff]{2,10})产业(?=。|：)"),
        Quick(r"做[好大强优](?:做[大强优])?(?P<x>[\u4e00-\u9fff、]{2,20}?)(?:“[^“”]{1,4}”)?(?:大|这篇)?文章"),
        Quick(r"(?:将|把)(?P<x>[\u4e00-\u9fff]{2,10}?)产业(?:纳入|列入)"),
        Quick(r"(?:\A|(?<=[，。；\n]))(?P<x>[\u4e00-\u9fff]{2,8})产业集群(?=营业|产值|规模|迈上|突破|达到|实现)"),
        Quick(
            r"(?:\A|(?<=[，。；\n]))(?P<x>[\u4e00-\u9fff、]{2,24}?)产业(?=(?:已|已经|初步|逐步|迅速|加快|加速|基本|不断){0,2}(?:形成[^，。；]{0,8}(?:产业链|集群|规模)|集聚(?:，|。|；|$|发展|成势)|初具规模|聚链成群|集群成势))"
        ),
        Quick(
            rf"(?:{verbs}|规划建设|建设){_X}等(?:一批)?(?:\d+|[一二两三四五六七八九十]+)?(?:个|大)?(?:特色|专业|专业化|主题|先进制造业)+(?:产业)?园区"
        ),
        Quick(
            r"(?:全国|全省|国际|区域|中部|西部|东部|重要|最大|领先|知名)[性级的]*(?P<x>[一-龥、]{2,14}?(?:材料|医药|化工|食品|电池|装备|钢铁|铝|纺织|家电|汽车|芯片|显示|光伏|(?=(?:产业|生产|制造|加工)基地)))(?:产业|生产|制造|加工)*基地(?=[，。；、]|定位|和|$)"
        ),
        Quick(r"(?:主导|特色|支柱|优势)产业和(?P<x>[\u4e00-\u9fff]{2,8}业)(?=，|。|；|$)"),
        Quick(r"(?:布局|培育|发展|壮大|引进)(?:了)?一批(?P<x>[\u4e00-\u9fff]{2,8}?)产业(?=，|。|；|、|$)"),
        Quick(
            r"(?:市|县|区|州|旗|园|\A|(?<=[，。；\n]))(?:（[^（）]{1,8}）)?(?:要|将)?(?:加快|重点|大力|优先|着力|主要)发展"
            r"(?P<x>[^，。；：“”\d的了]{2,40}?)(?:等)?产业(?=[，。；\n]|$)"
        ),
        Quick(
            r"(?:园区?|区|县|市|基地)，?(?:产业|目前|现已|已|主要|重点)*以(?P<x>[^，。；“”\d的]{4,50}?)(?:等)?(?:产业|行业)?为(?:主(?:导|攻方向)?)(?=[，。；的]|$)"
        ),
        Quick(
            rf"{lead}(?P<x>[\u4e00-\u9fff]{{2,8}})产业(?=跻身|成为[^，；。]{{0,16}}(?:支撑|支柱|集聚区|龙头|名片)|走出|年?产值[超达突]|总产值[超达突]|规模[超达突]|入[选围]|迈[上入])"
        ),
        Quick(rf"(?:立足|突出){_X}(?:等)?(?:本土|本地|地方|优势|传统)*特色(?:优势)?产业"),
        Quick(
            rf"(?:引进|争取|招引|吸引|集聚|培育|、)[^，。；、]{{2,12}}等(?P<x>{_BRANCH})(?:产业)?(?:龙头|骨干|头部|链主)(?:企业)?"
        ),
        Quick(
            rf"(?:(?<=[以将把、和及])|加大|加快|推进|建设|打造|依托|规划|谋划|兴建)(?P<x>{_BRANCH})(?:(?:产业|工业)园(?!区?(?:项目|工程))|(?:产业|生产)基地(?![，。；]|项目|工程))"
        ),
    )


TOPIC = compiled("产业|文章|主导|为主|龙头企业|骨干企业|(?:材料|医药|化工|食品|电池|装备|生产|制造|加工)基地")
"""What a sentence about industries speaks of."""


@lru_cache(maxsize=1)
def hints() -> re.Pattern[str]:
    """Words of which such a sentence must hold one before it names them."""
    kinds = tomllib.loads(lexicon("districts.toml").read_text(encoding="utf-8"))["industries"]["kinds"]
    return compiled(
        f"{alternation([kinds])}|主导|支柱|首位|主体|优势|特色|引领的|重点|大力|优先|聚焦|[-•·●]|为(?:龙头|核心|代表|主|引领|支撑)的|——|文章|纳入|列入|基地|一批|龙头|骨干|产业园|工业园|为主|立足|突出|(?:加快|主要|着力)发展|产业(?:跻身|成为|走出|年?产值|规模|迈|入)"
    )


def find(text: str, start: int, end: int) -> Iterator[Span]:
    """The industries a sentence names as those of a place."""
    taken: list[Span] = []
    for number, pattern in enumerate(_patterns()):
        for match in pattern.finditer(text, start, end):
            whole = "whole" in match.re.groupindex
            lo, hi = match.span("whole" if whole else "x")
            if any(a < hi and lo < b for a, b in taken):
                continue
            found = [(lo, hi)] if whole else list(_list(text, lo, hi))
            if number == 2 and len(found) < 2 and not re.search(r"[一二两三四五六七八九十\d]", text[hi : match.end()]):
                continue
            taken += found
            yield from found


_PLACE = re.compile(r"(?:我|全|本)[市县区省州]|[\u4e00-\u9fff]{1,3}[市县区州旗](?=[\u4e00-\u9fff]{2})")
_SPLIT = re.compile(r"[、]|(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2})(?![^、]*、)")
"""和 and 与 part the last two of a list; before a further 、 they stand inside a name (新型显示与智能终端、…)."""


_CLASS = re.compile(
    r"等(?:[一二三四五六七八九十\d]+[大个])?(?:高新技术|战略性?新兴|先进制造|新兴|优势|特色|高端|支柱)(?:产业|业)?$"
)
"""生物制药等高新技术产业: the last of a list with the class of all."""


def _list(text: str, lo: int, hi: int) -> Iterator[Span]:
    """The single industries of a list; a list that begins with a verb begins after it."""
    cuts = [m.end() for m in namewords.load().left.finditer(text, lo, hi)]
    cuts += [m.end() for m in re.compile(r"即|特别是|以及|主动|积极|培育|发展").finditer(text, lo, hi)]
    first = text.find("、", lo, hi)
    lo = max([c for c in cuts if first < 0 or c <= first], default=lo)
    at = lo
    for match in (*_SPLIT.finditer(text, lo, hi), None):
        a, b = at, match.start() if match else hi
        at = match.end() if match else hi
        if place := _PLACE.match(text, a, b):
            a = place.end()
        item = _CLASS.sub("", text[a:b].removesuffix("产业")).removesuffix("等")
        if len(item) == 1 and first >= 0 and text[a:b].endswith("产业"):
            item = text[a:b]  # 硅产业
        if (2 if text[lo - 1 : lo] != "“" else 1) <= len(item) <= 14 and not _BAD.search(item):
            yield a, a + len(item)
