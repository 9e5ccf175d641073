"""Values listed by name behind a colon: 新签约项目344个，分别为：霍邱县52个、市开发区39个."""

from __future__ import annotations

import re

from briefing.extraction import levels, nouns
from briefing.extraction.context import Context, place_of
from briefing.extraction.items import Item
from briefing.extraction.passages import Clause, Passage, Sentence
from briefing.extraction.site import Site

_HEAD = re.compile(r"(?:，)?(?:分别|依次)(?:为|是|有|达)?$")
_EACH = re.compile(r"^(?:全[市县省州])?各?(?:县（?市、区）?|县市区|县区|区县|市州|地区|乡镇|街道|单位)(?:的)?")
_NAME = re.compile(r"[\u4e00-\u9fff（）]{2,12}")


def enter(context: Context, passage: Passage, sentence: Sentence, clause: Clause) -> None:
    """Opens a list at 分别为：, closes it with the sentence."""
    if clause.start == sentence.start:
        context.listing = ""
    if clause.mark != "：":
        return
    head = _HEAD.search(clause.words)
    if head is None:
        return
    end = clause.start + head.start()
    start = max([clause.start, *(t.end for t in clause.tokens)])
    noun = _EACH.sub("", nouns.left(passage.words(start, end), passage.blotted(start, end))) if start < end else ""
    context.listing = noun or (context.base.label if context.base else "")


def read(site: Site) -> Item | None:
    """The next value of the list; None when it is none."""
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
