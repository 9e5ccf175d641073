"""Whose number it is and when: places, projects and times of the text laid on the items."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.chinese import indicators
from briefing.extraction import modality, namewords, nouns, subjects, when
from briefing.extraction.context import Context, Said, is_reference, period_of, place_of, said
from briefing.extraction.items import Item
from briefing.extraction.passages import NAME, Clause, Mark, Passage, Sentence
from briefing.extraction.scan import Token
from briefing.extraction.site import Site
from briefing.extraction.speakers import Spoken
from briefing.model.period import bounds

_NOT_SUBJECT = re.compile(
    r"(?:高于|低于|快于|慢于|高出|占|比|较|居|列|位|位于|与|距|距离|至|到|由|从|超|优于|领先|好于|融入|对接|连接|通往|穿过|跨|向|排名?|稳居|获|被|面向|辐射|入选|纳入|列入|入围|跻身"
    r"|争创|创建|荣获|推荐|市场|出口|约占|以上|省级|国家|争取|赴|来自|途经|穿越|承接|设立|成立|建立|组建|是|隶属)$"
)
_COMPARED = re.compile(r"(?:高于|低于|快于|慢于|高出|优于|领先)[^，。；]*$")
_LOCATED = re.compile(
    r"(?:隶属|属于|位于|地处|坐落|划归|划属|毗邻|毗连|接壤|相邻|相连|交界|环抱|[东南西北]{1,2}(?:部)?(?:接|邻|界|依|连|靠|临|与|抵|濒|枕)|是中国|别名|古称)[^，。；]*$"
)
"""隶属江西省某市, 位于某省西部: where a place lies is not what is spoken of."""
_IN_PART = re.compile(r"[东西南北中]{1,2}部[，、。]")
"""地处某省西南部，某市中部: where a place lies."""
_OVER = re.compile(r"(?:下辖|所辖|管辖|辖)[县市区乡镇]")
"""某市下辖县: the place above."""
_ANAPHOR = re.compile(
    r"^(?:该|此)?(?:项目|工程|大桥|企业|公司|园区|高速|公路|医院|学校|[一二三四五]期)|^其|^(?:目前|届时|截至|投产后|建成后|达产后|主体|本项目|现场(?=施工|有|共|管理|投入)|第[二三四五]年|建设内容|形象进度|存在问题|下一步|总投资|计划|预计)|^“"
)
_OTHER_SUBJECT = re.compile(
    r"(?P<who>[^，。；的等]{4,24}?)(?:正在|正|已|全面|顺利|如期|全部|同步|即将){0,6}+(?:加速建设|加快建设|加紧建设|开工建设|建成投用|建成通车|建成投产|主体封顶|主体完工|全线贯通|竣工投产|投入使用|投入运行)"
)
_WORK = re.compile(
    r"(?:公路|高速|大桥|桥|铁路|高铁|项目|工程|中心|专线|管网|园|厂|水库|机场|港|站|路|车间|产线|生产线|中试线|楼|馆|校区|医院|学校)$"
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
_OF_PROJECT = re.compile(
    r"投资|占地|面积|全长|长度|里程|产能|年产|产值|产出|销售|营收|营业收入|利润|利税|税收|缴税|就业|岗位|厂房|生产线|床位|学位|车道|装机|容量|能力|工期|进度|完成|涵盖|惠及|辐射|带动|服务|交付"
    r"|建设|施工|铺设|掘进|浇筑|用地|拆迁|征迁|征收|签约率|入驻|栋|桥|隧|管网|规模|户型|泊位|吨级|时速|受益|节约|减排|投入|班|轨|跨|高程|主线|停工|滞后|延误|推迟|缺口|未|审批|招标|流标|调整|提供|解决"
)
"""What is said of a project by itself, also when the clause does not name it again."""
_SEEN_BY = re.compile(r"(?:从|分)[^，。；]{1,8}看")


def start_sentence(context: Context, passage: Passage, sentence: Sentence, *, first: bool) -> None:
    """What of the sentence before still holds."""
    context.verb, context.milestone, context.orphan, context.sector, context.beyond = "", None, "", "", None
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
    if aside or not (context.lasting or words.startswith("其中") or _SEEN_BY.match(words)):
        context.period = context.paragraph_period or context.section_period or context.default_period
    if outer is not None and context.period is None and _SEEN_BY.match(words):
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
    if end - start > 8 and not context.report:
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
    """高新区加快项目建设。X等6个项目已竣工: the place the last sentence without a figure opens with is spoken of behind it."""
    first = max(passage.text.rfind("。", 0, end - 1 - passage.start) + 1 + passage.start, start)
    places = [m for m in passage.ordered(first, end) if m.kind == "place"]
    lead = places[:1]
    for mark in places[1:]:
        if mark.start != lead[-1].end:
            break
        lead.append(mark)
    if not lead or when.START.match(passage.blotted(first, lead[0].start)) is None or not _is_subject(context, passage, lead[-1]):
        return
    value = place_of(context, lead[-1])
    lasting = value is not None and (lead[-1].level == "zone" or _lasting(context, passage, lead[-1], value))
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
    elif before == "；" and context.project and not (context.subject and _ANAPHOR.match(words)):
        context.project = None
    if not clause.tokens and "、" in words and (several := _SEVERAL.match(words)):
        place = (clause.start, clause.start + several.end("who"))
        context.project = Said(several["who"], place, several["who"]) if _WORK.search(several["who"]) else None
        context.subject = context.subject and not words.startswith("建成", several.end("who"))
        context.last_project = None
    elif not clause.tokens and context.project is not None and (other := _OTHER_SUBJECT.match(words)):
        place = (clause.start, clause.start + other.end("who"))
        named = any(m.kind == "name" for m in passage.within(*place))
        if not named:
            context.project = Said(other["who"], place, other["who"]) if _WORK.search(other["who"]) else None
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
            if _is_subject(context, passage, mark):
                places.append(mark)
            elif mark.value is None and _OURS.match(passage.text, mark.start - passage.start - 1) and not place_of(context, mark):
                _unknown(context)
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
        _place(context, passage, places)


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


_COUNTED = re.compile(r"(?P<what>[^，。；、\d]{3,12})(?:、[^，。；、\d]{4,14})*\d+[个项家条](?!百分点)")


_OF_NAME = re.compile(
    r"[^，。；]{1,30}?等\d+个|(?!(?:集中|新|已|全面)*(?:开工|签约|实施|推进|建设|竣工|投产|谋划|储备|引进|启动|完成))[^，。；、]{2,24}(?:项目|工程|中心|基地|产业园)、[^，。；]{1,150}?等\d+个"
)
"""青陵市人才公寓等6个项目: the place belongs to the name of a work."""


_OPENING = re.compile(r"举[行办][^，。；]{0,24}(?:集中|开工|签约|竣工|投产|奠基)")
"""某县举行项目集中开工仪式: the works are the county's. 某县召开会议 says nothing of that kind."""


_ABOVE = re.compile(r"(?:年度|工作|奋斗|考核|全年)目标|下达")
"""进出口总量某市年度目标完成进度: the place above sets the goal."""
_ORGAN = re.compile(
    r"[^，。；、\d]{0,8}(?:校区|分校|学校|学院|大学|医院|公司|集团|银行|研究院)(?:、[^，。；]{2,40}?)?等(?:\d+[家所个])?(?:单位|企业|学校|院校|机构|公司|高校)"
)
"""与某市技工学校等单位签署了协议: part of the name of an organ."""


def _is_subject(context: Context, passage: Passage, mark: Mark) -> bool:
    before = passage.words(max(mark.start - 3, passage.start), mark.start)
    after = passage.words(mark.end, mark.end + 3)
    if before.endswith("（") and after.startswith("）"):
        return False
    clause = max(passage.text.rfind(mark_, 0, mark.start - passage.start) for mark_ in "，；。：")
    lead = passage.text[clause + 1 : mark.start - passage.start]
    if _COMPARED.search(lead) or _LOCATED.search(lead) or _OVER.match(passage.words(mark.end, mark.end + 3)):
        return False
    if passage.words(mark.end, mark.end + 3) in ("最低，", "最高，", "最快，", "最慢，", "最大，"):
        return place_of(context, mark) is not None
    if (
        _IN_PART.match(passage.words(mark.end, mark.end + 4))
        or _NOT_SUBJECT.search(before)
        or after.startswith(("平均", "首", "第", "前", "率先", "领先", "最", "同"))
    ):
        return False
    if after.startswith(("举行", "召开", "举办")) and not (
        when.START.match(lead) and _OPENING.match(passage.words(mark.end, mark.end + 30))
    ):
        return False
    behind = passage.words(mark.end, min(mark.end + 180, passage.block.end))
    if _OF_NAME.match(behind) and not after.startswith(("的", "市", "区", "县")) and not nouns.leading_verb(nouns.trim(behind[:8])):
        return False
    listed = passage.words(mark.start - 1, mark.start) in ("、", "建", "育")
    item = _COUNTED.match(passage.words(mark.end, min(mark.end + 40, passage.block.end))) if listed else None
    if item is not None and not nouns.leading_verb(item["what"]):
        return False  # 创建某县绿色食品加工、某县装备制造2个产业集群
    if _ABOVE.match(passage.words(mark.end, mark.end + 5)) or _ORGAN.match(passage.words(mark.end, mark.end + 16)):
        return False
    value = place_of(context, mark)
    if value is None or value == "全国":
        return False
    home = context.default_scope.value if context.default_scope else None
    return not (mark.level in ("全省", "省级", "province") and home and not home.endswith(("省", "自治区")) and value != home)


_OURS = re.compile(r"[，。；：][我全][市县区州]")


def _unknown(context: Context) -> None:
    """我市 in a text that names no city: the numbers are of a place nobody knows, and no longer of the work spoken of."""
    context.project = None
    if context.scope is not None and context.scope.value in context.reading.project_names:
        context.scope = None


def _place(context: Context, passage: Passage, places: list[Mark]) -> None:
    last = places[-1]
    value = place_of(context, last)
    if value is None:
        return
    opening = _run(places)
    among = passage.words(max(opening - 3, passage.start), opening).rstrip("，").endswith("其中")
    context.beyond = (context.beyond or context.scope) if among else None
    if len(places) > 1 and all(re.fullmatch(r"[、和与及]|以及", passage.words(a.end, b.start)) for a, b in pairwise(places)):
        return
    context.scope = said(last, value, passage)
    sentence_start = next((s.start for s in passage.sentences if s.start <= last.start < s.end), passage.start)
    clause = next((c for s in passage.sentences for c in s.clauses if c.start <= last.start < c.end), None)
    leads = clause is not None and when.START.match(passage.blotted(clause.start, max(opening, clause.start))) is not None
    if not _lasting(context, passage, last, value):
        # 某县2个，投资4.5亿元；经开区5个，投资8.7亿元: as an item of a list it holds to the end of the item
        listed = leads and clause is not None and clause.before == "；"
        context.passing = "、，" if listed else "、"
    elif _SEEN_BY.match(passage.words(sentence_start, last.start)):
        pass  # 分县区看，…: the parts of the whole, which the next sentence is about again
    elif not among and when.START.match(passage.blotted(sentence_start, opening)) and not (context.report and last.value):
        # In a work report a place that opens a sentence is spoken of in that sentence alone.
        context.paragraph_scope = context.scope
    if leads and context.project and (context.project.place or (0, 0))[1] <= last.start:
        context.project = None


def _run(places: list[Mark]) -> int:
    """Where the places begin that stand one behind the other up to the last: 石泉县柳溪镇."""
    first = len(places) - 1
    while first and places[first - 1].end == places[first].start:
        first -= 1
    return places[first].start


def _lasting(context: Context, passage: Passage, mark: Mark, value: str) -> bool:
    """A full name, a word like 全区 or a configured alias holds on; a short name (昆明长水机场) only for its clause."""
    words = passage.words(mark.start, mark.end)
    if words == value or mark.value is None or (len(words) > 2 and words[-1] == value[-1] and mark.level == "county"):
        return True  # 甲自治县, without its peoples
    options = context.reading.options
    return words in options.aliases or any(words in d.aliases for d in options.districts)


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


def settle(site: Site, item: Item) -> None:
    """Scope and period of an item."""
    _scope(site, item)
    when.settle(site, item)
    modality.settle_time(site, item)


def _scope(site: Site, item: Item) -> None:
    known = indicators.lookup(item.label)
    placed = known is not None and known.scope == "place"
    if placed and item.label == "固定资产投资" and site.left.startswith("完成") and site.context.project and site.context.subject:
        placed, item.label = False, "完成固定资产投资"
    own = holding(site.passage, site.token) or _following(site.passage, site.token)
    if own is not None and not placed:
        item.scope = own.value
        item.support.append(("scope", (own.start, own.end), own.value or ""))
        return
    if item.scope is not None:
        return
    if _MARKET.search(item.label) and (firm := _marketed(site, item)) is not None:
        item.scope = firm.value
        item.support += [("scope", firm.place, firm.words)] if firm.place and firm.place[0] < site.clause.start else []
        return
    if not placed and (spoken := _spoken(site)) is not None:
        item.scope = spoken.who
        item.support.append(("scope", spoken.place, spoken.who))
        return
    project, clause = site.context.project, site.clause
    near = project is not None and project.place is not None and clause.start <= project.place[0] < site.token.end
    if item.measure == "count" and item.noun.endswith("项目"):
        near = False
        project = None
        if item.value > 1 and not item.noun.endswith("子项目") and clause.opened != "（":
            site.context.project = _together(site, item)  # several are spoken of from here on
    if item.rule == "count-right" and _OTHERS.search(item.noun) and not site.left.strip("，、共有"):
        near, project = False, None  # …，5家企业产值增长12%: others than the works spoken of
        site.context.project = None
    passing = site.context.report and not site.context.subject and not near
    leads = near or (project is not None and _leads(site, project)) or _made_there(site, item)
    use_project = project is not None and not placed and not passing and (leads or _OF_PROJECT.search(item.label) is not None)
    chosen = project if use_project else site.context.scope
    parent = site.context.parent
    if (
        not use_project
        and parent is not None
        and parent.scope
        and item.measure == parent.measure
        and not _named_since(site, parent)
    ):
        item.scope = parent.scope  # 其中规上企业32家: of the same park as the whole
        item.support.append(("scope", parent.number, parent.scope))
        return
    if chosen:
        item.scope = chosen.value
        if chosen.place is None or not clause.start <= chosen.place[0] < clause.end:
            item.support.append(("scope", chosen.place, chosen.words))


def _made_there(site: Site, item: Item) -> bool:
    """A、B生产线建成投用，累计交付空压机86台，第二批57台待发货: pieces counted come from the works the sentence opens with."""
    project = site.context.project
    if project is None or project.place is None or item.measure != "count" or item.unit not in _DEVICES:
        return False
    return project.place[0] >= site.sentence.start and "、" in project.value and _WORK.search(project.value) is not None


_OTHERS = re.compile(r"(?:企业|园区|县区|区县|乡镇|街道)$")


_MARKET = re.compile("(?:市场占有率|市占率|市场份额|门店数?)$")
_OWNER = re.compile(
    r"(?P<who>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:的(?=[^，。；的]{2,24}?(?:市场占有率|市占率|市场份额))|(?=(?:全球|全国|国内|海外)[^，。；]{0,14}门店))"
)
_SHARE = re.compile("[^，。；的]{2,24}?(?:市场占有率|市占率|市场份额)")
_NO_FIRM = re.compile("^(?:[我全该本其]|目前|这些|产品|企业|公司|国内|全球|主导|主要)|(?:企业|产品|产业|行业|领域)$")


def _marketed(site: Site, item: Item) -> Said | None:
    """澜光生物的海藻酸钠产品国内市场占有率达27%: the share of a market is a firm's, not a place's, to the end of the sentence."""
    context, start = site.context, site.clause.start
    match = _OWNER.match(site.passage.words(start, site.token.start))
    if match is not None and not _NO_FIRM.search(match["who"]):
        end = start + match.end("who")
        if not any(m.kind == "place" and m.start < end for m in site.passage.within(start, site.token.start)):
            context.firm = Said(match["who"], (start, end), match["who"])
            share = _SHARE.match(site.passage.words(start + match.end(), site.token.start))
            if share is not None and item.measure == "share":
                item.label = item.noun = share[0]
            return context.firm
    firm = context.firm
    return firm if firm is not None and firm.place is not None and firm.place[0] >= site.sentence.start else None


_DEVICES = ("台", "套", "台套")


def _spoken(site: Site) -> Spoken | None:
    """The quotation the number stands in, when its clause names no place of its own."""
    spoken = site.context.reading.speaker(site.token.number[0]) if site.context.reading.spoken else None
    if spoken is None or any(m.kind != "time" for m in site.passage.within(site.clause.start, site.token.number[0])):
        return None
    return spoken


def _named_since(site: Site, parent: Item) -> bool:
    """Whether the text has named another place since the whole of which this number is a part."""
    scope = site.context.scope
    return scope is not None and scope.place is not None and scope.place[0] >= parent.number[1]


_TOGETHER = re.compile(r"[^，。；：\d]{3,60}等$")


def _together(site: Site, item: Item) -> Said | None:
    """A、B等12个项目完成投资8.5亿元: what the sentence goes on to say is about the twelve, when they are its subject."""
    clause, first = site.clause, site.token.number[0]
    before = site.passage.words(clause.start, first)
    named = next((m.start for m in site.passage.ordered(clause.start, first) if m.kind == "name"), None)
    if item.value < 2 or not _TOGETHER.fullmatch(before) or named is None:
        return None
    lead = site.passage.words(clause.start, named)
    if lead and nouns.ends_in_verb(site.passage.blotted(clause.start, named)):
        return None  # 石泉县集中开工A等12个项目: the county is the subject
    end = first + len(site.passage.words(first, clause.end).split(item.noun)[0]) + len(item.noun)
    place = (clause.start, min(end, clause.end))
    site.context.subject = True
    return Said(site.passage.words(*place), place, site.passage.words(*place))


def _leads(site: Site, project: Said) -> bool:
    """X工程，整治河道长1200米，景观15万平方米: the sentence begins with the project, and all it counts is of it."""
    place, start = project.place, site.sentence.start
    if place is None or not site.context.subject or not start <= place[0]:
        return False
    return when.START.match(site.passage.blotted(start, place[0])) is not None and site.token.number[0] < site.sentence.end


def holding(passage: Passage, token: Token) -> Mark | None:
    """The name a number stands in: 年产30万吨再生铝项目."""
    first, last = token.number
    for mark in passage.names:
        if mark.start <= first and last <= mark.end:
            return mark
    return None


def held(context: Context, passage: Passage, token: Token) -> None:
    """A name that holds a number (年产2万吨锂盐项目) is spoken of behind it as any other."""
    mark = holding(passage, token)
    if mark is not None and mark.level == "project" and not _in_list(passage, mark, ()):
        context.project = context.last_project = said(mark, mark.value or "", passage)
        context.subject = True


_BETWEEN = re.compile(
    r"\A(?:(?:建设|打造|兴建|实施|新建|发包|中标)的|(?:[、，]?[^，。；、]{0,8}?\d[\d.]*+[^，。；、\d]{1,5}?){0,2}的)"
)


def _following(passage: Passage, token: Token) -> Mark | None:
    """The project an attribute stands before: 总投资103亿元的X项目; 总投资7.27亿元、全长6168.1米的X."""
    for mark in passage.names:
        if mark.start < token.end or mark.start > token.end + 40:
            continue
        between = passage.words(token.end, mark.start)
        if _BETWEEN.fullmatch(between) or (between == "" and token.unit.endswith("元")):
            return mark
    return None


def reference(words: str) -> str | None:
    """What a gap is measured against: 全省, 序时进度."""
    return re.sub(r"（[^（）]*）?|-?\d[\d.]*%|平均|水平|增速|的|同期|同比|分别", "", words).strip("、和及 ") or None
