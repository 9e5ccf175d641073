"""A number without a predicate of change: what it measures, by the words around it and the figure before."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.chinese import indicators, units
from briefing.extraction.course import scopes
from briefing.extraction.course.context import period_of
from briefing.extraction.course.passages import PLACE, TIME
from briefing.extraction.measures import capacities, counts, nouns, quotas, standings, sums
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site
from briefing.model.fact import Measure

RELATIVE = re.compile(
    r"^(?:其|该|但|且|比)?(?:每[亩户人]|[户村校]均|(?:自然|可比|总体|整体|平均|同比|环比|单月|当月|当季|累计|名义|实际|全年)?(?:增速|增幅|降幅|涨幅|增长率|跌幅|降速|(?:增加|增长|减少|下降)?幅度)(?:位次|排名)?|占比|比重|占全部比重|总量|数量|总数|规模|位次|排名|增长|达到|(?:奋斗|确保|力争|必保|考核)?目标|总额|[两三]项数据|两项指标|两者|二者|自然(?:口径)?|按?(?:同|可比)口径(?:计算)?(?:完成|实现)?)?$"
)
"""A noun that only says which side of the figure before is meant."""
MEASURED = re.compile(
    r"(?:值|额|量|率|数|投资|收入|支出|余额|产量|面积|价格|出栏|存栏|零售|贷款|存款|保费|消费|利润|税|费|资金|人次|客|出口|进口|吞吐|就业|能耗|浓度|强度|成本|效率|用电|增速)$"
)
"""What ends a noun that says by itself what is measured."""


_DISTANCE = re.compile(r"^距离?.{2,}")


def plain(site: Site) -> Item | None:
    unit, noun = site.token.unit, site.noun
    measure = plain_measure(unit)
    if (planned := quotas.read(site)) is not None:
        return planned
    if unit in ("亿", "万亿", "万") and re.search(
        r"投资|资金|收入|产值|金额|贷款|总额|生产总值|增加值|GDP|存款|余额|税|出口|进口|支出|预算$|负债$|债务|规模$|营收|市值|交易额|总量$",
        noun,
    ):
        measure = "level"  # 总投资109.6亿: the headline leaves out 元
    if (more := _MORE.search(site.passage.blotted(site.at, site.start))) is not None:
        change = site.item(more["what"], more["what"], "change", "change")
        change.direction = "up" if more["verb"] in ("增加", "增长", "多") else "down"
        return change
    if unit == "%" and site.token.value < 0 and noun and not noun.endswith(("率", "比重", "占比")):
        fall = site.item(noun, f"{noun}增速", "growth", "growth")  # 单位地区生产总值能耗-3.3%
        fall.direction = "down"
        return fall
    if sums.bracketed(site):
        return sums.invested(site)
    if site.left.endswith(_OWING) and (owed := _OWED.match(site.after)) is not None:
        return site.item(owed[0], owed[0], "level", "level-behind", end=site.token.end + owed.end())
    if (able := capacities.read(site)) is not None:
        return able.item
    if site.base and site.after.startswith(("相比", "相较", "比较")) and re.search(r"(?:与|同|较|比)[^，。；]{4,}$", site.left):
        return _compared(site, site.base)
    if (match := capacities.MADE.match(noun)) and units.kind(unit).name != "money":
        return site.item(match["what"], capacities.label(match["what"], match["verb"]), "level", "capacity")
    if measure == "count":
        return counts.make(site)
    if measure == "change" and (not noun or RELATIVE.match(noun)) and site.base is None:
        return None
    return _level(site, measure)


_OWING = ("有", "欠", "欠下", "高达")
_OWED = re.compile(r"(?:负债|债务|欠款|外债|存款|资产)(?=[，。；、])")
"""县府有91亿元负债: what the money is stands behind it."""
_MORE = re.compile(
    rf"[比较]{TIME}+(?:同期)?(?:累计|共|净)*(?P<verb>增加|增长|多|减少|少)(?P<what>产值|税收|收入|投资|用电量|利润|销售额|财政收入)(?:了|约|近)*$"
)
"""比去年同期累计增加产值8亿元: the thing stands behind the verb."""


def _compared(site: Site, base: Item) -> Item:
    """与2010年普查的361.2万人相比: the value of the other time."""
    item = site.item(base.noun, base.label, base.measure, "compared")
    item.of, item.scope, item.linked = None, base.scope, True
    mark = next((m for m in site.passage.within(site.at, site.start) if m.kind == "time"), None)
    when = period_of(site.context, mark) if mark else None
    item.period = when.value if when else None
    return item


def _level(site: Site, measure: Measure) -> Item | None:
    if "个" in site.clause.words and _OF_EACH.search(site.passage.words(site.clause.start, site.start)):
        return None
    unit, noun, base = site.token.unit, _whole(site, _standing(site)), site.base
    money = units.kind(unit).name == "money"
    if money and (found := sums.listed(site) or sums.named(site) or sums.sold(site)) is not None:
        return found
    if money and noun and (fund := _FUND.match(site.after)) and _SET_UP.search(noun):
        return site.item(fund["what"], fund["what"] + "规模", measure, "fund", end=site.token.end + fund.end())
    if "、" in noun and _SUM.fullmatch(noun.rsplit("、")[-1]):
        noun = noun.rsplit("、")[-1]
    if noun and not site.passage.blotted(site.at, site.start).strip(f"{PLACE}，、 "):
        return None  # a name that begins with a place and a number says nothing of what is measured
    if measure == "share" and (used := _USED_FOR.match(site.after)) and _TAKEN.search(site.left):
        label = f"{used['what']}用于{used['aim']}比重"
        return site.item(used["what"], label, "share", "share-used", end=site.token.end + used.end())
    thing, rule, end = noun, "level", 0
    if measure == "share" and (part := _MARKET.match(site.after)) is not None and (share := _HELD.match(noun)) is not None:
        label = f"{share['where']}{part['what']}"
        return site.item(label, label, "share", "share-market", end=site.token.end + part.end())
    if measure == "share" and not noun and (shared := _share_of(site)) is not None:
        return shared
    if units.kind(unit).name == "area" and site.after.startswith("的") and _OLD.search(site.left):
        noun = ""
    verbal = not noun or RELATIVE.match(noun) is not None or (nouns.is_verb(noun) and not (money and "投资" in noun))
    after, _ = nouns.right(site.after)
    whole = after if len(after) >= 2 and not nouns.leading_verb(after) else ""
    if units.kind(unit).name == "area" and re.match(r"占地|用地", site.after):
        return site.item("占地面积", "占地面积", measure, "level-right", end=site.token.end + 2)
    if units.kind(unit).name == "duration" and verbal and site.left.endswith("连续"):
        return None  # 连续7个月回落: how long it has gone on is told with the figure
    if units.kind(unit).name == "duration" and verbal and (match := _TASK.match(site.after)):
        return site.item(match["what"], f"{match['what']}用时", "level", "duration", end=site.token.end + match.end())
    held = whole and not money and scopes.holding(site.passage, site.token) is not None
    if (verbal or held) and whole and (not money or len(whole) >= 3) and unit not in ("%", "‰", "成"):
        thing, rule = whole, "level-right"
        end = site.token.end + site.after.find(whole) + len(whole)
    elif (not noun or RELATIVE.match(noun)) and base:
        return _carried(site, measure)
    if not thing and (passed := _PASSED.search(site.passage.words(site.sentence.start, site.clause.start))):
        thing = nouns.left(passed["noun"], passed["noun"])
    if not thing:
        return None
    if thing == noun:
        thing = produced(site, thing)
    label = level_label(thing, unit, measure)
    if rule == "level-right" and units.kind(unit).name == "area" and not label.endswith("面积"):
        label += "面积"  # 10平方公里的拓展区
    if measure == "share" and re.search(r"(?:增速|增幅|降幅|涨幅)$", label):
        measure = "growth"
    item = site.item(thing, label, measure, rule, end=end)
    _invest(site, item, money=money)
    _relabel(site, item, thing, done=rule == "level" and _DONE.fullmatch(noun) is not None)
    return item


_SUM_AS = re.compile(r"以(?P<what>[^，。；\d]{0,12}?)(?:总额|总量)$")


def _standing(site: Site) -> str:
    """在41座城市财政收入排名中，某市以总额65亿元排名第15位: the sum is of what the list ranks."""
    as_ = _SUM_AS.fullmatch(site.noun)
    if as_ is None or as_["what"]:
        return as_["what"] if as_ is not None else site.noun
    listed = standings.of(site)
    return listed.what if listed is not None and listed.what else site.noun


_OLD = re.compile(r"(?:原先|原有|原来|现有|利用|结合|腾出|盘活|[将把]|一[块片处座])$")
"""结合原先6000平方米的公园: what is so large stands behind."""
_SET_UP = re.compile(r"(?:设立|组建|安排|整合|统筹|拿出|列支|募集)(?:总?规模|总盘子|总额)?(?:近|约|超)?$")
_FUND = re.compile(r"的(?P<what>[^，。；、的\d]{2,16}?(?:资金|基金|资金池))(?=[，。；、（更用支为]|$)")
"""设立总规模3亿元的工业强市引导资金."""
_OF_EACH = re.compile(
    r"\d个(?:[县市区州乡镇街道园]{1,4}|开发区|园区|地级市|地市)(?:（[市县区、州]+）)?[^，。；\d]{0,12}?(?:全部|均|都|全)(?:突破|超过?|达到?|跨过|迈上|站上|过)?了?$"
)
"""15个县（市、区）地区生产总值均突破百亿元: a mark each of them has passed, no figure of the whole."""
_PASSED = re.compile(
    r"(?P<noun>[^，。；：\d]{2,20}?)(?:首次|历史性|成功)*(?:突破|破|超|跨越|迈上|站上|跃上)(?:了)?[十百千万]*[万亿]+(?:元|吨)?(?:大关|台阶|门槛)?，$"
)
"""进出口破万亿元，达10556亿元: the round sum is no figure, the number behind it is."""
_TAKEN = re.compile(r"(?:将|把|拿出|安排)$")
_USED_FOR = re.compile(r"的(?P<what>[^，。；、的\d]{2,8}?)(?:用于|用在|投向|投入)(?P<aim>[^，。；、\d]{2,10})")
"""每年将75%以上的财力用于民生支出."""
_DONE = re.compile(r"(?:累计|已|实际|当月|仅|本月)*(?:完成|实现|支付|拨付|发放|到位)")


def _invest(site: Site, item: Item, *, money: bool) -> None:
    """What is invested, in its usual words."""
    if "投资" not in item.label and not (money and _PAID.fullmatch(item.label)):
        return
    if item.label == "投资" and re.search(r"(?:总计|总共|合计|共)投资(?:额)?[约近超达]?$", site.left):
        item.label = "总投资"
    if item.label == "投资":
        item.label = (
            "总投资"
            if site.passage.words(site.token.end, site.token.end + 1) == "的"
            else ("累计投资" if "累计" in site.left else "投资")
        )
    if money and _PAID.fullmatch(item.label):
        item.label += "资金"
    item.label = re.sub("^实施(?=投资$)", "", item.label)
    item.label = re.sub(r"^建设(?:已)?(?=(?:累计)?完成投资)", "", item.label)
    item.noun = item.label if item.label.endswith("完成投资") else item.noun
    item.label = re.sub(
        r"^(?:谋划|实施|推进|建设|新建|引进|启动|开工|对接了?|接了|洽谈了?|包含|包括|含|另有|其中|落地|引进落地)(?=总投资)",
        "",
        item.label,
    )


def _relabel(site: Site, item: Item, thing: str, *, done: bool) -> None:
    """A label that hangs on the figure before, or on whose the sum is."""
    unit, base = site.token.unit, site.base
    if done and base:
        item.noun = base.noun
        if task := quotas.fulfilled(base):
            item.noun = item.label = task
            return
        what = "完成投资" if "投资" in base.noun else base.noun
        form = _FORM.get(units.kind(unit).name, "")
        if form and re.search(r"全长|占地|面积$|规模", base.label):
            item.label = f"完成{form}"
        elif form:
            item.label = base.label
        else:
            item.label = f"累计{what}" if "累计" in site.left and not what.startswith("累计") else what
    elif _DISTANCE.match(site.left) and units.kind(unit).name == "length":
        item.label = item.noun = re.sub(r"^距离?", "距", nouns.trim(site.left)) + "距离"
    elif taken := sums.taken_in(site, thing):
        item.noun = item.label = taken
    elif tail := _tail_of(site, thing):
        item.noun = item.label = thing + tail
    elif (own := sums.owner(site, item.label)) is not None:
        item.scope, item.label = own
        item.noun = item.label
    elif (part := sums.allotted(site, thing)) is not None:
        item.scope, item.label = part
        item.noun, item.rule = item.label, sums.PART
    elif _SUM.fullmatch(item.label) and (following := _SUM_OF.match(site.after)) and _counted_next(site):
        item.label = following["what"] + item.label
    elif _SUM.fullmatch(item.label) and (whose := _counted_projects(site)):
        item.label = whose + item.label


_PAID = re.compile(r"(?:累计|已|共)*(?:筹措|投入|安排|拨付|发放|争取|下达|兑付|归集|整合|落实|募集|筹集|撬动)")


def produced(site: Site, thing: str) -> str:
    """从产品产量看，光缆368万千米: a product is told by its output."""
    product = site.context.family == "产量" and not MEASURED.search(thing) and indicators.lookup(thing) is None
    return thing + "产量" if product and units.kind(site.token.unit).name in _OUTPUT else thing


_OUTPUT = frozenset(("mass", "length", "volume", "energy", "area", "count", "scale"))
_SUM = re.compile(
    r"(?:计划|协议|估算|概算|签约|合同)?总?投资(?:额|总额)?|(?:年度)?计划(?:完成)?投资|(?:年度|当年)投资额?|(?:累计|本年|当年)?(?:已)?完成投资|协议(?:投资|资金|总投资)额?|合同金额|到位资金"
)


def _counted_next(site: Site) -> bool:
    after = next((t for t in site.clause.tokens if t.start >= site.token.end), None)
    return after is not None and after.kind == "quantity" and after.unit in ("个", "项")


_SUM_OF = re.compile(r"的(?P<what>[^，。；、的\d]{2,20}项目)(?:共|有)?$")
"""总投资477亿元的基础设施项目8个: the sum is of what is counted behind it."""


def _counted_projects(site: Site) -> str:
    """产业类项目78个,总投资264.2亿元: the sum is that of the projects just counted."""
    if site.context.project is not None:
        return ""
    opened = site.passage.words(site.clause.start - 1, site.clause.start)
    if opened == "；" and site.context.recent and site.context.recent[-1].parent is not None:
        return ""  # 其中工业项目58个；累计到位资金…: the sum is of all again
    recent = site.context.recent[-4:]
    if sum(item.noun[:1].isdigit() for item in recent) > 1:  # 其中100亿级项目1个、30亿级项目2个，总投资: of all of them
        recent = [item for item in site.context.recent[-9:] if not item.noun[:1].isdigit()]
    for item in reversed(recent):
        if (
            item.measure == "count"
            and item.rule not in ("count-sort", "count-one-of")
            and item.noun.endswith("项目")
            and item.sentence_start(site.sentence.start)
            and not _closed(site.passage.words(item.number[1], site.start))
        ):
            words = re.sub(
                r"^(?:计划实施|计划安排|安排|实施|谋划储备|谋划|储备|推进)",
                "",
                (item.noun if item.rule.endswith("stage") else item.label.removesuffix("数")),
            )
            return words if len(words) <= 16 else "项目"
    return ""


def _closed(between: str) -> bool:
    """Whether a bracket was left between two numbers: 项目72宗（其中新开工39宗），总投资… is of the 72."""
    return between.count("）") > between.count("（")


_GROUP = re.compile(r"(?:居民|制造业|行业|领域|部门|地区|板块)$")
_BRANCH = re.compile(r"(?:农|林|牧|渔|畜牧|工|建筑|服务|运输|零售|批发|餐饮|住宿|采矿|制造|房地产|[第]?[一二三]产)业?$")


def _tail_of(site: Site, thing: str) -> str:
    """其中城镇居民12586元: a part of the figure before takes its tail, 人均可支配收入."""
    if site.context.family and _BRANCH.search(thing) and units.kind(site.token.unit).name == "money":
        return site.context.family
    if not _GROUP.search(thing):
        return ""
    for item in reversed(site.context.recent):
        if item.unit[-1:] == site.token.unit[-1:] and (match := indicators.tails().search(item.noun)):
            return match[0]
    return ""


_SHORT = frozenset(("收入", "支出", "产值", "总额", "金额", "余额", "用电量", "销售额", "零售额", "产量", "利润"))


def _share_of(site: Site) -> Item | None:
    """超七成行业保持增长, 95%以上的村集体…: a share of the things at the right."""
    thing, rest = nouns.right(site.after)
    if len(thing) < 2 or site.after.startswith("”") or site.passage.blotted(site.at, site.start).strip(f"，、 {PLACE}{TIME}"):
        return None
    label = f"{rest[:8].removeprefix('是')}{thing}占比"
    item = site.item(thing, label, "share", "share-right", end=site.token.end + len(thing))
    item.confidence = "low"
    return item


_SHARED = re.compile(r"(?:实际(?:使用|利用|到位)|新增|争取|引进|到位|发放|投放|减免|兑付)(?=.{2})")
"""实际使用内资30.2亿元、外资381万美元: a verb that two short nouns of one kind share."""


def _whole(site: Site, noun: str) -> str:
    """其中3月当月收入2.18亿元: a short noun means the longer one spoken of before."""
    last = site.context.recent[-1] if site.context.recent else None
    if site.clause.before == "、" and last is not None and last.number[1] + 1 == site.clause.start and len(noun) <= 4:
        shared = _SHARED.match(last.noun) if last.noun[-1:] == noun[-1:] and noun[:1] not in "总累" else None
        return shared[0] + noun if shared else noun
    bare = noun.removeprefix("累计").removeprefix("完成").removeprefix("实现")
    if (
        bare in _AMOUNTS
        and last is not None
        and last.measure == "count"
        and last.unit in _DEALS
        and last.sentence_start(site.sentence.start)
    ):
        return f"{last.noun}金额"  # 发放创业担保贷款1525笔，金额14.77亿元
    if site.context.sector and bare in _SHORT:
        return site.context.sector + bare
    if noun not in _SHORT:
        return noun
    return next((i.noun for i in reversed(site.context.recent) if i.noun.endswith(noun) and i.measure == "level"), noun)


_MARKET = re.compile(r"(?:以上)?的?(?P<what>市场份额|市场占有率|市占率)")
_HELD = re.compile(r"(?:.*?(?:抢占|占据|占有|拿下|占|拥有))?(?P<where>[^，。；]{0,12})$")
"""抢占东南亚20%市场份额."""
_AMOUNTS = ("金额", "总金额", "涉及金额", "合同金额")
_DEALS = ("笔", "单", "宗", "件", "份")
_TASK = re.compile(r"(?:时间|内|就|即可|即)*(?P<what>(?:全面|全部|就)?(?:完成|实现|办结|办理|拿到|取得|出)[^，。；、]{2,12})")
_FORM = {"length": "长度", "area": "面积", "duration": "时间"}


def _carried(site: Site, measure: Measure) -> Item | None:
    """A number without a noun: another measure of the thing before (约合360亩; 隧道1座1260米)."""
    base, unit = site.base, site.token.unit
    if base is None:
        return None
    same = units.kind(unit).name == units.kind(base.unit).name
    form = _FORM.get(units.kind(unit).name, "")
    if form == "时间" and units.kind(base.unit).name == "money":
        return None  # 总投资25亿元…仅仅18个月
    if measure == "share" and base.measure == "growth":
        measure, label = "growth", base.label
    elif unit == "%" and base.measure in ("level", "count") and _GREW.search(site.left):
        measure, label = "growth", f"{base.noun}增速"
    elif measure == "share" and base.measure != "share":
        label = base.noun + (site.noun if site.noun and not site.noun.endswith(("达到", "增长")) else "占比")
    elif same or measure == base.measure == "level":
        label = base.label if same or not form else base.noun + form
        if same and re.match(r"[，、]?(?:累计|总)", site.left):
            label = re.sub(r"^(?:新建|新增|新改建|净增)", "", label)  # 新建绿道137公里、累计达到2136公里
    elif form == "面积" and base.label.endswith(f"{base.noun}数"):
        label = base.label.removesuffix("数") + form  # 开工小区57个，193万平方米
    else:
        label = base.noun + form
    if "口径" in site.noun and not label.startswith("同口径"):
        label = f"同口径{label}"
    if (each := _PER.search(site.left)) is not None and same and not label.startswith(each[0]):
        label = each[0] + label
    item = site.item(base.noun, label, measure, "level-carried")
    site.carry(item)
    item.linked = True
    return item


_GREW = re.compile(r"(?:同比|[比较]上年(?:同期)?)$")
"""人均地区生产总值36935元，同比11.4%: the verb was lost, but no share is told against the year before."""
_PER = re.compile(r"(?:户|人|村|亩|镇|校|家)均$")
"""猕猴桃面积30万亩，户均4.5亩."""


@lru_cache(maxsize=4096)
def level_label(noun: str, unit: str, measure: Measure) -> str:
    """The noun itself, with 数 for a count and 完成比例 for a part that is done."""
    if measure == "count" and not re.search(r"(?:数|量|人次|人口|户数|件次|次数|场次|批次|数量|人数|户籍人口|就业)$", noun):
        return noun + "数"
    if unit in ("%", "成") and re.search(r"(?:完成|实现)$", noun):
        return re.sub(r"(?:已|仅|累计)*(?:完成|实现)$", "", noun) + "完成比例"
    return noun


def plain_measure(unit: str) -> Measure:
    """The measure of a plain figure in a unit; a number without one is a ratio or an index."""
    return units.kind(unit).measure if unit else "level"
