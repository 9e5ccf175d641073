"""Which sources only repeat another one: a copy is never a second confirmation.

Judged by what was read, not by the file: a source whose quoted sentences stand, word for word, in an older or more trusted source
is a copy of it. Every quote counts for the first source that holds it, so the cost grows with the number of quotes only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefing.model.extraction import Extraction
from briefing.model.fact import Evidence
from briefing.model.source import SourceInfo

RANK = {"low": 0, "medium": 1, "high": 2}
_NOISE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")
_LEAST = 5
"""So many quotes at least must be the same; fewer are the usual sentence of a press release."""
_SHARE = 0.6
_SHORT = 8
"""Shorter quotes (增长百分之五) are the same by chance."""


def find_copies(documents: Sequence[Extraction]) -> dict[str, str]:
    """Source id → id of the source it repeats, for the copies only."""
    order = sorted(documents, key=lambda x: _originality(x.source))
    owner: dict[str, str] = {}
    copies: dict[str, str] = {}
    for document in order:
        quotes = {q for q in map(_bare, _quotes(document)) if len(q) >= _SHORT}
        shared = Counter(owner[q] for q in quotes if q in owner)
        first = min(shared.items(), key=lambda item: (-item[1], item[0]), default=None)
        if first and first[1] >= _LEAST and first[1] >= _SHARE * len(quotes):
            copies[document.source.id] = copies.get(first[0], first[0])
        for quote in quotes:
            owner.setdefault(quote, document.source.id)
    return copies


def _originality(info: SourceInfo) -> tuple[int, date, str]:
    """Trusted before doubtful, earlier before later, and something fixed at the end."""
    return -RANK[info.trust], info.published or date.max, info.id


def _quotes(document: Extraction) -> Iterable[str]:
    return (e.quote for figure in document.figures for e in figure.evidence)


def _bare(text: str) -> str:
    return _NOISE.sub("", text)


def confirmations(evidence: Iterable[Evidence], sources: Mapping[str, SourceInfo]) -> int:
    """How many independent sources of at least medium trust stand behind the places; 0 when only low-trust ones do."""
    infos = {e.source: sources[e.source] for e in evidence if e.source in sources}
    return len({info.copy_of or info.id for info in infos.values() if info.trust != "low"})


def trust_of(evidence: Iterable[Evidence], sources: Mapping[str, SourceInfo]) -> str:
    """The best trust among the sources of a fact."""
    return max((sources[e.source].trust for e in evidence), key=RANK.__getitem__)
