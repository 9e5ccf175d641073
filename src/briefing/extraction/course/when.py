"""When a text speaks of: its times laid on the context, left to right."""

from __future__ import annotations

import re

from briefing.extraction.course.context import Context, Said, is_reference, period_of
from briefing.extraction.course.passages import PLACE, TIME, Mark, Passage
from briefing.model.period import bounds

START = re.compile(
    rf"^(?>[至到]?{TIME}+|[至到]$|其中|同时|此外|目前|截至|而|，|：|“|(?:初步|经|根据)[^，。；\d]{{2,14}}，|昨[日天]|近日|日前|在|据[^，]*|[（(]?[一二三四五六七八九十\d]+[）)、.．]|\s|[-—■▲●]|全年|共|从[^，]*看|分[^，]*看|记者[^，]*|[^，]{{0,14}}(?:介绍|获悉|表示|指出))*+$"
)
_MILESTONE = re.compile(
    r"^(?:底|末|初)?(?:之)?(?:前|起)?[^，。；\d]{0,10}?(?:投产|开工|建成|竣工|投用|通车|完工|封顶|交付|启用|升级为|设立|成立|批准|获批|挂牌|举行|召开|印发|出台|入选|荣获|升格|组建|试生产|合龙|下水|投入使用|使用|开园|开业|复工)"
)
SPANS = ("months", "front", "quarters", "quarter", "half", "monthend")


_ONE_YEAR = re.compile("未来|连续|(?:过去|这|近|最近)?一年")
_MODIFIER = re.compile(r"[^，。；、\d]{1,14}的")


def lay(context: Context, passage: Passage, mark: Mark, number: int | None) -> None:
    if is_reference(passage, mark):
        return
    if not _is_period(passage, mark):
        founded = _FOUNDED.search(passage.words(max(mark.start - 4, passage.start), mark.start))
        if not founded and (date := period_of(context, mark)) is not None and date.value[0].isdigit():
            context.year, context.milestone = bounds(date.value).last.year, date
        return
    when = period_of(context, mark)
    if when is None:
        if mark.time is not None and mark.time.kind == "past" and not _ONE_YEAR.match(passage.words(mark.start, mark.end)):
            context.period = None  # 近年来, 十年间: no longer the time told before
        elif mark.time is not None and mark.time.kind in (*SPANS, "year", "month"):
            context.period = context.paragraph_period = None  # 今年1-6月, of a text without a date, is not the year told before
        return
    context.year = context.year if when.value.startswith("since") else bounds(when.value).last.year
    sentence = next((s for s in passage.sentences if s.start <= mark.start < s.end), None)
    if number is not None and _MODIFIER.fullmatch(passage.words(mark.end, number)):
        context.period, context.local = when, when
        return
    clause = passage.words(max(mark.start - 4, passage.start), mark.start)
    leading = sentence is not None and _leads(passage, sentence.start, mark.start)
    month = "当月" in when.words or "单月" in when.words or passage.words(mark.end, mark.end + 2) in ("当月", "单月")  # 8月当月
    if (context.outer is not None and not leading) or "其中" in clause or month:
        context.outer = context.outer or context.period
    else:
        context.outer = None
    context.period, context.lasting = when, False
    said_since = context.paragraph_period is not None and context.paragraph_period.value.startswith("since")
    if (
        said_since
        and mark.time is not None
        and mark.time.kind in SPANS
        and not when.value.startswith("since")
        and context.outer is None
    ):
        leading = True  # 今年以来，…一季度实现…: the span told is that of what follows
    open_since = when.value.startswith("since") and passage.words(mark.end, mark.end + 1) not in _OPEN
    if leading and not month and not open_since:
        context.paragraph_period, context.lasting = when, True
    elif not leading and not month and context.outer is None and _supersedes(context, passage, when, mark):
        context.paragraph_period = None


_OPEN, _TOWARDS = "，、全我", "至到于自"
"""What follows 2022年以来 when it opens what is told; 2022年以来信访工作… says since when something has been so."""


def _supersedes(context: Context, passage: Passage, when: Said, mark: Mark) -> bool:
    """2024年，…。该县今年新签约…: the time a paragraph opened with is over where the text has come to a later year, and a date of
    account (9月末) where it tells of a span."""
    paragraph = context.paragraph_period
    if paragraph is None or mark.time is None or when.value.startswith(("since", "as-of")) or paragraph.value.startswith("since"):
        return False
    if paragraph.value.startswith("as-of"):
        return mark.time.kind in SPANS
    if passage.words(mark.start - 1, mark.start) in _TOWARDS:
        return False
    published = context.reading.published
    year = bounds(when.value).last.year
    return year > bounds(paragraph.value).last.year and (published is None or year <= published.year)


_HEADED = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?[\u4e00-\u9fff、和与]{2,10}：")


def _leads(passage: Passage, start: int, at: int) -> bool:
    """Whether a time opens its sentence, behind the words of a heading (工业经济：1-8月，…) or the place (全市今年…)."""
    words = passage.blotted(start, at)
    headed = _HEADED.match(words)
    return START.match(words[headed.end() :] if headed else words) is not None or words.strip(PLACE) == ""


_FOUNDED = re.compile(
    r"(?:成立|始建|创建|兴建|建成|[始重新]建|创办|设立|开工|竣工|组建|投产|诞生|开业|上市|通车|开园|批准|落户)于$"
)
"""成立于1998年: when it began, not when its numbers are from."""


_WIDE = (*SPANS, "year")
_YIELD = re.compile(
    r"(?:共|累计|全面|新|已)*(?:建成(?!区)|投产|开工(?:建设)?|竣工|投用|交付|启用|完工|印发|出台|入选|举行|召开|复工|通车|投入使用)[^，。；、：的（）\d]{1,14}"
)
"""2025年建成高标准农田12万亩: the verb has the number as its yield; not 2021年建成投产的工厂, 2019年升级为国家级."""


def _is_period(passage: Passage, mark: Mark) -> bool:
    """A day is when something happened, and a date before a milestone is its date; spans, months and years are periods."""
    if mark.time is None:
        return False
    if _FOUNDED.search(passage.words(max(mark.start - 4, passage.start), mark.start)):
        return False
    after = passage.words(mark.end, min(mark.end + 18, passage.block.end))
    ahead = next((t for t in passage.tokens if mark.end <= t.number[0] < mark.end + 18 and t.kind != "refused"), None)
    if ahead is not None:
        after = after[: ahead.start - mark.end]
    if re.match(r"(?:底|末)?(?:之前|以前|前)", after):
        return False
    words = passage.words(mark.start, mark.end)
    if words.startswith("截") or words.endswith("以来"):
        return True
    if words == "全年" and re.match(r"共|累计|总共", after):
        return True
    if _MILESTONE.match(after) and not re.match(
        r"[^，。；]{0,10}(?:开工|签约|竣工|投产)(?:建设)?(?:的)?(?:[^，。；\d]{0,8}项目)?(?:情况.*|共有?|共计|有)?$", after
    ):
        return ahead is not None and mark.time.kind in _WIDE and _YIELD.fullmatch(after) is not None
    if words in ("全年", "年初", "年度") and re.match(r"任务|目标|计划|工作|预算|确定|安排", after):
        return False
    if mark.time.kind == "plan":
        return words.endswith(("期间", "时期", "以来", "末")) or after.startswith(("，", "全市", "全省"))
    if mark.time.kind not in ("day", "full"):
        return True
    before = passage.words(max(mark.start - 3, passage.start), mark.start)
    return (
        words.startswith("截")
        or before.endswith("截至")
        or (re.search(r"[-—至到~]", words) is not None and after[:1] in ("，", "期"))
    )
