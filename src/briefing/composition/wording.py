"""How a value, a period or a count is written. One place; the numbers themselves are never changed."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.chinese.numerals import numeral
from briefing.model.fact import Figure
from briefing.model.period import bounds

_INFIX = ("余", "多")
_SUFFIX = ("以上", "以下", "以内", "左右", "上下", "之内")
_SCALE = re.compile(r"[十百千万亿]+")
_QUARTERS = "一二三四"


def number_text(value: Decimal, value_max: Decimal | None = None) -> str:
    """The digits as given, with a true minus sign; a range with the dash of figures."""
    text = str(value).replace("-", "−")
    return text if value_max is None else f"{text}—{str(value_max).replace('-', '−')}"


def figure_text(figure: Figure, *, unit: bool = True) -> str:
    """近70亿元, 4万余家, 10%以上, 第七, 5%—6%."""
    if figure.measure == "rank":
        return rank_text(figure)
    number = number_text(figure.value, figure.value_max)
    name, approx = (figure.unit if unit else ""), figure.approx or ""
    if approx in _INFIX:
        scale = match[0] if (match := _SCALE.match(name)) else ""
        return f"{number}{scale}{approx}{name[len(scale) :]}"
    if approx in _SUFFIX:
        return f"{number}{name}{approx}"
    return f"{approx}{number}{name}"


def rank_text(figure: Figure) -> str:
    """第七 up to ten, 第12 beyond; 前十, 百强 keep their sense."""
    value = int(figure.value)
    word = numeral(value) if 0 < value <= 10 else str(value)
    if figure.approx in ("前", "以内"):
        return f"前{word}"
    return f"第{word}"


def badge_text(figure: Figure) -> str:
    """全省第7."""
    return f"{figure.among or ''}{'前' if figure.approx in ('前', '以内') else '第'}{figure.value}"


def period_text(period: str) -> str:
    """2024年上半年, 2024年1—7月, 2024年10月1—7日, 截至2024年10月1日, 2022年以来, 到2025年12月."""
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


def short_date(period: str) -> str:
    """2025.02 for narrow columns: the last month the period reaches, a year alone stays a year."""
    body = period.partition(":")[2] or period
    point = body.rpartition("/")[2]
    year, _, rest = point.partition("-")
    if not rest:
        return year
    if rest in ("H1", "H2"):
        return f"{year}{'上' if rest == 'H1' else '下'}"
    if rest.startswith("Q"):
        return f"{year}.{int(rest[1]) * 3:02}"
    return f"{year}.{rest[:2]}"


def date_text(iso: str) -> str:
    """2025年4月18日."""
    return _point(iso)


def count_words(value: int) -> str:
    """A small count in words, for titles: 三项, 两个, 十五个; digits beyond ninety-nine."""
    return "两" if value == 2 else numeral(value) if value < 100 else str(value)
