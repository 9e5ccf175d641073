"""Ranks: 位居全省第七, 总量和增速分别位居全省第5位和第2位, 均排名全市城区第一."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.chinese.divisions import kind_level
from briefing.chinese.numerals import DIGITS
from briefing.extraction import figures
from briefing.extraction.course.context import place_of
from briefing.extraction.course.passages import PLACE, Mark
from briefing.extraction.measures import makers, nouns, standings
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.predicates import Predicate
from briefing.extraction.measures.site import Site
from briefing.extraction.tokens.quantities import Token

_QUANTITY = re.compile(r"^(?:其)?(?:总量|产量|面积|增量|数量|总额|规模|总数|均)$")
_RATE = re.compile(r"^(?:其|单月|累计|年平?均|平均)?(?:增速|增幅|涨幅|增长率)$")
_ALL = re.compile(r"均|都|皆|全部|双双")
_AMID = re.compile(
    r"\A(?P<noun>[^，。；]*?)(?:在(?:\d{4}年度?)?|位?列|位?居|排名)(?P<among>(?:全国|全省|全市|全区|全县|全州)\d+[个家][^，。；]*?)中?$"
)
"""增速在全省27个基地中居第7位."""
_JUDGED = re.compile(r"((?:综合|年度|绩效|发展水平)*(?:考评|考核|评价|评比|评估|测评)(?:结果|排名)?)$")
"""在全省126家开发区综合考评中列第3位: what they are ranked by."""
_FOLLOWING = re.compile(r"(?:位|名)?的(?P<what>[^，。；的]{2,16}?)(?:等|$|产品|企业)")
_STILL = r"(?:(?<=[名行价核比测])中|分别|(?<=[速额量])分|均|都|皆|双双|持续|一直|始终|仍|稳|列(?<=[均都皆]列))"
_TAIL = re.compile(rf"(?=.){_STILL}*(?:(?:连续|持续\d)[^，]{{0,5}}{_STILL}*)?$")
_RATE_TAIL = re.compile(r"(?:增速|增幅|总量|数量|占比|规模|产量)$")
_LIST = re.compile(r"(?:百|千|\d)强")
_KIND = re.compile(r"..(?:开发区|高新区|经开区|综保区|园区|县域|县|城市|城区|区县|县区|港口|机场|高校)$")
"""位列全省开发区第12位: among its like."""
Subject = tuple[str, str, Item | None]
"""What is ranked: noun, label, and the figure that is ranked when there is one."""


def read(site: Site, group: tuple[Token, ...]) -> Iterator[Item]:
    """The items of ranks joined in one clause."""
    first = group[0]
    if (earlier := _EARLIER.search(site.left)) is not None:
        site = site._replace(start=site.start - len(earlier[0]), left=site.left[: earlier.start()])
    lead = site.passage.words(first.start, first.number[0])
    many = bool(_ALL.search(lead) or _ALL.search(site.left[-2:]))
    if len(group) > 1 and (owners := _owners(site, len(group))):
        yield from _each(site, group, owners)
        return
    subjects = _subjects(site, many, len(group))
    if len(group) > 1 and len({s[1] for s in subjects}) < len(group) and len({t.among for t in group}) == 1 and not many:
        return  # 三项指标居第2、5、7位: nobody is told whose each is
    listed = standings.of(site)
    among = first.among or (listed.among if listed and listed.exact else _field(site)) or (listed.among if listed else "")
    for number, token in enumerate(group if len(group) > 1 else group * len(subjects)):
        noun, label, of = subjects[number % len(subjects)]
        if listed is not None and listed.what and (not _said(site) or _BY.match(noun) or (listed.exact and noun.endswith("排名"))):
            noun, label, of = listed.what, listed.what, None
        bound = site.passage.words(*token.number).endswith("强")
        if bound:
            noun, label, of = "", f"{_class(site)}{token.among or ''}排名", None
        unsaid = not label or not noun or noun in ("公司", "企业", "集团", "县域经济") or not _said(site)
        if unsaid and token.among and (_LIST.search(token.among) or (not label and not token.approx and _KIND.search(token.among))):
            noun, label, of = "", f"{token.among}排名", None  # 位居全国百强县第45位
        if len(label) < 2:
            continue
        here = site._replace(token=token, found=Predicate("from" if earlier else "plain", 0))
        item = here.item(noun, label, "rank", "rank-from" if earlier else "rank-each" if many else "rank")
        item.linked = True
        item.among = token.among or among or _among_before(site) or None
        if of is not None:
            here.carry(item, of)
        yield figures.finished(here, item)


def _owners(site: Site, wanted: int) -> list[Mark]:
    """The places a list of ranks is of: 甲县、乙区、丙县GDP分别居全省第2、5、7位."""
    places = [m for m in site.passage.ordered(site.clause.start, site.start) if m.kind == "place" and m.value]
    between = [site.passage.words(a.end, b.start) for a, b in pairwise(places)]
    return places if len(places) == wanted and all(_JOIN.fullmatch(words) for words in between) else []


_JOIN = re.compile(r"、|和|及|与")
_CONTEST = re.compile(r"(?P<what>[^，。；：]{2,16}(?:排名|评价|考核|测评|排行榜?))(?:结果)?中?[，：]?$")


def _each(site: Site, group: tuple[Token, ...], owners: list[Mark]) -> Iterator[Item]:
    """A rank for each place of a list."""
    last = owners[-1].end
    words = _TAIL.sub("", site.passage.words(last, site.start)).lstrip("的")
    noun = nouns.trim(words)
    before = site.passage.words(max(site.sentence.start, site.clause.start - 20), site.clause.start)
    if not noun and (contest := _CONTEST.search(before)) is not None:
        noun = nouns.left(contest["what"], contest["what"])
    label = re.sub("GDP$", "地区生产总值", noun) or (site.base.label if site.base is not None else "")
    if not noun and (honour := _honour(site, group[-1].number[1])):
        label = f"{honour}排名"  # 甲区、乙区位居22、23名, of the list named last
    for token, owner in zip(group, owners, strict=True):
        here = site._replace(token=token, found=Predicate("plain", 0))
        if len(label) < 2:
            return
        item = here.item(label, label, "rank", "rank-place")
        item.linked, item.among, item.scope = True, group[0].among or _field(site), place_of(site.context, owner)
        yield figures.finished(here, item)


_BY = re.compile(r"以[^，。；]{0,12}(?:总额|总量|规模|成绩)?$")
"""以总额65亿元排名第15位: by what the list ranks."""
_HONOUR = re.compile(r"(?:中国|全国|全省)?(?:百强[县区市镇]|[百千]强(?:县|区|市|城市|企业)?)")


def _honour(site: Site, end: int) -> str:
    """The list of the best (百强县) the text has named last."""
    found = list(_HONOUR.finditer(site.context.reading.clean.text, max(end - 400, 0), end))
    return found[-1][0] if found else ""


_CLASSES = re.compile(
    r"(?:国家)?(?:级)?(?:高新区|高新技术产业开发区|经开区|经济技术开发区|开发区|综合保税区|综保区|产业园区|工业园区|化工园区)$"
)


def _class(site: Site) -> str:
    """某市国家高新区跻身全国100强: ranked among its like."""
    mark = next((m for m in reversed(list(site.passage.ordered(site.clause.start, site.token.start))) if m.kind == "place"), None)
    match = _CLASSES.search(site.passage.words(mark.start, mark.end)) if mark is not None else None
    return match[0] if match else ""


_PEERS = re.compile(r"(?:近郊|远郊|主城|中心城|城)?[二三四五六七八九十\d]+个?(?:城)?(?:[区县市]|县区|区县|县市)")
_EARLIER = re.compile(r"[从由](?:上年|原来|年初|去年|最初)?(?:的)?$")
"""从第13位升至第9位: the first is where it stood before."""


def _before(site: Site) -> Item | None:
    """Where the thing ranked stood before, when the words since then name no other."""
    last = site.context.recent[-1] if site.context.recent else None
    return last if last is not None and last.rule == "rank-from" and last.sentence_start(site.sentence.start) else None


def _said(site: Site) -> bool:
    """Whether the clause itself says what is ranked, by a noun or by 总量, 增速."""
    words = _TAIL.sub("", site.left)
    return bool(nouns.left(words, site.passage.blotted(site.at, site.at + len(words))))


def _among_before(site: Site) -> str | None:
    before = _before(site)
    return before.among if before is not None else None


def _subjects(site: Site, many: bool, wanted: int) -> list[Subject]:
    if (field := _AMID.match(site.passage.words(site.clause.start, site.start))) is not None:
        judged = _JUDGED.search(field["among"]) if _nameless(site, field) else None
        return [_subject(site, judged[1] if judged else nouns.trim(field["noun"]), "")]
    words, masked = site.left, site.passage.blotted(site.at, site.start)
    size = len(_TAIL.sub("", words))
    noun = nouns.left(words[:size], masked[:size])
    if _PEERS.fullmatch(noun):
        noun = ""  # 全市近郊四区排名第一: among whom
    elif noun == "综合":
        noun = "综合排名"
    if size and (match := re.search(r"(?:总量|数量|规模|总额)$", words[:size])) and not noun.endswith(match[0]):
        noun += match[0]
    if following := _FOLLOWING.match(site.passage.words(site.token.end, site.clause.end)):
        noun = following["what"] + nouns.without_verb(noun).lstrip("了")
    parts = [p for p in re.split(r"、|和|及|与", noun) if p] if (many or wanted > 1) else [noun]
    base = site.base
    stood = [i for i in site.context.recent if i.rule == "rank-from" and i.sentence_start(site.sentence.start)]
    if many and not noun and stood:
        return [(i.noun, i.label, None) for i in stood]  # A、B从第8位、第4位双双跃居第1位
    if many and (not noun or _QUANTITY.match(noun)):
        recent = [i for i in site.context.recent if not i.linked and base and i.measure == base.measure]
        return [(i.noun, i.label, i) for i in recent[-2:]] or [("", "", None)]
    if many and (some := _SEVERAL.fullmatch(noun)) is not None and (told := _several(site, DIGITS.get(some["n"] or "两", 2))):
        return [(i.noun, i.label, i) for i in told]
    if wanted > 1 and len(parts) != wanted:
        parts = [noun] * wanted
    if len(parts) == wanted > 1 and site.base is None and _RATE.match(parts[-1]):
        whole = re.sub(r"(?<=..)总?量$", "", parts[0])  # GDP总量、增速分别居全省第3、第5位
        parts = [*parts[:-1], makers.growth_label(whole, "")]
    shared = _RATE_TAIL.search(parts[-1]) if len(parts) > 1 else None
    return [
        _subject(
            site,
            part,
            shared[0] if shared and part != parts[-1] and not _RATE_TAIL.search(part) and not part.endswith("排名") else "",
        )
        for part in parts or [""]
    ]


_SEVERAL = re.compile(r"(?P<n>[两二三四五])(?:项|个|大)(?:主要|核心)?(?:指标|数据|增速)|[两二]者")


def _several(site: Site, size: int) -> list[Item]:
    """两项指标均位列全市第6: the indicators told in the sentence, or its one with its growth, else the last ones."""
    heads = [i for i in site.context.recent if not i.linked]
    here = [i for i in heads if i.sentence_start(site.sentence.start)]
    for group in (here, heads):
        last = list({item.noun: item for item in group}.values())
        if len(last) == size or (len(last) > size and group is heads):
            return last[-size:]
        if group is here and len(last) == 1 and len(here) == size:
            return here
    return []


def _nameless(site: Site, field: re.Match[str]) -> bool:
    """Whether what stands before the field names at most the place that is ranked."""
    return not site.passage.blotted(site.clause.start, site.clause.start + field.end("noun")).strip(f"{PLACE} ")


def _subject(site: Site, part: str, tail: str) -> Subject:
    base = site.base
    last = site.context.recent[-1] if site.context.recent else None
    if not part and (named := _standing_named(site)):
        return named, named, None
    if not part and (before := _before(site)) is not None:
        return before.noun, before.label, None
    if (
        not part
        and last is not None
        and last.measure == "rank"
        and _AND.fullmatch(site.passage.words(last.number[1], site.token.start))
    ):
        return last.noun, last.label, last.of  # 居全省第三、全市第一
    told = last is not None and last.measure == "rank" and last.of is None and last.sentence_start(site.sentence.start)
    if last is not None and told and _RATE.match(part) and last.noun.endswith(("总量", "总额")):
        thing = last.noun[:-2]  # 出口总量居第五位，增速居第十三位
        return thing, makers.growth_label(thing, ""), None
    if _RATE.match(part):
        return (base.noun, makers.growth_label(base.noun, ""), base) if base else ("", "", None)
    whole = base.of if base is not None and base.measure == "growth" and base.of is not None else base
    if _QUANTITY.match(part):
        counted = next((i for i in reversed(site.context.recent) if i.measure == "count"), base)
        chosen = counted if part == "数量" else whole
        if chosen is None:
            return "", "", None
        if part in ("产量", "面积") and not chosen.noun.endswith(part):
            return "", "", None
        itself = chosen.measure == "level" or chosen.noun.endswith(part)
        label = chosen.label if chosen.measure == "count" else chosen.noun + ("" if itself else part)
        return chosen.noun, label, chosen
    if not part and told and last is not None and last.rule == "rank" and not last.noun:
        return "", "", None  # 位列全国百强县第45位，稳居西部前三: the place itself
    if not part and last is not None and last.rule.endswith("completion") and last.sentence_start(site.sentence.start):
        return last.noun, last.label, last  # 占年度计划25.2%，全市排第一位
    if not part or nouns.is_verb(part):
        return (base.noun, base.label, base) if base else ("", "", None)
    if whole is not None and part in ("出口额", "进口额") and whole.noun.endswith(part[:-1]) and len(whole.noun) > len(part):
        return whole.noun, whole.label, whole  # 农副产品出口29704万美元，出口额居全省首位
    if tail and not part.endswith(tail):
        part += tail
    return re.sub(r"(?:增速|增幅)$", "", part), part, None


_STANDS = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,14}?(?:位次|排名|综合评价|考核))(?:实现|再|大幅|持续|连续|稳步|首次|不断|逐年|明显|进一步)"
)


def _standing_named(site: Site) -> str:
    """科技进步综合评价位次实现争先进位，跃居全省前40位: the clause before says whose standing it is."""
    at = next((i for i, c in enumerate(site.sentence.clauses) if c.start == site.clause.start), 0)
    before = site.sentence.clauses[at - 1] if at else None
    if before is None or any(t.kind != "refused" for t in before.tokens):
        return ""
    found = _STANDS.match(site.passage.words(before.start, before.end))
    return re.sub(r"(?:位次|排名)$", "", found["what"]) if found is not None else ""


_AND = re.compile(r"(?:位|名)?[、和及]")


def _field(site: Site) -> str | None:
    """Among whom, when words before say so: 全市6个区县中,…居第3位; 在国家级经开区…考核评价中列第86位."""
    if (amid := _AMID.match(site.passage.words(site.clause.start, site.start))) is not None:
        return _JUDGED.sub("", amid["among"]) if _nameless(site, amid) else amid["among"]
    for other in site.sentence.clauses:
        if other.start >= site.clause.start:
            break
        match = re.search(r"(全国|全省|全市|全区|全县|全州)[^，。；]*中$", site.passage.words(other.start, other.end))
        if match:
            return match[1]
    here = re.search(
        r"(?P<field>(?:国家级|省级|全国|全省|全市)?(?:经开区|高新区|县级市|百强县|城市|园区|开发区|县域|区县))[^，。；\d]{0,14}?(?:考核|评价|排名|评比)[^，。；]{0,4}中?$",
        site.left,
    )
    if here is None:
        return None
    places = [m for m in site.passage.within(site.clause.start, site.start) if m.kind == "place" and m.value]
    above = [m.value for m in places if m.end <= site.at + here.start() + 1 or m.end <= site.start - len(site.left) + here.end()]
    return above[-1] if above and kind_level(above[-1] or "") in ("province", "prefecture") else here["field"]
