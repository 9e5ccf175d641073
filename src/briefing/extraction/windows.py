"""The stretch of text that speaks of a project: what stands before a name, and what follows until something else is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.extraction import namewords, stages
from briefing.extraction.names import Name
from briefing.extraction.setting import Setting
from briefing.model.base import Span
from briefing.model.fact import Stage

_JOINED = re.compile(
    r"(?:（[^（）]*）)?(?:项目|工程)?(?:[、，]|和|与|及|以及|，以及)?(?:总?投资[^，。；、]{0,4}元[^，。；]{0,20}的|[^，。；、]{0,3}的)?"
)
_TAIL = re.compile(
    r"(?:项目|工程)?等(?:一批|一大批|多个|若干|\d+个|[一二三四五六七八九十两]+个|[一二三四五六七八九十]+大)?[^，。；：、]{0,14}?(?:项目|工程)"
)
_GO_ON = re.compile(
    r"(?:目前|截至目前|现|该|此|本|项目|工程|全长|总投资|计划|预计|建成后|投产后|大桥|医院|园区|届时|主体|桥梁|路基|土建|[一二三四]期|形象进度|存在问题|下一步|责任单位|整改时限"
    r"|全部建成|达产后|施工|已|累计|\d+栋|建设内容|占地|企业|因|原计划|剩余|\d{1,2}月\d{1,2}日)"
)


@dataclass(frozen=True, slots=True)
class Window:
    """`names` share what is said in `spans`; `left` is where the words before the first begin; `lead` is the stage a verb before
    them says; `tail`: the list went on with 等项目; `planned`: the passage speaks of what is to come."""

    names: tuple[Name, ...]
    left: int
    spans: tuple[Span, ...]
    sentence: Span
    lead: tuple[Stage, int] | None
    tail: bool
    planned: bool


def windows(setting: Setting, names: Sequence[Name]) -> Iterator[Window]:
    """The windows of a document in order. In a numbered ledger everything up to the next heading is about the heading's project."""
    text = setting.text
    groups = list(_groups(text, setting, names))
    for i, group in enumerate(groups):
        following = groups[i + 1][0].start if i + 1 < len(groups) else len(text)
        end, tail = group[-1].end, False
        if more := _TAIL.match(text, end):
            end, tail = more.end(), True
        sentence = setting.sentence(group[0].start)
        left = max(sentence[0], groups[i - 1][-1].end if i else 0)
        clause = max((text.rfind(mark, left, group[0].start) for mark in "，；：。"), default=-1) + 1
        lead = stages.leading(text, max(left, clause), group[0].start)
        if lead is None and stages.load().around.search(text[max(left, clause) : group[0].start]):
            if re.match(r"(?:等?[^，。；]{0,6})?(?:项目|工程)?的?建设", text[end : end + 14]):
                lead = ("在建", group[0].start)
        yield Window(
            tuple(group),
            max(left, clause),
            tuple(_spans(setting, end, following)),
            sentence,
            lead,
            tail,
            _planned(setting, sentence),
        )


def _groups(text: str, setting: Setting, names: Sequence[Name]) -> Iterator[list[Name]]:
    group: list[Name] = []
    for name in names:
        if group and name.start < group[-1].end:
            continue
        if group and setting.block_number(name.start) == setting.block_number(group[-1].start):
            between = text[group[-1].end : name.start]
            if between and _JOINED.fullmatch(between) and between[0] in "、和与及以，（项工":
                if not between.startswith("，") or "投资" in between:
                    group.append(name)
                    continue
        if group:
            yield group
        group = [name]
    if group:
        yield group


def _spans(setting: Setting, start: int, limit: int) -> Iterator[Span]:
    """From the names to the end of the sentence, then the sentences that go on about them."""
    text = setting.text
    block = setting.block(max(start - 1, 0))
    if block.kind == "heading":
        yield from _below(setting, block, limit)
        return
    end = min(setting.sentence(max(start - 1, 0))[1], limit)
    yield start, end
    while end < min(block.end, limit) and _GO_ON.match(text, end):
        stop = min(setting.sentence(end)[1], limit)
        if stop <= end:
            return
        yield end, stop
        end = stop


def _below(setting: Setting, block: object, limit: int) -> Iterator[Span]:
    blocks = setting.clean.blocks
    at = next(i for i, b in enumerate(blocks) if b is block) + 1
    labels = namewords.load().labels
    while at < len(blocks) and blocks[at].kind != "heading":
        if labels.search(setting.text, blocks[at].start, blocks[at].end):
            yield blocks[at].start, blocks[at].end
        at += 1


def _planned(setting: Setting, sentence: Span) -> bool:
    """Whether a sentence speaks of what is to be done: under a heading like 工作安排, or begun with 下一步."""
    words = stages.load()
    if words.plan_sentences.match(setting.text[sentence[0] : sentence[1]].lstrip()):
        return True
    return words.plan_headings.search(setting.section(sentence[0])) is not None
