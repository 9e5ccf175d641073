"""Names that open a heading, a line of a list, an entry of a ledger or a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.extraction.works import candidates, finding, namewords, naming, stages
from briefing.extraction.works.candidates import Candidate
from briefing.model.text import Block, Cell

_PLACE_BRACKET = r"（[^（）]{2,12}(?:市|县|区|州|旗|镇|乡|级|本级)）"
_ENTRY = re.compile(rf"[^。：，；\n]{{3,40}}?(?=(?:{_PLACE_BRACKET})?[。：])")
_ENTRY_STOP = re.compile(r"[^。：，；\n]{0,60}")
"""What an entry is made of: when it ends at another mark than these, there is none."""
_ENTRY_END = re.compile(rf"(?:{_PLACE_BRACKET})?[。：]")
_STATE_BRACKET = re.compile(r"(?:（(?:前期|续建|新建|拟建|在建|储备|[^（）]{2,10}[市县区州旗级])）)?\s*$")


def headings(text: str, block: Block, following: Block | None, after: Block | None = None) -> Iterator[Candidate]:
    """A heading that is a name: numbered above a ledger's labels, or a list of names the text below speaks of."""
    piece = text[block.start : block.end]
    if following is None or len(piece) > 48 or piece.endswith("。"):
        return
    labels = namewords.load().labels
    below = text[following.start : following.end]
    if number := finding.NUMBER.match(piece):
        if labels.search(below[:16]) and len(labels.findall(below[:240])) >= 2:
            tail = _STATE_BRACKET.search(piece)
            end = block.start + (tail.start() if tail else len(piece))
            if naming.fits(text[block.start + number.end() : end], entry=True):
                yield Candidate(block.start + number.end(), end, True)
        return
    if block.kind == "heading":
        lead = re.match(r"(?:元素|亮点|案例|镜头|现场)[一二三四五六七八九十\d]+\s*", piece)
        start = block.start + (lead.end() if lead else 0)
        for a, b in naming.items(text, start, block.end, tail=True):
            told = b - a == block.end - start and _reported_below(text, following, after)
            said = told or text[a:b] in below
            if said and candidates.headed(text[a:b]) and naming.fits(text[a:b], entry=told):
                yield Candidate(a, b, True)


_LIST_HEAD = re.compile(r"(?:项目|工程)[^。；]{0,12}?(?:分别是|分别为|如下|包括|名单|清单|有)[^。；]{0,4}[：:]?\s*$")
_LISTED_LINE = re.compile(r"\s*(?:\d{1,3}[.、．]|（\d{1,3}）|[①-⑳])\s*(?P<x>[^，。；：\n]{4,40}?)[；;。，]?\s*$")


def numbered(text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """The lines of a numbered list of works: 十大工程分别是： 1、…; 2、…"""
    on = False
    for block in blocks:
        line = text[block.start : block.end]
        if on and (match := _LISTED_LINE.match(line)):
            start, end = match.span("x")
            if naming.fits(match["x"], listed=True):
                yield Candidate(block.start + start, block.start + end, True)
            continue
        on = _LIST_HEAD.search(line) is not None


_PROGRESS = re.compile(r"\s*(?:项目)?(?:进展|进度|推进)情况：|\s*(?:形象进度|建设内容|总投资|目前进展)：?")


def _reported_below(text: str, following: Block, after: Block | None) -> bool:
    """Whether one of the two paragraphs below a heading is a labelled report (进展情况：该项目…)."""
    return any(b is not None and b.kind != "heading" and _PROGRESS.match(text, b.start, b.end) for b in (following, after))


_CAPTION = re.compile(r"(?P<x>[^，。；：是]{4,36}?(?:项目|工程|基地|园|中心|大桥|学校|医院))(?=是)")
"""1.X项目是今年的重点项目，总投资…: a caption that begins with the name."""
_MEASURED = re.compile(
    r"(?P<x>[^，。；：、\d]{4,36})，(?:项目|计划|工程)?(?:总投资|投资|投入资金|概算|(?:总)?建筑面积|建设面积|占地|用地|全长|建设规模)[^，。；]{0,6}\d"
)
"""1.X县第一中学，建设面积1617.96平方米: an item of a list of works, told by its measures."""
_TITLED = re.compile(r"\s*+(?:(?:\d{1,3}[.、]|[一二三四五六七八九十]{1,3}、)\s*+)?(?:项目|工程)名称：\s*+(?P<x>[^。；，\s]{3,44})")


def opening(text: str, block: Block) -> Iterator[Candidate]:
    """A name that opens a paragraph: “1.X（某县）。总投资…”, “X：总投资…”."""
    labels = namewords.load().labels
    titled = _TITLED.match(text, block.start, block.end) if text.find("名称：", block.start, block.end) >= 0 else None
    if titled:
        if naming.fits(titled["x"], entry=True):
            yield Candidate(*titled.span("x"), True)
        return
    lead = finding.NUMBER.match(text[block.start : block.end])
    at = block.start + (lead.end() if lead else 0)
    if lead and (caption := _CAPTION.match(text, at, block.end)) and naming.fits(caption["x"], entry=True):
        yield Candidate(*caption.span("x"), True)
        return
    if (
        lead
        and (measured := _MEASURED.match(text, at, block.end))
        and candidates.headed(measured["x"])
        and naming.fits(measured["x"], entry=True)
    ):
        yield Candidate(*measured.span("x"), True)
        return
    stop = _ENTRY_STOP.match(text, at, block.end)
    if stop and text[stop.end() : stop.end() + 1] not in ("。", "：") and "（" not in stop[0]:
        return
    mark = _ENTRY.match(text, at, block.end)
    if not mark or labels.match(mark[0] + "："):
        return
    after = _ENTRY_END.match(text, mark.end(), block.end)
    begin = after.end() if after else mark.end()
    labelled = bool(labels.match(text, begin)) or (lead is not None and "责任单位" in text[begin : block.end])
    reported = (
        not labelled
        and (lead is not None or text[begin - 1] == "：")
        and stages.load().progress.search(text, begin, min(begin + 40, block.end))
        and naming.left(text, at, mark.end()) == at
    )
    headed = (labelled or reported) and candidates.headed(mark[0])
    if (headed or (labelled and lead is not None)) and naming.fits(mark[0], entry=labelled):
        yield Candidate(mark.start(), mark.end(), True)


_COLON = re.compile(r"(?<=[。；])\s*(?:\d{1,2}[.、])?(?P<x>[^。：，；\n]{3,30}(?:项目|工程))：")


def within(text: str, block: Block) -> Iterator[Candidate]:
    """A name that opens a sentence inside a paragraph: “…。X项目：土建已完工”."""
    if text.find("：", block.start, block.end) < 0:
        return
    for match in _COLON.finditer(text, block.start, block.end):
        told = stages.load().progress.search(text, match.end(), min(match.end() + 60, block.end))
        if told and naming.fits(match["x"], entry=True) and naming.left(text, match.start("x"), match.end("x")) == match.start("x"):
            yield Candidate(*match.span("x"), True)


def cells(row: tuple[Cell, ...]) -> Iterator[Candidate]:
    """The name in a row of a table: its first cell that ends like a project."""
    for cell in row[:4]:
        if 4 <= len(cell.text) <= 44 and candidates.headed(cell.text) and naming.fits(cell.text, entry=True):
            yield Candidate(cell.start, cell.end, True)
            return
