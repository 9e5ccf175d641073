"""Names nothing is called by: with signs, numbers, web words or misread words in them, with something put into the middle of a
word, or two statements in one because the mark between them is lost."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from briefing.chinese import indicators
from briefing.chinese.beginnings import compiled
from briefing.chinese.pairs import PAIRS
from briefing.chinese.quick import Quick
from briefing.chinese.words import torn_word
from briefing.extraction.doubts import misreadings
from briefing.extraction.doubts.damage import LOST, MISREAD, STRANGE, WEB
from briefing.extraction.measures import nouns

_NO_NAME = Quick(
    r"\d(?:%|亿元|万元|个百分点)(?!以)|^[ ）)·、，：.]|[●★◆◇~#…]|[一-龥] +[一-龥]|建设内容$|(?<=[一-龥])了(?=[一-龥])"
    r"|(?<=[一-龥])在(?=[区县市镇村])|^(?:的|了|是|大关|台阶|[一二三四五六七八九]成)|[和与](?:工程|项目)$|(产业园|工程|大桥|基地|项目)[一-龥]{2,8}\1$"
)
_NO_LABEL = Quick(
    r"^第[一二三四五六七八九十](?!产业|三方|[期批轮代类季个次届])|(?<=[一-龥]{2})(?:此次|本次|其中|此外)"
    r"|(?:负责人|书记|主任|经理|董事长|局长)(?:说|介绍|表示)|^(?:责任单位|形象进度)$"
    r"|(?:(?<=[一-龥])竣工(?!投产|验收|面积|项目|决算|备案|财务)|合龙|封顶|投入运行|许可证(?=总投)|未批复|未开工(?!项目)|不全"
    r"|持续优化|持续改善|形象进度|责任单位)(?=[一-龥]{3})"
    r"|[●★☆◆◇■※◎~#…。；|]|[一-龥] +[一-龥](?![^“”]*”)|^投入运行$|\d\.$"
    r"|(?<=[一-龥])(?:有着|作为|的|[和与了在](?:增速|占比|数)?)$|率(?=[一-龥]{2,6}率$)"
    r"|^(?:的|了|业(?![务主态绩余内界已])|额(?![度定外])|率(?!先)|值(?![班守机]))"
)


def odd(label: str, scope: str | None) -> str | None:
    """What makes a name doubtful by itself: signs and numbers no thing and no place is called by, misread words."""
    named, placed = _odd_label(label), _odd_scope(scope) if scope else None
    if named != MISREAD and STRANGE in (named, placed):
        return STRANGE
    return named or placed


@lru_cache(maxsize=8192)
def _odd_label(label: str) -> str | None:
    if misreadings.places(label):
        return MISREAD
    if _NO_LABEL.search(label) or WEB.search(label) or _split(label) or _runs_on(label) or _infixed(label):
        return STRANGE
    if _INSIDE.search(label) or _several(label) or _glued(label):
        return LOST
    return LOST if len(label) >= _LEAST - 1 and _bare(label) in _torn() else None


@lru_cache(maxsize=1024)
def _odd_scope(scope: str) -> str | None:
    if _NO_NAME.search(scope) or WEB.search(scope) or _infixed(scope):
        return STRANGE
    return LOST if _INSIDE.search(scope) else None


_INFIX_WORD = re.compile(r"[的和了在与赞](?<=[一-龥].)(?=[一-龥])|(?:广告|转载|小编|更多|热点|扫码|登录|组图|资料图)(?=[一-龥])")
_SCRAP = re.compile(
    r"[市区县](?:累计|已|共|现有|完成(?!率)|新增(?![长速]))|[^总年净新各月日全均非](?=税收收入|地区生产总值|固定资产投资|一般公共预算)"
)


def _infixed(label: str) -> bool:
    """落户企广告业, 覆和盖率: whether something was put into the middle of a word; or a name that has lost what stood before its
    first character (区累计淘汰落后产能)."""
    if indicators.lookup(label) is not None:
        return False
    found = ((m, label[: m.start()], label[m.end() :]) for m in _INFIX_WORD.finditer(label))
    return _SCRAP.match(label) is not None or any(torn_word(a, b, scraps=len(m[0]) == 1) for m, a, b in found)


_AGAIN = re.compile(r"([一-龥]{2})(?<!零售)\1")
"""The same word twice running."""
_GLUED = Quick(
    r"城镇(?:乡村|农村)|续建新开工|(?:涨幅|增幅|降幅|增速|比重|占比|价格)数$|(?:涨幅|增幅|降幅|增速)占比$|年产数$|达比重$"
    r"|(?:能力|奋战|会场|试?运行|竣工|封顶|投产|通车|合龙|投用|交付|批复)(?:总投资|投资)$|(?:通过(?:审查|评审|验收)|穿过)(?=[一-龥]{2})"
    r"|^(?:大关|台阶|关口|升级为|更名为|位于|地处)|^[和与及](?![平谐睦静])|和(?:完成|缴税|总投资|面积$)|(?:提质|扩容|惠民|便民)(?:新建|新增)|^[村镇乡](?=常住人口|户籍人口)"
    r"|为(?:特色|主线|引领|抓手|支撑|导向|核心|重点)(?=[一-龥]{2})|^(?:[他她]|[一-龥]{0,6}[人者长任])(?:介绍|表示|透露|告诉)(?=[一-龥])"
)
_TOPICAL = re.compile(
    r"(?<=[一-龥]{2})(?:持续|稳步|不断|明显|有效|总体|较快|平稳|逐步|继续|稳中|有序|加快|全面|进一步)[一-龥]{2,4}$"
)
"""How a sentence ends that only opens a paragraph (财政金融平稳运行)."""


def _glued(label: str) -> bool:
    """Whether a name is two that lost the mark between them: a topic and an indicator, two indicators, a word twice."""
    if indicators.lookup(label) is not None:
        return False
    if _GLUED.search(label) is not None or _AGAIN.search(label) is not None:
        return True
    own = _bare(label)
    for at in range(4, len(own) - 3):
        if indicators.known(own[at:]):
            return indicators.known(own[:at]) or _TOPICAL.search(own[:at]) is not None
    return False


_TAIL = compiled(r"(?:年均|名义|实际)?(?:增速|涨幅|降幅|增幅|占比|数)$")
_TAILS = ("增速", "涨幅", "降幅", "增幅", "占比", "数")
_LONGEST, _INFIX, _LEAST = 26, 6, 6


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """The longer names of indicators by their first and last character."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in indicators.names():
        if len(name) >= _LEAST:
            found[name[0] + name[-1]].append(name)
    return {ends: tuple(names) for ends, names in found.items()}


def _bare(label: str) -> str:
    """The label without the word for the measure."""
    return _TAIL.sub("", label) if label.endswith(_TAILS) else label


def _split(label: str) -> bool:
    """Whether a label is the name of an indicator with something put into the middle of one of its words (规上工业增某某加值)."""
    if not _LEAST < len(label) <= _LONGEST or indicators.lookup(label) is not None:
        return False
    own = _bare(label)
    for name in _names().get(own[0] + own[-1], ()) if len(own) > _LEAST else ():
        size = len(own) - len(name)
        if 1 <= size <= _INFIX and (places := _places(own, name)):
            return all(name[at - 1 : at + 1] in PAIRS or own[at : at + size] in "了在是" for at in places)
    return False


_INSIDE = Quick(
    r"(?<=[一-龥])(?:去年|今年|上年|前三季度|上半年|下半年|截至|目前)(?!同期)"
    r"|(?<=[一-龥])(?:该|这)(?:市|县|区|项目|工程|公司|企业|园区|大桥)"
    r"|(?<=[一-龥]{6})(?:预计|力争)(?!总投资|投资|年均|增速)"
    r"|^[^“”]*“[^”]*$|^[^“]*”"
)
"""Words that begin a statement, and half a quotation: nothing is called so."""
_SENTENCE = Quick(
    r"^(?:更加|较好地?|大力|着力|不断|始终|坚决|坚持(?!率)|聚焦|扎实|深入|全力(?!以)|积极|切实|是主要|注重|狠抓|牢固|作为有着|持续"
    r"|提前完成|强化[^，]{3,}(?=[一-龥]{4})|防范[^，]{3,}(?=[一-龥]{4})|消除[^，]{0,2}(?:风险|隐患)|优化[^，]{0,2}营商环境)[一-龥“”]{4,}"
    r"|拖累(?=[一-龥])|^(?:规模|行业|区域|结构|产业|领域|地区|时间|进度)看(?=[一-龥\d])"
)
"""How sentences begin, and no name of a figure."""
_ENDED = re.compile(r"^(?:投用|封顶|通车|竣工|完工|合龙|进场)(?=[一-龥])(?!投产|投用|验收|备案|开园|使用)")
"""The end of a statement; a name behind it is that of the next."""


def _several(label: str) -> bool:
    """Whether a name is more than one: a statement and the name of the next, or a sentence."""
    if _SENTENCE.search(label):
        return True
    ended = _ENDED.match(label)
    return ended is not None and (nouns.leading_verb(label[ended.end() :]) != "" or label[ended.end() :].startswith("项目部"))


_DONE = Quick(
    r"(?:通车|投用|投产|投入使用|投入运行|封顶|合龙|优化|改善|好转|奋战|开工建设|落地|见效|启用|开园|许可证)(?=[一-龥]{4,})"
)


def _runs_on(label: str) -> bool:
    """Whether a label is the end of one statement and the indicator of the next (建成通车空气质量优良天数比例)."""
    match = _DONE.search(label)
    return (
        match is not None
        and label[-1] != "数"
        and label[match.end()] != "项"
        and indicators.lookup(label[match.end() :]) is not None
    )


@lru_cache(maxsize=1)
def _torn() -> frozenset[str]:
    """Names of indicators without their first characters, cut inside a word (模以上工业增加值)."""
    known = set(indicators.names())
    torn = {n[at:] for n in known for at in (1, 2, 3) if len(n) - at >= _LEAST - 1 and n[at - 1 : at + 1] in PAIRS}
    return frozenset(torn - known)


def _places(own: str, name: str) -> list[int]:
    """Where something may have been put into a name to make it another."""
    size = len(own) - len(name)
    return [at for at in range(1, len(name)) if own.startswith(name[:at]) and own.endswith(name[at:]) and size > 0]
