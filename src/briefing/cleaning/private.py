"""Telephone and identity numbers, accounts and the names of people in stories are taken out of the blocks that stay, so that no
quotation, attachment or table can carry them on."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from briefing.chinese.beginnings import compiled
from briefing.cleaning.layout import Draft
from briefing.model.base import Span
from briefing.model.source import Dropped
from briefing.resources import lexicon


class _Signs(NamedTuple):
    numbers: re.Pattern[str]
    residents: re.Pattern[str]
    feels: re.Pattern[str]


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    data = tomllib.loads(lexicon("boilerplate.toml").read_text(encoding="utf-8"))["private"]
    return _Signs(
        compiled("|".join(data["numbers"])),
        compiled(f"(?:{data['residents']})([{data['surnames']}][一-龥]{{1,2}}?)(?={data['after']})"),
        compiled(
            f"(?:^|(?<=[，。！？；：“]))([{data['common']}](?!家|[一-龥][家人们])[一-龥]{{2}})(?=的(?:{data['feels']}))", re.M
        ),
    )


_WHOLE = 3
"""Characters of a name that is looked for in the rest of the text: two may be a word."""


def _private(text: str) -> list[Span]:
    """What belongs to private persons, by place: numbers, accounts, and the name of a resident wherever it stands."""
    signs = _signs()
    spans = {m.span(m.lastindex or 0) for m in signs.numbers.finditer(text)}
    named = [m.span(1) for sign in (signs.residents, signs.feels) for m in sign.finditer(text)]
    for name in {text[a:b] for a, b in named if b - a >= _WHOLE}:
        spans |= {m.span() for m in re.finditer(re.escape(name), text)}
    return sorted(spans.union(named))


def hide(blocks: list[Draft], canon: str) -> list[Dropped]:
    """Cuts private pieces out of the blocks and tells what was cut. A table is left without the rows that hold any."""
    spans = _private(canon)
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
