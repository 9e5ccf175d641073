"""Patterns with many alternatives, tried only where a word stands that every match of them holds.

The words are found in the pattern itself, so that no list of hints can go stale. Looking for all of them at once costs a twentieth
of trying the alternatives one by one at every character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from briefing.chinese.beginnings import compiled

try:  # the parser of `re` is no public module: without it patterns work as well, without a guard
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    ops = parser = None

_MANY = 400
"""More words than this are no quick guard."""


class Quick:
    """A compiled pattern behind its guard: what `re.Pattern` finds, sooner where there is nothing."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags
        self._look: Callable[[str, int, int], object] = self._first_look

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself, compiled when a word it needs is met first."""
        return compiled(self._pattern, self._flags)

    @cached_property
    def guard(self) -> re.Pattern[str]:
        """Finds any of the words it needs; the empty pattern where none can be told."""
        words = needed(self._pattern)
        return re.compile(alternation(_shortest(words)) if words and len(words) <= _MANY else "")

    def _first_look(self, text: str, start: int, end: int) -> object:
        """Finds any of the words it needs; from the second time on the guard is asked itself, which is asked more than all else."""
        self._look = self.guard.search
        return self._look(text, start, end)

    def search(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        return self.pattern.search(text, start, end) if self._look(text, start, end) else None

    def match(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        return self.pattern.match(text, start, end) if self._look(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = 1 << 60) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text, start, end) if self._look(text, start, end) else iter(())


def alternation(words: Iterable[str]) -> str:
    """A pattern of the words, the longest first, those with one beginning together so that few are tried at a place."""
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        tails.setdefault(word[:1], []).append(re.escape(word[1:]))
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(rest)})" if rest != [""] else re.escape(first) for first, rest in tails.items()
    )


def needed(pattern: str) -> frozenset[str] | None:
    """Words of which every match of a pattern holds one; None when no such words can be told."""
    return _of(parser.parse(pattern)) if parser else None


def _shortest(words: frozenset[str]) -> list[str]:
    """The words that hold no other of them."""
    return [word for word in words if not any(other != word and other in word for other in words)]


def _of(items: Iterable[Any]) -> frozenset[str] | None:
    """The best needed words of a sequence: the set whose shortest word is longest, of several the smallest."""
    found: list[frozenset[str]] = []
    run = ""
    for op, value in items:
        if op is ops.LITERAL:
            run += chr(value)
            continue
        found += [frozenset((run,))] if run else []
        run = ""
        inner = _inner(op, value)
        found += [inner] if inner is not None else []
    found += [frozenset((run,))] if run else []
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _inner(op: Any, value: Any) -> frozenset[str] | None:
    """The needed words of one part of a pattern."""
    if op is ops.SUBPATTERN:
        return _of(value[3])
    if op is ops.ATOMIC_GROUP:
        return _of(value)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _of(value[2]) if value[0] else None
    if op is ops.BRANCH:
        sides = [words for side in value[1] if (words := _of(side)) is not None]
        return frozenset().union(*sides) if len(sides) == len(value[1]) else None
    if op is ops.IN and all(kind is ops.LITERAL for kind, _ in value):
        return frozenset(chr(char) for _, char in value)
    return None
