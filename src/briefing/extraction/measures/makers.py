"""From a predicate to an item: growth, change, gap, share, completion, from–to, multiples; what has none is in `levels`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from briefing.chinese import indicators, units
from briefing.extraction.course import scopes
from briefing.extraction.course.passages import PLACE, TIME
from briefing.extraction.measures import counts, levels, nouns
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.predicates import LAG, Kind, Predicate
from briefing.extraction.measures.site import Site
from briefing.model.fact import Direction, Measure

Maker = Callable[[Site], Item | None]


def make(site: Site) -> Item | None:
    """The item of a number by its predicate."""
    return _MAKERS[site.found.kind](site)


def _thing(site: Site) -> str:
    """The site's own noun, or that of the figure before."""
    noun = site.noun
    return noun if noun and not levels.RELATIVE.match(noun) else _before(site)


def _before(site: Site) -> str:
    """The noun of the figure before, or of the number before that lost its unit."""
    return site.context.orphan or (site.base.noun if site.base else "")


_FALLING = re.compile(r"能耗|强度|浓度|排放|消耗|成本|死亡|发案|发生率")


@lru_cache(maxsize=4096)
def growth_label(noun: str, verb: str, basis: str = "") -> str:
    """增速, 涨幅 for prices, 降幅 for what should fall, with 年均, 名义 and 实际 kept."""
    if re.search(r"(?:增速|增幅|涨幅|降幅|增长率)$", noun):
        return noun
    kind = next(
        (word for word in ("两年平均", "年均", "名义", "实际") if word in basis or word in basis.replace("年平均", "年均")), ""
    )
    if "上涨" in verb or noun.endswith("价格"):
        return noun + "涨幅"
    if verb.startswith(("下降", "降低", "减少")) and _FALLING.search(noun):
        return noun + "降幅"
    known = indicators.lookup(noun) if kind else None
    return f"{known.label if known else noun}{kind}增速"


_AIMED = re.compile(r"(?<=[速幅率值资])(?:确保|奋斗|力争|必保|考核)目标$")


_WITHOUT = re.compile(r"(?:扣除|剔除)[^，]{2,14}?(?:因素|影响)[后，]*$")
_REAL = re.compile(r"扣除价格因素后?，?(?:实际)?$")


def _growth(site: Site) -> Item | None:
    noun, kind = _AIMED.sub("", site.noun), ""
    if _REAL.match(noun):
        noun, kind = "", "实际"
    elif _WITHOUT.match(noun):
        noun = ""  # 扣除留抵退税因素后增长3.2%
    thing = noun if noun and not levels.RELATIVE.match(noun) else _before(site)
    if not thing or (thing != noun and _another(site)):
        return None
    if thing == noun and site.context.family and not levels.MEASURED.search(thing) and indicators.lookup(thing) is None:
        thing += site.context.family
    if thing in _SIDES and any("消费品零售" in i.noun for i in site.context.recent[-6:]):
        thing += "消费品零售额"  # 按经营地分，城镇下降6.1%，乡村下降4.6%
    named = _summed(site, thing) if not noun else thing
    item = site.item(thing, growth_label(named, site.found.verb, site.found.basis + kind), "growth", "growth")
    item.direction = "down" if site.token.value < 0 else None if site.token.value == 0 else site.found.direction
    if thing != noun:
        site.carry(item)
    return item


_SIDES = ("城镇", "乡村", "农村")
_OF_ITSELF = re.compile(r"按|从|分|剔除|扣除|若|如果|与|同|比|较|初步|据|总体|截至|其中|经|除|受|由于|随着|累计|当前|目前")


def _another(site: Site) -> bool:
    """Whether the sentence has begun with words of its own, so that a bare growth in it is not that of a figure before."""
    base, first = site.base, site.sentence.clauses[0]
    if (
        site.context.orphan
        or base is None
        or base.sentence_start(site.sentence.start)
        or first.tokens
        or first.start >= site.clause.start
    ):
        return False
    words = nouns.trim(site.passage.blotted(first.start, first.end).strip(f"{TIME}{PLACE} 　"))
    return len(words) >= 6 and _OF_ITSELF.match(words) is None


_TORN_THAN = re.compile(r"[比较](?:年|“[^“”]{2,4}”[初末])")


def _points(site: Site) -> Item | None:
    if _TORN_THAN.fullmatch(site.noun):  # 比“十一五”末增加65户, 比年提高16个百分点, where what was said before is of another kind
        if site.base is None or not (units.akin(site.base.unit, site.token.unit) or site.token.unit.endswith("百分点")):
            return None
        site = site._replace(noun="")
    noun, base = site.noun, _qualified(site)
    measure: Measure = "gap" if site.found.kind == "gap" else "change"
    if not noun and measure == "change" and _more_things(site, base):
        return counts.make(site._replace(noun=site.found.verb))
    thing, label = _linked_label(site, base)
    if site.found.name == LAG:
        base = None
        thing = label = noun if noun and not levels.RELATIVE.match(noun) else "进度"
    if pulled := re.search(r"(?P<who>.*?)(?P<verb>拉动|下拉|带动|支撑)(?P<what>[^，。]*?)(?:增长|增速)?$", _with_verb(site)):
        thing, label = _pull(site, pulled)
    if not label:
        return None
    item = site.item(thing, label, measure, site.found.kind)
    item.direction = _meaning(noun, site.found)
    if base and thing == base.noun:
        item.linked = True
        site.carry(item, base)
    if site.found.reference and measure == "gap":
        item.among = scopes.reference(site.span(site.found.reference))
    return item


def _more_things(site: Site, base: Item | None) -> bool:
    """能够增加600个学位: what is more stands behind, and is no more of the figure before."""
    counted = levels.plain_measure(site.token.unit) == "count" and site.found.verb in ("增加", "净增", "减少")
    return counted and (base is None or base.unit.endswith("元")) and len(nouns.right(site.after)[0]) >= 2


def _with_verb(site: Site) -> str:
    words = re.sub(r"[全我本][省市县州区]", "", site.left.strip("，、 "))
    if words.startswith(("拉动", "下拉", "带动")):
        return words
    return site.noun + (site.found.verb if site.found.verb in ("拉动", "下拉", "增长") else "")


def _pull(site: Site, match: re.Match[str]) -> tuple[str, str]:
    who = match["who"] or (re.sub(r"对[^对]*贡献率?$", "", site.base.noun) if site.base else "")
    if not match["who"] and "合计" in site.left:
        who = "合计"
    earlier = next((i.label for i in reversed(site.context.recent) if "拉动" in i.label), "")
    what = match["what"] or re.sub(r"^.*?拉动", "", earlier).removesuffix("增长")
    return who, f"{who}{match['verb']}{what}增长"


_RATE = re.compile("增速|降幅|增幅|涨幅")


def _qualified(site: Site) -> Item | None:
    """The figure a change or gap hangs on: points need a figure in %, places a rank."""
    unit, base, recent = site.token.unit, site.base, site.context.recent
    if unit.endswith("百分点") and site.found.kind == "change" and not site.noun and recent and recent[-1].measure == "share":
        return recent[-1]  # 增长19.8%，占全市的51.3%，比去年同期提高4.2个百分点: the share has risen
    if unit.endswith("百分点") and site.found.kind == "gap" and not site.noun and _of_share(site):
        return recent[-1]
    if unit in ("位", "名", "个位次", "个名次", "位次"):
        return next((i for i in reversed(recent) if i.measure == "rank"), base)
    if not unit.endswith("百分点") and base and base.measure == "growth" and base.of is not None:
        return base.of  # 同比增长10.85%，增收2798万元
    if unit.endswith("百分点") and base and base.unit not in ("%", "‰"):
        rate = next((i for i in reversed(recent) if i.unit in ("%", "‰") and i.measure == "growth"), None)
        if rate is not None and rate.noun != base.noun and rate.number < base.number and _RATE.fullmatch(site.noun):
            return base  # 6月当月进出口14.5亿元，降幅扩大3.4个百分点
        return next((i for i in reversed(recent) if i.unit in ("%", "‰") and i.measure in ("growth", "share")), base)
    if unit.endswith(("百分点", "%")) and "进度" in site.span(site.found.reference):
        return next((i for i in reversed(recent) if i.rule.endswith("completion") or i.noun.endswith("完成率")), base)
    return base


def _of_share(site: Site) -> bool:
    """增长15.6%，占全部投资的35.6%，高于全省3.2个百分点: of the share told right before, unless the gap speaks of speed."""
    last = site.context.recent[-1] if site.context.recent else None
    told = last is not None and last.measure == "share" and last.rule == "share" and last.sentence_start(site.sentence.start)
    return (
        told
        and site.found.verb not in ("快于", "慢于", "快", "慢")
        and not re.search("增速|增长|增幅", site.span(site.found.reference))
    )


def _linked_label(site: Site, base: Item | None) -> tuple[str, str]:
    noun = site.noun
    if noun.startswith("占") and base is not None and not levels.RELATIVE.match(noun):
        noun = f"{base.noun}{noun}"
    if noun and not levels.RELATIVE.match(noun):
        if noun.endswith("增长") and site.token.unit.endswith("百分点"):
            return noun[:-2], growth_label(noun[:-2], "")  # GDP增长较一季度回落2.9个百分点
        return noun, noun
    if base is None:
        return "", ""
    if re.search(r"增速|降幅|增幅|涨幅", noun) and base.measure != "growth":
        return base.noun, growth_label(base.noun, "")
    if re.search(r"占比|比重", noun):
        share = next((i for i in reversed(site.context.recent) if i.measure == "share"), None)
        return (share.noun, share.label) if share else (base.noun, base.noun + "占比")
    return base.noun, base.label


def _meaning(noun: str, found: Predicate) -> Direction | None:
    """up or down for the thing itself: 降幅收窄 is an improvement."""
    direction = found.direction
    if re.search(r"(?:降幅|跌幅)$", noun) and direction:
        return "up" if direction == "down" else "down"
    if found.verb.endswith("窄") and not noun.endswith("增幅"):
        return "up"
    return direction


def _share(site: Site) -> Item | None:
    whole = re.sub(r"的?(?:比重|比例|份额)?的?$", "", site.span(site.found.whole)).strip()
    whole = _SUM.sub("", whole)
    thing = _thing(site)
    if not thing and not whole:
        return None
    if (match := re.search(r"(?:个数|数量)占比?$", site.left)) is not None and not whole:
        thing = match[0].rstrip("占比")
    if re.search(r"项目(?:总量|总数|数)$", whole) and not site.noun:
        counted = next((i for i in reversed(site.context.recent) if i.measure == "count"), None)
        thing = counted.noun if counted else thing
    if thing in ("个数", "数量", "投资", "投资额") and not whole:
        counted = next((i for i in reversed(site.context.recent) if i.measure == "count"), None)
        thing = f"{counted.noun}{thing}" if counted else thing
    if re.search(r"占$|占比$", thing):
        thing = re.sub(r"占比?$", "", thing)
    whose = _summed(site, thing)  # 续建项目完成投资
    label = f"{whose}占{whole}比重" if whole else f"{whose}占比"
    item = site.item(thing, label, "share", "share")
    if thing != site.noun:
        site.carry(item)
        item.linked = True
    return item


_SUM = re.compile(r"\d[\d.]*[万亿]?元$")


def _summed(site: Site, thing: str) -> str:
    """The sum with whose it is: 续建项目完成投资…，占年度计划的75%."""
    base = site.base
    own = base is not None and base.measure == "level" and thing == base.noun and thing.endswith(("完成投资", "总投资", "投资总额"))
    return base.label if base is not None and own and base.label.endswith(thing) else thing


def _completion(site: Site) -> Item | None:
    plan = site.span(site.found.whole) or "计划"
    before = site.span((0, site.found.whole[0])) if site.found.whole else ""
    base = site.base.noun if site.base and "工程量" not in plan else ""
    base = re.sub(r"^(?:年度)?计划(?=完成投资)", "", base)
    thing = site.noun or (base if "投资" in base or indicators.lookup(base) else nouns.without_verb(base))
    if plan.endswith("量"):
        label = f"{plan}完成比例"
    else:
        thing = _summed(site, thing)
        label = f"{thing}占{plan}比重" if before.endswith("占") else f"{thing}完成{plan}比例"
    item = site.item(thing or plan, label, "share", "completion")
    item.linked = True
    if not site.noun and "量" not in plan[-1:]:
        site.carry(item)
    return item


def _from_value(site: Site) -> Item | None:
    thing = _thing(site)
    if site.left.endswith("原定"):
        thing = nouns.right(site.after)[0] or thing
    if not thing:
        return None
    if thing.startswith("占") and site.base is not None and site.base.sentence_start(site.sentence.start):
        thing = site.base.noun + thing  # 投资增长19.5%，占全部投资比重由38.1%提高到42.3%
    if (per := re.search(r"[人户亩]均$", site.left)) and not thing.startswith(per[0]):
        thing = per[0] + thing  # 经费从人均89元提高到94元
    if site.token.unit == "%" and re.match(r"占比|比重", site.noun) and not thing.endswith(("占比", "比重")):
        thing += "占比"
    growing = bool(site.found.verb) or site.noun.endswith(("增速", "增幅"))
    measure: Measure = "growth" if growing else levels.plain_measure(site.token.unit)
    label = growth_label(thing, site.found.verb) if growing else levels.level_label(thing, site.token.unit, measure)
    item = site.item(thing, label, measure, "from")
    item.direction = site.found.direction if growing else None
    return item


def _to_value(site: Site) -> Item | None:
    base = site.base
    noun = "" if levels.RELATIVE.match(site.noun) else site.noun
    moved = base if base and base.rule == "from" and not noun else None
    thing = noun or (base.noun if base else "")
    if not thing:
        return None
    if site.token.unit == "%" and base and not moved and re.search(r"(?:增速|增幅|降幅|涨幅)$", site.noun) and not noun:
        item = site.item(thing, growth_label(thing, ""), "growth", "to")
        item.of, item.direction, item.linked = base.of or base, base.direction, True
        return item
    measure = moved.measure if moved and moved.measure != "growth" else levels.plain_measure(site.token.unit)
    label = moved.label if moved and moved.measure != "growth" else levels.level_label(thing, site.token.unit, measure)
    item = site.item(thing, label, measure, "to")
    item.direction = site.found.direction
    if moved:
        item.of, item.scope = moved, moved.scope
    return item


def _multiple(site: Site) -> Item | None:
    thing = _thing(site)
    if not thing:
        return None
    base = site.base.of if site.base and site.base.measure == "growth" and site.base.of else site.base
    label = base.label if base and thing == base.noun else thing
    form: Measure = "share" if site.token.unit == "%" else "level"
    ending = "比例" if form == "share" else "倍数"
    item = site.item(thing, f"{label}相当于{site.span(site.found.reference)}的{ending}", form, "multiple")
    if thing != site.noun:
        site.carry(item, base)
        item.linked = True
    return item


def _reference(site: Site) -> Item | None:
    """森林覆盖率达38.6%，远高于全国的21.6%: the same measure of the place compared with."""
    base = site.base
    if base is None or base.unit != site.token.unit or not base.sentence_start(site.sentence.start):
        return None
    item = site.item(base.noun, base.label, base.measure, "reference")
    site.carry(item)
    item.scope, item.linked = site.span(site.found.reference), True
    return item


_MAKERS: dict[Kind, Maker] = {
    "growth": _growth,
    "gap": _points,
    "change": _points,
    "share": _share,
    "completion": _completion,
    "from": _from_value,
    "to": _to_value,
    "ratio": _multiple,
    "reference": _reference,
    "plain": levels.plain,
}
