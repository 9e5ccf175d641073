"""What holds beyond the clause it is said in: period, scope, goal or fact, and the figure the next ones hang on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from briefing.extraction.document import Reading
from briefing.extraction.items import Item
from briefing.extraction.passages import Mark, Passage
from briefing.model.base import Span
from briefing.model.fact import Modality
from briefing.model.period import bounds


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the words it was taken from."""

    value: str
    place: Span | None
    words: str


@dataclass(slots=True)
class Context:
    """The state the grammar walks with. `default_*` come from title and headings, the others from the running text."""

    reading: Reading
    default_period: Said | None = None
    default_scope: Said | None = None
    section_scope: Said | None = None
    section_period: Said | None = None
    section_modality: Modality = "actual"
    paragraph_scope: Said | None = None
    paragraph_period: Said | None = None
    scope: Said | None = None
    project: Said | None = None
    period: Said | None = None
    modality: Modality = "actual"
    base: Item | None = None
    parent: Item | None = None
    recent: list[Item] = field(default_factory=list)
    """Items of the sentence, and of the one before, in order."""

    def start_paragraph(self) -> None:
        self.scope = self.paragraph_scope = self.section_scope or self.default_scope
        self.period = self.paragraph_period = self.section_period or self.default_period
        self.modality = self.section_modality
        self.base = self.parent = self.project = None
        self.recent = []


_REFERENCE = re.compile(
    r"(?:比|较|与|同|快于|慢于|高于|低于|好于|由|从|是|为|相比|超|自|相当于|超过|对比|高出|原|至|到|（|：)(?:去年)?$"
)
_AFTER_REFERENCE = re.compile(
    r"^(?:同期|末|底|年末|全年)?(?:的|相比|增加|减少|提高|增长|下降|回落|加快|多|少|高|低|快|慢|提升|前移|收窄|扩大|净增|翻|全年)"
)


def is_reference(passage: Passage, mark: Mark) -> bool:
    """Whether a time is only what a value is compared with: 比去年同期, 由上年的, 是2020年的2.6倍."""
    before = passage.words(max(mark.start - 4, passage.start), mark.start)
    if re.search(r"(?:比|较|与|快于|慢于|高于|低于|好于|优于|对比|高出|相当于|超过|由|从)$", before):
        return True
    if mark.time and mark.time.kind == "same":
        return True
    after = passage.words(mark.end, mark.end + 4)
    return before.endswith(("是", "为")) and after.startswith("的")


def period_of(context: Context, mark: Mark) -> Said | None:
    """The period a mention of time says, words like 全年 and 当月 resolved by what was said before."""
    mention = mark.time
    if mention is None:
        return None
    words = context.reading.clean.text[mark.start : mark.end]
    value = mention.period
    if value is None:
        value = _resolved(context, words, mention.kind)
    return Said(value, (mark.start, mark.end), words) if value else None


def _resolved(context: Context, words: str, kind: str) -> str | None:
    published = context.reading.published
    said = context.period or context.section_period or context.default_period
    if kind != "whole":
        return None
    year = bounds(said.value).last.year if said else published.year if published else None
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
    current = context.scope.value if context.scope else None
    section = context.section_scope.value if context.section_scope else None
    found = context.reading.gazetteer.resolve(mark.level, section or current)
    return found


def said(mark: Mark, value: str, passage: Passage) -> Said:
    return Said(value, (mark.start, mark.end), passage.words(mark.start, mark.end))


def with_value(one: Said, value: str) -> Said:
    return replace(one, value=value)
