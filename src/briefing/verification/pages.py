"""The pages against the tree: equal words leaf by leaf, charts with no number of their own, page numbers that are true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from briefing.model.document import Document
from briefing.verification.expected import Picture, Words, expected, furniture, stacked
from briefing.verification.reading import Leaf, Reading
from briefing.verification.report import Miss

_NEAR = 24


def compare(reading: Reading, document: Document) -> list[Miss]:
    """Everything on the pages that the tree does not say, and everything of the tree that the pages do not show: in the order of
    the tree, or in that of a style that sets columns under each other."""
    misses = _compared(reading, document)
    return min(misses, _compared(reading, stacked(document)), key=len) if misses else misses


def _compared(reading: Reading, document: Document) -> list[Miss]:
    wanted = list(expected(document))
    words = [item for item in wanted if isinstance(item, Words)]
    leaves = [leaf for leaf in reading.leaves if leaf.tag != "Figure"]
    pages = _anchors(words, leaves)
    misses = list(_words(_filled(words, pages), leaves))
    misses += _pictures([item for item in wanted if isinstance(item, Picture)], [x for x in reading.leaves if x.tag == "Figure"])
    return misses + list(_furniture(reading, document))


def _anchors(words: Sequence[Words], leaves: Sequence[Leaf]) -> dict[str, int]:
    """Page of every heading with an anchor: the first heading leaf with its words."""
    first: dict[str, int] = {}
    for leaf in leaves:
        if leaf.tag.startswith("H"):
            first.setdefault(leaf.text, leaf.page)
    return {item.anchor: first[item.text] for item in words if item.anchor and item.text in first}


def _filled(words: Sequence[Words], pages: dict[str, int]) -> list[Words]:
    """Page references with the number the layout should have given them."""
    return [Words(f"{w.text}{pages.get(w.page_of, '?')}", column=w.column) if w.page_of else w for w in words]


def _words(words: Sequence[Words], leaves: Sequence[Leaf]) -> Iterator[Miss]:
    texts = [item.text for item in words], [leaf.text for leaf in leaves]
    steps = [step for step in SequenceMatcher(None, *texts, autojunk=False).get_opcodes() if step[0] != "equal"]
    moved = _moved(steps, words, leaves)
    for step in steps:
        if step in moved:
            continue
        _, a, b, c, d = step
        for text, leaf in _pairs(texts[0][a:b], leaves[c:d]):
            yield _miss(text, leaf, leaves, c)


Step = tuple[str, int, int, int, int]


def _moved(steps: Sequence[Step], words: Sequence[Words], leaves: Sequence[Leaf]) -> set[Step]:
    """A column that goes on overleaf is read with its own page: the same pieces, left out here and found on a later page."""
    out: set[Step] = set()
    gone = [s for s in steps if s[0] == "delete" and all(w.column for w in words[s[1] : s[2]])]
    come = [s for s in steps if s[0] == "insert"]
    for left in gone:
        text = [w.text for w in words[left[1] : left[2]]]
        for found in come:
            same = [leaf.text for leaf in leaves[found[3] : found[4]]] == text
            turned = left[3] and leaves[found[3]].page != leaves[min(left[3], len(leaves) - 1) - 1].page
            if found not in out and same and turned:
                out |= {left, found}
                break
    return out


def _pairs(texts: Sequence[str], leaves: Sequence[Leaf]) -> Iterator[tuple[str, Leaf | None]]:
    for at in range(max(len(texts), len(leaves))):
        yield (texts[at] if at < len(texts) else ""), (leaves[at] if at < len(leaves) else None)


def _miss(text: str, leaf: Leaf | None, leaves: Sequence[Leaf], at: int) -> Miss:
    page = leaf.page if leaf else leaves[min(at, len(leaves) - 1)].page
    if leaf is None:
        return Miss("text", f"缺“{_short(text)}”", page)
    if not text:
        return Miss("text", f"多出“{_short(leaf.text)}”", page, leaf.text)
    start = next((i for i, (a, b) in enumerate(zip(text, leaf.text, strict=False)) if a != b), min(len(text), len(leaf.text)))
    low = max(start - _NEAR // 2, 0)
    shown, wanted = leaf.text[low : start + _NEAR], text[low : start + _NEAR]
    return Miss("text", f"印的是“{shown}”，应为“{wanted}”", page, leaf.text, _short(leaf.text))


def _short(text: str) -> str:
    return text if len(text) <= 2 * _NEAR else f"{text[:_NEAR]}…{text[-_NEAR:]}"


def _pictures(wanted: Sequence[Picture], leaves: Sequence[Leaf]) -> list[Miss]:
    """Charts in order. Every piece painted is a label or a run of the specification, whole or wrapped; every number is there."""
    drawn = [leaf for leaf in leaves if leaf.pieces]
    if len(drawn) != len(wanted):
        return [Miss("chart", f"图应有{len(wanted)}幅，读到{len(drawn)}幅")]
    out = []
    for picture, leaf in zip(wanted, drawn, strict=True):
        joined = "".join(leaf.pieces)
        out += [
            Miss("chart", f"图中缺数字“{text}”", leaf.page, near=_short(joined)) for text in picture.numbers if text not in joined
        ]
        rest = joined
        scale = (f"第{place}" for place in range(1, picture.places + 1))
        for text in sorted(filter(None, (*picture.words, *scale)), key=len, reverse=True):
            rest = rest.replace(text, "\n")
        digits = [part for part in rest.split("\n") if any(c.isdigit() for c in part)]
        out += [Miss("chart", f"图中多出“{part}”", leaf.page, part, _short(joined)) for part in digits]
    return out


def _furniture(reading: Reading, document: Document) -> Iterator[Miss]:
    head, *heads = furniture(document)
    for number, text in enumerate(reading.furniture, 1):
        rest = text.replace(f"—{number}—", "", 1)
        if number > 1:
            rest = rest.replace(head, "", 1)
        for known in heads:
            rest = rest.replace(known, "")
        if rest or f"—{number}—" not in text:
            yield Miss("furniture", f"页眉页脚与文档不符：“{_short(rest or text)}”", number)
