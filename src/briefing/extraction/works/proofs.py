"""What stands around a possible name and shows that one work is meant: a verb before it, a report after it, money, a list."""

from __future__ import annotations

import re

from briefing.chinese.quick import Quick
from briefing.extraction.works import namewords, naming, stages
from briefing.extraction.works.namewords import MONEY

WEAK, STRONG = 1, 2
"""WEAK: a verb (推进X, 建设X) that classes of works also follow. STRONG: money, a report of progress, a finished act."""

COUNTED = frozenset("（约近超达共有为突0123456789")
"""What a class begins with."""
CLASS = re.compile(
    r"(?:（[^（）]{1,8}）)?(?:约|近|超过?|达到?|共有?|有|为|突破)?\d+(?:\.\d+)?[余多]?[万亿]?(?:个|所|家|处|座|条|公里|千米|项|件|宗|户|名|亩|套|台)(?!事)"
)
MEETING = Quick(
    r"[^，。]{0,14}(?:座谈会|会议|论坛|大会|讲话|精神)|“[^“”]{1,12}”(?:工程|战略|行动|计划)|进入[^，。；]{0,8}行列|集中(?:签约|开工|竣工|投产)(?:仪式|活动|现场会)|(?:同比)?(?:增长|下降|上涨)\d"
)
PREDICATE = Quick(
    r"(?<!分别)(?:是|成为|作为|属于|系)(?!以)[^，。；、]{0,12}(?:的|我[市省县区州]|全[市省国县区]|[省市县国]家?级?重点)$"
    r"|(?:列为|列入|纳入|作为)[^，。；]{0,20}的$|(?:是|成为|作为)[^，。；]{0,40}于一体的(?:专业化|综合性?|现代化|大型)?$"
)
"""What stands after 是 describes a work already named: 是我市重要的南北通道工程."""
_GROUND = re.compile(
    r"(?:(?:计划|估算|概算|规划|预计)?总投资|计划投资|投资额?最[大高]|占地|全长|位于|起于|起自|北起|南起|东起|西起|用地|土地|手续|征迁|征收|施工现场|项目现场|工地|现场|效果图|建设现场|主体|因[^，。]{2,10}，|获(?!批设)|建设(?:有序|顺利|稳步|加快|正|进展)|进展顺利|(?:有序|顺利|稳步)推进"
    r"|(?:被)?(?:列入|纳入|入选)[^，。]{0,14}(?:工程|项目|计划|清单)|是(?:我|全|省|市|国家)[^，。]{0,14}(?:项目|工程|通道|枢纽))"
)
_TROUBLE = Quick(r"未(?:批复|完成|到位|开工|启动|浇筑)|滞后|延误|停工|无法|流标")
_COMMA = re.compile(
    r"，(?:是|由|起于|总投资|占地|全长|位于|规划|计划|目前|建成|该|项目|因|已|正|预计|争取[纳列]入|主要(?:建设|生产)|年产|建设内容"
    r"|(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:正式|全面)?(?:开工|动工|开建|竣工|通车|投用|封顶)(?=[，。；]|建设))"
)
_COLON = re.compile(r"：(?:共|累计|已|今年){0,2}完成投资")
"""X工程超序时完成进度：共完成投资…"""
_AIMS = Quick(r"(?:打造|建设|建成|创建|构建|成为)[^，。；]{0,6}(?:全国|国家|国际|世界|全球|区域|全省|一流|重要|领先)$")
_ASPIRED = re.compile(r"定位|先行区|“一区|发展新?格局|奋斗目标|排头兵")
_ASPIRING = ("城", "基地", "高地", "枢纽", "中心", "走廊", "平台")
_BUILDING = re.compile(r"(?:建设|新建|兴建|修建|建成|改扩建|扩建|迁建|规划|谋划|启动|实施|开工|投用|加快|完成)(?:了|的)?$")
_MONEYED = re.compile(rf"投资[^，。]{{0,4}}{MONEY}[^，。；]{{0,16}}的?$")
_VENUE = Quick(r"(?:会场|主?现场)(?:设立在|设在|位于|在|分别是|分别为)[^，。]{0,4}$")
_VAGUE = ("平台", "体系", "网络", "系统", "机制", "实验室", "研究院", "园区", "工厂", "市场")
_ABSTRACT = ("治理", "整治", "一体化", "修复", "安置", "更新", "提升", "综合利用", "美化", "亮化", "一期", "二期")
_CAMPAIGN = re.compile(r"[^，。；]{0,6}(?:行动|专项|机制|制度|体系|攻坚|工作|试点|监测|土地储备|计划|发展|管理|监管)")
_QUOTED = re.compile(r"[“‘][^“”‘’]{3,}[”’]")
_LEVEL = re.compile(r"[市县区州省](?![级域直属际场民政委内外道长]).{3,}")


_TOWN = re.compile(r"(?P<x>[\u4e00-\u9fff]{2,3}?)(?:镇|乡(?!村)|街道|经开区|高新区).{3,}")


_CONDITION = re.compile("后|之后|以后|前(?!期)")


def told(text: str, start: int, end: int) -> bool:
    """Whether a report of progress stands there (not a condition: 建成后, 开工前)."""
    found = stages.load().progress.search(text, start, end)
    return found is not None and not _CONDITION.match(text, found.end())


def distinct(name: str) -> bool:
    """Whether a name says which one: by a word of its own, or by 市, 县 before it."""
    town = _TOWN.match(name)
    if town and town["x"] not in namewords.load().common:
        return True
    return bool(_LEVEL.match(name) or _QUOTED.search(name)) or namewords.proper(name)


def weight(text: str, lo: int, start: int, end: int, hi: int, stop: int) -> int:
    """How strong the surroundings of ``text[start:end]`` speak for one work: 0, WEAK or STRONG. `lo`–`hi` is the clause, `stop`
    the end of the block."""
    words = namewords.load()
    before, name = text[lo:start], text[start:end]
    if _AIMS.search(before) or (name.endswith(_ASPIRING) and _ASPIRED.search(text[_sentence(text, lo) : lo])):
        return 0
    abstract = name.endswith(_ABSTRACT)
    if abstract and _CAMPAIGN.match(text, end, hi):
        return 0
    if _VENUE.search(before) or _MONEYED.search(before) or words.part.search(name[-4:]):
        return STRONG
    if _followed(text, start, end, hi, stop):
        return STRONG
    if name.endswith("工程") and words.programme.search(name) and not re.search(r"\d|[A-Za-z]", naming.masked(name)):
        return 0
    if before.endswith("的") and told(text, max(start - 14, lo), start):
        return STRONG
    lead = stages.leading(text, lo, start)
    if lead and lead[0] in ("投产", "竣工", "主体完工", "开工") and not name.endswith(_VAGUE):
        return STRONG if not words.named.search(name) else WEAK
    if stages.load().progress.match(text, end, hi):
        return WEAK  # 建成通车后, 开工前: a work, though nothing is reported
    if abstract or not words.build.search(before):
        return 0
    # A hospital or a university that is pushed on (推动X大学…) need not be built.
    if _institution(name) and not (_BUILDING.search(before) or text.startswith("建设", end)):
        return 0
    return WEAK


def _institution(name: str) -> bool:
    """What may be a body or an old place as well as a work; a railway is none, though a street is."""
    return namewords.load().institutions.search(name) is not None and not name.endswith("铁路")


def _sentence(text: str, at: int) -> int:
    return max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1


def _followed(text: str, start: int, end: int, hi: int, stop: int) -> bool:
    """A report or the particulars of a work right after the name. What is also an institution (医院, 大学) needs them close by."""
    near = 8 if _institution(text[start:end]) else 22
    if _GROUND.match(text, end, min(end + 26, stop)) or _TROUBLE.search(text, end, min(end + 22, hi)):
        return True
    found = stages.load().progress.search(text, end, min(end + 24, hi))
    if found and found.start() - end <= near and not _CONDITION.match(text, found.end()):
        return True
    if hi - end <= 14 and _COLON.match(text, hi, min(hi + 8, stop)):
        return True
    return end == hi and bool(_COMMA.match(text, hi, min(hi + 20, stop)))
