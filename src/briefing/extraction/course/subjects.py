"""Whom a sentence speaks of by how it begins: 该项目, 这家企业, 走进X的车间."""

from __future__ import annotations

import re

from briefing.extraction.course.context import Context, Said
from briefing.extraction.course.passages import Passage

_THIS = re.compile(r"(?:该|此|这个?)(?:项目|工程|大桥|园区|产业园|高速|公路)|(?:该|这家|该家)(?:公司|企业|厂)")
_PLACE = re.compile(r"(?:[省市县区州盟旗镇乡]|自治区)$")


def unknown(context: Context, words: str) -> None:
    """该项目, 这家企业 where none was told: it is not the place spoken of before, and whose number it is stays open."""
    scope = context.scope
    if (
        context.project is None
        and scope is not None
        and scope.place is not None
        and _THIS.match(words)
        and _PLACE.search(scope.value)
    ):
        context.scope = None


_VISITED = re.compile(
    r"[^。]{0,24}?(?:走进|来到|走入)(?:位于[^，。]{2,14}的)?(?P<who>[^，。、的“]{3,22}?)(?:的)?(?:智能|生产|数字化?|无人|现代化|标准化)*(?:车间|厂区|生产线|厂房|工厂|展厅)"
)
"""走进X的生产车间: what follows is about X."""


def visited(context: Context, passage: Passage, at: int) -> bool:
    """Whether a sentence begins with a visit to a company, which is then spoken of."""
    opening = passage.words(at, at + 30)
    if not ("走" in opening or "来到" in opening) or (found := _VISITED.match(passage.text, at - passage.start)) is None:
        return False
    place = (passage.start + found.start("who"), passage.start + found.end("who"))
    context.scope = context.paragraph_scope = seen = Said(found["who"], place, found["who"])
    if _SITE.search(seen.value):
        context.last_project = seen
    else:
        context.last_body = seen
    return True


def met(context: Context, passage: Passage) -> None:
    """A paragraph without a figure: the firm or work it names, or visits, is what the next one may go on about."""
    told = {
        kind: [
            Said(n.name, (n.start, n.end), n.name)
            for n in context.reading.names_between(passage.start, passage.block.end)
            if n.kind == kind
        ]
        for kind in ("body", "project")
    }
    if told["body"]:
        context.last_body = told["body"][-1]
    if len({work.value for work in told["project"]}) == 1:
        context.last_project = told["project"][0]
    at = passage.start
    while at < passage.block.end and ("走" in passage.text or "来到" in passage.text):
        visited(context, passage, at)
        stop = passage.text.find("。", at - passage.start)
        at = passage.block.end if stop < 0 else passage.start + stop + 1


_SITE = re.compile(r"(?:园区?|基地|项目|工程|景区|农场|牧场|医院|学校)$")
_FIRM_AGAIN = re.compile(r"\s*(?:据(?:了解|悉|介绍)，)?“?(?:该|这家)(?:公司|企业|集团|厂|合作社)")


def again(context: Context, words: str, firm: Said | None) -> None:
    """A paragraph that opens with 该公司: the firm the one before, or the caption above, has named last."""
    if firm is not None and _FIRM_AGAIN.match(words):
        context.last_body = firm
