"""Numbers that copying has damaged: a digit, a point or a unit is lost or misread (12.亿元, 1 9项, 3.1S亿元, 12.5忆元).

Such a number is never read; what stands in the same sentence is read and told as doubtful. Only the characters right beside a
run of digits are looked at, so that sound text costs nearly nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from briefing.chinese import units
from briefing.chinese.beginnings import compiled
from briefing.model.base import Span

DOUBT = "数字残缺"
_BLANK = " \u2002-\u200a\u202f\u205f\xa0"
_ALIKE = "OoIlSBZbgз〇|"
"""Letters that scanning takes digits for."""
_HOLE = "?？□■*＊�_^&…"
"""What stands where a character could not be read."""
_WITHIN = "●★☆◆◇■※◎#在了"
"""What never stands between two digits."""
_BESIDE = frozenset(f"{_WITHIN}和的%~～ .·。，-−–{_ALIKE}{_HOLE}忆方介目曰无\u2002\u2003\u2009\u202f\xa0")
_SECOND = ("无", "目", "介", *"的了在…●★~")
_RUN = re.compile(r"\d\d*(?:\.\d+)*")
_LEFT, _RIGHT = 8, 14


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    unit = f"[{_BLANK}]?{units.pattern()}"
    head = r"(?<![。；：\s]\d)(?<![。；：\s]\d\d)(?<!^\d)(?<!^\d\d)"
    """Not behind the number of an item (1. 项目)."""
    item = head + r"(?<![，、]\d)(?<![，、]\d\d)"
    shapes = (
        rf"\d{item}[.·][{_BLANK}]*(?={unit})|\d{head}[.·][{_BLANK}]*(?=%|个百分点|[万亿])",
        rf"\d{head}[{_BLANK}]*[.·][{_BLANK}]+\d|\d[{_BLANK}]+\.[{_BLANK}]*\d",
        rf"(?<![\d年月日时分第])(?!(?:19|20)\d\d[{_BLANK}])\d{{1,4}}[{_BLANK}]+\d+(?:\.\d+)?(?=[多余几]?{unit}|[年月日])",
        rf"(?<=月)\d{{1,2}}[{_BLANK}]+\d{{1,2}}(?=日)|(?<=[年至—~-])\d[{_BLANK}]+\d(?=月)",
        rf"[∶:：]\d{{1,2}}(?:\.\d+)?[{_BLANK}]+\d[\d.]*(?!:)",
        rf"\d\.?[{_WITHIN}]\.?\d[\d.]*|\d+和0(?![.\d])|\d\.[的和]\d|\d[{_WITHIN}]+(?=%|个百分点|[亿万]元)|\d和(?=个月|年|%|个百分点|[亿万]元)",
        rf"\d[{_BLANK}]+0\d*(?=[多余]?{unit})|(?<=[一-龥])\d+\.\d[{_BLANK}]\d{{1,2}}(?=[。，；])",
        rf"(?<=[一-龥])(?<![前第列居名位近至到])\d{{1,3}}[,，]\d{{4}}(?={unit})",
        r"\d[亿万][的了在…●★~]+元|%和[-—–~]\d+(?:\.\d+)?",
        r"\d\.{2,}\d|\d\.[-−–]+\d|[-−–]\.\d|\d\.\d+\.(?=\d)",
        rf"\d\.\d+\.(?={unit})",
        rf"(?<![\d.:年月日第])\d{{1,4}}[，。·]\d{{1,2}}(?:\.\d+)?(?={unit})",
        rf"(?<![A-Za-z\d.])(?=[\d.]*[{_ALIKE}])(?=[.{_ALIKE}]*\d)[\d.{_ALIKE}]+(?={unit})",
        rf"\d[{_HOLE}]+\.?\d*(?={unit})|\d\.[{_HOLE}]+|(?<![A-Za-z])[□■*＊�_^&]+\.?\d+(?:\.\d+)?(?={unit})",
        r"\d(?:忆|[亿万]无|方(?=[元吨人亩户平立颗名群支件台辆只头羽株套块盏美千余多海])|介(?=[，。、；项月百中问]|$)|[万亿]介|无(?=[，。、；])|[个介]?目(?![标前录的])|曰)",
    )
    return compiled("|".join(f"(?:{shape})" for shape in shapes), re.M)


def broken(text: str) -> tuple[Span, ...]:
    """Where the damaged numbers of a text stand, each with the digits beside the damage."""
    return tuple(_broken(text))


def _broken(text: str) -> Iterator[Span]:
    done = 0
    for run in _RUN.finditer(text):
        a, b = run.span()
        if not (text[a - 1 : a] in _BESIDE or text[b : b + 1] in _BESIDE or text[b + 1 : b + 2] in _SECOND):
            continue
        if text[b : b + 1] in "和~～" and (split := _SPLIT.match(text, a)) is not None and _parted(text, split):
            yield split.span()
            done = split.end()
        elif found := _pattern().search(text, max(a - _LEFT, done, 0), min(b + _RIGHT, len(text))):
            start, end = found.span()
            if start < b and a < end:
                yield min(a, start), max(b, end)
                done = max(b, end)


_SPLIT = re.compile(r"(?P<one>\d+(?:\.\d+)?)(?P<by>[和~～])(?P<two>\d+(?:\.\d+)?)(?=%|个百分点|[亿万]|[元亩吨个家户人项]|公里)")
_LISTED = re.compile(r"分别[^，。；]*$|[各两均][^，。；]*$|\d[^，。；、]{0,4}、$|为$")


def _parted(text: str, split: re.Match[str]) -> bool:
    """新增学位5和400个: one number that something parts; two have a word that tells them one by one (分别为5和400个), a span
    rises (5~8%)."""
    if split["by"] != "和":
        return Decimal(split["two"]) <= Decimal(split["one"])
    return _LISTED.search(text, max(split.start() - 40, 0), split.start()) is None


def meets(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether a piece of the text shares a character with one of the spans."""
    for a, b in spans:  # noqa: SIM110 (asked for every mark and number: a generator costs twice)
        if a < end and start < b:
            return True
    return False
