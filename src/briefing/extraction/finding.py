"""The places of a text where the name of a project may stand, found by what is at its right end or around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from briefing.extraction import namewords, naming, proofs, stages
from briefing.extraction.namewords import MONEY
from briefing.limits import check
from briefing.model.base import Span
from briefing.model.text import Block, Cell


class Candidate(NamedTuple):
    """A place that may be a name. `sure` candidates win where two overlap; `head` is what a list shares (高速公路)."""

    start: int
    end: int
    sure: bool
    head: str = ""


_MARK = re.compile(r"[，。；：！？\n]")
"""What parts clauses."""
_COUNT = r"(?:一批|一大批|多个|若干|系列|\d+(?:个|所|家|座|条|处|栋|项)|[一二三四五六七八九十两]+个|[一二三四五六七八九十]+大)"
_OF = "[^，。；：、等的]{0,14}?"
_LIST_TAIL = re.compile(
    rf"等(?:{_COUNT}?{_OF}(?:项目|工程)(?!师|部(?!分)|化|质量)|{_COUNT}(?=已|正|均|全部|相继|陆续|建成|开工|投|竣工|完工|进|实现|顺利|即将|率先|开|建设)"
    rf"|{_OF}(?:园区|设施|场馆|地标|公园|学校|幼儿园|医院|高速公路|高速|铁路|高铁|公路|水库|水电站|机场|灌区|煤矿|泊位|电站)(?!设施))"
)
_OF_HEAD = re.compile(r"(?:高速公路|高速|铁路|高铁|公路|水库|水电站|机场|灌区|煤矿|国家公园|抽水蓄能电站|输变电)")
_NUMBER = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.、．]|[▲●■◆★]|——)\s*")
_PLACE_BRACKET = r"（[^（）]{2,12}(?:市|县|区|州|旗|镇|乡|级|本级)）"
_ENTRY = re.compile(rf"[^。：，；\n]{{3,40}}?(?=(?:{_PLACE_BRACKET})?[。：])")
_ENTRY_STOP = re.compile(r"[^。：，；\n]{0,60}")
"""What an entry is made of: when it ends at another mark than these, there is none."""
_ENTRY_END = re.compile(rf"(?:{_PLACE_BRACKET})?[。：]")
_STATE_BRACKET = re.compile(r"(?:（(?:前期|续建|新建|拟建|在建|储备|[^（）]{2,10}[市县区州旗级])）)?\s*$")
_BRACKET = re.compile(rf"（(?:总投资|投资|计划投资)?(?:约)?{MONEY}）")
_SECTION = re.compile(r"（[^（）]{2,24}）(?:[\u4e00-\u9fff]{0,6}(?:项目|工程))")
_QUOTED = re.compile(r"(?:推进|加快|推动|开展|抓好)[“‘](?P<x>(?![一二三四五六七八九十两双\d])[^“”‘’]{4,24})[”’](?:项目|工程)?建设")
_BRACKET_END = re.compile(r"（[^（）]*\d[^（）]*元）$")
_STRETCH = re.compile(r"[\u4e00-\u9fff]{1,10}?[至东西南北中]?[\u4e00-\u9fff]{0,6}?段(?![时落位])(?:工程|项目)?")
_LINES = ("高速公路", "高速", "高铁", "铁路", "公路", "大道", "地铁", "号线", "快速路", "运河", "航道")
_SHARED_HEAD = re.compile(
    r"(?:高速公路|高速|高铁|铁路|公路|大道|地铁|号线|快速路|运河|航道|(?:大型|中型)?水库|水电站|机场|灌区|煤矿)$"
)
_NO_NAME = re.compile(r"承载|有限|股份|集团|师|部(?!分)|制|化|院|学|系|库|数|法|款|量|类|群|组|经理|个数|为王")
_CONTENT = re.compile(r"建设内容(?:主要)?(?:包括|为|：)[^。；]*$|主要建设[^。；]*$")
_OTHER = re.compile(r"争取[^，]*等(?:政策|资金|平台|项目\d)|等[^，。；、]{0,8}(?:领域|方面|行业|业态|政策|资金|荣誉|称号)")
_FUNDED = re.compile(
    rf"投资(?:额)?(?:约|近|超|达|为)?{MONEY}(?:、[^，。；的]{{2,16}})?的(?P<x>[^，。；、：的“”（）]{{3,28}}?(?:（[^（）]{{1,8}}）)?)"
    r"(?=\d{1,2}月|\d{4}年|主桥|主体|一期|二期|位于|坐落|正式|开工|同时|顺利|破土|奠基|已|正在|实现|(?<!实)现|签约|落地|落户|竣工|投产|建成|启动|成功|近日|里(?=，)|加快|加速|全面|有序|稳步|进入|完成|封顶|进展|[一二三四五六七八九十]+大项目|(?:和|及|与)(?:总)?投资|等|，|。|；|、|$)"
)
_AS = re.compile(r"以(?P<x>[^，。；]{4,60}?)为(?:抓手|引领|重点|支撑|依托|载体|龙头|牵引)")


def headings(text: str, block: Block, following: Block | None, after: Block | None = None) -> Iterator[Candidate]:
    """A heading that is a name: numbered above a ledger's labels, or a list of names the text below speaks of."""
    piece = text[block.start : block.end]
    if following is None or len(piece) > 48 or piece.endswith("。"):
        return
    labels = namewords.load().labels
    below = text[following.start : following.end]
    if number := _NUMBER.match(piece):
        if labels.search(below[:16]) and len(labels.findall(below[:240])) >= 2:
            tail = _STATE_BRACKET.search(piece)
            end = block.start + (tail.start() if tail else len(piece))
            if naming.fits(text[block.start + number.end() : end], entry=True):
                yield Candidate(block.start + number.end(), end, True)
        return
    if block.kind == "heading":
        lead = re.match(r"(?:元素|亮点|案例|镜头|现场)[一二三四五六七八九十\d]+\s*", piece)
        start = block.start + (lead.end() if lead else 0)
        for a, b in naming.items(text, start, block.end, tail=True):
            said = text[a:b] in below or (b - a == block.end - start and _reported_below(text, following, after))
            if said and _headed(text[a:b]) and naming.fits(text[a:b]):
                yield Candidate(a, b, True)


_LIST_HEAD = re.compile(r"(?:项目|工程)[^。；]{0,12}?(?:分别是|分别为|如下|包括|名单|清单|有)[^。；]{0,4}[：:]?\s*$")
_LISTED_LINE = re.compile(r"\s*(?:\d{1,3}[.、．]|（\d{1,3}）|[①-⑳])\s*(?P<x>[^，。；：\n]{4,40}?)[；;。，]?\s*$")


def numbered(text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """The lines of a numbered list of works: 十大工程分别是： 1、…; 2、…"""
    on = False
    for block in blocks:
        line = text[block.start : block.end]
        if on and (match := _LISTED_LINE.match(line)):
            start, end = match.span("x")
            if naming.fits(match["x"], listed=True):
                yield Candidate(block.start + start, block.start + end, True)
            continue
        on = _LIST_HEAD.search(line) is not None


_PROGRESS = re.compile(r"\s*(?:项目)?(?:进展|进度|推进)情况：|\s*(?:形象进度|建设内容|总投资|目前进展)：?")


def _reported_below(text: str, following: Block, after: Block | None) -> bool:
    """Whether one of the two paragraphs below a heading is a labelled report (进展情况：该项目…)."""
    return any(b is not None and b.kind != "heading" and _PROGRESS.match(text, b.start, b.end) for b in (following, after))


_CAPTION = re.compile(r"(?P<x>[^，。；：是]{4,36}?(?:项目|工程|基地|园|中心|大桥|学校|医院))(?=是)")
"""1.X项目是今年的重点项目，总投资…: a caption that begins with the name."""
_MEASURED = re.compile(
    r"(?P<x>[^，。；：、\d]{4,36})，(?:项目|计划|工程)?(?:总投资|投资|投入资金|概算|(?:总)?建筑面积|建设面积|占地|用地|全长|建设规模)[^，。；]{0,6}\d"
)
"""1.X县第一中学，建设面积1617.96平方米: an item of a list of works, told by its measures."""
_SUMMED = re.compile(rf"(?:总投资|投资|(?<=[、和及])){MONEY}的(?P<x>[^，。；、：的“”（）]{{3,24}}?)(?=、|以及|和|等|，|$)")
_LAST = re.compile(r"(?:以及|和|、)(?P<x>[^，。；、：的“”（）\d]{4,20}?)等")
"""总投资40亿元的A、总投资15亿元的B以及C等重大项目."""
_SPENT = re.compile(
    r"(?:[^，。；：、]{0,14}中，)?(?P<x>[^，。；：、]{4,26}?)(?:建设)?(?:目前|今年|现)?(?:(?:已|累计){1,3}+完成投资\d|(?:目前)?正(?:在)?进行[^，。；]{0,12}(?:施工|建设|拆迁|平整|招标|审批))"
)
"""石长铁路复线建设已完成投资1.2亿元: a name with its money or its works behind it."""
_TITLED = re.compile(r"\s*+(?:(?:\d{1,3}[.、]|[一二三四五六七八九十]{1,3}、)\s*+)?(?:项目|工程)名称：\s*+(?P<x>[^。；，\s]{3,44})")


def entries(text: str, block: Block) -> Iterator[Candidate]:
    """A name that opens a paragraph: “1.X（某县）。总投资…”, “X：总投资…”."""
    labels = namewords.load().labels
    titled = _TITLED.match(text, block.start, block.end) if text.find("名称：", block.start, block.end) >= 0 else None
    if titled:
        if naming.fits(titled["x"], entry=True):
            yield Candidate(*titled.span("x"), True)
        return
    lead = _NUMBER.match(text[block.start : block.end])
    at = block.start + (lead.end() if lead else 0)
    if lead and (caption := _CAPTION.match(text, at, block.end)) and naming.fits(caption["x"], entry=True):
        yield Candidate(*caption.span("x"), True)
        return
    if (
        lead
        and (measured := _MEASURED.match(text, at, block.end))
        and _headed(measured["x"])
        and naming.fits(measured["x"], entry=True)
    ):
        yield Candidate(*measured.span("x"), True)
        return
    stop = _ENTRY_STOP.match(text, at, block.end)
    if stop and text[stop.end() : stop.end() + 1] not in ("。", "：") and "（" not in stop[0]:
        return
    mark = _ENTRY.match(text, at, block.end)
    if not mark or labels.match(mark[0] + "："):
        return
    after = _ENTRY_END.match(text, mark.end(), block.end)
    begin = after.end() if after else mark.end()
    labelled = bool(labels.match(text, begin)) or (lead is not None and "责任单位" in text[begin : block.end])
    reported = (
        not labelled
        and (lead is not None or text[begin - 1] == "：")
        and stages.load().progress.search(text, begin, min(begin + 40, block.end))
        and naming.left(text, at, mark.end()) == at
    )
    headed = (labelled or reported) and _headed(mark[0])
    if (headed or (labelled and lead is not None)) and naming.fits(mark[0], entry=labelled):
        yield Candidate(mark.start(), mark.end(), True)


_COLON = re.compile(r"(?<=[。；])\s*(?:\d{1,2}[.、])?(?P<x>[^。：，；\n]{3,30}(?:项目|工程))：")


def inner_entries(text: str, block: Block) -> Iterator[Candidate]:
    """A name that opens a sentence inside a paragraph: “…。X项目：土建已完工”."""
    if text.find("：", block.start, block.end) < 0:
        return
    for match in _COLON.finditer(text, block.start, block.end):
        told = stages.load().progress.search(text, match.end(), min(match.end() + 60, block.end))
        if told and naming.fits(match["x"], entry=True) and naming.left(text, match.start("x"), match.end("x")) == match.start("x"):
            yield Candidate(*match.span("x"), True)


def _headed(name: str) -> bool:
    words = namewords.load()
    return bool(words.named.search(name) or words.sites.search(name) or words.works.search(name))


def cells(row: tuple[Cell, ...]) -> Iterator[Candidate]:
    """The name in a row of a table: its first cell that ends like a project."""
    for cell in row[:4]:
        if 4 <= len(cell.text) <= 44 and _headed(cell.text) and naming.fits(cell.text, entry=True):
            yield Candidate(cell.start, cell.end, True)
            return


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
    if text[lo] in _NUMBERING and (number := _NUMBER.match(text[lo:hi])):
        lo += number.end()
    if text[lo - 1 : lo] == "：" and _HEADED_LIST.search(text, max(lo - 30, 0), lo):
        for a, b in naming.items(text, lo, hi, tail=True):
            if proofs.distinct(text[a:b]) or _headed(text[a:b]):
                yield from _offered(text, a, b, listed=True)
        return
    if text[lo - 1 : lo] == "，" and _A_SET.search(text, max(lo - 40, 0), lo - 1) and (found := list(_of_set(text, lo, hi))):
        yield from found
        return
    if _TOLD_SO.search(text, lo, hi):
        yield from _told_so(text, lo, hi, stop)
    else:
        yield from _heads(text, lo, hi, hi, stop)


def _of_set(text: str, lo: int, hi: int) -> Iterator[Candidate]:
    """集中开工的32个重点项目，包括A、B、C等; 两个项目，A和B: names, though not all end in a head word; without 包括 all must."""
    lead, ends = _INCLUDING.match(text, lo, hi), _AND_SO_ON.search(text, lo, hi)
    pieces = list(naming.items(text, lead.end() if lead else lo, ends.start() if ends else hi, tail=True))
    headed = [_headed(text[a:b]) for a, b in pieces]
    if lead or (len(pieces) > 1 and all(headed) and all(naming.left(text, a, b) == a for a, b in pieces)):
        for (a, b), head in zip(pieces, headed, strict=True):
            if (head or proofs.distinct(text[a:b])) and naming.fits(text[naming.stripped(text, a, b) : b]):
                yield from _offered(text, a, b, listed=True)


def _told_so(text: str, lo: int, hi: int, stop: int) -> Iterator[Candidate]:
    """The names a clause tells by a list, a sum of money, quotation marks or 以A、B为重点, and those by their head words."""
    sums = list(_SUMMED.finditer(text, lo, hi)) if text.find("元的", lo, hi) >= 0 else []
    if len(sums) > 1 and ((last := _LAST.match(text, sums[-1].end(), hi)) or text[sums[-1].end() : sums[-1].end() + 1] == "等"):
        for match in sums:
            yield from _offered(text, *match.span("x"), listed=True)
        if last:
            yield from _offered(text, *last.span("x"), listed=True)
        return
    spent = _SPENT.match(text, lo, hi) if text.find("完成投资", lo, hi) >= 0 or text.find("进行", lo, hi) >= 0 else None
    if spent and proofs.distinct(spent["x"]) and naming.left(text, *spent.span("x")) == spent.start("x"):
        yield from _offered(text, *spent.span("x"), listed=True) if not _JOINER.search(spent["x"]) else ()
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
            yield from _heads(text, lo, found[0].start, found[0].start, stop)
            yield from clause(text, tail.end(), hi, stop)
            return
        done = tail.start()
        if text[tail.end() : tail.end() + 1] == "、":
            yield from clause(text, tail.end() + 1, hi, stop)
            hi = tail.end()
    for match in _FUNDED.finditer(text, lo, hi) if text.find("投资", lo, hi) >= 0 else ():
        yield from _offered(text, match.start("x"), match.end("x"), listed=True)
    at = lo
    for bracket in _BRACKET.finditer(text, lo, hi) if text.find("元）", lo, hi) >= 0 else ():
        start = naming.left(text, at, bracket.start())
        for a, b in naming.items(text, start, bracket.start(), tail=True):
            yield from _offered(text, a, b, listed=True)
        at = bracket.end()
    quoted = _QUOTED.finditer(text, lo, hi) if text.find("“", lo, hi) >= 0 or text.find("‘", lo, hi) >= 0 else ()
    for match in quoted:
        yield from _offered(text, match.start("x"), match.end("x"), listed=True)
    for match in _IN_QUOTES.finditer(text, lo, hi) if text.find("项目”", lo, hi) >= 0 else ():
        if proofs.weight(text, lo, match.start(), match.end(), hi, stop) == proofs.STRONG and proofs.distinct(match["x"]):
            yield from _offered(text, match.start("x"), match.end("x"), listed=False)
    for match in _AS.finditer(text, lo, hi) if text.find("以", lo, hi) >= 0 else ():
        pieces = list(naming.items(text, match.start("x"), match.end("x"), tail=True))
        if len(pieces) > 1:
            for a, b in pieces:
                yield from _offered(text, a, b, listed=False) if _headed(text[a:b]) else ()
    yield from _heads(text, lo, hi, done, stop)


_NUMBERING = frozenset("一二三四五六七八九十（0123456789▲●■◆★— \u3000")
"""What the number of an item begins with."""
_TOLD_SO = re.compile("等|元的|元）|投资|进行|[“‘以]|电项目|光伏项目|储能项目")
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
_SITED = re.compile(r"[\u4e00-\u9fff]{2,5}(?:[市县区镇乡旗州]|经开区|高新区|开发区|新区|古城|景区)")
_JOINER = re.compile(r"、|和|与|及|以及")
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
    headed = [_headed(text[a:b]) for a, b in pieces]
    own = sum(proofs.distinct(text[a:b]) for a, b in pieces)
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
            for found in _offered(text, a, b, listed=True):
                yield found if head or not shared else found._replace(head=shared[0])


def _heads(text: str, lo: int, hi: int, done: int, stop: int) -> Iterator[Candidate]:
    """Names that end in a head word, alone or coordinated, with proof around them: any proof for a name with words of its own,
    strong proof for one of class words."""
    words = namewords.load()
    at, carried, whole = lo, False, -1
    quoted = text.find("“", lo, hi) >= 0 or text.find("‘", lo, hi) >= 0
    piece = text[:lo] + naming.masked(text[lo:hi]) if quoted else text
    for head in words.heads.finditer(piece, lo, min(hi, done)):
        check()
        end = _extended(text, head, hi) if head.start() >= at else None
        if (
            end is None
            or (text[end : end + 1] in proofs.COUNTED and proofs.CLASS.match(text, end))
            or proofs.MEETING.match(text, end, hi)
        ):
            continue
        start = naming.left(text, at, end)
        named = bool(words.named.search(text[start:end]))
        if not named and whole >= 0 and _component(text[whole:end]):
            continue
        if proofs.PREDICATE.search(text, lo, start):
            continue
        weight = proofs.STRONG if _NAMED_SHORT.match(text, end) else proofs.weight(text, lo, start, end, hi, stop)
        if named and not weight and words.programme.search(text[start:end]) and not _SITED.match(text, start, end):
            continue
        if not (named or carried or weight):
            continue
        tail = carried or (named and not words.named.search(text[start : end - 2]))
        pieces = list(naming.items(text, start, end, tail=tail))
        found = _accepted(text, pieces, weight, carried)
        yield from found
        whole = end if named and found else -1
        joined = _JOINER.match(text, end, hi) if found or carried else None
        carried = joined is not None and not named
        if found:
            at = joined.end() if joined else end


def _accepted(text: str, pieces: list[tuple[int, int]], weight: int, carried: bool) -> list[Candidate]:
    """The candidates of a coordination, none when its last piece is no name."""
    listed = len(pieces) > 1
    last = _strip(text, pieces[-1])
    if not naming.fits(text[slice(*last)], listed=listed):
        return []
    if weight < proofs.STRONG and not carried and not any(proofs.distinct(text[slice(*_strip(text, p))]) for p in pieces):
        return []
    line = _SHARED_HEAD.search(text, last[0], last[1])
    out = []
    for a, b in pieces:
        if b - a < 3 and not line and b < last[1]:
            continue
        for found in _offered(text, a, b, listed=listed):
            out.append(
                found._replace(head=line[0])
                if line and b < last[1] and not _headed(text[a:b]) and text[b - 1] not in "线路"
                else found
            )
    return out


def _component(between: str) -> bool:
    """Whether a site named right after a project is a part of it: X项目智慧物流中心和…生产线."""
    return not re.search(r"[，、]", between) and not namewords.load().left.search(between)


def _strip(text: str, span: tuple[int, int]) -> tuple[int, int]:
    return naming.stripped(text, *span), span[1]


_NAMED_SHORT = re.compile(r"（(?:以下|下文)?简称")
"""X产业园（以下简称Y）: only what is one thing is given a short name."""
_COUNTING = frozenset("（第首一二三四五六七八九十0123456789")
"""What a part (一期, 二标段) begins with."""
_NUMBERED_LINE = re.compile(r"[\d一二三四五六七八九十]+号(?:线|桥|隧道)")


def _extended(text: str, head: re.Match[str], hi: int) -> int | None:
    """The end of the name whose head word this is: with its part (一期) and stretch (…段); None when the word goes on."""
    words = namewords.load()
    end = head.end()
    named = head[0] in words.named_words
    follow = text[end : min(end + 16, hi)]
    first = follow[:1]
    if not named and head[0].endswith(_LINES) and (stretch := _STRETCH.match(text, end, hi)) and _plain(stretch[0]):
        on = words.heads.search(text, stretch.end(), min(stretch.end() + 10, hi))
        works = on and (words.named.match(on[0]) or words.works.match(on[0]))
        return None if on and works and _plain(text[stretch.end() : on.start()]) else stretch.end()
    if first in _COUNTING and (part := words.part.match(text, end, hi)):
        return part.end()
    if not named and first == "（" and (section := _SECTION.match(text, end, hi)):
        return section.end()
    if first == "（" and _NAMED_SHORT.match(follow):
        return end
    if first in _COUNTING and _NUMBERED_LINE.match(follow):
        return None
    if named and head[0] == "项目":
        return None if _NO_NAME.match(follow) else end
    if not named and not (not follow or words.right.match(follow) or first.isdigit() or first in "’”"):
        return None
    further = words.heads.search(text, end, min(end + 8, hi))
    if further and further[0] in words.named_words and _plain(text[end : further.start()]):
        return None
    if named:
        return None if _NO_NAME.match(follow) else end
    goes_on = further and (further.start() == end or (len(further[0]) > 1 and _plain(text[end : further.start()])))
    return None if goes_on else end


_PARTED = re.compile(r"[\d、和与及的（）“”‘’]|主体|土建|项目|工程")


def _plain(between: str) -> bool:
    """Whether words between two heads belong to one name: no joiner, no digit, no verb of progress."""
    words = namewords.load()
    return not _PARTED.search(between) and not words.left.search(between) and not stages.load().progress.search(between)


def _offered(text: str, start: int, end: int, *, listed: bool) -> Iterator[Candidate]:
    start = naming.stripped(text, start, end)
    if money := _BRACKET_END.search(text, start, end):
        end = money.start()
    if text[start : start + 1] == "‘" and text[start + 1 : end].count("’") == 0:
        start += 1
    if naming.fits(text[start:end], listed=listed):
        yield Candidate(start, end, True)
