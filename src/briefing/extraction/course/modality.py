"""Whether a number is reached, planned, expected, or what a plant is built for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefing.chinese.beginnings import compiled
from briefing.chinese.quick import Quick
from briefing.extraction.course.context import Context
from briefing.extraction.course.passages import PLACE, TIME, Clause, Passage, Sentence
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site
from briefing.model.fact import Modality
from briefing.model.period import bounds

_TARGET = re.compile(
    r"(?<!比)(?<!按)(?<!照)(?<!人才)计划(?!总投资|投资总额|单列|生育|入选|的\d|的比|的$)|力争|争取(?=\d|年内|今年|明年|到|在)|(?<![于塌超])目标(?!任务的|的|(?:任务)?完成(?:进度|情况|率|比例)|评估|考核|管理|责任|企业|客户|客商|市场|人群)|确保|(?:^|[，、；。\w])将(?!$|近|军|[^，。；\d]{2,12}由|在库|其|企业|行政|[^，。\d]{1,14}(?:纳入|列入|作为|打造成|转变|转化|用于|分为|迁))|拟(?!定|态)|规划(?=“?新建|建筑|到|新建|改扩建|新增|投入|投资(?!总?额)|建设(?=[^，]*\d))|到20[2-9]\d年(?!的)"
    r"|届时|(?:建成|投产|达产|达效|满产|投用)[^，。；\d]{0,4}后|全部达产|[省市]定任务(?=[^，。；的完占]{0,8}$)|要(?=[^，。]{0,6}(?:完成|实现|达到|建成|新增))|预期目标|奋斗目标|有望|争创|须于|应于"
)
_OUTLOOK = Quick(
    r"(?:建成|投产|达产|达效|满产|投用|完工|竣工|通车)(?:[^，。；\d]{0,6})后|届时|力争|到20[2-9]\d年(?!的)|预期目标|目标[为是]|^(?:并|还|同时)?计划(?:于|在|到|今年|明年|年底|年内)"
)
_EXPECTED = re.compile(
    rf"(?:[{TIME}{PLACE}，\s]|初步)*(?:预计|预期|预测)(?!目标)[{TIME}{PLACE}]*(?:可|将|能)?"
    r"(?:实现|完成|达|[^，。；\d]{0,12}(?:生产总值|增加值|产值|收入|投资|总额))"
)
"""预计实现A…；B…；C…: a sentence that opens so expects all it lists."""
_CLASS_DONE = re.compile(r"计划(?:新)?(?:开工|竣工|投产|建成)(?:的)?项目(?:已|累计|共)*完成投资(?:额)?[约近超达]?$")
_FORECAST = re.compile(r"预计|预期(?!目标|寿命)|预测|有望")
_MAY = re.compile(r"(?<![不均也])可(?:年|每年)?(?:实现|新增|创造|带动|创)(?=年|产值|销售|营业|营收|利税|税收|就业|利润|总产值)")
"""可实现年产值5亿元: what a plant may bring once it runs, though the words do not say when."""
_DONE = re.compile(
    r"已(?!经营)|目前|截至|累计|实际完成|完成了|现有|去年|^(?:建成|完成|实际完成|新建成)$|建成投产|投入运行|建成投用|投用$"
)
_PLANNED_NOUN = compiled(r"(?:年度|年内|全年|今年|20\d\d年|当年)?(?:计划(?:完成)?投资|计划投资额|投资计划|计划数)$")
_PLANNED_COMPARED = re.compile(r"(?:年度)?计划(?:完成)?投资(?=(?:同比|分别|较|比)[^，。]*增)")
_ESTIMATED = re.compile("(?:估算|概算|计划|协议)总投资")
_CAPACITY = re.compile(r"年产(?!值|量|出)|日产(?!值)|年处理|日处理|年加工|设计能力|设计产能|年产能|年吞吐|生产能力")
_RUNNING = re.compile(r"建成投|已投|投产|投入运行|投入使用|投用|试运行|建有|拥有|运营(?!中心)")
_QUOTED_TARGET = re.compile(
    r"占[^，。；]*?(?:计划|目标|任务|预算|预计)[^，。；]*$|(?:为|是|相当于)[^，。；]{0,8}?(?:计划|目标|任务|预算)[^，。；]{0,4}的$|完成[^，。；]*?(?:计划|目标|任务)(?:的|投资)?(?:的)?(?:比例|比重|率|比)?(?:为|达)?$|(?:纳入|列入)[^，。；]*计划"
)


_BUILT = re.compile(r"建成(?:启用|投用|投产)|投入使用|全部建成")


def enter(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> None:
    """Goal or fact for a clause: a word of goal holds to the end of the sentence or to a word of fact."""
    announced = clause.opened != "（" and all(t.kind == "refused" for t in clause.tokens) and _ANNOUNCED.search(clause.words)
    if announced:
        context.modality = "target"
        return
    if clause.start != sentence.start and clause.opened != "（":
        if _bare(context, clause) and _OUTLOOK.search(clause.words):
            context.modality = "target" if context.modality != "forecast" else "forecast"
        elif not clause.tokens and _BUILT.search(clause.words):
            context.modality = "actual"
        elif (
            context.modality == "target"
            and clause.before == "；"
            and not _LATER_YEAR.match(clause.words)
            and _effects(passage, sentence, clause)
        ):
            context.modality = context.section_modality
        if context.modality == "forecast" and _forecast_over(passage, sentence, clause):
            context.modality = context.section_modality
        if context.errand and clause.before == "；":
            context.modality = "target"
        return
    if context.errand:
        started = re.match(r"\s*(?:目前|截至|已|实际|现已|今年以来)", passage.words(sentence.start, sentence.end))
        context.modality = "target" if sentence.start == passage.sentences[0].start or not started else "actual"
        context.errand = context.errand and not started
        return
    context.modality = context.section_modality
    if _bare(context, clause) and _OUTLOOK.search(clause.words):
        context.modality = "target"
        return
    if passage.words(sentence.start, min(sentence.start + 3, sentence.end)).startswith("其中"):
        whole = next((i for i in reversed(context.recent) if not _PLANNED_NOUN.search(i.label)), None)
        context.modality = "target" if whole is not None and whole.modality == "target" else context.modality


def _forecast_over(passage: Passage, sentence: Sentence, clause: Clause) -> bool:
    """Whether a forecast ends where a clause begins: behind a semicolon, and behind the one value it is of when the next words say
    what was done (产值预计增长8%，新增企业42户)."""
    if clause.before == "；":
        return not _EXPECTED.match(passage.blotted(sentence.start, clause.start))
    before = passage.words(sentence.start, clause.start)
    done = clause.before == "，" and _NEXT_DONE.match(clause.words) is not None
    return done and _AMID.search(before[before.rfind("，", 0, -1) + 1 :]) is not None


_ANNOUNCED = Quick(r"拟(?:纳入|列入|实施|安排|建设|新建|引进|推进|开展|办理|兴办)")
"""2026年拟纳入实事的项目，一是新建幼儿园18所: an announcement without a figure of its own, and what it announces."""
_AMID = re.compile(r"[一-龥]{2}预计(?:可|将)?(?:增长|下降|达到?|为|突破|同比)")
_NEXT_DONE = re.compile(
    r"(?:累计|已|共|全年)?(?:新增|新建|建成|完成|引进|实施|培育|认定|获批|获评|净增|建设|改造|开工|竣工|投产|签约|发放|新认定|新培育)"
)
_OPENED = Quick(r"(?:建成|投产|达产|达效|满产|投用|投运|完工|竣工|通车)[^，。；\d]{0,6}后|届时|全部达产")


def once_running(site: Site) -> bool:
    """Whether the sentence says before the number that this will be when a plant runs: in no year the text tells elsewhere."""
    return _OPENED.search(site.passage.words(site.sentence.start, site.start)) is not None or _MAY.search(site.left) is not None


def _bare(context: Context, clause: Clause) -> bool:
    """Whether a clause holds no number; where it is not known when the text was written, also no other than those of dates
    (到2027年，)."""
    return not clause.tokens or (context.reading.published is None and all(t.reason == "date" for t in clause.tokens))


_LATER_YEAR = re.compile(r"第[二三四五]年")
"""投产后的第一年，…；第二年，…"""
_EFFECTS = re.compile(r"(?:建成|投产|达产|达效|满产|投用|完工|竣工|通车)[^，。；\d]{0,6}后(?=[^；]*；$)")
_GOAL = re.compile(r"力争|确保|争取|计划|目标")


def _effects(passage: Passage, sentence: Sentence, clause: Clause) -> bool:
    """Whether what stood before a semicolon told what a plant will bring: that ends with it."""
    words = passage.words(sentence.start, clause.start)
    return _EFFECTS.search(words) is not None and not _GOAL.search(words)


class _Told(NamedTuple):
    """What the words left of a number say: the goal or forecast that stands last, whether something is done, money of a class of
    plans spent, a total estimated, a capacity meant."""

    ahead: Modality | None
    done: bool
    spent: bool
    estimated: bool
    capacity: bool
    may: bool


_TELLING = Quick("|".join(p.pattern for p in (_DONE, _TARGET, _FORECAST, _CLASS_DONE, _ESTIMATED, _CAPACITY, _MAY))).guard
"""Words without which nothing of all this is said."""


@lru_cache(maxsize=8192)
def _told(words: str) -> _Told:
    if not _TELLING.search(words):
        return _Told(None, done=False, spent=False, estimated=False, capacity=False, may=False)
    left = _PLANNED_COMPARED.sub("", _QUOTED_TARGET.sub("", words))
    done, target, forecast = _last(_DONE, left), _last(_TARGET, left), _last(_FORECAST, left)
    ahead: Modality | None = None if max(target, forecast) <= done else "target" if target > forecast else "forecast"
    spent, capacity = _CLASS_DONE.search(left) is not None, _CAPACITY.search(left) is not None
    return _Told(ahead, done >= 0, spent, _ESTIMATED.search(left) is not None, capacity, _MAY.search(left) is not None)


@lru_cache(maxsize=8192)
def _planned(label: str) -> bool:
    return _PLANNED_NOUN.search(label) is not None


def settle(site: Site, item: Item) -> None:
    """The modality of an item by the words left of its number."""
    context = site.context
    if item.rule == "plan":
        return
    if item.rule.endswith("completion"):
        expected = context.modality == "forecast" and not _told(site.left).done
        item.modality = "forecast" if expected else "actual"
        return
    words = site.left[: site.found.noun_end] if item.measure == "gap" else site.left  # 高于市政府下达目标4个百分点
    told = _told(words)
    planned = _planned(item.label)
    if told.ahead is not None and not planned:
        context.modality = told.ahead
    elif told.may and context.modality == "actual":
        context.modality = "forecast"
    elif told.done and (context.section_modality == "actual" or context.errand):
        context.modality = "actual"
    if told.spent or _class_spent(site) or _planned_and_done(site):
        context.modality = "actual"  # 计划开工项目完成投资165亿元: the plan is of the class, the money is spent
    item.modality = context.modality
    if planned and not re.search(r"占|完成率|比例", item.label):
        item.modality = "target"
    elif (
        item.rule.endswith("from")
        or (item.label.endswith("总投资") and site.context.project is not None)
        or (item.label.endswith("总投资") and told.estimated)
        or (item.label.startswith("占地") and item.modality == "forecast" and "预" not in words)
    ):
        item.modality = "actual"
    if told.capacity and item.measure in ("level", "count"):
        item.modality = _capacity(site)


_PLANNED_ONES = re.compile(r"计划[^，。；\d]{2,6}的$")
_ALL_DONE = re.compile(r"[^，。；]{0,14}(?:已|全部|均)[^，。；]{0,10}(?:竣工|完工|建成|完成|开工|投用|投产|启用|落地)")


def _planned_and_done(site: Site) -> bool:
    """计划实施的5个项目已于8月底全部竣工: the plan tells which ones, they are done."""
    return _PLANNED_ONES.search(site.left) is not None and _ALL_DONE.match(site.after) is not None


_PLANNED_CLASS = re.compile(r"(?:计划)?(?:新)?(?:开工|竣工|投产|建成)项目")
_SPENT = re.compile(r"(?:已|累计|共)*完成投资(?:额)?[约近超达]?")


def _class_spent(site: Site) -> bool:
    """计划投产项目17宗，完成投资16亿元: again the plan is of the class."""
    last = site.context.recent[-1] if site.context.recent else None
    return (
        last is not None
        and last.measure == "count"
        and site.context.section_modality == "actual"
        and _PLANNED_CLASS.match(last.noun) is not None
        and _SPENT.fullmatch(site.left.strip("，、 ")) is not None
    )


def settle_time(site: Site, item: Item) -> None:
    """What the period says of the modality: a future year is no result, a past one no forecast."""
    published = site.context.reading.published
    review = site.context.report and site.context.section_modality == "actual"
    if item.modality == "forecast" and review and published is None and (item.period or "0").isdigit():
        item.modality = "actual"  # a work report looks back: 预计全年完成…
    if published is None or item.period is None or item.period.startswith(("as-of", "since")):
        return
    span = bounds(item.period)
    if item.modality == "actual" and span.first.year > published.year:
        item.modality = "target"
    elif item.modality == "forecast" and span.last < published:
        item.modality = "actual"


def _capacity(site: Site) -> Modality:
    a, b = max(site.start - 60, site.sentence.start), min(site.token.end + 60, site.sentence.end)
    words = site.passage.words(a, b)
    return (
        "actual" if _RUNNING.search(words) and not re.search(r"(?:投产|建成|投用)后|计划[^，。]*投产|预计", words) else "capacity"
    )


def _last(pattern: re.Pattern[str], words: str) -> int:
    at = -1
    for match in pattern.finditer(words):
        at = match.start()
    return at
