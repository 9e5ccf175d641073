"""Repeated blocks count once; words a spam site pasted into the copies are found because the copies disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher

from briefing.cleaning.layout import Draft
from briefing.model.base import Span
from briefing.model.source import Dropped

_BRAND = re.compile(r"([一-龥A-Za-z]{2,8})·?(?:（中国）)?(?:官方网站|官网)")
_LEAST = 30
"""Shorter blocks repeat by nature (headings, formulas of courtesy)."""
_MARKS = "，。；：、！？“”"
_CLAUSE = re.compile(f"[{_MARKS}]")
_LONGER, _LONGEST = re.compile(f"[^{_MARKS}]{{4,}}"), re.compile(f"[^{_MARKS}]{{8,}}")
"""Clauses of some length, and those of which one must stand twice."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_OFTEN = 8
"""A clause in more blocks than this is a formula; only the first ones are compared."""
_PAIRS = 60
"""So many pairs of copies are enough to find what was pasted into them."""
_TITLES = 20
"""A title stands among the first blocks."""
_LONG = 80
"""A paragraph so long is a copy although a character is misread; in a shorter one the other character may name another thing."""
_SAME = 0.6
"""Share of the shorter block that must stand in the other, clause by clause."""


def drop_injected(blocks: list[Draft], canon: str) -> list[Dropped]:
    """Takes the site's brand out of the text: a word of two to six characters that one copy of a paragraph has and the other has
    not, and that begins the site's own name. Without a brand line nothing is touched."""
    brands = {m[1] for m in _BRAND.finditer(canon)} if "官方网站" in canon or "官网" in canon else set()
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
    for i, j in _near(texts)[:_PAIRS]:
        for op, a, b, c, d in SequenceMatcher(None, texts[i], texts[j], autojunk=False).get_opcodes():
            if op == "insert":
                words.add(texts[j][c:d])
            elif op == "delete":
                words.add(texts[i][a:b])
    return {w for w in words if 2 <= len(w) <= 6}


def _near(texts: list[str]) -> list[tuple[int, int]]:
    """Pairs of long texts of which the shorter one stands, for the most part, clause by clause in the other."""
    if not _any_repeat(texts):
        return []
    clauses = [_LONGER.findall(text) if len(text) >= _LEAST else [] for text in texts]
    twice = _twice(clauses)
    index: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for j, own in enumerate(clauses):
        shared: dict[int, int] = defaultdict(int)
        for clause in twice.intersection(own):
            for i in index[clause]:
                shared[i] += len(clause)
            if len(index[clause]) < _OFTEN:
                index[clause].append(j)
        for i, size in sorted(shared.items()):
            shorter = min(sum(map(len, clauses[i])), sum(map(len, own)))
            if size >= _SAME * shorter:
                pairs.append((i, j))
    return pairs


def _any_repeat(texts: list[str]) -> bool:
    """True when any long clause stands twice: without one there is no near repeat to look for."""
    long = _LONGEST.findall("，".join(texts))
    return len(set(long)) < len(long)


def _twice(clauses: list[list[str]]) -> set[str]:
    """The clauses that stand in two texts."""
    seen: set[str] = set()
    twice: set[str] = set()
    for own in map(set, clauses):
        twice |= own & seen
        seen |= own
    return twice


def cut_glued_title(blocks: list[Draft], canon: str) -> list[Dropped]:
    """A title pasted before the first words of a paragraph without a mark, known by a copy of the paragraph without it."""
    heads = [text for b in blocks[:_TITLES] if b.kind == "heading" and len(text := b.text(canon).strip()) >= 6]
    titles = [text for text in dict.fromkeys(heads) if canon.count(text) > 1]
    texts = {block.text(canon).strip() for block in blocks} if titles else set()
    dropped = []
    for block in blocks:
        text = block.text(canon)
        for title in titles:
            if block.kind == "paragraph" and text.startswith(title) and text[len(title) :].strip() in texts:
                cut = (block.pieces[0][0], _at(block.pieces, len(title)))
                block.pieces = [piece for old in block.pieces for piece in _cut(old, cut)]
                dropped.append(Dropped(type="duplicate", span=cut, reason="标题粘在正文前"))
                break
    return dropped


def _at(pieces: list[Span], count: int) -> int:
    """The source offset after `count` characters of the pieces."""
    for a, b in pieces:
        if count <= b - a:
            return a + count
        count -= b - a
    return pieces[-1][1]


def fold_repeats(blocks: list[Draft], canon: str) -> tuple[list[Draft], list[Dropped]]:
    """Blocks that stand again later are kept once; the later place becomes a repeat of the kept block. Word for word, or nearly so
    (inserted words, torn ends) as long as the later one brings no number the first has not."""
    texts = [block.text(canon).strip() for block in blocks]
    first: dict[str, int] = {}
    of: dict[int, int] = {}
    for j, text in enumerate(texts):
        if len(text) >= _LEAST and blocks[j].kind not in ("table", "heading"):
            if text in first:
                of[j] = first[text]
            else:
                first[text] = j
    for i, j in _near([text if k not in of and blocks[k].kind not in ("table", "heading") else "" for k, text in enumerate(texts)]):
        if j not in of and i not in of and _adds_nothing(texts[i], texts[j]):
            of[j] = i
    dropped = []
    for j, i in sorted(of.items()):
        blocks[i].repeats.append(tuple(blocks[j].pieces))
        dropped.append(
            Dropped(
                type="duplicate",
                span=(blocks[j].pieces[0][0], blocks[j].pieces[-1][1]),
                reason="与前文相同" if texts[i] == texts[j] else "与前文大体相同",
                of=(blocks[i].pieces[0][0], blocks[i].pieces[-1][1]),
            )
        )
    return [block for j, block in enumerate(blocks) if j not in of], dropped


def _adds_nothing(first: str, later: str) -> bool:
    """The later text is no longer than the first by much, has no number of its own and speaks of nothing else: the lines of a
    list of works are alike but for the name, and may give the same amount and month."""
    if len(later) > len(first) * 1.25 or not set(_NUMBER.findall(later)) <= set(_NUMBER.findall(first)):
        return False
    known, misread = [clause for clause in _CLAUSE.split(first) if clause], len(later) >= _LONG
    return all(clause in first or any(_same_clause(clause, one, misread) for one in known) for clause in _CLAUSE.split(later))


def _same_clause(clause: str, other: str, misread: bool) -> bool:
    """Whether one clause is the other with words put in, left out or torn off, or but for a misread character."""
    short, long = sorted((clause, other), key=len)
    if len(short) == len(long):
        return misread and sum(a != b for a, b in zip(short, long, strict=True)) <= len(long) // 8
    rest = iter(long)
    return 2 * len(short) >= len(long) and all(character in rest for character in short)
