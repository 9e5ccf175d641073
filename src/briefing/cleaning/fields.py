"""Ledgers: fields with labels (建设内容：…。) of which one is cut in two, known by the others of its kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from briefing.model.base import Span
from briefing.model.text import BlockKind

DOUBT = "断行存疑"
_LABEL = re.compile(r"([一-龥]{2,8})([^一-龥\w，。；：（）、 ]{0,3})(?=：)")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、](?!\d)")
_CLOSED = "。；！？"
_LEAST, _OFTEN = 2, 2


class _Draft(Protocol):
    kind: BlockKind
    pieces: list[Span]
    doubt: str | None


def mark_cut(blocks: Sequence[_Draft], canon: str) -> None:
    """Marks both parts of a field that goes on in a line of its own: a line that ends as no other field does and has another
    behind it, or one whose label is the end of one that stands whole elsewhere, or begins with it."""
    found = [_LABEL.match(canon, b.pieces[0][0]) if b.kind == "paragraph" else None for b in blocks]
    labels = Counter(match[1] for match in found if match)
    often = {label for label, count in labels.items() if count >= _OFTEN}
    if not often:
        return
    whole = Counter(match[0] for b, match in zip(blocks, found, strict=True) if match and canon[b.pieces[-1][1] - 1] in _CLOSED)
    closed = {label for label in often if whole[label] >= max(_LEAST, labels[label] / 3)}
    for at, (last, draft) in enumerate(pairwise(blocks)):
        if last.kind == "table" or draft.kind == "table" or _NUMBERED.match(canon, draft.pieces[0][0]):
            continue
        label, before = found[at + 1], found[at]
        own = label[1] if label is not None and labels[label[1]] == 1 else ""
        rest = own != "" and any(o.endswith(own) or own.startswith(o) for o in often - {own})
        rest = rest or (label is not None and label[2] != "" and label[1] in often)
        opened = before is not None and before[1] in closed and canon[last.pieces[-1][1] - 1] not in _CLOSED
        if rest or (opened and (label is None or label[1] not in often)):
            last.doubt, draft.doubt = last.doubt or DOUBT, draft.doubt or DOUBT


_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")


def mark_unlike(blocks: Sequence[_Draft], canon: str) -> None:
    """Marks the entry of a ledger that does not begin with the field all others begin with, with all that stands in it."""
    heads = [at for at, b in enumerate(blocks) if b.kind == "heading" and _HEADING.match(canon, b.pieces[0][0])]
    firsts = [_LABEL.match(canon, blocks[at + 1].pieces[0][0]) if at + 1 < len(blocks) else None for at in heads]
    count = Counter(match[1] for match in firsts if match)
    label, often = count.most_common(1)[0] if count else ("", 0)
    if often < _LEAST or often * 5 < len(heads) * 3:
        return
    for at, end, first in zip(heads, [*heads[1:], len(blocks)], firsts, strict=True):
        if first is None or first[1] != label:
            for draft in blocks[at:end]:
                draft.doubt = draft.doubt or DOUBT
