"""The period of an item: told with it, carried from before, or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from briefing.chinese.beginnings import compiled
from briefing.extraction.course import modality
from briefing.extraction.course.context import Context, Said, is_reference, period_of
from briefing.extraction.course.passages import TIME
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.predicates import LAG
from briefing.extraction.measures.site import Site
from briefing.model.period import bounds

_ATTRIBUTE = re.compile(
    r"总投资|占地|全长|建筑面积|用地|规划面积|里程|车道|设计|装机|年产|产能|能力|库容|床位|跨径|高度|长度|投资额|估算投资|概算|厂房|跨度|泊位|规模|涵盖|建设周期|工期|受益|涉及"
)
"""What a project is, whenever it is said: no period of its own."""


def settle(site: Site, item: Item) -> None:
    """The period of an item."""
    if site.found.kind == "from":
        item.period = _from_period(site)
    elif (then := _beside(site)) is not None:
        item.period = then[0]
        if item.measure == "growth" and site.token.value:
            item.direction = "down" if site.token.value < 0 else "up"
    elif item.rule in ("compared", "plan") or (site.found.name == LAG and not _said_here(site)):
        pass  # how far a work is behind has the period of its own sentence or none
    elif item.period is None and (parent := _whole(site, item)) is not None:
        item.period = parent.period
        item.support.append(("period", parent.number, parent.period or parent.label))
    elif item.period is None:
        _period(site, item)
    if item.measure == "growth" and "年均" in (item.basis or ""):
        _over_years(site, item)


_OF_THEN = re.compile(r"[的为是]?(?:数)?(?P<aside>（)?$")


def _beside(site: Site) -> tuple[str | None] | None:
    """较去年同期的590万吨下降0.1%; 较上半年（0.6%）回落: a value right behind the time compared with is of that time."""
    times = site.passage.times
    at = bisect_left(times, site.start, key=lambda m: m.start) - 1
    if at < 0 or site.start - times[at].end > 3 or site.found.kind != "plain" or not is_reference(site.passage, times[at]):
        return None
    behind = _OF_THEN.fullmatch(site.passage.words(times[at].end, site.start))
    if behind is None or (site.token.unit in ("%", "倍", "成") and not behind["aside"]):
        return None
    while at and times[at - 1].end == times[at].start:
        at -= 1  # 去年全年
    mark = times[at]
    if mark.time is not None and mark.time.kind == "same":
        return (_year_before(site.context.period),)
    said = period_of(site.context, mark)
    value = said.value if said else None
    if value and "/" in value and "末" in site.passage.words(mark.start, site.start):
        value = value.partition("/")[2]  # 较“十三五”末的9323.1亿元
    return (value,)


def _whole(site: Site, item: Item) -> Item | None:
    """总投资6.8亿元（其中专项债券3.5亿元）: a part has the time of the whole, unless the text has named another since."""
    parent, period = site.context.parent, site.context.period
    if parent is None or item.measure != parent.measure or item.modality != parent.modality:
        return None
    named = period is not None and period.place is not None and period.place[0] >= parent.number[1]
    return None if named or site.clause.words[:2] != "其中" else parent


def _said_here(site: Site) -> bool:
    """Whether the period spoken of was said in the sentence itself."""
    period = site.context.period
    return period is not None and period.place is not None and site.sentence.start <= period.place[0] < site.sentence.end


def _over_years(site: Site, item: Item) -> None:
    """从2020年的…增加到2025年的…，年均增长5%: the growth is that of the years between."""
    ends = [i.period for i in site.context.recent[-4:] if i.rule in ("from", "to") and i.sentence_start(site.sentence.start)]
    years = [p for p in ends[-2:] if p is not None and p.isdigit()]
    if len(years) == 2 and years[0] < years[1]:
        item.period = f"{years[0]}/{years[1]}"


def _from_period(site: Site) -> str | None:
    if site.found.time is None:
        same = (i for i in reversed(site.context.recent) if i.rule == "from" and i.sentence_start(site.sentence.start))
        return next((i.period for i in same if i.period), None)
    a, b = site.at + site.found.time[0], site.at + site.found.time[1]
    mark = next((m for m in site.passage.within(a, b + 3) if m.kind == "time"), None)
    when = period_of(site.context, mark) if mark else None
    if when is None and mark is not None and mark.time is not None and mark.time.kind == "same":
        return _year_before(site.context.period) if _said_here(site) or site.context.paragraph_period else None
    return when.value if when else None


_SPAN = re.compile(r"(?P<a>\d{4})(?P<rest>(?:-(?:H[12]|Q[1-4]|\d\d))?)(?:/(?P<b>\d{4})(?P<last>-\d\d))?")


def _year_before(period: Said | None) -> str | None:
    """由上年同期的2.19缩小至2.15: the same span of the year before."""
    match = _SPAN.fullmatch(period.value) if period else None
    if match is None:
        return None
    end = f"/{int(match['b']) - 1}{match['last']}" if match["b"] else ""
    return f"{int(match['a']) - 1}{match['rest']}{end}"


def _period(site: Site, item: Item) -> None:
    context, clause = site.context, site.clause
    chosen = context.period
    if not _said_here(site) and _NO_MONTH.match(site.passage.words(site.sentence.start, site.sentence.start + 12).lstrip()):
        item.doubt = item.doubt or "期间存疑"
        return
    if item.modality != "actual" and context.milestone is not None and "届时" in site.left:
        item.period = context.milestone.value
        item.support.append(("period", context.milestone.place, context.milestone.words))
        return
    if item.modality in ("target", "forecast") and not _said_here(site) and modality.once_running(site):
        return
    if context.event and context.section_period and _this_time(site) and not _annual(item.label):
        chosen = context.section_period
    if context.event and chosen is context.section_period and item.scope in context.reading.project_names:
        return
    published = context.reading.published
    year = bounds(chosen.value).last.year if chosen else published.year if published else None
    annual = _annual(item.label) or site.left.startswith(_ANNUAL_GOALS)
    if (annual and (item.modality == "target" or chosen is None or item.label.endswith("年度投资"))) or _promise(chosen, item):
        if item.modality == "actual" and chosen is None and published is not None and published.month <= _EARLY:
            year = published.year - 1  # 完成年度投资31亿元, said in February
        item.period = str(year) if year else _year_told(site) if published is None else None
        return
    if context.looks_back and chosen is context.default_period and item.modality == "target" and chosen and chosen.value.isdigit():
        item.period = str(int(chosen.value) + 1)  # a work report looks back on one year and sets goals for the next
        return
    if chosen is not None and chosen.place is not None and chosen.place[0] < site.sentence.start and _of_flow(item, chosen):
        chosen = context.section_period or context.default_period or chosen
    if chosen is None or _CONTENTS.match(site.passage.text, site.sentence.start - site.passage.start):
        return
    inside = chosen.place is not None and clause.start <= chosen.place[0] < clause.end
    if (years := _all_years(site, item, chosen)) is not None:
        chosen = years
    attribute = _attribute(item.label)
    spoken_of = (
        item.measure in ("level", "count")
        and context.project is not None
        and context.subject
        and item.scope == context.project.value
    )
    if attribute and not inside and (spoken_of or item.scope in context.reading.project_names):
        return
    if _YEARS.fullmatch(chosen.value):
        counted = _YEARS_LONG.fullmatch(chosen.words) is not None
        if item.rule.endswith("to") or (counted and item.measure == "share"):
            item.period = chosen.value[5:]  # 4年新增学位6万个，覆盖率达92%: where it has come to
            return
        if counted and item.measure == "level" and chosen.place is not None and chosen.place[0] < site.sentence.start:
            return  # 4年间，…。人均可支配收入46527元: the next sentence is no longer of all the years
    if _since(site, item, inside=inside) and chosen.value[0].isdigit() and not _to_date(context):
        _today(context, item)
        return
    item.period = chosen.value
    if not inside:
        item.support.append(("period", chosen.place, chosen.words))


def _all_years(site: Site, item: Item, chosen: Said) -> Said | None:
    """全州生产总值由2010年的…增加到2015年的…，累计完成投资1008亿元, in a review of the five years: what has run up over them."""
    whole = site.context.section_period or site.context.default_period
    summed = item.label.startswith("累计") or item.basis == "累计" or "累计" in site.left
    if whole is None or not summed or item.modality != "actual" or _YEARS.fullmatch(whole.value) is None:
        return None
    return whole if chosen.value == whole.value[5:] else None


_NO_MONTH = re.compile(r"(?:20\d\d年|今年|去年)?1[3-9]月份?[，全我]")
"""14月，…: of a time that copying has damaged, and of no other."""


_EARLY = 2
"""In these months what is done of a year is of the year before."""


_YEAR_SO_FAR = re.compile(r"(?<!\d)(20\d\d)年(?=以来|初|[，,]全|全年|度)")


def _year_told(site: Site) -> str | None:
    """年度投资 of a text without a date is that of the one year it has spoken of so far (2024年以来, 2024年初)."""
    years = {m[1] for m in _YEAR_SO_FAR.finditer(site.context.reading.clean.text, 0, site.start)}
    return years.pop() if len(years) == 1 else None


_FLOW = re.compile(
    r"(?:投资|增加值|零售额?|零售总额|产值|财政收入|预算收入|进出口|进出口总额|生产总值|利润|利润总额|用电量|营业收入)增速$"
)
"""What runs over a time: a date of account (9月末) told in a sentence before is not that time."""


_YEARS = re.compile(r"\d{4}/\d{4}")


_YEARS_LONG = re.compile(r"(?:过去|这)?[三四五3-5]年(?:来|间)?")


def _of_flow(item: Item, chosen: Said) -> bool:
    return item.measure == "growth" and chosen.value.startswith("as-of") and _FLOW.search(item.label) is not None


def _this_time(site: Site) -> bool:
    """Whether the number is one of the event itself: the sentence says 本次 before it, and no other time since."""
    if _THIS_TIME.search(site.left):
        return True
    words = site.passage.blotted(site.sentence.start, site.start)
    found = _THIS_TIME.search(words)
    return found is not None and TIME not in words[found.end() :]


_ANNUAL_GOALS = ("年度目标", "年度任务", "年度计划")


_CONTENTS = re.compile(r"[■●◆★☆◇#\s]*+(?:建设内容|建设规模|项目概况)")


_THIS_TIME = re.compile(r"此次|本次")


_ANNUAL = compiled(r"年度(?:投资$|计划|目标|任务|投资计划|投资完成率|投资$)|^投资完成率$|年内计划|全年计划")


@lru_cache(maxsize=8192)
def _annual(label: str) -> bool:
    return _ANNUAL.search(label) is not None


@lru_cache(maxsize=8192)
def _attribute(label: str) -> bool:
    return _ATTRIBUTE.search(label) is not None


def _promise(chosen: Said | None, item: Item) -> bool:
    """A goal beside a date that is past (截至9月底) is one of the year."""
    return item.modality == "target" and chosen is not None and chosen.value.startswith("as-of")


_SINCE = re.compile(r"开工以来|^(?:其中)?已|剩余|尚未|拥有|现有|共有|建有")


def _to_date(context: Context) -> bool:
    """Whether the document's own period is the year so far (1-4月), so that what is done is done by its end; so is what a text
    without a date tells of such a time."""
    default = context.default_period or (context.period if context.reading.published is None else None)
    return default is not None and re.fullmatch(r"(\d{4})-01/\1-(?:0[2-9]|1[01])", default.value) is not None


def _today(context: Context, item: Item) -> None:
    """The date the document speaks from, for this number and those behind it."""
    published, default = context.reading.published, context.default_period
    if default is not None and default.value.startswith("as-of"):
        item.period = default.value
    elif published:
        item.period = f"as-of:{published.isoformat()}"
    if item.period and context.local is not None:
        context.period, context.local = Said(item.period, None, "目前"), None


def _since(site: Site, item: Item, *, inside: bool) -> bool:
    """Words that speak of the state today, not of the flow of the period carried from a sentence before."""
    period = site.context.period
    if site.context.event and period is not None and period is site.context.section_period:
        return False
    if inside or item.modality != "actual" or _THIS_TIME.search(site.left):
        return False
    earlier = period is not None and period.place is not None and period.place[0] < site.sentence.start
    earlier = earlier or (period is not None and period is site.context.local)
    summed = item.label.startswith("累计完成") and not inside and item.scope in site.context.reading.project_names
    if "开工以来" in site.left or summed or (item.rule.endswith("stage") and site.context.default_period is not None):
        return True
    return earlier and _SINCE.search(site.left) is not None
