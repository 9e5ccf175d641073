"""What a plant can make: 年产30万吨再生铝项目, X一期1.5万吨钛合金项目."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.chinese import units
from briefing.extraction.course import scopes
from briefing.extraction.course.passages import NAME
from briefing.extraction.measures.items import Item
from briefing.extraction.measures.site import Site

_CAPACITY = re.compile(r"(?P<verb>年生产|年出栏|年产|日产|年处理|日处理|年加工|年吞吐|年发电|月产)(?P<can>能力)?$")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,16}(?:项目|生产线)")


class Read(NamedTuple):
    """A number that is a capacity; `item` is None where the text does not say of what."""

    item: Item | None


def read(site: Site) -> Read | None:
    """The capacity a plain number is, or None when it is none."""
    unit, noun = site.token.unit, site.noun
    mass = units.kind(unit).name == "mass"
    last = site.context.recent[-1] if site.context.recent else None
    joined = (site.left.endswith("、") or site.left == "，") and len(site.left) <= 8
    if last is not None and last.rule == "capacity" and joined and mass and units.kind(last.unit).name == "mass":
        return Read(product(site, "年产" if last.label.endswith("年产能") else ""))  # 年产2万吨锰合金生产线、2.5万吨钛白粉
    if mass and not noun and site.passage.blotted(site.at, site.start)[-1:] == NAME and _NAMED.match(site.after):
        return Read(product(site, ""))  # X一期1.5万吨钛合金项目
    held = scopes.holding(site.passage, site.token) if mass else None
    if held is not None and (not noun or (held.start <= site.at and not _CAPACITY.search(noun))):
        return Read(product(site, ""))
    match = _CAPACITY.search(noun)
    if match and match["verb"] in ("月产", "日产") and match.start() >= 2 and site.after[:1] in ("", "，", "、", "。"):
        made = f"{noun}量"  # 全市肉蛋奶月产43.65万吨: what was made, not what can be
        return Read(site.item(made, made, "level", "level"))
    return Read(product(site, match["verb"])) if match and not match["can"] else None


def product(site: Site, verb: str) -> Item | None:
    """年产30万吨再生铝项目: the product stands at the right."""
    words = site.passage.words(site.token.end, min(site.token.end + 24, site.sentence.end))
    thing = re.split(
        r"[，。；：（）、的\d]|等|项目|生产线|量产线|基地|工程|产业园|装置|自动化|全自动|智能工厂|工厂|生产|建设", words
    )[0]
    end = site.token.end + len(thing)
    if len(thing) < 2:
        thing = site.base.noun if site.base else ""
        if not thing:
            return None
    return site.item(thing, label(thing, verb), "level", "capacity", end=end)


MADE = re.compile(
    r"(?:(?:全部|整体)?(?:投产|建成|达产)?后?(?:预计)?可|设计)?(?P<verb>年产|日产|月产|年处理|日处理|年加工)(?![值量能出])(?P<what>[^，。；]{2,14})$"
)


def label(thing: str, verb: str) -> str:
    if not verb:
        return f"{thing}产能"
    return f"{thing}{verb}能" if verb[1:] == "产" else f"{thing}{verb}能力"
