"""The stretch of text that speaks of a project: what stands before a name, and what follows until something else is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.extraction.setting import Setting
from briefing.extraction.works import ledgers, stages
from briefing.extraction.works.ledgers import Field
from briefing.extraction.works.names import Name
from briefing.model.base import Span
from briefing.model.fact import Stage

_JOINED = re.compile(
    r"(?:（[^（）]*）)?(?:项目|工程)?(?:[、，]|和|与|及|以及|，以及)(?:(?:总?投资|占地)[^，。；、]{0,10}[元亩][^，。；]{0,20}的|[^，。；、]{0,3}的)?"
)
_TAIL = re.compile(
    r"(?:项目|工程)?等(?:一批|一大批|多个|若干|\d+个|[一二三四五六七八九十两]+个|[一二三四五六七八九十]+大)?[^，。；：、]{0,14}?(?=项目|工程)"
)
_GO_ON = re.compile(
    r"\s*(?:据(?:了解|悉|介绍|统计)，)?(?:目前|截至目前|现|这个项目|该|此|本|项目|工程|全长|总投资|计划|预计|建成后|投产后|大桥|医院|园区|届时|主体|桥梁|路基|土建|[一二三四]期|其中|形象进度|存在问题|下一步|责任单位"
    r"|整改时限|全部建成|达产后|施工|已|累计|\d+栋|建设内容|占地|企业|因|原计划|剩余|\d{1,2}月\d{1,2}日|(?:20\d\d年|今年|去年)\d{1,2}月(?:\d{1,2}日)?(?:正式|全面|顺利)*(?:开工|动工|奠基|竣工|建成|投产)|分[两三]期|幕墙|内装|设备|至今|年度|提前|滞后|完成(?:项目)?投资)"
)
_BUILDING = re.compile(r"(?:、[^，。；、]{2,14}){0,6}(?:等?[^，。；、]{0,6})?(?:项目|工程)?的?建设")
_PUSHED = re.compile(r"(?:加快|推进|推动|开展|抓好|做好|深化|启动|加强)(?:开展|推进|推动)?(?:[^，。；]{2,40}、)?$")
_PREPARING = re.compile(r"(?:[、和][^，。；]{2,40}?)?(?:等?[^，。；]{0,6})?(?:项目|工程)?的?前期(?:工作|论证|研究|手续)")
"""加快A、B等前期工作."""
_MARK = re.compile(r"[，；。！？\n]")
_OF_ABOVE = re.compile(r"其中|(?:主要|具体|分别)?(?:包括|涵盖|有)(?!限|力|效|序)")
_ANAPHOR = re.compile(r"\s*(?:其中|目前|截至目前|(?:据(?:了解|悉|介绍)，)?(?:该|此|本|这个)?(?:项目|工程))")
_AMONG = re.compile(
    r"(?:其中，?|一个是|一是|代表性项目有|项目\d*[个项]?：|(?:的|项目)有：|包括|主要有|分别是|分别为|主要包括|项目有|涉及|有|[\d两二三四五六七八九十][个大项][^，。；]{0,8}(?:项目|工程)，)：?(?:总?投资[^，。；]{1,12}元的)?$"
)
_EVENT = re.compile(
    r"(?:集中开工|开工活动|开工仪式|奠基)[^。]{0,60}(?:会场|主会场|分会场|主?现场|分现场)(?:设立在|设在|位于|在|分别是|分别为|为)[^，。]{0,4}$"
)
_BACK = re.compile(r"(?:去年|过去|上年|20\d\d年以来|截至|目前)")
_VENUE = re.compile(r"(?:主?会场|活动现场|分会场|现场)(?:所在的|设在|位于|在)[^，。]{0,4}$")
_REPORTED = re.compile(r"(?:报告|规划|纲要|方案|意见|会议)(?:中)?(?:指出|提出|明确|要求|强调)：?“[^”]*$")


@dataclass(frozen=True, slots=True)
class Window:
    """`names` share what is said in `spans`; `left` is where the words before the first begin; `lead` is the stage a verb before
    them says and where it stands; `tail`: the list went on with 等项目; `planned`: the passage speaks of what is to come;
    `fields`: the labelled fields of a ledger's entry."""

    names: tuple[Name, ...]
    left: int
    spans: tuple[Span, ...]
    sentence: Span
    lead: tuple[Stage, int] | None
    tail: bool
    planned: bool
    fields: tuple[Field, ...] = ()
    opens: bool = True
    """Whether no other project is named before them in the sentence."""


def windows(setting: Setting, names: Sequence[Name]) -> Iterator[Window]:
    """The windows of a document in order. In a ledger everything up to the next entry is about the entry's project, and names
    inside are its parts."""
    groups = list(_groups(setting, names))
    inside = 0
    among: Window | None = None
    for i, group in enumerate(groups):
        if group[0].start < inside:
            continue
        following = _before_next(setting.text, group, groups[i + 1][0].start) if i + 1 < len(groups) else len(setting.text)
        entry = ledgers.entry(setting, group[0]) if len(group) == 1 else None
        if entry:
            inside = entry[-1].end
            yield Window(tuple(group), group[0].start, (), setting.sentence(group[0].start), None, False, False, entry)
        else:
            window = _window(setting, group, groups[i - 1][-1].end if i else 0, following)
            if among and window.lead is None and window.sentence == among.sentence:
                # 其中，A总投资5亿元、B总投资3亿元: B is of the same set.
                window = replace(window, lead=among.lead)
            among = window if window.lead and window.lead[1] < window.left else None
            yield window


def _before_next(text: str, group: list[Name], start: int) -> int:
    """Where the words of the next name begin: its clause, when that is another one."""
    clause = max(text.rfind(mark, group[-1].end, start) for mark in "，；。\n") + 1
    return clause or start


def _window(setting: Setting, group: list[Name], before: int, following: int) -> Window:
    text = setting.text
    first, end, tail = group[0].start, group[-1].end, False
    if more := _TAIL.match(text, end):
        end, tail = more.end(), True
    sentence = setting.sentence(first)
    floor = max(sentence[0], before)
    left = max((text.rfind(mark, floor, first) for mark in "，；：。"), default=-1) + 1 or floor
    left = max(left, floor)
    lead = stages.leading(text, left, first)
    around = stages.load().around.search(text[left:first])
    if lead is None and around and _BUILDING.match(text, end, end + 60):
        lead = ("在建", left + around.start())
    if lead is None and (pushed := _PUSHED.search(text[left:first])) and _PREPARING.match(text, group[-1].end):
        lead = ("前期", left + pushed.start())
    if lead is None and (
        _EVENT.search(text[setting.block(first).start : first]) or (_VENUE.search(text[left:first]) and setting.opening)
    ):
        lead = ("开工", first)
    if lead is None and tail and re.search("续建|在建", text[group[-1].end : end + 2]):
        lead = ("在建", group[-1].end)  # A、B等续建项目顺利推进
    if lead is None and _OF_ABOVE.match(text, sentence[0]):
        lead = _antecedent(text, setting.sentence(max(sentence[0] - 1, 0))[0], sentence[0])
    if lead and stages.load().past_plan.search(text[left : lead[1]]):
        lead = None
    if lead is None and (among := _AMONG.search(text[floor:first])):
        begin = sentence[0]
        lead = _antecedent(text, begin, floor + among.start()) or _antecedent(text, begin, floor + among.end())
    if lead is None and (above := _list_above(setting, first)) is not None:
        lead = _antecedent(text, *above)
    if lead is None and (held := _held(text, setting.block(first).start, sentence[0], end)) is not None:
        lead = held
    reported = bool(_REPORTED.search(text[setting.block(first).start : first]))
    planned = _planned(setting, sentence) or (reported and (lead is not None or "实现" in text[end : end + 8]))
    spans = tuple(_spans(setting, end, following, lead is not None))
    return Window(tuple(group), left, spans, sentence, lead, tail, planned, opens=before <= sentence[0])


_HELD = re.compile(r"(?:此次|本次|这次|今日|当天|当日)[^。；]{0,4}集中(开工|竣工|投产|签约)[^。；]{0,12}项目")
_PARTICULARS = re.compile(r"，(?:(?:项目|计划|估算|预计)?总?投资|占地|由[^，。]{2,20}(?:投资|建设)|主要建设|年产|建设内容)")


def _held(text: str, block: int, sentence: int, end: int) -> tuple[Stage, int] | None:
    """此次集中开工项目10个。…位于某镇的X项目，总投资2.66亿元: a work told of with its particulars behind the count of an event is
    of that event."""
    found = list(_HELD.finditer(text, block, sentence)) if _PARTICULARS.match(text, end) else []
    return (_OF_SET[found[-1][1]], found[-1].start(1) - 2) if found else None


_ITEM = re.compile(r"\s*(?:\d{1,3}[.、．]|（\d{1,3}）|[①-⑳])\s*")


def _list_above(setting: Setting, first: int) -> Span | None:
    """The paragraph that opens the numbered list a name begins an item of: …项目已于8月底全部竣工，具体如下："""
    text, blocks = setting.text, setting.clean.blocks
    number = setting.block_number(first)
    if not _ITEM.fullmatch(text, blocks[number].start, first):
        return None
    while number and _ITEM.match(text, blocks[number].start, blocks[number].end):
        number -= 1
    head = blocks[number]
    return (head.start, head.end) if text[head.start : head.end].rstrip().endswith("：") else None


_SET = re.compile(
    r"“(签约|开工|投产|竣工)一批”的?\d*个?项目|(?:集中|新|已|全部)?(开工|竣工|投产|签约|在建|续建|建成)(?:或基本建成|建设)?(?:的)?(?:\d+个)?[^，。；]{0,10}项目"
    r"|项目(?:\d+个)?(?:集中|全部|均|已|于|\d{1,2}月(?:份|底|初)?)*(开工|竣工|投产)"
)
_OF_SET: dict[str, Stage] = {
    "签约": "前期",
    "续建": "在建",
    "在建": "在建",
    "开工": "开工",
    "竣工": "竣工",
    "投产": "投产",
    "建成": "竣工",
}


_TO_COME = re.compile(r"(?:计划|拟|将|预计|即将)$")


def _antecedent(text: str, start: int, end: int) -> tuple[Stage, int] | None:
    """The stage said of the set the names are taken from: 16个项目集中开工，其中…; 开工项目14个，代表性项目有…"""
    found = list(_SET.finditer(text, start, end))
    if not found:
        told = [
            p
            for p in stages.read(text, start, end, None)
            if p.kind == "actual" and not p.weak and ("项目" in text[p.end : p.end + 8] or p.end == end)
        ]
        return (told[-1].stage, told[-1].start) if told else None
    word = next(g for g in found[-1].groups() if g)
    if word != "签约" and _TO_COME.search(text, max(start, found[-1].start() - 4), found[-1].start()):
        return ("前期" if word == "开工" else "在建"), found[-1].start()  # 计划新开工项目10个，主要包括…
    return _OF_SET[word], found[-1].start()


_IS = ("是", "为", "系")


def _groups(setting: Setting, names: Sequence[Name]) -> Iterator[list[Name]]:
    """Names that share a predicate: A、B和C."""
    text = setting.text
    group: list[Name] = []
    for name in names:
        if group and name.start < group[-1].end:
            continue
        if group and text[group[-1].end : name.start] in _IS:
            continue  # X项目是某工业园的核心项目
        if group and setting.block_number(name.start) == setting.block_number(group[-1].start):
            between = text[group[-1].end : name.start]
            if _JOINED.fullmatch(between) and (not between.startswith("，") or "投资" in between):
                group.append(name)
                continue
        if group:
            yield group
        group = [name]
    if group:
        yield group


def _spans(setting: Setting, start: int, limit: int, object_: bool) -> Iterator[Span]:
    """The clauses about the names. As the object of a verb (建成X，…) a name rules only its clause, unless the next goes on about
    it; as a subject it rules to the end of the sentence, and sentences that go on; also the next paragraph, when that begins
    with 该项目."""
    text, blocks = setting.text, setting.clean.blocks
    number = setting.block_number(max(start - 1, 0))
    hi = min(blocks[number].end, limit)
    at, skipped = start, False
    while at < hi or number + 1 < len(blocks):
        if at >= hi:
            below = blocks[number + 1]
            if below.start >= limit or below.rows or not _NEXT_PARAGRAPH.match(text, below.start):
                return
            number, at, hi, skipped = number + 1, below.start, min(below.end, limit), False
        mark = _MARK.search(text, at, hi)
        end = mark.end() if mark else hi
        if not skipped:
            yield at, end
        at = end
        if not mark or at >= hi:
            if not (hi == blocks[number].end and hi < limit):
                return
            continue
        on = _GO_ON.match(text, at) is not None and not _another(text, at)
        if mark[0] not in "，；" and not (on and (not skipped or _ANAPHOR.match(text, at))):
            after = blocks[number + 1].start if hi == blocks[number].end and number + 1 < len(blocks) else limit
            if after >= limit or not _REPORT_BELOW.match(text, after):
                return
            at, skipped = hi, True
            continue
        skipped = not on and (object_ or mark[0] == "；")


_ANOTHER = re.compile(
    r"\s*(?:据(?:了解|悉|介绍)，)?(?:目前|截至目前|现)，?(?P<who>[^，。；：\d]{0,6}\d*[^，。；：\d]{4,20}(?:改造|工程|项目|建设))(?=已|正|全部|全面|基本|顺利)"
)
_OWN_PART = re.compile(
    "[该本此]|[一二三四五]期|主体|结构|配套|附属|室外|土建|装修|装饰|基础|桩基|设备|管网|路基|桥|隧|厂房|标段|其[他余它]|前期"
)


def _another(text: str, at: int) -> bool:
    """目前全市100户家庭适老化改造已全部完成: a sentence that names a work of its own and no part of the one before."""
    match = _ANOTHER.match(text, at)
    return match is not None and _OWN_PART.search(match["who"]) is None


_REPORT_BELOW = re.compile(r"\s*+(?:进展|进度|推进|建设)情况：\s*+(?:该|此|本)(?:项目|工程)")
"""X项目，新建综合楼1幢。2020年完成主体。⏎进展情况：该项目正在施工: the paragraph below reports of the work this one opens with."""
_NEXT_PARAGRAPH = re.compile(
    r"\s*+(?:(?:进展|进度|推进|建设)情况：\s*+)?(?:据(?:了解|悉|介绍)，)?(?:(?:该|此|本)(?:项目|工程|园|桥|路|基地|医院|学校)|(?:项目|工程)(?:于|自|目前|已|正|计划|预计|总投资|占地|位于|建设|分|由))"
)


def _planned(setting: Setting, sentence: Span) -> bool:
    """Whether a sentence speaks of what is to be done: in a part like 工作安排, or begun with 下一步; one that says 去年 looks
    back."""
    words = setting.text[sentence[0] : sentence[1]].lstrip(" 　（一二三四五六七八九十）、—")
    if _BACK.match(words):
        return False
    return setting.ahead(sentence[0]) or stages.load().plan_sentences.match(words) is not None
