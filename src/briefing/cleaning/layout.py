"""Lines → blocks: headings, paragraphs, captions and table rows; broken lines joined.

Everything works on the canonical text, which has the offsets of the source: a block is a list of pieces of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.cleaning.boilerplate import inside, line_type
from briefing.model.base import Span
from briefing.model.source import Dropped
from briefing.model.text import BlockKind

_LINE = re.compile(r"[^\r\n]+")
_END = "。！？；：”』…）"
_CAPTION = re.compile(r"^(?:图[①-⑳\d]|[↑↓←→▲])|图为|效果图。?$|（资料图片）$|摄$")
_SHORT = 40
"""A line up to this length without a closing mark is a heading."""
_LONG = 60
"""A line of a newspaper column that breaks off is at least so long."""
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、](?!\d))")


@dataclass(slots=True)
class Draft:
    """A block in the making: its kind, its pieces in the source, its 自然段 number."""

    kind: BlockKind
    pieces: list[Span]
    number: int
    level: int = 0
    doubt: str | None = None
    repeats: list[tuple[Span, ...]] = field(default_factory=list)

    def text(self, canon: str) -> str:
        return "".join(canon[a:b] for a, b in self.pieces)


def drafts(canon: str) -> tuple[list[Draft], list[Dropped]]:
    """The blocks of a canonical text in reading order, and what was set aside."""
    blocks: list[Draft] = []
    dropped: list[Dropped] = []
    number = 0
    for match in _LINE.finditer(canon):
        line = match[0]
        body = line.strip()
        if not body:
            continue
        number += 1
        start = match.start() + line.index(body)
        if kind := line_type(body):
            dropped.append(Dropped(type=kind, span=(start, start + len(body)), reason="整行"))
            continue
        cuts = list(inside(body))
        dropped += [Dropped(type=k, span=(start + a, start + b), reason="行内") for k, (a, b) in cuts]
        pieces = _without(start, len(body), sorted({span for _, span in cuts}))
        draft = Draft("paragraph", pieces, number)
        kept = draft.text(canon).strip()
        if kept:
            _place(blocks, draft, body, kept, canon)
    return blocks, dropped


def _without(start: int, length: int, cuts: list[Span]) -> list[Span]:
    """The pieces of a line that stay when the cuts are taken out."""
    pieces, at = [], 0
    for a, b in cuts:
        if a > at:
            pieces.append((start + at, start + a))
        at = max(at, b)
    if at < length:
        pieces.append((start + at, start + length))
    return pieces


def _place(blocks: list[Draft], draft: Draft, body: str, kept: str, canon: str) -> None:
    last = blocks[-1] if blocks else None
    if body.count("|") >= 2:
        draft.kind = "table"
    elif _CAPTION.search(body):
        draft.kind = "caption"
    elif last and _continues(last, kept, canon):
        before = last.text(canon)
        if before[-1].isdigit() and kept[0].isdigit():
            last.doubt = "数字跨行"  # 1⏎16.3亿元 may be 116.3 or a lost column: told, never silently joined
        last.pieces += draft.pieces
        return
    elif len(kept) <= _SHORT and kept[-1] not in "。！？；，、" and not re.search(r"[，；]", kept):
        draft.kind = "heading"
        draft.level = 1 if not blocks else 2 if not _NUMBERED.match(kept) else 3
    blocks.append(draft)


def _continues(last: Draft, kept: str, canon: str) -> bool:
    """A paragraph that broke off in the middle of a sentence goes on in the next line, when that is no heading or item."""
    if last.kind != "paragraph" or _NUMBERED.match(kept):
        return False
    before = last.text(canon).rstrip()
    return len(before) >= _LONG and before[-1] not in _END and bool(re.search(r"[，。；]", kept))
