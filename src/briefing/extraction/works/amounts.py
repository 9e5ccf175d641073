"""The sums told of a project: what it costs in all, what of it has been spent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from briefing.extraction.works.drafts import Draft
from briefing.extraction.works.names import Name
from briefing.extraction.works.windows import Window
from briefing.model.base import Span

AMOUNT = r" ?(?P<n>\d[\d,]*(?:\.\d+)?) ?(?:多|余)?(?P<u>[万亿]?(?:元|美元|欧元|港元)|[万亿](?=的|，|。|；|、|（|$))"
HEDGE = r"(?:(?:初步)?估算|约为?|近|超过?|达到?|为|共|：|合计|将达|规模|突破|逾)*+"
_TOTAL_LEFT = re.compile(
    rf"(?:总投资|投资总额|计划投资|投资|投入|(?<=[、和]))(?:额)?{HEDGE}{AMOUNT}(?:多)?(?:(?:、[^，。；、]{{1,20}})?(?:的|建设的|打造的))?$"
)
_TOTAL_RIGHT = re.compile(
    rf"(?<!年度)(?<!一期)(?<!二期)(?:总投资|概算投资|估算投资|概算总投资|投资总额|总造价|工程造价|(?<![度年季月期])计划(?:总)?投资|(?<=[，。])(?:拟|计划)?投资(?=约|\d))(?:额)?{HEDGE}{AMOUNT}"
)
_BRACKET = re.compile(rf"（(?:总投资|投资)?{HEDGE}{AMOUNT}）")
_REVISED = re.compile(
    r"(?<!年度)(?<!一期)(?<!二期)(?:总投资|投资总额|投资规模)(?:额)?(?:(?:已|现)?[由从](?:原(?:计划|定|来)?的?|最初的)?(?:约)?\d[\d,.]*[万亿]?(?:美|欧)?元)?"
    r"(?:已|现)?(?:调整|调增|调减|核增|增加|追加|提高|提升|扩大|增|压减|核减|缩减|减少|降低|下调|上调|修订|变更|核定)(?:为|至|到)(?:了)?(?:约)?"
    rf"{AMOUNT}"
)
"""总投资由35亿元调整为38亿元: the sum that holds now."""
_DONE = re.compile(
    rf"(?P<cum>(?:开工以来)?累计(?:已)?|已|目前|截至[^，]{{2,10}})?(?:已)?(?<!计划)(?<!预计)(?<!力争)(?<!确保)完成(?:固定资产|前期|工程|项目)?投资{HEDGE}{AMOUNT}"
)
_OWN_TOTAL = re.compile(rf"(?:项目|工程)?(?:计划|估算)?总投资{HEDGE}{AMOUNT}")
_PHASES = re.compile(r"分[两二三四五]期")


_MONEYED = re.compile("投资|元的")
_EACH = re.compile(r"元的[^，。；、]{2,24}(?:、|和|以及)(?:计划)?$")
"""总投资40亿元的A、总投资15亿元的B等项目: each sum is that of its own work."""


def gather(text: str, draft: Draft, name: Name, window: Window, spans: Sequence[Span]) -> None:
    left = _TOTAL_LEFT.search(text, window.left, name.start) if window.left < name.start else None
    # 总投资80亿元的X等6个项目: the sum of all, not the first one's.
    summed = left is not None and window.tail and not any(_MONEYED.search(text, a.end, b.start) for a, b in pairwise(window.names))
    if left and summed and _EACH.search(text, max(left.start() - 44, window.sentence[0]), left.start()):
        summed = False
    if left and left.end() == name.start and not summed:
        draft.total = draft.total or amount(left)
    if bracket := _BRACKET.match(text, name.end):
        draft.total = draft.total or amount(bracket)
    if len(window.names) > 1 or window.tail:
        # In a list each amount told right after a name is that name's: A总投资50亿元、B总投资20亿元.
        if (right := _TOTAL_RIGHT.match(text, name.end)) and _each(text, window, name):
            draft.total = draft.total or amount(right)
        return
    part = name.name.removesuffix("项目").removesuffix("工程").endswith("期")
    if part and not draft.total and (own := _OWN_TOTAL.match(text, name.end)):
        draft.total = amount(own)
    for start, end in spans:
        if part and _PHASES.search(text, start, min(end + 60, window.sentence[1] + 60)):
            continue  # 该项目总投资10亿元，分三期建设: the sum of all phases
        if text.find("投资", start, end) >= 0 and (new := _REVISED.search(text, start, end)):
            draft.total = amount(new)
        if not draft.total and (right := _TOTAL_RIGHT.search(text, start, end)) and not _OF_MANY.search(text, name.end, start):
            draft.total = amount(right)
        for match in _DONE.finditer(text, start, end):
            rank = 2 if match["cum"] and "累计" in match["cum"] else 1
            if draft.done is None or rank > draft.done[0]:
                draft.done = (rank, *amount(match))


_OF_MANY = re.compile(r"(?:入驻|签约|引进|落户|落地|项目|企业)[^，。；]{0,8}\d+[余多]?[家个项](?:企业|项目)?，$")
"""园区已签约企业16家，总投资44亿元: the sum of those, not the park's."""


def _each(text: str, window: Window, name: Name) -> bool:
    """Whether the list tells an amount after every name, so that the last amount is no sum."""
    return name != window.names[-1] or all(_TOTAL_RIGHT.match(text, n.end) for n in window.names)


def amount(match: re.Match[str]) -> tuple[Decimal, str, Span]:
    return Decimal(match["n"].replace(",", "")), match["u"], (match.start("n"), match.end("u"))
