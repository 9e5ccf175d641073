"""Whether a place named in a sentence is what the sentence speaks of, and how long it holds."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.extraction.course import when
from briefing.extraction.course.context import Context, place_of, said
from briefing.extraction.course.passages import Mark, Passage
from briefing.extraction.measures import nouns

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
SEEN_BY = re.compile(r"(?:从|分)[^，。；]{1,8}看")
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


def is_subject(context: Context, passage: Passage, mark: Mark) -> bool:
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


OURS = re.compile(r"[，。；：][我全][市县区州]")


def unknown(context: Context) -> None:
    """我市 in a text that names no city: the numbers are of a place nobody knows, and no longer of the work spoken of."""
    context.project = None
    if context.scope is not None and context.scope.value in context.reading.project_names:
        context.scope = None


def place(context: Context, passage: Passage, places: list[Mark]) -> None:
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
    if not lasting(context, passage, last, value):
        # 某县2个，投资4.5亿元；经开区5个，投资8.7亿元: as an item of a list it holds to the end of the item
        listed = leads and clause is not None and clause.before == "；"
        context.passing = "、，" if listed else "、"
    elif SEEN_BY.match(passage.words(sentence_start, last.start)):
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


def lasting(context: Context, passage: Passage, mark: Mark, value: str) -> bool:
    """A full name, a word like 全区 or a configured alias holds on; a short name (昆明长水机场) only for its clause."""
    words = passage.words(mark.start, mark.end)
    if words == value or mark.value is None or (len(words) > 2 and words[-1] == value[-1] and mark.level == "county"):
        return True  # 甲自治县, without its peoples
    if mark.level == "county" and context.reading.gazetteer.names.get(words) == value:
        return True  # a county the text has named in full and now calls by its short name
    options = context.reading.options
    return words in options.aliases or any(words in d.aliases for d in options.districts)
