"""What is set aside, with type and reason: the patterns stand in ``lexicon/boilerplate.toml``.

A pattern names words of which its line must hold one, so that most lines are never tried.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.model.base import Span
from briefing.resources import lexicon

_LONGEST = 130
"""A longer line is text, unless it begins as a notice."""
_SENTENCE = 60
"""So is one of this length that ends with a full stop."""
_FIGURES = re.compile(r"[增下]\S{1,6}?\d[\d.]*%[^。]*。|\d[\d.]*亿元[^。]*。")
_NOTICE = ("附注：", "版权", "免责", "声明：", "特别声明", "郑重声明")


class _Mark(NamedTuple):
    kind: str
    has: tuple[str, ...]
    pattern: re.Pattern[str]


class _Search(NamedTuple):
    """Finds the marks a text may hold by the words they need."""

    keys: re.Pattern[str]
    marks: dict[str, tuple[_Mark, ...]]

    @staticmethod
    def of(marks: list[_Mark]) -> _Search:
        words = {word for mark in marks for word in mark.has}
        return _Search(_any_of(words), {word: tuple(m for m in marks if any(own in word for own in m.has)) for word in words})

    def candidates(self, line: str) -> dict[_Mark, None]:
        return {mark: None for word in self.keys.findall(line) for mark in self.marks[word]}


class _Table(NamedTuple):
    line: _Search
    always: tuple[_Mark, ...]
    inside: _Search
    shape: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = tomllib.loads(lexicon("boilerplate.toml").read_text(encoding="utf-8"))
    line = _marks(data["line"])
    return _Table(
        line=_Search.of([mark for mark in line if mark.has]),
        always=tuple(mark for mark in line if not mark.has),
        inside=_Search.of(_marks(data["inside"])),
        shape=tuple((kind, re.compile(pattern)) for kind, pattern in data["shape"].items()),
    )


def _any_of(words: set[str]) -> re.Pattern[str]:
    """Finds any of the words, grouped by their first character."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()))


def _marks(table: dict[str, list[dict[str, object]]]) -> list[_Mark]:
    return [
        _Mark(kind, tuple(entry.get("has", ())), re.compile(str(entry["re"])))  # type: ignore[arg-type]
        for kind, entries in table.items()
        for entry in entries
    ]


def line_type(line: str) -> str | None:
    """The type of a line (trimmed) that is set aside whole; None for text."""
    if len(line) > _SENTENCE and (len(line) > _LONGEST or line[-1] == "。") and not line.startswith(_NOTICE):
        return None
    if len(line) > _SENTENCE and _FIGURES.search(line) and not line.startswith(_NOTICE):
        return None  # a whole page in one line
    table = _table()
    if len(line) <= 30:
        for mark in table.always:
            if mark.pattern.fullmatch(line):
                return mark.kind
    return next((mark.kind for mark in table.line.candidates(line) if mark.pattern.fullmatch(line)), None)


def cuts(canon: str, starts: Sequence[int], ends: Sequence[int]) -> list[tuple[str, Span]]:
    """Pieces inside the lines that are set aside, by place: (type, span). `starts` and `ends` bound the trimmed lines."""
    found: list[tuple[str, Span]] = []
    table = _table()
    near: dict[int, dict[_Mark, None]] = {}
    for match in table.inside.keys.finditer(canon):
        near.setdefault(bisect_right(starts, match.start()) - 1, {}).update(dict.fromkeys(table.inside.marks[match[0]]))
    for index, marks in near.items():
        start, line = starts[index], canon[starts[index] : ends[index]]
        for mark in marks:
            found += [(mark.kind, (start + m.start(), start + m.end())) for m in mark.pattern.finditer(line) if m.end() > m.start()]
    return _sorted(found)


def shapes(canon: str) -> list[tuple[str, Span]]:
    """Pieces of a whole text that are no text by the shape of their characters: (type, span), in order."""
    return _sorted([(kind, m.span(m.lastindex or 0)) for kind, pattern in _table().shape for m in pattern.finditer(canon)])


def _sorted(found: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """By place, the longest first; what lies inside another is left out."""
    found.sort(key=lambda item: (item[1][0], -item[1][1]))
    return [item for i, item in enumerate(found) if not i or item[1][1] > found[i - 1][1][1]]
