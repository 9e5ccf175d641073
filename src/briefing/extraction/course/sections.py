"""What title, headings and lead lines say for the paragraphs below them: the place, the period, whether goals are listed."""

from __future__ import annotations

import re

from briefing.chinese.divisions import kind_level
from briefing.chinese.periods import mentions
from briefing.extraction.course import subjects
from briefing.extraction.course.context import Context, Said, place_of, said
from briefing.extraction.course.passages import Passage
from briefing.extraction.doubts import damage
from briefing.model.period import bounds

_GOALS = re.compile(
    r"工作安排|工作打算|总体要求|目标任务|主要目标|预期目标|发展目标|下一步|下阶段|工作计划|主要任务|工作重点|年工作(?!报告)|今年(?:的)?(?:重点)?工作"
)
_REVIEW = re.compile(r"回顾|总结|(?:全面|圆满|顺利|超额|如期)完成|主要成绩|完成情况|运行情况|成效|成就|主要工作|工作情况")
_BOTH = re.compile(r"(?:情况|总结|回顾|成效)(?:以及|和|及|暨|与|、)[^。\n]*(?:打算|安排|计划|思路|重点|任务)")
"""2025年工作情况和2026年工作打算: what stands right under it looks back."""
_EVENT = re.compile(r"集中(?:开工|签约|竣工|投产)|开工仪式|签约仪式")
_ERRANDS = re.compile(r"为民(?:兴)?办(?:好)?\d*件?实事|民生实事|为民办实事|实事项目|实事办理")
GAPS = re.compile(r"(?<=[一-龥]) +(?=[一-龥])")


def enter(context: Context, passage: Passage) -> None:
    """Begins a block: a heading sets the section, a paragraph starts with what the section says."""
    words = passage.text
    under = _after_heading(context, passage) and len(words) <= 60 and words.rstrip()[-1:] not in "。；："
    context.headline = passage.block.kind == "heading" or (under and passage.block.kind == "paragraph")
    if passage.block.kind == "heading":
        context.torn_section = damage.torn_time(words)
        context.unsure = passage.block.doubt is not None or (passage.block.level != 1 and damage.strange(words))
        _section(context, passage, words)
    elif passage.block.kind == "paragraph":
        if passage.block.level == 1:  # another article begins, and its title is lost
            context.section_scope = context.section_period = None
            context.event, context.section_modality = "", "actual"
        if context.section_period is None:
            _event(context, passage)
    if _torn(context, passage):
        return
    context.errand = False
    project, firm = context.project or context.last_project, context.last_body
    breakdown = _BREAKDOWN.match(words) is not None
    context.start_paragraph(breakdown=breakdown)
    subjects.again(context, words, firm)
    _goals(context, passage)
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
        if all(token.kind == "refused" for token in passage.tokens):
            subjects.met(context, passage)


_UNTIL = re.compile(r"\s*到(?P<year>20\d\d)年(?:底|末)?，")


def _goals(context: Context, passage: Passage) -> None:
    """到2027年，力争…; and below it ——平台体系加快完善。建成研究院1家: of the same year."""
    if not passage.text.lstrip().startswith("——"):
        found = _UNTIL.match(passage.text)
        place = (passage.start + found.start("year"), passage.start + found.end("year") + 1) if found is not None else None
        context.outlook = Said(found["year"], place, f"{found['year']}年") if found is not None else None
    elif context.outlook is not None:
        context.period = context.paragraph_period = context.outlook


_BREAKDOWN = re.compile(
    r"\s*+(?:[■●▲◆★]\s*+)?(?:(?:从|分)[^，。；]{1,6}看|[按分][^，。；\d]{2,8}?(?:统计|划分|分类|分|看|来看))[，：]|其中"
)
_OF_PROJECT = re.compile(
    r"\s*(?:据(?:了解|悉|介绍)，)?(?:(?:该|此|本)(?:项目|工程|大桥|园区|产业园|医院|学校)|(?:项目|工程)(?:于|自|目前|已|正|计划|预计|总投资|占地|位于|建设|分|由|建成|全部|投产))"
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
    if top and not _under_name(context, passage):
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
    elif level <= 2 and context.section_modality == "target" and not re.match(r"（", words) and not _beneath(context, words):
        context.section_modality = "actual"
    own = len(words.strip())
    if (
        year is not None
        and len(year.words) * 2 >= own
        and not _EVENT.search(_with_next(context, passage))
        and (len(year.words) == own or not _first_of_title(context, passage))
    ):
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
        value, home = place_of(context, last), context.reading.home
        wider = last.level == "province" and home is not None and kind_level(home) != "province"  # 湖南浏阳：…, a county's headline
        context.section_scope = (
            said(last, value, passage) if value and value != context.reading.gazetteer.region and not wider else None
        )


_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[章部]分?")


def _beneath(context: Context, words: str) -> bool:
    """Whether a heading without a number stands beneath numbered ones: in a text whose chapters are counted it begins none."""
    text, blocks = context.reading.clean.text, context.reading.clean.blocks
    return not _CHAPTER.match(words.lstrip()) and any(b.kind == "heading" and _CHAPTER.match(text, b.start) for b in blocks)


def _under_name(context: Context, passage: Passage) -> bool:
    """Whether the heading before this one is nothing but the name that the section is about."""
    scope, at = context.section_scope, context.reading.number_of[passage.start]
    block = context.reading.clean.blocks[at - 1] if at else None
    return scope is not None and block is not None and context.reading.clean.text[block.start : block.end].strip() == scope.words


def _with_next(context: Context, passage: Passage) -> str:
    """A heading with the one below it: a title may go on there."""
    text, blocks = context.reading.clean.text, context.reading.clean.blocks
    at = context.reading.number_of[passage.start] + 1
    below = blocks[at] if at < len(blocks) and blocks[at].kind == "heading" else None
    return passage.text.strip() + (text[below.start : below.end].strip() if below is not None else "")


def _first_of_title(context: Context, passage: Passage) -> bool:
    """Whether a heading is the first line of a title that goes on in the next."""
    text, blocks = context.reading.clean.text, context.reading.clean.blocks
    after = blocks[1] if len(blocks) > 1 and passage.start == blocks[0].start else None
    return after is not None and after.kind == "heading" and after.level == 2 and not _CHAPTER.match(text, after.start)


def _after_heading(context: Context, passage: Passage) -> bool:
    """Whether the block before is a heading too: a second line of the same title."""
    blocks = context.reading.clean.blocks
    at = context.reading.number_of[passage.start]
    return at > 0 and blocks[at - 1].kind == "heading"


_TORN_DAY = re.compile(
    r"\d[^\d年月日，。、；：（）至到—-]{1,6}月\d{1,2}日|\d[目曰]\d|\d曰|月\d{1,2} +\d{1,2}日"
    r"|[月目]\d{1,2}[^\d日号，。；]{1,2}(?:上|下|$)"
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
    title = GAPS.sub("", context.reading.clean.source.info.title or context.reading.clean.text[:60])
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
