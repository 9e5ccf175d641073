"""Where the lines of a text are parts of one: how its paragraphs are set apart, and a line that is set apart otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.chinese.pairs import PAIRS
from briefing.cleaning.lines import Line

DOUBT = "断行存疑"
_END = "。！？；：”』…）】"
_CLOSED = "。！？；"
_LEAST, _SHARE = 4, 0.8
"""So many paragraphs, and so much of all, must be set alike."""
_PARAGRAPH = 40
_MARK = re.compile("[，；：。、]")
_INSIDE = re.compile(r"[，；。]|：[^，：]*\d")
_NO_BLANK = str.maketrans("", "", " \r")
_OPEN_END = _END + "？,"
_NO_START = "，。；：、）”！？"
_ITEM = re.compile(
    r"[▲△■□●◆★·—]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.、．](?!\d)|[①-⑳]|第[一二三四五六七八九十]+[章部节条]"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How paragraphs begin: the blanks before them, and whether an empty line parts them; nothing where there is no one way."""

    indent: str = ""
    parted: bool = False

    @staticmethod
    def of(lines: Sequence[Line], canon: str) -> Setting:
        """The way of most paragraphs."""
        full = [line for line in lines if len(line.text) > _PARAGRAPH and line.text[-1] in _END]
        if len(full) < _LEAST:
            return Setting()
        indents = Counter(_indent(line.start, canon) for line in full)
        indent, count = indents.most_common(1)[0]
        after = [line for line in full if line.start]
        parted = sum(_parted(line.start, canon) for line in after)
        return Setting(indent if count >= _SHARE * len(full) else "", parted >= _SHARE * len(after))

    def goes_on(self, start: int, canon: str, before: str) -> bool:
        """Whether the line at a place is set otherwise than a paragraph, behind words that need not be an end. `before` is the
        line before it."""
        indent = _indent(start, canon)
        if not before or before[-1] in _END or indent.strip():
            return False
        if self.indent and indent != self.indent:
            return True
        return self.parted and not _parted(start, canon) and _MARK.search(before) is not None


def _indent(start: int, canon: str) -> str:
    return canon[canon.rfind("\n", 0, start) + 1 : start]


def _parted(start: int, canon: str) -> bool:
    return "\n\n" in canon[max(start - 8, 0) : start].translate(_NO_BLANK)


def is_sentence(text: str) -> bool:
    """Whether a line reads as running text: marks inside and a full stop at its end, no item and no heading."""
    return text[-1] in _CLOSED and _MARK.search(text) is not None and not _ITEM.match(text)


def begins_inside(text: str) -> bool:
    """Whether a line begins with a mark, as nothing does that is a line of its own."""
    return text[0] in _NO_START and not text.startswith("”“")


_SCRAP = re.compile(r"[一-龥]{1,3}[。；](?=.)")


def split_word(before: str, first: str) -> bool:
    """Whether a line ends inside a word that the next one ends: 集中开⏎工项目, 建成通⏎车。项目部…"""
    return before[-1] not in _OPEN_END and (before[-1] + first[0] in PAIRS or _SCRAP.match(first) is not None)


def torn(before: str, kept: str) -> bool:
    """Whether a short line with marks and without an end stands before running text: a field of a list, or half a sentence."""
    return before[-1] not in _OPEN_END and _INSIDE.search(before) is not None and is_sentence(kept)


_SUM = re.compile(r"\d(?:[万亿]?[元吨亩人户件台套家所%个项米里]|个百分点|公里|平方米|[万亿]?千瓦时?)$")
_REST = re.compile(r"[。！？][^，。；：、！？]{1,8}$")


def may_end(before: str) -> bool:
    """Whether words without a mark may be the end of a sentence all the same: an amount, or next to nothing behind a full stop."""
    return _SUM.search(before) is not None or _REST.search(before) is not None
