"""Where the lines of a text are parts of one: how its paragraphs are set apart, and a line that is set apart otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.chinese.pairs import PAIRS
from briefing.chinese.words import torn_word
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


_MANY, _RARE, _HEAD = 8, 4, 2
"""What parts the lines of a text is known from so many; what stands so seldom between them, and less than once in ten, is rare."""


def breaks(lines: Sequence[Line], raw: str) -> frozenset[int]:
    """Where lines begin behind a break unlike nearly all others of the text: an indent that is missing, an empty line that is
    missing, another kind of line feed. Nothing is known of the first lines, and of breaks that are wider than the usual."""
    found = [(b.start, raw[a.start + len(a.text) : b.start]) for a, b in pairwise(lines)]
    found = [(start, gap) for start, gap in found if "\n" in gap and not gap.strip()]
    if len(found) < _MANY:
        return frozenset()
    body = found[_HEAD:]
    count = Counter(gap for _, gap in body)
    usual = count.most_common(1)[0][0].count("\n")
    rare = {gap for gap, n in count.items() if n <= _RARE and n * 10 <= len(body) and gap.count("\n") <= usual}
    return frozenset(start for start, gap in body if gap in rare)


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


_OPEN_WORD = re.compile(r"(?<=[一-龥]{4})(?:[的将把被从]|(?P<and>[和与及]))$")
_LABELLED = re.compile(r"[^，。；：]{2,24}：")
_CLOSERS = (("“", "”"), ("（", "）"), ("《", "》"))


def cut_inside(before: str, first: str, canon: str) -> bool:
    """Whether a line ends inside a word, a place's name, an amount, a bracket or a quotation that the next one ends, or with a
    word that asks for more."""
    opened = None if _LABELLED.match(first) else _OPEN_WORD.search(before)
    if (opened and (not opened["and"] or is_sentence(first))) or torn_word(before, first):
        return True
    if _ENDS_OPEN.search(before) and _AMOUNT.match(first):
        return True
    amount = before[-1].isdigit() and _UNIT.match(first) is not None and _HAN.search(before) is not None
    return amount or _cut_place(before, first, canon) or any(_closes(before, first, *pair) for pair in _CLOSERS)


_HAN = re.compile("[一-龥]")
_ENDS_OPEN = re.compile(r"，[^，。；：]*(?:投资|收入|产值|增加值|增长|下降|达到?|面积|突破|超过|完成|实现|建成|共)约?$")
_AMOUNT = re.compile(r"\d[\d.,]*(?:[万亿]?[元亩吨]|%|[个项家户座公平万亿]|$)")
"""…，总投资⏎52亿元: the name of an amount and the amount."""
_UNIT = re.compile(
    r"(?:[个件项家户名座条台套处所年月%％]|[亿万]?[元亩吨]|[亿万](?=[^一-龥]|[元吨亩人户千平公])|公里|平方|千瓦|\.\d)"
)
_PLACE = frozenset("省市县区州旗镇乡")
_NO_PLACE = frozenset("委政长域级直内里场民容块位")
"""县委, 区域: what begins with such a character and names no place."""


def _cut_place(before: str, first: str, canon: str) -> bool:
    """望⏎海区: the name of a place that stands whole elsewhere."""
    for left, right in ((2, 1), (3, 1), (1, 2), (2, 2)):
        if len(before) < left or len(first) <= right or first[right - 1] not in _PLACE or first[right] in _NO_PLACE:
            continue
        if _HAN_NAME.fullmatch(name := before[-left:] + first[:right]) and canon.count(name) > (left == 1):
            return True
    return False


_HAN_NAME = re.compile("[一-龥]{3,4}")


def _closes(before: str, first: str, opener: str, closer: str) -> bool:
    """在“三十⏎工程”中: what the one line opens the next one closes."""
    at = first.find(closer)
    return at >= 0 and before.rfind(opener) > before.rfind(closer) and opener not in first[:at]


def torn(before: str, kept: str) -> bool:
    """Whether a short line with marks and without an end stands before running text: a field of a list, or half a sentence."""
    return before[-1] not in _OPEN_END and _INSIDE.search(before) is not None and is_sentence(kept)


_SUM = re.compile(r"\d(?:[万亿]?[元吨亩人户件台套家所%个项米里]|个百分点|公里|平方米|[万亿]?千瓦时?)$")
_REST = re.compile(r"[。！？][^，。；：、！？]{1,8}$")


def may_end(before: str) -> bool:
    """Whether words without a mark may be the end of a sentence all the same: an amount, or next to nothing behind a full stop."""
    return _SUM.search(before) is not None or _REST.search(before) is not None
