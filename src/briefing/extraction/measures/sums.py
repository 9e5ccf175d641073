"""Sums of money that belong to a work named beside them: X建设已完成投资…, 总投资5亿元的A、3亿元的B."""

from __future__ import annotations

import re

from briefing.extraction.course.context import Said
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site
from briefing.extraction.works import naming, proofs

_OWNED = re.compile(
    r"(?P<who>[^，。；、：\d]{3,24}?(?:园|中心|基地|铁路|高速|大桥|机场|电站|厂|段|线|大道|广场|世界|快速路|医院|学校|[一二三四]期|工程|扩建|改造|复线))"
    r"(?:项目|工程)?(?:建设)?(?:目前|今年)?(?P<what>(?:计划|估算)?总投资|(?P<done>(?:已|累计|共)*完成投资))"
)
_CLASS = re.compile(r"重点|重大|政府|社会|基础设施|民生|产业类|省级|市级|县级|区级|各|全[省市区县]|[类批]|建成|新建|续建|在建|前期")
_OF = re.compile(r"的(?P<who>[^，。；、的：\d]{2,20}?)(?=、|和|以及|等|，|。|；|项目)")


def owner(site: Site, label: str) -> tuple[str, str] | None:
    """Scope and label of a sum whose noun begins with a work no list of names holds."""
    match = _OWNED.fullmatch(label) if "投资" in label else None
    if match is None or _CLASS.search(match["who"]) or not naming.fits(match["who"]):
        return None
    if not proofs.distinct(match["who"]):
        site.context.project = None  # another work, though not one that can be told from others of its kind
        return None
    what = ("累计" if "累计" in match["what"] else "") + "完成投资" if match["done"] else "项目总投资"
    return match["who"], what


def listed(site: Site) -> Item | None:
    """总投资50亿元的A、30亿元的B: the second sum is what the first is."""
    base = site.base
    if base is None or not base.label.endswith("总投资") or not base.sentence_start(site.sentence.start):
        return None
    match = _OF.match(site.passage.words(site.token.number[1], site.sentence.end))
    between = site.passage.words(base.number[1], site.start)
    if match is None or not re.fullmatch(r"的[^，。；、\d]{2,20}(?:、|和|以及)(?:总投资)?", between):
        return None
    item = site.item(base.noun, base.label, "level", "sum-listed", used=site.token.end + match.end())
    item.scope = match["who"]
    item.support.append(("indicator", base.number, base.label))
    return item


_NAMED = re.compile(r"(?:最[大高]|单体|首个)[^，。；]{0,8}为(?P<who>[^，。；、]{4,30})[、，](?P<what>(?:计划)?总投资)[约近超达]?$")


def named(site: Site) -> Item | None:
    """其中单体投资最大项目为X、总投资103亿元."""
    before = site.passage.words(max(site.sentence.start, site.start - 60), site.start)
    match = _NAMED.search(before) if "总投资" in before[-4:] else None
    if match is None:
        return None
    start = site.start - len(before) + match.start("who")
    item = site.item("总投资", "项目总投资", "level", "sum-named")
    item.scope = match["who"]
    item.start = min(item.start, start)
    place = (start, start + len(match["who"]))
    site.context.project = site.context.last_project = Said(match["who"], place, match["who"])
    site.context.subject = True
    return item


def bracketed(site: Site) -> bool:
    """Money alone in a bracket behind the name of a project: X项目（12.5亿元）."""
    clause = site.clause
    if (
        clause.opened != "（"
        or not site.token.unit.endswith("元")
        or site.passage.words(clause.start, site.token.start).strip("约")
    ):
        return False
    return _before_bracket(site) is not None


def invested(site: Site) -> Item:
    name, start = _before_bracket(site) or ("", site.clause.start)
    item = site.item("总投资", "总投资", "level", "bracket")
    item.scope, item.start = name, start
    return item


_BUILT = re.compile(r"(?P<name>[^，。；：、（）]{3,30}?(?:项目|工程|产业园|园区|基地|中心|厂|生产线|大桥|电站))$")


def _before_bracket(site: Site) -> tuple[str, int] | None:
    """The project in front of the bracket: its name and where it begins."""
    end = site.clause.start - 1
    mark = next((m for m in site.passage.marks if m.kind == "name" and m.end == end), None)
    if mark is not None:
        return mark.value or "", mark.start
    first = max(site.sentence.start, end - 30)
    match = _BUILT.search(site.passage.words(first, end))
    return (match["name"], first + match.start("name")) if match else None


PART = "level-part"
"""The rule of a part of a sum."""
_FUND = re.compile(r"(?P<head>.*?)总?(?P<fund>资金|经费|投资|金额|费用|债券)$")
_WORK = re.compile(r"(?:用于|包括|其中)?(?P<who>[^，。；、\d]{2,24}(?:工程|项目|改造))")


def allotted(site: Site, thing: str) -> tuple[str | None, str] | None:
    """安排资金5000万元，其中县医院改造工程1980万元、工业项目800万元: scope and label of what a work, or a class of works, has of
    the sum told before."""
    work = _WORK.fullmatch(thing)
    told = (i for i in reversed(site.context.recent) if i.measure == "level" and i.rule != PART and i.unit.endswith("元"))
    whole = next((i for i in told if i.sentence_start(site.sentence.start)), None) if work is not None else None
    fund = _FUND.match(whole.label) if whole is not None else None
    if whole is None or work is None or fund is None:
        return None
    label = fund["head"].removeprefix(whole.scope or "") + fund["fund"]
    return (work["who"], label) if naming.fits(work["who"], entry=True) else (None, work["who"] + label)


_SOLD = re.compile(r"中标|竞得|摘牌|成交|发包|拍得|收购")


def sold(site: Site) -> Item | None:
    """以2亿6400余万元中标: what the sum is says the verb behind it."""
    match = _SOLD.match(site.after) if site.left.endswith("以") else None
    return (
        site.item(f"{match[0]}金额", f"{match[0]}金额", "level", "level-sold", end=site.token.end + match.end()) if match else None
    )


_OFFICE = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,6}(?:税务|国税|地税|财政|海关)(?:部门|局)?)(?:累计|共|组织)*(?:完成|实现|征收|入库)"
)


def taken_in(site: Site, thing: str) -> str:
    """税务部门完成16396万元, in a report on revenue: what the office has taken in."""
    office = _OFFICE.fullmatch(thing)
    told = office is not None and (
        "征收部门" in site.passage.text or any(item.noun.endswith(("收入", "税收")) for item in site.context.recent)
    )
    return f"{office['who']}收入" if told and office is not None else ""
