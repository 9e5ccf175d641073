"""Repeated blocks count once; words a spam site pasted into the copies are found because the copies disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher

from briefing.cleaning.layout import Draft
from briefing.model.base import Span
from briefing.model.source import Dropped

_BRAND = re.compile(r"([一-龥A-Za-z]{2,8})·?(?:[（(]中国[）)])?(?:官方网站|官网)")
_LEAST = 30
"""Shorter blocks repeat by nature (headings, formulas of courtesy)."""
_GRAM = 4


def drop_injected(blocks: list[Draft], canon: str) -> list[Dropped]:
    """Takes the site's brand out of the text: a word of two to six characters that one copy of a paragraph has and the other has
    not, and that begins the site's own name. Without a brand line nothing is touched."""
    brands = {m[1] for m in _BRAND.finditer(canon)}
    words = {w for w in _disagreements(blocks, canon) if any(b.startswith(w) for b in brands)} if brands else set()
    dropped = []
    for word in sorted(words):
        for block in blocks:
            for a, b in list(block.pieces):
                for match in re.finditer(re.escape(word), canon[a:b]):
                    cut = (a + match.start(), a + match.end())
                    block.pieces = [piece for old in block.pieces for piece in _cut(old, cut)]
                    dropped.append(Dropped(type="seo-injection", span=cut, reason=f"站名词“{word}”插入正文"))
    return dropped


def _cut(piece: Span, cut: Span) -> list[Span]:
    a, b = piece
    if cut[1] <= a or cut[0] >= b:
        return [piece]
    return [p for p in ((a, max(a, cut[0])), (min(b, cut[1]), b)) if p[0] < p[1]]


def _disagreements(blocks: list[Draft], canon: str) -> set[str]:
    """Words inserted in one of two near-equal paragraphs."""
    texts = [block.text(canon) for block in blocks]
    words: set[str] = set()
    for i, j in _near(texts):
        for op, a, b, c, d in SequenceMatcher(None, texts[i], texts[j], autojunk=False).get_opcodes():
            if op == "insert":
                words.add(texts[j][c:d])
            elif op == "delete":
                words.add(texts[i][a:b])
    return {w for w in words if 2 <= len(w) <= 6}


def _near(texts: list[str]) -> list[tuple[int, int]]:
    """Pairs of long texts that share more than half of their 4-grams, by an inverted index."""
    grams = [{t[k : k + _GRAM] for k in range(len(t) - _GRAM + 1)} if len(t) >= _LEAST else set() for t in texts]
    index: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for j, own in enumerate(grams):
        shared: dict[int, int] = defaultdict(int)
        for gram in own:
            for i in index[gram]:
                shared[i] += 1
            index[gram].append(j)
        pairs += [(i, j) for i, n in sorted(shared.items()) if n * 2 > len(own | grams[i])]
    return pairs


def fold_repeats(blocks: list[Draft], canon: str) -> tuple[list[Draft], list[Dropped]]:
    """Blocks that stand again later, word for word, are kept once; the later place becomes a repeat of the kept block."""
    first: dict[str, Draft] = {}
    kept, dropped = [], []
    for block in blocks:
        text = block.text(canon).strip()
        original = first.get(text) if len(text) >= _LEAST else None
        if original is None:
            first.setdefault(text, block)
            kept.append(block)
            continue
        original.repeats.append(tuple(block.pieces))
        span = (block.pieces[0][0], block.pieces[-1][1])
        of = (original.pieces[0][0], original.pieces[-1][1])
        dropped.append(Dropped(type="duplicate", span=span, reason="与前文相同", of=of))
    return kept, dropped
