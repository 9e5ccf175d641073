"""Words that look misread: told to the reader, never mended. Quotations keep what the source writes.

Three signs: a word of the list of misreadings, a character written three times running (仅仅仅), and a name the configuration knows
as another writing of one (低碳教育 for 低碳数智: as long, one or two characters apart).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefing.model.note import Note
from briefing.model.text import CleanText
from briefing.options import Options
from briefing.resources import lexicon

CODE = "ocr-doubt"
_APART = 2
"""Characters in which a misread name may differ from the right one."""
_SOUND = "哈嘻呵啦咚叮嘀哒哗滴〇零一二三四五六七八九十百千万亿某丨"
"""Characters that are written several times with good reason."""
_TRIPLE = re.compile(rf"([一-鿿])\1\1++(?<![{_SOUND}])")


class _Words(NamedTuple):
    any: re.Pattern[str]
    """All words without groups, each beginning with a character of its own: what most texts hold none of is soon looked for."""
    pattern: re.Pattern[str]
    right: tuple[str, ...]
    """The right word of every group of the pattern."""


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads(lexicon("misreadings.toml").read_text(encoding="utf-8"))["word"]
    patterns = [entry["pattern"] for entry in data]
    return _Words(
        re.compile("|".join(patterns)),
        re.compile("|".join(f"({pattern})" for pattern in patterns)),
        tuple(entry["right"] for entry in data),
    )


def read(clean: CleanText, options: Options) -> tuple[Note, ...]:
    """One note a misreading: its first place in the source, and what it may stand for where that is known."""
    found: dict[str, Note] = {}
    for at, word, right in sorted(_found(clean.text, options)):
        told = f"“{word}”疑为“{right}”" if right else f"“{word}”疑有衍字"
        pieces = clean.pieces(at, at + len(word))
        if word not in found and pieces:
            span = (pieces[0][0], pieces[-1][1])
            found[word] = Note(code=CODE, message=told, severity="info", source=clean.source.info.path, span=span)
    return tuple(found.values())


def places(text: str) -> tuple[int, ...]:
    """Where words of the list of misreadings stand in a text."""
    return tuple([match.start() for match in _words().any.finditer(text)])


def _found(text: str, options: Options) -> Iterator[tuple[int, str, str]]:
    words = _words()
    for match in words.pattern.finditer(text) if words.any.search(text) else ():
        yield match.start(), match[0], words.right[(match.lastindex or 1) - 1]
    for match in _TRIPLE.finditer(text):
        yield match.start(), match[0], ""
    for project in options.projects:
        for alias in project.aliases:
            if misread(alias, project.name) and (at := text.find(alias)) >= 0:
                yield at, alias, project.name


def misread(alias: str, name: str) -> bool:
    """Whether another writing of a name is a misreading of it: as long, and one or two characters apart."""
    return len(alias) == len(name) and 0 < sum(a != b for a, b in zip(alias, name, strict=True)) <= _APART
