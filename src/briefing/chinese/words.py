"""Words of a Chinese text by jieba, with a tokenizer of our own: the host program's global one, its logger and its cache stay
untouched.

jieba reads its whole dictionary before the first word (some 0.6 s of CPU) and keeps the result in the temporary folder, where
another user's file would be loaded. Here the few words a label can hold are looked up in the dictionary where it lies: its lines
are in the order of their first character, so that bisection finds a word in microseconds. The words found are jieba's own.
"""

from __future__ import annotations

import logging
import re
import warnings
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefing.chinese.pairs import PAIRS

TOTAL = 60_101_967
"""The sum of all frequencies in the dictionary of jieba 0.42.1: of the weight of a word only its order of magnitude matters."""
_HAN = "一".encode()
"""The first character of the part of the dictionary that is in order; before it stand some hundred Latin words."""


class Dictionary:
    """Word → frequency, 0 for what only begins a word: the mapping jieba's tokenizer asks, answered from the file's bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = b"\n" + data
        self._first = self._data.index(b"\n" + _HAN)
        self._runs: dict[bytes, tuple[int, int]] = {}

    def get(self, word: str, default: int | None = None) -> int | None:
        """The frequency of a word; `default` when no word begins so."""
        found = self.count(word)
        if found is not None:
            return found
        line = b"\n" + word.encode()
        return 0 if word and any(self._data.find(line, *run) >= 0 for run in self._runs_of(line[1:4])) else default

    def count(self, word: str) -> int | None:
        """The frequency of a word; None for what is none, though a word may begin so."""
        line = b"\n" + word.encode()
        for run in self._runs_of(line[1:4]):
            at = self._data.find(line + b" ", *run)
            if at >= 0:
                return int(self._data[at + len(line) : at + len(line) + 12].split()[0])
        return None

    def _runs_of(self, first: bytes) -> tuple[tuple[int, int], ...]:
        """The parts of the dictionary in which a word may stand that begins with a character."""
        return (self._run(first),) if first >= _HAN else ((0, self._first), self._run(first))

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def _run(self, first: bytes) -> tuple[int, int]:
        """Where the lines stand that begin with a character, each with the line feed before it."""
        if first not in self._runs:
            self._runs[first] = self._before(first), self._before(first + b"\xff")
        return self._runs[first]

    def _before(self, key: bytes) -> int:
        """The line feed before the first line of the ordered part whose character does not sort before a key."""
        data, lo, hi = self._data, self._first, len(self._data)
        while lo < hi:
            begin = data.rfind(b"\n", lo, (lo + hi) // 2 + 1)  # `lo` is a line feed
            end = data.find(b"\n", begin + 1)
            if data[begin + 1 : begin + 4] < key:
                lo = end if end >= 0 else hi
            else:
                hi = begin
        return lo


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary as it lies beside the package, which is not imported for it."""
    found = find_spec("jieba")
    assert found is not None and found.origin is not None
    return Dictionary((Path(found.origin).parent / "dict.txt").read_bytes())


@lru_cache(maxsize=4096)
def frequency(word: str) -> int:
    """How often a word was counted; 0 for what is none."""
    return dictionary().count(word) or 0


_HAN_END, _HAN_FIRST = re.compile("[一-龥]{1,4}$"), re.compile("[一-龥]{1,4}")
_OVER = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3))
"""So many characters of the one part and of the other make a word."""
_WORD, _COMMON = 20, 100
"""How often a word must have been counted where both parts of it are none by themselves, and where one of them is."""
_LAST = frozenset("上下里中前后内外时")
"""What ends a phrase though it is no word with what stands before it: 在第四次会议上."""


def torn_word(before: str, after: str, *, scraps: bool = False) -> bool:
    """生物医│药产业园: whether a word lies over the gap between two texts, where what stands before the gap or behind it is no word
    by itself; with `scraps` only where neither is, and a word ends before or begins behind the one torn. Between the lines of 209
    sound texts, 3,779 gaps, one was found, and it was a torn one."""
    left, right = _HAN_END.search(before[-4:]), _HAN_FIRST.match(after)
    if left is None or right is None:
        return False
    a, b = left[0], right[0]
    over = [(i, j) for i, j in _OVER if i <= len(a) and j <= len(b)]
    often = _COMMON if a[-1] + b[0] in PAIRS else max((frequency(a[len(a) - i :] + b[:j]) for i, j in over), default=0)
    if often < _WORD:
        return False
    alone = [any(frequency(w) >= _WORD for w in words) for words in (_ends(a), _firsts(b))]
    parted = len(b) == 1 or any(frequency(w) >= _WORD for w in _firsts(b[1:]))  # a word begins behind the scrap
    if scraps:
        return not any(alone) and (parted or len(a) == 1 or any(frequency(w) >= _WORD for w in _ends(a[:-1])))
    if not any(alone):
        return True
    return often >= _COMMON and ((not alone[1] and parted) or (not alone[0] and a[-1] not in _LAST))


def _ends(text: str) -> list[str]:
    return [text[-n:] for n in range(2, len(text) + 1)]


def _firsts(text: str) -> list[str]:
    return [text[:n] for n in range(2, len(text) + 1)]


@lru_cache(maxsize=1)
def tokenizer() -> Any:
    """The tokenizer, made once a process (``.cut(text)`` gives the words in order)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 has escapes Python ≥ 3.12 warns of, and asks pkg_resources
        import jieba
    # jieba sets its logger to DEBUG and writes to stderr when it is imported; a library stays silent.
    logging.getLogger("jieba").setLevel(logging.WARNING)
    own = jieba.Tokenizer()
    own.FREQ = dictionary()
    own.total = TOTAL
    own.initialized = True
    return own


def words(text: str) -> list[str]:
    """The words of a text in order; joined they are the text."""
    return list(tokenizer().cut(text))
