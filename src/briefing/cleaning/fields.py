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
_LABEL = re.compile(r"[一-龥]{2,8}(?=：)")
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
    labels = Counter(match[0] for match in found if match)
    often = {label for label, count in labels.items() if count >= _OFTEN}
    if not often:
        return
    whole = Counter(match[0] for b, match in zip(blocks, found, strict=True) if match and canon[b.pieces[-1][1] - 1] in _CLOSED)
    closed = {label for label in often if whole[label] >= max(_LEAST, labels[label] / 3)}
    for at, (last, draft) in enumerate(pairwise(blocks)):
        if last.kind == "table" or draft.kind == "table" or _NUMBERED.match(canon, draft.pieces[0][0]):
            continue
        label, before = found[at + 1], found[at]
        own = label[0] if label is not None and labels[label[0]] == 1 else ""
        rest = own != "" and any(o.endswith(own) or own.startswith(o) for o in often - {own})
        opened = before is not None and before[0] in closed and canon[last.pieces[-1][1] - 1] not in _CLOSED
        if rest or (opened and (label is None or label[0] not in often)):
            last.doubt, draft.doubt = last.doubt or DOUBT, draft.doubt or DOUBT
