"""Counts: N个X with the thing at the right, X N个 with it at the left, 已开工64个 with it in the figure before."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.extraction.course import scopes
from briefing.extraction.measures import carried, nouns, selected, standings
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site

_RELATIVE = re.compile(r"^(?:其)?(?:总量|数量|总数|规模|总计|共计|达到)?$")
_AMONG = re.compile(r"(?<![高初])中(?:共)?(?:有|，)?$")
_FATE = re.compile(r"就业|脱贫|参保|返乡|创业|入住|受益|上岗")
_PLACED = re.compile(r"[^，。；]*?(?:中(?:位|居|列|排)|[首末]位|榜首|第[\d一二三四五六七八九十]|前[\d一二三四五六七八九十])")
_WITHIN = re.compile(r"(?:在[^，。；]{0,8}?|位?列|位?居|排名)(?:全国|全省|全市|全区|全县|全州)$")


def make(site: Site) -> Item | None:
    """The item of a number in a unit of counting."""
    if _WITHIN.search(site.left) and _PLACED.match(site.passage.words(site.token.end, site.clause.end)):
        return None  # the field of a rank
    if site.clause.opened == "（" and site.noun.startswith("含") and (whole := carried.last(site)) is not None:
        site = site._replace(noun=site.noun[1:])
        if len(site.noun) <= 4 and (kind := carried.KIND.search(whole.noun)):
            return carried.sort(site, whole, kind[0])  # 新批项目44个（含增资22个）
    if site.left.endswith(("第", "上述", "前述")) or standings.is_field(site):
        return None  # 由第12位上升到第6位; 上述两家企业
    if site.passage.words(site.clause.start, site.clause.start + 2) == "其中":
        site.context.verb = ""
    if (found := _named(site)) is not None:
        return found
    thing, rest = _told(site)
    if thing and site.left.endswith(" "):
        site = site._replace(noun="", left="")  # 重大项目进展顺利 80个项目完成投资: two phrases of a headline
    if thing.endswith("项目") and scopes.holding(site.passage, site.token) is not None:
        return _capacity(site, thing.removesuffix("项目"))
    if thing.endswith("台阶"):
        return _steps(site, thing)
    if _AMONG.search(site.left) and not thing:
        return _part(site, rest)
    if thing.endswith("之一"):  # X是园区新开工的5个项目之一: how many there are
        thing, rest = thing.removesuffix("之一"), ""
        site = site._replace(noun=nouns.trim(re.split(r"是|为|纳入|列入", site.noun)[-1]))
        item = _right(site, thing, rest)
        item.rule, item.linked = "count-one-of", True
        return item
    if thing.endswith("中") or rest.startswith("中"):
        thing, rest = thing.removesuffix("中"), ""
    if site.token.unit == "次" and not site.noun.endswith("次"):
        return _times(site)
    if thing and (nouns.leading_verb(thing) in _ADJECTIVES or _SORTED.match(thing)) and not _left_wins(site, thing):
        return _right(site, thing, rest)
    if not site.noun and re.fullmatch(r"共|共有|共计|总计", site.left) and (whose := carried.named_before(site)):
        return site.item(whose, selected.label_of(whose, site.token.unit), "count", "count-left")
    if not site.noun or site.noun == "中" or _RELATIVE.match(site.noun):
        return carried.inhabitants(site, thing) or carried.resumed(site, thing or rest)
    if nouns.is_state(site.noun) and (base := carried.last(site)) is not None:
        return carried.stage(site, base)
    if (moved := carried.moved(site)) is not None:
        return moved
    if site.token.unit in ("人", "万人", "名") and nouns.is_verb(site.noun) and (fate := _FATE.search(site.after)):
        return site.item(site.noun + fate[0], site.noun + fate[0] + "人数", "count", "count-people")
    if (nouns.is_verb(site.noun) or _PLANS.search(site.noun) or _AREAS.search(site.noun)) and (thing or rest.startswith("未")):
        return _right(site, thing or rest, "" if not thing else rest)
    noun = site.noun
    if site.token.unit in ("人", "名") and noun.endswith(("出生", "死亡", "受伤", "遇难", "失踪")):
        noun += "人数"
    if nouns.leading_verb(noun) == noun and (whole := carried.last(site)) is not None and (kind := carried.KIND.search(whole.noun)):
        return carried.sort(site, whole, kind[0])
    if noun.endswith("后") and (whole := carried.last(site)) is not None and whole.measure == "count":
        noun += whole.noun  # 重点项目444项（打包项目拆分后共569项）
    noun = carried.completed(site, noun)
    if site.context.family == "产量" and not noun.endswith("产量"):
        noun += "产量"
    return site.item(noun, selected.label_of(noun, site.token.unit), "count", "count-left")


def _named(site: Site) -> Item | None:
    """Counts whose words or whose neighbours say at once what they count."""
    unit = site.token.unit
    if unit == "车道":
        part = _ROADWAY.search(site.left)
        both = "双向" if site.left.endswith("双向") else ""
        return site.item("车道", f"{part['x'] if part else ''}{both}车道数", "level", "lanes")
    if (unit == "班" or (unit == "个" and _CLASS.match(site.after))) and _SCHOOL.search(site.left):
        return site.item("班级", "班级数", "count", "count-classes", end=site.token.end + (unit == "个"))
    return selected.over(site) or selected.given(site) or carried.members(site) or carried.gone(site) or carried.on_list(site)


_ROADWAY = re.compile(r"(?P<x>主线|主干道|主桥|桥面|辅道|辅路)(?:采用|按照?|为|设计|建设|标准|技术)*双向$")
_CLASS = re.compile("(?:教学)?班(?![次组子车列])")
_SCHOOL = re.compile(r"(?:规模|规划|设计|设置|设立|开设|设|建设|轨制|学校|小学|中学|幼儿园|校区)(?:为|有|共|建设|达到?|可达)*$")
"""办学规模为48个班, 实行5轨制15班."""


def _capacity(site: Site, made: str) -> Item | None:
    """新建100万套车灯项目: part of a name, what the project will make."""
    return site.item(made, f"{made}产能", "level", "capacity", end=site.token.end + len(made)) if len(made) >= 2 else None


def _steps(site: Site, thing: str) -> Item | None:
    """地区生产总值连跨两个百亿台阶，年均增长7%."""
    what = _STEPS.sub("", site.noun)
    return site.item(what, f"{what}{thing}数", "count", "count-steps") if what != site.noun and len(what) > 1 else None


def _told(site: Site) -> tuple[str, str]:
    """What stands right of the number: the thing counted and its predicate, less what belongs to the next number."""
    thing, rest = _split(*nouns.right(site.after))
    if thing and (all_of := _COORDINATED.match(site.after)) is not None:
        return all_of["list"], all_of["rest"]
    if not thing and (long := _beyond(site)):
        return long, ""
    if site.token.unit == "家" and (held := _PEOPLE_OF.fullmatch(thing)) is not None:
        thing, rest = held["who"], ""  # 40家重点企业负责人
    if thing in selected.GRADES:
        thing += selected.head_of_list(site)
    if (
        rest
        and len(thing) > 2
        and site.after.endswith(rest)
        and any(t.start >= site.token.end and t.kind == "quantity" for t in site.clause.tokens)
    ):
        rest = ""  # 88个重点项目完成投资93亿元: the verb is that of the next number
    if _SUMMED.match(thing) and (what := _behind_sum(site)):
        return what, ""  # 14个投资总额16.5亿元项目
    if thing in ("投资", "总投资") or (thing == "项目" and rest == "投资"):
        thing, rest = thing.removesuffix("总投资").removesuffix("投资"), ""  # the word belongs to the next number
    after = next((t for t in site.clause.tokens if t.number[0] >= site.token.end), None)
    listed = site.after.endswith("、") and len(rest) <= 8  # 235个项目开工、103个项目竣工
    if after is not None and carried.same_class(after.unit, site.token.unit) and not listed:
        thing, rest = _told_next(thing), ""  # 484个项目开复工358个
    return thing, rest


_COORDINATED = re.compile(
    r"(?P<list>[一-龥]{2,10}(?:、[一-龥]{2,10}){0,4}[和与及][一-龥]{2,10}?)(?P<rest>(?:已|也)?(?:全面|全部|均|都)[一-龥]{2,8})(?=[，。；]|$)"
)
"""15个乡镇中心校、卫生院和便民服务中心全面达标."""
_PEOPLE_OF = re.compile(
    r"(?P<who>.*?(?:企业|单位|公司|机构|商户|协会))(?:的)?(?:主要)?(?:负责人|代表|职工|员工|人员|高管|法人|家长)"
)
_SUMMED = re.compile(r"(?:计划|协议)?(?:总投资|投资总额|投资额|投资)额?$")
_PROJECTS = re.compile(r"的?(?P<what>[^，。；、的\d]{0,8}项目)")


def _behind_sum(site: Site) -> str:
    after = next((t for t in site.clause.tokens if t.start >= site.token.end), None)
    match = _PROJECTS.match(site.passage.words(after.end, site.clause.end)) if after is not None else None
    return match["what"] if match is not None and after is not None and after.unit.endswith("元") else ""


_LONG = re.compile(r"(?:，)?(?:共|总长|共长|全长|合计|计)")


def _beyond(site: Site) -> str:
    """27条共320公里通村水泥路, 1680户7053名贫困人口: the thing stands behind its length, or behind the people of the households."""
    after = next((t for t in site.clause.tokens if t.start >= site.token.end), None)
    people = (
        after is not None
        and after.start == site.token.end
        and after.unit in ("人", "名", "万人", "万")
        and site.token.unit.endswith("户")
    )
    if after is None or not (people or (after.unit in ("公里", "千米") and _LONG.fullmatch(site.after))):
        return ""
    end = next((t.start for t in site.clause.tokens if t.start > after.start), site.clause.end)
    return nouns.right(site.passage.words(after.end, end))[0]


_ADJECTIVES = frozenset(
    (
        "",
        "新建",
        "续建",
        "新开工",
        "在建",
        "改建",
        "扩建",
        "新增",
        "新续建",
        "新改建",
        "新改扩建",
        "建成",
        "新签约",
        "示范",
        "监测",
        "培训",
        "服务",
        "养殖",
        "改扩建",
        "检测",
        "救助",
        "投资",
        "生产",
    )
)
"""Verbs that stand before a noun as part of it: 15个新建项目."""
_SORTED = re.compile(r"新?(?:建成|竣工|投产|签约|开工|储备|谋划|入库|落地)(?:项目|企业)$")
_HONOUR = re.compile(r"^(?:受到|获评|获得|荣获|入选|获|被评为|蝉联|登上|登|上榜)")


def _times(site: Site) -> Item | None:
    """两次受到国务院督查激励, 设备招标2次流标, 规划方案调整3次."""
    words = re.split(r"[，。；：（）、]", site.passage.words(site.token.end, site.clause.end))[0]
    event = _HONOUR.sub("", words)
    noun = site.noun if site.noun and not site.passage.words(site.at, site.start).endswith("、") else ""
    if event != words or not noun:
        noun = event
    elif words and len(words) <= 4:
        noun += words
    if len(noun) < 2:
        return None
    return site.item(noun, f"{noun}次数", "count", "count-times", end=site.token.end + len(words))


_HEAD = re.compile(r"(?:重点|试点)?(?:行业|企业|项目|村|区县|县区|县|市州|产品|单位|学校|社区|城市|国家|乡镇|街道)(?=.{2,})")


def _told_next(thing: str) -> str:
    """The thing without the predicate that belongs to the next number."""
    bare = re.sub(r"(?:实际|已|累计)*(?:开复工|开工|复工|竣工|完工|投产|完成|入库|办结|实现|实际)$", "", thing)
    return bare if len(bare) >= 2 else thing


_GAVE = re.compile(
    r"(?P<head>[^，。；]{0,10}?(?:项目|企业|园区|地区|县区|区县|县市|乡镇|街道|城市))(?:增加|完成|实现|带动|贡献|缴纳)[^，。；]{2,}$"
)
_HELD = re.compile(
    r"(?P<head>[^，。；]{0,8}项目)(?P<rest>集中(?:开工|签约|竣工|投产|开竣工)(?:建设)?|在建|(?:已)?竣工投产)(?:仪式|活动|现场会)?(?:在[^，。；]{2,12})?(?:举行|举办|召开)?"
)
_BUILDING = re.compile(r"建设(?:重点|重大)?(?:项目|工程)")
"""8个城市建设重点项目."""
_APPROVED = re.compile(
    r"(?P<head>[^，。；]{0,12}(?:项目|工程))(?:(?:初设|初步设计|可研)批复|批复|概算|估算|中标|合同|暂不|暂未|暂缓|不再)"
)
"""36件工程初设批复总投资90亿元, 11个前期项目暂不列入基数: what is told of them is no part of the things counted."""
_HEADED = re.compile(
    r"(?P<head>行业|企业|项目|[\u4e00-\u9fff]{2,8}地区|村|区县|县区|县|市州|设区市|地级市|产品|指标|景区|单位|学校|社区)(?P<rest>[^，。；]*?(?:增加值|收入|产值|投资|产量|利润|增速|税收|投资额|里程|[^，。；]{0,4}率|质量|水平|指数|满意度|经济[^，。；]{0,4})"
    r"(?:得以|均|都)?(?:增长|增加|下降|减少|提高|提升)?)$"
)


@lru_cache(maxsize=8192)
def _split(thing: str, rest: str) -> tuple[str, str]:
    """14个行业增加值实现增长: the thing is 行业, the rest its predicate."""
    if (told := re.match(r"(?P<what>[^，。；]{0,8}指标)(?:增速|增幅)", thing)) is not None:
        return told["what"], ""
    if thing.endswith("指标进展") and len(rest) <= 6:
        return thing.removesuffix("进展"), "进展" + rest  # 13项指标进展超过预期
    if match := _APPROVED.fullmatch(thing):
        return match["head"], ""
    if match := _HEADED.match(thing):
        return match["head"], match["rest"] + rest
    if match := _GAVE.match(thing):
        return match["head"], ""
    if match := _HELD.fullmatch(thing):
        return match["rest"].removesuffix("建设") + match["head"], ""
    if (match := _HEAD.match(thing)) and not _BUILDING.match(thing, match.end()) and nouns.leading_verb(thing[match.end() :]):
        return match[0], thing[match.end() :] + rest
    return thing, rest


_STEPS = re.compile(r"(?:先后|接连|连续|成功)*(?:连跨|连|连上|跨越|跨上|迈上|迈过|登上|突破)(?:了)?$")
_AREAS = re.compile(r"[一二三四五六七八九十\d]大(?:片区|区域|板块|领域|类别?|园区|方面)$")
"""谋划十大片区60多个改造项目: where they are stands before the count."""
_PLANS = re.compile(r"(?:计划|规划|拟|可|将)(?:建设|新建|建成|新增)$")


def _left_wins(site: Site, thing: str) -> bool:
    """入驻企业221家企业: a full noun at the left and only 的 or a short word at the right."""
    if not site.noun or len(thing) > 1 or thing in ("村", "县", "镇", "区"):
        return False
    return not nouns.ends_in_verb(site.passage.blotted(site.at, site.at + site.found.noun_end))


_PLAIN_VERBS = frozenset(
    (
        "依托",
        "拥有",
        "涉及",
        "包括",
        "实现",
        "提升",
        "推动",
        "促进",
        "共有",
        "设有",
        "建有",
        "利用",
        "围绕",
        "服务",
        "支持",
        "指导",
        "帮助",
        "组织",
        "为",
        "对",
    )
)
"""Verbs that say nothing of what is counted."""
_CLUSTER = re.compile(r".{2,12}?(?:产业集群|产业链|集群)(?=科技|创新|发展|建设|水平|之一)")


def _right(site: Site, thing: str, rest: str) -> Item:
    """2406名党员群众, 6个项目入选…, 集中开工的103个项目."""
    left, noun = site.left.rstrip("共有达近约超"), site.noun
    generic = nouns.is_generic(thing)
    verb = "" if _AMONG.search(left) else nouns.leading_verb(noun) if noun else ""
    if not verb and generic and (done := _BEGUN.search(noun)) is not None:
        verb = done["verb"]  # 改造提升工作已开工57个小区
    verb = "" if verb in _PLAIN_VERBS else verb
    if match := _CLUSTER.match(thing):
        thing = match[0]
    if left.endswith("的") and noun and len(noun) <= 16:
        label = noun + thing
    elif verb and (generic or nouns.is_verb(noun)):
        label = verb + thing
    elif rest[2:3] == "了" and len(rest) <= 16 and not rest.startswith(("进行", "取得", "得到")):
        label = rest.replace("了", "", 1) + thing  # 46万群众远离了危险
    elif (generic and rest and not rest.startswith(("总", "和", "与", "及"))) or (
        rest.startswith(("未", "已", "尚", "提供")) and len(rest) <= 14
    ):
        label = re.sub(r"^(?:也|已经?|正在|正|全部|共|均|得以)+(?:[在于]$)?", "", rest) + thing
    elif verb or (not noun and (verb := site.context.verb)):
        label = verb.removesuffix("了") + thing
    else:
        label = thing
    if _RULES.fullmatch(thing) and verb and len(kind := noun.removeprefix(verb)) >= 4:
        label = kind + thing  # 出台支持民营经济发展26条措施
    if (above := _ABOVE.search(left)) is not None:
        label = above["x"] + thing  # 增速高于全市平均水平的有3个县区
    if label == thing and (reached := selected.REACHED.search(left)):
        label = reached[0] + thing
    if label == thing and (chosen := selected.chosen(site, thing)):
        label = chosen + thing
    if label == thing and generic and _BRANCH.search(noun) and len(noun) <= 10:
        label = noun + thing  # 旅游服务业14个项目
    if label.endswith(thing * 2):
        label = label[: -len(thing)]
    more = site.clause.mark in ("，", "、") or site.clause.tokens[-1].start > site.token.end
    site.context.verb = verb if more else ""
    at = site.after.find(thing)
    size = len(thing) if at >= 0 or thing[:2] in site.after else 0  # 0: the thing stands behind the next number
    state = len(rest) if label.startswith(rest) and rest else 0
    end = site.token.end + max(at, 0) + size + state
    return site.item(
        thing,
        selected.label_of(label, site.token.unit),
        "count",
        "count-right",
        end=min(end, site.clause.end),
        used=site.token.end + max(at, 0) + size + (state + 1 if size and site.after.endswith("、") else 0),
    )


_BEGUN = re.compile(r"(?:^|.{2,}(?:已|共|累计|新|全面|陆续|相继|顺利))(?P<verb>开工|完工|竣工|建成|启动|改造|签约|投产|投用|复工)$")
_ABOVE = re.compile(r"(?P<x>(?:[高低快慢]于|超过|跑赢)[^，。；\d]{0,8}(?:平均水平|平均增速|水平))的$")
_BRANCH = re.compile(r"(?:业|类|领域|专班|板块|片区|产业链)$")
_RULES = re.compile(r"(?:具体|政策|工作|硬核)?(?:措施|举措|政策|意见|办法)")


def _part(site: Site, rest: str) -> Item | None:
    """35个行业大类中有27个实现增长; 25项任务中已完成9项."""
    base = next((i for i in reversed(site.context.recent) if i.measure == "count"), None)
    thing = base.noun if base else re.sub(r"中(?:有)?$", "", site.noun)
    if not thing:
        return None
    label = re.sub(r"^(?:已经?|均|正|是)+", "", rest) + thing
    item = site.item(thing, selected.label_of(label, site.token.unit), "count", "count-part", end=site.token.end + len(rest))
    item.parent = base
    return item
