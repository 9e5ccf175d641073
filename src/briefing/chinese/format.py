"""The one formatter: how a value, a rank, a change, a period and a date are written in Chinese. Pure; the digits are never changed.

Composition prints with it and verification reads back with it. Ranges follow GB/T 15835: 百分号 and the scale (万, 亿) stand on
both sides (5%—5.5%, 2亿—3亿元).
"""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.chinese.numerals import numeral
from briefing.model.period import bounds

INFIX = ("余", "多")
"""Stand between scale and unit: 4万余家."""
SUFFIX = ("以上", "以下", "以内", "左右", "上下", "之内", "之多")
BOUND = ("前", "以内", "强")
"""Approximations of a rank that make it a bound: 前十."""
_SCALE = re.compile(r"[十百千万亿]+")
_QUARTERS = "一二三四"
_NUMBER = re.compile(r"([−-]?\d[\d,]*(?:\.\d+)?)(?:%|‰|[十百千万亿]*)(?:—([−-]?\d[\d,]*(?:\.\d+)?))?")


def number_text(value: Decimal) -> str:
    """The digits as given (7.0 stays 7.0, never 7E+2), with a true minus sign."""
    return f"{value:f}".replace("-", "−")


def value_text(
    value: Decimal, unit: str = "", *, approx: str | None = None, value_max: Decimal | None = None, show_unit: bool = True
) -> str:
    """A value with its words of limit: 5.4%, 近70亿元, 4万余家, 10%以上, 5%—5.5%, 2亿—3亿元."""
    name, word = (unit if show_unit else ""), approx or ""
    scale = match[0] if (match := _SCALE.match(name)) else ""
    number = number_text(value)
    if value_max is not None:
        both = name if name in ("%", "‰") else scale
        number = f"{number}{both}—{number_text(value_max)}"
    if word in INFIX:
        return f"{number}{scale}{word}{name[len(scale) :]}"
    if word in SUFFIX:
        return f"{number}{name}{word}"
    return f"{word}{number}{name}"


def rank_text(value: Decimal, *, approx: str | None = None, among: str | None = None, digits: bool = False) -> str:
    """第七 up to ten and 第12 beyond, 前十; with the base 全省第七; `digits` for badges: 全省第7."""
    whole = int(value)
    word = numeral(whole) if 0 < whole <= 10 and not digits else str(whole)
    return f"{among or ''}{'前' if approx in BOUND else '第'}{word}"


def figure_text(
    value: Decimal,
    unit: str = "",
    *,
    approx: str | None = None,
    value_max: Decimal | None = None,
    measure: str = "level",
    among: str | None = None,
    show_unit: bool = True,
) -> str:
    """A figure by its measure: a rank as 第七 or 全省第七, everything else as `value_text`."""
    if measure == "rank":
        return rank_text(value, approx=approx, among=among)
    return value_text(value, unit, approx=approx, value_max=value_max, show_unit=show_unit)


def change_text(value: Decimal, unit: str = "%", *, direction: str | None = None) -> str:
    """A change as a sign and its size: ▲ 13.21%, ▼ 2.8%. The sign is the direction, or that of the value; zero has none (持平)."""
    if value == 0:
        return "持平"
    down = direction == "down" or (direction is None and value < 0)
    return f"{'▼' if down else '▲'} {value_text(abs(value), unit)}"


def read_number(text: str) -> tuple[Decimal, Decimal | None] | None:
    """The first number of a formatted figure and the end of its range: what `value_text` was given; None without digits."""
    match = _NUMBER.search(text)
    if not match:
        return None
    first, last = (Decimal(g.replace("−", "-").replace(",", "")) if g else None for g in match.groups())
    assert first is not None
    return first, last


def period_text(period: str) -> str:
    """2024年, 2024年上半年, 2024年1—7月, 2024年10月1—7日, 截至2024年10月1日, 2021—2025年, 2022年以来, 到2025年12月.

    Raises `ValueError` for text that is no period."""
    span = bounds(period)
    body = period.partition(":")[2] or period
    if span.kind == "as-of":
        return f"截至{_point(body)}"
    if span.kind == "since":
        return f"{_point(body)}以来"
    if span.kind == "by":
        return f"到{_point(body)}"
    first, _, last = body.partition("/")
    return _range(first, last) if last else _point(first)


def date_text(iso: str) -> str:
    """2025年4月18日, 2025年4月, 2025年 — as much as the ISO date says."""
    return _point(iso)


def short_period(period: str) -> str:
    """2025.02 for narrow columns: the last month the period reaches; a year alone stays a year."""
    point = (period.partition(":")[2] or period).rpartition("/")[2]
    year, _, rest = point.partition("-")
    if rest in ("H1", "H2"):
        return f"{year}{'上' if rest == 'H1' else '下'}"
    if rest.startswith("Q"):
        return f"{year}.{int(rest[1]) * 3:02}"
    return f"{year}.{rest[:2]}" if rest else year


def count_words(value: int) -> str:
    """A small count in words, for titles: 三项, 两个, 十五个; digits beyond ninety-nine."""
    return "两" if value == 2 else numeral(value) if value < 100 else str(value)


def _point(point: str) -> str:
    year, _, rest = point.partition("-")
    if not rest:
        return f"{year}年"
    if rest in ("H1", "H2"):
        return f"{year}年{'上' if rest == 'H1' else '下'}半年"
    if rest.startswith("Q"):
        return f"{year}年{_QUARTERS[int(rest[1]) - 1]}季度"
    month, _, day = rest.partition("-")
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def _range(first: str, last: str) -> str:
    a, b = first.split("-"), last.split("-")
    if len(a) == len(b) == 2 and a[0] == b[0] and a[1].isdigit() and b[1].isdigit():
        return f"{a[0]}年{int(a[1])}—{int(b[1])}月"
    if len(a) == len(b) == 3 and a[:2] == b[:2]:
        return f"{a[0]}年{int(a[1])}月{int(a[2])}—{int(b[2])}日"
    if len(a) == len(b) == 1:
        return f"{first}—{last}年"
    return f"{_point(first)}至{_point(last)}"


def unsaid(before: str, words: str) -> str:
    """Words without the beginning that what stands before them has just said: …产业园项目 and 项目总投资 make …产业园项目总投资."""
    if before[-1:] == words[:1] and words[1:3] == "重点" and before[-1:] in ("省", "市", "县", "区", "州", "旗"):
        return words[1:]
    most = min(len(before), len(words) - 2)
    return next((words[size:] for size in range(most, 1, -1) if before.endswith(words[:size])), words)
