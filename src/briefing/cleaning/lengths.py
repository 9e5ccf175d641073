"""Paragraphs nobody writes (a page that came as one line) are cut at the end of a sentence, so that the time the rules take stays
in proportion to the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.cleaning.layout import Draft
from briefing.model.base import Span

LONGEST = 4000
"""Characters; three times the longest paragraph of thirty-one real reports."""
_ENDS = "。；，\n "


def cut_long(blocks: list[Draft], canon: str) -> list[Draft]:
    """The blocks with every overlong paragraph as several; a repeat stays with the first of them."""
    return [part for draft in blocks for part in _parts(draft, canon)]


def _parts(draft: Draft, canon: str) -> Iterator[Draft]:
    if draft.kind == "table" or sum(b - a for a, b in draft.pieces) <= LONGEST:
        yield draft
        return
    own: list[Span] = []
    size = 0
    first = True
    for a, b in (span for piece in draft.pieces for span in _short(piece, canon)):
        if own and size + b - a > LONGEST:
            yield replace(draft, pieces=own, repeats=draft.repeats if first else [])
            own, size, first = [], 0, False
        own.append((a, b))
        size += b - a
    yield replace(draft, pieces=own, repeats=draft.repeats if first else [])


def _short(piece: Span, canon: str) -> Iterator[Span]:
    """A piece in lengths of `LONGEST` at most, each to the end of a sentence, else of a clause."""
    at, end = piece
    while end - at > LONGEST:
        stop = next(
            (found + 1 for mark in _ENDS if (found := canon.rfind(mark, at + LONGEST // 2, at + LONGEST)) > 0), at + LONGEST
        )
        yield at, stop
        at = stop
    yield at, end
