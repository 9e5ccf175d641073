"""Characters that are no text are taken out before anything is read: control characters, pinyin pasted in brackets after a Chinese
character (发（fā）展), doubled marks (。。), blanks around the numbers of prose (增长 5.4 %). The squeezed text has its own
offsets; `Squeezed` leads back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.cleaning.boilerplate import shapes
from briefing.model.base import Span
from briefing.model.source import Dropped


@dataclass(frozen=True, slots=True)
class Squeezed:
    """`text` and `raw` (the same characters of the source) without what was taken out; `starts` and `origins` are where each run
    begins in the squeezed text and in the source."""

    text: str
    raw: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    dropped: tuple[Dropped, ...]
    mixed: tuple[int, ...] = ()
    """Where in the squeezed text different marks stood for one (，。): the sentence may end there or not."""

    def segments(self, at: int, start: int, length: int) -> list[tuple[int, int, int]]:
        """A piece of the squeezed text, placed at `at` of the clean text, as segments of the source."""
        if len(self.starts) == 1:
            return [(at, start, length)]
        out = []
        end = start + length
        while start < end:
            run = bisect_right(self.starts, start) - 1
            last = self.starts[run + 1] if run + 1 < len(self.starts) else end
            size = min(end, last) - start
            out.append((at, self.origins[run] + start - self.starts[run], size))
            at, start = at + size, start + size
        return out

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """A piece of the squeezed text as places in the source."""
        return tuple((origin, origin + size) for _, origin, size in self.segments(0, start, end - start))

    def span(self, span: Span) -> Span:
        """A piece of the squeezed text as one place in the source, from its first to its last character."""
        if len(self.starts) == 1 or span[0] >= span[1]:
            return span
        found = self.pieces(*span)
        return found[0][0], found[-1][1]


def squeeze(canon: str, raw: str) -> Squeezed:
    """The canonical text and its source without the characters that are no text."""
    found = [
        (kind, place) for kind, span in shapes(canon) for place in (_surplus(span, canon, raw) if kind == "doubled" else (span,))
    ]
    if blanks := [(_BLANK, span) for span in _blanks(canon)]:
        found = sorted([*found, *blanks], key=lambda item: item[1])
    if not found:
        return Squeezed(canon, raw, (0,), (0,), ())
    texts, raws, starts, origins = [], [], [], []
    at = length = 0
    mixed: list[int] = []
    habit = raw.count(",,") >= _HABIT
    for kind, (start, end) in [*found, ("", (len(canon), len(canon)))]:
        if start > at:
            texts.append(canon[at:start])
            raws.append(raw[at:start])
            starts.append(length)
            origins.append(at)
            length += start - at
        around = slice(max(start - 1, 0), end + 1)
        if kind == "doubled" and len(set(canon[around]) & _DOUBLED) > 1 and not (habit and _copied(raw[around])):
            mixed.append(length)
        at = max(at, end)
    dropped = tuple(Dropped(type=kind, span=span, reason="行内") for kind, span in found if kind != _BLANK)
    return Squeezed("".join(texts), "".join(raws), tuple(starts) or (0,), tuple(origins) or (0,), dropped, tuple(mixed))


_DOUBLED = frozenset("，。；、")
_HABIT = 3
"""A page with so many doubled commas was copied with a comma before its marks."""


def _copied(marks: str) -> bool:
    """Whether of some marks one is the text's own and the others are the commas of the copier (``,。``)."""
    return "," in marks and len(set(marks) & set(";.；。、")) == 1


_COUNT = re.compile(r"(?:^|\n|[ ])[一二三四五六七八九十]{1,3}$")
"""The number of a heading keeps its mark (二、。工作安排)."""
_BLANK = ""
"""White space is nothing that was set aside."""
_LINE = re.compile(r"[^\n]+")
_GAP = re.compile(r"(?<=\S) {1,2}(?=\S)")
_ITEM = re.compile(r"\s*\d{1,2} ")
"""The number of an item at the head of a line keeps its blank."""
_TIMES = "年月日%"
_RAISED = re.compile(r"(?<=[一-龥]) \d[\d.,]*(?:[百千万亿]{0,2} ?[一-龥]{1,3}|%) (?=[一-龥“])")
"""新增 7069张 养老床位: a number set off by blanks, with its unit."""


def _blanks(canon: str) -> Iterator[Span]:
    """Blanks between a number and the Chinese words or marks around it, in prose; in other lines only before 年, 月, 日 and %,
    since there a blank may part two columns."""
    if " " not in canon:
        return
    for line in _LINE.finditer(canon):
        body, start = line[0], line.start()
        if " " not in body:
            continue
        prose = "，" in body or "。" in body
        item = _ITEM.match(body)
        for gap in _GAP.finditer(body, item.end() if item else 0):
            before, after = body[gap.start() - 1], body[gap.end()]
            scale = before in "万亿" and body[gap.start() - 2].isdigit() and after in "平立吨元人户千公亩"
            time = (before.isdigit() and after in _TIMES) or (before in "年月" and after.isdigit()) or after == "："
            if time or scale or (prose and _around(before, after)):
                yield start + gap.start(), start + gap.end()
        for match in _MONTHS.finditer(body) if prose else ():
            yield from ((start + match.start(g), start + match.end(g)) for g in (1, 2) if match[g])
        for match in _RAISED.finditer(body) if prose else ():
            yield start + match.end() - 1, start + match.end()


_MONTHS = re.compile(r"(?<=\d)( {0,2})-( {0,2})(?=1?\d月)")
"""1- 9月: a hyphen between two months."""


def _around(before: str, after: str) -> bool:
    """Whether one side is a digit or a dash of a range and the other a Chinese character, a mark or the other of the two."""
    if before.isdigit():
        return "\u4e00" <= after <= "\u9fff" or after in "%—–~～，。；、）"
    if after in "，。；、）（" or before in "，；、（":
        return "\u4e00" <= before <= "\u9fff" or "\u4e00" <= after <= "\u9fff"
    return after.isdigit() and ("\u4e00" <= before <= "\u9fff" or before in "—–~～，。；、：（“")


def _surplus(span: Span, canon: str, raw: str) -> list[Span]:
    """Of a mark and those after it, all but the text's own: a copier's mark is a half-width comma, and the stronger one ends what
    the text ends (``,。`` is 。 and ``,、`` is 、)."""
    first, last = span[0] - 1, span[1]
    if canon[first] == "、" and _COUNT.search(canon, max(first - 4, 0), first):
        return [span]
    kept = max(range(first, last), key=lambda at: (raw[at] not in ",.;", "，、；。".find(canon[at]), -at))
    return [place for place in ((first, kept), (kept + 1, last)) if place[0] < place[1]]
