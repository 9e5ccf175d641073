"""Whom a sentence speaks of by how it begins: 该项目, 这家企业, 走进X的车间."""

from __future__ import annotations

import re

from briefing.extraction.context import Context, Said
from briefing.extraction.passages import Passage

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
    r"[^。]{0,24}?(?:走进|来到|走入)(?:位于[^，。]{2,14}的)?(?P<who>[^，。、的“]{3,14}?)(?:的)?(?:智能|生产|数字化?|无人|现代化|标准化)*(?:车间|厂区|生产线|厂房|工厂|展厅)"
)
"""走进X的生产车间: what follows is about X."""


def visited(context: Context, passage: Passage, at: int) -> bool:
    """Whether a sentence begins with a visit to a company, which is then spoken of."""
    opening = passage.words(at, at + 30)
    if not ("走" in opening or "来到" in opening) or (found := _VISITED.match(passage.text, at - passage.start)) is None:
        return False
    place = (passage.start + found.start("who"), passage.start + found.end("who"))
    context.scope = context.paragraph_scope = Said(found["who"], place, found["who"])
    return True
