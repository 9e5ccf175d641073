"""Numbered headings that ran into their text: known by their neighbours, told and never parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from briefing.model.base import Span
from briefing.model.text import BlockKind

DOUBT = "标题粘连"
_STYLES = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\d{1,2}[.．、](?!\d) ?"),
)
_RUN_ON = re.compile(r"[^，。；：]{4,24}，|[^，。；：]{24,}[，：]")
"""A heading and the first words of a sentence, without a mark between."""
_SHORT = re.compile(r"[^，。；：\d]{2,16}(?:（[^（）]{2,12}）)?。")
"""A heading that is the first sentence of its paragraph: 2. 义务教育扩容。…"""

_FIRST = re.compile(r"[^。]{2,32}。")


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
