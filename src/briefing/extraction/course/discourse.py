"""What is spoken of from sentence to sentence: places, projects and times of the text laid on the context."""

from __future__ import annotations

import re

from briefing.extraction.course import scopes, subjects, topics, when
from briefing.extraction.course.context import Context, Said, is_reference, period_of, place_of, said
from briefing.extraction.course.passages import NAME, Clause, Mark, Passage, Sentence
from briefing.extraction.measures import nouns
from briefing.extraction.tokens.quantities import Token
from briefing.extraction.works import namewords
from briefing.model.period import bounds

_ANAPHOR = re.compile(
    r"^(?:该|此)?(?:项目|工程|大桥|企业|公司|园区|高速|公路|医院|学校|[一二三四五]期)|^其|^(?:目前|届时|截至|投产后|建成后|达产后|主体|本项目|现场(?=施工|有|共|管理|投入)|第[二三四五]年|建设内容|形象进度|存在问题|下一步|总投资|计划|预计)|^“"
)
_OTHER_SUBJECT = re.compile(
    r"(?!今年|明年|年底|预计|计划|有望|力争)(?P<who>[^，。；的等]{4,24}?)(?:正在|正|已|全面|顺利|如期|全部|同步|即将){0,6}+(?:加速建设|加快建设|加紧建设|开工建设|建成投用|建成通车|建成投产|主体封顶|主体完工|全线贯通|竣工投产|投入使用|投入运行)"
)
_SEVERAL = re.compile(
    r"(?P<who>[^，。；、\d]{2,16}、[^，。；\d]{2,24}?)(?:加[快速]|正在|有序|顺利|全面|全线|同步|陆续|相继|先后|均|都|已|开工|建设|推进|竣工|完工|投用|投产|贯通|建成)"
)
"""Several works as one subject: what follows is about all of them together, about none of them singly, and not about the place."""
_FIRM = re.compile(
    r"(?:其中)?(?:龙头|骨干|重点|链主)企业(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?=(?:今年|去年|全年|上半年|[前一][三季][季度]度?)?(?:占地|拥有|年产|投资|建成|实现|入选|完成|生产|主营|产值|营业收入|研发|总投资))"
)
"""龙头企业X占地1200亩: what follows is about X."""
_PARK = re.compile(
    r"(?:其中，?)?(?P<who>[\u4e00-\u9fff]{2,10}?(?:工业园|产业园|科技园|物流园)区?)(?=累计|完成|实现|入驻|已|共有|现有|拥有|规划面积|投资)"
)
"""某东工业园累计投资4.9亿元: what a park tells of itself."""
_THING = re.compile(r"(?:该|此)?(?:项目|工程|大桥|桥|园区|产业园|公路|高速)(?!数|总数|个数|库|储备|谋划|签约|招引)")


def start_sentence(context: Context, passage: Passage, sentence: Sentence, *, first: bool) -> None:
    """What of the sentence before still holds."""
    context.verb, context.milestone, context.orphan, context.sector, context.beyond = "", None, "", "", None
    context.outside = None
    if first:
        if context.project is None and _THING.match(passage.words(sentence.start, sentence.start + 8).lstrip("　 ")):
            context.project, context.subject = context.last_project, True
        subjects.unknown(context, passage.words(sentence.start, sentence.start + 8).lstrip("　 "))
        return
    words = passage.words(sentence.start, min(sentence.start + 8, sentence.end)).lstrip("　 ")
    if _ITEM.match(words):
        context.scope = context.paragraph_scope = context.section_scope or context.default_scope
    outer, context.outer = context.outer, None
    aside = outer is not None or (context.period is not None and "当月" in context.period.words)
    if aside or not (context.lasting or words.startswith("其中") or topics.SEEN_BY.match(words)):
        context.period = context.paragraph_period or context.section_period or context.default_period
    if outer is not None and context.period is None and topics.SEEN_BY.match(words):
        context.period = outer
    if words.startswith("其中") or _ANAPHOR.match(words):
        if _THING.match(words):
            context.project = context.project or context.last_project
        subjects.unknown(context, words)
        return
    context.project = None
    context.scope = context.paragraph_scope
    subjects.unknown(context, words)
    subjects.visited(context, passage, sentence.start)


_ITEM = re.compile(r"（[一二三四五六七八九十]{1,2}）")
"""Headed parts of a page copied without its line breaks."""


def passed(context: Context, passage: Passage, start: int, end: int) -> None:
    """Sentences without a figure: 今年上半年，全市经济平稳运行。The time they open with holds for the paragraph. One that only
    names a new subject ends what was said of the one before; the one project it names is what 该项目 means behind it."""
    marks = [m for m in passage.within(start, end) if m.kind == "name"]
    named = {m.value: m for m in marks if m.level == "project"}
    if len(named) == 1:
        mark = next(iter(named.values()))
        context.last_project = said(mark, mark.value or "", passage)
    for mark in marks:
        if mark.level == "body":
            context.last_body = said(mark, mark.value or "", passage)
    if end - start > 2 and not context.report:
        _about(context, passage, start, end)
    if end - start > 6 and (turn := _TURN.search(passage.words(max(start - 1, passage.start), end))):
        _turned(context, whole=turn["whole"] is not None)
    for mark in passage.within(start, end) if end - start > 8 else ():
        so_far = context.default_period is None and passage.words(mark.start, mark.end) == "今年以来"
        if (
            mark.time is None
            or (mark.time.kind not in when.SPANS and not so_far)
            or passage.words(mark.end, mark.end + 1) not in ("，", "全", "我")
        ):
            continue
        first = max(passage.text.rfind("。", 0, mark.start - passage.start) + 1 + passage.start, start)
        opens = when.START.match(passage.blotted(first, mark.start)) is not None and not is_reference(passage, mark)
        if opens and (told := period_of(context, mark)) is not None:
            context.year = bounds(told.value).last.year
            context.period = context.paragraph_period = told
            context.lasting = True


def _about(context: Context, passage: Passage, start: int, end: int) -> None:
    """高新区加快项目建设。X等6个项目已竣工: the place the last sentence without a figure opens with is spoken of behind it;
    石泉县。before the figures of its own is a heading that has lost its line."""
    first = max(passage.text.rfind("。", 0, end - 1 - passage.start) + 1 + passage.start, start)
    places = [m for m in passage.ordered(first, end) if m.kind == "place"]
    lead = places[:1]
    for mark in places[1:]:
        if mark.start != lead[-1].end:
            break
        lead.append(mark)
    if (
        not lead
        or when.START.match(passage.blotted(first, lead[0].start)) is None
        or not topics.is_subject(context, passage, lead[-1])
    ):
        return
    value = place_of(context, lead[-1])
    lasting = value is not None and (lead[-1].level == "zone" or topics.lasting(context, passage, lead[-1], value))
    if value is None or not lasting or _NOT_ABOUT.match(passage.words(lead[-1].end, end)):
        return
    context.scope = context.paragraph_scope = said(lead[-1], value, passage)


_NOT_ABOUT = re.compile(r"[的、和与及]|[^，。；]{0,10}(?:会议|仪式|活动|座谈|论坛|一行|领导|记者|通讯员|讯)")
"""东湖区的王大爷…, 石泉县和北山县…: the place is not what is spoken of."""
_TURN = re.compile(
    r"(?:^|。) ?(?:(?P<whole>(?:总的|总体|整体|综合|总体上|总的说)来?看，)"
    r"|[^，。；：、\d]{2,8}(?:持续|稳步|不断|明显|有效|总体|较快|平稳|逐步|继续|稳中|加快|全面|进一步)(?:改善|增长|优化|提升|向好|回升|恢复|增强|稳定|活跃|壮大|提高|扩大|有升|趋好|释放|显现)。)"
)
"""总的来看，…; 居民生活持续改善。"""


def _turned(context: Context, *, whole: bool) -> None:
    """A new subject: a date of account (12月末) said of the one before holds no longer; 总的来看 speaks of the whole place."""
    if context.period is not None and context.period.value.startswith("as-of:"):
        context.period = context.paragraph_period = context.section_period or context.default_period
        context.lasting = False
    if whole:
        context.project = context.last_project = None
        context.scope = context.paragraph_scope = context.section_scope or context.default_scope


def enter(context: Context, passage: Passage, clause: Clause) -> None:
    """What a project mentioned as an object loses where the next part of the sentence begins."""
    before, words = clause.before, clause.words
    if context.passing and before not in context.passing:
        context.scope, context.passing = context.paragraph_scope, ""
    if context.project is None and before == "；" and _THING.match(words) and context.last_project is not None:
        context.project, context.subject = context.last_project, True
    elif (
        before == "；"
        and context.project
        and not (_goes_on(context, passage, clause) or (context.subject and _ANAPHOR.match(words)))
    ):
        context.project = None
    if before in "；：" and context.project is None and _SPENT.match(words) and _told_here(context, passage, clause):
        context.project, context.subject = context.last_project, True
    if not clause.tokens and "、" in words and (several := _SEVERAL.match(words)):
        place = (clause.start, clause.start + several.end("who"))
        context.project = Said(several["who"], place, several["who"]) if scopes.WORK.search(several["who"]) else None
        context.subject = context.subject and not words.startswith("建成", several.end("who"))
        context.last_project = None
    elif not clause.tokens and context.project is not None and (other := _OTHER_SUBJECT.match(words)):
        place = (clause.start, clause.start + other.end("who"))
        named = any(m.kind == "name" for m in passage.within(*place))
        if not named:
            context.project = Said(other["who"], place, other["who"]) if scopes.WORK.search(other["who"]) else None
    if "企业" in words and (firm := _FIRM.match(words)) is not None:
        place = (clause.start + firm.start("who"), clause.start + firm.end("who"))
        context.project, context.subject, context.told = Said(firm["who"], place, firm["who"]), True, place[1]
    elif "园" in words[:16] and (park := _PARK.match(words)) is not None:
        place = (clause.start + park.start("who"), clause.start + park.end("who"))
        if not any(m.kind == "place" and m.end == place[1] for m in passage.marks):
            context.scope, context.passing, context.told = Said(park["who"], place, park["who"]), "、，", place[1]
    if context.last_body is not None and (that := _THAT_FIRM.match(words) or _MOVED_FIRM.search(words)) is not None:
        place = (clause.start + that.start("who"), clause.start + that.end("who"))
        context.project, context.subject = Said(context.last_body.value, place, context.last_body.words), True
        context.told = place[1]
    if before == "；" and context.beyond is not None:
        context.scope, context.beyond = context.beyond, None
    if context.outer and (before == "；" or words.startswith("累计")):
        context.period, context.outer = context.outer, None


_SPENT = re.compile(r"(?:共|累计|已){1,2}完成(?:投资)?[^，。；]{0,4}\d")


def _goes_on(context: Context, passage: Passage, clause: Clause) -> bool:
    """X工程进展顺利：完成投资…；开挖渠道…: what stands behind the colon is all of the work before it; so is 累计完成投资."""
    place = context.project.place if context.project is not None else None
    if place is None or place[0] < passage.start:
        return False
    between = passage.words(place[1], clause.start)
    return ("：" in between and "。" not in between) or (context.subject and _SPENT.match(clause.words) is not None)


def _told_here(context: Context, passage: Passage, clause: Clause) -> bool:
    """Whether the last project was told of in this sentence."""
    place = context.last_project.place if context.last_project is not None else None
    return place is not None and place[0] >= passage.start and "。" not in passage.words(place[1], clause.start)


_THAT_FIRM = re.compile(
    r"(?:(?:据(?:了解|悉|介绍)|目前|截至目前|如今)[，]?|(?:今年|去年)(?:以来)?)?(?P<who>(?:该|这家|此)(?:公司|企业|集团|合作社|厂家|厂))"
)
"""该公司: the firm named last."""
_MOVED_FIRM = re.compile(r"[将把](?P<who>(?:该|这家|此)(?:公司|企业|厂))")
"""将该公司从外地迁回，带动…: what comes of it is the firm's."""


def apply(context: Context, passage: Passage, start: int, end: int, group: tuple[Token, ...]) -> None:
    """Lays the marks between two offsets on the context, left to right."""
    if start >= end:
        return
    places: list[Mark] = []
    for mark in passage.ordered(start, end):
        if mark.kind == "time":
            when.lay(context, passage, mark, end if group else None)
        elif mark.kind == "place":
            if topics.is_subject(context, passage, mark):
                places.append(mark)
            elif (
                mark.value is None
                and topics.OURS.match(passage.text, mark.start - passage.start - 1)
                and not place_of(context, mark)
            ):
                topics.unknown(context)
        elif (
            (mark.level == "body" and _brought(context, passage, mark))
            or _said_of(context, passage, mark)
            or _within_entry(context, passage, mark)
        ):
            continue
        elif not (_in_list(passage, mark, group) or (context.errand and mark.start < passage.start + 6)):
            context.project = context.last_project = said(mark, mark.value or "", passage)
            before = passage.words(max(mark.start - 6, passage.start), mark.start)
            context.subject = not nouns.ends_in_verb(before) or when.START.match(before) is not None
    if places:
        topics.place(context, passage, places)


_WITH = frozenset("由与和同被对")
_BROUGHT = frozenset(("引入", "引进", "委托", "联合", "携手", "邀请"))


def _brought(context: Context, passage: Passage, mark: Mark) -> bool:
    """由X集团投资, 与X公司签约: the firm is not what is spoken of, though 该公司 behind it is."""
    context.last_body = said(mark, mark.value or "", passage)
    return passage.words(mark.start - 1, mark.start) in _WITH or passage.words(mark.start - 2, mark.start) in _BROUGHT


def _within_entry(context: Context, passage: Passage, mark: Mark) -> bool:
    """形象进度：…岚口隧道右洞掘进864米: in a ledger's entry under the name of a project other works are its parts."""
    entry = context.section_scope.value if context.section_scope is not None else None
    if entry is None or mark.level != "project" or mark.value == entry or entry not in context.reading.project_names:
        return False
    return namewords.load().labels.match(passage.text.lstrip()) is not None


def _said_of(context: Context, passage: Passage, mark: Mark) -> bool:
    """该七连轧项目是某工业园的核心项目: what stands behind 是 says what the project is."""
    place = context.project.place if context.project is not None and context.subject else None
    if place is None or not 0 < mark.start - place[1] < 24:
        return False
    return re.fullmatch(r"(?:项目)?(?:是|为|系|作为)[^，。；]{0,20}", passage.words(place[1], mark.start)) is not None


_OWN_SUM = re.compile(r"(?:计划|估算|概算)?总?投资(?:约|近|超|达|为)?\d|占地|全长|(?:已|累计)*完成投资")


def _in_list(passage: Passage, mark: Mark, group: tuple[Token, ...]) -> bool:
    """Whether a name is one of several that are counted: A、B等15个项目."""
    limit = min((group[0].start if group else mark.end + 30) + 8, passage.block.end)
    after = passage.words(mark.end, limit)
    before = passage.words(max(mark.start - 1, passage.start), mark.start)
    if _OWN_SUM.match(after) and re.search(r"[\d元米亩吨%]$|^$", passage.words(max(mark.start - 2, passage.start), mark.start - 1)):
        return False  # A总投资153亿元、B总投资80亿元: each has its own
    if re.match(r"[^，。；]{0,60}?等|(?:及|以及|和|与)(?:其他)?\d+余?[个座处条所家]", after):
        return True  # 柳溪湖公园及45个口袋公园: one of many
    return (
        before in ("、", "和", "与", "及")
        or after[:1] == "、"
        or (after[:1] in ("和", "与") and NAME in passage.blotted(mark.end, mark.end + 3))
    )


def held(context: Context, passage: Passage, token: Token) -> None:
    """A name that holds a number (年产2万吨锂盐项目) is spoken of behind it as any other."""
    mark = scopes.holding(passage, token)
    if mark is not None and mark.level == "project" and not _in_list(passage, mark, ()):
        context.project = context.last_project = said(mark, mark.value or "", passage)
        context.subject = True
