"""Classes of characters for line breaking (W3C CLREQ, GB/T 15834) and the numbers that stay whole."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from briefing import resources

HAN, OPEN, CLOSE, COMMA, STOP, MIDDLE, DASH, LATIN, SPACE, INVISIBLE, OBJECT = range(11)

OPENING = "（【〔《〈「『“‘［｛〖〘〝﹁﹃"
CLOSING = "）】〕》〉」』”’］｝〗〙〞〟﹂﹄"
COMMAS = "，、"
STOPS = "。；：？！．｡"
INTERPUNCTS = "·・‧•"
DASHES = "—―…⋯⸺～〜–‐-－/／﹏"
SUFFIXES = "%％‰‱℃°′″℉㎡㎥㎞㎝㎜㎏"
LATIN_CLOSING = ",.;:!?)]}»›"
LATIN_OPENING = "([{«‹¥￥$€£№#＃§＋±"

NO_START = frozenset(CLOSING + COMMAS + STOPS + INTERPUNCTS + DASHES + SUFFIXES + LATIN_CLOSING + "ゝゞ々〻ー")
"""Never begins a line."""
NO_END = frozenset(OPENING + LATIN_OPENING)
"""Never ends a line."""
MARKS = frozenset(CLOSING + COMMAS + STOPS + LATIN_CLOSING + " —…")
"""Behind these a hyphen before a digit is a sign, which may begin a line."""
OBJECT_CHAR = "\ufffc"
"""Stands in the flat text for a box or a glued piece."""

_FIXED = (
    dict.fromkeys(OPENING, OPEN)
    | dict.fromkeys(CLOSING, CLOSE)
    | dict.fromkeys(COMMAS, COMMA)
    | dict.fromkeys(STOPS, STOP)
    | dict.fromkeys(INTERPUNCTS, MIDDLE)
    | dict.fromkeys("—―…⋯⸺～〜", DASH)
    | dict.fromkeys(" \t\n\r\xa0\u2002\u2003\u2009\u200a\u3000", SPACE)
    | {OBJECT_CHAR: OBJECT}
)


class _Classes(dict[str, int]):
    def __missing__(self, char: str) -> int:
        self[char] = found = _classify(char)
        return found


def _classify(char: str) -> int:
    if char in _FIXED:
        return _FIXED[char]
    code = ord(char)
    if code < 0x20 or code in (0xAD, 0xFEFF) or 0x200B <= code <= 0x200F or 0x2028 <= code <= 0x202E or 0x2060 <= code <= 0x206F:
        return INVISIBLE
    if 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE01EF or 0x7F <= code < 0xA0:
        return INVISIBLE
    # Latin, Greek, Cyrillic and the narrow signs; everything wide breaks on both sides like a Han character.
    return LATIN if code < 0x2000 or 0x2070 <= code <= 0x209F or char in "–‐‑′″‰‱€№−∶²³" else HAN


CLASSES = _Classes()


def invisible(char: str) -> bool:
    """Whether the character is never drawn: controls, joiners, variation selectors."""
    return CLASSES[char] == INVISIBLE


_SCALES = "[多余几来]?[十百千万亿]{0,3}[多余几来]?"
_NUMBER = r"[0-9０-９]++(?:[.,:：∶/．][0-9０-９]+)*+"
_SIGN = r"(?:第|No\.|№|[+\-−±＋－▲△▼▽↑↓￥¥$€£])\s?"
_JOIN = r"\s?(?:[-–~～×∶:：至到]|—(?!—))\s?"


@lru_cache(maxsize=1)
def unit_words() -> tuple[str, ...]:
    """Units of more than one character, longest first, from the lexicon of units."""
    data = tomllib.loads(resources.lexicon("units.toml").read_text(encoding="utf-8"))
    words = {word for group in data.values() if isinstance(group, dict) for key in ("units", "bare") for word in group.get(key, ())}
    return tuple(sorted((word for word in words if len(word) > 1), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def quantities() -> re.Pattern[str]:
    """A number with its sign, scale and unit, and ranges of bare numbers (10—15%, 3至5个): stays on one line. Whatever single
    character follows a number (个, 年, 位, 所 …) belongs to it."""
    units = "|".join(map(re.escape, unit_words()))
    unit = rf"(?:\s?(?:{units})|[%％‰℃°]+|\s?[A-Za-z㎡㎥²³/]{{1,8}}|\s?[\u3400-\u9fff])?"
    return re.compile(rf"(?:{_SIGN})?{_NUMBER}(?:{_JOIN}(?:[+\-−])?{_NUMBER})*+\s?{_SCALES}{unit}")


ORDINALS = re.compile(r"第[零〇一二三四五六七八九十百千]{1,6}")
"""Ordinals in characters, never divided."""
HAN_NUMERALS = re.compile(r"(?:百分之|千分之)?[零〇一二三四五六七八九十百千万亿两]{2,8}")
"""Numbers in characters, and words like 十四五: better not divided."""
_DAY = r"[0-9]{1,2}(?:[—–~～至、-][0-9]{1,2})?"
DATES = re.compile(
    rf"(?:截至|[到至自])?[0-9]{{4}}\s?年\s?(?:{_DAY}\s?月(?:\s?{_DAY}\s?日)?|[上下]半年|[一二三四]季度)|{_DAY}\s?月\s?{_DAY}\s?日"
)
"""Dates of several parts with the word before them: better not divided between year, month and day."""
HAN_BEFORE = frozenset("约近超逾达至为第仅共计")
"""Better not the last character of a line when a number follows."""
