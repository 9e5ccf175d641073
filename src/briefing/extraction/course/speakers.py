"""Who speaks in quotation marks: “今年新投放网箱46口。”基地负责人说 is about the farm named before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from briefing.extraction.works.names import Name
from briefing.model.base import Span

_QUOTE = re.compile(r"“(?P<said>[^“”]{8,400})”(?P<by>[^。“”；：\n]{3,44}?)(?:说|介绍|表示|告诉)")
_SAID = re.compile(
    r"(?:(?<=[\n。”])|\A)\s*(?P<by>[^。“”；：\n]{3,44}?)(?:说|介绍|表示|告诉记者)(?:说|道)?[，：]“(?P<said>[^“”]{8,400})”"
)
"""X负责人介绍，“…”: the speaker first."""
_OFFICE = (
    r"(?:党支部|技术|施工|生产|相关|有关|市场|运营|执行|常务)*(?:项目)?"
    r"(?:负责人|董事长|副?总经理|(?<!总)经理|厂长|场长|理事长|创始人|总裁|总监|主管)"
)
_BY = re.compile(rf"，?(?:据)?(?:该|这家)?(?P<who>[^，。]{{2,30}}?){_OFFICE}")
_KINDS = "公司|集团|企业|合作社|基地|工厂|农场|牧场|养殖场|种植园|茶场|果园|产业园|园区|酒店|景区|民宿|项目|工程|厂"
_NAMED = re.compile(rf".{{2,}}(?:{_KINDS})$")
_BUILDER = re.compile(r"，?.*?(?:公司|集团)(?:[^，。]{0,8}(?:技术|施工|项目))")
"""某建设集团技术负责人: speaks of what the firm builds, not of the firm."""
_REACH = 240
"""So far back the one is looked for whom a bare 基地负责人 speaks of."""


class Spoken(NamedTuple):
    """A stretch in quotation marks, whom it is about, and where that is named."""

    start: int
    end: int
    who: str
    place: Span


def read(text: str, names: Sequence[Name]) -> tuple[Spoken, ...]:
    """The quotations of a text whose speaker answers for a firm, a farm or a project the text names."""
    out = []
    for quote in (*_QUOTE.finditer(text), *_SAID.finditer(text)) if "”" in text else ():
        by = _BY.match(text, *quote.span("by"))
        found = _whom(text, names, quote, by) if by is not None else None
        if found is not None:
            out.append(Spoken(*quote.span("said"), *found))
    return tuple(out)


def _whom(text: str, names: Sequence[Name], quote: re.Match[str], by: re.Match[str]) -> tuple[str, Span] | None:
    who = by["who"]
    if _NAMED.match(who):
        return None if _BUILDER.match(quote["by"]) else (who, by.span("who"))
    if not re.fullmatch(_KINDS, who):
        return None
    lo = max(quote.start() - _REACH, 0)
    kind = "body" if who in ("公司", "集团", "企业") else "project" if who in ("项目", "工程") else None
    for name in reversed(names[: bisect_left(names, quote.start(), key=_start)]):
        if name.end <= lo:
            break
        if name.kind == kind or (kind is None and name.name.endswith(who)):
            return name.name, (name.start, name.end)
    if kind is not None:
        return None
    told = list(re.compile(rf"[一-龥]{{2,16}}?{who}(?=里|内|[，。的])").finditer(text, lo, quote.start()))
    start = told[-1].start() + told[-1][0].rfind("的") + 1 if told else 0
    return (text[start : told[-1].end()], (start, told[-1].end())) if told and told[-1].end() - start > len(who) + 1 else None


def _start(name: Name) -> int:
    return name.start
