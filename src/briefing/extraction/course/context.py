"""What holds beyond the clause it is said in: period, scope, goal or fact, and the figure the next ones hang on."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import isleap
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from briefing.chinese.numerals import DIGITS
from briefing.chinese.periods import Mention, mentions
from briefing.extraction.course.passages import Mark, Passage
from briefing.extraction.document import Reading
from briefing.extraction.measures.items import Item
from briefing.model.base import Span
from briefing.model.fact import Modality
from briefing.model.period import bounds, is_whole_year


class Said(NamedTuple):
    """A value and the words it was taken from."""

    value: str
    place: Span | None
    words: str


@dataclass(slots=True)
class Context:
    """The state the grammar walks with. `default_*` come from title and headings, the others from the running text."""

    reading: Reading
    firm: Said | None = None
    """The firm whose share of a market the sentence told last."""
    default_period: Said | None = None
    default_scope: Said | None = None
    section_scope: Said | None = None
    section_period: Said | None = None
    section_modality: Modality = "actual"
    paragraph_scope: Said | None = None
    paragraph_period: Said | None = None
    scope: Said | None = None
    project: Said | None = None
    last_project: Said | None = None
    last_body: Said | None = None
    """The firm named last, also where it was not spoken of (在X公司生产车间): what 该公司 means."""
    period: Said | None = None
    modality: Modality = "actual"
    errand: bool = False
    """The paragraph is an item of a list of promises: what it begins with was promised, what follows 已 or 目前 is done."""
    local: Said | None = None
    """The period when it stands in the words that modify one number: 去年集中开工的103个项目."""
    outer: Said | None = None
    """The period that holds again after an aside (其中3月当月…)."""
    torn: bool = False
    """A time in the title or the head is damaged: what the document is of is not known for sure."""
    torn_section: bool = False
    """The same of the heading the paragraph stands under."""
    shaken: str | None = None
    """Damage in the paragraph before, behind which nothing it says is sure."""
    unsure: bool = False
    """The heading the paragraph stands under is damaged: what it said of place, time or goal may be lost."""
    told: int = 0
    """Where the words that name a firm end: they are no part of the noun."""
    verb: str = ""
    """The verb that goes on over a list of counts: 惠及12个村,6个社区,3.5万群众."""
    lasting: bool = False
    """The period was said at the head of a sentence and holds for the paragraph."""
    year: int | None = None
    """The year of the last time mentioned in the paragraph."""
    told_year: int | None = None
    """The year an undated text names for what it reports (2020年前三季度经济运行情况)."""
    outlook: Said | None = None
    """The year of the goals a paragraph opens with (到2027年，…): that of the items under dashes below it."""
    milestone: Said | None = None
    """The last date of a milestone in the sentence: what 届时 means."""
    headline: bool = False
    """The block is a headline, or a line of figures right under one."""
    breakdown: bool = False
    """The sentence breaks a whole down (分产业看)."""
    family: str = ""
    """What the parts of a breakdown measure (增加值, 投资), taken from the whole: 其中装备制造增长38.7%."""
    looks_back: bool = False
    """The default period is the year a work report looks back on."""
    report: bool = False
    """The document is a work report: projects are named in passing."""
    listing: str = ""
    """What the values of a list behind a colon measure (分别为：)."""
    bracketed: tuple[str, bool] | None = None
    """What values in brackets behind places measure (甲县（7.4%）、乙区（7.1%）), and whether a rate is its growth."""
    event: str = ""
    """集中开工, 集中签约: what the projects of the section are counted for."""
    sector: str = ""
    """The industry the sentence opens with, before any number: 新能源产业势头迅猛，当月完成产值33.8亿元."""
    orphan: str = ""
    """The noun of a number that copying has left without a unit, or of a clause of its own: what a growth right behind it is of."""
    outside: tuple[Item | None, Said | None, Said | None, Modality] | None = None
    """Base, project, scope and modality as they stood before a bracket of several clauses."""
    beyond: Said | None = None
    """The place that holds again behind 其中X…；"""
    passing: str = ""
    """The place spoken of holds only over these marks, not over the other ends of clauses; empty when it holds on."""
    subject: bool = False
    """Whether the project spoken of is the subject of the sentence, not its object."""
    base: Item | None = None
    parent: Item | None = None
    recent: list[Item] = field(default_factory=list)
    """Items of the sentence, and of the one before, in order."""

    def start_paragraph(self, *, breakdown: bool = False) -> None:
        """Forgets the paragraph before; its period stays when this one only breaks its numbers down (从区域看)."""
        kept = self.period
        self.scope = self.paragraph_scope = self.section_scope or self.default_scope
        self.period = self.paragraph_period = self.section_period or self.default_period
        self.modality = self.section_modality
        self.base = self.parent = self.project = self.last_project = self.last_body = None
        self.recent, self.lasting, self.year = [], False, None
        if breakdown and kept:
            self.period = self.paragraph_period = kept

    def over_seam(self) -> bool:
        """Where a paragraph may begin inside another: nothing hangs on the figures before, and what a new paragraph would say
        otherwise of place or time is not sure."""
        self.base = self.parent = None
        self.recent = []
        fresh = (self.section_scope or self.default_scope, self.section_period or self.default_period)
        return any(_value(a) != _value(b) for a, b in zip(fresh, (self.scope, self.period), strict=True)) or bool(
            self.project or self.last_project
        )


def _value(said: Said | None) -> str | None:
    return said.value if said is not None else None


_COMPARED_TIMES = 4
"""Times that may share one word of comparison (比一季度、上半年和前三季度); more are no comparison but noise."""


_AGAINST = ("比", "较", "较之", "与", "快于", "慢于", "高于", "低于", "好于", "优于", "高出", "相当于", "超过", "由", "从")
_EXTREME = re.compile(r"(?:以来|来)?(?:同期)?(?:以来)?的?(?:最[好高低快佳大]|新高|新低|首次)")


def is_reference(passage: Passage, mark: Mark, most: int = _COMPARED_TIMES) -> bool:
    """Whether a time is only what a value is compared with: 比去年同期, 由上年的, 是2020年的2.6倍."""
    before = passage.words(max(mark.start - 4, passage.start), mark.start).rstrip()
    if before.endswith(_AGAINST):
        return True
    if mark.time and mark.time.kind == "same":
        return True
    if before.endswith("，") and _MOVED.match(passage.words(mark.end, mark.end + 14)):
        return True  # 同比增长22.6%，1-4月提高5.0个百分点: the word of comparison was lost
    if _EXTREME.match(passage.words(mark.end, mark.end + 8)):
        return True
    at = bisect_left(passage.times, mark.start, key=lambda m: m.start) - 1
    if at >= 0 and most > 1 and _joined(passage, passage.times[at], mark) and is_reference(passage, passage.times[at], most - 1):
        return True
    return before.endswith(("是", "为")) and re.match(r"[^，。；\d]{0,6}的", passage.words(mark.end, mark.end + 7)) is not None


_MOVED = re.compile(r"(?:提高|回升|回落|加快|放缓|提升|下降|扩大|收窄)(?:了)?[\d.]+个?百分点")


def _joined(passage: Passage, earlier: Mark, mark: Mark) -> bool:
    """比一季度和上半年分别提高: two times that share what stands before the first."""
    return 0 <= mark.start - earlier.end <= 2 and passage.words(earlier.end, mark.start) in ("", "和", "、", "及", "与", "以及")


def period_of(context: Context, mark: Mark) -> Said | None:
    """The period a mention of time says, words like 全年 and 当月 resolved by what was said before."""
    mention = mark.time
    if mention is None:
        return None
    words = context.reading.clean.text[mark.start : mark.end]
    default = context.default_period
    if mention.kind == "now" and default is not None and default.value.startswith("as-of"):
        return Said(default.value, (mark.start, mark.end), words)
    text = context.reading.clean.text
    before = _MARKS.split(text[max(mark.start - 12, 0) : mark.start])[-1]
    ahead = _AHEAD.search(before + text[mark.end : mark.end + 3]) is not None
    value = _shifted(context, words, mention, ahead=ahead)
    if value is None:
        value = _resolved(context, words, mention.kind, ahead=ahead)
    return Said(value, (mark.start, mark.end), words) if value else None


_MARKS = re.compile("[，。；：]")
_AHEAD = re.compile(r"确保|力争|计划|目标|预计|拟|将|前$|^前|前[^，。]?$|争取|要")
_BARE = re.compile(r"(?:截[至止]到?)?(?:前?\d{1,2}|[一二三四]季度|前三季度|[上下]半年|第[一二三四]|“?(?:五一|十一)”?|国庆)")


def _shifted(context: Context, words: str, mention: Mention, *, ahead: bool) -> str | None:
    """A bare month or quarter belongs to the year spoken of; 上年 is the year before that. Only without one it belongs to the year
    of publication, and to the year before when it would lie ahead."""
    value = mention.period
    year = _stated_year(context) if _BARE.match(words) else _meant_year(context) if words.startswith(("今年", "本年")) else None
    if value is None and context.reading.published is None and year:
        return next((m.period for m in mentions(words, date(year, 12, 31)) if m.period), None)
    if value is None or not mention.inferred or mention.kind in ("now", "plan", "congress"):
        return value
    published = context.reading.published
    if published is None:
        return value
    stated = _stated_year(context)
    if words.startswith(("上年", "上一年")):
        year = stated or published.year
        return _with_year(value, published.year - 1, year - 1)
    if not _BARE.match(words):
        return value
    if stated and stated != published.year and context.section_modality == "actual":
        return _with_year(value, published.year, stated)
    if context.year == published.year:
        return value
    last = bounds(value).last
    if last > published and (last - published).days > 45 and context.modality == "actual" and not ahead:
        return _with_year(value, published.year, published.year - 1)
    return value


def _meant_year(context: Context) -> int | None:
    """What 今年 is in a text without a date: the year it reports of, unless its sentences name that year (2016年，…): who writes
    so means another by 今年. A title that names a part of the year (2023年上半年工作总结) is written in that year."""
    year, default = context.told_year, context.default_period
    if year and default and default.value.startswith(str(year)) and not is_whole_year(default.value):
        return year
    return None if year is None or f"{year}年，" in context.reading.clean.text else year


def _with_year(value: str, old: int, new: int) -> str:
    moved = value.replace(str(old), str(new))
    return moved if isleap(new) else moved.replace(f"{new}-02-29", f"{new}-02-28")


def _stated_year(context: Context) -> int | None:
    """The year the text has named: of the paragraph, the section or the title."""
    if context.year is not None:
        return context.year
    for one in (context.period, context.paragraph_period, context.section_period, context.default_period):
        if one is not None and one.value[:4].isdigit():
            return bounds(one.value).last.year
    return context.told_year


def _this_year(context: Context, words: str, *, ahead: bool) -> int | None:
    """The year 全年 means where none was named: the coming one for goals, the one just ended in its first months, else unknown."""
    published = context.reading.published
    if published is None:
        return None
    if words.startswith("全年") and not ahead and context.modality == "actual" and context.section_modality == "actual":
        return published.year - 1 if published.month <= 3 else published.year if published.month == 12 else None
    return published.year


_YEARS = re.compile(r"(?:过去|这)?([三四五3-5])年(?:来|间)?$")


def _resolved(context: Context, words: str, kind: str, *, ahead: bool) -> str | None:
    said = context.period or context.section_period or context.default_period
    if kind == "past" and (match := _YEARS.match(words)) and said and is_whole_year(said.value):
        last = bounds(said.value).last.year
        return f"{last - (int(match[1]) if match[1].isdigit() else DIGITS[match[1]]) + 1}/{last}"
    if kind != "whole":
        return None
    year = bounds(said.value).last.year if said else _this_year(context, words, ahead=ahead) or context.told_year
    if year is None:
        return None
    if words.startswith(("当月", "本月", "单月")):
        if said and len(said.value) >= 7 and (m := re.search(r"(\d{4}-\d\d)(?:-\d\d)?$", said.value)):
            return m[1]
        return None
    if words.startswith("当季"):
        return said.value if said else None
    if "初以来" in words:
        return f"since:{year}"
    if words in ("年底", "年末"):
        return None
    return str(year)


def place_of(context: Context, mark: Mark) -> str | None:
    """The full name a place mark means, 我市 and 该区 by the place the text is about."""
    if mark.value:
        return mark.value
    current = _told_last(context, mark) or (context.scope.value if context.scope else None)
    home = context.default_scope.value if context.default_scope else None
    return context.reading.gazetteer.resolve(mark.level, current or home)


_THAT = 240
"""So far back 该县, 该镇 look for the place they mean."""


def _told_last(context: Context, mark: Mark) -> str | None:
    """The last place of its kind named before 该县, 该镇."""
    if not mark.level.startswith("该"):
        return None
    before = context.reading.clean.text[max(mark.start - _THAT, 0) : mark.start].rpartition("\n\n")[2]
    found = context.reading.gazetteer.find(before)
    return next((place.name for place in reversed(found) if place.name.endswith(mark.level[1:])), None)


def said(mark: Mark, value: str, passage: Passage) -> Said:
    return Said(value, (mark.start, mark.end), passage.words(mark.start, mark.end))
