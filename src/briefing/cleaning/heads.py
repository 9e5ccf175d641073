"""Numbered headings that ran into their text: known by their neighbours, told and never parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from briefing.model.base import Span
from briefing.model.text import BlockKind

DOUBT, TORN = "标题粘连", "标题残缺"
_STYLES = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\d{1,2}[.．、](?!\d) ?"),
)
_RUN_ON = re.compile(r"[^，。；：]{4,24}，|[^，。；：]{24,}[，：]")
"""A heading and the first words of a sentence, without a mark between."""
_SHORT = re.compile(r"[^，。；：\d]{2,16}(?:（[^（）]{2,12}）)?。")
"""A heading that is the first sentence of its paragraph: 2. 义务教育扩容。…"""

_FIRST = re.compile(r"[^。\d]{2,32}。")


class _Draft(Protocol):
    kind: BlockKind
    pieces: list[Span]
    doubt: str | None


def mark_glued(blocks: Sequence[_Draft], canon: str) -> None:
    """Marks the numbered paragraph among headings with all that stands under it, and the one without a short first sentence among
    those that have one."""
    for style in _STYLES:
        found = [(i, match.end()) for i, b in enumerate(blocks) if (match := style.match(canon, b.pieces[0][0]))]
        if len(found) < 3:
            continue
        _mark_gaps(blocks, canon, style, [i for i, _ in found])
        _mark_last(blocks, canon, style, [i for i, _ in found])
        first = found[0][0]
        if _number(style.match(canon, blocks[first].pieces[0][0])) == 2:
            for draft in blocks[_behind(blocks, canon, style, range(first), 1) : first]:
                draft.doubt = draft.doubt or "缺序号"
        heads = sum(blocks[i].kind == "heading" for i, _ in found)
        torn = [i for i, at in found if blocks[i].kind == "paragraph" and _RUN_ON.match(canon, at)]
        if heads > 1 and heads == len(found) - 1 and torn:
            for draft in blocks[torn[0] :]:
                if draft.kind == "heading":
                    break
                draft.doubt = draft.doubt or DOUBT
        without = [i for i, at in found if blocks[i].kind == "paragraph" and not _FIRST.match(canon, at)]
        short = sum(_SHORT.match(canon, at) is not None for _, at in found)
        if not heads and len(without) * 3 <= len(found) == short + len(without):
            for i in without:
                blocks[i].doubt = blocks[i].doubt or DOUBT


_NUMERALS = "一二三四五六七八九十"


def _mark_gaps(blocks: Sequence[_Draft], canon: str, style: re.Pattern[str], found: Sequence[int]) -> None:
    """Where counting leaves one number out (三、 … 五、) and a line begins with it, its heading is damaged, and what stands under
    it may be another's."""
    for one, other in pairwise(found):
        first, second = (_number(style.match(canon, blocks[i].pieces[0][0])) for i in (one, other))
        if first and second == first + 2:
            lost = _NUMERALS[first : first + 1] if style is not _STYLES[-1] else str(first + 1)
            torn = next((i for i in range(one + 1, other) if canon.startswith(lost, blocks[i].pieces[0][0])), None)
            torn = _behind(blocks, canon, style, range(one + 1, other), first + 1) if torn is None else torn
            for draft in blocks[torn:other]:
                draft.doubt = draft.doubt or "缺序号"


def _behind(blocks: Sequence[_Draft], canon: str, style: re.Pattern[str], among: range, number: int) -> int:
    """The block in whose first words the item with a number stands (更多8. 供水保障); the end of the range without one."""
    for i in among:
        start = blocks[i].pieces[0][0]
        match = style.search(canon, start, start + 12)
        if match is not None and _number(match) == number:
            return i
    return among.stop


def _mark_last(blocks: Sequence[_Draft], canon: str, style: re.Pattern[str], found: Sequence[int]) -> None:
    """Where a line begins with the number that would be next (六岚口电站 behind 五、), its heading is damaged too."""
    last = _number(style.match(canon, blocks[found[-1]].pieces[0][0]))
    if not last or style is _STYLES[-1]:
        return
    lost = _NUMERALS[last : last + 1] if style is _STYLES[0] else ""
    torn = next((i for i in range(found[-1] + 1, len(blocks)) if lost and canon.startswith(lost, blocks[i].pieces[0][0])), None)
    if torn is not None and blocks[torn].kind == "heading":
        for draft in blocks[torn:]:
            draft.doubt = draft.doubt or "缺序号"


def _number(match: re.Match[str] | None) -> int:
    """The number an item begins with; 0 past ten in Chinese numerals."""
    digits = match[0].strip("（）、.． ") if match else ""
    return int(digits) if digits.isdigit() else _NUMERALS.find(digits) + 1 if len(digits) == 1 else 0


_OPEN = re.compile(r"[和的与及或了在、，]$|(?<![\d件表图第录附])\d{1,3}$")
_REST = re.compile(r"[一-龥]{1,4}")
_DIGIT = re.compile(r"\d{1,3}(?:年|月|个|%|[亿万元])")


def mark_torn(blocks: Sequence[_Draft], canon: str) -> None:
    """Marks headings that are cut: a numbered one that ends with a word that asks for more or has a few characters alone behind
    it, and one that ends in a digit before a line that begins with one. What stands under them may be told otherwise."""
    for last, draft in pairwise(blocks):
        if last.kind != "heading":
            continue
        text = canon[last.pieces[0][0] : last.pieces[-1][1]].strip()
        rest = canon[draft.pieces[0][0] : draft.pieces[-1][1]].strip()
        numbered = any(style.match(text) for style in _STYLES)
        ends = _OPEN.search(text) if text else None
        cut = ends is not None and (_DIGIT.match(rest) is not None if ends[0].isdigit() else numbered)
        cut = cut or text.count("（") > text.count("）")
        if cut or (numbered and _REST.fullmatch(rest)):
            last.doubt, draft.doubt = last.doubt or TORN, draft.doubt or TORN
