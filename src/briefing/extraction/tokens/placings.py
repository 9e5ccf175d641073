"""Places in an order: 第七位, 首位, 前三."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from briefing.chinese import divisions, numerals
from briefing.extraction.tokens import quantities
from briefing.extraction.tokens.quantities import Token

_PLACED = (
    rf"(?<=第)(?:{quantities.C}+|\d+)(?:位|名)?|(?<=首)位|(?<=榜)首|(?<=末)位"
    rf"|(?<=前)(?:{quantities.C}{{1,2}}|\d{{1,3}})(?:位|名|强)?"
)
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
    r"|跃升至|跃升到|提升至|提升到|前移至|领跑居|领跑|夺得|荣获|获得|获|蝉联|占据|跻身|进入|挺进|晋级|入围|入选|包揽|保持|站稳|(?<=位)至|进至|前进至|并列|为|在)(?:了)?"
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


_LISTED = re.compile(
    rf"(?:分别|依次)?(?:位居|位列|名列|排名|排位|分列|居|列)(?P<among>{_REGION})?第?(?P<list>\d{{1,3}}(?:(?:、|和|及)第?\d{{1,3}})+)"
    r"(?:位(?!数)|名(?!单))"
)
"""位居22、23、24名, 分别居全省第2、5、7位: the word for place stands behind the last."""


def ranks(text: str) -> Iterator[Token]:
    listed = list(_lists(text)) if "位" in text or "名" in text else []
    yield from listed
    for match in (_PLACE_OR_BEST if "强" in text else _PLACE).finditer(text):
        if any(t.start <= match.start() < t.end for t in listed):
            continue
        if (token := _rank(match, text)) is not None:
            yield token


def _lists(text: str) -> Iterator[Token]:
    for match in _LISTED.finditer(text):
        first, among = match.start("list"), quantities.among(match["among"])
        numbers = list(re.finditer(r"第?(\d+)", match["list"]))
        for number in numbers:
            a, b = first + number.start(), match.end() if number is numbers[-1] else first + number.end()
            yield Token("rank", match.start() if number is numbers[0] else a, b, (a, b), Decimal(number[1]), unit="位", among=among)


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
    if place[0] == "前" and _CHOSEN.match(text, match.end()):
        return None  # 人口居前三位的县合计占…: the ones chosen
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
    return Token("rank", start, match.end(), span, Decimal(value), unit="位", approx=bound, among=quantities.among(among))


_CHOSEN = re.compile(r"的[^，。；]{1,16}?(?:合计|共|人口|占|平均)")
_PRIORITY = re.compile(r"(?:摆|摆放|放|置|放置)[在于到](?:更加|最|突出|优先|首要|重要|的)*$")
"""把安全放在第一位 says what matters most, and ranks nothing."""


def numerals_or_digits(text: str) -> Decimal | None:
    """The value of digits or a Chinese numeral."""
    return Decimal(text) if text.isdigit() else numerals.number(text) if text else None
