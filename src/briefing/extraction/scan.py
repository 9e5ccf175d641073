"""One pass over a piece of text → flat tokens: times, excluded numbers, quantities, ranks, places.

Offsets of tokens count in the text that was scanned (see `Passage` in clauses.py for the way back).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from briefing.chinese import numerals, units
from briefing.chinese.periods import Mention, mentions
from briefing.resources import lexicon

Kind = Literal["quantity", "rank", "ratio", "threshold", "refused"]

_N = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_C = "[一二两三四五六七八九十百千]"
_TO = "[-—~～－至到]{1,2}"
_BEFORE = "近约超逾"
_APPROX = r"(?:大约|约为|约|将近|接近|近|超过|超|突破|逾|不低于|不少于|不超过|不足|不到|至少|高于|达到或超过|上)"
_SPELLED = (
    r"成(?!立|为|功|员|本|果|效|长|都|熟|交|绩|品|人|型|片|套|立方)|倍|番|车道|亿元|万元|亿美元|万吨|万亩|平方公里|公里|个百分点|个月(?=时间|内)|个(?=百亿|千亿|万亿)"
    r"|次(?=受到|获|入选|被|荣|蝉联|登|上榜|夺)"
)
_AFTER = r"(?:以上|以下|以内|左右|上下|之多|多(?!家|种|个|项|元化)|余(?!家|个|项|户)|强(?=，|。|、))"
_REGION = r"(?:全国|全省|全市|全区|全县|全州|全盟|全自治区|全球|全世界|世界|亚洲|国内|省内|市内|省级|国家级|[\u4e00-\u9fa5]{0,6}(?:地区|地级市|县市|区县|县区|县域))"
_LEAD = r"(?:分别)?(?:继续)?(?:(?:稳|跃|均|仍|也|皆|同)?(?:居|列)(?:于|至)?|位居|位列|位次居|位次列|名列|排名?(?:在|至|第)?|稳定在|上升至|升至|升到|跃升至|提升至|前移至|保持|领跑|夺得|荣获|获|为|占据|蝉联|占)"
_RANK = rf"""(?P<rankverb>{_LEAD})?(?P<among>{_REGION}[\u4e00-\u9fa5（）“”]{{0,14}}?)?(?:的)?(?P<place>第(?:{_C}+|\d+)(?:位|名)?|首位|榜首|末位|前(?:{_C}+|\d+)(?:位|名|强)?|(?<=[\u4e00-\u9fa5])(?:\d+|{_C}+)强)"""


@dataclass(frozen=True, slots=True)
class Token:
    """A number of the text: `start`–`end` with the approximation, `number` the span of the number with its unit."""

    kind: Kind
    start: int
    end: int
    number: tuple[int, int]
    value: Decimal = Decimal(0)
    value_max: Decimal | None = None
    unit: str = ""
    approx: str | None = None
    among: str | None = None
    reason: str = ""
    shared: bool = False
    spelled: bool = False
    parts: tuple[tuple[Decimal, int, int], ...] = ()


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    data = tomllib.loads(lexicon("exclusions.toml").read_text(encoding="utf-8"))
    unit = units.pattern()
    refused = [f"(?P<x_{reason}>{'|'.join(f'(?:{p})' for p in patterns)})" for reason, patterns in data.items()]
    ratio = rf"(?P<ratio>{_N}(?::{_N})+)"
    quantity = (
        rf"(?P<approx>{_APPROX})?(?P<sign>(?<![\d\w%])[-－−](?=\d))?(?P<n1>{_N})"
        rf"(?:(?P<scale>[百千万亿]+)?(?P<in>[多余])(?P<u2>{unit})|(?P<u1>{unit})?{_TO}(?P<n2>{_N})(?P<u3>{unit})|(?P<u4>{unit}))?(?P<after>{_AFTER})?"
    )
    spelled = rf"(?P<sapprox>{_APPROX})?(?P<cn>{_C}*[一二两三四五六七八九十百千万]{_C}*[万亿]?)(?P<sin>[多余])?(?P<sunit>{_SPELLED})(?P<safter>{_AFTER})?"
    return re.compile(
        "|".join([*refused, ratio, rf"(?P<rank>{_RANK})", rf"(?P<quantity>{quantity})", rf"(?P<spelled>{spelled})"]), re.M
    ), tuple(data)


def tokens(text: str) -> list[Token]:
    """Every number of a text in order."""
    pattern, reasons = _pattern()
    out: list[Token] = []
    for match in pattern.finditer(text):
        name = next((n for n in ("quantity", "rank", "ratio", "spelled") if match[n] is not None), None)
        token = _MAKERS[name](match) if name else _refused(match, next(r for r in reasons if match[f"x_{r}"] is not None))
        if token:
            out.append(token)
    return _shared(out, text)


def _refused(match: re.Match[str], reason: str) -> Token:
    return Token("refused", match.start(), match.end(), match.span(), reason=reason)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _quantity(match: re.Match[str]) -> Token:
    unit = match["u4"] or match["u3"] or (match["scale"] or "") + (match["u2"] or "")
    value = _decimal(match["n1"]) * (-1 if match["sign"] else 1)
    high = _decimal(match["n2"]) if match["n2"] else None
    last = max(match.end(name) for name in ("n1", "u2", "u3", "u4"))
    first = match.start("sign") if match["sign"] else match.start("n1")
    if high is not None and high <= value:
        high = None
    if not unit:
        return Token("refused", match.start(), match.end(), (first, last), value, reason="no-unit")
    return Token(
        "quantity",
        match.start(),
        match.end(),
        (first, last),
        value,
        high,
        unit,
        _word(match["approx"], match["in"], match["after"]),
    )


def _word(before: str | None, inside: str | None, after: str | None) -> str | None:
    return before or after or inside


def _spelled(match: re.Match[str]) -> Token | None:
    text, unit = match["cn"], match["sunit"]
    value = numerals.number(text)
    if value is None:
        return None
    scale = ""
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        if text.endswith(mark):
            value, scale = value / size, mark
    last = match.end("sunit")
    return Token(
        "quantity", match.start(), match.end(), (match.start("cn"), last), value, None, scale + unit,
        _word(match["sapprox"], match["sin"], match["safter"]), spelled=True,
    )  # fmt: skip


def _ratio(match: re.Match[str]) -> Token | None:
    parts, at = [], match.start()
    for piece in match[0].split(":"):
        parts.append((_decimal(piece), at, at + len(piece)))
        at += len(piece) + 1
    return Token("ratio", match.start(), match.end(), match.span(), parts=tuple(parts))


_FIRST = {"首位": 1, "榜首": 1}


def _rank(match: re.Match[str]) -> Token | None:
    place, verb, among = match["place"], match["rankverb"], match["among"]
    if not (verb or among) or (verb in ("为", "获", "占", "荣获") and not among):
        before = match.string[max(match.start("place") - 1, 0) : match.start("place")]
        if not (before in ("、", "和") and place.startswith("第") and place[-1] in "位名"):
            return None
    span = match.span("place")
    among = among.rstrip("的") if among else None
    if place in _FIRST:
        return Token("rank", match.start(), match.end(), span, Decimal(1), unit="位", among=among)
    if place == "末位":
        return Token("refused", match.start(), match.end(), span, reason="open-rank", among=among)
    digits = place.lstrip("第前").rstrip("位名强")
    value = Decimal(digits) if digits.isdigit() else numerals.number(digits)
    if value is None:
        return None
    bound = "以内" if place[0] == "前" or place.endswith("强") else None
    return Token("rank", match.start(), match.end(), span, value, unit="位", approx=bound, among=among)


_MAKERS = {"quantity": _quantity, "spelled": _spelled, "ratio": _ratio, "rank": _rank}

_JOIN = re.compile(r"[、，]|和|及|与|以及|[、，]?(?:和|及|与)")


def _shared(found: list[Token], text: str) -> list[Token]:
    """Numbers without a unit take the unit of the last of their list: 0.7、0.5和0.2个百分点."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        if (
            here.reason == "no-unit"
            and after.kind == "quantity"
            and not after.spelled
            and _JOIN.fullmatch(text[here.end : after.start])
        ):
            unit = after.unit
            out[i] = Token(
                "quantity", here.start, here.end, here.number, here.value, here.value_max, unit, here.approx, shared=True
            )
    return out


def times(text: str, anchor: date | None) -> list[Mention]:
    """The mentions of time of a text."""
    return list(mentions(text, anchor))
