"""What the first lines of a document say for all of it: its home, its time, its kind."""

from __future__ import annotations

import re
from datetime import date

from briefing.chinese import numerals
from briefing.chinese.periods import mentions
from briefing.extraction.course import sections
from briefing.extraction.course.context import Context, Said
from briefing.extraction.doubts import damage
from briefing.model.period import bounds

_STATISTICS = re.compile(
    r"经济运行|运行情况|主要指标|经济指标|统计公报|数据|经济形势|(?:进展|推进|建设|完成)[的和]?情况|工作报告|情况新闻|发布会|运行简析|运行分析|统计数据|完成投资|工作总结|简讯|快报|月报|季报"
)


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
    words = sections.GAPS.sub("", f"{info.title or ''}\n{head}")
    _annual(context)
    context.torn = _torn_head(context, words)
    reports = _REPORT.search(words) is not None or info.kind == "政府工作报告"
    if reports and (year := _looked_back(context) or _report_year(words, info.published)):
        context.default_period = Said(str(year - 1), None, info.title or words.strip()[:30])
        context.report, context.looks_back = _REPORT.search(words) is not None, True
        return
    if not _STATISTICS.search(words.replace("\n", "")):
        _untitled(context)
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
        _untitled(context)
        return
    if found and found[0].kind == "year" and not cut:
        # 今年重点项目1-4月份完成投资: the narrower time of the title is that of its figures
        line = words.find("\n", found[0].end)
        found = [m for m in found[1:] if m.kind in _SPANS and m.end <= line and _within(m.period, found[0].period)][:1] or found
    for mention in [*cut[-1:], *found[:1]][:1]:
        period = mention.period or ""
        if mention.kind == "month" and re.fullmatch(r"\d{4}-(?!01)\d\d", period):
            period = f"{period[:4]}-01/{period}"  # a monthly report speaks of the year so far where it says nothing else
        context.default_period = Said(period, None, words[mention.start : mention.end])


def _within(period: str | None, year: str | None) -> bool:
    return bool(period and year) and str(period).startswith(str(year)[:4])


def _torn_head(context: Context, words: str) -> bool:
    """Whether the time a document's head tells is damaged, or may have been: all that leans on it is doubtful."""
    clean = context.reading.clean
    info, whole = clean.source.info, clean.source.text
    undated = info.published_how not in ("printed", "given") and _DATE_LINE.search(whole[:_HEAD]) is not None
    return (
        undated
        or damage.torn_time(words)
        or _CUT_TIME.search(words) is not None
        or any(at < _FIRST and _NEAR_TIME.search(clean.text, max(at - 2, 0), at + 3) for at in context.reading.misread)
        or damage.WEB.search(info.title or "") is not None
        or any("截至" in whole[d.span[0] : d.span[1]] for d in info.dropped if d.type == "byline" and d.span[0] < _HEAD)
        or any(b.doubt and b.kind == "heading" for b in clean.blocks[:2])
    )


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
_FIRST = 120
"""A misread word so near the beginning stands in the title, or in the name of the paper."""
_NEAR_TIME = re.compile(r"[\d年月日季]")
_CUT_TIME = re.compile(
    r"（[^）\n]{0,20}[\d年月]\n|20\d\d年\n+1?\d月|20\d?\n+\d{1,3}年|(?:^|\n)[一-龥]{2,3}\n\s*[市县区州](?:委|人民政府|政府|统计局)"
)
"""A line ends inside the time of the head."""
_HEAD = 400


_RESULTS = re.compile(
    r"(?<!\d)(20\d\d)年度?[^。；\n]{0,30}(?:完成|实施|进展|办理|落实)(?:情况|结果)[^。；\n]{0,8}(?:公布|出炉|揭晓|通报|发布|公示|如下)"
)
"""2024年10件民生实事具体完成情况公布: a text that goes on to tell them one by one."""


def _published_results(context: Context) -> None:
    """The year whose results the first paragraph says are made public is that of the items below."""
    if context.default_period is not None:
        return
    clean = context.reading.clean
    for block in clean.blocks[:3]:
        if (found := _RESULTS.search(clean.text, block.start, min(block.end, block.start + 160))) is not None:
            context.default_period = Said(found[1], (found.start(), found.end()), f"{found[1]}年")
            return


def _annual(context: Context) -> None:
    """A report without a date that tells 全年 again and again is one of the year it names."""
    year, text = context.told_year, context.reading.clean.text
    if context.default_period is None and year is not None and text.count("全年") >= 2 and not _SPAN.search(text, 0, 1500):
        context.default_period = Said(str(year), None, f"{year}年")
    _published_results(context)


_SPAN = re.compile(r"前三季度|[上下]半年|[一二三四]季度|\d{1,2}[-—~～至]\d{1,2}月")
_OF_YEAR = re.compile(
    r"(?<![\d比较与和于由])(20\d\d)年(?:度)?(?=前三季度|[上下]半年|第?[一二三四]季度|\d{1,2}[-—~～月至]|前\d|全年|经济|国民|安排|实施|重点|重大|计划|工作|政府|民生|我[市县区州]|全[市县区州省]|[^，。；：\n]{2,8}工作(?:总结|情况|回顾|报告|汇报))"
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


def _untitled(context: Context) -> None:
    """The time of a report that its head does not tell."""
    for told in (_opening, _titled, _announced):
        if context.default_period is None:
            told(context)


_AS_OF = re.compile(r"现将(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:零时|0时|24时)?(?=[^。；\n]{0,60}(?:公布|公告|发布)如下)")


def _announced(context: Context) -> None:
    """现将2020年11月1日零时全市常住人口的基本情况公布如下: a census tells of one day."""
    text = context.reading.clean.text
    match = _AS_OF.search(text, 0, 1500)
    day = next((m.period for m in mentions(match["day"]) if m.period), None) if match else None
    if match is not None and day is not None:
        context.default_period = Said(f"as-of:{day}", match.span("day"), match["day"])


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


_HEADINGS = 16
"""So many blocks may stand before the heading of the first part: masthead, speaker, the opening words."""


def _looked_back(context: Context) -> int | None:
    """The year a work report is given for, where the heading of its first part names the one it looks back on (2018年工作回顾): it
    may be given before that year is over."""
    clean = context.reading.clean
    for block in clean.blocks[:_HEADINGS]:
        if block.end - block.start <= _HEADING and (past := _LOOKED_BACK.search(clean.text, block.start, block.end)):
            return int(past[1]) + 1
    return None


_HEADING = 40


def _report_year(words: str, published: date | None) -> int | None:
    """The year a work report is given in; what it looks back on is the year before."""
    if (past := _LOOKED_BACK.search(words)) is not None:
        return int(past[1]) + 1
    years = [int(m[1]) for m in re.finditer(r"(20\d\d)年", words)]
    return max(years) if years else published.year if published else None
