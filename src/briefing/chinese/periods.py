"""Periods in running Chinese text, in the notation of `briefing.model.period`.

A year comes from the text itself or, for 今年, 去年 and bare months, from the date of publication given as `anchor`; without either
there is no period. Patterns see the canonical text (half-width digits).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from briefing.model.period import bounds

_YEAR = r"(?:((?:19|20)\d{2})年|(今年|本年|去年|上年|明年))?"
_STATED = r"(?:((?:19|20)\d{2})年|(今年|本年|去年|上年|明年))"
_TO = "[-—~～至到]"
_SHIFT = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1}
_PARTS = {"上半年": "H1", "下半年": "H2", "一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4"}
_PLANS = {"十三五": "2016/2020", "十四五": "2021/2025", "十五五": "2026/2030"}


class Found(NamedTuple):
    """A period and its place in the text; `inferred` when the year was taken from the publication date."""

    start: int
    end: int
    period: str
    inferred: bool


Maker = Callable[[re.Match[str], "date | None"], "str | None"]


def _year(match: re.Match[str], anchor: date | None) -> int | None:
    """The stated year, or the publication's year shifted by 今年, 去年 …; a bare month belongs to the publication's year."""
    stated, relative = match[1], match[2]
    if stated:
        return int(stated)
    return anchor.year + _SHIFT.get(relative or "今年", 0) if anchor else None


def _months(match: re.Match[str], anchor: date | None) -> str | None:
    year, first, last = _year(match, anchor), int(match[3]), int(match[4])
    return f"{year}-{first:02}/{year}-{last:02}" if year and 1 <= first < last <= 12 else None


def _day(match: re.Match[str], anchor: date | None) -> str | None:
    year = _year(match, anchor)
    try:
        return date(year, int(match[3]), int(match[4])).isoformat() if year else None
    except ValueError:
        return None


def _month_end(match: re.Match[str], anchor: date | None) -> str | None:
    month = _month(match, anchor)
    return f"as-of:{bounds(month).last.isoformat()}" if month else None


def _month(match: re.Match[str], anchor: date | None) -> str | None:
    year = _year(match, anchor)
    return f"{year}-{int(match[3]):02}" if year and 1 <= int(match[3]) <= 12 else None


def _part(match: re.Match[str], anchor: date | None) -> str | None:
    year, name = _year(match, anchor), match[3].removeprefix("第")
    if not year:
        return None
    return f"{year}-01/{year}-09" if name == "前三季度" else f"{year}-{_PARTS[name]}"


def _span(match: re.Match[str], _: date | None) -> str | None:
    return f"{match[1]}/{match[2]}" if match[1] < match[2] else None


def _since(match: re.Match[str], anchor: date | None) -> str | None:
    year = _year(match, anchor)
    return f"since:{year}" if year else None


def _whole(match: re.Match[str], anchor: date | None) -> str | None:
    year = _year(match, anchor)
    return str(year) if year else None


def _plan(match: re.Match[str], _: date | None) -> str | None:
    return _PLANS[match[1]]


def _now(_: re.Match[str], anchor: date | None) -> str | None:
    return f"as-of:{anchor.isoformat()}" if anchor else None


RULES: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (re.compile(pattern), maker)
    for pattern, maker in (
        (r"截至目前|目前为止", _now),
        (rf"{_YEAR}(\d{{1,2}})月?份?{_TO}(\d{{1,2}})月份?(?![\d日])", _months),
        (rf"{_YEAR}(\d{{1,2}})月(\d{{1,2}})日", _day),
        (rf"{_YEAR}(\d{{1,2}})月(?:末|底)", _month_end),
        (rf"{_YEAR}(\d{{1,2}})月(?:份|当月)?(?![\d日])", _month),
        (rf"{_YEAR}(上半年|下半年|前三季度|第?[一二三四]季度)", _part),
        (rf"((?:19|20)\d{{2}})年?{_TO}((?:19|20)\d{{2}})年", _span),
        (rf"{_STATED}以来", _since),
        (rf"{_STATED}(?!度|代|\d|来|内)", _whole),
        (r"“(十[三四五]五)”", _plan),
    )
)


def periods(text: str, anchor: date | None = None) -> Iterator[Found]:
    """The periods of a text in order, the longest at each place; none overlaps another."""
    found: list[Found] = []
    for pattern, maker in RULES:
        for match in pattern.finditer(text):
            if any(f.start < match.end() and match.start() < f.end for f in found):
                continue  # an earlier rule is the longer reading of the same words
            if period := maker(match, anchor):
                inferred = "年" not in match[0] or not re.search(r"\d{4}", match[0])
                found.append(Found(match.start(), match.end(), period, inferred and pattern is not RULES[-1][0]))
    yield from sorted(found)
