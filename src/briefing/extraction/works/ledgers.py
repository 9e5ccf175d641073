"""Entries of a project ledger: a name as heading or lead, then labelled fields (建设内容, 总投资, 形象进度, 存在问题, 责任单位)."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.extraction.setting import Setting
from briefing.extraction.works import namewords
from briefing.extraction.works.names import Name


class Field(NamedTuple):
    """A labelled field; `label` is empty for what stands under no label. `start`–`end` is the text after the label."""

    label: str
    start: int
    end: int


_LEAD = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.、．]|[▲●■◆★]|——)?\s*(?P<titled>(?:项目|工程)名称：\s*)?$"
)
_AFTER = re.compile(r"(?:（[^（）]{2,14}）)?[。：]")
_LABEL = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,10})：")


def entry(setting: Setting, name: Name) -> tuple[Field, ...] | None:
    """The fields of the entry a name opens, or None when it opens none. The last field ends where the entry ends."""
    text, blocks = setting.text, setting.clean.blocks
    number = setting.block_number(name.start)
    block = blocks[number]
    lead = _LEAD.match(text[block.start : name.start])
    if not lead:
        return None
    labels = namewords.load().labels
    if lead["titled"] and name.end < block.end and text[name.end] in "；，。":
        return _fields(text, name.end + 1, block.end)
    if after := _AFTER.match(text, name.end):
        found = labels.search(text, after.end(), block.end)
        if after.end() < block.end and (found or text[block.start : name.start].strip()):
            return _fields(text, after.end(), block.end)
        return None
    if not re.fullmatch(r"(?:（[^（）]{2,14}）)?\s*", text[name.end : block.end]):
        return None
    fields: list[Field] = []
    for at, below in enumerate(blocks[number + 1 : number + 9]):
        labelled = labels.match(text, below.start)
        # One paragraph of description may stand before the labelled ones.
        if below.kind == "heading" or not (labelled or (at == 0 and _labelled(setting, number + 2))):
            break
        fields += _fields(text, below.start, below.end)
    return tuple(fields) or None


def _labelled(setting: Setting, number: int) -> bool:
    blocks = setting.clean.blocks
    return number < len(blocks) and bool(namewords.load().labels.match(setting.text, blocks[number].start))


def _fields(text: str, start: int, end: int) -> tuple[Field, ...]:
    """The text cut at its labels; 总投资 and its like stand without a colon and stay in the unlabelled text."""
    out: list[Field] = []
    at, label = start, ""
    for match in _LABEL.finditer(text, start, end):
        if not namewords.load().labels.match(match[0]) or (match.start() > start and text[match.start() - 1] not in "。；， \n"):
            continue
        if match.start() > at:
            out += _sentences(text, label, at, match.start())
        at, label = match.end(), match["label"]
    return (*out, *_sentences(text, label, at, end))


def _sentences(text: str, label: str, start: int, end: int) -> list[Field]:
    """A labelled field ends with its sentence; what follows without a label is its own field."""
    stop = text.find("。", start, end) + 1 or end
    if not label or stop >= end:
        return [Field(label, start, end)]
    return [Field(label, start, stop), Field("", stop, end)]
