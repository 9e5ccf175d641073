"""What title, headings and lead lines say for the paragraphs below them: the place, the period, whether goals are listed."""

from __future__ import annotations

import re
from datetime import date

from briefing.chinese import numerals
from briefing.chinese.periods import mentions
from briefing.extraction import damage, subjects
from briefing.extraction.context import Context, Said, place_of, said
from briefing.extraction.passages import Passage
from briefing.model.period import bounds

_STATISTICS = re.compile(
    r"经济运行|运行情况|主要指标|经济指标|统计公报|数据|经济形势|进展情况|推进情况|建设情况|完成情况|工作报告|情况新闻|发布会|运行简析|运行分析|统计数据|完成投资|工作总结|简讯|快报|月报|季报"
)
_GOALS = re.compile(
    r"工作安排|工作打算|总体要求|目标任务|主要目标|预期目标|发展目标|下一步|下阶段|工作计划|主要任务|工作重点|年工作(?!报告)|今年(?:的)?(?:重点)?工作"
)
_REVIEW = re.compile(r"回顾|总结|(?:全面|圆满|顺利|超额|如期)完成|主要成绩|完成情况|运行情况|成效|成就|主要工作|工作情况")
_BOTH = re.compile(r"(?:情况|总结|回顾|成效)(?:以及|和|及|暨|与|、)[^。\n]*(?:打算|安排|计划|思路|重点|任务)")
"""2025年工作情况和2026年工作打算: what stands right under it looks back."""
_EVENT = re.compile(r"集中(?:开工|签约|竣工|投产)|开工仪式|签约仪式")
_ERRANDS = re.compile(r"为民(?:兴)?办(?:好)?\d*件?实事|民生实事|为民办实事|实事项目|实事办理")


def begin(context: Context) -> None:
    """The defaults of the document: its home, and the period its title speaks of."""
    reading = context.reading
    info = reading.clean.source.info
    if home := reading.home:
        context.default_scope = Said(home, None, home)
    if profile := _PROFILE.match(info.title or ""):
        context.default_scope = Said(profile["who"], None, profile["who"])
    text = reading.clean.text
    if context.default_scope is None and (zone := _ZONE.match(text)):
        context.default_scope = Said(zone["who"], zone.span("who"), zone["who"])
    context.told_year = None if info.published else _told_year(text)
    head = "".join(
        text[b.start : b.end] + "\n"
        for b in reading.clean.blocks[:5]
        if b.end - b.start < 80 and not text[b.start : b.end].rstrip().endswith(("。", "；"))
    )
    words = _GAPS.sub("", f"{info.title or ''}\n{head}")
    _annual(context)
    undated = info.published_how not in ("printed", "given") and _DATE_LINE.search(reading.clean.source.text[:_HEAD]) is not None
    context.torn = undated or damage.torn_time(words) or _CUT_TIME.search(words) is not None
    context.torn = (
        context.torn
        or any(at < _FIRST for at in reading.misread)
        or any(b.doubt and b.kind == "heading" for b in reading.clean.blocks[:2])
    )
    if (_REPORT.search(words) or info.kind == "政府工作报告") and (year := _report_year(words, info.published)):
        context.default_period = Said(str(year - 1), None, info.title or words.strip()[:30])
        context.report, context.looks_back = _REPORT.search(words) is not None, True
        return
    if not _STATISTICS.search(words):
        _opening(context)
        if context.default_period is None:
            _titled(context)
        return
    found = [
        m
        for m in mentions(words, info.published)
        if m.period
        and m.kind not in ("day", "full", "now")
        and not _TORN.match(words, m.end)
        and not _CALL.search(words, 0, m.start)
    ]
    cut = [m for m in mentions(words, info.published) if m.period and m.period.startswith("as-of") and m.kind != "now"]
    if not cut and not found:
        _opening(context)
        if context.default_period is None:
            _titled(context)
        return
    for mention in [*cut[-1:], *found[:1]][:1]:
        period = mention.period or ""
        if mention.kind == "month" and re.fullmatch(r"\d{4}-(?!01)\d\d", period):
            period = f"{period[:4]}-01/{period}"  # a monthly report speaks of the year so far where it says nothing else
        context.default_period = Said(period, None, words[mention.start : mention.end])


_SPANS = ("months", "front", "quarters", "quarter", "half")
_LEADS_TITLE = re.compile(r"[^，。；：\d]{0,9}[：:]?\s*")
_AHEAD = re.compile(r"力争|计划|将|目标|打算|安排|部署|展望|任务|确保")


def _titled(context: Context) -> None:
    """上半年青陵外贸增长12%, 石泉县：前三季度新开工项目32个: a headline that opens with a span of months now over tells the time
    of its report; a page of several reports has none."""
    clean = context.reading.clean
    title, published = clean.source.info.title or "", clean.source.info.published
    if published is None or _AHEAD.search(title) or title.startswith("关于"):
        return
    heads = [clean.text[b.start : b.end].strip() for b in clean.blocks if b.kind == "heading"]
    if any(len(head) >= 8 and head != title.strip() and not _NUMBERED.match(head) for head in heads):
        return
    for mention in mentions(title, published):
        opens = mention.kind in _SPANS and _LEADS_TITLE.fullmatch(title, 0, mention.start) is not None
        begun = mention.period is not None and bounds(mention.period).first <= published and _ROUND.search(title, mention.end)
        if (
            opens
            and mention.period
            and (begun or bounds(mention.period).last <= published)
            and not _CALL.search(title, 0, mention.start)
        ):
            context.default_period = Said(mention.period, None, title[mention.start : mention.end])
            return


_CALL = re.compile(r"(?:决战|冲刺|大干|奋战|决胜|鏖战|攻坚|备战)$")
"""决战四季度: a call, no time of account."""
_ROUND = re.compile(r"(?:签约|开工|竣工|投产|开竣工)")
"""举行一季度项目签约和开工大会: the quarter whose projects are counted, though it is not over."""
_NUMBERED = re.compile(r"[一二三四五六七八九十\d（(]{1,3}[、.．）)]|[一二三四五六七八九十]是")
_DATE_LINE = re.compile(r"(?:发布|刊发|印发|更新)(?:日期|时间)[：:]\s*\d")
"""A date is printed; when it cannot be read all that leans on it is doubtful."""
_TORN = re.compile(r"\d{1,2}(?:[-—~～至]\d{1,2})?目")
"""2025年9目: the month is misread, and the year alone would say another period."""
_GAPS = re.compile(r"(?<=[一-龥]) +(?=[一-龥])")
_FIRST = 120
"""A misread word so near the beginning stands in the title, or in the name of the paper."""
_CUT_TIME = re.compile(
    r"（[^）\n]{0,20}[\d年月]\n|20\d\d年\n+1?\d月|20\d?\n+\d{1,3}年|(?:^|\n)[一-龥]{2,4}\n\s*[市县区州](?:委|人民政府|政府|统计局)"
)
"""A line ends inside the time of the head."""
_HEAD = 400


def _annual(context: Context) -> None:
    """A report without a date that tells 全年 again and again is one of the year it names."""
    year, text = context.told_year, context.reading.clean.text
    if context.default_period is None and year is not None and text.count("全年") >= 2 and not _SPAN.search(text, 0, 1500):
        context.default_period = Said(str(year), None, f"{year}年")


_SPAN = re.compile(r"前三季度|[上下]半年|[一二三四]季度|\d{1,2}[-—~～至]\d{1,2}月")
_OF_YEAR = re.compile(
    r"(?<![\d比较与和于由])(20\d\d)年(?:度)?(?=前三季度|[上下]半年|第?[一二三四]季度|\d{1,2}[-—~～月至]|前\d|全年|经济|国民|安排|实施|重点|重大|计划|工作|政府|民生|我[市县区州]|全[市县区州省])"
)
_TABLE_OF = re.compile(
    r"(?<!\d)(20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年[^，。；：|\n]{2,30}(?:情况|完成|进度|执行|统计|一览|明细|汇总)表"
)
"""The table of an undated report names the year (二〇二四年二月财政收入执行情况表)."""
_OPENS_YEAR = re.compile(
    r"^\s*(20\d\d)年(?:，|是[^\n]{10,300}?(?:实现了|取得了?|圆满完成|经济[^，。\n]{0,12}(?:恢复|增长|发展)))", re.M
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!前|底前|之前|末前)")


_NEXT_YEAR = re.compile(r"[及和暨与、]20\d\d年度?(?:重点|主要)?工作(?:思路|计划|打算|安排|要点)")
"""2022年度工作总结及2023年度工作思路: told of the first."""


def _told_year(text: str) -> int | None:
    """The year a text without a date reports of: named in its first lines with what was done in it, and the last one it names."""
    text = _NEXT_YEAR.sub("", text)
    years = {int(m[1]) for m in (*_OF_YEAR.finditer(text, 0, _HEAD), *_OPENS_YEAR.finditer(text, 0, _HEAD))}
    years |= {int(numerals.number(m[1].replace("○", "〇")) or m[1]) for m in _TABLE_OF.finditer(text)}
    if not years:
        return None
    year = max(years)
    return year if all(int(m[1]) <= year for m in _YEAR.finditer(text)) else None


_PROFILE = re.compile(
    r"(?P<who>[^，。；：|_]{3,24}?(?:公司|集团|园区|开发区|高新区|经开区|产业园|医院|大学|学院|中心))(?:简介|概况|介绍|基本情况)$"
)
_ZONE = re.compile(
    r"\s*(?P<who>(?:经济(?:技术)?|高新技术产业)?开发区|经开区|高新区|(?:工业|产业)?园区|综保区|示范区|新区)(?=是|\d{4}年|今年|始终|坚持|紧紧|围绕|聚焦|以|深入)"
)
"""开发区是我区经济发展的主战场: a page that opens with a zone and says nowhere which."""
_ECONOMY = re.compile(r"生产总值|经济(?:运行|总体|保持|社会|发展|指标|恢复|增长|形势|持续|呈现|稳)|增加值|统计局")
_OPENS = re.compile(
    r"\s*+(?:今年以来，[^。；\d]{2,120}。)?(?:\d{1,2}月\d{1,2}日，|昨[日天]，|近日，|日前，)?(?:记者)?"
    r"(?:[^，。；]{2,24}?(?:获悉|了解到|统计|核算|显示)，)?(?:今年以来，(?:[^。；\d]{2,60}，)?)?$"
)


_SHORTEST = 12
"""No paragraph that opens a report is shorter."""


def _opening(context: Context) -> None:
    """近日，记者从市统计局获悉，今年上半年，全市经济…: the time a report opens with is that of all its figures without another."""
    reading = context.reading
    block = next((b for b in reading.clean.blocks[:4] if b.kind == "paragraph" and b.end - b.start >= _SHORTEST), None)
    if block is None or not _ECONOMY.search(reading.clean.text, block.start, min(block.start + 200, block.end)):
        return
    words = reading.clean.text[block.start : min(block.start + 200, block.end)]
    for mention in mentions(words, reading.published or (date(context.told_year, 12, 31) if context.told_year else None)):
        opens = (
            mention.kind in ("months", "front", "quarters", "quarter", "half", *(("year",) if words[:4].isdigit() else ()))
            and words[mention.end : mention.end + 1] in "，全我"
        )
        if opens and mention.period and _OPENS.match(words[: mention.start]):
            place = (block.start + mention.start, block.start + mention.end)
            context.default_period = Said(mention.period, place, words[mention.start : mention.end])
            return


_REPORT = re.compile(r"政府工作报告|在[^。\n]{4,30}(?:人民代表大会|人大)[^。\n]{0,8}会议上")


_LOOKED_BACK = re.compile(r"(20\d\d)年(?:政府|主要)?工作(?:情况)?(?:的)?(?:回顾|总结)")


def _report_year(words: str, published: date | None) -> int | None:
    """The year a work report is given in; what it looks back on is the year before."""
    if (past := _LOOKED_BACK.search(words)) is not None:
        return int(past[1]) + 1
    years = [int(m[1]) for m in re.finditer(r"(20\d\d)年", words)]
    return max(years) if years else published.year if published else None


def enter(context: Context, passage: Passage) -> None:
    """Begins a block: a heading sets the section, a paragraph starts with what the section says."""
    words = passage.text
    under = _after_heading(context, passage) and len(words) <= 60 and words.rstrip()[-1:] not in "。；："
    context.headline = passage.block.kind == "heading" or (under and passage.block.kind == "paragraph")
    if passage.block.kind == "heading":
        context.torn_section = damage.torn_time(words)
        context.unsure = passage.block.doubt is not None or (passage.block.level != 1 and damage.strange(words))
        _section(context, passage, words)
    elif passage.block.kind == "paragraph" and context.section_period is None:
        _event(context, passage)
    if _torn(context, passage):
        return
    context.errand = False
    project = context.project or context.last_project
    breakdown = _BREAKDOWN.match(words) is not None
    context.start_paragraph(breakdown=breakdown)
    if words.lstrip()[:1] == "“" and (visited := _visited(context, passage)) is not None:
        context.project, context.subject = visited, True
        context.last_project = visited
    goes_on = project is not None and passage.block.kind == "paragraph" and _OF_PROJECT.match(words) is not None
    context.shaken = context.shaken if breakdown or goes_on else None
    if goes_on:
        context.project = context.last_project = project
        context.subject = True
    if passage.block.kind != "heading":
        _errand(context, words)
        _lead(context, passage)


_BREAKDOWN = re.compile(
    r"\s*+(?:[■●▲◆★]\s*+)?(?:(?:从|分)[^，。；]{1,6}看|[按分][^，。；\d]{2,8}?(?:统计|划分|分类|分|看|来看))[，：]|其中"
)


_OF_PROJECT = re.compile(
    r"\s*(?:据(?:了解|悉|介绍)，)?(?:(?:该|此|本)(?:项目|工程|大桥|园区|医院|学校)|(?:项目|工程)(?:于|自|目前|已|正|计划|预计|总投资|占地|位于|建设|分|由|建成|全部|投产))"
)
"""A paragraph that goes on about the project of the one before."""
_SITE = re.compile(r"(?:的)?(?:项目|工程)?(?:施工|建设|作业)?(?:的)?(?:现场|工地)")


def _visited(context: Context, passage: Passage) -> Said | None:
    """走进X工程建设现场，…。 “目前…，”项目经理说: whoever speaks in the next paragraph speaks of the work they are at."""
    reading = context.reading
    number = reading.number_of[passage.start]
    above = reading.clean.blocks[number - 1] if number else None
    names = [n for n in reading.names_between(above.start, above.end) if n.kind == "project"] if above is not None else []
    if len({name.name for name in names}) != 1 or not _SITE.match(reading.clean.text, names[0].end):
        return None
    return Said(names[0].name, (names[0].start, names[0].end), reading.clean.text[names[0].start : names[0].end])


def _torn(context: Context, passage: Passage) -> bool:
    """A paragraph that goes on where the one before broke off in a sentence."""
    blocks = context.reading.clean.blocks
    at = context.reading.number_of[passage.start]
    if not at or blocks[at - 1].kind != "paragraph" or passage.block.kind != "paragraph":
        return False
    before = context.reading.clean.text[blocks[at - 1].start : blocks[at - 1].end].rstrip()
    return (
        len(before) > 20
        and before[-1] not in "。！？；：”）…"
        and not re.match(r"\s*(?:\d+[.、]|[一二三四五六七八九十]+、|（|[▲●■·—])", passage.text)
    )


def _section(context: Context, passage: Passage, words: str) -> None:
    level = passage.block.level or 2
    top = level <= 2 and not re.match(r"（", words)
    if top and not _after_heading(context, passage):
        context.section_period, context.event = None, ""
    if top:
        context.section_scope = None
    if _EVENT.search(words):
        _event(context, passage)
    year = _heading_period(context, words)
    ahead = (
        year is not None
        and not re.search(r"情况|通报|进展|督查|完成", words)
        and context.reading.published is not None
        and bounds(year.value).last.year >= context.reading.published.year
    )
    if _BOTH.search(words) or (_REVIEW.search(words) and not re.search(r"重点工作|安排|打算|目标任务", words)):
        context.section_modality = "actual"
        context.section_period = year
    elif _GOALS.search(words) or (ahead and re.search(r"重点工作|任务|打算|目标", words)):
        context.section_modality = "target"
        context.section_period = year or _coming(context)
    elif level <= 2 and context.section_modality == "target" and not re.match(r"（", words):
        context.section_modality = "actual"
    if year is not None and len(year.words) * 2 >= len(words.strip()):
        context.section_period = year  # 2022年上半年, above what is told of it
    names = [m for m in passage.marks if m.kind == "name"]
    places = [m for m in passage.marks if m.kind == "place" and m.value]
    if names and len(names[0].value or "") * 2 >= len(words):
        context.section_scope = said(names[0], names[0].value or "", passage)
    elif places and re.match(
        r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[■●▲])?$", words[: places[0].start - passage.start]
    ):
        last = places[0]
        for mark in places[1:]:
            last = mark if mark.start == last.end else last  # 四川青陵市: the deepest
        value = place_of(context, last)
        context.section_scope = said(last, value, passage) if value and value != context.reading.gazetteer.region else None


def _after_heading(context: Context, passage: Passage) -> bool:
    """Whether the block before is a heading too: a second line of the same title."""
    blocks = context.reading.clean.blocks
    at = context.reading.number_of[passage.start]
    return at > 0 and blocks[at - 1].kind == "heading"


_TORN_DAY = re.compile(
    r"\d[^\d年月日，。、；：（）至到—-]{1,6}月\d{1,2}日|\d[目曰]\d|\d曰|[月目]\d{1,2}[^\d日号，。；]{1,2}(?:上|下|$)"
)


def _event(context: Context, passage: Passage) -> None:
    """The day of a 集中开工 or 签约 event: what its report counts is counted on that day."""
    match = _EVENT.search(passage.text)
    if match is None:
        return
    text = context.reading.clean.text
    for mention in mentions(text[passage.start : passage.start + 400], context.reading.published):
        if (
            mention.kind == "day"
            and mention.period
            and _EVENT.search(text, passage.start + mention.start, passage.start + mention.end + 60)
        ):
            place = (passage.start + mention.start, passage.start + mention.end)
            context.section_period = Said(mention.period, place, text[place[0] : place[1]])
            context.event = match[0] if match[0].startswith("集中") else f"集中{match[0][:2]}"
            return
    if _TORN_DAY.search(text, passage.start, passage.start + 400):
        context.torn = True  # its day is misread: what it counts cannot be told from the rest


def _coming(context: Context) -> Said | None:
    """The year goals are set for when their heading does not say: the one after that looked back on."""
    default = context.default_period
    return default._replace(value=str(int(default.value) + 1)) if default and default.value.isdigit() else None


def _heading_period(context: Context, words: str) -> Said | None:
    for mention in mentions(words, context.reading.published):
        if mention.period and mention.kind in ("year", "months", "half", "quarters", "quarter"):
            return Said(mention.period, None, words[mention.start : mention.end])
    plan = next((m for m in mentions(words, None) if m.kind == "plan" and m.period), None)
    return Said(plan.period or "", None, words[plan.start : plan.end]) if plan else None


def _errand(context: Context, words: str) -> None:
    """In a progress report on 民生实事 each numbered item begins with what was promised for the year."""
    title = _GAPS.sub("", context.reading.clean.source.info.title or context.reading.clean.text[:60])
    if not _ERRANDS.search(title):
        return
    told = re.search(r"情况|进展|完成|落实|成效|回顾", title) is not None
    if re.match(r"\s*\d{1,2}[.、．]" + ("" if told else r"|\s*[一二三四五六七八九十]{1,2}是"), words):
        context.errand = True
        context.modality = "target"


_NUMBER = re.compile(r"\s*+(?:(?:\d{1,2}[.、]|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+、|[▲●■①-⑳]|——)\s*+)?$")
_SUMMARY = re.compile(r"[^，。；]{0,14}?\d+个(?:[^，。；\d]{0,6})?项目")


def _lead(context: Context, passage: Passage) -> None:
    """A paragraph that begins with the name of a project and a colon or stop speaks of it; one that begins with N个项目 speaks of
    the place again."""
    if context.errand:
        return
    if subjects.visited(context, passage, passage.start):
        return
    if context.section_scope and _SUMMARY.match(passage.text):
        context.scope = context.paragraph_scope = context.default_scope
        return
    first = next((m for m in passage.line if m.kind in ("name", "place")), None)
    if first is None or not _NUMBER.match(passage.text[: first.start - passage.start]):
        return
    after = passage.words(first.end, min(first.end + 16, passage.block.end))
    if first.kind == "name" and re.match(r"(?:（[^（）]{1,12}）)?[。：]", after):
        context.scope = context.paragraph_scope = said(first, first.value or "", passage)
    if first.kind == "place" and after[:1] == "：" and (value := place_of(context, first)):
        context.scope = context.paragraph_scope = said(first, value, passage)
