"""The numbers of a text as flat tokens: quantities, ranks, ratios, and numbers that are no figure, each with its reason.

Offsets count in the text that was scanned. The search starts at digits, at 第, and at Chinese numerals, so text without numbers
costs nearly nothing; patterns of the lexicon are tried only around the numbers.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from briefing.chinese import divisions, numerals, units
from briefing.resources import lexicon

Kind = Literal["quantity", "rank", "ratio", "refused"]

_N = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_C = "[一二两三四五六七八九十百千]"
_TO = "(?:[-—~～－–]{1,2}|至|到)"
_AFTER = (
    r"(?:(?:及|或)?以上|(?:及|或)?以下|(?:及|或)?以内|左右|上下|之多"
    r"|多(?!家|种|个|项|元化|式|名|场|条|层|级|功能|媒体|边形)|余(?!家|个|项|户|名|条))"
)
_APPROX = re.compile(
    r"(?:大约|约[为合有达]|(?<![签合契条节预特大制公誓])约|将近|接近|近|超过|超|突破|(?<=[性次功续举再])(?:跨越|跨过|迈过)|(?<![突侦打攻爆冲读看戳击撞划勘])破(?=了?$)|逾|不低于|不少于|不超过|不足|不到|至少|达到或超过|超过或达到|达到及超过|上(?=[百千万]))(?:了)?$"
)
_RUN = re.compile(r"\d[\d.,]*")
_FIRST_OF_REFUSED = (
    r"[0-9A-Za-z“第（(①-⑳［\[〔. 国省县乡村世全中民企亚双凌早上下晚今浏阅点访人字建成诞胜创一二三四五六七八九十两百h]"
)
"""What the patterns of ``exclusions.toml`` can begin with; a guard that makes the search quick."""
_LEFT, _RIGHT = 16, 26
"""How far around a number the exclusion patterns look, in characters."""
_SPELLED_UNIT = (
    r"成(?!立|为|功|员|本|果|效|长|都|熟|交|绩|品|人|型|片|套|立方|分|就|千|百|群|形|真|份)|倍(?!增)|番|车道|亿元|万元|亿美元|万吨|万亩|万人(?!次数)|平方公里"
    r"|公里(?!处)|个百分点|个月(?=时间|内)|个(?=百亿|千亿|万亿|城区|国家级|省级|县|区县|街道|乡镇)|家(?=国家|省|企业|上市|公司)"
    r"|次(?=受到|获|入选|被|荣|蝉联|登|上榜|夺)"
)


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
def _exclusions() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What is no figure, one group a pattern, and the reason of every group. At a digit only what can begin with one is tried,
    elsewhere only what can begin with something else."""
    data = tomllib.loads(lexicon("exclusions.toml").read_text(encoding="utf-8"))
    sides = []
    for never in (_WORDY, _DIGITAL):
        kept = (tuple(pattern for pattern in patterns if not never.match(pattern)) for patterns in data.values())
        sides.append("|".join(f"({'|'.join(patterns) or '(?!)'})" for patterns in kept))
    whole = "(?={})(?:(?=[0-9])(?:(?<=前)|(?!{}))(?:{})|(?![0-9])(?:{}))".format(_FIRST_OF_REFUSED, _SURE, *sides)
    return re.compile(whole, re.M), (*data, *data)


_SURE = r"[0-9]{1,6}+(?:\.[0-9]++)?+(?:%|个百分点|[万亿]?(?:元|吨|人|亩|户)(?![一二三四五六七\d口]))"
"""A number with a unit that makes it a figure, unless 前 stands before it: at its digits nothing else is tried."""
_LOOK = r"(?:\(\?<[!=][^()]*\)|\^)*"
_DIGITAL = re.compile(_LOOK + r"(?:\\d(?![?*])|[0-9]|\[1-9\]|\(\?:\[01\]\?\\d|\(\?:19)")
_WORDY = re.compile(_LOOK + r"[\u4e00-\u9fff“（第PA-Za-z〔](?!\?)")
"""Patterns that surely begin with a digit, and that surely do not."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Numbers in digits and numbers in words, each with its unit."""
    unit = units.pattern()
    quantity = (
        rf"(?P<sign>(?<![0-9A-Za-z%）])[-－−](?=\d))?(?P<n1>{_N})"
        rf"(?:(?P<scale>[百千万亿]+)?(?P<in>[多余几])(?P<scale2>[万亿]+)?(?P<u2>{unit})"
        rf"|(?P<u1>{unit})?{_TO}(?P<n2>{_N})(?P<u3>{unit})|(?P<u4>{unit}| (?:%|个百分点|[万亿]元)(?![\w])))?(?P<after>{_AFTER})?"
    )
    spelled = rf"(?P<cn>{_C}{_C}{{0,15}}[万亿]?)(?P<in>[多余])?(?P<u>{_SPELLED_UNIT})(?P<after>{_AFTER})?"
    return re.compile(quantity), re.compile(spelled)


def tokens(text: str) -> list[Token]:
    """Every number of a text in order; none overlaps another."""
    found = [*_ranks(text), *_spelled(text)]
    runs = [m.span() for m in _RUN.finditer(text)]
    if runs:
        refused = list(_refused(text, runs))
        found = [t for t in found if not _covered(t.number[0], refused)] + refused
        found += _quantities(text, runs, sorted((t.start, t.end) for t in found))
    found.sort(key=lambda t: t.number)
    return _shared(_compound(_without_overlaps(found)), text)


_PARTS = {("亿", "万"): 10**4, ("亿", "千万"): 10, ("万", "千"): 10}


def _compound(found: list[Token]) -> list[Token]:
    """2亿6400余万元: one number in two scales."""
    out: list[Token] = []
    for token in found:
        last = out[-1] if out else None
        size = re.match(r"[百千]?万|千", token.unit) if last is not None and last.number[1] == token.number[0] else None
        part = _PARTS.get((last.unit, size[0])) if last is not None and size is not None else None
        if last is None or part is None or token.kind != "quantity" or token.value >= part or last.value_max or token.value_max:
            out.append(token)
            continue
        unit = last.unit + token.unit[len(size[0] if size else "") :]
        kind = last._replace(kind="quantity", reason="", value=last.value + token.value / part, unit=unit)
        out[-1] = kind._replace(end=token.end, number=(last.number[0], token.number[1]), approx=last.approx or token.approx)
    return out


def _covered(at: int, spans: list[Token]) -> bool:
    return any(t.start <= at < t.end for t in spans)


def _without_overlaps(found: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in found:
        if out and token.number[0] < out[-1].number[1]:
            continue
        if out and token.start < out[-1].end:
            token = token._replace(start=max(out[-1].end, min(token.start, token.number[0])))
        out.append(token)
    return out


def _refused(text: str, runs: list[tuple[int, int]]) -> Iterator[Token]:
    """Numbers that are no figure, looked for in windows around the runs of digits."""
    pattern, reasons = _exclusions()
    at = 0
    for first, last in _windows(runs, len(text)):
        for match in pattern.finditer(text, max(first, at), last):
            if match.end() > match.start():
                at = match.end()
                reason = reasons[(match.lastindex or 1) - 1]
                if reason == "clock" and _COMPOSED.search(text, max(match.start() - 16, 0), match.start()):
                    continue
                yield Token("refused", match.start(), at, match.span(), reason=reason)


_COMPOSED = re.compile(r"结构|之比|比例|收入比|调整|优化|演进")
"""Before a ratio that looks like a time: 三次产业结构比为18:48:34."""


def _windows(runs: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    first, last = runs[0][0] - _LEFT, runs[0][1] + _RIGHT
    for a, b in runs[1:]:
        if a - _LEFT <= last:
            last = b + _RIGHT
        else:
            yield max(first, 0), min(last, size)
            first, last = a - _LEFT, b + _RIGHT
    yield max(first, 0), min(last, size)


def _quantities(text: str, runs: list[tuple[int, int]], taken: list[tuple[int, int]]) -> Iterator[Token]:
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
    before = _approx_before(text, first)
    start = first - len(before) if before else first
    if high is None and not before and unit[:1] in ("年", "日") and _is_date(unit, one, text[first - 1 : first]):
        return Token("refused", start, end, (first, last), value, unit=unit, reason="date")
    if unit in ("个", "项", "家", "座", "条") and text[first - 1 : first] in ("这", "那"):
        return Token("refused", start, end, (first, last), value, unit=unit, reason="anaphor")  # 这3个项目
    if unit in ("名", "位") and not (high or before or after) and (ranked := _RANKED.search(text, max(first - 24, 0), first)):
        listed = ranked["list"] is not None
        start = first if listed else ranked.start()
        return Token(
            "refused" if listed else "rank",
            start,
            end,
            (first, last),
            value,
            unit="位",
            reason="ranks" if listed else "",
            among=None if listed else _among(ranked["among"]),
        )
    if not unit:
        return Token("refused", start, end, (first, last), value, approx=before or after, reason="no-unit")
    if _threshold(text, end, after or "", unit, before or text[first - 1 : first]):
        return Token("refused", start, end, (first, last), value, unit=unit, reason="threshold")
    approx = before or after or vague
    return Token("quantity", start, end, (first, last), value, high, unit, _said(approx) if approx else None)


_RANKED = re.compile(r"(?:位居|位列|名列|排名|排位|分列|列)(?P<among>全[国省市县区州])?(?P<list>(?:\d{1,3}[位名]?[、和])+)?$")
"""综合排名列全国22位: a rank without 第; of a list (位居22、23、24名) nobody is told whose each is."""
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


def _spelled(text: str) -> Iterator[Token]:
    pattern = _patterns()[1]
    for match in pattern.finditer(text):
        if (token := _spelled_token(match, text)) is not None:
            yield token


def _spelled_token(match: re.Match[str], text: str) -> Token | None:
    word, unit = match["cn"], match["u"]
    before = text[match.start() - 1 : match.start()]
    if before in ("第", "之", "周") or before.isdigit() or (unit[0] in "个家" and before in ("这", "那", "每", "一", "“")):
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


_BARE = ("十", "百", "千", "万")
_SORT = re.compile(r"项目|工程|计划|行动|级|长廊|大道")
"""新千公里项目: a name."""
_NAMED_AFTER = re.compile(r"(?!资金|投资|贷款|大关|台阶|订单|规模|的|左右|以上[，。；、）]|以内|和|、)[^\W\d_]")
"""百亿元企业, 千亿元以上产业链: a class, no figure."""
_ROUND = re.compile(r"[百千万][万亿]?")
"""千万吨原油稳产, 万亩良田: a round number that only names a size."""
_PLACED = rf"(?<=第)(?:{_C}+|\d+)(?:位|名)?|(?<=首)位|(?<=榜)首|(?<=末)位|(?<=前)(?:{_C}{{1,2}}|\d{{1,3}})(?:位|名|强)?"
_PLACE = re.compile(f"[第首榜末前](?:{_PLACED})")
_PLACE_OR_BEST = re.compile(rf"[第首榜末前\d](?:{_PLACED}|(?<=\d)\d{{0,2}}强)")
"""The same with 500强, for texts that hold one."""
_CORE = r"(?:全国|全省|全市|全区|全县|全州|全盟|全自治区|全疆|全球|全世界|世界|亚洲|国内|省内|市内)"
_REGION = (
    rf"(?:(?:(?<=[列居])[一-龥]{{2,3}}市?)?\d{{1,2}}个?(?:县|区|区市|县区|县市区|区县|县（市）|县（市、区）)|(?:中国|全国|全球|世界|亚洲|全省)[^，。；、\d]{{0,12}}(?:\d{{2,3}}|[百千])强(?:企业|县市|县|区|市|榜单|榜)?|{_CORE}|(?:同类|国家级|省级|中西部|中东部|中部|西部|东部|沿海|长三角|珠三角|大湾区)"
    r"(?:地区|地级市|城市|县市|区县|县区|县域|省份|城区|经开区|高新区|园区|开发区)?"
    r"|(?:(?<![一-龥])|(?<=全[国省市区县州])|(?<=[级类个部]))(?:地级市|县市|区县|县区|县域|省份|经开区|高新区)(?=第|前|居|排|列|位|$))"
)
_VERB = (
    r"(?:分别|均|都|皆|也)*(?:继续|持续|连续[^，。]{0,3}年)?(?:稳居|跃居|位居|位列|居于|居|列于|名列|排列|列|位次居|位次列|排名|排位|排在|排至|排|稳定在|上升至|升至|升到|上升到"
    r"|跃升至|跃升到|提升至|提升到|前移至|领跑居|领跑|夺得|荣获|获得|获|蝉联|占据|跻身|进入|挺进|晋级|入围|入选|包揽|保持|站稳|(?<=位)至|并列|为|在)(?:了)?"
)
_BEFORE_PLACE = re.compile(
    rf"(?:(?P<among1>{_REGION}(?:\d*个?(?:市|县|区|省|州|盟|城市|地市|地区|同类)[^，。；、\d]{{0,6}}?)?)中?)?(?P<verb>{_VERB})?(?P<among2>{_REGION}[^，。；、\d居列排]{{0,14}}?)?(?:并列)?的?$"
)
_FIRST = {"首位": 1, "榜首": 1}
_JOINED = re.compile(r"(?:第(?:[一二两三四五六七八九十百]+|\d+)[位名]?|首位)(?:和|、|及|与)$")
_OWN_FIELD = re.compile(rf"(?<=[速额量值率比入均度]){_CORE}$")
_BESIDE = re.compile(r"(?:第(?:[一二两三四五六七八九十百]+|\d+)[位名]?|首位)(?:和|、|及|与)(?P<field>[\u4e00-\u9fff]{2,10})$")
"""居全市第二、中心城市四区第一: another field right behind a rank."""
_FIELDS = frozenset("国省市区县州盟旗")
_AFTER_PLACE = re.compile(r"[，。；、）)和及与”’\s]|以及|$|的(?!产业|高|机|动)|位|名(?!为)|，|以上|且|,|强")


def _ranks(text: str) -> Iterator[Token]:
    for match in (_PLACE_OR_BEST if "强" in text else _PLACE).finditer(text):
        if (token := _rank(match, text)) is not None:
            yield token


def _rank(match: re.Match[str], text: str) -> Token | None:
    place = match[0]
    window = text[max(match.start() - 30, 0) : match.start()]
    window = window[max(window.rfind(mark) for mark in "，。；：") + 1 :]
    found = _BEFORE_PLACE.search(window)
    verb = found["verb"] if found else None
    among = ((found["among2"] or found["among1"]) if found else None) or None
    own = _OWN_FIELD.search(among) if among else None
    if own is not None and not verb:
        found, among = own, own[0]  # 全区GDP增速全市第二: what is ranked stands between two places
    joined = _JOINED.search(window)
    beside = None if verb or among or joined else _BESIDE.search(window)
    if beside is not None and (beside["field"][-1] in _FIELDS or beside["field"] in divisions.by_short()):
        joined, among = beside, beside["field"]
    if not (verb or among or joined) or (
        verb in ("为", "在", "获", "进入", "获得", "保持") and not among and place[-1] not in "位名强"
    ):
        return None
    if place[-1] not in "位名强首" and not _AFTER_PLACE.match(text, match.end()):
        return None
    if window.endswith(("争", "争当", "争创", "夺", "保", "勇争", "创")) or _PRIORITY.search(window):
        return None
    start = match.start() - (len(beside["field"]) if beside is not None else len(found[0]) if found else 0)
    span = match.span()
    if place == "末位":
        return Token("refused", start, match.end(), span, reason="open-rank", among=among)
    value = _FIRST.get(place) or numerals_or_digits(place.strip("第前位名强"))
    if value is None or not value:
        return None
    bound = "以内" if place[0] == "前" or place.endswith("强") else None
    if place.endswith("强") and not (verb and among):
        return None
    return Token("rank", start, match.end(), span, Decimal(value), unit="位", approx=bound, among=_among(among))


_PRIORITY = re.compile(r"(?:摆|摆放|放|置|放置)[在于到](?:更加|最|突出|优先|首要|重要|的)*$")
"""把安全放在第一位 says what matters most, and ranks nothing."""


def _among(words: str | None) -> str | None:
    if not words:
        return None
    return re.sub(r"^(?:在|居|列|的|中(?![国部西东心]))+|(?:的|中|考核|排名)+$", "", words) or None


def numerals_or_digits(text: str) -> Decimal | None:
    """The value of digits or a Chinese numeral."""
    return Decimal(text) if text.isdigit() else numerals.number(text) if text else None


_JOIN = re.compile(r"[、，/]|和|及|与|以及|[、，](?:和|及|与)")


_AGAINST = re.compile(r"[、，和](?:全国|全省|全市|全区|全县|[\u4e00-\u9fff]{2,3}[省市])(?:平均水平|平均)?")
"""高于全国0.7、全省2.3个百分点."""


def _shared(found: list[Token], text: str) -> list[Token]:
    """Numbers without a unit take the unit of the last of their list: 0.7、0.5和0.2个百分点."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        if here.reason != "no-unit" and here.unit not in ("亿", "万", "个"):
            continue
        joined = here.reason == "no-unit" and after.kind == "quantity" and not after.spelled
        short = here.unit in ("亿", "万") and after.unit.startswith(here.unit) and len(after.unit) == 2  # 29.8亿、12.9亿元
        points = short or (here.unit == "个" and after.unit == "个百分点" and not here.spelled)  # 分别回升2.9个、23.9个百分点
        between = text[here.end : after.start].strip()
        against = (joined or here.unit == "个") and after.unit == "个百分点" and _AGAINST.fullmatch(between)
        if against or ((joined or points) and _JOIN.fullmatch(between)):
            out[i] = here._replace(kind="quantity", unit=after.unit, reason="", shared=True)
    for i in range(1, len(out)):
        here, before = out[i], out[i - 1]
        listed = before.approx and not here.approx and here.unit == before.unit and text.startswith(_MARKS_PASSED, here.end)
        if listed and _JOIN.fullmatch(text[before.end : here.start]):
            out[i] = here._replace(approx=before.approx)  # 连续突破4000亿元、5000亿元大关
    return out


_MARKS_PASSED = ("大关", "关口", "台阶", "新台阶")
