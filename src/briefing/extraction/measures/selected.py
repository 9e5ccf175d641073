"""Counts of which the words say who is counted: those of whom a predicate holds, those above an amount, those of a grade."""

from __future__ import annotations

import re

from briefing.extraction.measures import nouns
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site

_COUNTED = ("数", "量", "人次", "人口", "件次", "场次", "批次")
"""How nouns that are counts already end."""


def label_of(noun: str, unit: str) -> str:
    if unit.endswith("户") and noun.endswith("人口"):
        return noun + "户数"
    if noun.endswith(_COUNTED):
        return noun
    if unit.endswith("次") and not noun.endswith("次"):
        return noun + ("次数" if unit == "次" else unit.lstrip("万亿"))
    if unit.endswith(("人", "名")) and _ACTED.search(noun):
        return _HELD.sub("", noun) + "人数"
    if unit.endswith(("人", "名", "户")) and noun.endswith(
        ("低保", "供养", "五保", "补助金", "补贴", "津贴", "救助金", "养老金", "待遇")
    ):
        return noun + ("户数" if unit.endswith("户") else "人数")
    if unit.endswith("户") and noun.startswith("未"):
        return noun + "户数"
    return noun + ("户数" if unit.endswith("户") and noun.endswith(("居民", "群众")) else "数")


_ACTED = re.compile(r"(?:培训|就业|救助|资助|安置|转移|体检|接种|参保|脱贫)$")
"""What is done with people: 电商培训4.7万人."""
_HELD = re.compile(r"^(?:开展|组织|举办|完成)(?=.{2,})")

REACHED = re.compile(r"(?:惠及|覆盖|带动|吸纳|资助|救助|帮扶|安置|帮助)$")
"""Verbs that say how the counted are reached; without them the count reads as all there are."""
_CHOSEN = re.compile(
    r"(?:成功|首次|新|先后|均|全部|已|有序|依法|平稳|顺利)*(?P<what>(?:免费(?:开展|提供|发放|接种)|入选|入围|进入|上榜|跻身|晋级|挺进|获批|获评|荣获|被认定|被评|列入|纳入|通过|退出|上市|挂牌|亏损|停产|关停|领[到取]了?|享受)[^，。；：（）、]{0,16})$"
)


def chosen(site: Site, thing: str) -> str:
    """7家国企进入中国企业500强: only some are counted, those of whom the predicate holds."""
    words = re.split(r"[，。；：（）、]", site.passage.words(site.token.end, site.clause.end))[0]
    match = _CHOSEN.match(words.removeprefix("的").removeprefix(thing)) if thing in words[: len(thing) + 1] else None
    end = site.token.end + len(words)
    if match is None or any(t.kind == "quantity" and site.token.end <= t.number[0] < end for t in site.clause.tokens):
        return ""  # 9个项目获批资金3.2亿元: the predicate is that of the next number
    return match["what"]


_FOR = re.compile(r"(?:为|向|给|对)(?:[\d.]+万?户[、，]?)?$")
_GIVEN = re.compile(
    r"(?:[、，]?[\d.]+万?[人名])?(?P<what>(?:发放|兑现|办理|提供|减免|落实|支付|代缴|缴纳|垫付|追讨|追回|拨付)了?[^，。；：、\d]{2,18}?)(?:\d|共|计|累计|，|。|；|$)"
)


def given(site: Site) -> Item | None:
    """为13690户25249人发放一次性生活补贴629万元: those to whom something is given."""
    unit = site.token.unit.lstrip("万")
    if unit not in ("户", "人", "名") or _FOR.search(site.passage.words(site.clause.start, site.token.start)) is None:
        return None
    found = _GIVEN.match(site.passage.words(site.token.end, site.clause.end))
    if found is None:
        return None
    what = found["what"].replace("了", "", 1)
    return site.item(what, what + ("户数" if unit == "户" else "人数"), "count", "count-given")


_OVER = re.compile(
    r"(?P<head>[^，。；：、的]{0,8}?(?:企业|园区|集群|产业链?|项目|品牌|基地|乡镇|街道|县区|区县|县|镇|村))"
    r"(?P<what>(?:集体经济)?(?:年)?(?:[^，。；：、\d]{0,4}(?:产值|收入|营收|市值|税收|销售额|利润|规模|交易额|投资额?)))"
    r"(?:均|都|分别|全部|已|为|在){0,3}(?P<over>超过|超|突破|达到|达|过|)$"
)


def over(site: Site) -> Item | None:
    """12家企业产值超10亿元: one figure, the amount says which are counted."""
    token = next((t for t in site.clause.tokens if t.number[0] >= site.token.end), None)
    if token is None or token.kind != "quantity" or not token.unit.endswith("元"):
        return None
    words = site.passage.words(site.token.end, token.number[0])
    match = _OVER.fullmatch(words.removeprefix("的"))
    follow = site.passage.words(token.number[1], token.number[1] + 2)
    if match is None or re.match(r"[，。；、）]|以上|大关|$", follow) is None or not (match["over"] or follow == "以上"):
        return None
    amount = site.passage.words(*token.number)
    label = f"{match['what']}{match['over']}{amount}的{match['head']}"
    return site.item(
        match["head"], label_of(label, site.token.unit), "count", "count-over", end=token.number[1], used=token.number[1]
    )


GRADES = ("世界级", "国家级", "区域级", "省级", "市级", "县级", "区级", "部级")
_GRADED = re.compile(rf"[、和与及](?:以及)?\d+[个家项所座处](?:{'|'.join(GRADES)})(?P<head>[^，。；、和与及\d]{{2,12}})")


def head_of_list(site: Site) -> str:
    """6个世界级、7个国家级、9个区域级产业集群: the noun stands once, at the end."""
    match = _GRADED.search(site.passage.words(site.token.end, site.sentence.end).split("，")[0])
    return nouns.right(match["head"])[0] if match else ""
