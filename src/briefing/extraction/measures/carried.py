"""Counts of what was counted before: 其中开工64个, 已完工47个, 重点项目57个（新建15个）."""

from __future__ import annotations

import re

from briefing.extraction.measures import nouns, quotas, selected
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site

_DONE = re.compile(r"^(?:已|共|累计|实际|现已|仅|又|目前)*(?:建成|完成|新增|发放|完成了|建设|培育)$")
_STATE = re.compile(r"^(?:其中|实际|已|共|累计|现已|仅|又|目前|正在)+")


def completed(site: Site, noun: str) -> str:
    """其中5千万以上的67个, 省级3个: what is counted is what was counted before."""
    part = noun.endswith(("以上", "以下"))
    whole = last(site) if part or noun in _LEVELS else None
    if whole is None:
        return noun
    if part:
        kind = KIND.search(whole.noun)
        return noun + kind[0] if kind else noun
    return noun + re.sub(rf"^(?:{'|'.join(_LEVELS)})(?:及?以上)?", "", whole.noun) if whole.measure == "count" else noun


_THINGS = re.compile(r"[^，。；：]{2,18}(?:项目|工程|企业|平台|园区)")


def named_before(site: Site) -> str:
    """高铁项目，共4个: the clause before is the thing counted."""
    at = next((i for i, c in enumerate(site.sentence.clauses) if c.start == site.clause.start), 0)
    last = site.sentence.clauses[at - 1] if at else None
    if last is None or last.mark != "，":
        return ""
    words = nouns.left(site.passage.words(last.start, last.end), site.passage.blotted(last.start, last.end))
    return words if _THINGS.fullmatch(words) else ""


_AMID = re.compile(r"(?P<x>[^，。；：]{2,20}(?:项目|工程|企业))中")


def opening(site: Site) -> str:
    """集中开工重大项目中，甲市12个、乙市9个: what the sentence opens with is counted."""
    first = site.sentence.clauses[0]
    if first.tokens or first.mark != "，":
        return ""
    words = nouns.left(site.passage.words(first.start, first.end), site.passage.blotted(first.start, first.end))
    match = _AMID.fullmatch(words) or _AMID.fullmatch(words + "中")
    return match["x"] if match else ""


_ON_LIST = re.compile(r"被?(?:列入|纳入|评为|认定为?|入选|获评|命名为)")


def on_list(site: Site) -> Item | None:
    """非物质文化遗产项目中，被列入保护名录的有121项: what the sentence opens with, and which of them."""
    if _ON_LIST.match(site.noun) is None or not (whole := opening(site)):
        return None
    label = f"{site.noun.removeprefix('被').removesuffix('的')}{whole}"
    return site.item(whole, selected.label_of(label, site.token.unit), "count", "count-left")


def last(site: Site) -> Item | None:
    """The last count of the same kind of thing."""
    for item in reversed(site.context.recent):
        if item.parent is not None and not item.sentence_start(site.sentence.start):
            continue  # 其中，续建19个，新建42个。…实际开工43个: of the whole
        if (
            item.measure in ("count", "level")
            and not item.rule.endswith(("stage", "sort"))
            and same_class(item.unit, site.token.unit)
        ):
            return item
    return None


def resumed(site: Site, rest: str) -> Item | None:
    """其中42个已竣工投产; 总数达到512家; 近1万户、3.7万人."""
    wanted = [i for i in site.context.recent if i.measure == "count" and same_class(i.unit, site.token.unit)]
    base = wanted[-1] if wanted else site.base
    if base is None and not rest and (first := opening(site)):
        return site.item(first, selected.label_of(first, site.token.unit), "count", "count-left")
    if base is None or (base.measure != "count" and not site.noun and not rest):
        return (
            None
            if not rest or len(rest) > 8
            else site.item(rest, selected.label_of(rest, site.token.unit), "count", "count-predicate")
        )
    whole = re.match(r"总数|总量|数量|累计|总计", site.left)
    thing = re.sub(r"^(?:培育|引进|认定)?(?:新增|净增|新培育|新认定|新引进|净增加|新入库)", "", base.noun) if whole else base.noun
    rest = "" if site.noun or whole else re.sub(r"^(?:已经?|均|正|在)+", "", rest)
    if rest:
        thing = nouns.without_verb(thing)
    label = selected.label_of(rest + thing, site.token.unit)
    if not rest and not wanted and site.token.unit.lstrip("万") in _HEADS and base.unit in ("个", "座", "条", "处"):
        label = (nouns.leading_verb(base.label) or base.noun) + _HEADS[site.token.unit.lstrip("万")]  # 惠及12个村、3.5万人
    item = site.item(base.noun, label, "count", "count-carried")
    site.carry(item, base)
    if site.left.startswith("其中"):
        item.parent = base
    return item


_LAND = re.compile(r"(?:面积|村|社区|街道|乡镇|镇|乡|居委会|村委会|林场|农场|办事处)$")
_HEADS = {"人": "人数", "户": "户数"}
_RULED = re.compile(r"面积|下?辖(?!区)")


def inhabitants(site: Site, thing: str) -> Item | None:
    """总面积863平方公里，辖7个镇、122个行政村，33万人: the people of the place, not of what was counted last."""
    base, before = site.base, site.passage.words(site.sentence.start, site.start)
    if base is None or thing or site.token.unit not in ("人", "万人") or not _LAND.search(base.noun) or not _RULED.search(before):
        return None
    return site.item("人口", "人口", "level", "count-people")


_PEOPLE = ("人", "名", "万人")
_WHO = re.compile(r"(?:群众|劳动力|劳力|人口|人员|农民|居民|青年|学生|移民|毕业生|困难户)$")
_GONE = re.compile(r"(?:(?:赴[^，。；\d]{1,6}|外出|转移|就近|就地|稳定|返乡)+(?:务工|就业|创业)?|务工|就业)(?=[，。；、]|$)")
"""组织贫困群众1.56万人外出务工: who goes stands left of the number."""


def gone(site: Site) -> Item | None:
    went = _GONE.match(site.after) if site.token.unit in _PEOPLE and _WHO.search(site.noun) else None
    return site.item(site.noun, f"{site.noun}{went[0]}人数", "count", "count-people") if went is not None else None


def members(site: Site) -> Item | None:
    """城市低保6195户12533人: the people of the households counted right before."""
    last = site.context.recent[-1] if site.context.recent else None
    if last is None or last.measure != "count" or not last.unit.endswith("户") or site.token.unit not in _PEOPLE:
        return None
    if site.passage.words(last.number[1], site.token.start) not in ("", "、", "/") or _thing_behind(site):
        return None
    what = re.sub(r"(?:户|人)?数$", "", last.label)
    if last.label.endswith("数") and not last.label.endswith("户数") and not what.endswith("户"):
        last.label = f"{what}户数"
    item = site.item(last.noun, what if what.endswith("人口") else f"{what}人数", "count", "count-members")
    site.carry(item, last)
    item.modality, item.of = last.modality, None
    return item


def _thing_behind(site: Site) -> bool:
    thing = nouns.right(site.after)[0]
    return len(thing) >= 2 and not nouns.leading_verb(thing) and _GONE.match(thing) is None


_MOVES = re.compile(r"(?:新增|新纳入|纳入|退出|清退|调出|调进|调入|取消|净增|减少|核减|注销|迁入|迁出|新入|死亡|出栏|存栏)$")


def moved(site: Site) -> Item | None:
    """城市低保新增276户462人，退出374户714人: out of what the others came into."""
    if _MOVES.fullmatch(site.noun) is None or (base := last(site)) is None:
        return None
    first = _MOVES.search(base.noun)
    if first is None or first[0] == site.noun or first.start() < 2 or not base.sentence_start(site.sentence.start):
        return None
    noun = base.noun[: first.start()] + site.noun
    label = noun if noun.endswith("栏") else selected.label_of(noun, site.token.unit)
    return site.item(noun, label, "count", "count-left")


def stage(site: Site, base: Item) -> Item:
    """年度目标改造64个。已开工64个,完工47个."""
    bare = _STATE.sub("", site.noun)
    same = _DONE.match(site.noun) and not site.left.startswith("中")
    thing = nouns.without_verb(re.sub(r"^(?:年度)?(?:计划|拟)", "", base.noun))
    if bare.endswith("开工"):
        thing = re.sub(r"^(?:集中|新)?开工(?:的)?", "", thing) or "项目"
    label = (
        base.label
        if same or base.noun.startswith(bare) or (base.noun.endswith(bare) and "计划" not in base.noun)
        else selected.label_of(bare + thing, site.token.unit)
    )
    if same and (task := quotas.fulfilled(base)):
        label = selected.label_of(task, site.token.unit)
    if _ARRANGED.match(base.noun) and label != base.label:
        label = selected.label_of(base.noun + bare, site.token.unit)
    item = site.item(base.noun, label, "count", "count-stage")
    site.carry(item, base)
    item.period = None if re.match(r"已|剩余|尚|在建", site.left) else item.period
    return item


_ARRANGED = re.compile(r"(?:新建|续建|改扩建|前期)项目$")
_LEVELS = ("国家级", "省级", "市级", "县级", "区级", "省属", "市属")
KIND = re.compile(r"(?:项目|工程|企业|小区|学校|医院|泵站|村)$")


def sort(site: Site, whole: Item, kind: str) -> Item:
    """重点项目57个(新建15个,续建42个)."""
    item = site.item(whole.noun, site.noun + kind + "数", "count", "count-sort")
    site.carry(item, whole)
    item.of, item.parent, item.linked = None, whole, True
    return item


_CLASSES = ({"个", "项", "家", "座", "处", "条", "期", "所", "件", "宗"}, {"名", "人", "位"}, {"户"})


def same_class(a: str, b: str) -> bool:
    a, b = a[-1:], b[-1:]
    return a == b or any(a in group and b in group for group in _CLASSES[1:])
