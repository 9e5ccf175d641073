"""Telephone and identity numbers, accounts and the names of people in stories are taken out of the blocks that stay, so that no
quotation, attachment or table can carry them on."""

from __future__ import annotations

from bisect import bisect_left

from briefing.cleaning.boilerplate import private
from briefing.cleaning.layout import Draft
from briefing.model.base import Span
from briefing.model.source import Dropped


def hide(blocks: list[Draft], canon: str) -> list[Dropped]:
    """Cuts private pieces out of the blocks and tells what was cut. A table is left without the rows that hold any."""
    spans = private(canon)
    dropped: list[Dropped] = []
    for draft in blocks if spans else ():
        own = [span for a, b in draft.pieces for span in _inside(spans, a, b)]
        if not own:
            continue
        dropped += [Dropped(type="private", span=span, reason="行内") for span in own]
        draft.repeats = []  # what stands at the other place may be told no more than here
        if draft.rows:
            draft.rows = tuple(row for row in draft.rows if not any(_inside(spans, a, b) for a, b in row))
        else:
            draft.pieces = [kept for piece in draft.pieces for kept in _without(piece, own)] or draft.pieces
    return dropped


def _inside(spans: list[Span], start: int, end: int) -> list[Span]:
    """The spans that lie in a range."""
    at = bisect_left(spans, (start, start))
    out = []
    while at < len(spans) and spans[at][0] < end:
        if spans[at][1] <= end:
            out.append(spans[at])
        at += 1
    return out


def _without(piece: Span, spans: list[Span]) -> list[Span]:
    start, end = piece
    out: list[Span] = []
    for a, b in spans:
        if start <= a and b <= end:
            if a > start:
                out.append((start, a))
            start = b
    return [*out, (start, end)] if start < end else out
