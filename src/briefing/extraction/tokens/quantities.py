"""Numbers with a unit, in digits or in words, and ratios, as flat tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from briefing.chinese import numerals, units

_N = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
C = "[一二两三四五六七八九十百千]"
_TO = "(?:[-—~～－–]{1,2}|至|到)"
_AFTER = (
    r"(?:(?:及|或)?以上|(?:及|或)?以下|(?:及|或)?以内|左右|上下|之多"
    r"|多(?!家|种|个|项|元化|式|名|场|条|层|级|功能|媒体|边形)|余(?!家|个|项|户|名|条))"
)
_APPROX = re.compile(
    r"(?:大约|约[为合有达]|(?<![签合契条节预特大制公誓])约|将近|接近|近|超过|超|突破|(?<=[性次功续举再])(?:跨越|跨过|迈过)|(?<![突侦打攻爆冲读看戳击撞划勘])破(?=了?$)|逾|不低于|不少于|不超过|不高于|不大于|不多于|不小于|不足|不到|至少|达到或超过|超过或达到|达到及超过|上(?=[百千万]))(?:了)?$"
)
_DECIMALS = "[零〇一二三四五六七八九]"
_SPELLED_UNIT = (
    r"成(?!立|为|功|员|本|果|效|长|都|熟|交|绩|品|人|型|片|套|立方|分|就|千|百|群|形|真|份)|倍(?!增)|番|车道|亿元|万元|亿美元|万吨|万亩|万人(?!次数)|平方公里"
    r"|公里(?!处)|个百分点|个月(?=时间|内)|个(?=百亿|千亿|万亿|城区|国家级|省级|县|区县|街道|乡镇)|家(?=国家|省|企业|上市|公司)"
    r"|次(?=受到|获|入选|被|荣|蝉联|登|上榜|夺)"
)
Kind = Literal["quantity", "rank", "ratio", "refused"]


class Token(NamedTuple):
    """A number of the text: `start`–`end` with the words of approximation, `number` the span of the number with its unit."""

    kind: Kind
    start: int
    end: int
    number: tuple[int, int]
    value: Decimal = Decimal(0)
    value_max: Decimal | None = None
    unit: str = ""
    approx: str | None = None
    among: str | None = None
    """For a rank: the words that say among whom (全省, 全市城区)."""
    reason: str = ""
    shared: bool = False
    """The unit was taken from the last number of the list."""
    spelled: bool = False
    parts: tuple[tuple[Decimal, int, int], ...] = ()
    """For a ratio a:b:c its numbers with their places."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Numbers in digits and numbers in words, each with its unit."""
    unit = units.pattern()
    quantity = (
        rf"(?P<sign>(?<![0-9A-Za-z%）])[-－−](?=\d))?(?P<n1>{_N})"
        rf"(?:(?P<scale>[百千万亿]+)?(?P<in>[多余几])(?P<scale2>[万亿]+)?(?P<u2>{unit})"
        rf"|(?P<u1>{unit})?{_TO}(?!(?:19|20)\d\d年)(?P<n2>{_N})(?P<u3>{unit})"
        rf"|(?P<u4>{unit}| (?:%|个百分点|[万亿]元)(?![\w])))?(?P<after>{_AFTER})?"
    )
    point = f"点{_DECIMALS}{{1,4}}"
    spelled = rf"(?P<cn>{C}{C}{{0,15}}[万亿]?(?:{point}万?)?|零{point})(?P<in>[多余])?(?P<u>{_SPELLED_UNIT})(?P<after>{_AFTER})?"
    return re.compile(quantity), re.compile(spelled)


def in_digits(text: str, runs: list[tuple[int, int]], taken: list[tuple[int, int]]) -> Iterator[Token]:
    pattern = _patterns()[0]
    starts = [a for a, _ in taken]
    done = 0
    for at, last in runs:
        i = bisect_right(starts, at) - 1
        if at < done or (i >= 0 and at < taken[i][1]):
            continue
        ratio = _RATIO.match(text, at) if text.find(":", at, last + 1) >= 0 else None
        if ratio:
            yield _ratio(ratio)
            done = ratio.end()
            continue
        match = pattern.match(text, at - 1 if at and text[at - 1] in "-－−" else at) or pattern.match(text, at)
        if match:
            yield _quantity(match, text)
            done = match.end()


_RATIO = re.compile(rf"{_N}(?::{_N})+")


def _ratio(match: re.Match[str]) -> Token:
    parts, at = [], match.start()
    for piece in match[0].split(":"):
        parts.append((_decimal(piece), at, at + len(piece)))
        at += len(piece) + 1
    return Token("ratio", match.start(), match.end(), match.span(), parts=tuple(parts))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _quantity(match: re.Match[str], text: str) -> Token:
    sign, one, scale, vague, scale2, few, _, two, ranged, usual, after = match.groups()
    unit = usual.strip() if usual else ranged or (scale or "") + (scale2 or "") + (few or "")
    value = -_decimal(one) if sign else _decimal(one)
    high = _decimal(two) if two else None
    if high is not None and high <= value:
        high = None
    first, end = match.span()
    last = end - len(after) if after else end
    if unit == "个" and text.startswith("亿", end) and not text.startswith("亿元", end):
        unit, end = "亿元", end + 1  # 6个亿
        last = end
    before = _approx_before(text, first)
    start = first - len(before) if before else first
    if high is None and not before and unit[:1] in ("年", "日") and _is_date(unit, one, text[first - 1 : first]):
        return Token("refused", start, end, (first, last), value, unit=unit, reason="date")
    if unit in ("个", "项", "家", "座", "条") and text[first - 1 : first] in ("这", "那"):
        return Token("refused", start, end, (first, last), value, unit=unit, reason="anaphor")  # 这3个项目
    if unit in ("名", "位") and not (high or before or after) and (ranked := _RANKED.search(text, max(first - 24, 0), first)):
        return Token("rank", ranked.start(), end, (first, last), value, unit="位", among=among(ranked["among"]))
    if not unit:
        return Token("refused", start, end, (first, last), value, approx=before or after, reason="no-unit")
    if _PARTING.match(text, end) and (text.startswith("之间", end) or _BEYONDS.search(text, max(first - 3, 0), first)):
        return Token("refused", start, end, (first, last), value, unit=unit, reason="threshold")
    if _threshold(text, end, after or "", unit, before or text[first - 1 : first]):
        return Token("refused", start, end, (first, last), value, unit=unit, reason="threshold")
    approx = before or after or vague
    return Token("quantity", start, end, (first, last), value, high, unit, _said(approx) if approx else None)


_RANKED = re.compile(r"(?:位居|位列|名列|排名|排位|分列|列)(?P<among>全[国省市县区州])?$")
"""综合排名列全国22位: a rank without 第."""
_HEDGES = frozenset("约为合有达近过超破越逾于足到少上了")
"""How words of approximation end: a guard that makes the search quick."""


def _approx_before(text: str, at: int) -> str | None:
    match = _APPROX.search(text, max(at - 6, 0), at) if text[at - 1 : at] in _HEDGES else None
    return match[0] if match else None


def _said(approx: str) -> str:
    """约有60家: the word is 约."""
    return "约" if approx.startswith("约") else approx.strip("及或了")


_OPEN = re.compile(r"[^\W\d_]|“|[（(]")
_CLOSED = re.compile(
    r"[的]?(?:用于|投向|投入|增长|水平|规模|台阶|大关|以来|和|及|与|目标|由|将|已|均|为|是|在|左右|实现)|的?(?:速度|增速|增长)"
)
_SORTS = re.compile(r"(?:(?:、|和|以及|及)(?:\d[\d.]*|[十百千])[万亿]*元(?:以上)?)+[^，。；、\d]{0,10}(?:项目|企业)(?!\d)")
_CLASS = re.compile(r"(?:的)?(?:企业|项目|[大重]大?(?:企业|项目)|县|区(?!域)|市(?!场)|镇|村(?!级)|产业集|园区|集群)")
"""超10亿元的大项目, 超500亿元的县: a class."""
_BEYOND = ("过", "超", "超过", "逾", "不低于", "不少于", "高于")
_COUNTED = re.compile(r"的[^，。；、\d]{1,10}?(?:有|共有|共|达到?|为)?\d+[家个户项]")


def _is_date(unit: str, number: str, before: str) -> bool:
    """乾隆八年(1743年), 26日电, 截至430日, 图12017年: a day, a year, or what copying has left of one."""
    if unit == "日":
        return True
    return unit == "年" and (len(number) > 4 or (len(number) == 4 and (number[:2] in ("19", "20") or before in "（(")))


_PARTING = re.compile(r"(?:之间)?的[^，。；：\d]{0,16}?有 ?\d+ ?[个家户项座]")
_BEYONDS = re.compile(r"(?:超过|少于|多于|大于|不足|不到|低于|高于|达到?|超)$")
"""人口超过100万人的县有1个, 在50万人至100万人之间的有2个: where the line is drawn."""


def _threshold(text: str, end: int, after: str, unit: str, before: str | None) -> bool:
    """5000万元以上的项目, 10千伏专线, 15万吨级: a condition, no figure. The number ends at `end`, `after` are its last words."""
    rest = text[end : end + 4]
    if not after and rest[:2] == "项目" and unit.endswith("元") and rest[2:3].isdecimal():
        return True  # 其中100亿元项目3个
    if (unit[-1] in "级伏" and unit.endswith(("级", "千伏"))) or rest[:1] == "级" or (rest[:1] == "型" and unit[-1] != "元"):
        return True
    if after.endswith("以上") and unit.endswith("元") and _SORTS.match(text, end):
        return True  # 30亿元以上、50亿元以上以及百亿元龙头型项目
    if after.endswith(("以上", "以下", "以内")) and rest and _OPEN.match(rest):
        return not _CLOSED.match(text, end) and not (unit in ("%", "成") and rest[0] != "企")
    if unit in ("%", "倍", "成") and (after or before in _BEYOND) and _COUNTED.match(text, end):
        return True  # 增速超20%的规模企业有107家
    if not after and before in _BEYOND and _CLASS.match(rest):
        return unit.endswith("元")
    return False


def in_words(text: str) -> Iterator[Token]:
    pattern = _patterns()[1]
    for match in pattern.finditer(text):
        if (token := _spelled_token(match, text)) is not None:
            yield token


def _spelled_token(match: re.Match[str], text: str) -> Token | None:
    word, unit = match["cn"], match["u"]
    before = text[match.start() - 1 : match.start()]
    if (
        before in ("第", "之", "周", "数", "几")
        or before.isdigit()
        or (unit[0] in "个家" and before in ("这", "那", "每", "一", "“"))
    ):
        return None
    if (
        unit == "个"
        and text[match.end() : match.end() + 1] in ("县", "区")
        and _NAMED_SO.search(text, max(match.start() - 30, 0), match.start())
    ):
        return None
    value = numerals.number(word)
    if value is None or (word in _BARE and _SORT.match(text, match.end())):
        return None
    if unit.endswith("元") and match.string.startswith("台阶", match.end()) and re.search(r"\d个$", text[: match.start()][-3:]):
        return None  # 跨越3个千亿元台阶
    if (unit.endswith("元") or _ROUND.fullmatch(word)) and _NAMED_AFTER.match(match.string, match.end()):
        return None
    scale = ""
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        if word.endswith(mark):
            value, scale = value / size, mark
    approx = _approx_before(text, match.start())
    return Token(
        "quantity",
        match.start() - len(approx or ""),
        match.end(),
        (match.start(), match.end("u")),
        value,
        None,
        scale + unit,
        approx or match["in"] or match["after"],
        spelled=True,
    )


_NAMED_SO = re.compile(r"(?:、[^，。；：、]{2,8}|[县市区镇乡旗])(?:和|及|与|、)[^，。；：、和及与]{2,8}$")
"""甲、乙和丙三个区县: those just named are not counted."""
_BARE = ("十", "百", "千", "万")
_SORT = re.compile(r"项目|工程|计划|行动|级|长廊|大道")
"""新千公里项目: a name."""
_NAMED_AFTER = re.compile(r"(?!资金|投资|贷款|大关|台阶|订单|规模|的|左右|以上[，。；、）]|以内|和|、)[^\W\d_]")
"""百亿元企业, 千亿元以上产业链: a class, no figure."""
_ROUND = re.compile(r"[百千万][万亿]?")
"""千万吨原油稳产, 万亩良田: a round number that only names a size."""


def among(words: str | None) -> str | None:
    if not words:
        return None
    return re.sub(r"^(?:在|居|列|的|中(?![国部西东心]))+|(?:的|中|考核|排名)+$", "", words) or None
