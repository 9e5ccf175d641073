"""Signs that copying has damaged the words of a passage: a strange sign or blank inside a clause, a word with a particle in its
middle, a mark that is lost between two statements.

What stands in and behind such a place is read and told as doubtful, never mended. Each sign was chosen so that sound prose hardly
ever shows it; only passages with figures are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.chinese.pairs import PAIRS
from briefing.extraction.doubts import misreadings
from briefing.extraction.tokens.quantities import Token

STRANGE, LOST, MISREAD, JOINED = "疑有衍字", "疑缺标点", "疑有误字", "分段存疑"


class Sign(NamedTuple):
    """Where the damage stands, as an offset into the text, its name, and whether what follows the sentence may lean on it."""

    at: int
    why: str
    lasting: bool = True


_AT = re.compile(
    r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ●★☆◆◇■※◎#…~ .:：∶登扫编版更热赞V展延【责居排列的了在]"
    r"(?:(?<![的了在])|(?<=[\d、长降升落窄大元%亩里吨].))"
)
"""What a sign begins with."""
_SIGNS = re.compile(
    r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[的了在](?<=、.)(?=\d)|[●★☆◆◇■※◎#](?<=[一-龥].)(?=[一-龥\d])|[●★☆◆◇※◎](?<=[，；、（一-龥\d].)(?=[一-龥\d.])|[●★☆◆◇■※◎#](?<=[：，；、].)(?=[一-龥\d])"
    r"|…+(?:(?=\d)|(?=[一-龥])(?<=[一-龥，；、。]…))|~(?<=[一-龥，；、。]~)(?=[一-龥])"
    r"| +(?<=[一-龥] )(?<![讯电] )(?=[一-龥])(?![^“”。]*”)| {2,}(?<=[一-龥]  )(?=[一-龥])(?![^“”。]*”)"
    r"|[的了](?<=\d[的了])(?=-?\d)|[的了在](?<=\d.)(?=[亿万]?元|%|个百分点|公里|万?吨|[个家项户座所条名辆台套处](?![人月地方别体性]))"
    r"|\.(?:(?<=[一-龥]\.)(?=\d)|(?=[一-龥（A-Z])(?:(?<=\d{3}\.)|(?<=[一-龥]\d\d\.)|(?<=[一-龥]\d\.)))"
    r"|责任单位：[^。；，、：\d]{4,40}\d|[:：∶](?<=\d.)1?[1-9]\d月|(?:居|排名?|(?<!系)列)[全本]?[省市国区县]?第[一二三四五六七八九十](?=[一-龥]{2})(?![名位的梯方产])"
    r"|[在了](?<=[元%亩里吨].)(?=的)|[★☆◇※◎#](?<=。.)(?=[一-龥\d])|的(?<=(?:增长|下降|上升|回落|收窄|扩大)的)(?=\d)"
    r"|编者按|版权所有|展开全文|延伸阅读|(?:登录(?!用户|平台|系统|网|账|注册|量)|VR(?!产业|企业|技术|体验|设备|眼镜)|VIP)(?:(?<=[一-龥]登录)|(?<=[一-龥]VR)|(?<=[一-龥%\d]VIP))(?=[一-龥])"
    r"|(?:登录|扫码|编者按|版权所有|更多|热点|赞|VR|VIP|展开全文|延伸阅读|【收藏】)(?=[\d.%—年月日亿万元])"
    r"|(?:责任编辑|责编|编辑)：[一-龥]{2}(?=[一-龥\d])"
)
_AFTER_DIGIT = "扫更热赞【"
_TORN_UNIT = re.compile(
    r"(?<=\d[亿万])(?:[…~●★◆]|(?!多|余|美|欧|日|港|人|台|新|澳|英|韩|块|加|股|产|入|投|资)[一-龥])[^\d，。；、]{0,3}元(?![件素旦月])"
)
"""5.5亿…元: something stands between the scale and its unit."""
_NAME = re.compile("项目|工程|[一二三]期|产业园|基地|中心|大桥|公路|铁路|公司|集团|[市县区]")
"""A name with a blank in it is not known where it stands, and what follows is told of another."""


@lru_cache(maxsize=1)
def _particle() -> re.Pattern[str]:
    """A particle between characters of which the one begins and the other ends one of the words."""
    first, second = ("".join(sorted({pair[side] for pair in PAIRS})) for side in (0, 1))
    return re.compile(f"[的和了在赞](?<=[{first}].)(?=[{second}])")


def signs(text: str, tokens: Sequence[Token], start: int, misread: Sequence[int]) -> tuple[Sign, ...]:
    """The signs of damage in a text that begins at an offset, in order; `tokens` are its numbers, with offsets into the text,
    `misread` the places of misread words in the document."""
    found = [Sign(sign.at + start, sign.why, sign.lasting) for sign in (*_strange(text), *_lost(text, tokens))]
    found += [Sign(at + start, LOST) for at in _of_which(text)]
    found += [Sign(at + start, STRANGE) for at in _torn_spans(text)]
    if misread:
        own = misread[bisect_left(misread, start) : bisect_left(misread, start + len(text))]
        found += [Sign(at, MISREAD) for at in own]
    return tuple(sorted(found))


def run_into(tokens: Sequence[Token], places: Iterable[int], names: Iterable[int]) -> Iterator[Sign]:
    """An amount or a rank right before the name of a place (年度计划投资12亿元石桥县总投资…), a rate or a rank right before that of
    a project: a new statement begins there."""
    places, names = set(places), set(names)
    for token in tokens if places or names else ():
        whole = token.kind == "rank" or (token.kind == "quantity" and token.unit in _CLOSED)
        if (whole and token.end in names) or ((whole or token.unit.endswith("元")) and token.end in places):
            yield Sign(token.end, LOST)


_GAP = re.compile(r"[。！？] +(?=[一-龥“▲■●])")


def gaps(text: str, start: int) -> Iterator[int]:
    """Blanks behind a full stop, where the text has none elsewhere: breaks between paragraphs stood there."""
    return (match.end() + start for match in _GAP.finditer(text))


def told(found: Sequence[Sign], start: int, end: int) -> str | None:
    """The damage that makes what stands between two offsets doubtful: in it, or before it and lasting."""
    return next((sign.why for sign in found if sign.at < end and (sign.lasting or sign.at >= start)), None)


def strange(heading: str) -> bool:
    """Whether a heading holds a sign or a word that is none of its own."""
    found = any(heading[sign.at] != " " for sign in _strange(heading))
    return found or WEB.search(heading) is not None or _TORN_OFF.search(heading) is not None or bool(misreadings.places(heading))


def _strange(text: str) -> Iterator[Sign]:
    for match in _particle().finditer(text):
        at = match.start()
        if text[at - 1] + text[at + 1] in PAIRS:
            yield Sign(at, STRANGE)
    bylines = [match.span() for match in _BYLINE.finditer(text)] if " " in text else []
    for found in _AT.finditer(text, 1):
        at, char = found.start(), found[0]
        if char in _AFTER_DIGIT and text[at - 1] not in "0123456789.":
            continue
        if (sign := _SIGNS.match(text, at)) is not None and not any(a < at < b for a, b in bylines):
            name = _NAME.search(text, max(at - 3, 0), sign.end() + 8) is not None or text[max(at - 3, 0) : at].endswith(
                ("记者", "通讯员")
            )
            yield Sign(at, STRANGE, char != " " or name or _TITLE.fullmatch(text, 0, at) is not None)


_BYLINE = re.compile(r"[（【][^（）【】\d]{0,30}(?:记者|通讯员|编辑|作者|摄影)[^（）【】\d]{0,30}[）】]")
_TITLE = re.compile(r"[^，。；：、]{6,40}")
"""A heading that a blank parts from the text it ran into."""
_TORN_OFF = re.compile("(?<=[一-龥])(?:扫码|广告|转载|通讯员|……)(?=[一-龥])")
WEB = re.compile(
    r"登录|扫码|点赞(?!数|量)|编者按|版权所有|热点(?!问题|诉求|事件|地区|难点|领域)|更多|延伸阅读|展开全文|VR(?!产业|企业|技术|体验|设备)|VIP|小编|责任编辑|转载|收藏(?![品家馆级量])|分享到|通讯员"
    r"|(?<!驻)记者(?!站|节)|责编|原标题|组图|点击查看|相关链接|(?:\w|^)赞(?![助皇扬誉同赏])(?<![礼称盛点]赞)"
)
"""Words of web pages: no name of a figure, a place or a project holds them."""
_CLOSED = ("%", "个百分点", "‰")
_GOES_ON = re.compile(
    r"[的和与及至到、，。；：（）“”以左上下多余]|提|增|降|升|达|减|回|下|转|由|高|低|快|慢|用于|占|起|并|等|来|为|是|已|未|新高|稳|居|超|翻|大关|台阶|标准|目标|保|实|完|在|比|持"
)
"""What may stand right behind an amount."""
_OPENS = re.compile(
    r"(?:其中|规模以上|规上|(?:龙头|骨干|链主)企业|新增(?!长|速)|新建改建|新改建|固定资产(?!厂房)|社会消费|一般公共|地区生产|全年|全市|全省|全县|全区|截至|目前|今年|去年|上半年|前三季度|\d{1,2}(?:[-—~～至]\d{1,2})?月|20\d\d年|此外|同时|据[^，。；]{2,20}(?:介绍|统计|了解|悉)"
    r"|从[^，。；]{1,6}看|分[^，。；]{1,6}看|区内有|届时|此次|本次|数量[均都位居]|代表性项目|该(?:市|县|区|项目|公司|企业)|占地\d|日处理|全社会|围绕|总投资|年度计划|形象进度|存在问题|责任单位|下一步|第[一二三]产业|进出口|金融机构)"
)
"""What begins a statement."""
_BEGINS = re.compile(r"(?<=[以]上)(?=年均)|(?<=[一-龥])其中(?!之|[一二三四五六七八九十]|间|的)")
_BEFORE = frozenset("在这从于入到为与由对")
_TORN_SPAN = re.compile(
    r"(?<=[^\d年月季日A-Za-z第号至到 ，。；：、（])[-—–~～]\d{1,2}月|^[-—–~～]\d{1,2}月"
    r"|\d[-—–~～](?![-—–~～])[^\d，。、；：（]{1,6}\d{1,2}月"
    r"|\d{1,2}月[^\d，。、；：（]{1,2}\d{1,2}日"
)


def _torn_spans(text: str) -> Iterator[int]:
    """1的-3月, 7月的21日: the time that is read is not the one that was told."""
    return (match.start() for match in _TORN_SPAN.finditer(text)) if "月" in text else iter(())


_SPEECH = re.compile(r"(?<=[一-龥])“(?=(?:去年|今年|目前|我们|现在|公司)[^”]{0,40}\d)")


def _of_which(text: str) -> Iterator[int]:
    """其中 and 年均 behind 以上 begin a statement; without a mark before them one is lost."""
    if "其中" in text or "以上年均" in text:
        yield from (match.start() for match in _BEGINS.finditer(text) if text[match.start() - 1] not in _BEFORE)
    if "“" in text[1:]:
        yield from (match.start() for match in _SPEECH.finditer(text))  # …一套电池结构件“去年产值…: what is said begins a statement


_COUNTS = frozenset("个家项户座所条处名件种")
_THING = re.compile(r"(?![增升提降扩减达到至总已完])[一-龥]{2,14}?(?<![至到达为共计了成])")
_THINGS = re.compile(
    r"(?:学位|床位|岗位|泊位|托位|企业|公司|机构|平台|学校|医院|船坞|厂房|公路|道路|项目|工程|中心|基地|小区|景区|桥|社区|家庭|品牌|专利|产品"
    r"|人员|队伍|渠道|管网|工作站|[一-龥]”)$"
)


def counted(before: str) -> bool:
    """普惠性学位1800个托位: a number behind the name of a thing counts that thing, and not what stands behind it."""
    return _THINGS.search(before) is not None


MARK = re.compile(r"[，。；：]")
_MARK = re.compile(r"[，。；、：（）]|$")


def _lost(text: str, tokens: Sequence[Token]) -> Iterator[Sign]:
    read = [token for token in tokens if token.kind != "refused" and (token.unit or token.kind == "rank")]
    for i, token in enumerate(read):
        after = read[i + 1] if i + 1 < len(read) else None
        if token.kind == "ratio":
            continue
        if token.unit in ("亿", "万") and _TORN_UNIT.match(text, token.end):
            yield Sign(token.end, STRANGE)
        if after is not None and token.kind == after.kind == "quantity" and token.end == after.start:
            if token.unit in _CLOSED or token.unit == after.unit:
                yield Sign(token.end, LOST)
        elif _OPENS.match(text, token.end):
            yield Sign(token.end, LOST)
        elif token.unit in _CLOSED:
            if text[token.end : token.end + 1] == "“" or (
                text[token.end : token.end + 1] >= "一"
                and _GOES_ON.match(text, token.end) is None
                and _in_clause(text, token, after)
            ):
                yield Sign(token.end, LOST)
        elif token.unit in _COUNTS and text[token.end : token.end + 1] == "“" and _named(text, token):
            yield Sign(token.end, LOST)
        elif after is not None and (token.unit in _COUNTS or after.unit.endswith("元")) and _two(text, token, after):
            yield Sign(token.end, LOST, lasting=False)


def _in_clause(text: str, token: Token, after: Token | None) -> bool:
    return after is not None and not _MARK.search(text, token.end, after.start)


def _named(text: str, token: Token) -> bool:
    """Whether the thing counted stands before the number (提供岗位2600个)."""
    return _COUNTED.search(text[max(token.start - 6, 0) : token.start]) is not None


_COUNTED = re.compile(r"[一-龥]{2}(?:岗位|项目|企业|公司|学校|医院|机构|平台)(?:约|近|超)?$")


def _two(text: str, token: Token, after: Token) -> bool:
    """高新技术企业96家上市公司3家: two things with their numbers behind them, and nothing between."""
    if after.unit.endswith("元"):
        return (
            _SUM.fullmatch(text, token.end, after.start) is not None
            and _THING.fullmatch(text, max(token.start - 2, 0), token.start) is not None
        )
    if (
        after.unit not in _COUNTS
        or _THING.fullmatch(text, token.end, after.start) is None
        or _VERBAL.search(text, token.end, after.start)
        or text[after.end : after.end + 1] not in "，。；、"
    ):
        return False
    before = text[max(token.start - 4, 0) : token.start]
    return _THING.fullmatch(before[-2:]) is not None and not _VERB.search(before)


_SUM = re.compile(
    r"(?:旅游|综合|主营|业务|协议|合同|计划|到位|累计|年度|营业|财政|销售|税收|工业|农业)*(?:投资额?|总投资|资金|收入|总?产值|利润|税收|贷款|存款)[约近超达为]?"
)
_VERBAL = re.compile(r"[开复完竣施]工|投产|完成|签约|入选|通过|获|建成|落地|实现|新增|惠及|覆盖|涉及|整改|办结")
_VERB = re.compile(r"(?:有|设|建|在|为|共|了|对|各|辖|等|的|成|达|施|增|完成|实现|新增|涉及|覆盖|惠及)$")
_TORN_TIME = re.compile(
    r"(?:19|20)\d[^\d\s年月日，。—\-~～至]{1,4}\d年|(?<!\d)20[^\d\s，。、年—\-~～至]{1,4}\d\d年|截[至止][^\d\s一-龥]{1,2}\d|"
    r"\d[目曰]|(?<!\d)\d{1,4} +\d{1,3}年|(?<!\d)\d{3}年|\d{5,}年|(?:19|20)\d\d[^\d年\-/.—～~至 ：:）(]{1,4}年(?!来|间|前|后|度)"
    r"|年\d{1,2}(?=[^\d月日.年—\-~～至、季强批家个项件大]|$)|截[^至止图屏取流留断]|\d[^\d月日，。、；：]{1,4}月[底末]"
    r"|月\d{1,2} +\d{1,2}日"
)


def torn_time(heading: str) -> bool:
    """Whether a time in a title or heading is damaged (2025年9目, 20 25年, 截的至)."""
    return _TORN_TIME.search(heading) is not None
