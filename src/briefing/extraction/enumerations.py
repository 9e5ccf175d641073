"""Enumerations: a head “N个X” (三个转变, 六个围绕, 工业项目4个) with the items the text lists for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.chinese import numerals
from briefing.extraction.setting import Setting
from briefing.extraction.works import naming
from briefing.model.base import Span
from briefing.model.fact import Enumeration


class Listed(NamedTuple):
    """A head with its number, its place, and the items."""

    head: str
    number: int
    span: Span
    items: tuple[str, ...]


_N = "[一二两三四五六七八九十]"
_KINDS = (
    "转变|蝶变|围绕|聚焦|坚持|提升|突破|机制|清单|体系|行动|工程|战略|产业集群|主导产业|重点产业|方面|重点|目标|任务|举措|高地|基地|中心|示范|定位|关系|关键|原则|路径|抓手|支撑|优势"
    "|专项|板块|片区|环节|领域|要求|统筹|全面|确保|增强|强化|加强|创新|融合|项目|建设|工作法|平台|载体|关口|难点|短板|保障|革命|变革|跃升|协同|必须|必保|结合|到位|能力|专班|试点|品牌"
)
_HEAD = re.compile(
    rf"“(?P<qn>{_N}{{1,3}})(?:个|项|大|种|条|张|类)?(?P<qw>[\u4e00-\u9fff]{{1,6}})”|(?P<n>{_N}{{1,3}})(?:个|项|大|种|条|张|类)(?P<w>[\u4e00-\u9fff]{{0,5}}?(?:{_KINDS}))"
)
_BEGIN = re.compile(f"[“一二两三四五六七八九十](?:{_N}{{0,2}}[个项大种条张类]|(?<=“)(?={_N}))")
"""How a head begins: a guard that makes the search quick."""
_SUMMED = re.compile(rf"“(?P<x>(?:{_N}[\u4e00-\u9fff]{{1,3}}?){{2,4}})”(?=战略|定位|发展|格局|布局|，|建设|。)")
_LISTING = re.compile("，(?:分别是|分别为|包括|即)")
_COUNTED = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,10}?)(?P<n>\d{1,2})(?:个|项|家|座|条|处)$")
_STOP = re.compile("[；。！？\n]")
_AFTER = re.compile(
    r"(?:战略|定位|发展|布局|格局|建设|工作)*[，：]?(?:即|分别是|分别为|就是|包括|：|——)(?P<items>[^。！？\n]{4,220})"
)


def read(setting: Setting) -> tuple[Enumeration, ...]:
    """The heads whose items the text lists, in order; a head named again is further evidence of the same enumeration."""
    counts: dict[str, int] = {}
    listed: dict[str, tuple[str, ...]] = {}
    places: dict[str, list[Span]] = {}
    for head, count, span, items in sorted(_found(setting), key=lambda f: f.span):
        listed[head] = _together(listed[head], items, count, head) if head in listed else items
        counts.setdefault(head, count)
        places.setdefault(head, []).append(span)
    return tuple(
        Enumeration(head=head, count=counts[head], items=items, evidence=tuple(setting.evidence(*span) for span in places[head]))
        for head, items in listed.items()
        if items
    )


def _together(first: tuple[str, ...], second: tuple[str, ...], count: int, head: str) -> tuple[str, ...]:
    """The items of two places. Two short lists are one list when every item repeats the word of the head (六个围绕: 围绕A …);
    otherwise the longer one stands: the same item may be worded in two ways."""
    union = tuple(dict.fromkeys((*first, *second)))
    what = re.sub(rf"^{_N}{{1,3}}(?:个|项|大|种|条|张|类)?", "", head)
    if what and len(union) <= count and all(item.startswith(what) or item.endswith(what) for item in union):
        return union
    return second if len(second) > len(first) else first


def _found(setting: Setting) -> Iterator[Listed]:
    text = setting.text
    done = 0
    for begin in _BEGIN.finditer(text):
        match = _HEAD.match(text, begin.start()) if begin.start() >= done else None
        if not match:
            continue
        done = match.end()
        count = int(numerals.number(match["qn"] or match["n"]) or 0)
        if 2 <= count <= 30:
            block = setting.block(match.start())
            what = match["qw"] or match["w"]
            items = _after(text, match.end(), count) or _before(text, match.start(), block.start, count)
            if not items and block.kind == "heading" and match.end() - match.start() >= block.end - block.start - 2:
                items = _below(setting, match.start(), what, count)
            items = items or _short(text, match.end(), block.end, what, count)
            yield Listed(match[0].strip("“”"), count, match.span(), items)
    for match in _SUMMED.finditer(text):
        numbers = [int(numerals.number(n) or 0) for n in re.findall(_N, match["x"])]
        if items := _after(text, match.end(), sum(numbers)):
            yield Listed(match["x"], sum(numbers), match.span(), items)
    for listing in _LISTING.finditer(text):
        match = _COUNTED.search(text, max(listing.start() - 14, 0), listing.start())
        stop = _STOP.search(text, listing.end())
        items = _split(text[listing.end() : stop.start() if stop else len(text)], int(match["n"])) if match else ()
        if match and items and len(items) >= 2:
            yield Listed(f"{match['what']}{match['n']}个", int(match["n"]), match.span(), items)


def _after(text: str, at: int, count: int) -> tuple[str, ...]:
    """三个X，即A、B、C."""
    match = _AFTER.match(text, at)
    return _split(match["items"], count) if match and count >= 2 else ()


def _short(text: str, at: int, end: int, what: str, count: int) -> tuple[str, ...]:
    """六个X，即XA，XB，XC: a list that names fewer than it announces, each item repeating the word of the head; what is missing
    is told as missing."""
    if len(what) < 2 or text.find(what, at, end) < 0:
        return ()
    listing = _ANNOUNCED.search(text, at, end)
    if not listing or "。" in listing[0]:
        return ()
    stop = _STOP.search(text, listing.end(), end)
    pieces = [p.strip("“”") for p in re.split("[，、；]", text[listing.end() : stop.start() if stop else end])]
    same = all(p.startswith(what) for p in pieces) or all(p.endswith(what) for p in pieces)
    return tuple(pieces) if same and 2 <= len(pieces) <= count and all(len(what) < len(p) <= 24 for p in pieces) else ()


_ANNOUNCED = re.compile("[，。]?(?:[^。！？]{0,40}，)?(?:即|分别是|就是|包括|：)")

_VERBS = re.compile(
    r"^(?:(?:聚力|重点|大力|着力|加快)?发展|培育|壮大|做大做强|做强|做优|打造|建设|构建|形成|实现|推进|以及|和|及)+"
)


def _split(listed: str, number: int) -> tuple[str, ...]:
    """The items, by the one way of cutting that gives as many as the head says; none when no way does."""
    first = re.split("，", listed)[0]
    for marks in ("；", "，", "、", "[、，；]"):
        # A list by 、 ends at the first comma: what follows is said of it (A、B和C，总投资…).
        listed = first if marks == "、" and first.count("、") + 2 >= number else listed
        pieces = [_VERBS.sub("", p.strip("“”；，。 ")) for p in re.split(marks, listed)]
        pieces = [p for p in pieces if p]
        if len(pieces) == number:
            return tuple(pieces)
        if marks == "、" and len(pieces) < number:
            cut = [listed[a:b] for a, b in naming.items(listed, 0, len(listed), tail=True)]
            if len(cut) == number:
                return tuple(cut)
        if marks == "、" and len(pieces) == number - 1 and (last := re.split("和|及|与|以及", pieces[-1])) and len(last) == 2:
            return (*pieces[:-1], *last)
    return ()


_TO_DO = re.compile(
    r"^.*(?:(?:聚力|重点|大力|着力|加快)发展|培育|壮大|做强|建立|围绕|实施|推进|聚焦|做好|完善|制定|健全|打造|构建|提升|形成|创新|推动"
    r"|践行|弘扬|发扬|其中，?)"
)


def _before(text: str, at: int, start: int, count: int) -> tuple[str, ...]:
    """A、B、C“三张清单”."""
    clause = max(text.rfind(mark, start, at) for mark in "，。；：") + 1
    pieces = [p for p in text[max(clause, start) : at].split("、") if p]
    if len(pieces) != count or count < 3:
        return ()
    first = _TO_DO.sub("", pieces[0])
    return (first, *pieces[1:]) if first else ()


def _below(setting: Setting, at: int, what: str, count: int) -> tuple[str, ...]:
    """A heading 五个X whose sub-headings end (or begin) in X: 产业X, 城乡X. Another such head ends its paragraphs, not its
    sub-headings: columns of a page are read one behind the other."""
    number = setting.block_number(at)
    items: list[str] = []
    own = True
    for block in setting.clean.blocks[number + 1 :]:
        line = setting.text[block.start : block.end].strip()
        if block.kind == "heading":
            own = own and not _HEAD.fullmatch(line)
            like = all(item.endswith(what) for item in items) and line.endswith(what) and 0 < len(set(items)) < count
            if len(line) <= 16 and (like or (own and line.endswith(what)) or (own and line.startswith(what))):
                items.append(line)
        elif own and block.kind == "paragraph" and (lead := re.match(rf"({re.escape(what)}[^，。；]{{2,20}})。", line)):
            items.append(lead[1])
    return tuple(dict.fromkeys(items)) if len(items) <= count + 2 else ()
