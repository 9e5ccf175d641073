"""What title, headings and lead lines say for the paragraphs below them: the place, the period, whether goals are listed."""

from __future__ import annotations

import re

from briefing.chinese.periods import mentions
from briefing.extraction.context import Context, Said, place_of, said
from briefing.extraction.passages import Passage

_STATISTICS = re.compile(
    r"经济运行|运行情况|主要指标|经济指标|统计公报|经济形势|进展情况|推进情况|建设情况|完成情况|工作报告|情况新闻|情况的?通报|督查|发布会"
)
_GOALS = re.compile(
    r"工作安排|工作打算|总体要求|目标任务|主要目标|预期目标|发展目标|重点工作(?!和|督查|进展)|下一步|下阶段|工作计划|主要任务|工作重点"
)
_REVIEW = re.compile(r"回顾|总结|主要成绩|完成情况|运行情况|成效")


def begin(context: Context) -> None:
    """The defaults of the document: its home, and the period its title speaks of."""
    info = context.reading.clean.source.info
    home = context.reading.home
    if home:
        context.default_scope = Said(home, None, home)
    title = info.title or ""
    head = "".join(
        context.reading.clean.text[b.start : b.end] + "\n" for b in context.reading.clean.blocks[:4] if b.end - b.start < 80
    )
    for words in (title, head):
        if not _STATISTICS.search(words):
            continue
        found = [m for m in mentions(words, info.published) if m.period and m.kind not in ("day", "full", "now")]
        cut = [m for m in mentions(words, info.published) if m.period and m.period.startswith("as-of")]
        chosen = cut[-1:] or found[:1]
        if chosen:
            context.default_period = Said(chosen[0].period or "", None, words[chosen[0].start : chosen[0].end])
            break


def enter(context: Context, passage: Passage) -> None:
    """Begins a block: a heading sets the section, a paragraph starts with what the section says."""
    block = passage.block
    words = passage.text
    if block.kind == "heading":
        _section(context, passage, words)
    context.start_paragraph()
    if block.kind != "heading":
        _lead(context, passage)


def _section(context: Context, passage: Passage, words: str) -> None:
    if _GOALS.search(words):
        context.section_modality = "target"
        context.section_period = _heading_period(context, words)
    elif _REVIEW.search(words) or (
        block_level(passage) <= 2 and context.section_modality == "target" and not re.match(r"（", words)
    ):
        context.section_modality = "actual"
        context.section_period = _heading_period(context, words)
    names = [m for m in passage.marks if m.kind == "name"]
    places = [m for m in passage.marks if m.kind == "place" and m.value]
    if names and len(names[0].value or "") * 2 >= len(words):
        context.section_scope = said(names[0], names[0].value or "", passage)
    elif places and re.match(
        r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[■●▲])?$", words[: places[0].start - passage.start]
    ):
        value = place_of(context, places[0])
        context.section_scope = said(places[0], value, passage) if value else None
    elif re.match(r"\s*[一二三四五六七八九十]+、", words):
        context.section_scope = None


def block_level(passage: Passage) -> int:
    return passage.block.level or 2


def _heading_period(context: Context, words: str) -> Said | None:
    for mention in mentions(words, context.reading.published):
        if mention.period and mention.kind in ("year", "months", "half", "quarters", "quarter"):
            return Said(mention.period, None, words[mention.start : mention.end])
    return None


_NUMBER = re.compile(r"\s*(?:\d{1,2}[.、]|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+、|[▲●■①-⑳])?\s*$")


def _lead(context: Context, passage: Passage) -> None:
    """A paragraph that begins with the name of a project or place and a colon or stop speaks of it."""
    first = next((m for m in passage.marks if m.kind in ("name", "place")), None)
    if first is None or not _NUMBER.match(passage.text[: first.start - passage.start]):
        return
    after = passage.words(first.end, first.end + 16)
    if first.kind == "name" and re.match(r"(?:（[^（）]{1,12}）)?[。：，]", after):
        context.section_scope, kept = context.section_scope, said(first, first.value or "", passage)
        context.project = kept
        context.scope = context.paragraph_scope = context.section_scope or context.default_scope
        context.paragraph_scope = kept
        context.scope = kept
