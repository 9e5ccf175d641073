"""Where a name begins, what its list is made of, and whether a string can be the name of one project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.chinese import divisions
from briefing.chinese.beginnings import compiled
from briefing.extraction.works import namewords, plant
from briefing.extraction.works.namewords import MONEY
from briefing.model.base import Span

_OPEN = re.compile("[“‘（]")
_INNER = re.compile(r"“[^“”]{1,18}”|‘[^‘’]{1,24}’|（[^（）]*）")
_TAIL = re.compile(r"(?:建设)?(?:项目|工程)$")
_MARK = re.compile(r"[“（《‘”）》’]|、|以及|和|与|及")
"""What parts the pieces of a coordination, and what it is not parted inside."""
_CUTS = compiled(
    rf"(?<!目)(?<!(?<!最)美)的|代表(?!性|队|团|大会|处|作)|{MONEY}(?:以上)?|——|重[点大](?:工程|项目)(?=[\u4e00-\u9fff]{{3}})(?!师|部|化)|(?:国家|[省市县区])级?(?:预备)?重[点大](?:在建|预备|续建|新建)(?:项目)?(?=[\u4e00-\u9fff]{{4}})|国债项目(?=[\u4e00-\u9fff]{{4}})|[】•]|(?<=项目)为|”(?:工程|行动|计划|战略)(?=.{{3}})|之一|把|(?<=[动式场会])(?:由|在)|(?<=[市县区州旗])(?:将|对|以|由)(?!外)|[↑→↓▲●■★①-⑳]|(?<!、)\s|首[个座条家批]|第一[个座条家批]"
    r"|\d+(?:个|件|项)[^，、]{0,12}?中(?![心学国医央型小试])"
)
_FUNCTION = re.compile(
    r"是|在(?!线)|以(?!色列|旧)|对(?!外|接|口)|为(?!民)|并(?!网|购|联|轨)|把|将(?!军)|被|了|不(?!锈|动|饱和)|于|就(?!业)|要(?!素|塞|道)|使(?!用)|让|向(?!海|阳|荣|山|前|塘)"
    r"|他|她|我(?!国)|你|这|那|吗|呢|吧|着(?!陆|力)|很|更(?!新)|最(?!高|大)|都(?!市|会|江|匀)|也|还(?!建|迁|房|田)|只|又|再(?!生|制)|被|所(?=.{0,3}有)|如|像|占|达(?=[到成产标约近\d])|个数|数量|等|到(?=[区市县])|从(?!化|江)"
)
_LOOSE = re.compile(r"是|把|被|了|吗|呢|这|那|他|她|你|我们|等")
_QUANTITY = re.compile(
    r"\d+(?:\.\d+)?(?:万|亿)?(?:平方米|平米|公里|千米|米|亩)|\d+(?:\.\d+)?(?:GWh|MWh|吉瓦时).*(?:线|厂房)$|[一二三四五六七八九十\d]+(?:号|#)(?:厂房|楼|车间|线)?$|(?:首|[一二三四五])期(?!.*[一-龥]{6})|[一二三四五]号(?:厂房|楼|车间)"
)
_COUNTED = compiled(
    r"(?<!第)[两三四五六七八九十]+[条座栋个台套所](?!子)|(?<!第)(?<!\d)\d+[余多]?[个座条所家处栋套台项件宗户名](?!子)"
)
_SETS = compiled(
    r"^[省市县区](?:重点)?(?:技术创新中心|中试基地|制造业创新中心|工程研究中心)$|[一二三四五六七八九十\d]大(?:重点|重大)(?:水利|交通|民生|城建|建设|产业|工业)?(?:项目|工程)$|[一二三四五六七八九十\d]大(?:项目|工程)$|[市县区省](?:重点|重大)(?:建设|工程)?项目$|^第?[一二三四五]期"
)
_POWER = re.compile(r"^\d+(?:\.\d+)?(?:MW|GW|兆瓦|吉瓦|万千瓦|千瓦)(?:时)?")
_PLACE_ONLY = re.compile(r"[\u4e00-\u9fff]{1,4}(?:省|市|县|区|州|旗|镇|乡|村|街道)")
_GROWN = compiled(r"(?:增长|下降|增加|减少|提高|上涨)\d|[今去本明]年")
"""制造业增长38.6%: what a list of growths leaves before its last item. 某地今年公路工程: a plan of a year."""
_DATED = re.compile(r"\d月(?!\d+日)|[\d一二三四]季度")
"""1-8月重点项目: a count of some months, no name."""
_NO_WORK = re.compile(
    r"”“[^“”]*”$|^[\u4e00-\u9fff]{0,4}(?:重点|重大)(?:招商|签约|建设|产业|工业|民生|文旅|农业|储备)*(?:项目|工程)$|\dA级(?:旅游)?景区$|着(?:项目|企业)|[抓盯引谋][大好]?项目|掀起|扫[描码]|第[一二三四五六\d]+[次批](?:重点|重大)?(?:项目|工程)$|(?:分局|管理局|建设提供项目)$|对服务项目|链接|“一[站窗网]"
)
"""Classes, honours and calls (大抓项目, 围着项目转): no work has such a name."""
_ZONE = compiled(
    r"(?:开发区|高新区|经开区|自贸区|自贸试验区|综保区|保税区|新区|示范区|试验区|先行区|集聚区|合作区|之岛|副中心|增长极|都市圈)(?:建设)?$|非遗|非物质文化遗产"
)
_LEVEL = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,3}?(?:省|市|县|(?<![小园社片景城街库校矿山郊灾牧旧灌湖港林渔厂营防辖湿])区|州|旗)|[省市县区])?(?:\d{4}年|今年|去年)?(?:[春夏秋冬]季|[上下]半年|年度)?(?:第?[一二三四五六七八九十\d]+(?:季度|批次?|期|个|项|件|大))?(?:市级|省级|区级|县级|省|市|县|区)?"
)
_CLASS_ONLY = re.compile(
    r"(?:重点|重大|主要|民生|实事|产业|工业|农业|基础设施|服务业|交通|水利|能源|教育|卫生|社会|事业|市政|城建|生态|文旅|在建|续建|新建|前期|其他|类|建设)+"
)
_WORDED = re.compile(r"[\u4e00-\u9fff]{2}")
_COUNTING = frozenset("条座个栋片段根处家所等")
_SLOGAN = re.compile(r"“[^“”]*”工程")
_CODED = re.compile(
    r"“[^”\u4e00-\u9fff]*”|“[一二三四五六七八九十双两百千万\d+]+[^”]{0,2}(?:(?<=“.[^”])[一二两三双][^”])?”(?:重点)?"
)
_IN_PLACE = re.compile(r"[省市县区州].{2}")
_DATE = re.compile(r"\d{4}年|\d{1,2}月|季度|第[一二三四五六七八九十\d]+批")


_FARTHEST = 400
"""Characters before its end in which a name, or a list of them, begins; the longest list of thirty-one reports has a hundred."""


def left(text: str, lo: int, end: int) -> int:
    """Where the name that ends at `end` begins: after the last word no name reaches over, outside quotes."""
    words = namewords.load()
    lo = max(lo, end - _FARTHEST)
    piece = masked(text[lo:end])
    start = 0
    for match in words.left.finditer(piece):
        rest = piece[match.end() :]
        if len(rest) >= 2 and rest[1] != "、" and rest not in ("项目", "工程") and not rest.startswith(("限公司", "限责任")):
            start = match.end()
    for match in _CUTS.finditer(piece[:-2]):
        start = max(start, match.end())
    return stripped(text, lo + start, end)


_WHOLE = (
    "经开",
    "经济",
    "再生",
    "再造",
    "再制",
    "自贸",
    "自治",
    "自动",
    "自来",
    "自然",
    "自主",
    "自贡",
    "从化",
    "于都",
    "将乐",
    "都江",
    "都匀",
    "都昌",
    "都安",
    "如皋",
    "如东",
    "当涂",
    "当阳",
    "随州",
    "随县",
    "共和",
    "共青",
    "和田",
    "和平",
    "和顺",
    "和静",
    "和政",
    "和龙",
)


_NUMBERS = re.compile(r"\d{1,2}(?:号|#)?、(?:\d{1,2}(?:号|#)?、)*\d{1,2}(?:号|#)")
"""1、2号路: the numbers belong to the name."""
_MERIDIAN = re.compile(r"经[一二三四五六七八九十\d]{1,2}[路街]")
"""经五路: no road is named 五路 after it."""


def stripped(text: str, start: int, end: int) -> int:
    """Without joiners, subjects, adverbs, verbs and counts at the left; two characters always stay."""
    if text[start : start + 1].isdigit() and _NUMBERS.match(text, start, end):
        return start
    words = namewords.load()
    match = words.strip.match(text, start, max(end - 2, start)) if text[start : start + 1] in words.stripped else None
    at = match.end() if match else start
    whole = at > start and (text[at - 1 : at + 1] in _WHOLE or _MERIDIAN.match(text, at - 1, end))
    return at - 1 if whole else at


def masked(text: str) -> str:
    """The text with everything in quotes or brackets replaced: names are not cut inside them."""
    if not _OPEN.search(text):
        return text
    return _INNER.sub(lambda m: m[0][0] + "□" * (len(m[0]) - 2) + m[0][-1], text)


def items(text: str, lo: int, hi: int, *, tail: bool) -> Iterator[Span]:
    """The pieces of a coordination. 和 and 与 part two names only when the left one is a name by itself; so does 、 unless the
    list is one (`tail`: it ends in 等项目, or its last piece in 项目)."""
    at, depth = lo, 0
    mark = _MARK.search(text, lo, hi)
    while mark:
        i = mark.start()
        if mark[0] in "“（《‘”）》’":
            depth += 1 if mark[0] in "“（《‘" else -1
        elif depth <= 0 and i > at and hi - mark.end() >= 2 and _parts(text, at, mark, hi, tail):
            yield at, i
            at = mark.end()
            tail = True
        mark = _MARK.search(text, max(i + 1, at), hi)
    if at < hi:
        yield at, hi


def _parts(text: str, at: int, join: re.Match[str], hi: int, tail: bool) -> bool:
    words = namewords.load()
    before, after = text[at : join.start()], text[join.end() : hi]
    whole = bool(words.named.search(before) or words.sites.search(before) or words.part.search(before[-4:]))
    if join[0] == "、" and _NUMBERED.search(before) and _NUMBERED_TOO.match(after):
        return False  # 九仙溪二、四级水电开发工程
    if join[0] == "、" and min(len(before), len(after.split("、")[0])) < 2:
        return False  # 合金管、棒、型材生产线项目
    if join[0] == "、":
        return tail or whole or _shared(text, before, hi) or (len(before) >= 3 and _both_proper(before, after))
    if join[0] == "以及" and tail and len(before) >= 3:
        return True
    if (
        len(after) < 3
        or words.right.match(after)
        or (join[0] in "和与及" and _JOINT.search(after) and "、" not in after)
        or namewords.generic(_TAIL.sub("", after))
    ):
        return False
    return whole or (tail and bool(words.works.search(before)) and len(before) >= 5)


_NUMBERED = re.compile(r"[一二三四五六七八九十]$")
_NUMBERED_TOO = re.compile(r"[一二三四五六七八九十][级期号]")
_JOINT = re.compile(r"(?:合署办学|合署办公|合作办学|联合办学|合并|共建|合建|互联互通|连接线|联络线)")
"""甲中学与乙小学合署办学项目: one work of two."""
_LINE = re.compile(r"(?:高速公路|高速|高铁|铁路|公路|大道|快速路|水库|水电站|机场|灌区|煤矿)$")


def _shared(text: str, before: str, hi: int) -> bool:
    """Whether the piece shares the head of the last one (沿江、沿河高速公路): the text names it with that head elsewhere."""
    line = _LINE.search(text, max(hi - 8, 0), hi)
    if line is None or not 2 <= len(before) <= 10 or not namewords.proper(before):
        return False
    return len(before) <= 5 or "至" in before or before + line[0][:2] in text


def _both_proper(before: str, after: str) -> bool:
    """Two names with words of their own, none of them a mere place."""
    following = re.split("[、和与及]", after)[0]
    return len(following) >= 4 and namewords.proper(before) and namewords.proper(following)


@lru_cache(maxsize=1)
def _isles() -> tuple[str, ...]:
    """The cities whose short names end like an island."""
    return tuple(form for form in divisions.by_short() if form.endswith("岛"))


_BLOTTED = re.compile(r"[xX×]{2,}|某某")
"""xx路大修工程: the name was taken out."""
_TWO = re.compile(r"(?:项目|工程)(?:和|与|及|以及)")
"""中小学项目和教师宿舍项目: two classes, no name."""


@lru_cache(maxsize=4096)
def fits(name: str, *, listed: bool = False, entry: bool = False) -> bool:
    """Whether a string can be the name of one project. `listed`: it stands in a list of projects; `entry`: it heads an entry of a
    ledger; both make class words (老旧小区改造) a name."""
    words = namewords.load()
    core = _TAIL.sub("", name)
    if len(core) < (3 if core != name else 2) or len(core) > 40 or name[0] in "（【《" or name.endswith("公司"):
        return False
    if name[0] in _COUNTING or not _WORDED.search(core) or words.never.search(name):
        return False
    if _SETS.search(name) or (_POWER.match(name) and namewords.generic(_POWER.sub("", core))):
        return False
    if _QUANTITY.match(name) or _ZONE.search(name) or name in words.head_words or name.endswith(("”工程", "’工程")):
        return False
    if name[-1] == "岛" and name.endswith(_isles()):
        return False
    if _GROWN.search(name) or _DATED.search(name) or _NO_WORK.search(name) or plant.is_none(name):
        return False
    if any(name.count(a) != name.count(b) for a, b in ("“”", "（）", "‘’")):
        return False
    plain = masked(name)
    if (_LOOSE if listed or entry else _FUNCTION).search(plain) or _COUNTED.search(plain):
        return False
    if core != name and words.verb.search(core) and not words.works.search(core):
        return False
    if (_PLACE_ONLY.fullmatch(core) and not words.sites.search(core)) or _bare_site(core):
        return False
    if name[0] == "“" and (_SLOGAN.fullmatch(name) or _CODED.fullmatch(core)):
        return False
    if ("、" in plain and not namewords.proper(name)) or _TWO.search(plain) or _BLOTTED.search(name):
        return False
    bare = _LEVEL.sub("", core)
    placed = bare != core and len(bare) >= 3 and bool(words.sites.search(core))
    if namewords.generic(core) or (namewords.generic(bare) and not placed):
        if entry and core != name and not _CLASS_ONLY.fullmatch(core):
            return True
        kind = words.works.search(core) or (len(core) >= 6 and words.sites.search(core))
        return (entry or (listed and len(core) >= 5)) and bool(kind) and not _DATE.search(core)
    return True


def _bare_site(core: str) -> bool:
    """A site with no word of its own before it: 大桥, 主管网, 该园区."""
    words = namewords.load()
    core = words.part.sub("", core) if words.part.search(core[-4:]) else core
    head = words.short_site.search(core)
    return head is not None and head.start() < 2 and not _IN_PLACE.match(core)
