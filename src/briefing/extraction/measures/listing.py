"""Values listed by name behind a colon: 新签约项目344个，分别为：霍邱县52个、市开发区39个."""

from __future__ import annotations

import re

from briefing.chinese import indicators
from briefing.extraction.course.context import Context, place_of
from briefing.extraction.course.passages import PLACE, Clause, Passage, Sentence
from briefing.extraction.measures import levels, makers, nouns
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site

_HEAD = re.compile(r"(?:，)?(?:分别|依次)(?:为|是|有|达)?$")
_EACH = re.compile(r"^(?:全[市县省州])?各?(?:县（?市、区）?|县市区|县区|区县|市州|地区|乡镇|街道|单位)(?:的)?")
_NAME = re.compile(r"[\u4e00-\u9fff（）]{2,12}")


def enter(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> None:
    """Opens a list at 分别为：, closes it with the sentence."""
    if clause.start == sentence.start:
        context.listing = ""
        context.bracketed = _bracketed(context, passage, sentence)
    if clause.mark != "：":
        return
    head = _HEAD.search(clause.words)
    if head is None:
        return
    end = clause.start + head.start()
    start = max([clause.start, *(t.end for t in clause.tokens)])
    noun = _EACH.sub("", nouns.left(passage.words(start, end), passage.blotted(start, end))) if start < end else ""
    context.listing = noun or (context.base.label if context.base else "")


_RUN = re.compile(rf"(?P<first>{PLACE}+)（[^（）]*\d[^（）]*）(?:[、，和及\s]|\d{{1,2}}[.、])*+{PLACE}+（[^（）]*\d")
"""甲县（7.4%）、乙区（7.1%）."""
_RATE = re.compile("增长?幅度?|增长速度|增速|涨幅")
_CUT = re.compile(
    r"(?:同比)?增长?幅度|(?:同比)?增长速度|(?:同比)?增速|(?:同比)?增幅|完成|情况|数据|总量|排名|排在|位?居|前\d|前[一二三四五六七八九十]|靠前|较[高快]|最[高快]|[高低快]于|超过|突破|过\d|“|分别|依次|达到|在\d|的|[，：]?(?:为|是|有|：)"
)
_EACH_OF = re.compile(r"各?(?:县（?市、区）?|县市区|县区|区县|市州)(?:的)?(?=[^，。；]{2})")
_MEASURE = re.compile(r".(?:率|比重|额|量|值|数|投资|收入|面积|价格)$")
_SEEN = re.compile(r"[^，。；：\d]{0,14}看[，：]?$")


def _bracketed(context: Context, passage: Passage, sentence: Sentence) -> tuple[str, bool] | None:
    """What the values behind the places of a sentence measure, said before the first of them or by the sentence before."""
    masked = passage.blotted(sentence.start, sentence.end)
    run = _RUN.search(masked) if "（" in masked and PLACE in masked else None
    if run is None:
        return None
    lead = passage.words(sentence.start, sentence.start + run.start("first"))
    if not lead.strip() or _SEEN.search(lead):
        last = next((i for i in reversed(context.recent) if not i.linked and i.measure == "level"), None)
        return (last.noun, True) if last is not None else None
    cut = _CUT.search(masked[: len(lead)])
    end = cut.start() if cut else len(lead)
    noun = _EACH.sub("", nouns.left(_EACH_OF.sub("", lead[:end]), _EACH_OF.sub("", masked[:end])))
    known = indicators.lookup(noun) is not None or indicators.tails().search(noun) or _MEASURE.search(noun)
    return (noun, _RATE.search(lead) is not None) if known else None


def _in_bracket(site: Site) -> Item | None:
    """One value in the bracket behind a place."""
    told, passage, first = site.context.bracketed, site.passage, site.clause.start
    if told is None or site.found.kind != "plain" or site.left.strip("，、 "):
        return None
    opened = passage.text.rfind("（", 0, first - passage.start) + passage.start
    mark = next((m for m in passage.marks if m.kind == "place" and m.end == opened), None)
    scope = place_of(site.context, mark) if mark is not None and "）" not in passage.words(opened, first) else None
    if scope is None:
        return None
    noun, rated = told
    rate = noun.endswith(("率", "比重", "占比"))
    last = site.context.recent[-1] if site.context.recent else None
    base = last if last is not None and last.rule == "bracketed" and last.number[0] > opened else None
    if site.token.unit == "%" and (base is not None or rated) and not rate:
        item = site.item(noun, makers.growth_label(noun, "增长"), "growth", "bracketed")
        item.direction = "down" if site.token.value < 0 else "up" if site.token.value else None
        item.of, item.linked = base, True
    elif base is None and (site.token.unit != "%" or rate):
        measure = levels.plain_measure(site.token.unit)
        item = site.item(noun, levels.level_label(noun, site.token.unit, measure), measure, "bracketed")
    else:
        return None
    item.scope = scope
    return item


_HEADS = re.compile(r"[位名]?(?:以上|以内)?的?(?:分别|依次)?[，：]?(?:有|是|为)|[位名][，：]")


def heads(site: Site) -> bool:
    """增速居前三位的是甲县（7.4%）, 收入超过10亿元的有乙区（12亿元）: a number that only tells which places are listed."""
    rest = site.passage.words(site.token.number[1], site.token.number[1] + 8)
    return site.context.bracketed is not None and site.clause.opened != "（" and _HEADS.match(rest) is not None


def read(site: Site) -> Item | None:
    """The next value of the list; None when it is none."""
    if (item := _in_bracket(site)) is not None:
        return item
    label, words = site.context.listing, site.left.strip("，、；和及 ")
    if not label or site.found.kind != "plain" or not _NAME.fullmatch(words) or nouns.leading_verb(words):
        return None
    measure = levels.plain_measure(site.token.unit)
    item = site.item(label, levels.level_label(label, site.token.unit, measure), measure, "listed")
    mark = next((m for m in site.passage.within(site.at, site.start) if m.kind == "place"), None)
    item.scope = (place_of(site.context, mark) if mark else None) or words
    item.linked = True
    base = site.base
    if base is not None and base.label == item.label:
        item.parent, item.period = base, base.period
        item.support.append(("indicator", base.number, base.label))
    return item
