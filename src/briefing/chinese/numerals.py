"""Chinese numerals ↔ numbers: 七十五, 一百零八, 两千四百零六, 百亿, 二〇二四."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = "零一二三四五六七八九"
DIGITS = {c: i for i, c in enumerate(_ONES)} | {"〇": 0, "两": 2}
_SIZES = (("千", 1000), ("百", 100), ("十", 10))
_D = "[一二两三四五六七八九]"
_GROUP = re.compile(rf"(?:({_D})?(千))?零?(?:({_D})?(百))?零?(?:({_D})?(十))?零?({_D})?")
_WHOLE = re.compile(r"(?:([^亿万]+)亿)?零?(?:([^亿万]+)万)?零?([^亿万]+)?")
_POINT = re.compile(r"(?P<whole>[^亿万点]+)点(?P<decimals>[零〇一二三四五六七八九]+)(?P<scale>[万亿]?)")
_SPELLED = re.compile(r"[零〇一二三四五六七八九]{2,}")


def number(text: str) -> Decimal | None:
    """The value of a Chinese numeral; None for text that is none. 百亿 is 100 亿, 十 is 10, 二〇二四 is 2024, 一点三 is 1.3."""
    if text in ("零", "〇"):
        return Decimal(0)
    if _SPELLED.fullmatch(text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    if parts := _POINT.fullmatch(text):
        whole = number(parts["whole"])
        scale = {"亿": 10**8, "万": 10**4, "": 1}[parts["scale"]]
        decimals = "".join(str(DIGITS[c]) for c in parts["decimals"])
        return None if whole is None else (whole + Decimal(f"0.{decimals}")) * scale
    match = _WHOLE.fullmatch(text)
    if not match or not text:
        return None
    total = Decimal(0)
    for part, scale in zip(match.groups(), (10**8, 10**4, 1), strict=True):
        if part is not None:
            group = _group(part)
            if group is None:
                return None
            total += group * scale
    return total


def _group(text: str) -> int | None:
    """A numeral below ten thousand; a bare 千, 百 or 十 counts one of it."""
    match = _GROUP.fullmatch(text.removeprefix("零"))
    if not match or not any(match.groups()):
        return None
    parts = match.groups()
    value = DIGITS[parts[6]] if parts[6] else 0
    for at, (_, size) in enumerate(_SIZES):
        digit, name = parts[2 * at], parts[2 * at + 1]
        value += size * (DIGITS[digit] if digit else 1) if name else 0
    return value


def numeral(value: int) -> str:
    """The Chinese numeral of a whole number from 0 to 10¹² − 1: 108 → 一百零八, 15 → 十五. Raises `ValueError` beyond."""
    if not 0 <= value < 10**12:
        raise ValueError(f"no numeral for {value}")
    out = ""
    for name, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        group = value // size % 10**4
        if group:
            out += ("零" if out and group < 1000 else "") + _written(group) + name
    return (out.removeprefix("一") if out.startswith("一十") else out) or "零"


def _written(group: int) -> str:
    out, gap = "", False
    for name, size in (*_SIZES, ("", 1)):
        digit = group // size % 10
        if digit:
            out += ("零" if gap and out else "") + _ONES[digit] + name
        gap = not digit
    return out
