"""Whose number it is and when: places, projects and times of the text laid on the items."""

from __future__ import annotations

import re

from briefing.chinese import indicators
from briefing.extraction.course import dating, modality, when
from briefing.extraction.course.context import Said
from briefing.extraction.course.passages import Mark, Passage
from briefing.extraction.course.speakers import Spoken
from briefing.extraction.measures import nouns
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site
from briefing.extraction.tokens.quantities import Token

WORK = re.compile(
    r"(?:公路|高速|大桥|桥|铁路|高铁|项目|工程|中心|专线|管网|园|厂|水库|机场|港|站|路|车间|产线|生产线|中试线|楼|馆|校区|医院|学校)$"
)
_OF_PROJECT = re.compile(
    r"投资|占地|面积|全长|长度|里程|产能|年产|产值|产出|销售|营收|营业收入|利润|利税|税收|缴税|就业|岗位|厂房|生产线|床位|学位|车道|装机|容量|能力|工期|进度|完成(?!.*(?:安装|改造|治理|替代|更换|整治|元素)数$)|涵盖|惠及|辐射|带动|服务|交付"
    r"|建设|施工|铺设|掘进|浇筑|用地|拆迁|征迁|征收|签约率|入驻|栋|桥|隧|管网|规模|户型|泊位|吨级|时速|受益|节约|减排|投入|桩|梁|墩|承台|班|轨|跨|高程|主线|停工|滞后|延误|推迟|缺口|未|审批|招标|流标|调整|提供|解决|车程|行程|通行"
)
"""What is said of a project by itself, also when the clause does not name it again."""
_OWN = re.compile(r"[^\d“”、]{4,}(?:(?<!完成)(?<!计划)比例|覆盖率|服务[^，。]{0,2}群众人次|规模人次|事项数|增速|满意度)$")
"""规模化供水人口比例, 研学规模人次: what is told of the place, with a noun of its own before the word of a project."""


_RATES = re.compile(r"(?:完工|竣工|开工|开复工|投产)率$")


def settle(site: Site, item: Item) -> None:
    """Scope and period of an item."""
    _scope(site, item)
    dating.settle(site, item)
    modality.settle_time(site, item)


def _placed(site: Site, item: Item) -> bool:
    """Whether what is measured is told of places, not of works: 地区生产总值; the rate at which all works are finished."""
    known = indicators.lookup(item.label)
    placed = known is not None and known.scope == "place"
    if placed and item.label == "固定资产投资" and site.left.startswith("完成") and site.context.project and site.context.subject:
        placed, item.label = False, "完成固定资产投资"
    if _RATES.search(item.label) and site.context.project is not None and site.context.project.value.endswith("个项目"):
        placed = True  # A、B等257个项目已完工，完工率44.6%: the rate is that of all there are
    return placed


def _scope(site: Site, item: Item) -> None:
    placed = _placed(site, item)
    own = holding(site.passage, site.token) or _following(site.passage, site.token)
    if own is not None and not placed:
        place, name = _listed(site.passage, own)
        item.scope = name
        item.support.append(("scope", place, name))
        return
    if item.scope is not None:
        return
    if item.measure != "rank" and (beyond := _beyond(site, item)) is not None:
        item.scope = beyond.value
        item.support.append(("scope", beyond.place, beyond.words))
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
    other = _OWN.search(item.label) is not None
    leads = (
        near or (project is not None and not other and (_leads(site, project) or _headed(site, project))) or _made_there(site, item)
    )
    use_project = (
        project is not None and not placed and not passing and (leads or (not other and _OF_PROJECT.search(item.label) is not None))
    )
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


_NATION = re.compile(
    r"(?!性|首|第|前|平均|各|最|范围|排|重点|文明|优秀|先进|劳动|[\d一二三四五六七八九十百]|两会|人大|政协|上下|唯一|领先|率先|统一|同|的|[县市区]|试点|示范|名列|增速|水平)"
)
_SUM_OF = re.compile(r"[二两三四五六七八九十]+省(?:[市区])?|等(?:[二两三四五六七八九十\d]+)?个?省")


def _beyond(site: Site, item: Item) -> Said | None:
    """全国跨境电商进出口1.89万亿元, 江苏、浙江、山东三省进出口…: a value of the country, or of provinces taken together, in the
    text of a city; what hangs on it in the sentence is of the same."""
    marks = [m for m in site.passage.ordered(site.clause.start, site.token.start) if m.kind == "place"]
    if not marks:
        return None
    first, last = marks[0], marks[-1]
    opens = when.START.match(site.passage.blotted(site.clause.start, first.start)) is not None
    behind = site.passage.words(last.end, site.token.start)
    if item.measure == "count" and first.start == site.clause.start:
        opens = False  # 全国道德模范3人: an honour
    if opens and first is last and site.passage.words(first.start, first.end) in ("全国", "我国") and _NATION.match(behind):
        return Said("全国", (first.start, first.end), "全国")
    if not opens or len(marks) < 2 or any(m.level != "province" for m in marks) or (tail := _SUM_OF.match(behind)) is None:
        return None
    place = (first.start, last.end + tail.end())
    return Said(site.passage.words(*place), place, site.passage.words(*place))


def _made_there(site: Site, item: Item) -> bool:
    """A、B生产线建成投用，累计交付空压机86台，第二批57台待发货: pieces counted come from the works the sentence opens with."""
    project = site.context.project
    if project is None or project.place is None or item.measure != "count" or item.unit not in _DEVICES:
        return False
    return project.place[0] >= site.sentence.start and "、" in project.value and WORK.search(project.value) is not None


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


def _headed(site: Site, project: Said) -> bool:
    """国债项目X工程全面完成：开挖土方14万方: all that a sentence counts behind its colon is of the work before it."""
    place = project.place
    if place is None or place[0] < site.sentence.start or place[1] > site.start:
        return False
    return "：" in site.passage.words(place[1], site.start)


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


_BETWEEN = re.compile(
    r"\A(?:(?:建设|打造|兴建|实施|新建|发包|中标)的|(?:[、，]?[^，。；、]{0,8}?\d[\d.]*+[^，。；、\d]{1,5}?){0,2}的)(?:(?:国家|[省市县区])级?重[点大](?:工程|项目))?"
)


_INTO = re.compile(r"(?:实施|建设|新建|建成|启动|推进|打造|兴建)了?")
"""投资3.6亿元实施X工程."""


def _following(passage: Passage, token: Token) -> Mark | None:
    """The project an attribute stands before: 总投资103亿元的X项目; 总投资7.27亿元、全长6168.1米的X."""
    for mark in passage.names:
        if mark.start < token.end or mark.start > token.end + 40:
            continue
        between = passage.words(token.end, mark.start)
        if _BETWEEN.fullmatch(between) or (between == "" and token.unit.endswith("元")):
            return mark
        if _INTO.fullmatch(between) and token.unit.endswith("元"):
            return mark if passage.words(token.start - 2, token.start) in ("投资", "投入") else None
    return None


_LIST = re.compile(
    r"(?:、[^，。；、\d]{2,20}){1,8}?(?:等(?P<head>[^，。；、\d]{3,20}(?:工程|项目|行动))|(?<=专项)(?:工程|行动)|(?<=试点)项目)(?=[，。；、]|$)"
)


def _listed(passage: Passage, own: Mark) -> tuple[tuple[int, int], str]:
    """投资1.97亿元的A、B、C等河源二期工程: the sum is of the whole; of A、B专项工程 of both."""
    found = _LIST.match(passage.text, own.end - passage.start)
    if found is None:
        return (own.start, own.end), own.value or ""
    start = passage.start + found.start("head") if found["head"] else own.start
    place = (start, passage.start + found.end("head" if found["head"] else 0))
    return place, passage.words(*place)


def reference(words: str) -> str | None:
    """What a gap is measured against: 全省, 序时进度."""
    return re.sub(r"（[^（）]*）?|-?\d[\d.]*%|平均|水平|增速|的|同期|同比|分别", "", words).strip("、和及 ") or None
