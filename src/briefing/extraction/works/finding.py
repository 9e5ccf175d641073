"""The places of a text where the name of a project may stand, found by what is at its right end or around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from briefing.chinese.beginnings import compiled
from briefing.extraction.works import candidates, heads, namewords, naming, proofs, stages
from briefing.extraction.works.candidates import Candidate
from briefing.extraction.works.namewords import MONEY
from briefing.model.base import Span

_MARK = re.compile(r"[，。；：！？\n]")
"""What parts clauses."""
_COUNT = r"(?:一批|一大批|多个|若干|系列|\d+(?:个|所|家|座|条|处|栋|项)|[一二三四五六七八九十两]+个|[一二三四五六七八九十]+大)"
_OF = "[^，。；：、等的]{0,14}?"
_LIST_TAIL = re.compile(
    rf"等(?:{_COUNT}?{_OF}(?:项目|工程)(?!师|部(?!分)|化|质量)|{_COUNT}(?=已|正|均|全部|相继|陆续|建成|开工|投|竣工|完工|进|实现|顺利|即将|率先|开|建设)"
    rf"|{_OF}(?:园区|设施|场馆|地标|公园|学校|幼儿园|医院|高速公路|高速|铁路|高铁|公路|水库|水电站|机场|灌区|煤矿|泊位|电站)(?!设施))"
)
_OF_HEAD = re.compile(r"(?:高速公路|高速|铁路|高铁|公路|水库|水电站|机场|灌区|煤矿|国家公园|抽水蓄能电站|输变电)")
NUMBER = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.、．]|[▲●■◆★]|——)\s*")
_BRACKET = re.compile(rf"（(?:总投资|投资|计划投资)?(?:约)?{MONEY}）")
_QUOTED = re.compile(r"(?:推进|加快|推动|开展|抓好)[“‘](?P<x>(?![一二三四五六七八九十两双\d])[^“”‘’]{4,24})[”’](?:项目|工程)?建设")
_CONTENT = re.compile(r"建设内容(?:主要)?(?:包括|为|：)[^。；]*$|主要建设[^。；]*$")
_OTHER = re.compile(r"争取[^，]*等(?:政策|资金|平台|项目\d)|等[^，。；、]{0,8}(?:领域|方面|行业|业态|政策|资金|荣誉|称号)")
_FUNDED = re.compile(
    rf"投资(?:额)?(?:约|近|超|达|为)?{MONEY}(?:、[^，。；的]{{2,16}})?的(?P<x>[^，。；、：的“”（）]{{3,28}}?(?:（[^（）]{{1,8}}）)?)"
    r"(?=\d{1,2}月|\d{4}年|于|日前|主桥|主体|一期|二期|位于|坐落|正式|开工|同时|顺利|破土|奠基|已|正在|实现|(?<!实)现|签约|落地|落户|竣工|投产|建成|启动|成功|近日|里(?=，)|加快|加速|全面|有序|稳步|进入|完成|封顶|进展|[一二三四五六七八九十]+大项目|(?:和|及|与)(?:总)?投资|等|，|。|；|、|$)"
)
_AS = re.compile(r"以(?P<x>[^，。；]{4,60}?)为(?:抓手|引领|重点|支撑|依托|载体|龙头|牵引)")
_SUMMED = re.compile(rf"(?:总投资|投资|(?<=[、和及])){MONEY}的(?P<x>[^，。；、：的“”（）]{{3,24}}?)(?=、|以及|和|等|，|$)")
_LAST = re.compile(r"(?:以及|和|、)(?P<x>[^，。；、：的“”（）\d]{4,20}?)等")
"""总投资40亿元的A、总投资15亿元的B以及C等重大项目."""
_SPENT = re.compile(
    r"(?:[^，。；：、]{0,14}中，)?(?P<x>[^，。；：、]{4,26}?)(?:建设)?(?:目前|今年|现)?(?:(?:已|累计){1,3}+完成投资\d|(?:目前)?正(?:在)?进行[^，。；]{0,12}(?:施工|建设|拆迁|平整|招标|审批))"
)
"""石长铁路复线建设已完成投资1.2亿元: a name with its money or its works behind it."""


def clauses(text: str) -> Iterator[Span]:
    """The clauses in which the head word of a name may end, in order."""
    ends = namewords.load().ends
    begins = [0, *accumulate(len(piece) + 1 for piece in _MARK.split(text))]
    found = ends.search(text)
    while found:
        number = bisect_left(begins, found.end())
        yield begins[number - 1], begins[number] - 1
        found = ends.search(text, begins[number])


def clause(text: str, lo: int, hi: int, stop: int) -> Iterator[Candidate]:
    """The names in a clause; `stop` is the end of its block, for evidence that follows after a comma."""
    words = namewords.load()
    if not words.heads.search(text, lo, hi) or (text.find("等", lo, hi) >= 0 and _OTHER.search(text, lo, hi)):
        return
    early = max(lo - 40, 0)
    told = text.find("建设", early, hi) >= 0 and _CONTENT.search(text, early, hi)
    if told and not words.named.search(text[lo - 3 : lo - 1]):
        return
    if text[lo] in _NUMBERING and (number := NUMBER.match(text[lo:hi])):
        lo += number.end()
    if text[lo - 1 : lo] == "：" and _HEADED_LIST.search(text, max(lo - 30, 0), lo):
        for a, b in naming.items(text, lo, hi, tail=True):
            if proofs.distinct(text[a:b]) or candidates.headed(text[a:b]):
                yield from candidates.offered(text, a, b, listed=True)
        return
    if text[lo - 1 : lo] == "，" and _A_SET.search(text, max(lo - 40, 0), lo - 1) and (found := list(_of_set(text, lo, hi))):
        yield from found
        return
    if text.find("的", lo, hi) >= 0 and (told := _IS_PROJECT.match(text, lo, hi)) and proofs.distinct(told["x"]):
        yield from candidates.offered(text, *told.span("x"), listed=True)
        return
    if _TOLD_SO.search(text, lo, hi):
        yield from _told_so(text, lo, hi, stop)
    else:
        yield from heads.find(text, lo, hi, hi, stop)


def _of_set(text: str, lo: int, hi: int) -> Iterator[Candidate]:
    """集中开工的32个重点项目，包括A、B、C等; 两个项目，A和B: names, though not all end in a head word; without 包括 all must."""
    lead, ends = _INCLUDING.match(text, lo, hi), _AND_SO_ON.search(text, lo, hi)
    pieces = list(naming.items(text, lead.end() if lead else lo, ends.start() if ends else hi, tail=True))
    headed = [candidates.headed(text[a:b]) for a, b in pieces]
    if lead or (len(pieces) > 1 and all(headed) and all(naming.left(text, a, b) == a for a, b in pieces)):
        for (a, b), head in zip(pieces, headed, strict=True):
            if (head or proofs.distinct(text[a:b])) and naming.fits(text[naming.stripped(text, a, b) : b]):
                yield from candidates.offered(text, a, b, listed=True)


def _told_so(text: str, lo: int, hi: int, stop: int) -> Iterator[Candidate]:
    """The names a clause tells by a list, a sum of money, quotation marks or 以A、B为重点, and those by their head words."""
    sums = list(_SUMMED.finditer(text, lo, hi)) if text.find("元的", lo, hi) >= 0 else []
    if len(sums) > 1 and ((last := _LAST.match(text, sums[-1].end(), hi)) or text[sums[-1].end() : sums[-1].end() + 1] == "等"):
        for match in sums:
            yield from candidates.offered(text, *match.span("x"), listed=True)
        if last:
            yield from candidates.offered(text, *last.span("x"), listed=True)
        return
    spent = _SPENT.match(text, lo, hi) if text.find("完成投资", lo, hi) >= 0 or text.find("进行", lo, hi) >= 0 else None
    if spent and proofs.distinct(spent["x"]) and naming.left(text, *spent.span("x")) == spent.start("x"):
        yield from candidates.offered(text, *spent.span("x"), listed=True) if not heads.JOINER.search(spent["x"]) else ()
    for match in _STATION.finditer(text, lo, hi) if _STATION_END.search(text, lo, hi) else ():
        yield Candidate(naming.stripped(text, *match.span("x")), match.end("x"), True)
    done = hi
    if (
        text.find("等", lo, hi) >= 0
        and (tail := _LIST_TAIL.search(text, lo, hi))
        and not re.match(r"\d+[个项]", text[tail.end() : tail.end() + 4])
    ):
        found = list(_listed(text, lo, tail, hi))
        yield from found
        if found:
            yield from heads.find(text, lo, found[0].start, found[0].start, stop)
            yield from clause(text, tail.end(), hi, stop)
            return
        done = tail.start()
        if text[tail.end() : tail.end() + 1] == "、":
            yield from clause(text, tail.end() + 1, hi, stop)
            hi = tail.end()
    for match in _FUNDED.finditer(text, lo, hi) if text.find("投资", lo, hi) >= 0 else ():
        yield from candidates.offered(text, match.start("x"), match.end("x"), listed=True)
    at = lo
    for bracket in _BRACKET.finditer(text, lo, hi) if text.find("元）", lo, hi) >= 0 else ():
        start = naming.left(text, at, bracket.start())
        for a, b in naming.items(text, start, bracket.start(), tail=True):
            yield from candidates.offered(text, a, b, listed=True)
        at = bracket.end()
    quoted = _QUOTED.finditer(text, lo, hi) if text.find("“", lo, hi) >= 0 or text.find("‘", lo, hi) >= 0 else ()
    for match in quoted:
        yield from candidates.offered(text, match.start("x"), match.end("x"), listed=True)
    for match in _IN_QUOTES.finditer(text, lo, hi) if text.find("项目”", lo, hi) >= 0 else ():
        if proofs.weight(text, lo, match.start(), match.end(), hi, stop) == proofs.STRONG and proofs.distinct(match["x"]):
            yield from candidates.offered(text, match.start("x"), match.end("x"), listed=False)
    for match in _AS.finditer(text, lo, hi) if text.find("以", lo, hi) >= 0 else ():
        pieces = list(naming.items(text, match.start("x"), match.end("x"), tail=True))
        if len(pieces) > 1:
            for a, b in pieces:
                yield from candidates.offered(text, a, b, listed=False) if candidates.headed(text[a:b]) else ()
    yield from heads.find(text, lo, hi, done, stop)


_IS_PROJECT = re.compile(
    r"(?P<x>[\u4e00-\u9fffA-Za-z]{3,14}?)(?:是|系|为)(?:我|全|该)?[市县区](?:委、?[市县区]政府)?(?:\d{4}年|去年|今年)?(?:重点)?(?:引进|招引|落户|实施|建设|打造)的[^，。；]{0,14}(?:项目|工程)$"
)
"""天凯塑胶是我县2012年引进的工业项目，计划总投资8亿元: a work called by the name of its firm alone."""
_NUMBERING = frozenset("一二三四五六七八九十（0123456789▲●■◆★— \u3000")
"""What the number of an item begins with."""
_TOLD_SO = compiled("等|元的|元）|投资|进行|[“‘以]|电项目|光伏项目|储能项目")
"""Without one of these a name in a clause is told by its head word alone."""
_STATION_END = re.compile("(?:电|光伏|储能)项目")
_STATION = re.compile(
    r"(?P<x>[\u4e00-\u9fff]{2,5}[县区市旗](?:海上|农光互补|渔光互补|集中式|分散式)?(?:风电|光伏|光伏发电|风力发电|储能|水电|热电联产|生物质发电|垃圾焚烧发电|垃圾发电)项目)"
    r"(?:已|近日|日前|成功|顺利|正式|全部|全面|实现|全容量|首台机组|首批机组){0,3}(?:并网|投产|投运|竣工|开工建设|建成)(?![率的县区市])"
)
"""某县风电项目已并网发电: class words, but a single act told right behind them is that of one work."""
_INCLUDING = re.compile(r"(?:主要|具体|分别)?(?:包括|涵盖|包含)(?:了)?")
_A_SET = re.compile(r"(?:\d|[两二三四五六七八九十])[个项宗][^，。；\d]{0,14}(?:项目|工程)$")
_AND_SO_ON = re.compile(r"等(?:\d+[个项宗])?(?:重点|重大|一批)?(?:项目|工程)?$")
_HEADED_LIST = re.compile(
    r"(?:开工|竣工|投产|签约|建成|投用|续建|在建|新建|复工)(?:的)?(?:重点|重大)?(?:项目|工程)?(?:共?(?:有)?\d+[个项])?(?:，?(?:分别)?(?:有|是|为|包括))?：$"
)
_SLOGAN = re.compile(
    r"大(?:工程|行动)|“[一二三四五六七八九十\d]+[项大](?:工程|行动)|产业集群|改革|政策|机制|成果|技术|产品|标准|课程|活动|赛事"
)
_TOLD = re.compile(r"十大|百大|等\d+(?:个|所|座|条)|等[一二三四五六七八九十]+个")
_CLASSES = re.compile(r"产业项目|产业链|专项|领域|类项目|配套|产业化")
_IN_QUOTES = re.compile(r"“(?P<x>[^“”，。；、]{4,30}项目)”")
"""“高性能连接器产业化项目”正式开工: the word 项目 inside the quotation marks."""


def _listed(text: str, lo: int, tail: re.Match[str], hi: int) -> Iterator[Candidate]:
    """The items of “A、B和C等项目”. A list of class words (生物制造、氢能装备等项目) names nothing, unless it is counted or
    reported on."""
    start = naming.left(text, lo, tail.start())
    pieces = list(naming.items(text, start, tail.start(), tail=True))
    told = (
        bool(_TOLD.search(tail[0]))
        or proofs.told(text, tail.end(), min(tail.end() + 16, hi))
        or bool(stages.leading(text, lo, start))
    )
    named = bool(namewords.load().named.search(tail[0]))
    headed = [candidates.headed(text[a:b]) for a, b in pieces]
    own = sum(proofs.distinct(text[a:b]) for a, b in pieces)
    counted = re.match(r"等(\d+)[个项]", tail[0])
    if not own and counted and int(counted[1]) > 3 * len(pieces):
        return  # 学前教育、河道整治等31个项目: kinds of works, several of each
    if re.match(r"(?:成功|全部|均)?(?:获批|入选|获评|被评|获得|荣获|通过[^，。]{0,6}认定)", text[tail.end() : tail.end() + 8]):
        return
    if not (own * 2 >= len(pieces) or (named and told)) or (
        _CLASSES.search(tail[0]) and not any(headed) and not (told and own == len(pieces))
    ):
        return
    if _SLOGAN.search(tail[0]) or _SLOGAN.match(text, tail.end() - 2, tail.end() + 6):
        return
    if not named and not told and not namewords.load().build.search(text[lo:start]):
        return
    shared = _OF_HEAD.search(tail[0])
    for (a, b), head in zip(pieces, headed, strict=True):
        if head or shared or b - a >= 4 or (named and b - a >= 3):
            for found in candidates.offered(text, a, b, listed=True):
                yield found if head or not shared else found._replace(head=shared[0])
