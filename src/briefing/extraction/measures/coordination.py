"""The subjects of a list: 食品、石化、医药等产业增加值."""

from __future__ import annotations

import re

from briefing.chinese import indicators
from briefing.extraction import figures
from briefing.extraction.measures import nouns
from briefing.extraction.measures.site import Site

SPLIT = re.compile(r"、|以及|(?<!总)和(?!谐|平)|(?<!参)与(?!会)|(?<![普以涉])及(?!格|时|率)")
_QUANTIFIER = re.compile(
    r"(?:[一二三四五六七八九十两\d]+)(?:大|个|类|项|种)[^\W\d]{0,8}?(?:产业|行业|领域|企业|项目|指标|地区|区县)?$"
)
_THREE = re.compile(r"(?:三次产业|第?一、?(?:第)?二、?(?:第)?三(?:次)?产业?)(?P<rest>.*)$")
"""三次产业对增长的贡献率, 第一、二、三产业增加值."""
_HERD = re.compile(r"(?P<a>[牛猪])(?P<b>羊)(?P<rest>出栏|存栏|出栏量|存栏量)")
_CITY = re.compile(r"^城[、和]?乡(?P<rest>(?:常住)?居民.*|(?:最低生活保障|低保|特困)[^，。；]*标准)$")
_COMPOUNDS = re.compile(
    "粮油、食品|服装、鞋帽、针纺织品|体育、娱乐用品|家用电器和音像器材|酒、饮料和精制茶|电力、热力、燃气及水|交通运输、仓储和邮政|住宿和餐饮|批发和零售"
    "|信息传输、软件和信息技术服务|软件和信息技术|租赁和商务服务|水利、环境和公共设施管理|居民服务、修理和其他服务|科学研究和技术服务|文化、体育和娱乐|卫生和社会工作"
    "|(?:电力、)?热力、?(?:的)?生产和供应|水的生产和供应|燃气生产和供应|煤炭开采和洗选"
)
"""Classes of trades and goods with 、 and 和 in their official names."""
_HELD = str.maketrans("、和及", "\ue010\ue011\ue012")
_FREED = str.maketrans("\ue010\ue011\ue012", "、和及")


def behind(site: Site, match: re.Match[str]) -> str:
    """对欧盟、美国分别进出口…: the noun that stands behind 分别."""
    if site.found.kind != "plain" or match.end() >= site.found.noun_end:
        return ""
    words = site.passage.words(site.at + match.end(), site.at + site.found.noun_end).strip("，为达有是")
    return re.sub(r"^(?:实现|完成)(?=.{2})", "", words)


_BRANCHES = re.compile(
    r"(?:[；：]|其中，?|看，|^)((?:[^，。；：\d]{2,24}[业类]，){1,9}(?P<last>[^，。；：\d]{2,24}[业类])(?P<tail>[^，。；：\d业]{0,10}))$"
)


def branches(site: Site, size: int, end: int) -> list[str]:
    """软件和信息技术服务业，租赁和商务服务业，批发和零售业增加值分别增长: branches with 、 and 和 in them, a comma between."""
    words = site.passage.words(site.sentence.start, end)
    match = _BRANCHES.search(words) if size > 1 and ("业，" in words or "类，" in words) else None
    parts = match[1].split("，") if match is not None else []
    if match is None or len(parts) != size:
        return []
    tail = match["tail"]
    if not tail:
        tail = next((m[0] for i in reversed(site.context.recent) if (m := figures.FAMILY.search(i.noun))), "")
    return [*(part + tail for part in parts[:-1]), match["last"] + tail]


_COMPLETE = re.compile(
    r"(?:率|比|比重|比例|额|量|值|数|收入|支出|人次|增速|增幅|面积|投资|余额|利润|产量|出口|进口|出栏|存栏|总额|总花费|消费|应税销售)$"
)
"""A name that says itself what is measured."""
_ENUMERATED = re.compile(
    r"(?:^|[，：])(?P<list>[^，。；：]+、[^，。；：]+)(?<![高中同平均初优相])等(?:\d*[个大类种]*)?(?:重点|主导|支柱|优势|传统|主要|新兴)?(?P<head>[^，。；等]{2,14})$"
)


def enumerated(words: str, size: int) -> list[str]:
    """食品、石化、医药、信息等产业增加值分别增长: the names before 等 with what ends the phrase."""
    match = _ENUMERATED.search(words)
    tail = indicators.tails().search(match["head"]) if match else None
    if match is None or tail is None:
        return []
    names = [nouns.trim(p) for p in SPLIT.split(match["list"]) if p]
    kind = _CLASS.match(match["head"])
    if len(names) != size or not all(names):
        return []
    last = kind["class"] if kind and kind.end() == tail.start() else ""
    return [name + ("" if name.endswith(("业", last or "业")) else last) + tail[0] for name in names]


_TRADE = re.compile(r"(?:限额以上|限上)?(?:批发|零售|住宿|餐饮)")
"""批发、零售、住宿、餐饮业销售额."""
_CLASS = re.compile(r"(?P<class>产业|行业|领域|产品)")
TOLD_SO = re.compile(r"(?:等)?[两三四五六七八九十\d]+[项个](?:主要|重点|核心)?指标[^，。]*$")
"""合同外资、实际利用外资三项指标全面高位增长."""


_KINDS = re.compile(r"[^，。；]{1,6}?(?P<mark>[型类级])(?=.{2,})")
"""急难型、支出型救助标准: kinds of one thing."""


_OF_ALL = re.compile(r"(?P<whose>[^的]{2,16})的(?P<what>价格|产量|销量|零售额|产值|投资|出口额?|进口额?|增加值)")


def parts(noun: str, size: int) -> list[str]:
    """The subjects of a list, a shared noun at the end of the last given to all: 新材料、食品加工增加值."""
    if size == 2 and (city := _CITY.match(noun)):
        noun = f"城镇{city['rest']}、农村{city['rest']}"
    if size == 3 and (sectors := _THREE.match(noun)):
        noun = "、".join(f"第{n}产业{sectors['rest']}" for n in "一二三")
    if size == 2 and (herd := _HERD.fullmatch(noun)):
        noun = f"{herd['a']}{herd['rest']}、{herd['b']}{herd['rest']}"
    noun = noun.replace("预计产量", "产量")
    pieces = [re.sub(r"^(第?[一二三])$", r"\1产业", p) for p in SPLIT.split(noun) if p]
    if len(pieces) > size > 1 and _COMPOUNDS.search(noun):
        held = _COMPOUNDS.sub(lambda m: m[0].translate(_HELD), noun)
        pieces = [p.translate(_FREED) for p in SPLIT.split(held) if p]
    pieces[-1:] = [re.sub(r"(?<=.)\d+个?(?:州市|市州|县市|县区|区县|[市县国省])(?:已|共|均)?", "", p) for p in pieces[-1:]]
    if len(pieces) != size and size > 1:
        pieces = next((some for mark in ("、", "、|以及", "、|和") if len(some := re.split(mark, noun)) == size), [])
    if size < 2 or len(pieces) != size:
        return []
    state = nouns.leading_verb(pieces[-1])
    if len(pieces[-1]) - len(state) > 2 and all(nouns.leading_verb(p) == p for p in pieces[:-1]):
        return [p + pieces[-1][len(state) :] for p in pieces[:-1]] + [pieces[-1]]  # 新开工、新竣工亿元以上项目
    last = pieces[-1] = TOLD_SO.sub("", pieces[-1]) or pieces[-1]
    if (kinds := _KINDS.match(last)) is not None and all(p.endswith(kinds["mark"]) for p in pieces[:-1]):
        return [p + last[kinds.end() :] for p in pieces[:-1]] + [last]
    if (owned := _OF_ALL.fullmatch(last)) is not None and not any(_COMPLETE.search(p) for p in pieces[:-1]):
        return [p + owned["what"] for p in pieces[:-1]] + [owned["whose"] + owned["what"]]  # 食品、衣着、居住的价格
    bare = re.sub(r"（[^（）]*）$", "", last)
    tail = indicators.tails().search(bare)
    if tail and not indicators.tails().search(pieces[0]) and not re.search(r"(?:率|比|额|量|值|数|销售)$", pieces[0]):
        head = _QUANTIFIER.sub("", bare[: tail.start()]) or bare[: tail.start()]
        branch = "业" if head.endswith("业") and all(_TRADE.fullmatch(p) for p in pieces[:-1]) else ""
        return [p + branch + tail[0] for p in pieces[:-1]] + [head + tail[0]]
    if tail and any(not _COMPLETE.search(p) for p in pieces[:-1]):
        return [p if _COMPLETE.search(p) else p + tail[0] for p in pieces]
    if rate := re.search(r"(?:占[^、，]{2,12}比重|户籍人口|常住人口|增速|增幅|数量|总量|占比)$", last):
        return [p if p.endswith(rate[0]) else p + rate[0] for p in pieces]
    return pieces
